"""Vetoes, composites, statements and examples.

Takes their declarations; gives them with classes spread and names looked up. Expressions stay as written.
"""

from fractions import Fraction

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.amounts import whole
from kpidsl.resolve.indicators import choice
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Always, Annual, Choice, Composite, Effect, Ensure, Example, Veto
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.tree import (
    Blank,
    Block,
    Declaration,
    Expr,
    Field,
    Form,
    Items,
    Name,
    Node,
    Number,
    Op,
    Ref,
    Text,
    Word,
)  # fmt: skip

EXAMPLE_SAYS = ("UNIT", "GIVEN", "EXPECT")
"""What every example says."""


def expressions(node: Node | None) -> tuple[Expr, ...]:
    """The expressions in a node or a list."""
    match node:
        case Number() | Ref() | Op() | Blank():
            return (node,)
        case Items(items):
            return tuple(expr for item in items for expr in expressions(item))
        case _:
            return ()


def vetoes(declarations: list[Declaration], scopes: Scopes, problems: Problems) -> tuple[Veto, ...]:
    """All vetoes, in order."""
    return tuple(_veto(d, scopes, problems) for d in declarations if d.word == "VETO")


def _veto(declaration: Declaration, scopes: Scopes, problems: Problems) -> Veto:
    fields = {field.word: field for field in declaration.fields}
    when, then, scope = fields.get("WHEN"), fields.get("THEN"), fields.get("SCOPE")
    applies = fields.get("FOR")
    return Veto(
        name=declaration.subject.text if isinstance(declaration.subject, Name) else "",
        classes=class_names(names_in(applies.value), scopes.classes) if applies else None,
        when=expressions(when.value) if when else (),
        effects=tuple(_effects(then, scopes, problems)),
        scope=tuple(_scope(node, scopes) for node in (_items(scope.value) if scope else ())),
        after=_word(fields.get("AFTER")),
        lasts=_lasts(fields.get("LASTS"), problems),
        ranking=_word(fields.get("RANKING")),
        fail_places=_word(fields.get("FAIL_PLACES")),
        clause=clause_of(declaration),
        provisional=declaration.provisional.reason if declaration.provisional else "",
        place=declaration.subject.place if declaration.subject else declaration.word_place,
        fields=fields,
    )


def _items(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Items) else (node,)


def _word(field: Field | None) -> str | None:
    return field.value.word if field and isinstance(field.value, Word) else None


def _scope(node: Node, scopes: Scopes) -> str:
    """``THIS_UNIT``, ``SAME_CLASS``, ``LINKED_UNIT`` or ``link:NAME``."""
    if isinstance(node, Word):
        return node.word
    names = names_in(node)
    return "link:" + (scopes.links.look_up(names[0]) or "") if names else ""


def _lasts(field: Field | None, problems: Problems) -> Choice | None:
    if field and isinstance(field.value, Number):
        return Choice("MONTHS", str(whole(field.value, "months", problems)), field.value.place)
    return choice(field)


def clause_of(declaration: Declaration) -> str:
    """The text of 条款, or nothing."""
    field = declaration.field("CLAUSE")
    return field.value.text if field and isinstance(field.value, Text) else ""


def _effects(then: Field | None, scopes: Scopes, problems: Problems) -> list[Effect]:
    effects: dict[tuple[str, str, bool], Effect] = {}
    for entry in then.value.fields if then and isinstance(then.value, Block) else ():
        for key in entry.keys:
            effect = _effect(entry, key, scopes, problems)
            if effect is None:
                continue
            first = effects.setdefault((effect.target, effect.leaf, effect.cap), effect)
            if first is not effect:
                problems.add("K202", effect.place, "effect", [Label(first.place, "first")])
    return list(effects.values())


