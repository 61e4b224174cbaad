"""The cells of a score file, as columns of Spark.

Takes the columns of a bound file; gives the whole-number value and the raw state of each cell. What these recognise at once,
``scores.cells`` reads the same; every other cell is ``ODD`` and is left to it. No cell is ever rounded: a text becomes a number only
where its pattern proves that nothing is lost. Patterns match the whole of a cell, whatever stands in it.
"""

from fractions import Fraction
from typing import TYPE_CHECKING

from kpidsl.plan.nodes import Input, State
from kpidsl.resolve.absence import NOT_APPLICABLE
from kpidsl.scores.contract import SIGNS, YES_NO, YES_NO_WORDS
from kpidsl.scores.header import Column
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

if TYPE_CHECKING:
    from pyspark.sql import Column as Values

ABSENT, BAD, PENDING, BLANK, ODD = 10, 11, 12, 14, 15
"""Raw states beside VALUE and NOT_APPLICABLE: no column brings the cell; it is refused; 待核实; empty; to be read cell by cell."""

_WORDS = tuple(word for word in NOT_APPLICABLE if word.lower() == word.upper())
"""Those that are written in one way only."""
_DAY = "[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}"
"""How a day is written most; other ways are odd, and so are days that the calendar has not."""
_NARROW_DIGITS = 18


@frozen
class CellColumn:
    """A column of a file that brings an input; ``digits`` are those of the stored mantissa, ``kind`` the type it is stored in."""

    column: Column
    input: Input
    digits: int
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

    def state(self, text: "Values", value: "Values") -> "Values":
        """The raw state of the cell."""
        from pyspark.sql import functions as f

        found = f.when(value.isNotNull(), f.lit(int(State.VALUE))).when(text.isNull() | (text == ""), f.lit(BLANK))
        found = found.when(text.isin(*_WORDS), f.lit(int(State.NOT_APPLICABLE)))
        return found.otherwise(f.lit(ODD)).cast("tinyint")

    @property
    def pattern(self) -> str:
        """What a number of this column looks like."""
        sign = SIGNS.get(self.input.unit, "")
        minus = "-?" if self.input.low < 0 else ""
        decimals = rf"(?:\.[0-9]{{1,{self.input.decimals}}})?" if self.input.decimals else ""
        ending = f"{sign}?" if self.column.bare else sign
        return rf"\A{minus}[0-9]{{1,{self._whole}}}{decimals}{ending}\z"

    @property
    def factor(self) -> Fraction:
        """From written mantissas to stored ones; whole for every declared unit."""
        return self.input.scale * Fraction(10) ** (self.digits - self.input.decimals)

    @property
    def _whole(self) -> int:
        """Digits before the point that a value in range can have."""
        return len(str(int(max(abs(self.input.low), abs(self.input.high)))))

    def _number(self, text: "Values") -> "Values":
        """The digits of the number, without its point and its sign of measure."""
        from pyspark.sql import functions as f

        decimals, sign = self.input.decimals, SIGNS.get(self.input.unit, "")
        digits = f.translate(text, sign, "") if sign else text
        if decimals:
            after = f.when(digits.contains("."), f.substring_index(digits, ".", -1)).otherwise("")
            digits = f.concat(f.substring_index(digits, ".", 1), f.rpad(after, decimals, "0"))
        kind = "bigint" if self._whole + decimals <= _NARROW_DIGITS else "decimal(38,0)"
        return f.when(text.rlike(self.pattern), digits.try_cast(kind))

    def _day(self, text: "Values") -> "Values":
        """Days after 0001-01-01."""
        from pyspark.sql import functions as f

        day = f.translate(text, "/", "-").try_cast("date")
        days = f.date_diff(day, f.lit("0001-01-01").cast("date"))
        return f.when(text.rlike(rf"\A(?:{_DAY})\z"), days)

    def _fits(self, text: "Values", mantissa: "Values") -> "Values":
        """Whether the number is one that the policy allows; not true where there is none."""
        from pyspark.sql import functions as f

        wanted, scale = self.input, 10**self.input.decimals
        fits = mantissa.between(_whole_literal(-(-wanted.low * scale // 1)), _whole_literal(wanted.high * scale // 1))
        if wanted.step:
            step = wanted.step * scale
            fits &= mantissa % _whole_literal(step.numerator) == 0 if step.denominator == 1 else f.lit(False)
        if wanted.low < 0:
            fits &= (mantissa != 0) | ~text.startswith("-")
        if self.column.bare:
            fits &= (mantissa == 0) | (f.abs(mantissa) > scale) | text.endswith(SIGNS[wanted.unit])
        return fits

    def _level(self, text: "Values") -> "Values":
        """The position of the label; null where the cell is none of them as declared."""
        from pyspark.sql import functions as f

        known = (
            YES_NO_WORDS if self.input.levels == YES_NO else {label: at for at, label in enumerate(self.input.levels)}
        )
        found = f.lit(None).cast("bigint")
        for label, position in known.items():
            if label not in _WORDS:
                found = f.when(text == label, f.lit(position)).otherwise(found)
        return found


def _whole_literal(number: Fraction | int) -> "Values":
    """A whole number of any size."""
    from pyspark.sql import functions as f

    text = str(int(number))
    return f.lit(text).cast("bigint" if len(text) <= _NARROW_DIGITS else "decimal(38,0)")
