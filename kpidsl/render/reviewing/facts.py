"""Declared facts on the page for reviewers: articles and what cites them, other documents, roles, signatures, time limits, appeals,
who may see what, forms.

Takes the facts of a policy and its title; gives headings with tables. Says nothing that is wrong: that is the checker's.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Lang
from kpidsl.render.reviewing.markdown import table
from kpidsl.render.reviewing.subjects import subjects
from kpidsl.resolve.citations import references
from kpidsl.resolve.declared import Appeal, Article, Declared, Disclosure, Holder, TimeLimit
from kpidsl.syntax.units import load_units

_WORDS = {
    "zh": {
        "articles": "条文", "article": "条", "says": "内容", "cited": "引用它的规定", "outside": "另按的文件", "document": "文件",
        "by": "用它的规定",
        "officers": "由谁办", "who": "单位分类", "what": "事项", "whom": "人或部门", "all": "各类",
        "roles": "角色", "role": "角色", "level": "层级",
        "forms": "表单", "form": "表单", "filled": "填写", "approvals": "审批次序", "about": "审批什么", "order": "次序", "own": "本办法",
        "limits": "时限", "limit": "事项", "time": "时间", "pause": "、", "held": "{name}（{of}）", "arrow": " → ",
        "EACH_MONTH": "每月 {days}", "NEXT_MONTH": "次月 {days}", "until": "{last} 日以前", "between": "{first} 日～{last} 日",
        "since": "{said}，自{since}起", "titled": "{label} {title}",
        "EACH_YEAR": "每年 {month} 月 {last} 日以前", "NEXT_YEAR": "次年 {month} 月 {last} 日以前", "ahead": "{said}，在{since}以前",
        "unstated": "没有写明", "appeals": "申诉", "matter": "事项", "body": "受理部门", "first": "先行", "answer": "答复",
        "submitted": "提交", "disclosed": "公开范围", "readers": "对谁公开", "content": "考核内容", "period": "考核周期", "kinds": "指标",
        "attached": "附表", "subjects": "考核对象",
    },
    "en": {
        "articles": "Articles", "article": "article", "says": "text", "cited": "cited by", "outside": "Other documents that are followed",
        "document": "document", "by": "followed by", "officers": "Who does what", "who": "classes", "what": "what", "whom": "who",
        "all": "all",
        "roles": "Roles", "role": "role", "level": "level", "forms": "Forms", "form": "form", "filled": "filled in by",
        "approvals": "Orders of signing", "about": "of what", "order": "order", "own": "this policy", "limits": "Time limits",
        "limit": "what",
        "time": "when", "pause": ", ", "held": "{name} ({of})", "arrow": " -> ", "EACH_MONTH": "each month {days}",
        "NEXT_MONTH": "next month {days}", "until": "by day {last}", "between": "day {first} to {last}", "since": "{said}, since {since}",
        "titled": "{label} {title}", "EACH_YEAR": "each year by day {last} of month {month}",
        "NEXT_YEAR": "next year by day {last} of month {month}", "ahead": "{said}, before {since}", "unstated": "not stated",
        "appeals": "Appeals", "matter": "matter", "body": "heard by", "first": "first", "answer": "answered", "submitted": "submitted",
        "disclosed": "Who may see what", "readers": "open to", "content": "What is appraised", "period": "period", "kinds": "indicators",
        "attached": "Attached", "subjects": "Who is appraised how",
    },
}  # fmt: skip
_SHOWN = 60
"""Characters of an article that are shown."""


def facts(declared: Declared, title: str, lang: Lang) -> Iterator[tuple[str, list[str]]]:
    """Heading and lines of each kind of fact that the policy declares."""
    words = _WORDS[lang]
    for key, heads, rows in (
        ("articles", ("article", "says", "cited"), [*_articles(declared, title, lang)]),
        ("outside", ("document", "by"), [*_outside(declared, lang)]),
        ("officers", ("what", "who", "whom"), [*_officers(declared, lang)]),
        ("roles", ("role", "level"), [(one.name, one.of) for one in declared.roles]),
        ("forms", ("form", "filled"), [(one.name, one.of) for one in declared.forms]),
        (
            "approvals",
            ("about", "order"),
            [(one.about or words["own"], _order(one.steps, lang)) for one in declared.approvals],
        ),
        ("limits", ("limit", "time"), [(one.name, when(one, lang)) for one in declared.time_limits]),
        (
            "appeals",
            ("matter", "who", "body", "time", "first", "answer", "submitted"),
            [_appeal(one, lang) for one in declared.appeals],
        ),
        ("disclosed", ("what", "readers"), [(one.about, _readers(one, lang)) for one in declared.disclosures]),
        (
            "content",
            ("period", "kinds"),
            [
                (
                    keyword(one.period, lang),
                    words["pause"].join(keyword(kind, lang) for kind in sorted(one.kinds, reverse=True)),
                )
                for one in declared.contents
            ],
        ),
        ("attached", ("form",), [(one.name,) for one in declared.attached]),
    ):
        if rows:
            yield words[key], table([words[head] for head in heads], rows)
        if key == "roles" and declared.subjects:
            yield words["subjects"], subjects(declared, lang)


def _articles(declared: Declared, title: str, lang: Lang) -> Iterator[tuple[str, str, str]]:
    words = _WORDS[lang]
    for article in declared.articles:
        label = words["titled"].format(label=article.label, title=article.title) if article.title else article.label
        text = " ".join(article.text.split())
        said = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        yield label, said, words["pause"].join(_citing(article, declared, title))


def _citing(article: Article, declared: Declared, title: str) -> list[str]:
    """Whoever cites the article, each once; the policy itself is not named."""
    size = len(article.levels)
    return [*dict.fromkeys(
        citation.by for citation in declared.citations for reference in references(citation.text, title)
        if citation.by and reference.is_outline == article.is_outline and reference.levels[:size] == article.levels
    )]  # fmt: skip


def _outside(declared: Declared, lang: Lang) -> Iterator[tuple[str, str]]:
    by: dict[str, list[str]] = {}
    for one in declared.outside:
        by.setdefault(one.document, []).append(one.by)
    for document, whose in by.items():
        yield document, _WORDS[lang]["pause"].join(dict.fromkeys(filter(None, whose)))


def _officers(declared: Declared, lang: Lang) -> Iterator[tuple[str, str, str]]:
    words = _WORDS[lang]
    for officer in declared.officers:
        whom: dict[str, list[str]] = {}
        for name, who in officer.names.items():
            whom.setdefault(who, []).append(name or words["all"])
        for who, classes in whom.items():
            yield keyword(officer.word, lang), words["pause"].join(classes), who


def _order(steps: Sequence[Holder], lang: Lang) -> str:
    words = _WORDS[lang]
    return words["arrow"].join(words["held"].format(name=one.name, of=one.of) if one.of else one.name for one in steps)


def _appeal(appeal: Appeal, lang: Lang) -> tuple[str, ...]:
    words = _WORDS[lang]
    first, forms = (words["pause"].join(one.name for one in held) for held in (appeal.first, appeal.forms))
    until, answer = (when(one, lang) if one else "" for one in (appeal.window, appeal.answer))
    classes = words["all"] if appeal.classes is None else words["pause"].join(appeal.classes)
    return appeal.about, classes, appeal.body, until, first, answer, forms


def _readers(disclosure: Disclosure, lang: Lang) -> str:
    named = [keyword("ALL_STAFF", lang)] * disclosure.all_staff + [*disclosure.readers]
    return _WORDS[lang]["pause"].join(named) or _WORDS[lang]["unstated"]


def when(limit: TimeLimit, lang: Lang) -> str:
    """A time limit in words: ``7 天，自公示起``."""
    words = _WORDS[lang]
    if limit.length is not None:
        said = f"{limit.length} {load_units()[limit.unit].word(lang, Fraction(limit.length))}"
    elif not limit.is_stated:
        said = words["unstated"]
    elif limit.of_year is not None:
        said = words[limit.month].format(month=limit.of_year, last=limit.last)
    else:
        days = words["until" if limit.first is None else "between"].format(first=limit.first, last=limit.last)
        said = words[limit.month].format(days=days)
    return words["ahead" if limit.ahead else "since"].format(said=said, since=limit.since) if limit.since else said
