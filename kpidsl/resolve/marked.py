"""What authors say about their own rules: what they settled themselves (暂定), and which findings they have looked at (已审).

Takes declarations; gives each mark with what it is about, in reading order. Never reports.
"""

from collections.abc import Iterable, Iterator

from attrs import evolve

from kpidsl.resolve.names import names_in
from kpidsl.resolve.policy import Completion, Reviewed
from kpidsl.source import Span
from kpidsl.syntax.tree import Block, Declaration, Field, Form, Items, Name, Table, TableCell, Text, Waiver


def completions(declarations: list[Declaration]) -> tuple[Completion, ...]:
    """Everything marked 暂定, in reading order."""
    found = []
    for declaration in declarations:
        subject = _subject(declaration)
        if declaration.provisional:
            found.append(Completion(subject, declaration.word, declaration.provisional.reason, declaration.place))
        for field in declaration.fields:
            found += _provisional_fields(declaration, field, field, subject)
        found += _provisional_rows(declaration.table, _row_word(declaration))
    return tuple(sorted(found, key=lambda completion: completion.place))


def _subject(declaration: Declaration) -> str:
    """What a declaration is about; the policy is about itself."""
    return "" if declaration.word == "POLICY" else "、".join(name.text for name in names_in(declaration.subject))


def _provisional_fields(declaration: Declaration, top: Field, field: Field, subject: str) -> list[Completion]:
    """What is marked in a field of ``declaration`` and inside it; ``top`` is the field that stands in the declaration."""
    found = []
    if field.provisional:
        about, word = _about(declaration, top, subject)
        found.append(Completion(about, word, field.provisional.reason, field.place))
    for inner in field.value.fields if isinstance(field.value, Block) else ():
        found += _provisional_fields(declaration, top, inner, subject)
    return found


def _about(declaration: Declaration, top: Field, subject: str) -> tuple[str, str]:
    """What a mark in the field ``top`` is about: a subject, and the word of the rule."""
    named = [key.text for key in names_in(Items(top.keys, top.place))] if top.word == "ENTRY" else []
    word = {"ENTRY": "", "NO_LINK": declaration.word, "SMALL": declaration.word}.get(top.word, top.word)
    return "·".join(part for part in (subject, *named) if part), word


def _provisional_rows(table: Table | None, word: str) -> list[Completion]:
    found = []
    for row in table.rows if table else ():
        for form in _marks_of(row):
            if form.word == "PROVISIONAL":
                reason = form.get("reason")
                found.append(
                    Completion(row[0].text, word, reason.text if isinstance(reason, Text) else "", row[0].place)
                )
    return found


def reviewed(declarations: Iterable[Declaration]) -> tuple[Reviewed, ...]:
    """Everything marked 已审, in reading order."""
    found: list[Reviewed] = []
    for declaration in declarations:
        subject = _subject(declaration)
        if declaration.waivers:
            areas = _areas(declaration)
            about = subject, declaration.word
            found += (evolve(_reviewed(one, *about, areas), kind="declaration") for one in declaration.waivers)
        for field in declaration.fields:
            found += _reviewed_fields(declaration, field, field, subject)
        found += _reviewed_rows(declaration.table, _row_word(declaration))
    return tuple(sorted(found, key=lambda one: one.place))


def _reviewed(waiver: Waiver, subject: str, word: str, areas: tuple[Span, ...]) -> Reviewed:
    return Reviewed(subject, word, waiver.code, waiver.reason, waiver.place, areas)


def _areas(declaration: Declaration) -> tuple[Span, ...]:
    """Where a declaration stands: in one place, and where an amendment changed it, there too."""
    places = [field.place for field in declaration.fields]
    if declaration.table:
        places += [cell.place for row in declaration.table.rows for cell in row]
    own = declaration.place
    inside = (place.file == own.file and own.start <= place.start and place.end <= own.end for place in places)
    return (own, *(place for place, is_inside in zip(places, inside, strict=True) if not is_inside))


def _reviewed_fields(declaration: Declaration, top: Field, field: Field, subject: str) -> Iterator[Reviewed]:
    """What is marked in a field and inside it; ``top`` is the field that stands in the declaration."""
    if field.waivers:
        areas = (
            (field.place, *(inner.place for inner in field.value.fields))
            if isinstance(field.value, Block)
            else (field.place,)
        )
        for one in field.waivers:
            yield _reviewed(one, *_about(declaration, top, subject), areas)
    for inner in field.value.fields if isinstance(field.value, Block) else ():
        yield from _reviewed_fields(declaration, top, inner, subject)


def _reviewed_rows(table: Table | None, word: str) -> Iterator[Reviewed]:
    for row in table.rows if table else ():
        for form in _marks_of(row):
            for slot, one in form.slots:
                if slot == "reviewed" and isinstance(one, Form):
                    code, reason = one.get("code"), one.get("reason")
                    assert isinstance(code, Name)
                    assert isinstance(reason, Text)
                    areas = tuple(cell.place for cell in row)
                    yield Reviewed(row[0].text, word, code.text, reason.text, one.place, areas, "row")


def _row_word(declaration: Declaration) -> str:
    """What the rows of a table are about."""
    return "SUBJECTS" if declaration.word == "SUBJECTS" else "WEIGHT"


def _marks_of(row: tuple[TableCell, ...]) -> Iterator[Form]:
    for cell in row:
        if isinstance(cell.node, Form) and cell.node.word in ("PROVISIONAL", "REVIEWED_ROW"):
            yield cell.node
