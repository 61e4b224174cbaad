"""Where a text that is wider than its cell goes on in the next line.

Takes a text and points; gives as few lines as hold it, broken where a reader pauses: after a clause before within a phrase, and
neither between a number and its unit nor behind ``=`` where that can be helped. Leaves nothing out but blanks at line ends.
"""

from itertools import accumulate

from kpidsl.diagnostics.width import char_width
from kpidsl.render.diagram.fonts import ems

_NEVER_FIRST = "，。；：、！？）》”’】％%,.;:!?)]…～·"
_NEVER_LAST = "（《“‘【(["
_AFTER = {**dict.fromkeys("；;。", 0), **dict.fromkeys("，,", 1), "、": 2, "）": 3, ")": 3, "：": 4, ":": 4, "～": 20}
"""What a break after a sign costs; between Chinese characters it is `_WITHIN`."""
_BEFORE = {"（": 2, "(": 2, "+": 8, "−": 8}
_RELATIONS = "=≥≤≠<>≈×÷"
_OPERATORS = f"{_RELATIONS}+−"
_BLANK, _WITHIN, _TO_NUMBER, _DOTTED, _AT_RELATION, _FROM_NUMBER, _AFTER_OPERATOR = 3, 5, 6, 10, 20, 20, 30
_ALONE = 10
"""What a last line of a single character costs."""
_LINE, _TORN = 10**6, 10**9
"""One more line is worse than any breaks, and a word, a number or a sign torn from what it belongs to worse than more lines."""


def wrapped(text: str, width: int, size: int) -> list[str]:
    """``text`` in lines of at most ``width`` points at a font size of ``size``; none where it is blank."""
    text = text.strip()
    edges = list(accumulate(map(ems, text), initial=0))
    if edges[-1] * size <= width * 100:
        return [text] if text else []
    ends = _stripped(text)
    best: dict[int, tuple[int, int]] = {len(text): (0, len(text))}
    for start in range(len(text) - 1, -1, -1):
        if text[start].isspace():
            continue
        found = None
        for end in range(start + 1, len(text) + 1):
            if end > start + 1 and (edges[ends[end]] - edges[start]) * size > width * 100:
                break
            if end in best:
                cost = _LINE + _cost(text, start, end) + best[end][0]
                if found is None or cost <= found[0]:
                    found = (cost, end)
        if found:
            best[start] = found
    return _lines(text, best)


def _lines(text: str, best: dict[int, tuple[int, int]]) -> list[str]:
    lines, start = [], 0
    while start < len(text):
        _, end = best[start]
        lines.append(text[start:end].rstrip())
        start = end
    return lines


def _stripped(text: str) -> list[int]:
    """For each place where a line may end, where its last character that shows does."""
    ends = [0]
    for place, character in enumerate(text, 1):
        ends.append(ends[-1] if character.isspace() else place)
    return ends


def _cost(text: str, start: int, end: int) -> int:
    """What it costs that a line from ``start`` ends at ``end``."""
    if end == len(text):
        return _ALONE if start and end - start == 1 else 0
    line = text[start:end]
    return _break(line.rstrip()[-1], text[end], has_gap=line[-1].isspace())


def _break(before: str, after: str, *, has_gap: bool) -> int:
    """What a break between two characters costs."""
    if after in _NEVER_FIRST or before in _NEVER_LAST or not char_width(after):
        return _TORN
    if (
        not has_gap
        and after.isascii()
        and after.isalnum()
        and before.isascii()
        and (before.isalnum() or before in ",.")
    ):
        return _DOTTED if before == "." and after.isalpha() else _TORN
    if before in _OPERATORS:
        return _AFTER_OPERATOR
    if after in _RELATIONS:
        return _AT_RELATION
    if before.isdigit() and not after.isascii():
        return _FROM_NUMBER
    if before in _AFTER or after in _BEFORE:
        return min(_AFTER.get(before, _FROM_NUMBER), _BEFORE.get(after, _FROM_NUMBER))
    if after.isdigit() and not before.isascii():
        return _TO_NUMBER
    return _BLANK if has_gap else _WITHIN
