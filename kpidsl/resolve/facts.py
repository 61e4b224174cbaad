"""Declared facts, from declarations to values: names of departments, roles, classes and levels in them are looked up.

Takes declarations with all names known; gives ``Declared``. Unknown names are reported (K220, K201); no two facts are compared.
"""

import re
from collections.abc import Iterable, Iterator

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.citations import numbers
from kpidsl.resolve.declared import (
    Approval,
    Article,
    Chapter,
    Citation,
    Concern,
    Count,
    Declared,
    Holder,
    Officer,
    Outside,
    Subject,
)  # fmt: skip
from kpidsl.resolve.names import Scope, class_names, names_in
from kpidsl.resolve.procedure import appeals, contents, disclosures
from kpidsl.resolve.scopes import Scopes
from kpidsl.resolve.subjects import SubjectNames, subjects
from kpidsl.resolve.timing import time_limits
from kpidsl.source import Span
from kpidsl.syntax.tree import Declaration, Field, Form, Items, Name, Node, Number, Spelled, Table, Text, Word
from kpidsl.values import define, field

ACTS = frozenset([
    "编制", "起草", "拟稿", "核对", "复核", "审核", "会签", "初审", "复审", "审定", "审批", "批准", "签发", "签字", "确认", "公示", "备案",
    "考评", "自评", "打分", "评分", "汇总", "报送", "公布", "公开", "通知", "反馈",
    "prepare", "check", "review", "approve", "sign", "confirm", "publish", "file",
    "appraise", "mark", "collect", "report",
])  # fmt: skip
"""What is done in an approval, where it is not said who does it."""
_OFFICERS = frozenset({"COLLECTOR", "ASSESSOR", "ASSESSEE"})
_BETWEEN_DOCUMENTS = re.compile(r"[、；]\s*(?![^（(]*[）)])")


@define
class _Facts:
    """The scopes of names that only declared facts have."""

    scopes: Scopes
    problems: Problems
    roles: Scope[str] = field(init=False)
    levels: Scope[str] = field(init=False)
    forms: Scope[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.roles, self.levels, self.forms = (Scope(kind, self.problems) for kind in ("role", "role_level", "form"))

    def office(self, name: Name, variant: str = "") -> str:
        """A department, a role or a class of units; empty for a name that is none of them (K220)."""
        scopes = self.scopes
        for known in (scopes.departments, self.roles):
            if known.get(name.text) is not None:
                return known.get(name.text) or ""
        if scopes.classes.get(name.text):
            return name.text
        everything = {one: scope for scope in (scopes.departments, self.roles, scopes.classes) for one in scope.names()}
        guess = nearest(name.text, everything)
        if guess is None:
            self.problems.add("K220", name.place, variant, (), name=name.text)
        else:
            label = Label(everything[guess].place_of(guess), "nearest", {"nearest": guess})
            self.problems.add("K220", name.place, "near", [label], name=name.text, nearest=guess)
        return ""


def declared(declarations: list[Declaration], scopes: Scopes, problems: Problems) -> Declared:
    """All declared facts."""
    facts = _Facts(scopes, problems)
    levels = [name for one in declarations if one.word == "LEVELS" for name in names_in(one.value)]
    own_levels = tuple(name.text for name in levels if facts.levels.declare(name, name.text))
    roles = tuple(_holders(declarations, "ROLES", facts.roles))
    forms = tuple(_holders(declarations, "FORMS", facts.forms))
    attached = tuple(_attached(declarations, problems))
    _look_up(declarations, facts)
    return Declared(
        articles=tuple(articles(declarations)),
        chapters=tuple(_chapters(declarations)),
        citations=tuple(_citations(declarations)),
        outside=tuple(_outside(declarations)),
        tags=tuple(Citation(about, text.text, place) for about, text, place in _said(declarations, "TAG")),
        levels=own_levels,
        roles=roles,
        forms=forms,
        officers=tuple(_officers(declarations, facts)),
        approvals=tuple(_approvals(declarations)),
        time_limits=tuple(time_limits(declarations, problems)),
        counts=tuple(_counts(declarations)),
        subjects=tuple(_subjects(declarations, facts)),
        appeals=tuple(appeals(declarations, scopes, facts.office, problems)),
        disclosures=tuple(disclosures(declarations)),
        contents=tuple(contents(declarations)),
        attached=attached,
        form_uses=tuple(_form_uses(declarations)),
        document_number=_document_number(declarations),
        concerns=tuple(_concerns(declarations)),
    )


def _forms(node: Node | None) -> Iterator[Form]:
    yield from (one for one in (node.items if isinstance(node, Items) else ()) if isinstance(one, Form))


def _holder(form: Form) -> Holder:
    name, of = form.get("name"), form.get("of")
    return Holder(name.text if isinstance(name, Name) else "", of.text if isinstance(of, Name) else "", form.place)


def _holders(declarations: list[Declaration], word: str, scope: Scope[str]) -> Iterator[Holder]:
    for declaration in declarations:
        for form in _forms(declaration.value) if declaration.word == word else ():
            name = form.get("name")
            if isinstance(name, Name) and scope.declare(name, name.text):
                yield _holder(form)


def _attached(declarations: list[Declaration], problems: Problems) -> Iterator[Holder]:
    names: Scope[str] = Scope("form", problems)
    for declaration in declarations:
        for name in names_in(declaration.value) if declaration.word == "ATTACHED" else ():
            if names.declare(name, name.text):
                yield Holder(name.text, "", name.place)


def _form_uses(declarations: list[Declaration]) -> Iterator[Holder]:
    """The forms that indicators name, in fields or in a column of a table."""
    for declaration in declarations:
        about = "、".join(name.text for name in names_in(declaration.subject))
        for entry in declaration.fields if declaration.word == "INDICATOR" else ():
            for name in names_in(entry.value) if entry.word == "FORMS" else ():
                yield Holder(name.text, about, name.place)
        if declaration.table:
            heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in declaration.table.head]
            for row in declaration.table.rows if "FORMS" in heads else ():
                for name in names_in(row[heads.index("FORMS")].node):
                    yield Holder(name.text, row[0].text, name.place)


