"""Tables: rows between ``|``, or pasted with tabs, cut into cells, each read as the word at the head of its column asks.

Takes the rows of one declaration; gives a ``Table``. Reports headings it does not know, rows that are too long or too
short, and cells that do not read. Never decides what a blank cell means.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

from kpidsl.diagnostics import Label, nearest
from kpidsl.source import Span
from kpidsl.syntax import marks, scan, tabs
from kpidsl.syntax.amounts import LONGEST_NUMBER
from kpidsl.syntax.chars import QUOTED, Script, half_width
from kpidsl.syntax.drafts import Rows
from kpidsl.syntax.keywords import LANGS, load_keywords, solid
from kpidsl.syntax.lexer import two_readings
from kpidsl.syntax.offers import SHOWN
from kpidsl.syntax.tokens import Refused
from kpidsl.syntax.tree import Blank, Dash, Form, Marks, Name, Node, Number, Provisional, Table, TableCell, Text, Word
from kpidsl.syntax.unit_words import UnitWords
from kpidsl.values import frozen

TEXT = "text"
WEIGHT = "weight"

_BAR = re.compile(rf"{QUOTED}|\|")
_DASHES = frozenset({"—", "——", "-", "/", "--"})
_PERIODS = re.compile(r"([0-9]{1,2})(?:月|季度)?(?:(?:[~～]|至|-|\.\.)([0-9]{1,2}))?(?:月|季度)")
_PERCENT = re.compile(r"([0-9]+(?:\.([0-9]+))?)(?: *(%))?")

INDICATOR_HEADS: Mapping[str, str] = MappingProxyType({
    "INDICATOR": "cell_name", "APPRAISER": "cell_name", "BEARER": "cell_name", "TARGET": "cell_expr",
    "SCORING": "cell_scoring", "DATA": "cell_data", "FORMULA": "cell_formula", "UNREPORTED": "cell_unreported",
    "NOT_APPLICABLE": "cell_not_applicable", "PARTS": "cell_names", "CLAUSE": TEXT, "NOTE": TEXT,
    "FULL": "cell_full", "DATA_SOURCE": TEXT, "EVIDENCE": TEXT, "OTHERWISE_BY": TEXT, "TAG": TEXT,
    "LEAD": "cell_name", "COLLECTOR": "cell_name", "ASSESSOR": "cell_name", "ASSESSEE": "cell_name", "FOR": "cell_names",
    "PARTS_BY_APPRAISER": "cell_names", "FORMS": "cell_names", "DIRECTION": "cell_direction",
    "SELF_APPRAISAL": "cell_self_appraisal", "NATURE": "cell_nature", "PERIOD": "cell_periods",
})  # fmt: skip
"""How the cells below each heading of an indicator table are read."""

CARD_HEADS: Mapping[str, str] = MappingProxyType({
    **INDICATOR_HEADS, "INDICATOR": "cell_row", "WEIGHT": WEIGHT, "MET": "cell_full", "MISSED": "cell_full",
})  # fmt: skip
"""The same of a scorecard, which weighs what it declares."""
SUBJECT_HEADS: Mapping[str, str] = MappingProxyType({
    "SUBJECT": "cell_name", "ASSESSOR": "cell_names", "PERIOD": "cell_periods", "GRADES": "cell_names", "LEVELS": "cell_name",
    "PAY_CATEGORY": TEXT, "FORMS": "cell_names", "CLAUSE": TEXT, "TAG": TEXT, "NOTE": TEXT,
})  # fmt: skip
"""The same of a table of who is appraised how."""
_BY_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"INDICATORS": INDICATOR_HEADS, "SCORECARD": CARD_HEADS, "SUBJECTS": SUBJECT_HEADS}
)
"""Tables whose columns are words of the language alone."""

_HEADS: Mapping[str, str] = MappingProxyType({**INDICATOR_HEADS, **SUBJECT_HEADS})

ParseCell = Callable[[str, int, int], Node]
"""Start symbol and stretch to a node; raises Refused."""


@frozen
class Context:
    """What reading a table needs of the parser."""

    script: Script
    units: UnitWords
    parse: ParseCell
    refuse: Callable[[Refused], None]


def read_table(word: str, rows: Rows, context: Context) -> Table:
    """The table of declaration ``word``."""
    first, *others = _cut(rows, context.script)
    if others and _is_run_on(first, len(others[0])):
        raise Refused("K106", rows.places[0], "run_on")
    head = tuple(_head_cell(word, column, place, context) for column, place in enumerate(first))
    _check_head(head, context)
    _check_columns(word, head, rows.places[0], context)
    body = []
    for place, cells in zip(rows.places[1:], others, strict=True):
        if tabs.is_row(context.script, place):
            cells.extend(_left_off(head[len(cells) :], place))
        if len(cells) != len(head):
            context.refuse(_ragged(rows.places[0], head, place, cells))
            continue
        body.append(tuple(_body_cell(word, cell.node, column, place, context)
                          for column, (cell, place) in enumerate(zip(head, cells, strict=True))))  # fmt: skip
    return Table(head, tuple(body), rows.places[0].to(rows.places[-1]))


def _cut(rows: Rows, script: Script) -> list[list[Span]]:
    """The cells of all rows. Of rows pasted with tabs, empty cells at the end that have no head are nothing."""
    cut = [list(_cells(script, place)) for place in rows.places]
    pasted = [tabs.is_row(script, place) for place in rows.places]
    if not any(pasted):
        return cut
    if pasted[0]:
        _drop_blank(cut[0], 1)
        gap = next((at for at, cell in enumerate(cut[0], 1) if cell.start == cell.end), 0)
        if gap:
            raise Refused("K106", cut[0][0].to(cut[0][-1]), "merged", cell=gap)
    margin = min(tabs.indent(script, place) for place, tabbed in zip(rows.places, pasted, strict=True) if tabbed)
    for place, cells, tabbed in zip(rows.places, cut, pasted, strict=True):
        if tabbed:
            _drop_blank(cells, len(cut[0]))
        if tabbed and tabs.indent(script, place) > margin:
            raise Refused("K106", cells[0].to(cells[-1]), "merged", cell=1)
    return cut


def _left_off(heads: tuple[TableCell, ...], row: Span) -> list[Span]:
    """Empty cells for the last columns of a row whose tabs at the end were trimmed: only where they hold plain text."""
    texts = all(isinstance(head.node, Word) and _HEADS.get(head.node.word) == TEXT for head in heads)
    return [Span(row.file, row.end, row.end)] * len(heads) if texts else []


def _drop_blank(cells: list[Span], left: int) -> None:
    """Take empty cells from the end until ``left`` are left."""
    while len(cells) > left and cells[-1].start == cells[-1].end:
        cells.pop()


def _ragged(heading: Span, head: tuple[TableCell, ...], row: Span, cells: list[Span]) -> Refused:
    """A row that is shorter or longer than its head."""
    if _is_run_on(cells, len(head)):
        return Refused("K106", row, "run_on")
    labels = [Label(heading, "head", {"head": str(len(head))})]
    if len(cells) > len(head):
        return Refused("K106", row, "", labels, cells=len(cells), head=len(head))
    without = [cell.text for cell in head[len(cells) :]]
    return Refused("K106", row, "short", labels, cells=len(cells), head=len(head), last=without[0])


def _is_run_on(cells: list[Span], columns: int) -> bool:
    """Whether the cells are those of two rows on one line, with an empty one where the rows meet."""
    return len(cells) == 2 * columns + 1 and cells[columns].start == cells[columns].end


def _cells(script: Script, row: Span) -> Iterator[Span]:
    """The places of a row's cells, trimmed; an empty cell is the empty place in its middle."""
    between = tabs.cells(script, row) if tabs.is_row(script, row) else _between_bars(script, row)
    return (_trimmed(script, *stretch) for stretch in between)


