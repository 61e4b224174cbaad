"""The parse table: made by Lark from ``grammar/kpi.lark`` once, then kept.

Gives the states and rules of the LALR(1) machine as plain data (see `machine`, which runs them). Lark is imported only
where no table is kept. Knows nothing of texts and tokens.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

from kpidsl.grammar_files import grammar_text
from kpidsl.kept import kept, own_text
from kpidsl.values import frozen

FIELD_STARTS = {
    "POLICY": "policy_field", "AMEND": "amend_field", "DEFAULTS": "defaults_field", "CLASS_SETS": "names_field", "LINK": "names_field",
    "INDICATOR": "indicator_field", "FIGURES": "indicator_field", "BONUS": "indicator_field", "MALUS": "indicator_field",
    "ADJUSTMENT": "indicator_field",
    "NOT_ASSESSED": "exclusion_field", "UNGRADED": "exclusion_field",
    "EXTRAS": "extras_field", "COEFFICIENT": "coefficient_field", "VETO": "veto_field", "COMPOSITE_SCORE": "composite_field",
    "GRADES": "grades_field", "EXAMPLE": "example_field", "LOG": "log_field", "PAY": "pay_field",
    "TIME_LIMITS": "limits_field", "COUNTS": "counts_field", "APPEAL": "appeal_field",
    "DISCLOSURE": "disclosure_field", "CONTENT": "content_field",
    "SCHEME": "scheme_field",
}  # fmt: skip
"""The start symbol of one field of each declaration that has fields."""

_CELLS = ("name", "names", "data", "formula", "expr", "scoring", "unreported", "not_applicable", "self_appraisal",
          "direction", "periods", "nature", "full", "row", "amount", "key")  # fmt: skip
_STARTS = ["declaration", "removed", *dict.fromkeys(FIELD_STARTS.values()), *(f"cell_{kind}" for kind in _CELLS)]

PLACEHOLDER = -1
"""Stands in the parts of a rule for an optional part left out."""

Rule = tuple[str, int, str, bool, tuple[tuple[int, bool], ...]]
"""The symbol a rule makes, how many parts it has, the name of its callback, whether a single part stands for itself, and
the parts the callback takes: which, and whether that is itself a row of parts."""


@frozen(eq=False)
class ParseTable:
    """``actions``: for each state, by terminal, the next state, or ``~n`` where rule n is complete; ``gotos``: for each
    state the next one by the symbol just made; ``starts`` and ``ends``: the first and last state of each start symbol.
    """

    actions: tuple[Mapping[str, int], ...]
    gotos: tuple[Mapping[str, int], ...]
    starts: Mapping[str, int]
    ends: Mapping[str, int]
    rules: tuple[Rule, ...]


@cache
def parse_table() -> ParseTable:
    """The table of the grammar."""
    grammar = grammar_text("kpi.lark")
    made_from = [grammar, own_text(__file__), _text_of_lark()]
    return ParseTable(*kept("grammar", made_from, lambda: made_by_lark(grammar)))


def _text_of_lark() -> str:
    """The module that states Lark's version; importing it would import all of Lark."""
    found = find_spec("lark")
    return own_text(found.origin) if found and found.origin else ""


def made_by_lark(grammar: str) -> tuple[Any, ...]:
    """The fields of the table of a grammar."""
    from lark import Lark
    from lark.lexer import Lexer

    class NoLexer(Lexer):
        """Lark wants one; its own would want patterns for all terminals."""

        def __init__(self, _: Any) -> None: ...

        def lex(self, *_: Any) -> Iterator[Any]:
            raise NotImplementedError

    lark = Lark(grammar, parser="lalr", lexer=NoLexer, start=list(_STARTS), maybe_placeholders=True)
    table = lark.parser.parser._parse_table  # noqa: SLF001  Lark offers no other way to its table
    number = {rule: at for at, rule in enumerate(lark.rules)}
    actions: list[dict[str, int]] = []
    gotos: list[dict[str, int]] = []
    for _, state in sorted(table.states.items()):
        moves = {name: ~number[to] if to in number else to for name, (_, to) in state.items()}
        actions.append({name: to for name, to in moves.items() if _is_terminal(name)})
        gotos.append({name: to for name, to in moves.items() if not _is_terminal(name)})
    rules = tuple(_rule(rule) for rule in lark.rules)
    return tuple(actions), tuple(gotos), dict(table.start_states), dict(table.end_states), rules


def _is_terminal(name: str) -> bool:
    return name == "$END" or name.lstrip("_").isupper()


def _rule(rule: Any) -> Rule:
    options = rule.options
    callback = rule.alias or options.template_source or rule.origin.name
    single = options.expand1 and not rule.alias
    return str(rule.origin.name), len(rule.expansion), str(callback), bool(single), tuple(_taken_parts(rule))


def _taken_parts(rule: Any) -> Iterator[tuple[int, bool]]:
    """Which parts a callback takes, and whether each is a row of parts.

    Terminals whose name begins with _ are left out; symbols of such a name, and those Lark makes for * and +, are rows.
    """
    missing = rule.options.empty_indices or [False] * len(rule.expansion)
    parts = iter(enumerate(rule.expansion))
    for left_out in missing:
        if left_out:
            yield PLACEHOLDER, False
            continue
        at, symbol = next(parts)
        if not (symbol.is_term and symbol.filter_out):
            yield at, not symbol.is_term and symbol.name.startswith("_")
