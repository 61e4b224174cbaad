"""Bonuses, maluses and coefficients: what stands outside the weighed indicators.

Takes BONUS, MALUS, ADJUSTMENT, EXTRAS and COEFFICIENT declarations with the leaves they carry; gives them with classes spread. What a bonus
leaves out is taken from the defaults as for an indicator, but for the scoring rule and 不涉及, which is no points here.
"""

from fractions import Fraction

from attrs import evolve

from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.amounts import in_unit
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Choice, Coefficient, Extra, Extras, Family, Leaf
from kpidsl.resolve.reading import clause_of, expressions
from kpidsl.resolve.scopes import Scopes
from kpidsl.source import Span
from kpidsl.syntax.tree import Declaration, Form, Items, Name, Word

ADDS = {"BONUS": True, "MALUS": False, "ADJUSTMENT": True}


def read_extras(
    declarations: list[Declaration], families: tuple[Family, ...], leaves: tuple[Leaf, ...], scopes: Scopes
) -> tuple[Extra, ...]:
    """The bonuses and maluses, in order of declaration."""
    applies = {family.name: family.applies for family in families}
    found = []
    for declaration in declarations:
        if declaration.word in ADDS and isinstance(declaration.subject, Name):
            kind = declaration.field("KIND")
            name = kind.value.text if kind and isinstance(kind.value, Name) else ""
            for leaf in leaves:
                if leaf.family == declaration.subject.text:
                    classes = applies.get(leaf.family) or scopes.all_classes()
                    found.append(
                        Extra(
                            _without_weight(leaf, declaration), ADDS[declaration.word], classes, name, declaration.word
                        )
                    )
    return tuple(found)


def _without_weight(leaf: Leaf, declaration: Declaration) -> Leaf:
    own = declaration.field("SCORING")
    absent = declaration.field("NOT_APPLICABLE")
    said = leaf.not_applicable if absent else Choice("ZERO_MARK", "", leaf.place)
    return evolve(leaf, scoring=leaf.scoring if own else (), not_applicable=said)


def read_together(declarations: list[Declaration], scopes: Scopes, problems: Problems) -> Extras:
    """What is said of all of them together."""
    most: dict[str, Fraction | None] = {}
    places: dict[str, Span] = {}
    low = high = total = None
    for declaration in declarations:
        for field in declaration.fields if declaration.word == "EXTRAS" else ():
            names = names_in(Items(field.keys, field.place))
            word = names[0].text if names else field.word
            match field.value:
                case Form("RANGE") as span:
                    total = field.value.place
                    low = in_unit(span.get("low"), "points", problems)
                    high = in_unit(span.get("high"), "points", problems)
                case Form("MOST") as form:
                    _once(word, field.word_place, places, scopes)
                    most[word] = in_unit(form.get("points"), "points", problems)
                case Word("UNLIMITED"):
                    _once(word, field.word_place, places, scopes)
                    most[word] = None
    return Extras(most, places, low, high, total)


def _once(word: str, place: Span, places: dict[str, Span], scopes: Scopes) -> None:
    first = places.setdefault(word, place)
    if first is not place:
        scopes.problems.add("K202", place, "key", [Label(first, "first")], name=word)


def read_coefficients(declarations: list[Declaration], scopes: Scopes) -> tuple[Coefficient, ...]:
    """All coefficients, in order of declaration."""
    found = []
    for declaration in declarations:
        exprs = expressions(declaration.value)
        if declaration.word == "COEFFICIENT" and isinstance(declaration.subject, Items) and exprs:
            name, *classes = names_in(declaration.subject)
            spread = class_names(tuple(classes), scopes.classes) if classes else scopes.all_classes()
            found.append(Coefficient(name.text, spread, exprs[0], clause_of(declaration), name.place))
    return tuple(found)
