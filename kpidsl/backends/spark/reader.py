"""The rows that are not plain at first sight, read where they lie.

Takes rows as Spark has them (their raw texts); gives the same rows with the values that ``kpidsl.scores`` reads in their cells, and
whether a word has to be said about them. Runs in the processes of Spark's executors: knows no session and no other row.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kpidsl.backends.spark.cells import BAD, BLANK, PENDING
from kpidsl.backends.spark.long import NAMES, NO_INPUT, Names, value_position
from kpidsl.plan.nodes import Input, State
from kpidsl.resolve.cycle import Cycle
from kpidsl.scores.cells import Bad, Gap, Reading, read_cell
from kpidsl.scores.contract import BLANKS, TOTALS, Role
from kpidsl.scores.header import Binding, Column
from kpidsl.scores.period import parse_period
from kpidsl.scores.words import heading_key, name_key, plain_name, without_invisible
from kpidsl.values import define, field, frozen

if TYPE_CHECKING:
    from pyarrow import RecordBatch

OPEN = "\x01"
"""The key of a row whose cells cannot be told apart on its line."""
_MANY = 1 << 16


@frozen
class RowShape:
    """How the rows of one group of files become cells; without a delimiter they are cells already."""

    binding: Binding
    delimiter: str

    def cells(self, raw: Sequence[str]) -> list[str] | None:
        """The cells of a row; None where a quotation mark is left open on its line, or stands inside a cell."""
        if not self.delimiter:
            return list(raw)
        try:
            return self._cut(raw)
        except csv.Error:
            return None

    def goes_on(self, raw: Sequence[str]) -> bool:
        """Whether a quotation mark is left open on the line of a row, whose cells cannot be told apart."""
        try:
            self._cut([raw[0] + '"'])
        except csv.Error:
            return False
        return True

    def _cut(self, raw: Sequence[str]) -> list[str]:
        csv.field_size_limit(max(csv.field_size_limit(), len(raw[0]) + 1))
        return next(csv.reader(raw, delimiter=self.delimiter, strict=True), [])


@define
class OddReader:
    """``digits`` are those of the stored value of each input; ``classes`` are told by key, empty where a roster tells them."""

    shapes: tuple[RowShape, ...]
    inputs: tuple[Input, ...]
    digits: tuple[int, ...]
    classes: Mapping[str, str]
    cycle: Cycle
    _readings: dict[tuple[int, bool, str], Reading] = field(factory=dict, init=False)
    _named: dict[tuple[str, ...], Column | None] = field(factory=dict, init=False)

    def __call__(self, batches: "Iterator[RecordBatch]") -> "Iterator[RecordBatch]":
        """Rows in, rows out, blank ones left out; columns keep their types and order."""
        import pyarrow

        for batch in batches:
            rows = [found for row in batch.to_pylist() if (found := self.row(row)) is not None]
            yield pyarrow.RecordBatch.from_pylist(rows, schema=batch.schema)

    def row(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """One row; None where nothing stands in it."""
        shape = self.shapes[row["shape"]]
        cells = shape.cells(row["raw"])
        if cells is None:
            return row | {"key": OPEN, "said": True}
        if not any(cell.strip(BLANKS) for cell in cells):
            return None
        texts = _Texts(cells, shape.binding)
        name, total = texts.of(Role.UNIT), texts.is_total
        row |= {"unit": plain_name(name), "key": name_key(name), "total": total, "class": texts.of(Role.CLASS)}
        row["month"] = texts.of(Role.MONTH) or row["month"]
        said = total or texts.is_stray or not row["key"] or self._is_bad_month(row["month"])
        said = said or without_invisible(name) is not None
        if self.classes:
            known = self.classes.get(name_key(row["class"]))
            said, row["class"] = said or known is None, known or row["class"]
        brings, bad = self._one(texts) if shape.binding.long else self._all(texts)
        return row | brings | {"said": said or bad}

    def _all(self, texts: "_Texts") -> tuple[dict[str, Any], bool]:
        """The values and states of a row, and whether a word has to be said about them."""
        found: dict[str, Any] = {}
        bad = False
        for column in texts.binding.inputs:
            value, state = self._stored(self._read(texts.at(column.position), column), column.index)
            found |= {f"v{column.index}": value, f"s{column.index}": state}
            bad = bad or state in (BAD, PENDING)
        return found, bad

    def _one(self, texts: "_Texts") -> tuple[dict[str, Any], bool]:
        """The same of a row of the long layout, which brings one input."""
        column = self._long_column(texts)
        if column is None:
            return {"slot": NO_INPUT, "value": None, "state": BLANK}, True
        value, state = self._stored(self._read(texts.at(column.position), column), column.index)
        return {"slot": column.index, "value": value, "state": state}, state in (BAD, PENDING)

    def _long_column(self, texts: "_Texts") -> Column | None:
        """What the names of a row mean; they repeat too."""
        said = {role: texts.of(role) for role in NAMES}
        key = (*said.values(), str(position := value_position(texts.binding)))
        if key not in self._named:
            if len(self._named) >= _MANY:
                self._named.clear()
            self._named[key] = self._names.column(said, position)
        return self._named[key]

    @cached_property
    def _names(self) -> Names:
        return Names(self.inputs)

    def _read(self, text: str, column: Column) -> Reading:
        """Cells repeat, and reading one exactly costs more than looking it up."""
        key = (column.index, column.bare, text)
        if key not in self._readings:
            if len(self._readings) >= _MANY:
                self._readings.clear()
            self._readings[key] = read_cell(text, column)
        return self._readings[key]

    def _stored(self, reading: Reading, index: int) -> tuple[Any, int]:
        match reading:
            case State():
                return None, int(reading)
            case Gap.BLANK:
                return None, BLANK
            case Gap():
                return None, PENDING
            case Bad():
                return None, BAD
            case Fraction():
                return (reading * 10 ** self.digits[index]).numerator, int(State.VALUE)

    def _is_bad_month(self, text: str) -> bool:
        return bool(text.strip(BLANKS)) and parse_period(text, self.cycle) is None


@frozen
class _Texts:
    """The cells of one row by what they are."""

    cells: Sequence[str]
    binding: Binding

    def at(self, position: int) -> str:
        """A row may end early."""
        return self.cells[position] if position < len(self.cells) else ""

    def of(self, role: Role) -> str:
        """The cell of a role; empty where the file has none."""
        position = self.binding.position(role)
        return "" if position is None else self.at(position)

    @property
    def is_total(self) -> bool:
        """Whether the row adds up others: the word may stand in the column of running numbers."""
        name = self.of(Role.UNIT)
        if name_key(name):
            return heading_key(name) in TOTALS
        ignored = (column.position for column in self.binding.columns if column.role is Role.IGNORED)
        return any(heading_key(self.at(position)) in TOTALS for position in ignored)

    @cached_property
    def is_stray(self) -> bool:
        """Whether something stands under no heading."""
        nameless = (column.position for column in self.binding.columns if not column.heading)
        beyond = self.cells[len(self.binding.columns) :]
        return any(text.strip(BLANKS) for text in (*map(self.at, nameless), *beyond))
