"""Plan nodes: one conceptual table, a row per unit, to which each node adds columns.

A plan is a straight line. ``Scan`` opens the table; ``Weigh`` joins the weights of the unit's class; ``Extend`` adds a
column computed from the unit's own row; ``Linked``, ``Reach``, ``Rank`` and ``Gather`` are the only nodes that look at other
units, ``Gather`` also at the records of a unit (``Log``); ``Report`` names the units for which something must be said;
``Emit`` lists what is published. The order of nodes is the order of evaluation of the language.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core.aggregates import Over
from kpidsl.core.expr import Expr, Rounding
from kpidsl.core.states import State
from kpidsl.core.types import Type
from kpidsl.resolve.cycle import Cycle
from kpidsl.source import Span
from kpidsl.values import field, frozen

UNIT, CLASS, ORDER = "unit", "class", "order"
"""Columns every plan starts with: name, class name, place in the roster (from 0)."""


@frozen
class Origin:
    """Where a number comes from: the stage of the evaluation order (1 to 18), the place and clause of its rule."""

    stage: int
    place: Span | None = None
    clause: str = ""
    provisional: str = ""


@frozen
class Title:
    """What a column is called: a name of the policy and a word of the language (``月度任务``, ``MARK``).

    ``unit`` is the key of the unit of measure it is read in; empty for counts, states and ordinals.
    """

    subject: str = ""
    word: str = ""
    unit: str = ""


@frozen
class Input:
    """A cell that a data file must bring for each unit of some classes.

    ``leaf`` and ``datum`` name it (``datum`` is empty for an entered mark). ``owners`` gives, for every class that has to
    report it, the appraiser who owes it. ``optional`` classes may leave it unreported (the policy says what that means).
    ``unit`` is the key of the unit of measure values are written in, ``scale`` what one such unit is in base units;
    ``decimals`` counts written decimals, ``step`` restricts written values to multiples. ``low`` and ``high`` are in
    written units. ``levels`` are the labels of an ordinal, best first; a yes/no datum has the levels 是, 否.
    """

    key: str
    leaf: str
    datum: str
    type: Type
    owners: tuple[tuple[str, str], ...]
    optional: tuple[str, ...]
    unit: str
    scale: Fraction
    decimals: int
    low: Fraction
    high: Fraction
    step: Fraction | None = None
    levels: tuple[str, ...] = ()
    origin: Origin = Origin(1)
    recused: tuple[tuple[str, str], ...] = ()
    """Units that would appraise themselves, each with who does it instead (自评：回避，由 X 考评)."""
    extra: bool = False
    """Whether it is the points of a bonus or malus, of which most units have none."""

    def owner(self, unit: str, unit_class: str) -> str:
        """Who owes this cell for a unit of one of the classes of ``owners``."""
        return dict(self.recused).get(unit) or dict(self.owners)[unit_class]

    @property
    def state(self) -> str:
        """The key of the column that holds the ``State`` of this cell."""
        return "state:" + self.key


@frozen
class LogColumn:
    """A column of a log, ``row:LOG·NAME``; the rest as of an ``Input``. Free text has the type ``Text`` and no levels."""

    key: str
    name: str
    type: Type
    unit: str
    scale: Fraction
    decimals: int
    low: Fraction
    high: Fraction
    step: Fraction | None = None
    levels: tuple[str, ...] = ()
    kind: str = "number"
    """``number``, ``ordinal``, ``yes_no``, ``label``, ``text`` or ``date``; a date is a number of days."""
    default: Fraction | None = None
    """What a blank cell holds, in written units."""
    needed: bool = True
    """Whether a cell may not be blank."""


@frozen
class Log:
    """Records of which a unit may have any number (台账); ``most`` bounds how many in a month.

    ``dated`` is the key of the column that says which month a record belongs to, empty where all are of the month appraised.
    A dated log has the columns ``months ago:NAME`` and ``years ago:NAME`` besides. ``owner`` is who reports it, ``readers`` are
    those of ``classes`` for which some rule reads it.
    """

    name: str
    columns: tuple[LogColumn, ...]
    most: int
    classes: tuple[str, ...]
    origin: Origin = Origin(1)
    dated: str = ""
    owner: str = ""
    readers: tuple[str, ...] = ()

    @property
    def ages(self) -> tuple[str, ...]:
        """The columns that say how long before the month appraised a record lies."""
        return (f"months ago:{self.name}", f"years ago:{self.name}") if self.dated else ()


@frozen
class PastColumn:
    """A column of an earlier period: what the column ``of`` came to ``back`` periods ago; only within the year if ``this_year``.

    Absent where there is no such period, or no such figure.
    """

    key: str
    of: str
    back: int
    this_year: bool
    type: Type
    title: Title
    place: Span | None = None


@frozen
class Scan:
    """Opens the table: unit, class, order, one text column per link (the linked unit's name or absent), the inputs."""

    inputs: tuple[Input, ...]
    links: Mapping[str, Mapping[str, tuple[str, ...]]]
    """For each link the classes it may lead to, by class of origin."""
    classes: tuple[str, ...]
    logs: tuple[Log, ...] = ()
    past: tuple[PastColumn, ...] = ()
    """What is read of earlier periods; filled from earlier results."""
    calendar: tuple[str, ...] = ()
    """The columns that tell of the month (``core/calendar.py``), those that are read."""


@frozen
class Weigh:
    """Adds ``columns`` (decimals, absent where the class is not appraised) from ``rows``: class name → one per column."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Fraction | None, ...]], ...]
    type: Type
    unit: str = "percent"
    """The key of the unit of measure they are read in: shares of 1 as percentages, or points."""


@frozen
class Extend:
    """Adds one column computed from the unit's own row."""

    column: str
    expr: Expr
    type: Type
    title: Title
    origin: Origin


@frozen
class Linked:
    """Adds the value that the unit at the other end of ``link`` has in ``source``; absent without such a unit."""

    column: str
    link: str
    source: str
    type: Type
    title: Title
    origin: Origin


@frozen
class Reach:
    """Adds a yes/no column: whether a unit for which ``fired`` holds reaches this one.

    ``via`` holds ``unit`` (itself), ``class`` (any unit of its class) or ``link:NAME`` (a unit whose link points here).
    """

    column: str
    fired: str
    via: tuple[str, ...]
    title: Title
    origin: Origin


@frozen
class Rank:
    """Adds places within groups of classes.

    ``ranked`` units get ``place`` = 1 + number of ranked units of the group strictly better by ``keys`` (``better``), or
    the number at least as good (``worse``); keys compare in turn, larger is better, absent is below any value.
    ``places`` counts the ranked units of the group, ``base`` those for which ``counted`` holds, ``spent`` those for which
    ``spends`` holds. Units of classes in no group have none of these.
    """

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    keys: tuple[str, ...]
    ties: str
    ranked: Expr
    counted: Expr
    spends: Expr
    place: str
    places: str
    base: str
    spent: str
    title: Title
    origin: Origin


@frozen
class Gather:
    """Adds ``op`` of the values of ``of`` over the rows of ``over`` for which ``where`` holds (``core/aggregates.py``).

    Over units both read columns of those units, over a log columns of its rows. Absent for units of classes in no group.
    """

    column: str
    op: str
    of: Expr
    where: Expr
    over: Over
    type: Type
    title: Title
    origin: Origin
    rounding: tuple[int, Rounding] | None = None
    """Of a geometric mean."""


@frozen
class Precede:
    """Adds a column to the records of a log: how many stand before each (``core.aggregates.Preceding``)."""

    column: str
    log: str
    same: tuple[str, ...]
    order: Expr
    within: Expr | None
    among: Expr
    title: Title
    origin: Origin


@frozen
class Report:
    """Says ``code`` for each unit for which ``when`` holds; ``show`` columns and ``words`` fill the message."""

    code: str
    when: Expr
    show: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    origin: Origin = Origin(1)
    variant: str = ""


@frozen
class LeafOutput:
    """The published columns of one leaf indicator."""

    leaf: str
    mark: str
    state: str
    points: str


@frozen
class GradeOutput:
    """The published columns of one grade scale; ``group`` maps class → name of its rank group."""

    scale: str
    grade: str
    place: str
    base: str
    groups: tuple[tuple[str, str], ...]
    shown: str = ""
    """The column that holds the grade, or else why there is none; empty where everybody has one."""


@frozen
class Emit:
    """What is published, in the order of the roster."""

    leaves: tuple[LeafOutput, ...]
    total: str
    composite: str
    grades: tuple[GradeOutput, ...]
    vetoes: tuple[tuple[str, str], ...]
    """Name of the veto, and the column that says whether it reaches the unit."""
    kept: tuple[str, ...] = ()
    """Data and derived values that later periods may read; none where the policy never looks back."""
    reached: tuple[tuple[str, str], ...] = ()
    """Name of a veto that lasts beyond its period, and the column that says whether this period set it off for the unit."""
    steps: tuple[tuple[str, str], ...] = ()
    """What stands between points and total, where there is any: the word of the language for it, and its column."""
    pays: tuple[tuple[str, str], ...] = ()
    """Name and column of every pay."""
    unpaid: tuple[tuple[str, str], ...] = ()
    """Name of a pay that units may be without because they are not assessed, and the column that is 1 where that is so."""
    exclusions: tuple[tuple[str, str], ...] = ()
    """Name and column of everything that leaves a unit without a grade or unassessed."""


Node = Scan | Weigh | Extend | Linked | Reach | Rank | Gather | Precede | Report | Emit


@frozen
class Plan:
    """A policy ready to run; ``nodes`` in the order of evaluation, ``Scan`` first, ``Emit`` last."""

    policy: str
    version: str
    nodes: tuple[Node, ...]
    types: dict[str, Type] = field(eq=False)
    provisional: tuple[tuple[Title, str, Span], ...] = ()
    """Everything the author completed: the rule and whose it is, reason, place."""
    effective: str = ""
    digest: str = ""
    cycle: Cycle = Cycle()
    """Its periods; those of the year for the plan of a year."""
    expires: str = ""
    """The first day on which the policy is no longer in force; empty where it does not say."""
    parts: Cycle | None = None
    """The periods that a year is made of; None for the plan of a period."""

    @property
    def scan(self) -> Scan:
        """The opening node."""
        assert isinstance(self.nodes[0], Scan)
        return self.nodes[0]

    @property
    def emit(self) -> Emit:
        """The closing node."""
        assert isinstance(self.nodes[-1], Emit)
        return self.nodes[-1]


__all__ = [
    "CLASS", "ORDER", "UNIT", "Emit", "Extend", "Gather", "GradeOutput", "Input", "LeafOutput", "Linked", "Log", "LogColumn",
    "Node", "Origin", "Plan", "Precede", "Rank", "Reach", "Report", "Rounding", "Scan", "State", "Title", "Weigh",
]  # fmt: skip
