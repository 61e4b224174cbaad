"""What is read of files: each with its columns, in the blocks of which one task reads each.

Takes the rows as tasks count them; gives the line in its file at which each block begins, and what stands in the way of reading it. Moves
no row and reports nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kpidsl.backends.spark.rows import ENDED, Shape
from kpidsl.backends.spark.sources import Head, SourceFile, path_key
from kpidsl.scores.contract import Role
from kpidsl.scores.header import Binding
from kpidsl.scores.table import Record
from kpidsl.values import frozen

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@frozen
class Part:
    """A file that is read: what its columns are, and the group of files it is read with. ``head`` is None for columns with types."""

    file: SourceFile
    heading: Record
    shape: Shape
    head: Head | None = None

    @property
    def binding(self) -> Binding:
        """The columns of the file."""
        return self.shape.binding

    @property
    def encoding(self) -> str:
        """How its bytes are read."""
        return self.head.encoding if self.head else "parquet" if self.file.is_parquet else "spark"

    @property
    def unit(self) -> int:
        """The position of the column that names the units."""
        position = self.binding.position(Role.UNIT)
        assert position is not None, "a binding without a unit column is not read"
        return position


@frozen
class Block:
    """What one task reads of a file: how many rows, the number of the first; of odd ones how many, and the number of the first; flaws."""

    path: str
    block: int
    count: int
    first: int
    odd: int
    first_odd: int | None
    flaw: int
    first_flaw: int | None


@frozen
class PlacedBlock:
    """A block in file number ``file``, whose rows stand in the lines ``number + shift``.

    ``end`` is the line that ends with the sign of the end of the file, 0 where none does.
    """

    block: Block
    file: int
    part: Part
    shift: int
    end: int

    @property
    def flaw_line(self) -> int | None:
        """The first line that is no text; None where all are."""
        if self.block.first_flaw is None:
            return None
        line = self.block.first_flaw + self.shift
        return None if self.block.flaw == ENDED and line == self.end else line

    @property
    def has_odd_rows(self) -> bool:
        """Whether rows besides the heading are not plain."""
        heading = self.block.first_odd is not None and self.block.first_odd + self.shift == self.part.heading.line
        return self.block.odd > heading

    @property
    def row(self) -> dict[str, object]:
        """What the rows of the block are told."""
        return {
            "path": self.block.path, "block": self.block.block, "file": self.file, "shift": self.shift,
            "heading": self.part.heading.line, "end": self.end, "folder": self.part.file.folder_period,
        }  # fmt: skip


def placed_blocks(parts: Sequence[Part], blocks: Sequence[Block]) -> Iterator[PlacedBlock]:
    """Every block in the order of the files and their lines."""
    number_of = {part.file.key if part.head or part.file.is_parquet else "": at for at, part in enumerate(parts)}
    file_of = {block.path: number_of[path_key(block.path)] for block in blocks}
    lines, counted = Counter[int](), Counter[int]()
    for block in blocks:
        lines[file_of[block.path]] += block.count
    for block in sorted(blocks, key=lambda one: (file_of[one.path], one.block)):
        at = file_of[block.path]
        part, first = parts[at], 1 if parts[at].head else 2  # a table has its heading above its rows
        end = lines[at] if part.head and part.head.ended else 0
        yield PlacedBlock(block, at, part, counted[at] - block.first + first, end)
        counted[at] += block.count


def survey(frame: "DataFrame") -> list[Block]:
    """What each task has read."""
    from pyspark.sql import functions as f

    flawed = f.col("flaw") != 0
    found = frame.groupBy("path", "block").agg(
        f.count(f.lit(1)).alias("count"), f.min("number").alias("first"), f.count(f.when(f.col("odd"), 1)).alias("odd"),
        f.min(f.when(f.col("odd"), f.col("number"))).alias("first_odd"),
        f.coalesce(f.min_by("flaw", f.when(flawed, f.col("number"))), f.lit(0)).alias("flaw"),
        f.min(f.when(flawed, f.col("number"))).alias("first_flaw"),
    )  # fmt: skip
    return [Block(**row.asDict()) for row in found.collect()]
