"""Statements about the policy as a whole: 确保, 任何情况下, 年度得分.

Takes their declarations; gives them with classes spread. Expressions stay as written.
"""

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Always, Annual, AnnualRule, Ensure, GradeScale, Veto
from kpidsl.resolve.reading import expressions
from kpidsl.resolve.scopes import Scopes
from kpidsl.source import Span
from kpidsl.syntax.tree import Declaration, Form, Word


def ensures(declarations: list[Declaration], scopes: Scopes) -> tuple[Ensure, ...]:
    """All 确保 statements."""
    found = []
    for declaration in declarations:
        if declaration.word == "ENSURE":
            classes = class_names(names_in(declaration.subject), scopes.classes) or scopes.all_classes()
            found += [Ensure(classes, expr, expr.place) for expr in expressions(declaration.value)]
    return tuple(found)


def always(declarations: list[Declaration]) -> tuple[Always, ...]:
    """All 任何情况下 statements."""
    found = []
    for declaration in declarations:
        match declaration.value:
            case Form("IF_THEN") as form if declaration.word == "ALWAYS":
                condition, then = expressions(form.get("if_")), expressions(form.get("then"))
                found.append(Always(condition[0], then[0], declaration.place))
    return tuple(found)


_MISSING = {"PRESENT_PERIODS": "PRESENT_MONTHS", "GAPS_ZERO": "MISSING_ZERO", "GAPS_STOP": "MISSING_STOP"}
"""What is said of periods, by what is said of months."""


def annual(
    declarations: list[Declaration],
    grades: tuple[GradeScale, ...],
    exclusions: tuple[Veto, ...],
    scopes: Scopes,
    problems: Problems,
) -> Annual | None:
    """What 年度得分 says, with the scales that grade the year; one without classes is for those that no other names."""
    found = [one for one in declarations if one.word == "ANNUAL" and isinstance(one.value, Form)]
    if not found:
        for name, place in [(one.name, one.place) for one in grades] + [(one.name, one.place) for one in exclusions]:
            problems.add("K722", place, "scale", (), name=name)
        return None
    seen: dict[str, Span] = {}
    rules = []
    for declaration in sorted(found, key=lambda one: one.subject is None):
        named = class_names(names_in(declaration.subject), scopes.classes)
        for name in named:
            first = seen.setdefault(name, declaration.word_place)
            if first is not declaration.word_place:
                problems.add("K730", declaration.word_place, "twice", [Label(first, "first")], name=name)
        own = named if declaration.subject else tuple(name for name in scopes.all_classes() if name not in seen)
        if declaration.subject is None:
            seen.update(dict.fromkeys(own, declaration.word_place))
            if not own and sum(one.subject is None for one in found) == 1:
                problems.add("K730", declaration.word_place, "none")
        assert isinstance(declaration.value, Form)
        missing = declaration.value.get("missing")
        word = missing.word if isinstance(missing, Word) else None
        value = expressions(declaration.value.get("of"))[0]
        rules.append(AnnualRule(own, value, _MISSING.get(word or "", word), declaration.word_place))
    left = [name for name in scopes.all_classes() if name not in seen]
    if left:
        problems.add("K730", found[0].word_place, "", (), **listed("classes", left))
    return Annual(tuple(rules), found[0].word_place, grades, exclusions)
