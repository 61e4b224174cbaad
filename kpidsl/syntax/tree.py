"""The tree: what an author wrote, every node with its place, nothing looked up yet.

The parser gives a ``File``; ``resolve`` reads it. The tree is generic: a keyword is known by its *word*, the name of
its terminal in ``grammar/kpi.lark`` (``TARGET``), never by its spelling, so both languages give equal trees. Numbers
are exact. ``?``, ``失传`` and an empty cell are ``Blank``. Nothing here knows what a word means.
"""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class Word:
    """A keyword standing as a value: ``half-up``, ``month``, ``total``."""

    word: str
    place: Span


@frozen
class Name:
    """A name of the author's own, with layout blanks removed (``党　办`` is ``党办``)."""

    text: str
    place: Span


@frozen
class Text:
    """Free text (a clause, a reason, a title), trimmed, otherwise as written; a date in ISO form."""

    text: str
    place: Span


@frozen
class Number:
    """A number with the unit written after it.

    ``value`` is the number as written (``95`` for ``95%``); ``digits`` counts its written decimals; ``unit`` is the
    key of a unit in ``grammar/units.toml`` (``percent``, ``pp``, ``points``) or ``""`` for a bare number.
    """

    value: Fraction
    digits: int
    unit: str
    place: Span


@frozen
class Blank:
    """A value left open: ``?`` or an empty cell; ``lost``: a formula or rule whose text is lost (``失传``)."""

    place: Span
    lost: bool = False


@frozen
class Dash:
    """``—``: not appraised."""

    place: Span


@frozen
class Ref:
    """A dotted reference: names of the author and words of the language (``所属支部·综合得分``)."""

    parts: tuple[Name | Word, ...]
    place: Span


@frozen
class Op:
    """An operation over expressions; sums and products are n-ary so that long ones stay shallow.

    ``op``: ``+`` ``-`` (n-ary, left to right), ``*`` ``/`` (n-ary, left to right), ``neg``, ``=`` ``!=`` ``<`` ``<=``
    ``>`` ``>=`` ``reaches`` (an ordinal at least as good), ``and`` ``or`` ``not``, ``min`` ``max``.
    In an n-ary ``+-`` or ``*/`` chain ``signs`` holds the operator before each argument (the first is ``+`` or ``*``).
    """

    op: str
    args: tuple["Expr", ...]
    place: Span
    signs: str = ""


@frozen
class Call:
    """A function of the language applied: ``合计（三违·人次，其中：三违·程度 = 严重）``.

    ``word`` names the function; ``scope`` says over which units or periods it runs (PEERS, OTHER_PEERS, ALL_UNITS, THIS_YEAR,
    RANK_GROUP or UNITS_UNDER with ``name``, UNITS_OF with ``names``, PAST with ``number``), ``where`` which rows count, ``mode``
    how it rounds; of a place among units, ``order`` says which end is first (HIGH_FIRST, LOW_FIRST), ``ties`` who shares it.
    LOOKED_UP is a table read by values (``奖励单价（完成率）``): its name is the first argument.
    """

    word: str
    args: tuple["Expr", ...]
    scope: "Form | None"
    where: "Expr | None"
    mode: Word | None
    place: Span
    order: Word | None = None
    ties: Word | None = None


Expr = Number | Ref | Op | Call | Blank


@frozen
class Form:
    """A construct introduced by a word, with named slots; an absent slot is left out."""

    word: str
    slots: tuple[tuple[str, "Node"], ...]
    place: Span

    def get(self, slot: str) -> "Node | None":
        """The content of a slot, or None where it was not written."""
        for name, node in self.slots:
            if name == slot:
                return node
        return None


@frozen
class Spelled:
    """How the author spells what stands beside it, for messages; two spellings say the same."""

    written: str
    place: Span


@frozen
class Provisional:
    """``暂定（reason）``: the author's own completion of something the source leaves open."""

    reason: str
    place: Span


@frozen
class Waiver:
    """``已审 K380（reason）``: the author knows of a finding of this code here; ``reason`` is empty where none is given."""

    code: str
    reason: str
    place: Span


@frozen
class Marks:
    """What stands behind a field or a declaration about it: 暂定, and what was reviewed."""

    provisional: Provisional | None
    waivers: tuple[Waiver, ...]
    place: Span


@frozen
class Field:
    """``word keys: value`` inside a declaration or a block; ``word_place`` is where its keyword or first key stands."""

    word: str
    keys: tuple["Node", ...]
    value: "Node"
    provisional: Provisional | None
    place: Span
    word_place: Span
    waivers: tuple[Waiver, ...] = ()


@frozen
class Block:
    """``{ … }`` as a value: entries keyed by names, words or references."""

    fields: tuple[Field, ...]
    place: Span


@frozen
class Items:
    """A list of nodes separated by commas, or by ``｜`` where the grammar says groups."""

    items: tuple["Node", ...]
    place: Span

    def __iter__(self) -> Iterator["Node"]:
        return iter(self.items)


@frozen
class TableCell:
    """One cell: what the grammar read in it, and the text as written."""

    node: "Node"
    text: str
    place: Span


@frozen
class Table:
    """Rows between ``|``; the head is a row of names and words, every row has as many cells as were written."""

    head: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    place: Span


Node = Word | Name | Text | Number | Blank | Spelled | Dash | Ref | Op | Call | Form | Field | Block | Items | Table


def refs_in(expr: Expr | Form | None) -> Iterator[Ref]:
    """The references in an expression, or in the conditions of a form of scoring."""
    match expr:
        case Ref():
            yield expr
        case Op(args=args) | Call(args=args):
            for arg in args:
                yield from refs_in(arg)
            if isinstance(expr, Call):
                yield from refs_in(expr.where)
        case Form(slots=slots):
            for _, node in slots:
                if isinstance(node, (Ref, Op, Call)):
                    yield from refs_in(node)
        case _:
            return


@frozen
class Declaration:
    """One top-level statement: ``word subject option value { fields table }``.

    ``change``: the word (INSERT, REPLACE, ADJUST, REMOVE) that an amendment has before it. What is removed has no more than a
    name or names as ``subject``. ``tag``: the line ``出处：…`` below it.
    """

    word: str
    subject: Node | None
    value: Node | None
    fields: tuple[Field, ...]
    table: Table | None
    provisional: Provisional | None
    place: Span
    word_place: Span
    change: Word | None = None
    waivers: tuple[Waiver, ...] = ()
    tag: Field | None = None

    def field(self, word: str) -> Field | None:
        """The first field introduced by ``word``."""
        return next((field for field in self.fields if field.word == word), None)


@frozen
class File:
    """All declarations of one source, in order."""

    declarations: tuple[Declaration, ...]
    place: Span
