"""Pay by results.

Takes PAY declarations; gives them with classes spread, those without a number apart. Amounts stay as written. Two of one name are
reported: one outcome driven by two results (K789), else the same said twice (K202).
"""

from collections.abc import Iterator

from kpidsl.diagnostics import Label
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.amounts import whole
from kpidsl.resolve.declared import PayLink
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Pay, RoundingRule
from kpidsl.resolve.reading import clause_of, expressions
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.tree import Declaration, Expr, Form, Name, Number, Text, Word, refs_in

_SAID = ("OTHERWISE_BY", "NOTE", "CLAUSE")
_WORKED_OUT = ("AMOUNT", "POOL", "SHARES", "POOL_AMONG", "REMAINDER", "ROUND", "STEPS")


def read_pays(declarations: list[Declaration], scopes: Scopes) -> tuple[Pay, ...]:
    """All pay, in order of declaration."""
    found: dict[str, tuple[Declaration, Name]] = {}
    pays = []
    for declaration, subject in _named(declarations):
        if subject.text in found:
            _again(found[subject.text], (declaration, subject), scopes)
            continue
        found[subject.text] = declaration, subject
        if not is_link(declaration):
            pays.append(_pay(declaration, subject, scopes))
    return tuple(pays)


def pay_links(declarations: list[Declaration], scopes: Scopes) -> tuple[PayLink, ...]:
    """Pay that is declared without a number, in order, each name once."""
    found: dict[str, PayLink] = {}
    for declaration, subject in _named(declarations):
        if is_link(declaration):
            said = next(filter(None, (_text(declaration, word) for word in _SAID)), "")
            link = PayLink(
                subject.text, _classes(declaration, scopes), said, _text(declaration, "GRADED_ON"), subject.place
            )
            found.setdefault(subject.text, link)
    return tuple(found.values())


def is_link(declaration: Declaration) -> bool:
    """Whether it says by which document it is worked out, why it is not, or where it stands, and nothing that is worked out here."""
    return not any(map(declaration.field, _WORKED_OUT)) and any(map(declaration.field, _SAID))


def _named(declarations: list[Declaration]) -> Iterator[tuple[Declaration, Name]]:
    return ((one, one.subject) for one in declarations if one.word == "PAY" and isinstance(one.subject, Name))


def _again(first: tuple[Declaration, Name], second: tuple[Declaration, Name], scopes: Scopes) -> None:
    name, labels = second[1].text, [Label(first[1].place, "first")]
    one, other = (_results(declaration, scopes) for declaration, _ in (first, second))
    of_second = _classes(second[0], scopes)
    both_have = [unit_class for unit_class in _classes(first[0], scopes) if unit_class in of_second]
    if both_have and one and other and one != other:
        words = {**listed("one", one), **listed("other", other), **listed("classes", both_have)}
        scopes.problems.add("K789", second[1].place, "", labels, name=name, **words)
    else:
        scopes.problems.add("K202", second[1].place, "", labels, name=name)


def _results(declaration: Declaration, scopes: Scopes) -> tuple[str, ...]:
    """What drives it: what it says it is for, else the scales it reads."""
    basis = _text(declaration, "GRADED_ON")
    read = [expr for word in _WORKED_OUT for expr in [_expr(declaration, word)] if expr is not None]
    scales = {part.text for expr in read for ref in refs_in(expr) for part in ref.parts if isinstance(part, Name)}
    return (basis,) if basis else tuple(name for name in scopes.scales.names() if name in scales)


def _pay(declaration: Declaration, subject: Name, scopes: Scopes) -> Pay:
    among, remainder = declaration.field("POOL_AMONG"), declaration.field("REMAINDER")
    return Pay(
        name=subject.text,
        classes=_classes(declaration, scopes),
        amount=_expr(declaration, "AMOUNT"),
        pool=_expr(declaration, "POOL"),
        shares=_expr(declaration, "SHARES"),
        among=among.value if among and isinstance(among.value, Form) else None,
        remainder=remainder.value.word if remainder and isinstance(remainder.value, Word) else None,
        rounding=_rounding(declaration, scopes),
        clause=clause_of(declaration),
        place=subject.place,
        steps=_expr(declaration, "STEPS"),
        basis=_text(declaration, "GRADED_ON"),
    )


def _classes(declaration: Declaration, scopes: Scopes) -> tuple[str, ...]:
    named = declaration.field("FOR")
    return class_names(names_in(named.value), scopes.classes) if named else scopes.all_classes()


def _text(declaration: Declaration, word: str) -> str:
    field = declaration.field(word)
    return field.value.text if field and isinstance(field.value, Text) else ""


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
