"""Composites (综合得分): formulas over linked units.

Takes COMPOSITE declarations; gives them with classes spread and links looked up. Formulas stay as written.
"""

from kpidsl.diagnostics import Label
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Composite
from kpidsl.resolve.reading import clause_of, expressions
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.tree import Declaration, Expr, Items, Name, Node, Word


def composites(declarations: list[Declaration], scopes: Scopes) -> tuple[Composite, ...]:
    """All composite formulas, in order."""
    found = []
    for declaration in declarations:
        exprs = expressions(declaration.value)
        if declaration.word == "COMPOSITE" and exprs:
            no_link: dict[str, str | Expr] = {}
            seen: dict[str, Name] = {}
            for field in declaration.fields:
                if field.word == "NO_LINK":
                    for name in names_in(Items(field.keys, field.place)):
                        link = scopes.links.look_up(name)
                        if link and link in seen:
                            first = Label(seen[link].place, "first")
                            scopes.problems.add("K202", name.place, "no_link", [first], name=link)
                        elif link:
                            no_link[link], seen[link] = _stop_or_expr(field.value), name
            alone = next((_stop_or_expr(one.value) for one in declaration.fields if one.word == "NO_UNITS"), None)
            classes = class_names(names_in(declaration.subject), scopes.classes)
            place = declaration.word_place
            collector = next((who for name in _collector(declaration) if (who := scopes.departments.look_up(name))), "")
            found.append(Composite(classes, exprs[0], no_link, clause_of(declaration), place, alone, collector))
    return tuple(found)


def _collector(declaration: Declaration) -> tuple[Name, ...]:
    field = declaration.field("COLLECTOR")
    return names_in(field.value) if field else ()


def _stop_or_expr(node: Node) -> str | Expr:
    match node:
        case Word(word):
            return word
        case _:
            return expressions(node)[0]
