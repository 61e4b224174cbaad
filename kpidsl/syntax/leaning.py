"""Whether a text may lean on other files, before anything of it is read.

Takes a text; looks for the words that import and amend. Imports no parser: most policies stand alone, and one that was compiled
before needs none.
"""

from functools import cache

from kpidsl.syntax.keywords import load_keywords, solid


def leans(text: str) -> bool:
    """Whether a text may import or amend: one of the words for it stands somewhere."""
    plain = solid(text).replace(" ", "")
    return any(word in plain for word in _leaning_words())


@cache
def _leaning_words() -> tuple[str, ...]:
    spellings = load_keywords().of_word
    return tuple(spelling.solid.replace(" ", "") for word in ("IMPORT", "AMEND") for spelling in spellings[word])
