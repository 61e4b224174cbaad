"""The forms that a regulation names are there, each under one name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.declared import Declared, Holder
from kpidsl.resolve.policy import Policy

_ALIKE = re.compile(
    "绩效考核|绩效考评|绩效评价|绩效评估|绩效|考核|考评|评价|评估|performance appraisal|performance review|performance|appraisal|"
    "evaluation|assessment|review|的|\\s",
    re.IGNORECASE,
)
"""What one regulation calls by several words, and what says nothing in the name of a form."""
TELLING = 3
"""Characters that tell one form from another: 表 and 评表 are of any."""
SHOWN = 4
"""How many attachments a message names."""


def forms(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K625 (note): a form that is used and not declared, declared and not attached, or used by nothing; K626 (note): two
    names that are most likely of one form.
    """
    facts = policy.declared
    for appeal in facts.appeals:
        for form in appeal.forms:
            if form.name not in {one.name for one in (*facts.forms, *facts.attached)}:
                problems.add("K625", form.place, "", (), name=form.name)
    if facts.attached:
        there = {one.name for one in facts.attached}
        for form in facts.forms:
            if form.name not in there and not _alike(form.name, there):
                names = listed("attached", [one.name for one in facts.attached][:SHOWN])
                problems.add("K625", form.place, "attached", (), name=form.name, count=len(there), **names)
    _unused(facts, problems)
    _near(facts, problems)


def _unused(facts: Declared, problems: Problems) -> None:
    """Forms that nothing names and nobody fills in, where others are used: a policy that only lists its forms says no more."""
    used = set(_used(facts))
    names = {one.name for one in (*facts.forms, *facts.attached)}
    if not used & names:
        return
    texts = [article.text for article in facts.articles] + [citation.text for citation in facts.citations]
    alike = {_core(name) for name in used}
    for form in (*facts.forms, *(one for one in facts.attached if one.name not in {form.name for form in facts.forms})):
        if (
            form.name not in used
            and not form.of
            and _core(form.name) not in alike
            and not any(form.name in text for text in texts)
        ):
            problems.add("K625", form.place, "unused", (), name=form.name)


def _used(facts: Declared) -> Iterator[str]:
    yield from (one.name for one in facts.form_uses)
    yield from (form.name for appeal in facts.appeals for form in appeal.forms)
    for limit in facts.time_limits:
        yield from (limit.name, limit.since)
    for approval in facts.approvals:
        yield from (approval.about, *(step.name for step in approval.steps))
    for subject in facts.subjects:
        yield from subject.said("FORMS")


def _near(facts: Declared, problems: Problems) -> None:
    """Names that differ only in words which mean the same: 考核反馈面谈表, 绩效反馈面谈表."""
    seen: dict[str, Holder] = {}
    for form in _all(facts):
        core = _core(form.name)
        first = seen.setdefault(core, form)
        if core and first.name != form.name:
            problems.add("K626", form.place, "", [Label(first.place, "first")], name=form.name, first=first.name)


def _all(facts: Declared) -> list[Holder]:
    """Every name of a form, each once, in reading order."""
    found: dict[str, Holder] = {}
    uses: Sequence[Holder] = [
        *facts.forms,
        *facts.attached,
        *facts.form_uses,
        *(form for one in facts.appeals for form in one.forms),
    ]
    for form in sorted(uses, key=lambda one: one.place):
        found.setdefault(form.name, form)
    return list(found.values())


def _alike(name: str, others: Mapping[str, object] | set[str]) -> bool:
    """Whether another of the names is most likely that of the same form, which is said by itself."""
    return any(_core(name) == _core(other) for other in others)


def _core(name: str) -> str:
    """What of a name tells one form from another; empty where too little is left to tell."""
    core = _ALIKE.sub("", name)
    return core if len(core) >= TELLING else ""
