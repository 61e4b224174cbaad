"""Whether a text would read if one token more or less stood where the grammar stopped.

Takes where the machine stopped; gives the terminals that would mend it. Reads on to the end of the stretch, so that what is
offered really leads on. Makes no tree, says nothing.
"""

from kpidsl.syntax.lexer import Lexer
from kpidsl.syntax.machine import END, Stuck, shifted, terminals
from kpidsl.syntax.reading import Reading
from kpidsl.syntax.tokens import Refused

TOKENS_TRIED = 200
"""How many tokens a text is read on; one that reads so far is taken to be mended."""
_NEVER_MISSING = frozenset({"_CONTINUE", "CAP_AHEAD", "PROVISIONAL", END})


def missing(stuck: Stuck, reading: Reading, wanted: list[str], at: int) -> list[str]:
    """Those of ``wanted`` that, standing before ``at``, let the rest of the text read."""
    return [kind for kind in wanted if kind not in _NEVER_MISSING and _reads(stuck, reading, at, kind)]


def is_extra(stuck: Stuck, reading: Reading, end: int) -> bool:
    """Whether the text reads without the token that ends at ``end``."""
    return _reads(stuck, reading, end, "")


def replacing(stuck: Stuck, reading: Reading, wanted: list[str], end: int) -> list[str]:
    """Those of ``wanted`` that read in place of the token that ends at ``end``."""
    return [kind for kind in wanted if kind not in _NEVER_MISSING and _reads(stuck, reading, end, kind)]


def _reads(stuck: Stuck, reading: Reading, at: int, given: str) -> bool:
    """Whether the text from ``at`` reads after ``given``, or after what went before where that is empty."""
    stack: list[int] | None = list(stuck.stack)
    if given:
        stack = shifted(stuck.start, list(stuck.stack), given)
    lexer = Lexer(reading)
    lexer.at, lexer.last = at, given or "NAME"
    lexer.depth = reading.script.flat.count("(", reading.start, at) - reading.script.flat.count(")", reading.start, at)
    try:
        for _ in range(TOKENS_TRIED):
            if stack is None:
                return False
            token = lexer.next(terminals(stack[-1]))
            if token is None:
                return shifted(stuck.start, stack, END) is not None
            stack = shifted(stuck.start, stack, token.type)
    except Refused:
        return False
    return True
