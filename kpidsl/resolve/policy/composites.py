"""Composite scores and what is paid for them."""

from collections.abc import Mapping

from kpidsl.resolve.policy.rules import RoundingRule
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Form
from kpidsl.values import frozen


@frozen
class Composite:
    """综合得分 of some classes; ``no_link`` is ``STOP``, an expression, or None where not said."""

    classes: tuple[str, ...]
    expr: Expr
    no_link: Mapping[str, str | Expr]
    clause: str
    place: Span
    alone: str | Expr | None = None
    """What counts where a figure over units has none (没有单位): ``STOP`` or an expression."""
    collector: str = ""
    """Who puts the scores together (汇总部门), where that is said."""


@frozen
class Pay:
    """兑现: an amount of money of each unit of some classes, its part of a pool, or steps of a pay scale; None where not said.

    ``among`` is the population that shares the pool, ``remainder`` who gets what rounding leaves over.
    """

    name: str
    classes: tuple[str, ...]
    amount: Expr | None
    pool: Expr | None
    shares: Expr | None
    among: Form | None
    remainder: str | None
    rounding: RoundingRule | None
    clause: str
    place: Span
    steps: Expr | None = None
    basis: str = ""
    """The result that it is for (评定依据), where that is said."""
