"""Whether a text may lean on other files, before anything of it is read.

Takes a text; looks for the words that import and amend. Imports no parser: most policies stand alone, and one that was compiled
before needs none.
"""

from functools import cache

from kpidsl.syntax.chars import half_width
from kpidsl.syntax.keywords import load_keywords


def leans(text: str) -> bool:
    """Whether a text may import or amend: one of the words for it stands somewhere."""
    plain = half_width(text).replace(" ", "")
    return any(word in plain for word in _leaning_words())


@cache
def _leaning_words() -> tuple[str, ...]:
    rows = load_keywords().rows
    return tuple(text.replace(" ", "") for text, words, _ in rows if words & {"IMPORT", "AMEND"})
