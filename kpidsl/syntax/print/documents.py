"""Statements of a policy cut into what may stand on one line.

Takes declarations and fields; gives parts: bits of text, bodies in braces, tables. A bit knows where it came from, what
stands between it and the one before, and how wide it is in Chinese, which is what decides on line breaks in both
languages: so a file that goes to the other language and back comes back as it was. Never decides on a line break.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import evolve

from kpidsl.diagnostics import Lang
from kpidsl.diagnostics.width import width
from kpidsl.source import Span
from kpidsl.syntax import machine
from kpidsl.syntax.parse_table import FIELD_STARTS
from kpidsl.syntax.print.events import options
from kpidsl.syntax.print.layout import Layout
from kpidsl.syntax.print.phrases import Phrases
from kpidsl.syntax.print.scoring import LIMITS
from kpidsl.syntax.tree import Block, Declaration, Field, Form, Items, Name, Node, Number, Op, Provisional, Waiver
from kpidsl.values import frozen

Say = Callable[[Phrases], str]


@frozen
class Bit:
    """Text that stays on one line. ``lead`` stands before it unless it begins a line; a line may end before it where it
    is ``breakable``. ``cells`` and ``lead_cells`` are widths in Chinese; ``reason``: it says why something is provisional.
    """

    text: str
    cells: int
    start: int
    end: int
    lead: str = ""
    lead_cells: int = 0
    breakable: bool = False
    reason: bool = False


@frozen
class Body:
    """Entries in braces at ``start`` and ``end``; ``inline``: on one line, if they fit, where no author decided."""

    entries: tuple["Statement", ...]
    start: int
    end: int
    separator: str
    inline: bool


@frozen
class Rows:
    """The rows of a table in braces."""

    rows: tuple[Bit, ...]
    start: int
    end: int


@frozen
class Prose:
    """Free text in braces, its paragraphs from ``start`` to ``end``."""

    paragraphs: tuple[Bit, ...]
    start: int
    end: int


Part = Bit | Body | Rows | Prose
Statement = tuple[Part, ...]

SEPARATOR_CELLS = 2
"""Cells of ``；``."""


def _nothing(_: Phrases) -> str:
    return ""


def _space(_: Phrases) -> str:
    return " "


class Documents:
    """Makes statements in ``lang``; ``own`` are the names declared as units of measure."""

    def __init__(self, lang: Lang, own: tuple[str, ...], layout: Layout | None) -> None:
        mark_of = layout.mark_of if layout else None
        self.shown = Phrases(lang, own, mark_of)
        self._measure = self.shown if lang == "zh" else Phrases("zh", own, mark_of)

    def bit(self, say: Say, place: Span, lead: Say = _nothing, breakable: bool = False, reason: bool = False) -> Bit:
        """A bit, spelled and measured."""
        return Bit(
            say(self.shown), width(say(self._measure)), place.start, place.end,
            lead(self.shown), width(lead(self._measure)), breakable, reason,
        )  # fmt: skip

    def body(self, word: str, fields: Sequence[Field], start: int, end: int, inline: bool = True) -> Body:
        """The entries of a field or declaration in braces."""
        entries = tuple(self.field(field, word) for field in fields)
        plain = all(field.provisional is None and not field.waivers for field in fields)
        return Body(entries, start, end, self.shown.signs.semicolon, inline and plain)

    def mark(self, marked: Field | Declaration) -> Iterator[Bit]:
        """What stands behind a statement about it, in the order of the author's."""
        found: list[Provisional | Waiver] = (
            [marked.provisional, *marked.waivers] if marked.provisional else [*marked.waivers]
        )
        for one in sorted(found, key=lambda one: one.place.start):
            yield self.bit(_mark_said(one), one.place, lambda w: w.signs.mark, reason=True)

    # ---- fields ------------------------------------------------------------------------------------------------------

    def field(self, field: Field, within: str) -> Statement:
        """A field of the declaration or the block of ``within``."""
        if field.word == "COLUMN":
            return (self.bit(lambda w: w.phrase(field.value), field.place), *self.mark(field))
        if field.word == "LABELS":
            return (
                self.bit(self._head(evolve(field, word="ENTRY"), within), field.place),
                *self.mark(field),
            )
        if field.word == "THEN_EVERY" and isinstance(field.value, Form):
            rate = field.value
            return (self.bit(lambda w: w.places_down(rate), field.place), *self.mark(field))
        head = self._head(field, within)
        if field.word == "RECORD" and isinstance(field.value, Items) and not field.value.items:
            return (self.bit(head, field.place), *self.mark(field))
        word = within if field.word in ("ENTRY", "CAP") else field.word
        word = "GIVEN" if word in ("PEERS", "EARLIER_PERIODS") else word
        if isinstance(field.value, Block):
            block = field.value
            braces = block.place.start, block.place.end - 1
            parts: list[Part] = [self.bit(head, field.word_place), self.body(field.word, block.fields, *braces)]
        else:
            parts = self.after_colon(head, field.word_place, word, field.value)
        return (*parts, *self.mark(field))

    def after_colon(self, head: Say, place: Span, word: str, value: Node) -> list[Part]:
        """``head：value``."""
        colon = self.bit(lambda w: head(w) + _tight(w.signs.colon), place)
        return [colon, *self.value(word, value, lambda w: _gap(w.signs.colon))]

    def _head(self, field: Field, within: str) -> Say:
        match field.word, field.keys:
            case "CAP", (key,):
                return lambda w: w.joined(w.phrase(key), w.word("CAP", "THEN"))
            case "ENTRY", (key,) if within == "THEN":
                return lambda w: w.victim(key)
            case "ENTRY", (Number() as nth, *onwards) if within == "REPEATS":
                return lambda w: w.nth(nth, onwards)
            case "ENTRY", keys:
                among = machine.first_of(FIELD_STARTS["GRADES"]) if within == "GRADES" else frozenset[str]()
                scored = ("," if len(keys) > 1 else ":") if within == "SCORING" else ""
                return lambda w: w.signs.pause.join(
                    [w.key(key, among, scored if key is keys[0] else "") for key in keys]
                )
            case "NO_LINK", (key,):
                return lambda w: w.joined(w.word("NO_LINK"), w.phrase(key))
            case "SMALL", (key,):
                return lambda w: w.joined(w.word("SMALL"), w.phrase(key))
            case "RECORD", (key,):
                return lambda w: f"{w.word('RECORD')} {w.phrase(key)}"
        return lambda w: w.word(field.word)

    # ---- values ------------------------------------------------------------------------------------------------------

    def value(self, word: str, node: Node, lead: Say = _nothing) -> list[Part]:
        """The value of the field ``word``, its first bit after ``lead``."""
        if word in ("TIERS", "INTERPOLATE"):
            return [self.bit(lambda w: w.mark(node).lstrip(), _place(node), lead)]
        match node:
            case Items(items) if word == "SCORING":
                return self._scoring(items, lead)
            case Number() if word == "REPEATS":
                return [self.bit(lambda w: w.times(node), node.place, lead)]
            case Items(items) if word == "RANK_WITHIN":
                return self._row(items, lambda w, one: w.groups(one), lambda w: w.signs.bar, lead)
            case Items(items) if word == "APPROVAL":
                return self._row(items, lambda w, one: w.phrase(one), lambda w: w.signs.arrow, lead)
            case Form("TALLY"):
                return [self.bit(lambda w: w.tally(node, word), node.place, lead)]
            case Items(items):
                pause = word not in ("WHEN", "UNIT", "GIVEN", "EXPECT", "RECORD")
                sign: Say = (lambda w: w.signs.pause) if pause else (lambda w: w.signs.comma)
                return self._row(items, lambda w, one: w.phrase(one, word), sign, lead)
            case Op("+"):
                return self._sum(node, lead)
            case Op("and" | "or"):
                return self._joined(node, lead)
        return [self.bit(lambda w: w.phrase(node, word), _place(node), lead)]

    def _row(self, items: Sequence[Node], say: Callable[[Phrases, Node], str], sign: Say, lead: Say) -> list[Part]:
        """Items with a sign between them; a line may end after each sign."""
        parts: list[Part] = []
        for at, item in enumerate(items):
            last = at == len(items) - 1
            text = _said(say, item) if last else _closed(_said(say, item), sign)
            parts.append(self.bit(text, _place(item), lead, breakable=at > 0))
            lead = _gap_of(sign)
        return parts

    def _sum(self, node: Op, lead: Say) -> list[Part]:
        """A sum; a line may end after each plus."""
        groups: list[list[tuple[str, Node]]] = []
        for sign, term in zip(node.signs, node.args, strict=True):
            if sign == "+":
                groups.append([])
            groups[-1].append((sign, term))
        parts: list[Part] = []
        for at, group in enumerate(groups):
            place = _place(group[0][1]).to(_place(group[-1][1]))
            parts.append(self.bit(_terms(group, last=at == len(groups) - 1), place, lead, breakable=at > 0))
            lead = _space
        return parts

    def _joined(self, node: Op, lead: Say) -> list[Part]:
        """Conditions joined by 且 or 或; a line may end after each."""
        parts: list[Part] = []
        for at, arg in enumerate(node.args):
            text = _operand(node.op, arg, last=at == len(node.args) - 1)
            parts.append(self.bit(text, _place(arg), lead, breakable=at > 0))
            lead = _space
        return parts

    def _scoring(self, forms: Sequence[Node], lead: Say) -> list[Part]:
        """Ways of scoring: what bounds the one before after a comma, others after a semicolon."""
        parts: list[Part] = []
        for form in forms:
            assert isinstance(form, Form)
            if parts:
                sign: Say = (lambda w: w.signs.comma) if form.word in LIMITS else (lambda w: w.signs.semicolon)
                parts, lead = self._ended(parts, sign), _gap_of(sign)
            parts.append(self.bit(_scoring_said(form), form.place, lead, breakable=bool(parts)))
            block = (
                form.get("bands")
                or form.get("anchors")
                or form.get("rates")
                or form.get("groups")
                or form.get("slices")
            )
            if isinstance(block, Block):
                parts.append(self.body(form.word, block.fields, block.place.start, block.place.end - 1))
            for say, place, body in options(form):
                comma: Say = lambda w: w.signs.comma  # noqa: E731
                option = self.bit(say, place, lambda w: _gap(w.signs.comma), breakable=True)
                parts = [*self._ended(parts, comma), option]
                if body is not None:
                    parts.append(self.body("REPEATS", body.fields, body.place.start, body.place.end - 1))
            closing = form.get("below") or form.get("above") or (form.get("mode") if form.word == "SLICES" else None)
            if closing:
                ends = self.bit(_ends_said(form), _place(closing), lambda w: _gap(w.signs.comma), breakable=True)
                parts = [*self._ended(parts, lambda w: w.signs.comma), ends]
        return parts

    def _ended(self, parts: list[Part], sign: Say) -> list[Part]:
        """The parts with a sign after the last."""
        last = parts[-1]
        end = Span("", last.end, last.end)
        closing = self.bit(lambda w: _tight(sign(w)), end)
        if not isinstance(last, Bit):
            return [*parts, closing]
        return [*parts[:-1], evolve(last, text=last.text + closing.text, cells=last.cells + closing.cells)]


