"""Random tables: a head of words or names, rows of cells that the words above them ask for.

Takes the declaration's word and who says its cells; gives the table, and what stands in each cell as tokens or as text.
Any cell may be a dash or blank. Never says the same column twice.
"""

from functools import lru_cache
from typing import Any

from kpidsl.syntax import machine
from kpidsl.syntax.tables import CARD_HEADS, INDICATOR_HEADS, SUBJECT_HEADS, TEXT, WEIGHT
from kpidsl.syntax.tokens import Token
from kpidsl.syntax.tree import Blank, Dash, Form, Name, Node, Table, TableCell, Text, Word
from kpidsl.values import define, frozen
from tests.syntax.reading import read
from tests.syntax.trees_grammar import Speaker
from tests.syntax.trees_words import PLACE

_DASH_SIGNS = ("—", "——", "-", "/", "--", "－")
_HEADS = tuple(INDICATOR_HEADS)
_CARD_HEADS = tuple(CARD_HEADS)


@frozen
class Said:
    """What stands in a cell: its text, or the tokens still to be spelled and what they are read as."""

    text: str = ""
    tokens: tuple[Token, ...] = ()
    kind: str = ""


@frozen
class Row:
    """The cells of one row and what they say."""

    cells: tuple[TableCell, ...]
    said: tuple[Said, ...]


