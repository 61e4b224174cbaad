"""What the names of figures, offices and documents say by their words, as data: ``grammar/figure_words.toml``.

Takes a name; tells which kind of word it holds. Never looks at a policy.
"""

from functools import cache
from typing import Any

from kpidsl.grammar_files import grammar_text
from kpidsl.kept import kept, own_text


@cache
def _words() -> dict[str, dict[str, Any]]:
    text = grammar_text("figure_words.toml")
    found: dict[str, dict[str, Any]] = kept("figure words", [text, own_text(__file__)], lambda: _from_file(text))
    return found


def _from_file(text: str) -> dict[str, Any]:
    import tomllib

    return tomllib.loads(text)


def says(kind: str, name: str) -> bool:
    """Whether a name holds, begins or ends with a word of that kind, and none that takes it back."""
    words, name = _words()[kind], name.casefold()
    if any(word in name for word in words.get("but", ())):
        return False
    return (
        name.endswith(tuple(words.get("ends", ())))
        or name.startswith(tuple(words.get("starts", ())))
        or any(word in name for word in words.get("within", ()))
    )


def endings(kind: str) -> tuple[str, ...]:
    """The words by which names of that kind end, longest first."""
    return tuple(sorted(_words()[kind]["ends"], key=len, reverse=True))


def words_of(kind: str, key: str = "words") -> Any:
    """The words of a kind, as the file lists them."""
    return _words()[kind][key]
