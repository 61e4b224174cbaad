"""A policy while it is written at random: what was drawn, and what later parts may name.

Takes draws of hypothesis. The plainest choice comes first everywhere, so that a failure shrinks to a plain policy.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from hypothesis import strategies as st

from kpidsl.testing.cycles import MONTHS, CycleWords
from kpidsl.values import define, field

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[Any]], Any]

MODES = ("四舍五入", "只舍不入", "只入不舍", "四舍六入五成双")
ZERO = ("不涉及", "计满分", "计零分")
STEP_MODES = ("不足 {k} 不计", "不足 {k} 按 1 个计", "不足部分按比例计", "不足 {k} 按比例计")
UNREPORTED = ("停算催报", "计零分", "计满分")
ABSENT = ("按比例折算", "计满分", "计零分")
FIRST_DAY, LAST_DAY = 737110, 737149
"""The days that months and rules name, from 20 February to 31 March 2019, counted as dates are."""
_FINE = 2**20


def among(
    near: Sequence[int], low: int, high: int, unit: Fraction, others: Sequence[T] = ()
) -> st.SearchStrategy[Fraction | T]:
    """So many units: one of ``near``, any number of the range, or in an eighth of the cases one of ``others``.

    Months hold hundreds of figures, and every draw takes its time: this is one.
    """

    def found(drawn: int) -> Fraction | T:
        rest, kind = divmod(drawn, 8)
        if kind == 7 and others:
            return others[rest % len(others)]
        number = near[rest % len(near)] if kind < 4 and near else low + rest % (high - low + 1)
        return number * unit

    return st.integers(0, 8 * _FINE - 1).map(found)


@define
class Writer:
    """``full`` is the full mark of the policy, ``in_points`` whether weights are written in points.

    ``scored`` names what carries a mark, a family's parts with a dot; ``everywhere`` those with a weight in every class,
    ``needed`` those that must have one. ``families`` has every indicator with parts, and what the column of its parts is
    called. ``counts`` and ``ratios`` are figures that rules may read. ``logged``: there is a log called 三违, with
    ``same_event`` one that says which records are one event; ``rated``: one of votes.
    ``linked``: classes may read each other by 所属支部; ``composed``: the first class has a composite of its own;
    ``ranked``: grades are by rank, or by score with an upper end where ``closed``. ``yearly``: how the year is graded
    (``score``, ``rank`` or ``none``), empty for a policy without one; ``yearly_figures`` are reported once a year, ``left_out``
    say that a period does not count, ``weighed`` is a table of the weights of periods. ``attended``: months of sick
    leave are reported as 考勤·病假.
    """

    draw: Draw
    classes: tuple[str, ...] = ()
    lines: list[str] = field(factory=list)
    scored: list[str] = field(factory=list)
    everywhere: list[str] = field(factory=list)
    counts: list[str] = field(factory=list)
    ratios: list[str] = field(factory=list)
    conditions: list[str] = field(factory=list)
    """What holds of some units and not of others: of labels, of dates."""
    full: int = 100
    in_points: bool = False
    families: dict[str, str] = field(factory=dict)
    needed: set[str] = field(factory=set)
    logged: bool = False
    same_event: bool = False
    rated: bool = False
    cycle: CycleWords = MONTHS
    linked: bool = False
    composed: bool = False
    ranked: bool = False
    yearly: str = ""
    yearly_figures: list[str] = field(factory=list)
    left_out: list[str] = field(factory=list)
    weighed: str = ""
    closed: bool = False
    attended: bool = False

    def declare(self, line: str) -> None:
        """Adds a declaration that several parts may need, once."""
        if line not in self.lines:
            self.lines.append(line)

    def one(self, *options: T) -> T:
        """One of the options."""
        return options[self.number(0, len(options) - 1)]

    def number(self, low: int, high: int) -> int:
        """A whole number within the range."""
        return int(self.draw(st.integers(low, high)))

    def maybe(self, chance: int = 50) -> bool:
        """True in ``chance`` of a hundred cases, false where a failure shrinks to."""
        return self.number(0, 99) >= 100 - chance

    def decimal(self, low: int, high: int, digits: int = 2) -> str:
        """A decimal within the range, with up to so many decimals, as it is written."""
        places = self.number(0, digits)
        mantissa = self.number(low * 10**places, high * 10**places)
        whole, part = divmod(abs(mantissa), 10**places)
        text = f"{whole}.{part:0{places}d}".rstrip("0").rstrip(".") if places else str(whole)
        return "-" + text if mantissa < 0 and text.strip("0.") else text

    def cuts(self, count: int, low: int, high: int) -> list[int]:
        """So many different whole numbers within the range, in order."""
        return sorted(self.draw(st.lists(st.integers(low, high), min_size=count, max_size=count, unique=True)))

    def rounding(self, most: int = 4) -> str:
        """Digits and a mode."""
        return f"{self.number(0, most)} 位，{self.one(*MODES)}"

    def step_mode(self, size: str) -> str:
        """What a part of a step counts."""
        return self.one(*STEP_MODES).format(k=size)

    def some(self, options: Sequence[T], least: int = 1) -> list[T]:
        """Some of the options, in their order."""
        kept = [option for option in options if self.maybe(60)]
        return kept if len(kept) >= least else list(options[:least])
