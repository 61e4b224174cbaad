"""What is wrong with a regulation, clause by clause, as its committee reads it.

Takes findings and the clauses that their places belong to; gives Markdown in one language: how many findings of each kind, then
each clause with its text, what does not fit in it, an example, the choices and who decides; then what was looked at and left, and
what holds. Writes no file.
"""

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence

from attrs import evolve

from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Diagnostic, Held, Lang, Waived
from kpidsl.diagnostics.catalogue import Severity
from kpidsl.diagnostics.diagnostic import SUMMARIES
from kpidsl.diagnostics.texts import Said, held_text, in_one_line, said
from kpidsl.diagnostics.wording import counts, severity_word
from kpidsl.render.reviewing.markdown import link, plain, table
from kpidsl.resolve.clauses import Clause, Clauses
from kpidsl.source import Source, Span
from kpidsl.values import frozen

_WORDS = {
    "zh": {
        "title": "{name}审查意见", "made": "本页由 kpidsl audit 按 {source} 生成；改办法后重新生成，不要改这里。",
        "none": "没有发现要改的地方。", "kind": "类别", "means": "意思", "count": "处数", "clause": "条款",
        "error": "不定下来就不能核算，或前后矛盾", "warning": "能核算，多半不是本意", "note": "供审阅时留意",
        "by_clause": "逐条意见", "rest": "其他", "line": "第 {line} 行", "see": "{line}：{words}", "semicolon": "；",
        "help": "建议：", "same": "同上。", "waived": "已审、不改的", "held": "核对无误的",
        "reason": "{message}（已审：{reason}）", "titled": "{label} {title}", "citing": "{name}（{cites}）",
        "after": "{name}（在{article}之后）",
    },
    "en": {
        "title": "Review of {name}", "made": "Made by kpidsl audit from {source}; make it again when the policy changes, do not edit it.",
        "none": "Nothing was found.", "kind": "kind", "means": "which means", "count": "places", "clause": "clause",
        "error": "has to be settled before anything can be evaluated, or contradicts another clause",
        "warning": "can be evaluated, and is probably not meant", "note": "worth a reviewer's look",
        "by_clause": "Clause by clause", "rest": "Other", "line": "line {line}", "see": "{line}: {words}", "semicolon": "; ",
        "help": "Proposal: ", "same": "as above.", "waived": "Looked at and left as it is", "held": "Holds",
        "reason": "{message} (looked at: {reason})", "titled": "{label} {title}", "citing": "{name} ({cites})",
        "after": "{name} (after {article})",
    },
}  # fmt: skip
_KINDS: tuple[Severity, ...] = ("error", "warning", "note")


@frozen
class Audited:
    """A policy as it was found: its name, its text and those of its files, what is wrong, what was looked at, what holds.

    ``beside`` is the path from the page to the folder of the policy, where the page may link to lines of it.
    """

    name: str
    source: Source
    sources: Mapping[str, Source]
    findings: Sequence[Diagnostic]
    waived: Sequence[Waived]
    held: Sequence[Held]
    clauses: Clauses
    beside: str | None = None


def audit(audited: Audited, lang: Lang) -> str:
    """The page. What sums up the reviewed is left out: they have a list of their own."""
    page = _Page(evolve(audited, findings=[one for one in audited.findings if one.code not in SUMMARIES]), lang)
    lines = list(page.lines())
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).rstrip() + "\n"


