"""What is added to totals, taken off or multiplied with: bonuses, maluses and coefficients."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.resolve.policy.indicators import Leaf
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr
from kpidsl.values import frozen


@frozen
class Extra:
    """What a bonus (加分项) or malus (减分项) is beside a leaf: ``kind`` is the kind it is capped with (类别), or empty."""

    leaf: Leaf
    adds: bool
    classes: tuple[str, ...]
    kind: str
    word: str = "BONUS"
    """BONUS, MALUS or ADJUSTMENT (领导调整), which adds or takes."""


@frozen
class Extras:
    """How far bonuses and maluses go together (加减分合计): by word BONUS_SUM or MALUS_SUM or by kind; None is unlimited.

    ``low`` and ``high`` bound the total after them, None where nothing is said.
    """

    most: Mapping[str, Fraction | None]
    places: Mapping[str, Span]
    low: Fraction | None
    high: Fraction | None
    total: Span | None
    """Where the bounds of the total stand."""


@frozen
class Coefficient:
    """难度系数: what totals of some classes are multiplied by (stage 10)."""

    name: str
    classes: tuple[str, ...]
    expr: Expr
    clause: str
    place: Span
