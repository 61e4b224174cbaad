"""The text of one file, with its digest and its lines.

Takes decoded text; gives line and column of an offset. Never decodes, never reads a file.
"""

import hashlib
import re
from bisect import bisect_right
from functools import cached_property

import attrs

from kpidsl.values import field, frozen

_LINE_END = re.compile(r"\r\n|\n|\r")


@frozen
class Source:
    """A text under the name the user knows it by.

    ``data_digest`` is the SHA-256 of the bytes as they came in, in hex; for text that never was a file it is that of
    its UTF-8. ``encoding`` is the encoding the bytes were read in.
    """

    name: str
    text: str = field(repr=False)
    data_digest: str = attrs.field()
    encoding: str = "utf-8"

    @data_digest.default
    def _digest_of_text(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self.text))]

    @property
    def line_count(self) -> int:
        """Lines, counting the empty one after a final line end."""
        return len(self._line_starts)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column of the character at ``offset``, both from 1, the column in characters.

        Offsets outside the text count as its first or its end position.
        """
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_start(self, line: int) -> int:
        """Offset of the first character of ``line`` (from 1)."""
        return self._line_starts[line - 1]

    def line_text(self, line: int) -> str:
        """The text of ``line`` (from 1) without its line end; empty when there is no such line."""
        if not 1 <= line <= len(self._line_starts):
            return ""
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.text)
        return self.text[self._line_starts[line - 1] : end].rstrip("\r\n")