def _trimmed(script: Script, start: int, end: int) -> Span:
    middle = (start + end) // 2
    while start < end and script.flat[start] == " ":
        start += 1
    while end > start and script.flat[end - 1] == " ":
        end -= 1
    return Span(script.file, start, end) if start < end else Span(script.file, middle, middle)


def _between_bars(script: Script, row: Span) -> Iterator[tuple[int, int]]:
    bars = [found.start() for found in _BAR.finditer(script.flat, row.start, row.end) if found[0] == "|"]
    return ((left + 1, right) for left, right in pairwise(bars))


def _head_cell(word: str, column: int, place: Span, context: Context) -> TableCell:
    keywords = load_keywords()
    text = context.script.raw[place.start : place.end]
    run = solid(context.script.flat[place.start : place.end])
    found = keywords.whole.get(run, frozenset()) & _head_words(word, column)
    node: Node
    if found:
        head = min(found)
        node = Word("PART" if head == "PARTS" and word == "SPLIT" else head, place)
    elif word == "LOOKUP":
        node = _lookup_key(text, place, context) if column and text else Text(text, place)
    elif run in keywords.ask and (word in _BY_WORDS or column == 0):
        context.refuse(two_readings(run, place))
        node = Text(text, place)
    elif word not in _BY_WORDS and column > 0 and run.endswith("(%)"):
        context.refuse(Refused("K107", place, "percent", text=text))
        node = Text(text, place)
    elif word not in _BY_WORDS and column > 0 and text:
        node = _read("cell_name", place, context)
    else:
        guess = nearest(run, (keywords.spelling(name, lang) for name in _head_words(word, column) for lang in LANGS))
        zh, en = _head_offers(word, column)
        turned = word == "WEIGHTS" and bool(keywords.whole.get(run, frozenset()) & _OF_UNITS)
        variant = "blank" if not text else "turned" if turned else "near" if guess else ""
        context.refuse(Refused("K107", place, variant, text=text, near=guess, zh=zh, en=en))
        node = Text(text, place)
    return TableCell(node, text, place)


