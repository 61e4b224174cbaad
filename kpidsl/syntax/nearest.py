"""The spelling nearest to a mistyped word.

Takes a word and candidates; gives the best one or none. Never suggests a word that shares too little.
"""

from collections.abc import Iterable


def distance(a: str, b: str) -> int:
    """How many characters to insert, delete, replace or swap with a neighbour."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        older, before, row = before, row, [i]
        for j, right in enumerate(b, 1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                best = min(best, older[j - 2] + 1)
            row.append(best)
    return row[-1]


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate with at most one change in three characters; the first of equals."""
    best, least = None, max(1, len(word) // 3) + 1
    for candidate in candidates:
        if abs(len(candidate) - len(word)) < least and len(candidate) > 1:
            changes = distance(word, candidate)
            if changes < least and changes < len(candidate):
                best, least = candidate, changes
    return best
