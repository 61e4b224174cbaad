"""The parse table: made from ``grammar/kpi.lark`` once, kept in the user's cache folder.

Gives the one Lark parser of the process. A cache that cannot be read or written never fails a parse.
"""

import hashlib
import os
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import lark

from kpidsl.grammar_files import grammar_text
from kpidsl.syntax.build import Builder
from kpidsl.syntax.lexer import KpiLexer
from kpidsl.syntax.tokens import Token

FIELD_STARTS = {
    "POLICY": "policy_field", "DEFAULTS": "defaults_field", "CLASS_SETS": "names_field", "LINK": "names_field",
    "INDICATOR": "indicator_field", "VETO": "veto_field", "COMPOSITE_SCORE": "composite_field",
    "GRADES": "grades_field", "EXAMPLE": "example_field",
}  # fmt: skip
"""The start symbol of one field of each declaration that has fields."""

_CELLS = ("name", "names", "data", "formula", "expr", "scoring", "unreported", "not_applicable", "row")
_STARTS = ["declaration", *dict.fromkeys(FIELD_STARTS.values()), *(f"cell_{kind}" for kind in _CELLS)]


@cache
def parser() -> lark.Lark:
    """The parser for declarations, single fields and cells."""
    text = grammar_text("kpi.lark")
    place = _cache_file(text)
    made = _lark(text, str(place) if place else None)
    nodes = dict.fromkeys(_terminals(made), _node)
    made.parser.parser.parser.callbacks.update(nodes)
    return made


def _lark(text: str, cache_file: str | None) -> lark.Lark:
    return lark.Lark(
        text,
        parser="lalr",
        lexer=KpiLexer,
        start=list(_STARTS),
        transformer=Builder(),
        maybe_placeholders=True,
        cache=cache_file or False,
    )


def accepted_first(start: str) -> frozenset[str]:
    """The terminals a stretch read with ``start`` can begin with."""
    table = _table(parser())
    return frozenset(table.states[table.start_states[start]])


def _table(made: lark.Lark) -> Any:
    return made.parser.parser._parse_table  # noqa: SLF001  Lark offers no other way to its table


def _terminals(made: lark.Lark) -> set[str]:
    states = _table(made).states.values()
    return {name for actions in states for name in actions if name.lstrip("_").isupper()}


def _node(token: Token) -> object:
    return token.node


def _cache_file(text: str) -> Path | None:
    """A file of this version of Lark and of the grammar; None where no folder can be written."""
    key = hashlib.sha256(f"{lark.__version__}\n{text}".encode()).hexdigest()[:16]
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    try:
        folder = Path(base).expanduser() / "kpidsl"
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except (OSError, RuntimeError):
        return None
    return folder / f"grammar-{key}.bin"