def _effect(entry: Field, key: Node, scopes: Scopes, problems: Problems) -> Effect | None:
    cap = entry.word == "CAP"
    match key:
        case Ref((Word("TOTAL" | "COMPOSITE_SCORE" as word),)) | Word("TOTAL" | "COMPOSITE_SCORE" as word):
            points = _points(entry.value, problems)
            return None if points is None else Effect(word, "", points, "", cap, entry.place)
        case Ref((*names, Word("MARK")), place):
            spelled = Name("·".join(name.text for name in names if isinstance(name, Name)), place)
            leaf, points = scopes.leaves.look_up(spelled), _points(entry.value, problems)
            return Effect("MARK", leaf, points, "", cap, entry.place) if leaf and points is not None else None
        case Ref((Name() as scale,)) | (Name() as scale):
            return _grade_effect(entry, scale, cap, scopes, problems)
        case _:
            problems.add("K309", entry.place, "target")
            return None


def _points(node: Node, problems: Problems) -> Fraction | None:
    """Points that a score is set or limited to; anything else is reported."""
    match node:
        case Number(value, _, "" | "points"):
            return value
        case _:
            problems.add("K309", node.place)
            return None


def _grade_effect(entry: Field, scale: Name, cap: bool, scopes: Scopes, problems: Problems) -> Effect | None:
    if scopes.scales.look_up(scale) is None:
        return None
    labels = names_in(entry.value)
    if not labels:
        problems.add("K309", entry.value.place, "grade", name=scale.text)
    grade = scopes.labels[scale.text].look_up(labels[0]) if labels else None
    return Effect(scale.text, "", None, grade, cap, entry.place) if grade else None


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
            classes = class_names(names_in(declaration.subject), scopes.classes)
            found.append(Composite(classes, exprs[0], no_link, clause_of(declaration), declaration.word_place))
    return tuple(found)


def _stop_or_expr(node: Node) -> str | Expr:
    match node:
        case Word(word):
            return word
        case _:
            return expressions(node)[0]


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


def annual(declarations: list[Declaration]) -> Annual | None:
    """The 年度得分 rule."""
    for declaration in declarations:
        match declaration.value:
            case Form("MEAN") as form if declaration.word == "ANNUAL":
                missing = form.get("missing")
                of = expressions(form.get("of"))
                return Annual(of[0], missing.word if isinstance(missing, Word) else None, declaration.word_place)
    return None


def examples(declarations: list[Declaration], scopes: Scopes) -> tuple[Example, ...]:
    """All 示例, with the class of their unit looked up."""
    found = []
    for declaration in declarations:
        if declaration.word != "EXAMPLE" or not isinstance(declaration.subject, Name):
            continue
        unit, given, expect = (declaration.field(word) for word in EXAMPLE_SAYS)
        left = [word for word in EXAMPLE_SAYS if declaration.field(word) is None]
        if left:
            spelled = (", ".join(f"“{load_keywords().spelling(word, lang)}”" for word in left) for lang in LANGS)
            zh, en = spelled
            words = both("fields", zh.replace(", ", "、"), en)
            scopes.problems.add("K369", declaration.subject.place, "", (), name=declaration.subject.text, **words)
        nodes = _items(unit.value) if unit else ()
        match nodes[0] if nodes else None:
            case Form("UNIT_IS") as form:
                name, unit_class = form.get("unit"), form.get("unit_class")
                assert isinstance(name, Name)
                assert isinstance(unit_class, Name)
                members = scopes.classes.look_up(unit_class) or ()
                if len(members) > 1:
                    words = listed("members", members)
                    scopes.problems.add(
                        "K387", unit_class.place, "class", (), unit=name.text, unit_class=unit_class.text, **words
                    )
                found.append(
                    Example(
                        declaration.subject.text, name.text, members[0] if members else "", expressions(Items(nodes[1:], form.place)),
                        expressions(given.value) if given else (), _others_full(given),
                        expressions(expect.value) if expect else (), declaration.subject.place,
                    )
                )  # fmt: skip
    return tuple(found)


def _others_full(given: Field | None) -> bool:
    return given is not None and any(isinstance(n, Form) and n.word == "OTHERS_FULL" for n in _items(given.value))
