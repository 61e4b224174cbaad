"""What an author's text says besides its tree: comments, empty lines, line breaks, quotation marks.

Takes the text a tree was read from; answers by offset. Never changes anything.
"""

from collections.abc import Iterator

from kpidsl.syntax.chars import blanks_to_spaces, script
from kpidsl.syntax.tree import Name
from kpidsl.values import frozen

_MARKS = frozenset('“"「《')


@frozen
class Comment:
    """A comment; ``trailing``: something of the policy stands before it on its line."""

    start: int
    text: str
    trailing: bool


class Layout:
    """The layout of ``text``, whose lines end in a line feed."""

    def __init__(self, text: str) -> None:
        self._script = script("", text)
        self._flat = self._script.flat
        self.comments = list(self._comments())

    def _comments(self) -> Iterator[Comment]:
        for start, end in self._script.comments:
            text = self._script.raw[start:end]
            blanks = len(text) - len(blanks_to_spaces(text).lstrip())
            begin = start + blanks
            yield Comment(begin, text[blanks:].rstrip(), bool(self._flat[self._line(begin) : begin].strip()))

    def _line(self, at: int) -> int:
        return self._flat.rfind("\n", 0, at) + 1

    def broken(self, start: int, end: int) -> bool:
        """Whether a line ends between two offsets."""
        return "\n" in self._flat[start:end]

    def commented(self, start: int, end: int) -> bool:
        """Whether a comment begins between two offsets."""
        return any(start <= comment.start < end for comment in self.comments)

    def spaced(self, at: int) -> bool:
        """Whether an empty line stands right before what begins its line at ``at``."""
        line = self._line(at)
        raw = self._script.raw
        return line > 1 and not self._flat[line:at].strip(" |") and not raw[self._line(line - 1) : line - 1].strip()

    def opening(self, before: int) -> int:
        """The offset of the last { before an offset."""
        return self._flat.rfind("{", 0, before)

    def closing_after(self, after: int) -> int:
        """The offset of the first } from an offset on."""
        return self._flat.find("}", after)

    def closing(self, before: int) -> int:
        """The offset of the last } before an offset."""
        return self._flat.rfind("}", 0, before)

    def mark_of(self, name: Name) -> str:
        """The quotation mark before a name; empty where there is none."""
        at = name.place.start - 1
        while at > 0 and self._flat[at] == " ":
            at -= 1
        return self._flat[at] if at >= 0 and self._flat[at] in _MARKS else ""
