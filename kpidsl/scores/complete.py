"""Whether a month has every cell that its plan needs.

Takes the gathered cells; gives input → unit → value or state. Reports each cell that is missing or pending, with the
appraiser who owes it, and those left unreported where the policy says what that means. Never fills in a value.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from kpidsl.diagnostics import Problems
from kpidsl.plan.nodes import Input, State
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.cells import Gap
from kpidsl.scores.gather import Found
from kpidsl.scores.names import name_of
from kpidsl.scores.owed import Owed, Owing, by_owner
from kpidsl.scores.register import Register
from kpidsl.scores.rows import FileRows
from kpidsl.source import Cell
from kpidsl.values import define, field

Cells = Mapping[str, Mapping[str, Fraction | State]]


@define
class Gaps:
    """Cells without a value, by what follows from it. ``rowless`` are of units without a row."""

    missing: Owing = field(factory=Owing)
    rowless: Owing = field(factory=Owing)
    unreported: Owing = field(factory=Owing)
    pending: Owing = field(factory=Owing)

    @property
    def keep_open(self) -> bool:
        """Whether the month cannot be evaluated."""
        return bool(self.missing or self.rowless or self.pending)

    def take(self, other: "Gaps", orders: dict[str, int]) -> None:
        """Takes over cells that are named; ``orders`` gives the places of their units."""
        for own, cells in zip(self.kinds, other.kinds, strict=True):
            own.add(cells.named, orders)

    def report(self, place: Cell, period: str | None, cycle: Cycle, problems: Problems) -> None:
        """Name the cells with the appraiser who owes them, and count them all."""
        if self.rowless:
            all_named = list(dict.fromkeys(cell.unit.name for cell in self.rowless.named))
            named = list(dict.fromkeys(cell.unit.name for cell in self.rowless.first.named))
            count = len(all_named) + self.rowless.units
            words = {"count": str(count), "units": "、".join(named), "owners": self.rowless.owners}
            variant = "first" if len(named) < count else ""
            words |= {"named": str(len(named))} if variant else {}
            problems.add("K525", place, variant, self.rowless.labels, **words)
        year, _, month = (period or "").partition("-")
        monthly = cycle.word == "MONTH"
        when = {"year": year, "month": month.lstrip("0")} if monthly else {"period": period or ""}
        variant = ("" if monthly else "period") if period else "no_month"
        for code, cells in (("K562", self.missing), ("K563", self.pending), ("K567", self.unreported)):
            if cells:
                words = when | {"count": str(cells.count), "owners": cells.owners}
                problems.add(code, place, variant, cells.labels, **words)

    @property
    def kinds(self) -> tuple[Owing, ...]:
        """The cells by what follows."""
        return self.missing, self.rowless, self.unreported, self.pending


@define
class Completeness:
    """Cells without a value, those without a column apart. ``place`` stands for a cell that is nowhere in the files."""

    files: Sequence[FileRows]
    inputs: Sequence[Input]
    register: Register
    place: Cell
    gaps: Gaps = field(factory=Gaps)
    columns: dict[int, list[Owed]] = field(factory=dict)

    def cells(self, found: Found) -> Cells:
        """Input key → unit name → value or state; sorts every cell without one into the lists."""
        cells: dict[str, dict[str, Fraction | State]] = {}
        for index, wanted in enumerate(self.inputs):
            values = cells.setdefault(wanted.key, {})
            owners = dict(wanted.owners)
            for order, unit in enumerate(self.register.units):
                if unit.unit_class not in owners:
                    continue
                entry = found.get((index, unit.name))
                reading = entry.reading if entry else Gap.BLANK
                if isinstance(reading, (Fraction, State)):
                    values[unit.name] = reading
                elif isinstance(reading, Gap):
                    owner = wanted.owner(unit.name, unit.unit_class)
                    owed = Owed(owner, wanted, unit, entry.place if entry else self.place, index, order)
                    if self._is_unreported(owed, reading):
                        values[unit.name] = State.UNREPORTED
        return cells

    def _is_unreported(self, owed: Owed, gap: Gap) -> bool:
        """Sorts a cell that holds nothing; whether the policy says what then happens."""
        if gap is Gap.PENDING:
            self.gaps.pending.add([owed])
        elif owed.unit.unit_class in owed.wanted.optional:
            self.gaps.unreported.add([owed])
            return True
        else:
            self._miss(owed)
        return False

    def _miss(self, owed: Owed) -> None:
        """A cell is missing because its row, its column or only itself is; a suspected misspelling says so already.

        A misspelt name hides all of a unit that has no row; of one with rows only what a long file has one by one.
        """
        suspects = {index for file in self.files for index in file.suspects}
        rowless = not any(owed.unit.name in file.seen for file in self.files)
        hidden = rowless or any(file.binding.long for file in self.files)
        if owed.index in suspects or (hidden and owed.unit.name in self.register.suspects):
            return
        if rowless:
            self.gaps.rowless.add([owed])
        elif any(file.binding.long or owed.index in file.binding.indexes for file in self.files):
            self.gaps.missing.add([owed])
        else:
            self.columns.setdefault(owed.index, []).append(owed)

    def report(self, period: str | None, cycle: Cycle, problems: Problems) -> None:
        """Name every column and cell that is missing with the appraiser who owes it."""
        for index, owed in self.columns.items():
            heading, owners = name_of(self.inputs[index]), "、".join(by_owner(owed))
            problems.add("K561", self.place, heading=heading, owners=owners, count=len(owed))
        self.gaps.report(self.place, period, cycle, problems)
