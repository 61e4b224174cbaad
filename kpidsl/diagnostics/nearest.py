"""Did you mean: the declared name that a misspelt one most resembles.

Takes a name and the names there are; gives the best of them, or None when none is near. Symmetric in its two names and
independent of the order of the candidates.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable

_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to ``name``, by `unlikeness`; among equals the first by code point."""
    ranked = ((score, candidate) for candidate in candidates if (score := unlikeness(name, candidate)) is not None)
    best = min(ranked, default=None)
    return best[1] if best else None


def nearest_alone(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate nearest to ``name`` where no other is as near: of 一级 and 二级 neither is what 四级 meant."""
    scores = {candidate: score for candidate in candidates if (score := unlikeness(name, candidate)) is not None}
    best = min(scores.values(), default=None)
    found = [candidate for candidate, score in scores.items() if score == best]
    return found[0] if len(found) == 1 else None


def unlikeness(one: str, other: str) -> tuple[int, int, int, int] | None:
    """How far apart two names are, least first; None when nobody would take one for the other.

    Near is: the same but for width, case, blanks and numerals (综采1队, 综采一队); a slip or two of the pen for every
    three characters (纪检监察科, 纪委监察科); or one the short form of the other (信息部, 网络信息部).
    """
    left, right = _folded(one), _folded(other)
    if left == right:
        return 0, 0, 0, 0
    shorter, longer = sorted((left, right), key=len)
    shared = sum((Counter(left) & Counter(right)).values())
    if len(shorter) < 2 or not shared:
        return None
    difference = len(longer) - len(shorter)
    allowed = max(1, len(longer) // 3)
    if len(longer) - shared <= allowed and shared * 2 >= len(longer):
        distance = edit_distance(shorter, longer, allowed)
        if distance <= allowed:
            return 1, distance, difference, -shared
    if shared == len(shorter) and _is_short_form(shorter, longer):
        return 2, difference, difference, -shared
    return None


def edit_distance(one: str, other: str, limit: int) -> int:
    """Insertions, deletions, replacements and swaps of neighbours between two strings; past ``limit``, ``limit + 1``.

    Optimal string alignment: no character is edited twice.
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for column, right in enumerate(other, start=1):
            cost = min(above[column] + 1, current[column - 1] + 1, above[column - 1] + (left != right))
            if row > 1 and column > 1 and left == other[column - 2] and one[row - 2] == right:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, above = above, current
    return min(above[-1], limit + 1)


def _folded(name: str) -> str:
    """``name`` without what a reader does not see as a difference."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold().translate(_NUMERALS)


def _is_short_form(shorter: str, longer: str) -> bool:
    """Whether ``shorter`` leaves out characters of ``longer`` and keeps their order, and at least half of them."""
    rest = iter(longer)
    return len(shorter) * 2 >= len(longer) and all(character in rest for character in shorter)
