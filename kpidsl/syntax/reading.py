"""What the lexer reads: a stretch of a prepared text with the units of measure and the words it may hold.

Values only.
"""

from kpidsl.source import Span
from kpidsl.syntax.chars import Script
from kpidsl.syntax.keywords import Keywords, load_keywords
from kpidsl.syntax.unit_words import UnitWords
from kpidsl.values import field, frozen


@frozen(eq=False)
class Reading:
    """A stretch ``start`` to ``end`` of a text, read with the units of ``units``."""

    script: Script
    start: int
    end: int
    units: UnitWords
    keywords: Keywords = field(factory=load_keywords)

    def span(self, start: int, end: int) -> Span:
        """A place in the text."""
        return Span(self.script.file, start, end)
