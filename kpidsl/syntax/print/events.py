"""What stands behind the block of events and raters, each after a comma.

Takes the form; gives how each option is said, in the order written, and its block where it has one.
"""

from collections.abc import Callable, Iterator

from kpidsl.source import Span
from kpidsl.syntax.print.phrases import Phrases
from kpidsl.syntax.tree import Block, Form, Items, Name, Node, Number, Word

Say = Callable[[Phrases], str]

_WORDS = {"least": "AT_LEAST", "mean": "GROUP_MEAN"}


def options(form: Form) -> Iterator[tuple[Say, Span, Block | None]]:
    """The options of ``EVENTS`` and ``RATERS``."""
    if form.word not in ("EVENTS", "RATERS"):
        return
    for slot, node in form.slots:
        said = _said(form, slot, node)
        if said is not None:
            yield said, node.place, node if isinstance(node, Block) else None


def _said(form: Form, slot: str, node: Node) -> Say | None:
    match slot, node:
        case "each" | "several", Word(word):
            return lambda w: w.word(word)
        case "times", _:
            return lambda w: _repeats(w, form, node)
        case "trim", _:
            return lambda w: w.joined(w.word("OVER"), w.phrase(node), w.word("TRIMMED"))
        case "few", _:
            return lambda w: f"{w.word('TOO_FEW')}{w.signs.colon}{w.phrase(node)}"
        case "least" | "mean", _:
            return lambda w: w.joined(w.word(_WORDS[slot]), w.phrase(node))
        case _:
            return None


def _repeats(words: Phrases, form: Form, times: Node) -> str:
    window, same = form.get("window"), form.get("same")
    within = words.word("WITHIN") if words.lang == "zh" and isinstance(window, Number) else ""
    inside = [words.joined(words.phrase(window), within)] if window is not None else []
    inside += [words.name(one) for one in same if isinstance(one, Name)] if isinstance(same, Items) else []
    inside += [words.word("ANY_SAME")] if form.get("any") is not None else []
    head = words.word("REPEATS") + words.signs.space + words.bracketed(words.signs.comma.join(inside))
    return f"{head}{words.signs.colon}{words.times(times)}" if isinstance(times, Number) else head
