"""Declarations and tables cut into parts.

Takes one declaration; gives its statement. Columns of a table are as wide as their widest cell on a screen.
"""

from collections.abc import Iterator, Sequence

from attrs import evolve

from kpidsl.diagnostics.width import pad, width
from kpidsl.source import Span
from kpidsl.syntax import machine
from kpidsl.syntax.parser import WHOLE
from kpidsl.syntax.print.documents import Bit, Body, Documents, Part, Prose, Rows, Statement, flat
from kpidsl.syntax.print.layout import Layout
from kpidsl.syntax.print.phrases import Phrases
from kpidsl.syntax.tables import is_period
from kpidsl.syntax.tree import Blank, Declaration, Form, Items, Name, Node, Ref, Table, TableCell, Text, Word

_BODIES = frozenset(
    {
        "DEFAULTS",
        "CLASS_SETS",
        "LINK",
        "INDICATOR",
        "VETO",
        "GRADES",
        "EXAMPLE",
        "LOG",
        "TIME_LIMITS",
        "COUNTS",
        "APPEAL",
        "DISCLOSURE",
        "CONTENT",
        "SCHEME",
        "PAY",
        "FIGURES",
        "BONUS",
        "MALUS",
        "ADJUSTMENT",
        "EXTRAS",
        "NOT_ASSESSED",
        "UNGRADED",
    }
)
"""Declarations that have braces even around nothing."""
_INLINE = frozenset({"CLASS_SETS", "LINK", "COMPOSITE", "COLLECTOR", "ASSESSOR", "ASSESSEE", "COUNTS", "CONTENT"})
"""Declarations whose fields stand on one line, if they fit, where no author decided."""
_OFFICERS = frozenset({"COLLECTOR", "ASSESSOR", "ASSESSEE"})
_LISTS = frozenset({
    "IMPORT", "DEPARTMENTS", "CLASSES", "MEASURES", "ALWAYS", "LEVELS", "ROLES", "FORMS", "COLLECTOR", "ASSESSOR", "ASSESSEE",
    "ATTACHED",
})  # fmt: skip
"""Declarations that are a word, a colon and a value."""
_HEADING = {"WEIGHTS": frozenset({"NOTE", "TAG"}), "SPLIT": frozenset({"TAG"})}
_LOOKUP_KEYS = machine.first_of("cell_key")
_ROW_NAMES = machine.first_of("cell_row")


def statements_of(declaration: Declaration, documents: Documents, layout: Layout | None) -> Iterator[Statement]:
    """A declaration, and the line of its tag."""
    yield _statement(declaration, documents, layout)
    if declaration.tag is not None:
        yield documents.field(declaration.tag, "")


def _statement(declaration: Declaration, documents: Documents, layout: Layout | None) -> Statement:
    """The parts of a declaration."""
    removed = declaration.change is not None and declaration.change.word == "REMOVE" and declaration.word not in WHOLE
    head = [_removed(declaration, documents)] if removed else _head(declaration, documents)
    if declaration.change is not None:
        change = declaration.change
        first = head[0]
        assert isinstance(first, Bit)
        head = [
            documents.bit(lambda w: w.word(change.word), change.place),
            evolve(first, lead=" ", lead_cells=1, breakable=False),
            *head[1:],
        ]
    marks = list(documents.mark(declaration))
    braces = None if removed else _braces(declaration, documents, layout)
    if braces is None:
        return (*head, *marks)
    if not layout:
        return (*head, *marks, braces)
    stop = _behind_braces(declaration)
    return (*head, *(one for one in marks if one.start < stop), braces, *(one for one in marks if one.start >= stop))


def _behind_braces(declaration: Declaration) -> int:
    """Where the marks behind the braces begin; the end of the declaration where there are none."""
    stop = declaration.place.end
    content = [field.place.end for field in declaration.fields]
    if declaration.table:
        content.append(declaration.table.place.end)
    inside = max(content, default=0)
    places = [one.place for one in (declaration.provisional, *declaration.waivers) if one]
    for place in sorted(places, reverse=True):
        if place.start < inside or (not content and place.end != stop):
            break
        stop = place.start
    return stop


