"""Objections to one thing go one way; a second instance is no other way."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kpidsl.check.clock import length_text
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Lang, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.diagnostics.catalogue import LANGS
from kpidsl.resolve.declared import Appeal
from kpidsl.resolve.policy import Policy

_FURTHER = ("答复", "复核", "处理", "决定", "申诉", "answer", "decision", "reply", "appeal")
"""What the time of a second instance begins with: that the first has answered."""
_WORDS: Mapping[Lang, Mapping[str, str]] = MappingProxyType({
    "zh": {
        "body": "受理部门", "since": "起算日", "length": "期限", "first": "先行的步骤", "pause": "、",
        "route": "{first}向“{body}”提出（{when}）", "nobody": "{first}提出，受理部门没写（{when}）", "after": "先“{first}”，再",
        "open": "期限没写", "whole": "{length}，自“{since}”起", "unbegun": "{length}，起算日没写",
    },
    "en": {
        "body": "bodies", "since": "starts", "length": "times", "first": "first steps", "pause": ", ",
        "route": "{first}to {body} ({when})", "nobody": "{first}to a body that is not named ({when})", "after": "after {first}, ",
        "open": "no time stated", "whole": "{length} since {since}", "unbegun": "{length}, start not stated",
    },
})  # fmt: skip


def appeal_routes(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K616 (warning): two ways to object to one thing differ in body, start, time or in what comes first."""
    appeals, before = policy.declared.appeals, len(problems)
    for at, appeal in enumerate(appeals):
        others = ((earlier, differing) for earlier in appeals[:at] if (differing := _differing(earlier, appeal)))
        found = next(others, None)
        if found:
            _report(*found, appeal, problems)
    if appeals and len(problems) == before:
        problems.hold("K616", None, appeals=len(appeals))


def _report(earlier: Appeal, differing: Sequence[str], appeal: Appeal, problems: Problems) -> None:
    zh, en = ([_WORDS[lang][key] for key in differing] for lang in LANGS)
    words = both("differ", _WORDS["zh"]["pause"].join(zh), _WORDS["en"]["pause"].join(en))
    words |= both("one", *(_route(earlier, lang) for lang in LANGS)) | both(
        "other", *(_route(appeal, lang) for lang in LANGS)
    )
    label = [Label(earlier.place, "other")]
    if appeal.about:
        problems.add("K616", appeal.place, "", label, about=appeal.about, **words)
    else:
        problems.add("K616", appeal.place, "any", label, **words)


def _differing(one: Appeal, other: Appeal) -> list[str]:
    """In what two ways differ; nothing where they are not for the same, or one goes on from the other."""
    apart = one.classes is not None and other.classes is not None and not {*one.classes} & {*other.classes}
    if one.about != other.about or apart or _is_further(one, other) or _is_further(other, one):
        return []
    since = [appeal.window.since if appeal.window else None for appeal in (one, other)]
    lengths = [
        (appeal.window.length, appeal.window.unit)
        for appeal in (one, other)
        if appeal.window and appeal.window.length is not None
    ]
    found = ["body"] * bool(one.body and other.body and one.body != other.body)
    found += ["since"] * (None not in since and since[0] != since[1])
    found += ["length"] * (len(set(lengths)) > 1)
    found += ["first"] * ({step.name for step in one.first} != {step.name for step in other.first})
    return found


def _is_further(later: Appeal, earlier: Appeal) -> bool:
    """Whether one comes after the other: it begins with an answer, or what comes first is to go there."""
    since = later.window.since if later.window else ""
    steps = " ".join(step.name for step in later.first)
    return any(word in since for word in _FURTHER) or bool(earlier.body and earlier.body in steps)


def _route(appeal: Appeal, lang: Lang) -> str:
    words, window = _WORDS[lang], appeal.window
    if window is None or window.length is None:
        when = words["open"]
    else:
        key = "whole" if window.since else "unbegun"
        when = words[key].format(length=length_text(window, lang), since=window.since)
    first = words["after"].format(first=words["pause"].join(step.name for step in appeal.first)) if appeal.first else ""
    return words["route" if appeal.body else "nobody"].format(first=first, body=appeal.body, when=when)
