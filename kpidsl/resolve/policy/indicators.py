"""Indicators with their targets and the ways their marks are found."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.resolve.policy.data import Datum, Formula
from kpidsl.resolve.policy.rules import Choice
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Form, Name
from kpidsl.values import field, frozen


@frozen
class Target:
    """What shall be reached (目标值), for some classes."""

    classes: tuple[str, ...]
    expr: Expr
    place: Span


@frozen
class Applied:
    """A form of the policy's own put into a rule: its name, where it is applied and where it is defined.

    ``given`` holds the parameters that state a unit, with its key and the argument.
    """

    name: str
    place: Span
    definition: Span
    given: tuple[tuple[Name, str, Expr], ...]


@frozen
class Scoring:
    """How a mark is found (计分办法), for some classes; ``applied`` are the forms of the policy's own that it is made with."""

    classes: tuple[str, ...]
    forms: tuple[Form, ...]
    place: Span
    applied: tuple[Applied, ...] = ()


@frozen
class FullMark:
    """The mark that is the best there is on an indicator (满分), in points."""

    value: Fraction
    place: Span


@frozen
class Leaf:
    """An indicator that carries a mark: a plain one, or a part (二级指标) of a family."""

    key: str
    family: str
    name: str
    appraisers: Mapping[str, str]
    scoring: tuple[Scoring, ...]
    unreported: Choice | None
    not_applicable: Choice | None
    self_appraisal: Choice | None
    place: Span
    full: Mapping[str, FullMark] = field(factory=dict)
    """The leaf's own full mark by class; classes that are not there have none of their own."""


@frozen
class Family:
    """An indicator as declared: its data, formulas and targets, and the leaves that carry its marks.

    ``applies`` are the classes that 适用于 names, None where it is not written.
    """

    name: str
    leaves: tuple[str, ...]
    data: tuple[Datum, ...]
    formulas: tuple[Formula, ...]
    targets: tuple[Target, ...]
    lead: Mapping[str, str]
    source: str
    clause: str
    place: Span
    applies: tuple[str, ...] | None = None
    word: str = "INDICATOR"
    """What it was declared as: INDICATOR, FIGURES, BONUS, MALUS or ADJUSTMENT."""
    yearly: Span | None = None
    """Where it says that it is reported once a year (考核周期：年度); None where it does not."""
    direction: Choice | None = None
    """What its author says of it (方向): MORE_IS_BETTER, LESS_IS_BETTER or IN_RANGE."""
    nature: Choice | None = None
    """Of what kind its author says it is (性质): QUANTITATIVE or QUALITATIVE."""
    periods: tuple[Choice, ...] = ()
    """The periods for which its figure is formed (考核周期：年度、月度), as its author says; of others than figures not evaluated."""
    note: str = ""
    """What its author remarks (备注)."""


@frozen
class ListRow:
    """What one list says of an indicator: its formula and where its data come from (数据来源), empty where it does not say.

    ``written`` is the formula as its author wrote it.
    """

    indicator: str
    formula: Form | None
    written: str
    source: str
    periods: tuple[Choice, ...]
    place: Span
    formula_place: Span
    source_place: Span


@frozen
class IndicatorList:
    """A scorecard as a list of indicators of a class; ``weighed``: with their weights."""

    unit_class: str
    rows: tuple[ListRow, ...]
    weighed: bool
    place: Span