def _document_number(declarations: list[Declaration]) -> str:
    head = next((one.field("DOCUMENT_NUMBER") for one in declarations if one.word == "POLICY"), None)
    return head.value.text if head and isinstance(head.value, Text) else ""


def _look_up(declarations: list[Declaration], facts: _Facts) -> None:
    """Every name a fact uses, and those of facts inside indicators."""
    for declaration in declarations:
        for form in _forms(declaration.value):
            of, name = form.get("of"), form.get("name")
            match declaration.word:
                case "ROLES" if isinstance(of, Name):
                    facts.levels.look_up(of)
                case "FORMS" | "APPROVAL" if isinstance(of, Name):
                    facts.office(of)
                case "APPROVAL" if isinstance(name, Name) and name.text not in ACTS:
                    facts.office(name, "step")
        for entry in declaration.fields if declaration.word == "INDICATOR" else ():
            if entry.word in ("ASSESSOR", "ASSESSEE"):
                _by_class(entry.value, facts)
            elif entry.word == "FORMS":
                for name in names_in(entry.value):
                    facts.forms.look_up(name)


def _by_class(node: Node | None, facts: _Facts, fields: Iterable[Field] = ()) -> dict[str, str]:
    """Class → who; under ``""`` for all."""
    if isinstance(node, Name):
        return {"": facts.office(node)}
    found: dict[str, str] = {}
    for entry in getattr(node, "fields", fields):
        keys = names_in(Items(entry.keys, entry.place))
        who = next((facts.office(name) for name in names_in(entry.value)), "")
        found |= dict.fromkeys(class_names(keys, facts.scopes.classes), who)
    return found


def _officers(declarations: list[Declaration], facts: _Facts) -> Iterator[Officer]:
    for declaration in declarations:
        if declaration.word in _OFFICERS:
            names = _by_class(declaration.value, facts, declaration.fields)
            yield Officer(declaration.word, names, declaration.word_place)


def _concerns(declarations: list[Declaration]) -> Iterator[Concern]:
    """Of each indicator whom it is about, and where its figures come from."""
    for one in declarations:
        if one.word == "INDICATOR" and isinstance(one.subject, Name):
            for entry in one.fields:
                if entry.word == "DATA_SOURCE" and isinstance(entry.value, Text):
                    yield Concern(one.subject.text, "", entry.value.text, entry.value.place)
                for name in names_in(entry.value) if entry.word == "ASSESSEE" else ():
                    yield Concern(one.subject.text, name.text, "", name.place)
        elif one.word == "INDICATORS" and one.table:
            yield from _concerns_in(one.table)