_OF_UNITS = frozenset({"CLASSES", "UNIT", "SUBJECT"})
"""What heads the names of units: over the rows of weights, rows and columns are in each other's place."""


def _head_words(word: str, column: int) -> frozenset[str]:
    if word in _BY_WORDS:
        return frozenset(_BY_WORDS[word])
    if word == "LOOKUP":
        return frozenset()
    if column:
        return frozenset({"NOTE", "TAG"} if word == "WEIGHTS" else {"TAG"})
    return frozenset({"INDICATOR"}) if word == "WEIGHTS" else frozenset({"APPRAISER", "PARTS"})


def _head_offers(word: str, column: int) -> tuple[str, str]:
    """What could head the column, in Chinese and in English."""
    keywords, names = (
        load_keywords(),
        [name for name in _BY_WORDS.get(word, INDICATOR_HEADS) if name in _head_words(word, column)],
    )
    names = names or sorted(_head_words(word, column))
    zh = [f"“{keywords.spelling(name, 'zh')}”" for name in names]
    en = [f"“{keywords.spelling(name, 'en', word)}”" for name in names]
    if word not in _BY_WORDS and column:
        zh, en = ["单位分类的名称", *zh], ["the name of a class", *en]
    more = len(zh) > SHOWN
    return "、".join(zh[:SHOWN]) + "等" * more, ", ".join(en[:SHOWN]) + " …" * more


def _check_head(head: tuple[TableCell, ...], context: Context) -> None:
    """No heading twice."""
    seen: dict[str, Span] = {}
    for cell in head:
        match cell.node:
            case Word(name) | Name(name):
                if name in seen:
                    context.refuse(Refused("K109", cell.place, "head", [Label(seen[name], "first")], word=cell.text))
                seen.setdefault(name, cell.place)


_NEEDED: Mapping[str, tuple[str, ...]] = MappingProxyType({"SCORECARD": ("INDICATOR",), "SUBJECTS": ("SUBJECT",)})
"""The columns without which a table says nothing: what is appraised, who is appraised."""


def _check_columns(word: str, head: tuple[TableCell, ...], place: Span, context: Context) -> None:
    said = {cell.node.word for cell in head if isinstance(cell.node, Word)}
    for left in _NEEDED.get(word, ()):
        if left not in said:
            zh, en = (load_keywords().spelling(left, lang) for lang in LANGS)
            context.refuse(Refused("K107", place, "card" if word == "SCORECARD" else "subjects", zh=zh, en=en))