def flat(parts: Iterable[Part]) -> str:
    """The parts on one line."""
    text = ""
    for part in parts:
        if isinstance(part, Bit):
            text += part.lead + part.text
        elif isinstance(part, Body):
            text += f" {{ {part.separator.join([flat(entry) for entry in part.entries])} }}" if part.entries else " { }"
    return text


def _place(node: Node | None) -> Span:
    assert node is not None
    return node.place


def _mark_said(mark: Provisional | Waiver) -> Say:
    if isinstance(mark, Waiver):
        return lambda w: w.reviewed(mark.code, mark.reason)
    return lambda w: w.provisional(mark.reason)


def _tight(sign: str) -> str:
    return sign.rstrip(" ")


def _gap(sign: str) -> str:
    return " " * (len(sign) - len(_tight(sign)))


def _gap_of(sign: Say) -> Say:
    return lambda w: _gap(sign(w))


def _said(say: Callable[[Phrases, Node], str], item: Node) -> Say:
    return lambda w: say(w, item)


def _closed(say: Say, sign: Say) -> Say:
    return lambda w: say(w) + _tight(sign(w))


def _scoring_said(form: Form) -> Say:
    return lambda w: w.scoring(form)


def _ends_said(form: Form) -> Say:
    return lambda w: w.ends(form)


def _terms(group: Sequence[tuple[str, Node]], *, last: bool) -> Say:
    def say(words: Phrases) -> str:
        text = words.term(group[0][1])
        for sign, term in group[1:]:
            text += f" {sign} {words.term(term)}"
        return text if last else text + " +"

    return say


def _operand(op: str, node: Node, *, last: bool) -> Say:
    return lambda w: w.operand(op, node) + ("" if last else f" {w.word(op.upper())}")


def own_measures(declarations: Iterable[Declaration]) -> tuple[str, ...]:
    """The names declared as units of measure."""
    values = [declaration.value for declaration in declarations if declaration.word == "MEASURES"]
    forms = [form for value in values if isinstance(value, Items) for form in value if isinstance(form, Form)]
    return tuple(name.text for form in forms if isinstance(name := form.get("name"), Name))
