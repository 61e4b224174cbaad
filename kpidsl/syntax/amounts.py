"""Numbers and units of measure in a text: ``95%``, ``303.90 元/吨``, the ``万元`` of ``产量（万元）``.

Takes places in a ``Reading``; gives the tokens that begin there. Refuses numbers written in a way that could be read otherwise
(K108), and units that nobody declared (K112). Never decides whether a number may stand there.
"""

from fractions import Fraction

from kpidsl.syntax import scan
from kpidsl.syntax.reading import Reading
from kpidsl.syntax.terminals import EDGES
from kpidsl.syntax.tokens import Refused, Token
from kpidsl.syntax.tree import Number, Text

LONGEST_NUMBER = 40
"""How many characters a number may have; longer ones are slips of a key or of a program."""

Amount = tuple[Fraction, str]
"""A number and the key of its unit."""


class Amounts:
    """The numbers and units of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.end = reading, reading.end
        self.flat, self.low, self.raw = reading.script.flat, reading.script.low, reading.script.raw

    def unit(self, start: int, wanted: frozenset[str]) -> Token | None:
        """A unit of measure that fills its place up to the comma or bracket; refused when nobody declared it."""
        found = self.reading.units.at(self.low, start, self.end)
        if found and self.fills(found[1]):
            return Token("MEASURE_UNIT", start, found[1], Text(found[0], self.reading.span(start, found[1])))
        stop = scan.UNIT_RUN.match(self.flat, start, self.end)
        if (
            stop
            and stop.end() < self.end
            and self.fills(stop.end())
            and not scan.keyword_at(self.low, start, stop.end(), wanted)
        ):
            end = start + len(stop[0].rstrip())
            levels = scan.LEVELS.match(self.raw, start, self.end)
            whole = self.raw[start : levels.end()].strip() if levels else ""
            made = "made" if "/" in self.flat[start:end] else ""
            variant = "levels" if levels else made
            raise Refused("K112", self.reading.span(start, end), variant, unit=self.raw[start:end], levels=whole)
        return None

    def fills(self, at: int) -> bool:
        """Whether a comma, a closing bracket or the end follows ``at``."""
        after = scan.after_layout(self.flat, at, self.end)
        return after >= self.end or self.flat[after] in ",)"

    def counts_whole(self, start: int, before: Amount | None) -> int:
        """Where ``按 5 万元计`` ends after ``不足 5 万元``; 0 where another number than ``before``, or none, stands there."""
        found = scan.COUNTED_AS.match(self.flat, start, self.end)
        if not found or before is None:
            return 0
        digits_end, stop, unit = self.measure(found.end())
        after = scan.COUNTED.match(self.flat, stop, self.end)
        same = digits_end > found.end() and (Fraction(self.flat[found.end() : digits_end]), unit) == before
        return after.end() if after and same else 0

    def number(self, start: int, digits_end: int = 0, value: int | None = None) -> Token:
        """A number and its unit; one in Chinese numerals has its end and its ``value`` given."""
        if value is not None:
            unit = self.reading.units.at(self.low, scan.after_blanks(self.flat, digits_end, self.end), self.end)
            stop = unit[1] if unit else digits_end
            number = Number(Fraction(value), 0, unit[0] if unit else "", self.reading.span(start, stop))
            return Token("NUMBER", start, stop, number)
        digits_end, stop, unit_key = self.measure(start)
        text = self.flat[start:digits_end]
        if self.flat.startswith(".", digits_end) and self.flat[digits_end + 1 : digits_end + 2].isdigit():
            raise Refused("K108", self.reading.span(start, stop), "points", text=text)
        if len(text) > LONGEST_NUMBER:
            raise Refused(
                "K108", self.reading.span(start, digits_end), "long", text=text[:12] + "…", limit=LONGEST_NUMBER
            )
        decimals = len(text.partition(".")[2])
        return Token("NUMBER", start, stop, Number(Fraction(text), decimals, unit_key, self.reading.span(start, stop)))

    def measure(self, start: int) -> tuple[int, int, str]:
        """End of the digits, end of the unit, the unit's key, of the number at ``start``."""
        found = scan.NUMBER.match(self.flat, start, self.end)
        digits_end = found.end() if found else start
        unit = self.reading.units.at(self.low, scan.after_blanks(self.flat, digits_end, self.end), self.end)
        return (digits_end, unit[1], unit[0]) if unit else (digits_end, digits_end, "")

    def is_number(self, start: int, stop: int, wanted: frozenset[str]) -> bool:
        """Whether the run ``start`` to ``stop`` is a number with its unit, or one before a word of expressions or of ranges."""
        _, end, _ = self.measure(start)
        rest = self.flat[end:stop].strip() if end < stop else ""
        if not rest:
            return True
        run = self.low[start:stop]
        if run.replace(" ", "") and scan.EXPONENT.fullmatch(run):
            raise Refused("K108", self.reading.span(start, stop), "exponent", text=self.raw[start:stop])
        at = stop - len(rest)
        words = scan.OPERATOR_WORDS | EDGES if "OTHERWISE" in wanted else scan.OPERATOR_WORDS
        return scan.keyword_at(self.low, at, self.end, words) is not None
