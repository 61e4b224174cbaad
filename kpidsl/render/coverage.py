"""Which rules the examples reach, as people read it.

Takes what was found rule by rule; gives counts by kind, and every rule that no example reaches, in the policy's own words with
its line. Never runs an example.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kpidsl.render.table import text_table
from kpidsl.source import Source, Span
from kpidsl.syntax.keywords import load_keywords
from kpidsl.values import frozen

_WORDS: dict[str, dict[str, Any]] = {
    "zh": {
        "heads": ("规定", "核对到", "共"), "all": "示例核对到全部 {count} 处规定。",
        "some": "示例核对到 {reached} 处规定，共 {count} 处；改动下面 {left} 处，没有一个示例会算得不一样：",
        "open": "  第 {line} 行　{kind}{about}：{said}", "fired": "触发", "idle": "不触发", "apart": "与“{word}”分不开",
        "size": "与“{size} 个单位”分不开", "joiner": "　",
        "never": "另有 {count} 处示例核对不到：{reasons}。", "comma": "，",
        "declared": "只作说明 {n} 处", "who": "考评和填报由谁负责 {n} 处", "checked": "由校核核对 {n} 处",
        "compared": "目标值只与数据比较、不影响得分 {n} 处", "later": "年度得分尚不核算 {n} 处",
        "unread": "对应关系没有公式用到 {n} 处", "demanded": "“任何情况下”只提要求、不影响得分 {n} 处",
        "names": "统称只是名称 {n} 处", "idle_demand": "  第 {line} 行　{kind}：没有一个示例符合它的条件。",
        "kinds": {
            "NO_LINK": "没有对应单位", "UNDER": "单位太少", "THEN": "否决的处理", "RANKING": "否决后排名", "SCOPE": "否决对象",
            "GRADES": "等次分段", "LINK": "对应关系", "COMPOSITE_SCORE": "综合得分公式",
        },
    },
    "en": {
        "heads": ("rule", "reached", "of"), "all": "The examples reach all {count} rules.",
        "some": "The examples reach {reached} of {count} rules; these {left} can be altered and no example comes out otherwise:",
        "open": "  line {line}  {kind}{about}: {said}", "fired": "set off", "idle": "not set off",
        "apart": "not told from “{word}”", "size": "not told from “{size} units”", "joiner": "  ",
        "never": "Beyond the reach of examples: {count} ({reasons}).", "comma": ", ",
        "declared": "only declared {n}", "who": "who appraises and reports {n}", "checked": "settled by check {n}",
        "compared": "targets that are compared and change no score {n}", "later": "not evaluated yet {n}",
        "unread": "links that no formula reads {n}", "demanded": "demands that change no score {n}",
        "names": "names of several classes {n}", "idle_demand": "  line {line}  {kind}: no example meets its condition.",
        "kinds": {
            "NO_LINK": "no linked unit", "UNDER": "small group", "THEN": "effect of a veto", "RANKING": "place after a veto",
            "SCOPE": "scope of a veto", "GRADES": "grade", "LINK": "link", "COMPOSITE_SCORE": "composite",
        },
    },
}  # fmt: skip
_LONGEST = 40
"""Characters of the policy shown of one rule."""
_KNOWN_BY_WORD = ("LINK", "COMPOSITE_SCORE")
"""Declarations whose place is their keyword: the line says more."""


@frozen
class Line:
    """A rule: the word it stands under, whose it is, its aspect, its place, and whether an example reaches it."""

    kind: str
    subject: str
    aspect: str
    place: Span
    reached: bool


def coverage_text(
    lines: Iterable[Line], demands: Iterable[Line], never: Iterable[str], sources: Mapping[str, Source], lang: str
) -> str:
    """The report; ``never`` holds, for each place beyond the reach of examples, the reason.

    ``demands`` are the statements (任何情况下), reached where an example meets their condition.
    """
    lines, words = list(lines), _WORDS[lang]
    total, reached = Counter(line.kind for line in lines), Counter(line.kind for line in lines if line.reached)
    rows = [(_kind(kind, lang), str(reached[kind]), str(count)) for kind, count in total.items()]
    left = [line for line in lines if not line.reached]
    facts = {"count": len(lines), "reached": len(lines) - len(left), "left": len(left)}
    parts = [text_table(words["heads"], rows), "", words["some" if left else "all"].format(**facts)]
    parts += [_open(line, sources[line.place.file], lang) for line in sorted(left, key=lambda line: line.place)]
    for line in demands:
        if not line.reached:
            at = sources[line.place.file].line_column(line.place.start)[0]
            parts.append(words["idle_demand"].format(line=at, kind=_kind(line.kind, lang)))
    reasons = Counter(never)
    if reasons:
        said = words["comma"].join(words[why].format(n=count) for why, count in reasons.items())
        parts.append(words["never"].format(count=sum(reasons.values()), reasons=said))
    return "\n".join(parts) + "\n"


def _open(line: Line, source: Source, lang: str) -> str:
    words, text = _WORDS[lang], source.text
    said = text[line.place.start : line.place.end]
    if said in {_word(word, either) for word in _KNOWN_BY_WORD for either in _WORDS}:
        said = text[line.place.start :].partition("\n")[0]
    said = " ".join(said.split())
    said = said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
    subject = _subject(line.subject, lang)
    whose, _, own = subject.rpartition("·")
    about = [
        part for part in (whose if whose and said.startswith(own) else subject, _aspect(line.aspect, lang)) if part
    ]
    facts = {"line": source.line_column(line.place.start)[0], "kind": _kind(line.kind, lang), "said": said}
    return str(words["open"].format(about="".join(f"{words['joiner']}{part}" for part in about), **facts))


def _kind(kind: str, lang: str) -> str:
    return str(_WORDS[lang]["kinds"].get(kind) or _word(kind, lang))


def _subject(subject: str, lang: str) -> str:
    """A name of the policy's own, or the word of a place of the calculation."""
    return _word(subject, lang) if subject in load_keywords().of_word else subject


def _aspect(aspect: str, lang: str) -> str:
    words = _WORDS[lang]
    if aspect.isdigit():
        return str(words["size"].format(size=aspect))
    if aspect in ("fired", "idle"):
        return str(words[aspect])
    return str(words["apart"].format(word=_word(aspect, lang))) if aspect else ""


def _word(word: str, lang: str) -> str:
    return load_keywords().spelling(word, lang)
