"""Words of a message that are themselves in a language.

Takes a placeholder's name and its words in Chinese and English; gives arguments ``name_zh`` and ``name_en``, of which the
texts of a page use the one of their own language. Never says what is wrong.
"""

from collections.abc import Iterable


def both(name: str, zh: str, en: str) -> dict[str, object]:
    """``{name}_zh`` and ``{name}_en``."""
    return {f"{name}_zh": zh, f"{name}_en": en}


def listed(name: str, words: Iterable[str]) -> dict[str, object]:
    """Names of the user's own as a list: the same words, separated as the language does."""
    words = list(words)
    return both(name, "、".join(words), ", ".join(words))
