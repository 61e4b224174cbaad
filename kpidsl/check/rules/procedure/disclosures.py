"""Who may see a result is said once."""

from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import Disclosure
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span

_POSTED = ("公示", "公布", "张榜", "publication", "posting", "publish")
"""What is posted for everybody."""
_PERSONAL = ("本人", "被考核", "被考评", "被评价", "主管", "上级", "appraised", "superior", "person")
"""Readers that a result is told to one by one."""


def disclosures(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K620 (warning): a thing is open to two circles, or to single persons and posted; K621 (note): to whom is not said."""
    said: dict[str, Disclosure] = {}
    before = len(problems)
    for one in policy.declared.disclosures:
        if not one.readers and not one.all_staff:
            problems.add("K621", one.place, "readers", (), name=one.about)
            continue
        first = said.setdefault(one.about, one)
        if _circle(first) != _circle(one):
            words = both("first", _shown(first, "zh"), _shown(first, "en")) | both(
                "second", _shown(one, "zh"), _shown(one, "en")
            )
            problems.add("K620", one.place, "", [Label(first.place, "first")], name=one.about, **words)
        elif first is one and _is_personal(one):
            posted = _posted(policy, one.about)
            if posted:
                shown = both("readers", _shown(one, "zh"), _shown(one, "en"))
                problems.add(
                    "K620", one.place, "posted", [Label(posted[1], "posted")], name=one.about, step=posted[0], **shown
                )
    if said and len(problems) == before:
        problems.hold("K620", None, matters=len(said))


def _circle(one: Disclosure) -> object:
    return one.all_staff or frozenset(one.readers)


def _is_personal(one: Disclosure) -> bool:
    """Whether all readers are single persons."""
    return not one.all_staff and all(any(word in reader for word in _PERSONAL) for reader in one.readers)


def _posted(policy: Policy, about: str) -> tuple[str, Span] | None:
    """The limit or the step of an approval by which a thing is posted, and where it stands."""
    facts = policy.declared
    limits = [(one.name, one.place) for one in facts.time_limits]
    steps = [(step.name, step.place) for one in facts.approvals if one.about == about for step in one.steps]
    return next(
        ((name, place) for name, place in (*steps, *limits) if name in (*_POSTED, *(about + word for word in _POSTED))),
        None,
    )


def _shown(one: Disclosure, lang: str) -> str:
    pause = "、" if lang == "zh" else ", "
    return pause.join([keyword("ALL_STAFF", lang)] * one.all_staff + [*one.readers])