def _concerns_in(table: Table) -> Iterator[Concern]:
    heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in table.head]
    for row in table.rows:
        cells = dict(zip(heads, row, strict=True))
        named = next(iter(names_in(cells["INDICATOR"].node)), None) if "INDICATOR" in cells else None
        for word in ("DATA_SOURCE", "ASSESSEE"):
            cell = cells.get(word)
            if named is None or cell is None:
                continue
            if isinstance(cell.node, Text):
                yield Concern(named.text, "", cell.node.text, cell.place)
            for name in names_in(cell.node):
                yield Concern(named.text, name.text, "", cell.place)


def _subjects(declarations: list[Declaration], facts: _Facts) -> Iterator[Subject]:
    names = SubjectNames(facts.scopes, facts.roles, facts.levels, facts.forms, facts.office)
    for one in declarations:
        if one.word == "SUBJECTS" and one.table:
            yield from subjects(one.table, one.word_place, names)


# ---- articles, and what cites them -----------------------------------------------------------------------------------


def _numbered(declaration: Declaration) -> tuple[Form, int, str]:
    """The form of an article or chapter, its number (0 for an outline), and how it is cited: ``第三条``, ``Article 3``."""
    form = declaration.value
    assert isinstance(form, Form)
    number, spelled = form.get("number"), form.get("spelled")
    if isinstance(number, Number):
        assert isinstance(spelled, Spelled)
        return form, int(number.value), spelled.written[:1].upper() + spelled.written[1:]
    return form, 0, number.text if isinstance(number, Text) else ""


def _text(form: Form, slot: str) -> str:
    node = form.get(slot)
    return node.text if isinstance(node, Text) else ""


def articles(declarations: Iterable[Declaration]) -> Iterator[Article]:
    """The articles, in reading order, each with the chapter it stands in."""
    chapter = ""
    for one in declarations:
        if one.word == "CHAPTER":
            chapter = _numbered(one)[2]
        if one.word == "ARTICLE":
            form, number, label = _numbered(one)
            title = one.subject.text if isinstance(one.subject, Name) else ""
            own = (number,) if number else numbers(label)
            yield Article(label, own, not number, title, _text(form, "text"), chapter, one.word_place)


def _chapters(declarations: list[Declaration]) -> Iterator[Chapter]:
    for one in declarations:
        if one.word == "CHAPTER":
            form, number, label = _numbered(one)
            yield Chapter(label, number, _text(form, "text"), one.word_place)


def _said(declarations: list[Declaration], word: str) -> Iterator[tuple[str, Text, Span]]:
    """Whoever says something in free text under ``word``: an indicator, a row of a table, a veto."""
    for one in declarations:
        about = "、".join(name.text for name in names_in(one.subject)) if one.word != "POLICY" else ""
        for entry in one.fields:
            if entry.word == word and isinstance(entry.value, Text):
                yield about, entry.value, entry.value.place
        if one.tag is not None and word == "TAG" and isinstance(one.tag.value, Text):
            yield about, one.tag.value, one.tag.value.place
        heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in one.table.head] if one.table else []
        for row in one.table.rows if one.table and word in heads else ():
            cell = row[heads.index(word)] if heads.index(word) < len(row) else None
            if cell and isinstance(cell.node, Text):
                yield row[0].text, cell.node, cell.place


def _citations(declarations: list[Declaration]) -> Iterator[Citation]:
    for about, text, place in _said(declarations, "CLAUSE"):
        yield Citation(about, text.text, place)


def _outside(declarations: list[Declaration]) -> Iterator[Outside]:
    for about, text, place in _said(declarations, "OTHERWISE_BY"):
        for document in _BETWEEN_DOCUMENTS.split(text.text):
            if document.strip():
                yield Outside(document.strip(), about, place)


# ---- signatures, time limits, counts ---------------------------------------------------------------------------------


def _approvals(declarations: list[Declaration]) -> Iterator[Approval]:
    for one in declarations:
        if one.word == "APPROVAL":
            about = one.subject.text if isinstance(one.subject, Name) else ""
            yield Approval(about, tuple(map(_holder, _forms(one.value))), one.word_place)


def _counts(declarations: list[Declaration]) -> Iterator[Count]:
    for one in declarations:
        for entry in one.fields if one.word == "COUNTS" else ():
            if isinstance(entry.value, Form):
                terms, printed = entry.value.get("terms"), entry.value.get("sum")
                names = tuple(name.text for name in names_in(Items(entry.keys, entry.place)))
                found = [
                    int(term.value) for term in (terms if isinstance(terms, Items) else ()) if isinstance(term, Number)
                ]
                total = int(printed.value) if isinstance(printed, Number) else None
                yield Count("" if names else entry.word, names, tuple(found), total, entry.place)
