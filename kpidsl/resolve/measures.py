"""Units of measure that a policy declares (计量单位).

Takes MEASURES declarations; reports a unit that is there already (K212), which the declaration leaves what it is. Never adds one:
the lexer has read them all.
"""

from kpidsl.diagnostics import Problems
from kpidsl.syntax.chars import half_width
from kpidsl.syntax.tree import Declaration, Form, Items, Name
from kpidsl.syntax.unit_words import UnitWords
from kpidsl.syntax.units import load_units


def report_known_measures(declarations: list[Declaration], problems: Problems) -> None:
    """K212 (warning) for each unit that ``units.toml`` has."""
    for declaration in declarations:
        if declaration.word != "MEASURES" or not isinstance(declaration.value, Items):
            continue
        words = UnitWords()
        for form in declaration.value.items:
            name = form.get("name") if isinstance(form, Form) else None
            if isinstance(name, Name) and words.key(half_width(name.text)) in load_units():
                problems.add("K212", name.place, "", (), name=name.text)
