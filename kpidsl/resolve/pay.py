"""Pay by results.

Takes PAY declarations; gives them with classes spread. Amounts stay as written.
"""

from kpidsl.diagnostics import Label
from kpidsl.resolve.amounts import whole
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Pay, RoundingRule
from kpidsl.resolve.reading import clause_of, expressions
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.tree import Declaration, Expr, Form, Name, Number, Word


def read_pays(declarations: list[Declaration], scopes: Scopes) -> tuple[Pay, ...]:
    """All pay, in order of declaration."""
    found: dict[str, Pay] = {}
    for declaration in declarations:
        subject = declaration.subject
        if declaration.word != "PAY" or not isinstance(subject, Name):
            continue
        if subject.text in found:
            first = [Label(found[subject.text].place, "first")]
            scopes.problems.add("K202", subject.place, "", first, name=subject.text)
            continue
        named = declaration.field("FOR")
        among, remainder = declaration.field("POOL_AMONG"), declaration.field("REMAINDER")
        found[subject.text] = Pay(
            name=subject.text,
            classes=class_names(names_in(named.value), scopes.classes) if named else scopes.all_classes(),
            amount=_expr(declaration, "AMOUNT"),
            pool=_expr(declaration, "POOL"),
            shares=_expr(declaration, "SHARES"),
            among=among.value if among and isinstance(among.value, Form) else None,
            remainder=remainder.value.word if remainder and isinstance(remainder.value, Word) else None,
            rounding=_rounding(declaration, scopes),
            clause=clause_of(declaration),
            place=subject.place,
        )
    return tuple(found.values())


def _expr(declaration: Declaration, word: str) -> Expr | None:
    field = declaration.field(word)
    return next(iter(expressions(field.value)), None) if field else None


def _rounding(declaration: Declaration, scopes: Scopes) -> RoundingRule | None:
    field = declaration.field("ROUND")
    match field.value if field else None:
        case Form() as form if isinstance(digits := form.get("digits"), Number):
            mode = form.get("mode")
            places = whole(digits, "whole", scopes.problems)
            return RoundingRule(places, mode.word if isinstance(mode, Word) else "", form.place)
        case _:
            return None
