"""What is reported and what is computed from it: data, logs and formulas."""

from fractions import Fraction

from kpidsl.resolve.policy.rules import RoundingRule
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr
from kpidsl.values import frozen


@frozen
class Datum:
    """A figure to be reported (填报数据) for a family.

    ``kind`` is ``number``, ``ordinal``, ``yes_no``, ``label`` (one of a closed list without an order), ``date``, or ``text``, which is
    refused (K642). ``unit`` is a key of units.toml, of a date that of ``units.DATE``; ``low``, ``high``, ``step`` are in written units;
    ``decimals`` counts written decimals; ``levels`` are the labels, or the levels, best first.
    """

    family: str
    name: str
    kind: str
    unit: str
    low: Fraction
    high: Fraction
    decimals: int
    step: Fraction | None
    levels: tuple[str, ...]
    place: Span


@frozen
class LogColumn:
    """A column of a log: as a `Datum`, but that it may be free text.

    ``default`` is what a blank cell holds, in written units.
    """

    name: str
    kind: str
    unit: str
    low: Fraction
    high: Fraction
    decimals: int
    step: Fraction | None
    levels: tuple[str, ...]
    default: Fraction | None
    place: Span


@frozen
class LogTable:
    """台账: records of which a unit may have any number.

    ``dated`` is the date column that says which month a record belongs to, empty where all are of the month appraised;
    ``event`` the column whose equal values make records one event; ``classes`` those that may have records; ``most`` how many
    records a unit may have in a month.
    """

    name: str
    columns: tuple[LogColumn, ...]
    dated: str
    event: str
    classes: tuple[str, ...]
    owner: str
    most: int
    clause: str
    place: Span

    def column(self, name: str) -> LogColumn | None:
        """The column of that name."""
        return next((column for column in self.columns if column.name == name), None)


@frozen
class Formula:
    """A derived value (计算公式); ``zero`` and ``negative`` are the words said for such denominators, or None.

    ``earlier`` is what is said for periods without an earlier one: a word, or an expression that stands in for the value.
    """

    family: str
    name: str
    expr: Expr
    zero: str | None
    negative: str | None
    rounding: RoundingRule | None
    place: Span
    empty: str | None = None
    """The word said for a figure over records where there are none (无记录)."""
    earlier: str | Expr | None = None
    alone: str | None = None
    """The word said for a figure over units where none counts (没有单位)."""