def _braces(declaration: Declaration, documents: Documents, layout: Layout | None) -> Body | Rows | Prose | None:
    """The fields, the table or the text in braces; None for a declaration without."""
    if declaration.word == "ARTICLE":
        return _prose(declaration, documents, layout)
    fields, table = declaration.fields, declaration.table
    braced = declaration.word in _BODIES or (declaration.word in _OFFICERS and declaration.value is None)
    if table is None and not fields and not braced:
        return None
    stop = _behind_braces(declaration)
    first = table.head[0] if table is not None else fields[0] if fields else None
    end = layout.closing(stop) if layout else 0
    start = layout.opening(first.place.start if first is not None else end) if layout else 0
    if table is not None:
        return Rows(_rows(declaration, table, documents), start, end)
    return documents.body(declaration.word, fields, start, end, declaration.word in _INLINE)


def _prose(declaration: Declaration, documents: Documents, layout: Layout | None) -> Prose:
    """The paragraphs of an article."""
    assert isinstance(declaration.value, Form)
    text = declaration.value.get("text")
    assert isinstance(text, Text)
    place = text.place
    bits = [documents.bit(lambda _, said=said: said, place) for said in text.text.split("\n")]  # type: ignore[misc]
    start = layout.opening(place.start) if layout else 0
    return Prose(tuple(bits), start, layout.closing_after(place.end) if layout else 0)


def _head(declaration: Declaration, documents: Documents) -> list[Part]:
    """What stands before the braces."""
    word, subject, value, place = declaration.word, declaration.subject, declaration.value, declaration.word_place
    if subject is not None:
        place = place.to(subject.place)
    match word:
        case "ARTICLE" | "CHAPTER":
            assert isinstance(value, Form)
            return _numbered(value, subject, place, documents)
        case _ if word in _OFFICERS and value is None:
            return [documents.bit(lambda w: w.word(word), place)]
        case "APPROVAL":
            assert value is not None
            return documents.after_colon(lambda w: _with_name(w, word, subject), place, word, value)
        case _ if word in _LISTS:
            assert value is not None
            return documents.after_colon(lambda w: w.word(word), place, word, value)
        case "ENSURE" | "ANNUAL":
            assert value is not None
            return documents.after_colon(lambda w: _with_classes(w, word, subject), place, word, value)
        case "COEFFICIENT":
            assert value is not None
            head = documents.bit(lambda w: f"{_with_name_and_classes(w, word, subject)}{w.signs.space}=", place)
            return [head, *documents.value(word, value, lambda _: " ")]
        case "COMPOSITE":
            assert value is not None
            head = documents.bit(lambda w: f"{_with_classes(w, word, subject)}{w.signs.space}=", place)
            return [head, *documents.value(word, value, lambda _: " ")]
        case "SCHEME" if isinstance(value, Items):
            return [
                documents.bit(
                    lambda w: f"{_with_name(w, word, subject)}{w.signs.space}{w.bracketed(_parameters(w, value))}",
                    place,
                )
            ]
        case "LOOKUP" if isinstance(value, Items):
            keys = value
            return [
                documents.bit(lambda w: f"{_with_name(w, word, subject)}{w.signs.space}{w.lookup_keys(keys)}", place)
            ]
        case "SPLIT" if isinstance(value, Word):
            basis = value.word
            return [documents.bit(lambda w: f"{_with_name(w, word, subject)}{w.signs.comma}{w.word(basis)}", place)]
        case "SCORECARD" if isinstance(value, Name):
            return documents.after_colon(
                lambda w: f"{_with_name(w, word, subject)}{w.signs.comma}{w.word('APPRAISER')}",
                place,
                "APPRAISER",
                value,
            )
        case "GRADES" if isinstance(value, Word):
            comma = "，"
            return [documents.bit(
                lambda w: f"{_with_name(w, word, subject)}{comma if w.lang == 'zh' else ' '}{w.word('BY_SCORE')}", place
            )]  # fmt: skip
    return [documents.bit(lambda w: _with_name(w, word, subject), place)]


def _numbered(value: Form, subject: object, place: Span, documents: Documents) -> list[Part]:
    """``第三条 考核对象``; ``第二章 总则``."""
    text = value.get("text")
    if value.word == "CHAPTER":
        assert isinstance(text, Text)
        return [documents.bit(lambda w: f"{w.numbered(value)} {text.text}", place)]
    name = subject if isinstance(subject, Name) else None
    return [documents.bit(lambda w: w.numbered(value) + (f" {w.name(name)}" if name else ""), place)]