@define
class TableMaker:
    """Makes the table of one declaration; ``speaker`` says the cells that the grammar reads."""

    word: str
    speaker: Speaker

    def table(self) -> tuple[Table, tuple[Row, ...]]:
        """The table, and its rows with the head first."""
        if self.word == "LOOKUP":
            return self._lookup()
        heads = self._heads()
        count = self.speaker.leaves.pick(4)
        rows = tuple(_row([self._cell(head, column) for column, head in enumerate(heads)]) for _ in range(count))
        top = _row([(head, _head_said(head)) for head in heads])
        return Table(top.cells, tuple(row.cells for row in rows), PLACE), (top, *rows)

    def _lookup(self) -> tuple[Table, tuple[Row, ...]]:
        """A lookup table: whatever it is by over the first column, keys over the others and in the first cell of each row."""
        leaves = self.speaker.leaves
        width, count = 1 + leaves.pick(3), leaves.pick(4)
        first = (Text("查什么", PLACE), Said("查什么"))
        heads = [self._read("cell_key") for _ in range(width)]
        rest = [head for head in heads if isinstance(head[0], Word)]  # the rest is said once
        top = _row([first, *(head for head in heads if head not in rest[1:] or head is rest[0])])
        width = len(top.cells) - 1
        rows = tuple(_row([self._read("cell_key"), *(self._amount() for _ in range(width))]) for _ in range(count))
        return Table(top.cells, tuple(row.cells for row in rows), PLACE), (top, *rows)

    def _amount(self) -> tuple[Node, Said]:
        plain = self.speaker.leaves.pick(8)
        if plain < 2:
            return (Blank(PLACE), Said()) if plain else (Dash(PLACE), Said(self.speaker.leaves.one(_DASH_SIGNS)))
        return self._read("cell_amount")

    def _read(self, kind: str) -> tuple[Node, Said]:
        tokens = self.speaker.sentence(kind, 9)
        return spoken(kind, tokens), Said(tokens=tuple(tokens), kind=kind)

    def _heads(self) -> list[Name | Word]:
        leaves = self.speaker.leaves
        if self.word == "INDICATORS":
            columns = dict.fromkeys([_HEADS[0], *(leaves.one(_HEADS) for _ in range(leaves.pick(6)))])
            return [Word(word, PLACE) for word in list(columns)[leaves.pick(2) * (len(columns) > 1) :]]
        if self.word == "SCORECARD":
            columns = dict.fromkeys(["INDICATOR", "WEIGHT", *(leaves.one(_CARD_HEADS) for _ in range(leaves.pick(6)))])
            return [Word(word, PLACE) for word in (reversed(columns) if leaves.pick(4) == 3 else columns)]
        if self.word == "SUBJECTS":
            columns = dict.fromkeys(["SUBJECT", *(leaves.one(tuple(SUBJECT_HEADS)) for _ in range(leaves.pick(6)))])
            return [Word(word, PLACE) for word in columns]
        first = "INDICATOR" if self.word == "WEIGHTS" else leaves.one(["APPRAISER", "PART"])
        names = dict.fromkeys(leaves.name().text for _ in range(leaves.pick(5)))
        told_apart = [name for name in names if name not in (first, "NOTE", "PARTS")]  # K109 goes by the text alone
        heads: list[Name | Word] = [Word(first, PLACE), *(Name(name, PLACE) for name in told_apart)]
        if self.word == "WEIGHTS" and leaves.pick(2):
            heads.insert(1 + leaves.pick(len(heads)), Word("NOTE", PLACE))
        return heads

    def _cell(self, head: Name | Word, column: int) -> tuple[Node, Said]:
        leaves = self.speaker.leaves
        if isinstance(head, Word) and head.word == "NOTE":
            return self._note()
        heads = {"SCORECARD": CARD_HEADS, "SUBJECTS": SUBJECT_HEADS}.get(self.word, INDICATOR_HEADS)
        kind = WEIGHT if isinstance(head, Name) else heads.get(head.word, TEXT)
        if self.word not in ("INDICATORS", "SCORECARD", "SUBJECTS") and column == 0:
            kind = "cell_row"
        plain = leaves.pick(8)
        if plain < 2 and not (isinstance(head, Word) and head.word == "TAG"):
            return (Blank(PLACE), Said()) if plain else (Dash(PLACE), Said(leaves.one(_DASH_SIGNS)))
        if kind == TEXT:
            return self._text("备注")
        if kind == WEIGHT:
            return self._weight() if plain < 7 else self._text("甲")
        tokens = self.speaker.sentence(kind, 9)
        return spoken(kind, tokens), Said(tokens=tuple(tokens), kind=kind)

    def _note(self) -> tuple[Node, Said]:
        kind = self.speaker.leaves.pick(5)
        if kind == 4:
            reason = self.speaker.leaves.reason()
            one = Form("REVIEWED", (("code", Name("K207", PLACE)), ("reason", Text(reason, PLACE))), PLACE)
            return Form("REVIEWED_ROW", (("reviewed", one),), PLACE), Said(f"已审 K207（{reason}）")
        if kind == 0:
            return Blank(PLACE), Said()
        if kind == 1:
            return self._text("备注")
        reason = self.speaker.leaves.reason() if kind == 2 else ""
        mark = Form("PROVISIONAL", (("reason", Text(reason, PLACE)),), PLACE)
        return mark, Said(f"暂定（{reason}）" if reason else "暂定")

    def _weight(self) -> tuple[Node, Said]:
        number = self.speaker.leaves.number()
        return number, Said(tokens=(Token("NUMBER", 0, 0, number),))

    def _text(self, head: str) -> tuple[Node, Said]:
        text = self.speaker.leaves.text()
        text = text if _reads_in(head, text) and (self.word != "SUBJECTS" or text.strip("?？")) else "另议"
        return Text(text, PLACE), Said(text)


def spoken(start: str, tokens: list[Token]) -> Any:
    """What the tokens make, by the parser's own rules."""
    rest = iter(tokens)
    return machine.run(start, lambda _: next(rest, None))


def _head_said(head: Name | Word) -> Said:
    kind = "NAME" if isinstance(head, Name) else "PARTS" if head.word == "PART" else head.word
    return Said(tokens=(Token(kind, 0, 0, head),))


def _row(cells: list[tuple[Node, Said]]) -> Row:
    return Row(tuple(TableCell(node, "", PLACE) for node, _ in cells), tuple(said for _, said in cells))


@lru_cache(maxsize=20_000)
def _reads_in(head: str, text: str) -> bool:
    """Whether a cell below ``head`` in a table of weights, or of indicators, reads as this text."""
    file, _ = read(f"权重表 {{\n| 指标 | {head} | 丙 |\n| 乙 | {text} | 另议 |\n}}\n部门：乙")
    if file is None or len(file.declarations) != 2 or file.declarations[0].table is None:
        return False
    node = file.declarations[0].table.rows[0][1].node
    return isinstance(node, Text) and node.text == text and text.strip("—-/－") != ""
