"""Sentences of the grammar at random, as tokens.

Takes a symbol of ``grammar/kpi.lark`` and choices; gives the tokens of a sentence of it, every rule of the grammar being
open to choice, so that a new construct takes part as soon as it is in the grammar. What makes a sentence a policy's
is left out of a grammar and stands here: which pieces of a scoring rule belong to which, that a part is said once.
The leaves come from ``trees_words``. Never spells a token.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from lark import Lark

from kpidsl.grammar_files import grammar_text
from kpidsl.syntax import machine
from kpidsl.syntax.parse_table import _STARTS, FIELD_STARTS, parse_table
from kpidsl.syntax.tokens import Token
from kpidsl.syntax.tree import Blank, Name, Text, Word
from kpidsl.values import define, frozen
from tests.syntax.trees_words import PLACE, PLAIN, Leaves

T = TypeVar("T")
Production = tuple[str, ...]

SAID_AGAIN = frozenset({"NAME", "FORMULA", "NO_LINK", "RECORD"})
"""What a field of a declaration begins with that may stand there several times."""

OWN_PIECES = (
    "met", "entered", "step", "tiers", "interpolate", "proportional", "free", "limit", "events", "raters", "dead_band",
    "slices", "gate", "applied", "rank_score", "efficacy", "lost_rule",
)  # fmt: skip
COMPLETING = {
    "dead_band": ("counted_from",), "slices": ("part",), "gate": ("gate_fails",),
    "met": ("missed",), "entered": ("precise", "need_reason"), "step": ("part",), "interpolate": ("ends",),
    "proportional": ("limit", "inverse"), "events": ("several", "repeats"), "raters": ("trim", "votes"),
    "efficacy": ("alike",),
}  # fmt: skip
"""The pieces of a scoring rule that say more about another."""


_DECLARED = frozenset(start.removesuffix("_field") for start in FIELD_STARTS.values())
"""What has each of its fields once."""


@frozen
class Grammar:
    """Every production of every symbol, and how deep the shallowest sentence of a symbol is."""

    productions: dict[str, tuple[Production, ...]]
    heights: dict[str, int]


@cache
def grammar() -> Grammar:
    """The grammar as Lark expands it: optional parts and rows are productions of their own."""
    lark = Lark(grammar_text("kpi.lark"), parser="lalr", start=list(_STARTS), maybe_placeholders=True)
    productions: dict[str, list[Production]] = {}
    for rule in lark.rules:
        symbols = tuple(str(symbol.name) for symbol in rule.expansion)
        known = productions.setdefault(str(rule.origin.name), [])
        if (
            symbols not in known and symbols.count("PROVISIONAL") < 2
        ):  # a declaration is marked before or after its block
            known.append(symbols)
    heights = _heights(productions)
    shallow_first = {
        symbol: tuple(sorted(known, key=lambda made: (max(heights.get(part, 0) for part in made), len(made))))
        for symbol, known in productions.items()
    }
    return Grammar(shallow_first, heights)


def productions_of(start: str, tokens: Sequence[Token]) -> set[tuple[str, Production]]:
    """The productions by which the parser's table reads the tokens as ``start``."""
    table, stack, symbols = parse_table(), [parse_table().starts[start]], list[str]()
    taken = set()
    for kind in (*(token.type for token in tokens), machine.END):
        while (action := table.actions[stack[-1]].get(kind)) is not None and action < 0:
            symbol, size, *_ = table.rules[~action]
            taken.add((symbol, tuple(symbols[len(symbols) - size :])))
            del stack[len(stack) - size :], symbols[len(symbols) - size :]
            stack.append(table.gotos[stack[-1]][symbol])
            symbols.append(symbol)
            if kind == machine.END and stack[-1] == table.ends[start]:
                return taken
        assert action is not None, (start, kind)
        stack.append(action)
        symbols.append(kind)
    return taken


def _heights(productions: dict[str, list[Production]]) -> dict[str, int]:
    heights = dict.fromkeys(productions, 1000)
    changed = True
    while changed:
        changed = False
        for symbol, known in productions.items():
            height = 1 + min(max(heights.get(part, 0) for part in made) for made in known)
            changed |= height < heights[symbol]
            heights[symbol] = min(height, heights[symbol])
    return heights


