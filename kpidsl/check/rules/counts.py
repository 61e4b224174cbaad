"""What the prose counts, counted again."""

from collections.abc import Callable, Mapping

from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import Count
from kpidsl.resolve.policy import Policy
from kpidsl.syntax.keywords import LANGS, load_keywords

_COUNTED: Mapping[str, Callable[[Policy], int]] = {
    "INDICATOR": lambda policy: len(policy.families),
    "PARTS": lambda policy: sum(leaf.key != leaf.family for leaf in policy.leaves),
    "DEPARTMENTS": lambda policy: len(policy.departments),
    "CLASSES": lambda policy: len(policy.classes),
    "ARTICLES": lambda policy: len(policy.declared.articles),
    "CHAPTERS": lambda policy: len(policy.declared.chapters),
    "VETO": lambda policy: len(policy.vetoes) - len(policy.exclusions),
    "ROLES": lambda policy: len(policy.declared.roles),
    "FORMS": lambda policy: len(policy.declared.forms),
}


def counts(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K615: so many are stated and others are there; a printed sum is not that of its terms; nothing is called that."""
    for count in policy.declared.counts:
        stated = sum(count.terms)
        if count.printed is not None and count.printed != stated:
            problems.add(
                "K615", count.place, "sum", (), printed=count.printed, sum=stated, gap=abs(count.printed - stated)
            )
            continue
        found = _COUNTED[count.word](policy) if count.word else _named(policy, count.name)
        if found is None:
            problems.add("K220", count.place, "counted", (), name=count.name)
        elif found != stated:
            words = _words(count)
            problems.add("K615", count.place, "", (), stated=stated, found=found, gap=abs(found - stated), **words)


def _words(count: Count) -> dict[str, object]:
    if count.name:
        return both("what", count.name, count.name)
    return both("what", *(load_keywords().spelling(count.word, lang) for lang in LANGS))


def _named(policy: Policy, name: str) -> int | None:
    """Parts of an indicator, indicators of a class, classes of a set, grades of a scale."""
    if any(family.name == name for family in policy.families):
        return len(policy.family(name).leaves)
    if name in policy.class_names:
        weights = leaf_weights(policy)
        return len({leaf.family for leaf in policy.leaves if weights[leaf.key].get(name)})
    if name in policy.class_sets:
        return len(policy.class_sets[name])
    scale = policy.scale(name)
    return len(scale.bands) if scale else None
