"""What the prose counts, counted again."""

from collections.abc import Callable, Mapping

from kpidsl.check import reported
from kpidsl.check.rules.weights.weight_rows import COLUMNS_LOST, ROWS_LOST
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both, listed
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
    good: list[Count] = []
    for count in policy.declared.counts:
        stated, before = sum(count.terms), len(problems)
        if count.printed is not None and count.printed != stated:
            problems.add(
                "K615", count.place, "sum", (), printed=count.printed, sum=stated, gap=abs(count.printed - stated)
            )
        elif count.names:
            _of_names(policy, count, problems)
        else:
            _of_word(policy, count, problems)
        if len(problems) == before:
            good.append(count)
    if good:
        said = {lang: [f"{_what(count, lang)} {sum(count.terms)}" for count in good] for lang in LANGS}
        counted = both("counted", "、".join(said["zh"]), ", ".join(said["en"]))
        problems.hold("K615", None, "", counts=len(good), **counted)


def _what(count: Count, lang: str) -> str:
    """What is counted, as the policy or the language calls it."""
    pause = "、" if lang == "zh" else ", "
    return pause.join(count.names) or load_keywords().spelling(count.word, lang)


def _of_word(policy: Policy, count: Count, problems: Problems) -> None:
    stated, found = sum(count.terms), _COUNTED[count.word](policy)
    if found == stated:
        return
    words: dict[str, object] = {"stated": stated, "found": found, "gap": abs(found - stated)}
    parts = len(policy.leaves)
    by_class = [_named(policy, name) or 0 for name in policy.class_names]
    if count.word == "INDICATOR" and (parts != found or len(by_class) > 1):
        words |= {"parts": parts, "each": sum(by_class), **listed("by_class", map(str, by_class))}
        problems.add("K615", count.place, "indicators", (), **words)
    else:
        what = both("what", *(load_keywords().spelling(count.word, lang) for lang in LANGS))
        problems.add("K615", count.place, "", (), **words, **what)


def _of_names(policy: Policy, count: Count, problems: Problems) -> None:
    found = [_named(policy, name) for name in count.names]
    for name, own in zip(count.names, found, strict=True):
        if own is None:
            problems.add("K220", count.place, "counted", (), name=name)
    if any(_is_unsure(policy, name, problems) for name in count.names):
        return
    there = [own for own in found if own is not None]
    one_by_one = len(there) == len(count.terms)
    lacking = sum(_left_open(policy, name) for name in count.names)
    if len(there) < len(found) or 0 < sum(count.terms) - sum(there) <= lacking:
        return  # blank cells may be what is missing
    if there == [*count.terms] if one_by_one else sum(there) == sum(count.terms):
        return
    words: dict[str, object] = {
        "stated": sum(count.terms), "found": sum(there), "gap": abs(sum(there) - sum(count.terms)),
        **both("what", "、".join(count.names), ", ".join(count.names)),
    }  # fmt: skip
    if len(there) == 1:
        problems.add("K615", count.place, "", (), **words)
        return
    words |= listed("terms", map(str, count.terms)) | listed("counts", map(str, there))
    problems.add("K615", count.place, "several", (), **words)


def _is_unsure(policy: Policy, name: str, problems: Problems) -> bool:
    """Whether what a class is appraised on cannot be counted: names or cells of the weight table that do not read, a sum that is wrong."""
    table = policy.weights
    if table is None or name not in policy.class_names:
        return False
    if reported.within(problems, table.area, *ROWS_LOST, *COLUMNS_LOST, "K306"):
        return True
    heading = table.column_places.get(name)
    return any(found.code == "K301" and found.variant in ("", "over") and found.place == heading for found in problems)


def _left_open(policy: Policy, name: str) -> int:
    """How many indicators have a row in the weight table that is blank in a class."""
    table = policy.weights
    if table is None or name not in table.column_places:
        return 0
    return sum(
        any(name not in table.rows[key] for key in {family.name, *family.leaves} & table.rows.keys())
        for family in policy.families
    )


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