@define
class Speaker:
    """Says sentences, its words being ``leaves``."""

    leaves: Leaves

    def sentence(self, symbol: str, fuel: int = 22) -> list[Token]:
        """Tokens of a sentence of ``symbol``; once ``fuel`` rules deep, the shallowest ones are taken."""
        if symbol not in grammar().productions:
            return [self.token(symbol)]
        if symbol.startswith(("body{", "map{")):
            return self._block(symbol, fuel)
        ways = {"rows": self._rows, "scoring": self._scoring, "datum": self._datum, "column": self._column,
                "formula": self._formula, "_amount": self._amount,
                "measures": self._measures, "chapter": self._titled("chapter"), "tag": self._titled("tag")}  # fmt: skip
        return ways[symbol](fuel) if symbol in ways else self.follow(self._choose(symbol, fuel), fuel)

    def token(self, kind: str) -> Token:
        """A terminal with the node it stands for."""
        return Token(kind, 0, 0, self.leaves.of(kind) or (Blank(PLACE) if kind == "BLANK" else Word(kind, PLACE)))

    def _choose(self, symbol: str, fuel: int) -> Production:
        known = grammar().productions[symbol]
        if len(known) == 1 or fuel <= 0:
            return known[0]
        tighter = len(known[0]) == 1 and not known[0][0].isupper()  # the next tighter kind of expression
        at = self.leaves.pick(len(known) * (3 if tighter else 1))
        return known[at] if at < len(known) else known[0]

    def follow(self, production: Production, fuel: int = 22) -> list[Token]:
        """Tokens of the parts of a production."""
        return [token for part in production for token in self.sentence(part, fuel - 1)]

    # ---- what the grammar leaves to the callbacks --------------------------------------------------------------------

    def _block(self, symbol: str, fuel: int) -> list[Token]:
        """``{ … }``; a declaration says each of its fields once."""
        entry = next(part for part in grammar().productions[symbol][-1] if part.startswith("field{"))
        once = entry.removeprefix("field{").removesuffix("_entry}") in _DECLARED
        said: dict[str | int, list[Token]] = {}
        for number in range(self.leaves.pick(8 if once else 5) if fuel > 0 else 0):
            made = self.sentence(entry, fuel - 2)
            said.setdefault(made[0].type if once and made[0].type not in SAID_AGAIN else number, made)
        fields = self._joined(list(said.values()), lambda: "_SEP") if said else []
        return [self.token("LBRACE"), *fields, self.token("RBRACE")]

    def _rows(self, _: int) -> list[Token]:
        """The rows of a table are made in ``trees_tables``; one token stands for them."""
        return [self.token("TABLE_ROW")]

    def _scoring(self, fuel: int) -> list[Token]:
        """Forms, each followed by what completes it; ``以 90% 为基准`` before a step."""
        pieces: list[list[Token]] = []
        for _ in range(1 + self.leaves.pick(3) if fuel > 0 else 1):
            form = self.leaves.one(OWN_PIECES)
            if form == "step" and self.leaves.pick(3) == 2:
                pieces.append(self.sentence("base", fuel - 2))
            pieces.append(self._limit(fuel, alone=True) if form == "limit" else self.sentence(form, fuel - 2))
            completing = self._some_of(COMPLETING.get(form, ()))
            pieces += [
                self._limit(fuel, alone=False) if more == "limit" else self.sentence(more, fuel - 2)
                for more in completing
            ]
        return self._joined(pieces, lambda: self.leaves.one(("_COMMA", "_CONTINUE")))

    def _limit(self, fuel: int, alone: bool) -> list[Token]:
        """A floor or cap; ``最多 100 分`` without 扣 or 加 only completes 按…计分."""
        bare = ("AT_MOST", "NUMBER"), ("AT_MOST", "FULL"), ("AT_MOST", "in_brackets")
        known = [made for made in grammar().productions["limit"] if made not in bare] if alone else bare
        return self.follow(self.leaves.one(known), fuel)

    def _amount(self, fuel: int) -> list[Token]:
        """A number or what gives one: what begins with a digit is the number there, so such a name is none that stands bare."""
        first, *rest = self.follow(self._choose("_amount", fuel), fuel)
        if isinstance(first.node, Name) and first.node.text in PLAIN and first.node.text[0].isdigit():
            first = Token("NAME", 0, 0, Name(f"{first.node.text}（甲）", PLACE))
        return [first, *rest]

    def _titled(self, symbol: str) -> Callable[[int], list[Token]]:
        """A chapter, or a line that stands by itself, whose text is none like those within braces."""

        def said(fuel: int) -> list[Token]:
            tokens = self.follow(self._choose(symbol, fuel), fuel)
            title = Text(self.leaves.title(), PLACE)
            return [Token("FREE_TEXT", 0, 0, title) if token.type == "FREE_TEXT" else token for token in tokens]

        return said

    def _datum(self, fuel: int) -> list[Token]:
        """A date, a text, or a name and parts of different kinds."""
        if not self.leaves.pick(4):
            return self._of_a_kind("datum", fuel)
        name = self.token("NAME")
        parts = [self._datum_part(made, fuel) for made in self._some_of(grammar().productions["datum_part"])]
        return [name, self.token("LPAR"), *self._joined(parts), self.token("RPAR")] if parts else [name]

    def _of_a_kind(self, symbol: str, fuel: int) -> list[Token]:
        """A date or a text."""
        made = [made for made in grammar().productions[symbol] if {"DATE_KIND", "TEXT_KIND"} & set(made)]
        return self.follow(self.leaves.one(made), fuel)

    def _column(self, fuel: int) -> list[Token]:
        """A column of a log: a date, a text, or parts of different kinds, of which only one is a scale."""
        known = grammar().productions
        if not self.leaves.pick(3):
            return self._of_a_kind("column", fuel)
        scales = [made for made in (*known["datum_part"], *known["column_part"]) if made[:1] == ("NAME",)]
        others = [
            made
            for made in (*known["datum_part"], *known["column_part"])
            if made[:1] not in (("NAME",), ("datum_part",))
        ]
        parts = [self._datum_part(made, fuel) for made in self._some_of([self.leaves.one(scales), *others])]
        name = self.token("NAME")
        return [name, self.token("LPAR"), *self._joined(parts), self.token("RPAR")] if parts else [name]

    def _datum_part(self, made: Production, fuel: int) -> list[Token]:
        if made == ("NUMBER",):
            return [Token("NUMBER", 0, 0, self.leaves.number("places"))]
        return self.follow(made, fuel)

    def _formula(self, fuel: int) -> list[Token]:
        """A formula and parts of different kinds."""
        head = [self.token("NAME"), self.token("EQ"), *self.sentence("expr", fuel - 1)]
        parts = self._some_of(grammar().productions["formula_part"])
        if any(made[0] == "NO_EARLIER" for made in parts):  # which START says in another way
            parts = [made for made in parts if made[0] != "START"]
        return self._joined([head, *(self.follow(made, fuel) for made in parts)])

    def _measures(self, fuel: int) -> list[Token]:
        """The units of measure that the numbers of this file use."""
        names = self._joined([[Token("NAME", 0, 0, Name(name, PLACE))] for name in self.leaves.measures])
        made = self._choose("measures", fuel)
        return [token for part in made for token in (names if part == "names" else self.sentence(part, fuel))]

    # ---- small choices -----------------------------------------------------------------------------------------------

    def _some_of(self, options: Sequence[T]) -> list[T]:
        """Some of the options in some order, none twice."""
        left, taken = list(options), []
        while left and self.leaves.pick(3):
            taken.append(left.pop(self.leaves.pick(len(left))))
        return taken

    def _joined(self, groups: list[list[Token]], sign: Callable[[], str] = lambda: "_COMMA") -> list[Token]:
        made = list(groups[0])
        for group in groups[1:]:
            kind = sign()
            made += [Token(kind, 0, 0, Word(kind, PLACE)), *group]
        return made
