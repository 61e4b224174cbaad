"""Score files as rows of Spark.

Takes files that share one heading, or a table of columns; gives a frame with a row for each of theirs: where it stands, what stands
there, and the values of the cells that are plain. Lines are cut at commas by Spark only where no quotation mark stands in them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kpidsl.backends.spark.cells import ABSENT, ODD, CellColumn, state_of
from kpidsl.backends.spark.sources import SourceFile
from kpidsl.backends.sql.emit import leaves_64_bits
from kpidsl.backends.sql.program import Program
from kpidsl.plan.integers.expr import IntCol
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import Input
from kpidsl.scores.contract import BLANKS, HALF_WIDTH, INVISIBLE, TOTALS, Role
from kpidsl.scores.header import Binding
from kpidsl.scores.header import Column as Bound
from kpidsl.source.encoding import END_OF_FILE
from kpidsl.values import field, frozen

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

PLACE = ("path", "block", "number")
"""Where a row stands: its file, the part of the file that one task reads, and a number that rises within that part."""
BROKEN, NUL, RETURN, ENDED = 1, 2, 3, 4
"""Flaws of a line: bytes of another encoding, a NUL, a carriage return inside, the sign of the end of a file (none in its last line)."""
UNUSUAL = "[" + "".join(BLANKS) + "！-～−" + INVISIBLE + "]"
"""What a name may hold that is not its own key."""

_WIDE = "".join(chr(code) for code in HALF_WIDTH if code != 0x3000)
_NARROW = "".join(chr(code) for wide, code in HALF_WIDTH.items() if wide != 0x3000)
_CONTROL = "[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f]"


@frozen
class Shape:
    """What the files of one group have in common: their columns, and how their bytes become cells.

    ``delimiter`` and ``encoding`` are empty for columns with types; ``texts`` are then the columns of the frame, in order.
    """

    binding: Binding
    delimiter: str = ""
    encoding: str = ""
    texts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@frozen
class Layout:
    """The columns that every frame of rows has, for a plan: ``v3`` and ``s3`` are the value and the raw state of its fourth input."""

    program: Program = field(repr=False)
    inputs: tuple[Input, ...]
    classes: tuple[str, ...]
    has_roster: bool

    @staticmethod
    def of(program: Program, has_roster: bool) -> "Layout":
        """The layout for a program as far as it is needed to open it."""
        scan = program.integers.plan.scan
        return Layout(program, scan.inputs, tuple(scan.classes), has_roster)

    def digits(self, index: int) -> int:
        """Those of the stored mantissa of an input."""
        return self._stored(index).digits

    def kind(self, index: int) -> str:
        """The type in which an input is stored."""
        number = self._stored(index).num
        assert isinstance(number, IntCol)
        return "decimal(38,0)" if leaves_64_bits(number) else "bigint"

    @property
    def widest(self) -> str:
        """The type that holds the value of any input."""
        kinds = [self.kind(index) for index in range(len(self.inputs))]
        return next((kind for kind in kinds if kind != "bigint"), "bigint")

    def _stored(self, index: int) -> Quotient:
        stored = self.program.integers.columns[self.inputs[index].key]
        assert isinstance(stored, Quotient)
        return stored

    @property
    def cells(self) -> list[str]:
        """The names of the columns of values and states."""
        return [name for index in range(len(self.inputs)) for name in (f"v{index}", f"s{index}")]

    def rows(self, cells: "DataFrame", shape: Shape, group: int) -> "DataFrame":
        """The rows of ``cells`` (place, ``flaw``, ``raw`` and the texts ``c0`` …, absent where they are to be cut first)."""
        from pyspark.sql import functions as f

        bound = {column.index: self.cell(column) for column in shape.binding.inputs}
        numbers = [cell.number(f.col(f"c{cell.column.position}")).alias(f"n{index}") for index, cell in bound.items()]
        values = [
            cell.value(f.col(f"c{cell.column.position}"), f.col(f"n{index}")).alias(f"v{index}")
            for index, cell in bound.items()
        ]
        states = [
            state_of(f.col(f"c{cell.column.position}"), f.col(f"v{index}")).alias(f"s{index}")
            for index, cell in bound.items()
        ]
        table = cells.select("*", *numbers).select("*", *values).select("*", *states)
        odd = [f.col(f"s{index}") == ODD for index in bound]
        return self.with_facts(table, shape, group, odd, self._all_cells(bound))

    def with_facts(
        self, table: "DataFrame", shape: Shape, group: int, odd_cells: "Sequence[Column]", kept: "Sequence[Column]"
    ) -> "DataFrame":
        """What every row has, and what is ``kept`` of its values; ``odd_cells`` say whether one of them is not plain."""
        from pyspark.sql import functions as f

        unit, own_class = _text(shape.binding, Role.UNIT), _text(shape.binding, Role.CLASS)
        known = [f.lit(group).alias("shape"), unit.alias("unit"), key_of(unit).alias("key"), own_class.alias("class")]
        known += [
            _text(shape.binding, Role.MONTH).alias("month"),
            f.lit(False).alias("said"),
            f.lit(False).alias("total"),
        ]
        odd = [f.col("cut").isNull(), f.col("stray"), self._odd_name(unit), *self._odd_class(own_class)]
        odd += odd_cells
        return table.select(*PLACE, "flaw", *known, f.coalesce(_any(odd), f.lit(True)).alias("odd"), "raw", *kept)

    def cell(self, column: Bound) -> CellColumn:
        """How the cells of a column are read."""
        index = column.index
        return CellColumn(column, self.inputs[index], self.digits(index), self.kind(index))

    def _all_cells(self, bound: dict[int, CellColumn]) -> list["Column"]:
        from pyspark.sql import functions as f

        found: list[Column] = []
        for index in range(len(self.inputs)):
            if index in bound:
                found += [f.col(f"v{index}"), f.col(f"s{index}")]
            else:
                found.append(f.lit(None).cast(self.kind(index)).alias(f"v{index}"))
                found.append(f.lit(ABSENT).cast("tinyint").alias(f"s{index}"))
        return found

    def _odd_name(self, unit: "Column") -> "Column":
        """A name that is none, or one of a sum; without a roster also one with layout, which has to be taken out of it."""
        from pyspark.sql import functions as f

        odd = (key_of(unit) == "") | f.lower(key_of(unit)).isin(*TOTALS)
        return odd if self.has_roster else odd | unit.rlike(UNUSUAL)

    def _odd_class(self, own_class: "Column") -> list["Column"]:
        return [] if self.has_roster else [~own_class.isin(*self.classes)]


def cut_lines(session: "SparkSession", files: Sequence[SourceFile], shape: Shape) -> "DataFrame":
    """The lines of text files, cut into cells; ``raw`` is the line, ``cut`` is null where it must be cut with care."""
    from pyspark.sql import functions as f

    # Lines end where the row reader ends them: at a line feed, before which a carriage return may stand.
    read = session.read.option("lineSep", "\n").text([file.address for file in files])
    frame = read.select(*_places(), f.col("value"))
    if shape.encoding == "gb18030":
        text = f.decode(f.col("value").cast("binary"), "GB18030")
        frame = frame.select(*PLACE, text.alias("value"))
        flaw = f.when(f.col("value").contains("\ufffd"), BROKEN)
        flaw = flaw.when(_without(f.col("value"), END_OF_FILE).rlike(_CONTROL), NUL)
        flaw = flaw.when(f.col("value").endswith(END_OF_FILE), ENDED)
    else:
        flaw = f.when(~f.is_valid_utf8("value"), BROKEN).when(f.col("value").contains("\x00"), NUL)
    value = f.col("value")
    line = _without(value, "\r")
    frame = frame.select(*PLACE, flaw.alias("flaw"), line.alias("line"))
    returned = f.when(f.col("flaw").isNull() & f.col("line").contains("\r"), RETURN).otherwise(f.col("flaw"))
    cut = f.when(~f.col("line").contains('"'), f.split("line", shape.delimiter))
    frame = frame.select(
        *PLACE,
        f.coalesce(returned, f.lit(0)).cast("tinyint").alias("flaw"),
        f.array("line").alias("raw"),
        cut.alias("cut"),
    )
    width = len(shape.binding.columns)
    texts = [f.get("cut", f.lit(position)).alias(f"c{position}") for position in range(width)]
    beyond = f.array_join(f.slice("cut", width + 1, 1 << 20), "") != ""
    stray = beyond | _stray(shape.binding, "cut") | f.get("raw", f.lit(0)).endswith(END_OF_FILE)
    return frame.select(*PLACE, "flaw", "raw", "cut", stray.alias("stray"), *texts)


def before_end(raw: "Column") -> "Column":
    """The last line of a file that ends with the sign of its end, without it."""
    from pyspark.sql import functions as f

    return f.transform(raw, lambda line: _without(line, END_OF_FILE))


def _without(line: "Column", end: str) -> "Column":
    """A line without the one sign it may end with."""
    from pyspark.sql import functions as f

    return f.when(line.endswith(end), f.left(line, f.length(line) - 1)).otherwise(line)


def typed_cells(frame: "DataFrame", shape: Shape) -> "DataFrame":
    """A frame whose columns ``texts`` are cells already."""
    from pyspark.sql import functions as f

    texts = [f.coalesce(f.col(_quoted(name)), f.lit("")) for name in shape.texts]
    named = [text.alias(f"c{position}") for position, text in enumerate(texts)]
    nameless = [texts[column.position] for column in shape.binding.columns if not column.heading]
    stray = f.concat(*nameless) != "" if nameless else f.lit(False)
    raw = f.array(*texts)
    return frame.select(
        *PLACE, f.lit(0).cast("tinyint").alias("flaw"), raw.alias("raw"), raw.alias("cut"), stray.alias("stray"), *named
    )


def _places() -> list["Column"]:
    from pyspark.sql import functions as f

    return [
        f.col("_metadata.file_path").alias("path"),
        f.col("_metadata.file_block_start").alias("block"),
        f.monotonically_increasing_id().alias("number"),
    ]


def file_places(frame: "DataFrame") -> "DataFrame":
    """A frame of files (with ``_metadata``) with the place of each row before its columns."""
    from pyspark.sql import functions as f

    return frame.select(*_places(), *(f.col(_quoted(name)) for name in frame.columns if name != "_metadata"))


def own_places(frame: "DataFrame") -> "DataFrame":
    """A frame of no file, with the order in which its parts bring its rows."""
    from pyspark.sql import functions as f

    block = f.spark_partition_id().cast("bigint").alias("block")
    number = f.monotonically_increasing_id().alias("number")
    return frame.select(f.lit("").alias("path"), block, number, *(f.col(_quoted(name)) for name in frame.columns))


def key_of(text: "Column") -> "Column":
    """``scores.words.name_key`` of a text; most names are their own keys."""
    from pyspark.sql import functions as f

    return f.when(text.rlike(UNUSUAL), f.translate(text, _WIDE + BLANKS, _NARROW)).otherwise(text)


def _stray(binding: Binding, cut: str) -> "Column":
    from pyspark.sql import functions as f

    nameless = [f.coalesce(f.get(cut, f.lit(c.position)), f.lit("")) for c in binding.columns if not c.heading]
    return f.concat(*nameless) != "" if nameless else f.lit(False)


def _text(binding: Binding, role: Role) -> "Column":
    from pyspark.sql import functions as f

    position = binding.position(role)
    return f.lit("") if position is None else f.coalesce(f.col(f"c{position}"), f.lit(""))


def _any(conditions: Sequence["Column"]) -> "Column":
    found = conditions[0]
    for condition in conditions[1:]:
        found = found | condition
    return found


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