@frozen
class _Page:
    audited: Audited
    lang: Lang

    def word(self, key: str, **args: object) -> str:
        return _WORDS[self.lang][key].format(**args)

    def lines(self) -> Iterator[str]:
        """All of it."""
        name = f"《{self.audited.name}》" if self.lang == "zh" else self.audited.name
        yield f"# {plain(self.word('title', name=name))}"
        yield from ("", self.word("made", source=self._source()), "")
        sections = self._sections()
        yield from self._counts() if sections else [self.word("none")]
        if len(sections) > 1:
            yield from ("", *self._overview(sections))
        if sections:
            yield from ("", f"## {self.word('by_clause')}")
        number = 1
        for clause, findings in sections:
            yield from ("", f"### {plain(self._heading(clause))}", "", *_quote(clause))
            number = yield from self._items(findings, number)
        yield from self._list("waived", map(self._waived, self.audited.waived))
        yield from self._list("held", map(self._held, self.audited.held))

    def _source(self) -> str:
        file = self.audited.source.name.replace("\\", "/").rpartition("/")[2]
        beside = self.audited.beside
        return plain(file) if beside is None else link(file, f"{beside}/{file}")

    # ---- how many ----------------------------------------------------------------------------------------------------

    def _counts(self) -> list[str]:
        found = counts(self.audited.findings)
        rows = [(severity_word(kind, self.lang), self.word(kind), str(found[kind])) for kind in _KINDS]
        return table([self.word(head) for head in ("kind", "means", "count")], rows)

    def _overview(self, sections: "Sequence[_Section]") -> list[str]:
        rows = []
        for clause, findings in sections:
            found = counts(findings)
            rows.append((self._heading(clause), *(str(found[kind] or "") for kind in _KINDS)))
        return table([self.word("clause"), *(severity_word(kind, self.lang) for kind in _KINDS)], rows)

    # ---- clauses -----------------------------------------------------------------------------------------------------

    def _sections(self) -> "list[_Section]":
        """The findings by clause, in the order of the text; those of other files and of no place last."""
        by_clause: dict[Clause | None, list[Diagnostic]] = {}
        for finding in self.audited.findings:
            by_clause.setdefault(self.audited.clauses.of(finding.place), []).append(finding)
        own = self.audited.source.name
        return sorted(
            by_clause.items(),
            key=lambda pair: (
                pair[0] is None,
                pair[0] and (pair[0].place.file != own, pair[0].place.file, pair[0].place.start),
            ),
        )

    def _heading(self, clause: Clause | None) -> str:
        if clause is None:
            return self.word("rest")
        if clause.article:
            title = clause.article.title
            return self.word("titled", label=clause.article.label, title=title) if title else clause.article.label
        name = " ".join(filter(None, (keyword(clause.word, self.lang), clause.name))).replace(" （", "（")
        if clause.cites:
            return self.word("citing", name=name, cites=clause.cites)
        return self.word("after", name=name, article=clause.after.label) if clause.after else name

    def _items(self, findings: Iterable[Diagnostic], number: int) -> Generator[str, None, int]:
        """Numbered findings, what is said twice in the same words once with all its lines; gives the next number."""
        together: dict[tuple[str, str, str], list[Said]] = {}
        for finding in findings:
            one = said(finding, self.lang)
            together.setdefault((finding.code, one.message, one.help), []).append(one)
        before = ""
        for (code, message, help_), group in together.items():
            kind = severity_word(group[0].severity, self.lang)
            indent = " " * (len(str(number)) + 2)
            yield f"{number}. **{kind}** {code} {plain(in_one_line(message))}"
            if help_:
                shown = self.word("same") if help_ == before else plain(in_one_line(help_))
                yield from ("", f"{indent}{self.word('help')}{shown}")
            places = self.word("semicolon").join(dict.fromkeys(place for one in group for place in self._places(one)))
            yield from (["", f"{indent}{places}"] if places else [])
            yield ""
            number, before = number + 1, help_
        return number

    def _places(self, one: Said) -> Iterator[str]:
        """The line of a finding, and those it points to with what is to be seen there."""
        if line := self._line(one.diagnostic.place):
            yield self.word("see", line=line, words=plain(one.here)) if one.here else line
        for label, words in zip(one.diagnostic.labels, one.labels, strict=True):
            if line := self._line(label.place):
                yield self.word("see", line=line, words=plain(words))

    def _line(self, place: object) -> str:
        if not isinstance(place, Span) or place.file not in self.audited.sources:
            return ""
        line = self.audited.sources[place.file].line_column(place.start)[0]
        words = self.word("line", line=line)
        file = place.file.replace("\\", "/").rpartition("/")[2]
        if place.file != self.audited.source.name:
            return plain(f"{file} {words}")
        return plain(words) if self.audited.beside is None else link(words, f"{self.audited.beside}/{file}#L{line}")

    # ---- what was looked at, and what holds --------------------------------------------------------------------------

    def _list(self, key: str, said_: Iterable[str]) -> list[str]:
        lines = [f"- {plain(in_one_line(one))}" for one in said_]
        return ["", f"## {self.word(key)}", "", *lines] if lines else []

    def _waived(self, one: Waived) -> str:
        return self.word("reason", message=said(one.finding, self.lang).message, reason=one.reason)

    def _held(self, one: Held) -> str:
        return held_text(one, self.lang)


_Section = tuple[Clause | None, list[Diagnostic]]


def _quote(clause: Clause | None) -> list[str]:
    """What an article says."""
    text = clause.article.text if clause and clause.article else ""
    lines = [f"> {plain(line)}".rstrip() for line in text.split("\n")] if text else []
    return [*(part for line in lines for part in (line, ">"))][:-1] + [""] * bool(lines)
