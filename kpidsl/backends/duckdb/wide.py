"""A wide file straight into the database: no row passes through Python unless something about it needs a word.

Takes one wide file of many units, a plan and the roster; fills the table ``read`` (a row per row of the file, values as
whole numbers). Rows that are not plain at first sight are read by ``kpidsl.scores`` itself (``odd``), so that problems, their
places and the values of such cells are the same as there.
"""

from attrs import field

from kpidsl.backends.duckdb.cells import CellColumn, raw_states
from kpidsl.backends.duckdb.month_table import PACKED, MonthTable
from kpidsl.backends.duckdb.names import lines
from kpidsl.backends.duckdb.sources import Source, stray
from kpidsl.backends.sql.dialect import DUCKDB
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding
from kpidsl.values import define


@define
class Wide:
    """A file on its way into the ``read`` of a month."""

    table: MonthTable
    file: Source
    binding: Binding

    cells: dict[int, CellColumn] = field(init=False)
    """By index of the input."""

    def __attrs_post_init__(self) -> None:
        self.cells = {cell.column.index: cell for cell in self.table.cells_of(self.binding.inputs)}

    def load(self) -> None:
        """Fills ``read`` and ``classes``; a file that is no table raises the database's own error."""
        self.table.cells = self.cells
        self.table.connection.execute(f"{DUCKDB.create.format('read')} {self.reading()}")
        self.table.name_keys("read")
        self.table.prepare()

    def csv(self) -> str:
        """The rows of the file as text columns ``c0`` …"""
        return self.file.texts(len(self.binding.columns))

    def text(self, role: Role) -> str:
        """The text column of ``role``; empty text where the file has none."""
        position = self.binding.position(role)
        return "''" if position is None else f"COALESCE(c{position}, '')"

    def _stray(self) -> str:
        """Whether something stands in a column without a heading, or what is not read may have taken in other rows."""
        return " OR ".join(stray(self.file, self.binding)) or "FALSE"

    def reading(self, texts: str = "", further: str = "") -> str:
        """The statement that reads: what are the numbers, do they fit, and what stands where there is none.

        ``texts`` are those of files with the same columns, which may have a ``further`` column, where not those of this file alone.
        """
        codes = [f"{cell.code()} AS k{index}" for index, cell in self.cells.items() if cell.has_code]
        numbers = [
            f"{cell.number(f'k{index}')} AS m{index}" for index, cell in self.cells.items() if not cell.input.levels
        ]
        values = [
            f"{cell.value(f'k{index}', f'm{index}', self.table.kind(index))} AS v{index}"
            for index, cell in self.cells.items()
        ]
        complete = " AND ".join(f"v{index} IS NOT NULL" for index in self.cells)
        unit = self.text(Role.UNIT)
        kept = [
            f"{unit} AS unit", f"{self.text(Role.CLASS)} AS class", f"{self.text(Role.MONTH)} AS month",
            "CAST(NULL AS VARCHAR) AS key", f"{self._stray()} AS stray", *(f"v{index}" for index in self.cells),
            *(f"CASE WHEN complete THEN 0 ELSE {states} END AS states{word}" for word, states in self._packed().items()),
            *([further] if further else []),
        ]  # fmt: skip
        source = texts or self.csv()
        for layer in (codes, numbers, values, [f"{complete} AS complete"]):
            source = f"(SELECT *, {lines(layer)}\nFROM {source})" if layer else source
        return f"SELECT {lines(kept)}\nFROM {source}"

    def _packed(self) -> dict[int, str]:
        """The raw states of the cells, several in one word; most rows have values only, all of whose bits are 0."""
        words: dict[int, list[str]] = {}
        for index, cell in self.cells.items():
            texts = words.setdefault(index // PACKED, ["NULL"] * PACKED)
            texts[index % PACKED] = f"CASE WHEN v{index} IS NULL THEN COALESCE({cell.text}, '') END"
        return {word: raw_states(texts) for word, texts in words.items()}
