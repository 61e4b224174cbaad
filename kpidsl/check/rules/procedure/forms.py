"""The forms that a regulation names are there, each under one name."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.declared import Declared, Holder
from kpidsl.resolve.policy import Policy

_ALIKE = (
    "绩效考核|绩效考评|绩效评价|绩效评估|绩效|考核|考评|评价|评估|performance appraisal|performance review|performance|appraisal|"
    "evaluation|assessment|review|的|\\s"
)
"""What one regulation calls by several words, and what says nothing in the name of a form."""
_PERIODS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "HALF_YEAR": ("半年", "half-year"), "YEAR": ("年", "year", "annual"), "QUARTER": ("季", "quarter"), "MONTH": ("月", "month"),
})  # fmt: skip
"""How the name of a form says of which period it is; the half-year before the year."""
_SHEETS = ("表", "单", "责任书", "协议书", "申请书", "form", "sheet")
"""How the name of a form ends."""
TELLING = 3
"""Characters that tell one form from another: 表 and 评表 are of any."""
SHOWN = 4
"""How many attachments a message names."""


def forms(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K625 (note): a form that is used and not declared, declared and not attached, or used by nothing; K626 (note): two
    names that are most likely of one form.
    """
    facts = policy.declared
    listed_forms = {one.name for one in (*facts.forms, *facts.attached)}
    for form in (form for appeal in facts.appeals for form in appeal.forms):
        if form.name not in listed_forms:
            problems.add("K625", form.place, "", (), name=form.name)
    _signed(facts, listed_forms, problems)
    if facts.attached:
        _unattached(facts, problems)
    _of_periods(facts, problems)
    _unused(facts, problems)
    _near(facts, problems)


def _signed(facts: Declared, listed_forms: set[str], problems: Problems) -> None:
    """What is signed and called a form, where the forms are listed and it is none of them."""
    for approval in facts.approvals if listed_forms else ():
        if approval.about.endswith(_SHEETS) and approval.about not in listed_forms:
            problems.add("K625", approval.place, "signed", (), name=approval.about)


def _unattached(facts: Declared, problems: Problems) -> None:
    """Forms that do not hang on the policy; one that most likely does under another name is said by itself."""
    there = [one.name for one in facts.attached]
    alike = _cores(there)
    words = listed("attached", there[:SHOWN])
    for form in facts.forms:
        if form.name not in there and _core(form.name) not in alike:
            problems.add("K625", form.place, "attached", (), name=form.name, count=len(there), **words)


def _of_periods(facts: Declared, problems: Problems) -> None:
    """Forms made for other periods than those in which somebody is appraised; one that names no period is for all."""
    for subject in facts.subjects:
        named = {name: _periods_in(name) for name in subject.said("FORMS")}
        if not named or not all(named.values()):
            continue
        for period in subject.said("PERIOD"):
            if period in _PERIODS and not any(period in found for found in named.values()):
                words = both("period", keyword(period, "zh"), keyword(period, "en")) | listed("forms", named)
                problems.add("K625", subject.place, "period", (), name=subject.name, **words)


def _periods_in(form: str) -> set[str]:
    """The periods that the name of a form says it is for."""
    left, found = form.lower(), set()
    for period, signs in _PERIODS.items():
        if any(sign in left for sign in signs):
            found.add(period)
            for sign in signs:
                left = left.replace(sign, "")
    return found


def _unused(facts: Declared, problems: Problems) -> None:
    """Forms that nothing names and nobody fills in, where others are used: a policy that only lists its forms says no more."""
    used = set(_used(facts))
    names = {one.name for one in (*facts.forms, *facts.attached)}
    if not used & names:
        return
    texts = [article.text for article in facts.articles] + [citation.text for citation in facts.citations]
    alike = _cores(used)
    there = {form.name: form for form in (*facts.attached, *facts.forms)}
    for name, form in there.items():
        is_named = name in used or _core(name) in alike or any(name in text for text in texts)
        if not is_named and not form.of:
            problems.add("K625", form.place, "unused", (), name=name)


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


def _cores(names: Iterable[str]) -> set[str]:
    return {core for name in names if (core := _core(name))}


def _core(name: str) -> str:
    """What of a name tells one form from another; empty where too little is left to tell."""
    core = re.sub(_ALIKE, "", name, flags=re.IGNORECASE)
    return core if len(core) >= TELLING else ""
