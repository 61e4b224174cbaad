"""Statements about the policy as a whole: 确保, 任何情况下, 年度得分.

Takes their declarations; gives them with classes spread. Expressions stay as written.
"""

from kpidsl.diagnostics import Problems
from kpidsl.resolve.amounts import whole
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Always, Annual, Ensure, GradeScale
from kpidsl.resolve.reading import expressions
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.tree import Declaration, Form, Number, Word


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


def annual(declarations: list[Declaration], grades: tuple[GradeScale, ...], problems: Problems) -> Annual | None:
    """The 年度得分 rule, with the scales that grade the year."""
    for declaration in declarations:
        match declaration.value:
            case Form(word) as form if declaration.word == "ANNUAL" and word.startswith("ANNUAL_"):
                missing, best = form.get("missing"), form.get("best")
                return Annual(
                    expressions(form.get("of"))[0], missing.word if isinstance(missing, Word) else None, declaration.word_place,
                    word.removeprefix("ANNUAL_"), whole(best, "months", problems) if isinstance(best, Number) else 0, grades,
                )  # fmt: skip
    for scale in grades:
        problems.add("K722", scale.place, "scale", (), name=scale.name)
    return None
