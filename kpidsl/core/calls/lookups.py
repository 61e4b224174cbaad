"""Lookup tables in expressions: 奖励单价, 奖励单价（完成率）.

Takes a table and the values it is read by; gives a choice between its numbers. What the unit itself says (its class, the month)
needs no value; a table of ranges of a number is read with one, or names the figure it is of. Reports a combination that the
table has no number for (K634), numbers of different units of measure (K324), and values too few or too many (K636).
"""

from collections.abc import Callable, Sequence
from fractions import Fraction

from kpidsl.core import calendar
from kpidsl.core import expr as e
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.forms import intervals
from kpidsl.core.forms.partition import report_partition
from kpidsl.core.names import ROW
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, Text, type_of
from kpidsl.core.wording import expr_words, keyword
from kpidsl.diagnostics import Label
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import Lookup, LookupCell, LookupCells, LookupKey
from kpidsl.syntax.keywords import LANGS
from kpidsl.syntax.tree import Call, Expr, Ref, Word
from kpidsl.values import frozen

CLASS, UNIT = "class", "unit"
_MONTHS = {"MONTH_NUMBER": 12, "QUARTER": 4}


@frozen
class _Side:
    """The rows or the columns of a table as they are read here: which can be meant, when, and whether one always is.

    Of a figure that may be absent none may be; the cells of a record are all there.
    """

    arms: tuple[tuple[int, e.Expr], ...]
    is_whole: bool


