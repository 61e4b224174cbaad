"""What each column of a score file is.

Takes the first row of a file and a plan; gives a ``Binding`` that says column by column what is read from it. Reports
every heading that does not fit and goes on. Never looks at rows, so that a reader of rows and a database both use it.
"""

import re
from collections.abc import Sequence
from fractions import Fraction

from kpidsl.diagnostics import Label, Problems
from kpidsl.plan.nodes import Input, Plan
from kpidsl.scores.contract import HEADINGS, LONG_ROLES, MANY, SHOWN, SIGNS, TWO_READINGS, Role
from kpidsl.scores.measures import fits, measure_key, measure_word
from kpidsl.scores.names import InputNames, Miss, name_of
from kpidsl.scores.words import heading_key, name_key, shown
from kpidsl.source import Cell
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

_MEASURED = re.compile(r"(.+)\(((?:[^()]|\([^()]*\))*)\)")


@frozen
class Column:
    """Column ``position`` (from 0) of a file. What follows ``role`` is set where the role is INPUT.

    ``index`` counts the plan's inputs from 0. ``bare``: a number without % is read as percent, because the heading says
    so. ``measure`` is the unit of measure to print.
    """

    position: int
    heading: str
    role: Role
    index: int = -1
    input: Input | None = None
    bare: bool = False
    measure: str = ""

    @property
    def scale(self) -> Fraction:
        """What one written unit is in base units."""
        return self.input.scale if self.input else Fraction(1)

    @property
    def decimals(self) -> int:
        """How many written decimals the policy allows."""
        return self.input.decimals if self.input else 0


@frozen
class Binding:
    """The columns of one file, all of them, in order; ``long`` is the layout with one number a row.

    ``suspects`` are indexes of inputs that a refused heading probably meant.
    """

    columns: tuple[Column, ...]
    long: bool = False
    suspects: frozenset[int] = frozenset()

    def position(self, role: Role) -> int | None:
        """The position of the column with ``role``; only INPUT, IGNORED and REFUSED may occur more than once."""
        return next((column.position for column in self.columns if column.role is role), None)

    @property
    def inputs(self) -> tuple[Column, ...]:
        """The columns that bring inputs."""
        return tuple(column for column in self.columns if column.role is Role.INPUT)

    @property
    def indexes(self) -> frozenset[int]:
        """The inputs, by index, that have a column."""
        return frozenset(column.index for column in self.inputs)


def fixed_role(heading: str) -> Role | None:
    """The role of a heading that means the same in every policy."""
    return _FIXED.get(heading_key(heading))


def bind_header(cells: Sequence[str], plan: Plan, file: str, problems: Problems, row: int = 1) -> Binding | None:
    """The columns headed ``cells``, the row ``row`` of ``file``; None when no column names the units."""
    inputs = plan.scan.inputs
    width = max((at for at, cell in enumerate(cells, start=1) if name_key(cell)), default=0)
    roles = [fixed_role(cell) for cell in cells[:width]]
    header = _Header(file, row, InputNames(inputs), problems, Role.INDICATOR in roles and Role.VALUE in roles)
    columns = [header.column(at, cell) for at, cell in enumerate(cells[:width])]
    columns += [Column(at, "", Role.IGNORED) for at in range(width, len(cells))]
    columns = header.without_repeats(columns)
    header.report_unknown()
    binding = Binding(tuple(columns), header.long, frozenset(header.suspects))
    if binding.position(Role.UNIT) is None:
        if not header.two_readings:
            problems.add("K503", Cell(file, row), wanted=HEADINGS[Role.UNIT][0])
        return None
    return binding


