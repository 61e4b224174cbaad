"""The cells of a score file, as columns of Spark.

Takes the columns of a bound file; gives the whole-number value and the raw state of each cell. What these recognise at once,
``scores.cells`` reads the same; every other cell is ``ODD`` and is left to it. No cell is ever rounded: a text becomes a number only
where its pattern proves that nothing is lost. Patterns match the whole of a cell, whatever stands in it.
"""

from typing import TYPE_CHECKING

from kpidsl.plan.nodes import State
from kpidsl.scores.plain import PLAIN_DAY, PLAIN_WORDS, PlainColumn
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

if TYPE_CHECKING:
    from pyspark.sql import Column as Values

ABSENT, BAD, PENDING, BLANK, ODD = 10, 11, 12, 14, 15
"""Raw states beside VALUE and NOT_APPLICABLE: no column brings the cell; it is refused; 待核实; empty; to be read cell by cell."""

_NARROW_DIGITS = 18


@frozen
class CellColumn(PlainColumn):
    """A column of a file that brings an input; ``kind`` is the type it is stored in."""

    kind: str

    def number(self, text: "Values") -> "Values":
        """The written number in units of its last decimal, or the position of the level; null where it is none of this column."""
        if self.input.levels:
            return self._level(text)
        return self._day(text) if self.input.unit == DATE.key else self._number(text)

    def value(self, text: "Values", number: "Values") -> "Values":
        """The stored value; null where the cell holds none that the policy allows, or is not plain."""
        from pyspark.sql import functions as f

        if self.input.levels:
            return number.cast(self.kind)
        stored = number.cast(self.kind) * f.lit(self.factor.numerator).cast(self.kind)
        whole = self.factor.denominator == 1
        return f.when(self._fits(text, number), stored.cast(self.kind)) if whole else f.lit(None).cast(self.kind)

    def _number(self, text: "Values") -> "Values":
        """The digits of the number, without its point and its sign of measure."""
        from pyspark.sql import functions as f

        decimals = self.input.decimals
        digits = f.rtrim(text, f.lit(self.sign)) if self.sign else text
        if decimals:
            after = f.when(digits.contains("."), f.substring_index(digits, ".", -1)).otherwise("")
            digits = f.concat(f.substring_index(digits, ".", 1), f.rpad(after, decimals, "0"))
        kind = "bigint" if self.whole + decimals <= _NARROW_DIGITS else "decimal(38,0)"
        return f.when(text.rlike(_whole_of(self.pattern)), digits.try_cast(kind))

    def _day(self, text: "Values") -> "Values":
        """Days after 0001-01-01."""
        from pyspark.sql import functions as f

        day = f.translate(text, "/", "-").try_cast("date")
        days = f.date_diff(day, f.lit("0001-01-01").cast("date"))
        return f.when(text.rlike(_whole_of(PLAIN_DAY)), days)

    def _fits(self, text: "Values", mantissa: "Values") -> "Values":
        """Whether the number is one that the policy allows; not true where there is none."""
        from pyspark.sql import functions as f

        wanted, scale = self.input, 10**self.input.decimals
        fits = mantissa.between(*map(_whole_literal, self.bounds))
        if wanted.step:
            step = wanted.step * scale
            fits &= mantissa % _whole_literal(step.numerator) == 0 if step.denominator == 1 else f.lit(False)
        if wanted.low < 0:
            fits &= (mantissa != 0) | ~text.startswith("-")
        if self.column.bare:
            fits &= (mantissa == 0) | (f.abs(mantissa) > scale) | text.endswith(self.sign)
        return fits

    def _level(self, text: "Values") -> "Values":
        """The position of the label; null where the cell is none of them as declared."""
        from pyspark.sql import functions as f

        found = f.lit(None).cast("bigint")
        for label, position in self.labels.items():
            found = f.when(text == label, f.lit(position)).otherwise(found)
        return found


def state_of(text: "Values", value: "Values") -> "Values":
    """The raw state of a cell with such a stored value, whatever its column."""
    from pyspark.sql import functions as f

    found = f.when(value.isNotNull(), f.lit(int(State.VALUE))).when(text.isNull() | (text == ""), f.lit(BLANK))
    found = found.when(text.isin(*PLAIN_WORDS), f.lit(int(State.NOT_APPLICABLE)))
    return found.otherwise(f.lit(ODD)).cast("tinyint")


def _whole_of(pattern: str) -> str:
    """The pattern of a whole text, whatever stands in it."""
    return rf"\A(?:{pattern})\z"


def _whole_literal(number: int) -> "Values":
    """A whole number of any size."""
    from pyspark.sql import functions as f

    text = str(number)
    return f.lit(text).cast("bigint" if len(text) <= _NARROW_DIGITS else "decimal(38,0)")