def looked_up(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """The number of a table."""
    name, *values = call.args
    assert isinstance(name, Ref)
    meaning = elaborator.meaning(name, family, kinds)
    if meaning is None:
        return None
    lookup = meaning.lookup
    if lookup is None:
        elaborator.problems.add("K636", call.place, "no_table", (), **expr_words("name", name))
        return None
    given = _values(lookup, values, call, elaborator)
    if given is None:
        return None
    reader = _Reader(lookup, call, elaborator, family, kinds)
    rows = reader.side(lookup.keys[0], lookup.rows, given[0])
    columns = reader.side(lookup.keys[1], lookup.columns, given[1]) if len(lookup.keys) == 2 else None
    if rows is None or (len(lookup.keys) == 2 and columns is None):
        return None
    numbers = reader.numbers()
    return None if numbers is None else reader.chosen(rows, columns, numbers)


def _values(lookup: Lookup, values: Sequence[Expr], call: Call, elaborator: Elaborator) -> list[Expr | None] | None:
    """For each key the expression it is read by; None for a key that the unit itself answers."""
    left, found = list(values), []
    for key in lookup.keys:
        if key.word == "VALUE":
            found.append(left.pop(0) if left else None)
            if found[-1] is None:
                elaborator.problems.add("K636", call.place, "", (), name=lookup.name)
                return None
        else:
            found.append(key.of)
    if left:
        elaborator.problems.add("K636", call.place, "many", (), name=lookup.name, count=len(values))
        return None
    return found


@frozen
class _Reader:
    lookup: Lookup
    call: Call
    elaborator: Elaborator
    family: str
    kinds: str

    def side(self, key: LookupKey, cells: tuple[LookupCells, ...], of: Expr | None) -> _Side | None:
        """The rows or columns that can be meant."""
        if self.kinds == ROW and key.word not in ("OF", "VALUE"):
            words = both("key", *(keyword(key.word, lang) for lang in LANGS))
            self.elaborator.problems.add("K683", self.call.place, "lookup", (), name=self.lookup.name, **words)
            return None
        match key.word:
            case "CLASSES":
                return self._by_class(cells)
            case "UNIT":
                return self._listed(cells, None, lambda names: e.Among(UNIT, names))
            case "MONTH_NUMBER" | "QUARTER":
                if not self.elaborator.has_calendar(Word(key.word, self.call.place), self.call.place):
                    return None
                self.elaborator.names.used.add(calendar.KEYS["MONTH_NUMBER"])
                every = tuple(str(number) for number in range(1, _MONTHS[key.word] + 1))
                return self._listed(cells, every, _quarters if key.word == "QUARTER" else _months, key)
            case _:
                assert of is not None
                return self._by_value(cells, of)

    def _by_class(self, cells: tuple[LookupCells, ...]) -> _Side | None:
        """The rows of the classes that the expression is for; only one where they all have the same."""
        elaborator = self.elaborator
        wanted = elaborator.classes or elaborator.policy.class_names
        elaborator.read_by_class = True
        own: dict[str, int] = {}
        for at, one in enumerate(cells):
            for name in one.names:
                first = own.setdefault(name, at)
                if first != at:
                    labels = [Label(cells[first].place, "first")]
                    elaborator.problems.add("K202", one.place, "key", labels, name=name)
        rest = next((at for at, one in enumerate(cells) if one.is_rest), None)
        found: dict[int, tuple[str, ...]] = {}
        for name in wanted:
            row = own.get(name, rest)
            if row is None:
                self._missing("class", name, name)
                return None
            found[row] = (*found.get(row, ()), name)
        return _Side(tuple((at, e.Among(CLASS, names)) for at, names in found.items()), True)

    def _listed(
        self, cells: tuple[LookupCells, ...], every: tuple[str, ...] | None,
        when: Callable[[tuple[str, ...]], e.Expr], key: LookupKey | None = None,
    ) -> _Side | None:  # fmt: skip
        """Rows by names: all of ``every`` have one, or there is one for the rest."""
        seen: dict[str, LookupCells] = {}
        for one in cells:
            for name in one.names:
                if name in seen:
                    labels = [Label(seen[name].place, "first")]
                    self.elaborator.problems.add("K202", one.place, "key", labels, name=name)
                seen.setdefault(name, one)
        rest = next((at for at, one in enumerate(cells) if one.is_rest), None)
        missing = [name for name in every or () if name not in seen]
        if rest is None and (every is None or missing):
            if every is None:
                self.elaborator.problems.add("K634", self.lookup.place, "units", (), name=self.lookup.name)
            else:
                zh = f"{missing[0]} 季度" if key and key.word == "QUARTER" else f"{missing[0]} 月"
                en = f"quarter {missing[0]}" if key and key.word == "QUARTER" else f"month {missing[0]}"
                self._missing("", zh, en)
            return None
        arms = [(at, when(one.names)) for at, one in enumerate(cells) if one.names]
        return _Side((*arms, *(((rest, e.TRUE),) if rest is not None else ())), True)

    def _by_value(self, cells: tuple[LookupCells, ...], of: Expr) -> _Side | None:
        meaning = self.elaborator.names.peek(of, self.family) if isinstance(of, Ref) else None
        if isinstance(of, Ref) and meaning is not None and meaning.levels:
            return self._by_level(cells, of, meaning.column, meaning.levels)
        if meaning is not None and isinstance(self.elaborator.types.get(meaning.column), Text):
            self.elaborator.problems.add(
                "K637", of.place, "free", (), name=self.lookup.name, **expr_words("column", of)
            )
            return None
        measure = self.elaborator.quantity(of, self.family, self.kinds)
        if measure is None:
            return None
        arms, bands = [], []
        rest = next((at for at, one in enumerate(cells) if one.is_rest), None)
        for at, one in enumerate(cells):
            if one.is_rest:
                continue
            if one.band is None:
                self.elaborator.problems.add("K637", one.place, "band", (), text="、".join(one.names))
                return None
            interval = intervals.within(one.band, measure, self.elaborator)
            if interval is None:
                return None
            if interval.is_empty:
                self.elaborator.problems.add("K389", one.place)
                return None
            arms.append((at, intervals.inside(interval, measure.expr)))
            bands.append((interval, one.place))
        kind = type_of(measure.expr, self.elaborator.types)
        step = Fraction(1, 10**kind.digits) if isinstance(kind, Decimal) else None
        report_partition(
            bands, self.elaborator.interval(measure.expr), step, rest is not None, measure.dimension,
            self.lookup.place, self.elaborator.problems, ("K341", "K342"),
        )  # fmt: skip
        present = e.Cmp("=", measure.expr, measure.expr)
        return _Side((*arms, *(((rest, present),) if rest is not None else ())), self.kinds == ROW)

    def _by_level(self, cells: tuple[LookupCells, ...], of: Ref, column: str, levels: tuple[str, ...]) -> _Side | None:
        self.elaborator.meaning(of, self.family, self.kinds)
        unknown = [(one, name) for one in cells for name in one.names if name not in levels]
        for one, name in unknown:
            words = expr_words("name", of) | both("level", name, name) | listed("levels", levels)
            self.elaborator.problems.add("K327", one.place, "", (), **words)
        has_rest = any(one.is_rest for one in cells)
        said = {name for one in cells for name in one.names}
        missing = [level for level in levels if level not in said]
        if unknown or (missing and not has_rest):
            if not unknown:
                self._missing("", missing[0], missing[0])
            return None

        def when(one: LookupCells) -> e.Expr:
            wanted = missing if one.is_rest else one.names
            return e.any_of(*(e.Cmp("=", e.Col(column), e.const(levels.index(name))) for name in wanted))

        arms = tuple((at, when(one)) for at, one in enumerate(cells) if one.names or one.is_rest)
        return _Side(arms, self.kinds == ROW)

    def _missing(self, variant: str, zh: str, en: str) -> None:
        words = both("key", zh, en)
        labels = [Label(self.lookup.place, "table")]
        self.elaborator.problems.add("K634", self.call.place, variant, labels, name=self.lookup.name, **words)

    def numbers(self) -> list[list[Quantity | None]] | None:
        """The numbers in base units, all of one unit of measure; None for a dash."""
        found = [[self._literal(cell) for cell in row] for row in self.lookup.numbers]
        flat = [one for row in found for one in row if one is not None]
        first = next((one for one in flat if one.dimension is not None), None)
        for one in flat:
            if first is not None and not self.elaborator.agree(first, one):
                return None
        return found

    def _literal(self, cell: LookupCell) -> Quantity | None:
        if cell.number is None:
            return None
        return self.elaborator.literal(cell.number.value, cell.number.unit, cell.number.place)

    def chosen(self, rows: _Side, columns: _Side | None, numbers: list[list[Quantity | None]]) -> Quantity | None:
        """The choice; a combination with a dash that can be meant is reported."""
        arms = []
        for at, when in rows.arms:
            value = self._in_row(at, columns, numbers[at])
            if value is None:
                return None
            arms.append((when, value))
        flat = [one for row in numbers for one in row if one is not None]
        dimension = next((one.dimension for one in flat if one.dimension is not None), None)
        unit = next((one.unit for one in flat if one.unit), "")
        return Quantity(_choice(arms, rows.is_whole), dimension, self.call.place, unit)

    def _in_row(self, row: int, columns: _Side | None, numbers: list[Quantity | None]) -> e.Expr | None:
        if columns is None:
            return self._said(self.lookup.numbers[row][0], numbers[0])
        arms = []
        for at, when in columns.arms:
            value = self._said(self.lookup.numbers[row][at], numbers[at])
            if value is None:
                return None
            arms.append((when, value))
        return _choice(arms, columns.is_whole)

    def _said(self, cell: LookupCell, number: Quantity | None) -> e.Expr | None:
        if number is None and any(one.code == "K637" and one.place == cell.place for one in self.elaborator.problems):
            return None
        if number is None:
            labels = [Label(self.call.place, "read")]
            self.elaborator.problems.add("K634", cell.place, "dash", labels, name=self.lookup.name)
            return None
        return number.expr


def _choice(arms: list[tuple[e.Expr, e.Expr]], is_whole: bool) -> e.Expr:
    """The value of the arm that holds; the last needs no condition where one always does."""
    values = [value for _, value in arms]
    if is_whole and all(value == values[0] for value in values):
        return values[0]
    if is_whole:
        return e.Case(tuple(arms[:-1]), values[-1])
    return e.Case(tuple(arms), e.Null())


def _months(names: tuple[str, ...]) -> e.Expr:
    return _among([int(name) for name in names])


def _quarters(names: tuple[str, ...]) -> e.Expr:
    return _among([3 * (int(name) - 1) + month for name in names for month in (1, 2, 3)])


def _among(months: list[int]) -> e.Expr:
    """Whether the month is one of these; neighbours are one range."""
    column = e.Col(calendar.KEYS["MONTH_NUMBER"])
    runs: list[tuple[int, int]] = []
    for month in sorted(months):
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    parts = (
        e.all_of(e.Cmp(">=", column, e.const(low)), e.Cmp("<=", column, e.const(high))) if low < high
        else e.Cmp("=", column, e.const(low))
        for low, high in runs
    )  # fmt: skip
    return e.any_of(*parts)
