"""The cells of a score file, as SQL.

Takes the columns of a bound file; gives expressions for the whole-number value and the raw state of each cell. What these
recognise at once, ``scores.cells`` reads the same; every other cell is ``ODD`` and is left to it. No cell is ever rounded:
a text is one of those that ``spellings`` lists, or is cast only after its pattern proves that nothing is lost.
"""

import re
from collections.abc import Sequence

from attrs import evolve

from kpidsl.backends.duckdb.spellings import Stretch, spellings
from kpidsl.backends.sql.dialect import literal
from kpidsl.plan.nodes import Input, State
from kpidsl.scores.header import Column
from kpidsl.scores.plain import PLAIN_DAY, PLAIN_WORDS, PlainColumn
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

BLANK, ODD = 14, 15
"""Raw states beside VALUE and NOT_APPLICABLE; all fit in ``BITS`` bits."""
BITS = 4

_ANY_WORD = "|".join(map(re.escape, PLAIN_WORDS))
_ROOM = {"INTEGER": 31, "BIGINT": 63}
"""Bits of the types in which listed texts are counted."""


@frozen
class CellColumn(PlainColumn):
    """A column of a file that brings an input, at ``place``; ``kind`` is the type that lists the texts of ``stretches``."""

    place: int
    kind: str = ""
    stretches: tuple[Stretch, ...] = ()

    @staticmethod
    def of(column: Column, wanted: Input, digits: int, kinds: dict[tuple[Stretch, ...], str]) -> "CellColumn":
        """The column; ``kinds`` gains the name of the type that its texts need."""
        cell = CellColumn(column, wanted, digits, column.position)
        stretches = spellings(wanted, column.bare) if cell.is_number and cell.factor.denominator == 1 else ()
        if not stretches:
            return cell
        return evolve(cell, kind=kinds.setdefault(stretches, f"texts{len(kinds)}"), stretches=stretches)

    @property
    def text(self) -> str:
        """The cell as it stands."""
        return f"c{self.place}"

    @property
    def is_number(self) -> bool:
        """Whether the input is a number."""
        return not self.input.levels and not self.is_day

    @property
    def is_day(self) -> bool:
        """Whether the input is a day of the calendar."""
        return self.input.unit == DATE.key

    @property
    def has_code(self) -> bool:
        """Whether its texts are listed, or it holds labels."""
        return bool(self.kind or self.input.levels)

    def code(self) -> str:
        """The position of the text among those listed, or of the label; NULL where it is none of them."""
        if self.input.levels:
            return self._level()
        return f"enum_code(TRY_CAST({self.text} AS {self.kind}))" if self.kind else "CAST(NULL AS INTEGER)"

    def value(self, code: str, number: str, kind: str) -> str:
        """The stored value, given ``code`` and ``number``; NULL where the cell holds none that the policy allows."""
        if self.input.levels:
            return f"CAST({code} AS {kind})"
        read = f"CASE WHEN {self._fits(number)} THEN CAST({self._stored(number)} AS {kind}) END"
        return f"CASE{self._arms(code, kind)} ELSE {read} END" if self.kind else read

    def _arms(self, code: str, kind: str) -> str:
        """What a listed text stands for."""
        largest = max(abs(self.input.low), abs(self.input.high)) * 10**self.input.decimals * self.factor
        room = next((kind for kind, bits in _ROOM.items() if largest * 2 < 1 << bits), "HUGEINT")
        arms, end = "", 0
        for stretch in self.stretches:
            start, end = end, end + len(stretch.texts)
            first, stride = stretch.first * self.factor, stretch.stride * self.factor
            arms += (
                f" WHEN {code} < {end} THEN CAST((CAST({code} AS {room}) - {start}) * {stride} + ({first}) AS {kind})"
            )
        return arms

    def number(self, code: str) -> str:
        """The written number in units of its last decimal; NULL where ``code`` knows it or it is none of this column.

        NULL for labels, too.
        """
        if self.input.levels:
            return "CAST(NULL AS BIGINT)"
        if self.is_day:
            day = f"date_diff('day', DATE '0001-01-01', TRY_CAST({self.text} AS DATE))"
            return f"CASE WHEN regexp_full_match({self.text}, {literal(PLAIN_DAY)}) THEN {day} END"
        decimals, width = self.input.decimals, self._width()
        number = f"TRY_CAST({self.text} AS DECIMAL({width}, {decimals}))"
        if self.sign:
            cut = f"TRY_CAST(left_grapheme({self.text}, -1) AS DECIMAL({width}, {decimals}))"
            number = f"COALESCE({number}, {cut})" if self.column.bare else cut
        read = f"CAST({number} * {10**decimals} AS {'BIGINT' if width == 18 else 'HUGEINT'})"
        known = f"WHEN {code} IS NOT NULL THEN NULL " if self.kind else ""
        return f"CASE {known}WHEN {self._matches()} THEN {read} END"

    def _matches(self) -> str:
        """Whether the text is a number of this column. The usual lengths, all decimals written, are seen at a glance."""
        digit = "[0-9]"
        rest = ("." + digit * self.input.decimals if self.input.decimals else "") + self.sign
        lengths = filter(None, (self.whole - 1, self.whole))
        glances = [f"{self.text} GLOB {literal(digit * count + rest)}" for count in lengths]
        arms = " ".join(f"WHEN {glance} THEN TRUE" for glance in glances)
        return f"CASE {arms} ELSE regexp_full_match({self.text}, {literal(self.pattern)}) END"

    def _width(self) -> int:
        """A decimal that holds the number times ten to its decimals."""
        return 18 if self.whole + 2 * self.input.decimals <= 18 else 38

    def _fits(self, mantissa: str) -> str:
        """Whether the number is one that the policy allows; not true where ``mantissa`` is NULL."""
        wanted, scale = self.input, 10**self.input.decimals
        low, high = self.bounds
        conditions = [f"{mantissa} BETWEEN {low} AND {high}"]
        if wanted.step:
            step = wanted.step * scale
            conditions.append(f"{mantissa} % {step.numerator} = 0" if step.denominator == 1 else "FALSE")
        if wanted.low < 0:
            conditions.append(f"({mantissa} <> 0 OR NOT starts_with({self.text}, '-'))")
        if self.column.bare:
            conditions.append(
                f"({mantissa} = 0 OR abs({mantissa}) > {scale} OR ends_with({self.text}, {literal(self.sign)}))"
            )
        return " AND ".join(conditions)

    def _stored(self, mantissa: str) -> str:
        """The mantissa of the value in base units."""
        factor = self.factor
        if factor == 1:
            return mantissa
        return f"{mantissa} * {factor.numerator}" if factor.denominator == 1 else "NULL"

    def _level(self) -> str:
        """The position of the label; NULL where the cell is none of them as declared."""
        arms = " ".join(f"WHEN {literal(text)} THEN {position}" for text, position in self.labels.items())
        return f"CASE {self.text} {arms} END" if arms else "CAST(NULL AS INTEGER)"


def raw_state(text: str) -> str:
    """The raw state of a cell whose ``text`` is no value; NULL stands for one that is."""
    # Not IN: a list of that length becomes a join, and a join loses the order of the rows.
    return (
        f"CASE WHEN {text} IS NULL THEN {int(State.VALUE)} WHEN {text} = '' THEN {BLANK}"
        f" WHEN regexp_full_match({text}, {literal(_ANY_WORD)}) THEN {int(State.NOT_APPLICABLE)} ELSE {ODD} END"
    )


def raw_states(texts: Sequence[str]) -> str:
    """The raw states of some cells in one word, the first in its lowest bits; a text is NULL where the cell has a value.

    One function for all cells: a database that plans arms for each of hundreds is longer about that than about a month.
    """
    bits = f"CAST({raw_state('t')} AS BIGINT) << CAST({BITS} * (i - 1) AS BIGINT)"
    return f"CAST(list_sum(list_transform([{', '.join(texts)}], lambda t, i: {bits})) AS BIGINT)"
