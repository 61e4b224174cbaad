"""The data of a run as one frame of rows, with the file and the line of each.

Takes files, or a frame of a caller's; gives ``Data``. The rows of each part of a file that one task reads are counted, so that every row
knows its line although no row leaves its place. Reports what stands in the way of reading; looks at no cell.
"""

import warnings
from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from kpidsl.backends.spark import typed
from kpidsl.backends.spark.long import CELL, LongRows
from kpidsl.backends.spark.parts import Block, Part, placed_blocks, survey
from kpidsl.backends.spark.reader import OddReader, RowShape
from kpidsl.backends.spark.rows import (
    BROKEN,
    RETURN,
    Layout,
    Shape,
    before_end,
    cut_lines,
    file_places,
    own_places,
    typed_cells,
)
from kpidsl.backends.spark.session import let_go
from kpidsl.backends.spark.sources import Head, SourceFile, head_of, is_parquet, is_seen, path_key
from kpidsl.backends.spark.tables import table_of
from kpidsl.diagnostics import Problems
from kpidsl.plan.nodes import Plan
from kpidsl.scores.header import Binding, bind_header
from kpidsl.scores.read import has_class
from kpidsl.scores.table import Record
from kpidsl.scores.words import name_key
from kpidsl.source import Cell
from kpidsl.values import define, field

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyspark.sql import DataFrame, SparkSession

LINES = 1 << 40
"""More than one file has; a place is the number of the file and the line in it."""


@define
class Data:
    """``rows``: file (its number in ``parts``), line, place, shape, unit, key, class, month, said, total, raw, and what they bring: values
    and states of all inputs, or slot, value and state of one.

    ``unread`` are the numbers of files that cannot be read. ``held`` are the frames that Spark keeps for the run.
    """

    session: "SparkSession" = field(repr=False)
    layout: Layout
    parts: list[Part]
    unread: set[int]
    rows: "DataFrame" = field(repr=False)
    held: "list[DataFrame]" = field(repr=False)

    @property
    def plan(self) -> Plan:
        """The plan the data are for."""
        return self.layout.program.integers.plan

    @property
    def shapes(self) -> list[Shape]:
        """The different shapes of the files."""
        return list(dict.fromkeys(part.shape for part in self.parts))

    @property
    def row_shapes(self) -> tuple[RowShape, ...]:
        """How rows become cells, by the number of their shape."""
        return tuple(RowShape(shape.binding, shape.delimiter) for shape in self.shapes)

    @property
    def brought(self) -> frozenset[int]:
        """The inputs that some file has a column for, or would have a row for."""
        if self.has_long:
            return frozenset(range(len(self.layout.inputs)))
        return frozenset[int]().union(*(part.binding.indexes for part in self.parts))

    @property
    def has_long(self) -> bool:
        """Whether some file has one value a row."""
        return any(part.binding.long for part in self.parts)

    def release(self) -> None:
        """Lets Spark forget the frames."""
        let_go(self.held)


