"""Cells that many readers take at once: how most values of a column are written.

Takes a column of a data file and the input it brings; gives patterns, bounds and words for readers that look at whole columns. What these
recognise, ``scores.cells`` reads the same; every other cell is left to it.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.plan.nodes import Input
from kpidsl.resolve.absence import NOT_APPLICABLE
from kpidsl.scores.contract import SIGNS, YES_NO, YES_NO_WORDS
from kpidsl.scores.header import Column
from kpidsl.values import frozen

PLAIN_WORDS = tuple(word for word in NOT_APPLICABLE if word.lower() == word.upper())
"""Words for what is not applicable that are written in one way only."""
PLAIN_DAY = "[0-9]{4}(-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}"
"""How a day is written most; other ways are odd, and so are days that the calendar has not."""


@frozen
class PlainColumn:
    """A column of a file that brings an input; ``digits`` are those of the stored mantissa."""

    column: Column
    input: Input
    digits: int

    @property
    def sign(self) -> str:
        """The sign of measure behind a number, empty where the unit has none."""
        return SIGNS.get(self.input.unit, "")

    @property
    def whole(self) -> int:
        """Digits before the point that a value in range can have."""
        return len(str(int(max(abs(self.input.low), abs(self.input.high)))))

    @property
    def pattern(self) -> str:
        """What a number of this column looks like, the whole of it; for Java's regular expressions and RE2."""
        minus = "-?" if self.input.low < 0 else ""
        decimals = rf"(?:\.[0-9]{{1,{self.input.decimals}}})?" if self.input.decimals else ""
        ending = f"{self.sign}?" if self.column.bare else self.sign
        return f"{minus}[0-9]{{1,{self.whole}}}{decimals}{ending}"

    @property
    def factor(self) -> Fraction:
        """From written mantissas to stored ones; whole for every declared unit."""
        return self.input.scale * Fraction(10) ** (self.digits - self.input.decimals)

    @property
    def bounds(self) -> tuple[int, int]:
        """The least and the greatest number that the policy allows, in units of the last declared decimal."""
        scale = 10**self.input.decimals
        return -(-self.input.low * scale // 1), self.input.high * scale // 1

    @property
    def labels(self) -> Mapping[str, int]:
        """The position of each label as declared; labels that are words for an absent value are left out."""
        levels = self.input.levels
        known = YES_NO_WORDS if levels == YES_NO else {label: at for at, label in enumerate(levels)}
        return {label: position for label, position in known.items() if label not in PLAIN_WORDS}
