"""Data and formulas of an indicator.

Takes DATA and FORMULA fields; gives data with unit of measure, range and decimals (from the unit's own defaults where
the author gave none), and formulas as written.
"""

from fractions import Fraction

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.absence import is_said_of_absence
from kpidsl.resolve.amounts import in_unit, step_decimals, whole, written
from kpidsl.resolve.names import Once, names_in
from kpidsl.resolve.policy import Datum, Formula, RoundingRule
from kpidsl.source import Span
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.syntax.tree import Expr, Field, Form, Items, Name, Node, Number, Text, Word
from kpidsl.syntax.units import DATE

YES_NO_LEVELS = ("是", "否")
_MOST_DECIMALS = 60
"""More than the scale of any unit has that is a decimal."""


def forms_in(fields: list[Field], word: str) -> list[Form]:
    """The forms of that word among the values of ``fields``."""
    nodes: list[Node] = []
    for field in fields:
        nodes += field.value.items if isinstance(field.value, Items) else (field.value,)
    return [node for node in nodes if isinstance(node, Form) and node.word == word]


def read_data(family: str, fields: list[Field], problems: Problems) -> tuple[Datum, ...]:
    """All data of a family; a name given twice is reported and dropped."""
    found: dict[str, Datum] = {}
    for form in forms_in(fields, "DATUM"):
        name = form.get("name")
        assert isinstance(name, Name)
        if name.text in found:
            problems.add("K202", name.place, "datum", [Label(found[name.text].place, "first")], name=name.text)
            continue
        found[name.text] = datum = read_datum(family, name, form, problems)
        if datum.kind == "text":
            problems.add("K642", form.place, "", (), name=name.text)
    return tuple(found.values())


def read_datum(family: str, name: Name, form: Form, problems: Problems) -> Datum:
    """One figure as its author describes it: a number, a level, yes or no, a label of a list, a date, or free text."""
    once = Once("level", problems)
    if form.get("date"):
        return Datum(
            family, name.text, "date", DATE.key, Fraction(DATE.low), Fraction(DATE.high), 0, None, (), name.place
        )
    if form.get("text"):
        labels = tuple(label.text for label in names_in(form.get("choices")) if once.says(label.text, label.place))
        if family:  # a record says what is: its cells hold no word of absence
            _report_absences(name, form.get("choices"), problems)
        return _ordered(family, name, "label" if labels else "text", labels)
    levels = tuple(level.text for level in names_in(form.get("scale")) if once.says(level.text, level.place))
    if levels or form.get("yes_no"):
        kind = "ordinal" if levels else "yes_no"
        _report_absences(name, form.get("scale"), problems)
        return _ordered(family, name, kind, levels or YES_NO_LEVELS)
    low_end, high_end, finest = (_number(form.get(slot)) for slot in ("low", "high", "step"))
    unit = _unit(form.get("unit")) or next((end.unit for end in (high_end, low_end, finest) if end and end.unit), "")
    spec = unit_spec(unit)
    _report_endless(name, unit, problems)
    low, high, step = (in_unit(end, unit, problems) for end in (low_end, high_end, finest))
    if low_end and high_end and low is not None and high is not None and low >= high:
        problems.add("K311", high_end.place, name=name.text, low=written(low_end), high=written(high_end))
    digits = form.get("digits")
    decimals = whole(digits, "whole", problems) if isinstance(digits, Number) else (spec.digits if spec else 0)
    return Datum(
        family=family,
        name=name.text,
        kind="number",
        unit=unit,
        low=Fraction(spec.low if spec else 0) if low is None else low,
        high=Fraction(spec.high if spec else 10**9) if high is None else high,
        decimals=max(decimals, step_decimals(finest, step, problems)),
        step=step,
        levels=(),
        place=name.place,
    )


def _report_endless(name: Name, unit: str, problems: Problems) -> None:
    """K641: a figure in a unit of which one is no decimal number of the unit it counts in (元/年 is a twelfth of 元/月)."""
    spec = unit_spec(unit)
    scale = Fraction(spec.scale) if spec else Fraction(1)
    if spec and (scale * 10**_MOST_DECIMALS).denominator > 1:
        one = both("unit", spec.word("zh"), spec.word("en"))
        problems.add("K641", name.place, "", (), name=name.text, part=f"{scale.numerator}/{scale.denominator}", **one)


def _report_absences(name: Name, levels: Node | None, problems: Problems) -> None:
    """K644: a level or a label by which a cell says that there is no value."""
    for level in names_in(levels):
        if is_said_of_absence(level.text):
            problems.add("K644", level.place, "", (), name=name.text, level=level.text)


def _ordered(family: str, name: Name, kind: str, levels: tuple[str, ...]) -> Datum:
    top = Fraction(max(len(levels) - 1, 0))
    return Datum(family, name.text, kind, "", Fraction(0), top, 0, None, levels, name.place)


def _unit(node: Node | None) -> str:
    return node.text if isinstance(node, (Text, Name)) else node.word if isinstance(node, Word) else ""


def _number(node: Node | None) -> Number | None:
    return node if isinstance(node, Number) else None


def read_formulas(family: str, fields: list[Field], data: tuple[Datum, ...], problems: Problems) -> tuple[Formula, ...]:
    """All formulas of a family, in order."""
    taken: dict[str, Span] = {datum.name: datum.place for datum in data}
    found = []
    for form in forms_in(fields, "FORMULA"):
        name, expr = form.get("name"), form.get("expr")
        assert isinstance(name, Name)
        if name.text in taken:
            problems.add("K202", name.place, "datum", [Label(taken[name.text], "first")], name=name.text)
            continue
        taken[name.text] = name.place
        if isinstance(expr, Expr):
            zero, negative, rounding = form.get("zero"), form.get("negative"), form.get("round")
            empty, alone = form.get("empty"), form.get("alone")
            found.append(
                Formula(
                    family, name.text, expr,
                    zero.word if isinstance(zero, Word) else None,
                    negative.word if isinstance(negative, Word) else None,
                    _rounding(rounding, problems), name.place, empty.word if isinstance(empty, Word) else None,
                    _earlier(form.get("earlier")),
                    alone.word if isinstance(alone, Word) else None,
                )
            )  # fmt: skip
    return tuple(found)


def _earlier(node: Node | None) -> str | Expr | None:
    return node.word if isinstance(node, Word) else node if isinstance(node, Expr) else None


def _rounding(node: Node | None, problems: Problems) -> RoundingRule | None:
    if isinstance(node, Form) and isinstance(digits := node.get("digits"), Number):
        mode = node.get("mode")
        return RoundingRule(whole(digits, "whole", problems), mode.word if isinstance(mode, Word) else "", node.place)
    return None
