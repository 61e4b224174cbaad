"""Near misses in long lists.

Takes a misspelt name and the names there are; gives the nearest, as long as the comparisons made so far stay within
what a reader waits for. Past that there is no suggestion, never a wrong one.
"""

from collections.abc import Collection

from kpidsl.diagnostics.nearest import nearest

_COMPARISONS = 200_000
"""A second or two; a roster of one mine never comes near it."""


class Nearby:
    """Remembers what was asked, since one misspelling fills many rows."""

    def __init__(self) -> None:
        self._left = _COMPARISONS
        self._known: dict[str, str | None] = {}

    def find(self, name: str, candidates: Collection[str]) -> str | None:
        """The nearest of ``candidates``, which must be the same at every call."""
        if name not in self._known and self._left >= len(candidates):
            self._left -= len(candidates)
            self._known[name] = nearest(name, candidates)
        return self._known.get(name)
