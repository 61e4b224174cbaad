"""Whose figures an indicator is appraised by: those of the appraised are named."""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check.appraised import appraised_classes
from kpidsl.check.figure_words import words_of
from kpidsl.check.words import counted, percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span

_BETWEEN = re.compile(r"[、，,；;/和及与]|\band\b")


def self_sourced(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K764 (warning), once for each class that reports figures it is appraised by."""
    classes, weights = appraised_classes(policy), leaf_weights(policy)
    names = _names(policy)
    found: dict[str, dict[str, Span]] = {}
    for indicator, source, asked, place in _sources(policy, classes):
        said = {piece.strip() for piece in _BETWEEN.split(source)}
        for unit_class in asked:
            if said & names[unit_class]:
                found.setdefault(unit_class, {}).setdefault(indicator, place)
    leaves = {family.name: family.leaves for family in policy.families}
    for unit_class, own in found.items():
        total = sum(unit_class in asked for asked in classes.values())
        cells = (weights[leaf].get(unit_class) for indicator in own for leaf in leaves[indicator])
        weight = sum((cell for cell in cells if cell), Fraction())
        words = {"unit_class": unit_class, "number": len(own), "total": total, **counted("names", list(own))}
        place = next(iter(own.values()))
        if weight:
            problems.add("K764", place, "", (), weight=percent(weight), **words)
        else:
            problems.add("K764", place, "unweighed", (), **words)


def _names(policy: Policy) -> dict[str, frozenset[str]]:
    """By what names a class may be called as a source: its own, that of a set it is in, of the office it is, “each unit itself”."""
    itself = frozenset(words_of("itself"))
    found = {name: {name, *itself} for name in policy.class_names}
    for set_name, members in policy.class_sets.items():
        for name in members:
            found[name].add(set_name)
    for office in policy.departments:
        called = {office.name, *office.aliases}
        for name in called & found.keys():
            found[name] |= called
    return {name: frozenset(called | {f"各{one}" for one in called}) for name, called in found.items()}


def _sources(
    policy: Policy, classes: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[str, str, tuple[str, ...], Span]]:
    """Indicator, source, the classes it holds for, and where it stands; a list speaks for its own class."""
    own: dict[str, set[str]] = {}
    for one in policy.lists:
        for row in one.rows:
            if row.source:
                own.setdefault(row.indicator, set()).add(one.unit_class)
                yield row.indicator, row.source, (one.unit_class,), row.source_place
    for family in policy.families:
        if family.source:
            rest = tuple(name for name in classes[family.name] if name not in own.get(family.name, ()))
            yield family.name, family.source, rest, family.place