class _Header:
    """One heading after the other; collects what later findings need."""

    def __init__(self, file: str, row: int, names: InputNames, problems: Problems, long: bool) -> None:
        self.file, self.row, self.names, self.problems, self.long = file, row, names, problems, long
        self.indexes = {wanted.key: index for index, wanted in enumerate(names.inputs)}
        self.suspects: set[int] = set()
        self.two_readings = False
        self.unknown: list[tuple[Cell, str]] = []
        """Place and heading of the columns that name nothing at all."""

    def column(self, position: int, cell: str) -> Column:
        """What the column headed ``cell`` is."""
        heading, place = shown(cell), Cell(self.file, self.row, position + 1)
        refused = Column(position, heading, Role.REFUSED)
        if not name_key(cell):
            return Column(position, "", Role.IGNORED)
        if name_key(cell) == TWO_READINGS:
            self.two_readings = True
            self.problems.add("K504", place, "long" if self.long else "")
            return refused
        role = fixed_role(cell)
        if role in LONG_ROLES and not self.long:
            role = None
        if role is not None:
            return Column(position, heading, role)
        if self.long:
            self.problems.add("K505", place, "long", heading=heading)
            return refused
        return self.input_column(position, cell, place) or refused

    def input_column(self, position: int, cell: str, place: Cell) -> Column | None:
        """The input that ``cell`` names, with or without a unit of measure; None when reported."""
        found, measure = find_input(cell, self.names)
        heading = shown(cell)
        if isinstance(found, Miss):
            self.suspects |= {self.indexes[wanted.key] for wanted in found.meant}
            if found.why == "unknown":
                self.unknown.append((place, heading))
                return None
            self.problems.add("K505", place, found.why, heading=heading, meant=listed(found.meant))
            return None
        index = self.indexes[found.key]
        if measure and not fits(measure, found):
            self.suspects.add(index)
            words = {"name": name_of(found), "declared": declared(found)}
            self.problems.add("K507", place, misfit(measure, found), (), heading=heading, measure=measure, **words)
            return None
        return input_column(position, heading, index, found, measure)

    def report_unknown(self) -> None:
        """K505 for each column that names nothing; of very many the first are named and the rest counted."""
        single = self.unknown if len(self.unknown) <= MANY else self.unknown[:SHOWN]
        for place, heading in single:
            self.problems.add("K505", place, "unknown", heading=heading)
        if rest := self.unknown[len(single) :]:
            words = {"first": rest[0][1], "last": rest[-1][1], "count": str(len(rest))}
            self.problems.add("K505", rest[0][0], "rest", (), **words)

    def without_repeats(self, columns: list[Column]) -> list[Column]:
        """``columns`` with every second column of one meaning refused."""
        first: dict[tuple[Role, int], Column] = {}
        kept = []
        for column in columns:
            meaning = (column.role, column.index)
            if column.role in (Role.IGNORED, Role.REFUSED) or meaning not in first:
                first.setdefault(meaning, column)
                kept.append(column)
                continue
            before = Label(Cell(self.file, self.row, first[meaning].position + 1), "first")
            place = Cell(self.file, self.row, column.position + 1)
            name = name_of(column.input) if column.input else HEADINGS[column.role][0]
            self.problems.add("K506", place, labels=[before], heading=column.heading, name=name)
            kept.append(Column(column.position, column.heading, Role.REFUSED))
        return kept


def find_input(cell: str, names: InputNames) -> tuple[Input | Miss, str]:
    """The input named by ``cell``, and the unit of measure in its brackets, empty where there is none."""
    found = names.find(cell)
    measured = _MEASURED.fullmatch(name_key(cell))
    if not isinstance(found, Miss) or not measured:
        return found, ""
    return names.find(measured[1]), measured[2]


def input_column(position: int, heading: str, index: int, wanted: Input, measure: str) -> Column:
    """The column of ``wanted`` under a heading that carries ``measure`` (empty: none); they fit."""
    bare = bool(measure) and wanted.unit in SIGNS
    word = "" if wanted.levels else measure or measure_word(wanted.unit)
    return Column(position, heading, Role.INPUT, index, wanted, bare, word)


def misfit(measure: str, wanted: Input) -> str:
    """The wording for a unit of measure that does not fit: ``levels``, ``date``, ``unknown`` or that of the page."""
    if wanted.levels:
        return "levels"
    if wanted.unit == DATE.key:
        return "date"
    return "" if measure_key(measure) else "unknown"


def declared(wanted: Input) -> str:
    """How the policy wants ``wanted`` written: its levels, or its unit of measure."""
    return "、".join(wanted.levels) or measure_word(wanted.unit)


def listed(inputs: Sequence[Input]) -> str:
    """The names of ``inputs`` in quotes."""
    return "、".join(f"“{name_of(wanted)}”" for wanted in inputs)


_FIXED = {heading_key(spelling): role for role, spellings in HEADINGS.items() for spelling in spellings}
