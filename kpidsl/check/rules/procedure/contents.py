"""The indicators of a period are of the kinds that it may be appraised on."""

from collections.abc import Iterator

from kpidsl.check.words import counted
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import Content
from kpidsl.resolve.policy import Family, Policy


def contents(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K627: two statements on one period differ, or an indicator of a kind that the period excludes is weighed in it."""
    said: dict[str, Content] = {}
    before = len(problems)
    for one in policy.declared.contents:
        first = said.setdefault(one.period, one)
        if first.kinds != one.kinds:
            words = _word("period", one.period) | _kinds("kinds", one) | _kinds("first", first)
            problems.add("K627", one.place, "two", [Label(first.place, "content")], **words)
    periods = dict(_periods(policy))
    listed = _listed(policy) if said else {}
    for family in policy.families if said else ():
        if family.nature is None:
            continue
        weighed = _weighed(policy, family) | listed.get(family.name, set())
        for content in said.values():
            classes = [name for name, own in periods.items() if content.period in own and name in weighed]
            formed = {one.word for one in family.periods} | ({"YEAR"} if family.yearly else set())
            if classes and (not formed or content.period in formed) and family.nature.word not in content.kinds:
                words = _word("period", content.period) | _kinds("kinds", content) | _word("nature", family.nature.word)
                label = [Label(content.place, "content")]
                problems.add(
                    "K627", family.nature.place, "", label, name=family.name, **words, **counted("classes", classes)
                )
    stated = sum(family.nature is not None for family in policy.families)
    if said and stated and len(problems) == before:
        problems.hold("K627", None, indicators=stated)


def _periods(policy: Policy) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each class with the periods it is appraised in: those of the table of subjects, else that of the policy."""
    stated = {
        name: subject.said("PERIOD")
        for subject in policy.declared.subjects if subject.said("PERIOD") for name in subject.classes
    }  # fmt: skip
    for name in policy.class_names:
        yield name, stated.get(name, (policy.period,))


def _weighed(policy: Policy, family: Family) -> set[str]:
    """The classes in which an indicator has a cell; one that is left open is none that it does not have."""
    if policy.weights is None:
        return set()
    tables = [(policy.weights.rows, (family.name, *family.leaves))]
    tables += [(split.table.rows, family.leaves) for split in policy.splits if split.family == family.name]
    found: set[str] = set()
    for rows, keys in tables:
        for cells in (rows[key] for key in keys if key in rows):
            found |= {
                name for name in policy.weights.column_places if name not in cells or cells[name].value is not None
            }
    return found


def _listed(policy: Policy) -> dict[str, set[str]]:
    """Indicator → the classes whose list has it."""
    found: dict[str, set[str]] = {}
    for one in policy.lists:
        for row in one.rows:
            found.setdefault(row.indicator, set()).add(one.unit_class)
    return found


def _word(name: str, word: str) -> dict[str, object]:
    return both(name, keyword(word, "zh"), keyword(word, "en"))


def _kinds(name: str, content: Content) -> dict[str, object]:
    kinds = sorted(content.kinds, reverse=True)
    return both(
        name, "、".join(keyword(kind, "zh") for kind in kinds), ", ".join(keyword(kind, "en") for kind in kinds)
    )
