"""The forms that add to a mark or take off it: steps, slices and events.

Takes a form; says whether it adds or deducts, and whether it says itself how far it goes.
"""

from kpidsl.syntax.tree import Block, Form, Word

CHANGES = ("STEP", "SLICES", "EVENTS")
"""The words of these forms."""


def effect_of(form: Form) -> str:
    """``DEDUCT`` or ``ADD``; of slices that of the first."""
    effect = next(iter(rates(form)), form).get("effect")
    word = effect.word if isinstance(effect, Word) else ""
    return {"EVENTS_OFF": "DEDUCT", "EVENTS_ON": "ADD"}.get(word, word)


def rates(form: Form) -> list[Form]:
    """What each slice adds or deducts; none for a step."""
    slices = form.get("slices")
    entries = slices.fields if isinstance(slices, Block) else ()
    return [entry.value for entry in entries if isinstance(entry.value, Form)]


def ends_itself(form: Form) -> bool:
    """Whether nothing more is counted beyond the last slice."""
    slices = form.get("slices")
    return isinstance(slices, Block) and any(isinstance(entry.value, Word) for entry in slices.fields)