def _removed(declaration: Declaration, documents: Documents) -> Bit:
    """What an amendment takes away: the word of a declaration and which one."""
    word, subject, place = declaration.word, declaration.subject, declaration.word_place
    number = declaration.value
    match subject:
        case None if isinstance(number, Form):
            return documents.bit(lambda w: w.numbered(number), place)
        case None:
            return documents.bit(lambda w: w.word(word), place)
        case Items(items) if word in ("COMPOSITE", "ANNUAL"):
            return documents.bit(lambda w: _with_classes(w, word, Items(items, subject.place)), place.to(subject.place))
        case Items(items):
            refs = [item for item in items if isinstance(item, Ref)]
            return documents.bit(
                lambda w: w.word(word) + w.signs.colon + w.signs.pause.join([w.ref(ref, frozenset()) for ref in refs]),
                place.to(subject.place),
            )
    return documents.bit(lambda w: _with_name(w, word, subject), place.to(subject.place))


def _with_name(words: Phrases, word: str, subject: object) -> str:
    if not isinstance(subject, Name):
        return words.word(word)
    name = (
        words.title(subject)
        if word in ("POLICY", "AMEND")
        else words.name(subject, after=word if word == "GRADES" else "")
    )
    return f"{words.word(word)} {name}"


def _parameters(words: Phrases, params: Items) -> str:
    return words.signs.comma.join([words.phrase(param) for param in params])


def _with_name_and_classes(words: Phrases, word: str, subject: object) -> str:
    if not isinstance(subject, Items):
        return words.word(word)
    name, *classes = subject.items
    text = _with_name(words, word, name)
    return (
        text + words.signs.space + words.bracketed(words.names(Items(tuple(classes), subject.place)))
        if classes
        else text
    )


def _with_classes(words: Phrases, word: str, subject: object) -> str:
    if not isinstance(subject, Items):
        return words.word(word)
    return words.word(word) + words.signs.space + words.bracketed(words.names(subject))


# ---- tables ----------------------------------------------------------------------------------------------------------


def _rows(declaration: Declaration, table: Table, documents: Documents) -> tuple[Bit, ...]:
    """The rows of a table, its columns aligned."""
    heads = [_heading(declaration.word, cell, documents.shown) for cell in table.head]
    body = [
        [_cell(declaration.word, *pair, documents) for pair in zip(table.head, row, strict=True)] for row in table.rows
    ]
    texts = [heads, *body]
    widths = [max(width(row[column]) for row in texts) for column in range(len(heads))]
    return tuple(
        Bit(_line(row, widths), 0, cells[0].place.start, cells[-1].place.end)
        for row, cells in zip(texts, (table.head, *table.rows), strict=True)
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return f"| {' | '.join([pad(cell, wide) for cell, wide in zip(cells, widths, strict=True)])} |"


def _heading(word: str, cell: TableCell, words: Phrases) -> str:
    match cell.node:
        case Word(head):
            return words.word(head, word)
        case Name():
            return words.name(cell.node, _HEADING.get(word, frozenset()))
        case Text(text) if word == "LOOKUP":
            return text
        case node if word == "LOOKUP":
            return _lookup_key(node, words)
    return words.phrase(cell.node)


def _lookup_key(node: Node, words: Phrases) -> str:
    """What a row or column of a lookup table is for; a name that reads as a month is quoted."""
    if not isinstance(node, Items):
        return words.phrase(node)
    said = [
        words.quoted(name.text) if is_period(name.text) else words.name(name, _LOOKUP_KEYS)
        for name in node
        if isinstance(name, Name)
    ]
    return words.signs.pause.join(said)


def _cell(word: str, head: TableCell, cell: TableCell, documents: Documents) -> str:
    """A cell as the word at the head of its column asks."""
    words, column = documents.shown, head.node.word if isinstance(head.node, Word) else ""
    match cell.node:
        case Blank():
            return words.signs.blank if "?" in cell.text or "？" in cell.text or "_" in cell.text else ""
        case Items() as items if word == "LOOKUP":
            return _lookup_key(items, words)
        case Word("SUM"):
            return words.word("SUM", word)
        case Ref() if word != "INDICATORS":
            return words.ref(cell.node, _ROW_NAMES)
        case Form() | Text():
            return words.phrase(cell.node)
    return flat(documents.value(column, cell.node))
