"""The core program of a policy: every form as typed expressions over named columns.

Values only. Column keys: ``data:F·D`` a reported datum, ``entered:L`` an entered mark, ``value:F·N`` a derived value,
``mark:L`` and ``points:L`` of a leaf, ``total``, ``composite``, ``linked:LINK:total`` and ``linked:LINK:composite``,
``grade:S`` and ``place:S`` of a scale, ``agg:N`` an aggregate, ``row:G·C`` a column of a log; F a family, L a leaf, S a scale.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core.aggregates import Aggregate, Peers, Placing, Preceding
from kpidsl.core.expr import Expr
from kpidsl.core.types import Type
from kpidsl.resolve.policy import AnnualRule, Example, Formula
from kpidsl.source import Span
from kpidsl.syntax.tree import Ref
from kpidsl.values import field, frozen


@frozen
class Guard:
    """A denominator that may not be positive: where ``when`` holds, the word of the policy says what follows."""

    when: Expr
    outcome: str


@frozen
class Derived:
    """A formula: its column, its value, its guards, and the key of the unit its value is read in."""

    key: str
    expr: Expr
    guards: tuple[Guard, ...]
    formula: Formula
    unit: str = ""


@frozen
class MarkRule:
    """How one leaf is marked in some classes.

    ``reads`` are the input columns it needs, ``guards`` the denominators that decide before it; ``entered`` where a person
    gives the mark; ``marks`` the leaves whose marks it reads.
    """

    classes: tuple[str, ...]
    expr: Expr
    reads: tuple[str, ...]
    guards: tuple[Guard, ...]
    entered: bool
    place: Span
    marks: tuple[str, ...] = ()


@frozen
class EnteredRange:
    """The range and step of an entered mark."""

    low: Fraction
    high: Fraction
    step: Fraction | None
    digits: int
    to_full: bool = False
    """Up to the full mark of the unit's class; ``high`` is the highest of them."""


@frozen
class TargetRule:
    """Whether the target is met, for some classes; absent data make it false, so ``reads`` must be present first."""

    classes: tuple[str, ...]
    met: Expr
    reads: tuple[str, ...]
    place: Span


@frozen
class Expectation:
    """A column and what it shall come to: a number, or a word of ``HAS_NO_VALUE``; ``place`` is that of the expected value."""

    ref: Ref
    column: str
    value: Fraction | str
    place: Span


@frozen
class PayRule:
    """An amount of money; or a pool, the share of each unit, and the units that share it; or a number of steps, by its ``unit``."""

    money: Expr
    shares: Expr | None
    over: Peers | None
    unit: str = "yuan"


@frozen
class AnnualValue:
    """The year's score of some classes.

    ``scores`` says for each period of the year whether it has the score that is meant, ``left_out`` whether it has one that the rule
    leaves out; ``has_mean`` whether a period without one changes what the others count.
    """

    rule: AnnualRule
    expr: Expr
    scores: tuple[Expr, ...]
    left_out: tuple[Expr, ...]
    has_mean: bool


HAS_NO_VALUE = ("NOT_APPLICABLE", "UNREPORTED", "STOP")
"""What may be expected in place of a value: there is none, it is missing, evaluation stops."""


@frozen
class OtherScore:
    """A unit of the rank group: its composite, and the veto that reached it or nothing."""

    score: Fraction
    veto: str


@frozen
class ExampleCase:
    """``given`` sets columns (``data:…``, ``mark:…``, ``linked:…``); ``absent`` says why a leaf or a datum has no value.

    The reasons are the words ``NOT_APPLICABLE`` and ``UNREPORTED``. ``others`` is the rest of the unit's rank group, None
    where the example does not say.
    """

    example: Example
    given: Mapping[str, Fraction]
    absent: Mapping[str, str]
    others: tuple[OtherScore, ...] | None
    expect: tuple[Expectation, ...]
    records: Mapping[str, tuple[Mapping[str, Fraction | str], ...]] = field(factory=dict)
    """Records of logs, by column key; a log without any is left out."""
    peers: tuple["ExampleCase", ...] | None = None
    """The other units of the month, each with what it has; None where the unit is alone."""


@frozen
class Core:
    """Everything that is computed, as expressions.

    ``vetoes`` holds one trigger per veto of the policy, in order; ``composites`` one expression per composite and, by link,
    the expression used without one; ``tie_keys`` by scale;
    ``pays`` one rule per pay; ``rates`` what is read of 得分率 and 适用项数, by column;
    ``used`` every column some expression names; ``types`` the
    type of every column known before the plan.
    """

    derived: tuple[Derived, ...]
    marks: Mapping[str, tuple[MarkRule, ...]]
    entered: Mapping[str, EnteredRange]
    targets: Mapping[str, tuple[TargetRule, ...]]
    coefficients: tuple[Expr, ...]
    vetoes: tuple[Expr, ...]
    composites: tuple[tuple[Expr, Mapping[str, Expr]], ...]
    tie_keys: Mapping[str, tuple[str, ...]]
    bands: Mapping[str, tuple[Expr, ...]]
    """By scale what each grade demands besides its band, as a rule nothing."""
    always: tuple[tuple[Expr, Expr], ...]
    examples: tuple[ExampleCase, ...]
    aggregates: tuple[Aggregate, ...]
    preceding: tuple[Preceding, ...]
    placings: tuple[Placing, ...]
    pays: tuple[PayRule | None, ...]
    rates: Mapping[str, Expr]
    annual: tuple[AnnualValue, ...]
    annual_cases: tuple[Expr, ...]
    """Who is left out of the year: whether each exclusion of it holds."""
    used: frozenset[str]
    types: Mapping[str, Type] = field(eq=False)
    _derived: Mapping[str, Derived] = field(init=False, repr=False, eq=False)
    _aggregates: Mapping[str, Aggregate] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_derived", {one.key: one for one in self.derived})
        object.__setattr__(self, "_aggregates", {one.key: one for one in self.aggregates})

    def find_derived(self, key: str) -> Derived | None:
        """The value worked out under a key, if there is one."""
        return self._derived.get(key)

    def find_aggregate(self, key: str) -> Aggregate | None:
        """The figure of many rows under a key, if there is one."""
        return self._aggregates.get(key)
