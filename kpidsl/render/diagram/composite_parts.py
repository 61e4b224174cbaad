"""What the composite of a class is made of.

Takes a checked policy; gives the formula of a class and, where that is a sum of shares of 1, its parts by name.
"""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.effective import linear
from kpidsl.core.strata import links_read
from kpidsl.render.phrases import Phrases
from kpidsl.resolve.policy import Composite
from kpidsl.values import frozen

_SCORES = {"total": "TOTAL", "composite": "COMPOSITE_SCORE", "mark": "MARK", "points": "POINTS"}


@frozen
class Part:
    """``share`` of a score, under the name that the author reads it by; ``link`` leads to the unit whose it is, if another's."""

    name: str
    share: Fraction
    link: str
    score: str


@frozen
class Made:
    """A formula; ``parts`` are empty where it is no sum of shares of 1, ``links`` are those that it reads a score through."""

    composite: Composite
    parts: tuple[Part, ...]
    links: tuple[str, ...]


def made_of(checked: CheckedPolicy, unit_class: str, phrases: Phrases) -> Made | None:
    """The composite of a class; None where it has no formula, which makes it its total."""
    for composite, (formula, _) in zip(checked.policy.composites, checked.core.composites, strict=True):
        if unit_class in composite.classes:
            factors = linear(formula) or {}
            named = all(key.partition(":")[0] in (*_SCORES, "linked") for key in factors)
            whole = named and sum(factors.values(), Fraction()) == 1 and min(factors.values()) > 0
            read = links_read(formula) | links_read(formula, "total")
            links = tuple(link.name for link in checked.policy.links if link.name in read)
            return Made(composite, tuple(_parts(factors, phrases)) if whole else (), links)
    return None


def _parts(factors: dict[str, Fraction], phrases: Phrases) -> Iterator[Part]:
    for key, share in factors.items():
        kind, _, rest = key.partition(":")
        name, _, score = rest.partition(":")
        word = phrases.word(_SCORES[score or kind])
        yield Part(phrases.dotted(name, word) if name else word, share, name if kind == "linked" else "", word)
