"""In what order things that read each other are worked out: each after all that it reads, else as declared.

Takes names with what each reads; gives them in order, and the circles apart, each as the row of names that leads back to its
first. Deep rows of readers need no deep recursion.
"""

from collections.abc import Collection, Mapping
from typing import TypeVar

T = TypeVar("T")


def in_order(reads: Mapping[T, Collection[T]]) -> tuple[list[T], list[tuple[T, ...]]]:
    """All names in order, those of a circle at the place of the one met first; and the circles."""
    done: dict[T, None] = {}
    circles: list[tuple[T, ...]] = []
    for start in reads:
        path: list[T] = []
        pending: list[tuple[T, bool]] = [(start, False)]
        while pending:
            name, left = pending.pop()
            if left:
                path.pop()
                done[name] = None
            elif name in path:
                circles.append((*path[path.index(name) :], name))
            elif name not in done:
                path.append(name)
                pending.append((name, True))
                pending += [(read, False) for read in reversed(list(reads[name])) if read in reads]
    return list(done), circles
