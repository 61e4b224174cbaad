"""Vetoes (一票否决) and exclusions (不定等次、不参加考核): what sets them off, what follows, whom they reach.

Takes VETO, UNGRADED and NOT_ASSESSED declarations; gives them with classes spread and names looked up, None or empty where the
author did not say.
Triggers stay as written.
"""

from fractions import Fraction

from attrs import evolve

from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.amounts import whole
from kpidsl.resolve.indicators import choice
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Choice, Effect, Veto
from kpidsl.resolve.reading import clause_of, expressions, items_in
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.tree import Block, Declaration, Field, Name, Node, Number, Ref, Word


def vetoes(declarations: list[Declaration], scopes: Scopes, problems: Problems) -> tuple[Veto, ...]:
    """All vetoes, in order."""
    readers = {"VETO": _veto, "UNGRADED": _exclusion, "NOT_ASSESSED": _exclusion}
    return tuple(readers[d.word](d, scopes, problems) for d in declarations if d.word in readers)


_BASES = {"IN_BASE": "COUNTED", "NOT_IN_BASE": "REMOVED"}
"""What an exclusion says of the base of places, as what a veto says of it."""


def _exclusion(declaration: Declaration, scopes: Scopes, problems: Problems) -> Veto:
    """Of the unit itself and of the period; its base is what ``排名`` is of a veto."""
    found = _veto(declaration, scopes, problems)
    base = declaration.field("RANK_BASE")
    fields = dict(found.fields) | ({"RANKING": base} if base else {})
    ranking = _BASES.get(_word(base) or "")
    return evolve(found, word=declaration.word, scope=("THIS_UNIT",), ranking=ranking, fields=fields)


def _veto(declaration: Declaration, scopes: Scopes, problems: Problems) -> Veto:
    fields = {field.word: field for field in declaration.fields}
    when, then, scope = fields.get("WHEN"), fields.get("THEN"), fields.get("SCOPE")
    applies = fields.get("FOR")
    return Veto(
        name=_name(declaration),
        classes=class_names(names_in(applies.value), scopes.classes) if applies else None,
        when=expressions(when.value) if when else (),
        effects=tuple(_effects(then, scopes, problems, _name(declaration))),
        scope=tuple(_scope(node, scopes) for node in (items_in(scope.value) if scope else ())),
        after=_word(fields.get("AFTER")),
        lasts=_lasts(fields.get("LASTS"), problems),
        ranking=_word(fields.get("RANKING")),
        fail_places=_word(fields.get("FAIL_PLACES")),
        clause=clause_of(declaration),
        provisional=declaration.provisional.reason if declaration.provisional else "",
        place=declaration.subject.place if declaration.subject else declaration.word_place,
        fields=fields,
    )


def _name(declaration: Declaration) -> str:
    return declaration.subject.text if isinstance(declaration.subject, Name) else ""


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


def _effects(then: Field | None, scopes: Scopes, problems: Problems, veto: str) -> list[Effect]:
    effects: dict[tuple[str, str, bool], Effect] = {}
    for entry in then.value.fields if then and isinstance(then.value, Block) else ():
        for key in entry.keys:
            effect = _effect(entry, key, scopes, problems, veto)
            if effect is None:
                continue
            first = effects.setdefault((effect.target, effect.leaf, effect.cap), effect)
            if first is not effect:
                problems.add("K202", effect.place, "effect", [Label(first.place, "first")])
    return list(effects.values())


def _effect(entry: Field, key: Node, scopes: Scopes, problems: Problems, veto: str) -> Effect | None:
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
            return _grade_effect(entry, scale, cap, scopes, problems, veto)
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


def _grade_effect(entry: Field, scale: Name, cap: bool, scopes: Scopes, problems: Problems, veto: str) -> Effect | None:
    of_the_year = {load_keywords().spelling("ANNUAL", lang) for lang in LANGS}
    if scale.text in of_the_year and not scopes.scales.knows(scale.text):
        problems.add("K309", entry.place, "year", (), name=veto)
        return None
    if scopes.scales.look_up(scale) is None:
        return None
    if isinstance(entry.value, Word):
        lowers = entry.value.word == "ONE_LOWER"
        return Effect(scale.text, "", None, "", False, entry.place, lowers=lowers, ungraded=not lowers)
    labels = names_in(entry.value)
    if not labels:
        problems.add("K309", entry.value.place, "grade", name=scale.text)
    grade = scopes.labels[scale.text].look_up(labels[0]) if labels else None
    return Effect(scale.text, "", None, grade, cap, entry.place) if grade else None
