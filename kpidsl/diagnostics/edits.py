"""Edits as they are made in a text.

Takes a text and an edit whose place is that of a node of the tree; gives the edit with the stretch of text that goes. Never edits.
"""

import re
from collections.abc import Iterable, Mapping

from kpidsl.diagnostics.diagnostic import Edit
from kpidsl.source import Source, Span

_QUOTES = {"“": "”", '"': '"', "《": "》", "「": "」"}
_CLOSING = frozenset(_QUOTES.values())
_BLANKS = " \u3000\t"
_AFTER = re.compile(rf"[{_BLANKS}]*")


def edits_in(sources: Mapping[str, Source], fix: Iterable[Edit]) -> list[Edit]:
    """The edits as they are made in the texts at hand."""
    return [meant(sources[one.place.file].text, one) if one.place.file in sources else one for one in fix]


def meant(text: str, edit: Edit) -> Edit:
    """The edit as it is made in ``text``: a quoted name with its quotes, what is deleted with the blanks before it."""
    return Edit(Span(edit.place.file, *_stretch(text, edit)), edit.text)


def _stretch(text: str, edit: Edit) -> tuple[int, int]:
    start, end = edit.place.start, edit.place.end
    if start > 0 and _QUOTES.get(text[start - 1]) == text[end : end + 1] != "":
        start, end = start - 1, end + 1
    if edit.text:
        return start, end
    end += text[end : end + 1] in _CLOSING  # what goes ends in a quoted name,
    start += text[start : start + 1] in _CLOSING  # and so does what stays before it
    before, after = len(text[:start].rstrip(_BLANKS)), _AFTER.match(text, end)
    assert after
    opens, closes = text[max(before - 1, 0) : before], text[after.end() : after.end() + 1]
    if opens == "{":
        return start, end
    if opens in ("\n", "\r") and closes in ("\n", "\r"):
        return before - 1, after.end()  # a line of its own
    return before, end