def _body_cell(word: str, head: Node, column: int, place: Span, context: Context) -> TableCell:
    text = context.script.raw[place.start : place.end]
    if not text:
        return TableCell(Blank(place), text, place)
    if isinstance(head, Word) and head.word == "NOTE":
        return TableCell(_note(text, place, context.script), text, place)
    if isinstance(head, Word) and head.word == "TAG":
        return TableCell(Text(text, place), text, place)
    if word == "LOOKUP" and column == 0:
        return TableCell(_lookup_key(text, place, context), text, place)
    if word == "LOOKUP":
        kind = "cell_amount"
    elif word in _BY_WORDS:
        kind = _BY_WORDS[word].get(head.word, TEXT) if isinstance(head, Word) else TEXT
    else:
        kind = "cell_row" if column == 0 else WEIGHT
    if context.script.flat[place.start : place.end] in _DASHES:
        return TableCell(Dash(place), text, place)
    if word == "SUBJECTS" and context.script.flat[place.start : place.end].strip("?") == "":
        return TableCell(Blank(place), text, place)
    if kind == TEXT:
        return TableCell(Text(text, place), text, place)
    if kind == WEIGHT:
        return TableCell(_weight(text, place, context), text, place)
    if kind == "cell_row" and _is_left_open(place, context):
        return TableCell(Blank(place), text, place)
    return TableCell(_read(kind, place, context), text, place)


def is_period(text: str) -> bool:
    """Whether a cell names months or quarters: ``1～3月``."""
    return _PERIODS.fullmatch(solid(half_width(text))) is not None


def _lookup_key(text: str, place: Span, context: Context) -> Node:
    """What a row or a column of a lookup table is for: names, months, a range of values, the rest."""
    if is_period(text):
        return Text(text, place)
    return _read("cell_key", place, context)


def _note(text: str, place: Span, script: Script) -> Node:
    """A remark; 暂定, with or without its reason, marks the row, and so does what was reviewed."""
    found = marks.marks_at(script.low, place.start, place.end)
    if found and found[-1].end == place.end:
        return _marks(marks.read(found, script.raw, place.file))
    bare = scan.keyword_at(script.low, place.start, place.end, frozenset({"PROVISIONAL"}))
    after = scan.after_blanks(script.flat, bare[1], place.end) if bare else place.end
    found = marks.marks_at(script.low, after, place.end)
    if bare and (after == place.end or (found and found[-1].end == place.end)):
        mark = Span(place.file, place.start, bare[1])
        reviewed = marks.read(found, script.raw, place.file).waivers if found else ()
        return _marks(Marks(Provisional("", mark), reviewed, place))
    return Text(text, place)


def _marks(found: Marks) -> Form:
    """The marks of a row, as a remark holds them."""
    slots: list[tuple[str, Node]] = []
    if found.provisional:
        slots.append(("reason", Text(found.provisional.reason, found.provisional.place)))
    for one in found.waivers:
        said = (("code", Name(one.code, one.place)), ("reason", Text(one.reason, one.place)))
        slots.append(("reviewed", Form("REVIEWED", said, one.place)))
    return Form("PROVISIONAL" if found.provisional else "REVIEWED_ROW", tuple(slots), found.place)


def _weight(text: str, place: Span, context: Context) -> Node:
    """A share or a number of points; what is neither stays text for the checks to name."""
    flat = context.script.flat
    found = _PERCENT.match(flat, place.start, place.end)
    if found and len(found[1]) <= LONGEST_NUMBER:
        unit, stop = ("percent" if found[3] else ""), found.end()
        if stop < place.end:
            blanks = scan.BLANKS.match(flat, stop, place.end)
            longer = context.units.at(context.script.low, blanks.end() if blanks else stop, place.end)
            unit, stop = longer or (unit, stop)
        if stop == place.end:
            return Number(Fraction(found[1]), len(found[2] or ""), unit, place)
    return Blank(place) if _is_left_open(place, context) else Text(text, place)


def _is_left_open(place: Span, context: Context) -> bool:
    """Whether a cell says no more than ``?``."""
    return context.script.flat[place.start : place.end].strip("?") == ""


def _read(start: str, place: Span, context: Context) -> Node:
    """The cell by the grammar; a cell that does not read is reported and kept as text."""
    try:
        return context.parse(start, place.start, place.end)
    except Refused as refused:
        context.refuse(refused)
        return Text(context.script.raw[place.start : place.end], place)
