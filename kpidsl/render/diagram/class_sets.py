"""Class sets (统称) in a table of classes: heads over those that stand side by side, words for the others.

Takes a policy and the classes of a table in their order; gives spans and texts. Never draws.
"""

from collections.abc import Sequence

from kpidsl.render.phrases import Phrases
from kpidsl.resolve.policy import Policy
from kpidsl.values import frozen

_WORDS = {
    "zh": {"others": "其他统称", "set": "{name}（{classes}）", "all": "全部单位分类"},
    "en": {"others": "other class sets", "set": "{name} ({classes})", "all": "all classes"},
}


@frozen
class ClassSpan:
    """A class set over the classes ``first`` (inclusive) to ``end`` (exclusive), counted from 0."""

    name: str
    first: int
    end: int


def class_spans(policy: Policy, classes: Sequence[str]) -> tuple[ClassSpan, ...]:
    """The class sets that stand side by side; of two that share a class, the smaller."""
    found: list[ClassSpan] = []
    for name, members in sorted(policy.class_sets.items(), key=lambda entry: len(entry[1])):
        here = [number for number, one in enumerate(classes) if one in members]
        if len(here) < 2 or len(here) == len(classes) or here[-1] - here[0] >= len(here):
            continue
        span = ClassSpan(name, here[0], here[-1] + 1)
        if all(span.end <= other.first or other.end <= span.first for other in found):
            found.append(span)
    return tuple(sorted(found, key=lambda span: span.first))


def other_sets(policy: Policy, classes: Sequence[str], phrases: Phrases) -> str:
    """The class sets of these classes that have no span, with their classes; empty where there are none."""
    words, heads = _WORDS[phrases.lang], {span.name for span in class_spans(policy, classes)}
    said = [
        words["set"].format(
            name=name,
            classes=words["all"] if set(members) == set(policy.class_names) else phrases.listed(members),
        )
        for name, members in policy.class_sets.items()
        if name not in heads and set(members) <= set(classes)
    ]
    return phrases.named(words["others"], phrases.joined(said)) if said else ""