@define
class Reading:
    """``problems`` gain what is wrong with headings, encodings and lines."""

    session: "SparkSession"
    layout: Layout
    problems: Problems

    def files(self, files: Sequence[SourceFile]) -> Data | None:
        """The rows of all files that can be read; None where none can. Raises OSError."""
        parts = []
        for file in files:
            part = self._typed_part(file) if file.is_parquet else self._text_part(file)
            parts += [part] if part else []
        if not parts:
            return None
        frame, blocks = self._kept(self._all_cells(parts), _shapes(parts))
        again = self._in_other_encodings(parts, blocks)
        if again != parts:
            frame.unpersist()
            parts = again
            frame, blocks = self._kept(self._all_cells(parts), _shapes(parts))
        return self._data(parts, frame, blocks)

    def frame(self, given: "DataFrame", name: str, headings: Sequence[str]) -> Data | None:
        """The rows of a frame of the caller's, called ``name``; None where its columns, headed ``headings``, do not fit."""
        part = self._part_of_columns(SourceFile(name), given, headings)
        if part is None:
            return None
        cells = typed_cells(own_places(typed.as_texts(given)), part.shape)
        frame, blocks = self._kept([cells], [part.shape])
        return self._data([part], frame, blocks)

    def _is_seen(self, file: SourceFile) -> bool:
        """Whether Spark finds a file that is there; reported where it does not."""
        if is_seen(self.session, file):
            return True
        self.problems.add("K519", Cell(file.name), "unseen", (), file=file.short)
        return False

    def _all_cells(self, parts: Sequence[Part]) -> "list[DataFrame]":
        return [self._cells(shape, [part for part in parts if part.shape == shape]) for shape in _shapes(parts)]

    def _text_part(self, file: SourceFile) -> Part | None:
        head = head_of(self.session, file, self.problems)
        return self._part_of_head(head, self.problems) if head and self._is_seen(file) else None

    def _part_of_head(self, head: Head, problems: Problems) -> Part | None:
        binding = self._binding(head.file.name, head.heading, problems)
        if binding is None:
            return None
        encoding = head.encoding.removesuffix("-sig")
        return Part(head.file, head.heading, Shape(binding, head.delimiter, encoding), head)

    def _typed_part(self, file: SourceFile) -> Part | None:
        if not is_parquet(self.session, file):
            self.problems.add("K501", Cell(file.name), "parquet", (), file=file.short)
            return None
        if not self._is_seen(file):
            return None
        frame = self.session.read.parquet(file.address)
        return self._part_of_columns(file, frame, frame.columns)

    def _part_of_columns(self, file: SourceFile, frame: "DataFrame", headings: Sequence[str]) -> Part | None:
        heading, types = Record(1, tuple(headings)), typed.types_of(frame)
        binding = self._binding(file.name, heading, self.problems)
        if binding is None or not typed.are_exact(types, binding, file.name, self.problems):
            return None
        return Part(file, heading, Shape(binding, texts=tuple(frame.columns), types=types))

    def _binding(self, file: str, heading: Record, problems: Problems) -> Binding | None:
        binding = bind_header(heading.cells, self.layout.program.integers.plan, file, problems, heading.line)
        known = binding is not None and has_class(binding, file, heading.line, self.layout.has_roster, problems)
        return binding if known else None

    def _cells(self, shape: Shape, parts: Sequence[Part]) -> "DataFrame":
        files = [part.file for part in parts]
        if shape.delimiter:
            return cut_lines(self.session, files, shape)
        frame = self.session.read.parquet(*(file.address for file in files))
        return typed_cells(file_places(typed.as_texts(frame, places=True)), shape)

    def _kept(self, cells: "Sequence[DataFrame]", shapes: Sequence[Shape]) -> "tuple[DataFrame, list[Block]]":
        """All rows in one frame that Spark keeps, so that the numbers in it stay what they are; and what each task has read."""
        from pyspark import StorageLevel

        frames = [
            LongRows(self.layout, shape).rows(one, at) if shape.binding.long else self.layout.rows(one, shape, at)
            for at, (one, shape) in enumerate(zip(cells, shapes, strict=True))
        ]
        frame = reduce(lambda one, other: one.unionByName(other, allowMissingColumns=True), frames)
        frame = frame.persist(StorageLevel.MEMORY_AND_DISK)
        return frame, survey(frame)

    def _in_other_encodings(self, parts: list[Part], blocks: Sequence[Block]) -> list[Part]:
        """The parts, those whose bytes are no UTF-8 after all read as GB18030 where their heading then is one."""
        broken = {path_key(block.path) for block in blocks if block.flaw == BROKEN}
        found = []
        for part in parts:
            other = None
            if part.head and part.head.encoding == "utf-8" and part.file.key in broken:
                head = head_of(self.session, part.file, Problems(), "gb18030")
                other = self._part_of_head(head, Problems()) if head else None
            found.append(other or part)
        return found

    def _data(self, parts: list[Part], frame: "DataFrame", blocks: Sequence[Block]) -> Data:
        from pyspark.sql import functions as f

        placed = list(placed_blocks(parts, blocks))
        unread = set()
        for one in placed:
            if one.flaw_line is not None and one.file not in unread:
                self._report_flaw(parts[one.file], one.block.flaw, one.flaw_line)
                unread.add(one.file)
        kinds = dict.fromkeys(("block", "file", "shift", "heading", "end"), "bigint") | dict.fromkeys(
            ("path", "folder"), "string"
        )
        line = (f.col("number") + f.col("shift")).alias("line")
        place = (f.col("file") * LINES + f.col("line")).alias("place")
        raw = f.when(f.col("line") == f.col("end"), before_end(f.col("raw"))).otherwise(f.col("raw")).alias("raw")
        month = f.when(f.col("month") == "", f.col("folder")).otherwise(f.col("month")).alias("month")
        rows = frame.join(table_of(self.session, kinds, [one.row for one in placed]), ["path", "block"]).select(
            "*", line
        )
        rows = rows.where((f.col("line") > f.col("heading")) & ~f.col("file").isin(*unread, -1))
        cells = [name for name in (*CELL, *self.layout.cells) if name in frame.columns]
        rows = rows.select(
            "file", "line", place, "shape", "unit", "key", "class", month, "said", "total", "odd", raw, *cells
        )
        data = Data(self.session, self.layout, parts, unread, rows.drop("odd"), [frame])
        if any(one.has_odd_rows for one in placed):
            self._read_odd(data, rows)
        return data

    def _read_odd(self, data: Data, rows: "DataFrame") -> None:
        """Has the odd rows read by the executors' own Python."""
        from pyspark import StorageLevel
        from pyspark.sql import functions as f

        digits = tuple(self.layout.digits(index) for index in range(len(self.layout.inputs)))
        classes = {} if self.layout.has_roster else {name_key(name): name for name in self.layout.classes}
        reader = OddReader(data.row_shapes, self.layout.inputs, digits, classes, data.plan.cycle)

        def read(batches: "Iterator[RecordBatch]") -> "Iterator[RecordBatch]":
            return reader(batches)

        odd = rows.where("odd").drop("odd")
        with warnings.catch_warnings():
            warnings.filterwarnings(
                "ignore", "PySpark does not yet fully support", FutureWarning
            )  # pandas, unused here
            found = odd.mapInArrow(read, odd.schema).persist(StorageLevel.MEMORY_AND_DISK)
        data.rows = rows.where(~f.col("odd")).drop("odd").unionByName(found)
        data.held.append(found)

    def _report_flaw(self, part: Part, flaw: int, line: int) -> None:
        """A line that is no text, or holds a carriage return."""
        place, words = Cell(part.file.name, line), {"file": part.file.short, "row": line}
        if flaw == BROKEN:
            encoding = part.encoding.removesuffix("-sig").upper()
            self.problems.add("K501", place, "broken", (), encoding=encoding, **words)
        elif flaw == RETURN:
            self.problems.add("K519", place, "return", (), **words)
        else:
            self.problems.add("K501", place, "nul", (), **words)


def _shapes(parts: Sequence[Part]) -> list[Shape]:
    return list(dict.fromkeys(part.shape for part in parts))
