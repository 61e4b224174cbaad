"""Grade scales.

Takes GRADES declarations; gives scales with their bands as written, rank groups spread over classes, and the rules for
head counts, ties and small groups, each None where the author did not say.
"""

from collections.abc import Iterator

from kpidsl.diagnostics import Problems
from kpidsl.resolve.amounts import whole
from kpidsl.resolve.indicators import choice
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.policy import Band, Choice, GradeScale, Overall, RankGroup
from kpidsl.resolve.policy.grades import UNSAID
from kpidsl.resolve.reading import clause_of, expressions
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.tree import Block, Declaration, Expr, Field, Form, Items, Name, Number, Text, Word


def read_grades(declarations: list[Declaration], scopes: Scopes, problems: Problems) -> tuple[GradeScale, ...]:
    """All grade scales, in order."""
    return tuple(
        _scale(declaration, declaration.subject.text, scopes, problems)
        for declaration in declarations
        if declaration.word == "GRADES" and isinstance(declaration.subject, Name)
    )


def is_yearly(declarations: list[Declaration], name: str) -> bool:
    """Whether a scale grades the year (考核周期：年度)."""
    own = (
        one
        for one in declarations
        if one.word == "GRADES" and isinstance(one.subject, Name) and one.subject.text == name
    )
    return any(one.field("PERIOD") is not None for one in own)


def _scale(declaration: Declaration, name: str, scopes: Scopes, problems: Problems) -> GradeScale:
    groups = tuple(_groups(declaration.field("RANK_WITHIN"), scopes))
    not_ranked = declaration.field("NOT_RANKED")
    applies = declaration.field("FOR")
    tie_rule, tie_keys = _ties(declaration.field("TIES"))
    small, size = _small(declaration.field("SMALL"), scopes, problems)
    bands = tuple(_bands(declaration))
    bare = bool(bands) and all(band.form.word == UNSAID for band in bands)
    by_score = bare or (isinstance(declaration.value, Word) and declaration.value.word == "BY_SCORE")
    return GradeScale(
        name=name,
        by_score=by_score,
        bands=bands,
        groups=groups,
        not_ranked=class_names(names_in(not_ranked.value), scopes.classes) if not_ranked else (),
        classes=_classes(applies, groups, by_score, scopes),
        places=choice(declaration.field("PLACES")),
        ties=tie_rule,
        tie_keys=tie_keys,
        small=small,
        small_size=size,
        clause=clause_of(declaration),
        place=declaration.subject.place if declaration.subject else declaration.place,
        overall=tuple(_overall(declaration.field("OVERALL"))),
        basis=_basis(declaration.field("GRADED_ON")),
    )


def _basis(field: Field | None) -> str:
    return field.value.text if field and isinstance(field.value, Text) else ""


def _classes(applies: Field | None, groups: tuple[RankGroup, ...], by_score: bool, scopes: Scopes) -> tuple[str, ...]:
    """The classes that get a grade: those named, else all ranked ones, else (by score) all."""
    if applies:
        return class_names(names_in(applies.value), scopes.classes)
    if groups or not by_score:
        return tuple(dict.fromkeys(name for group in groups for name in group.classes))
    return scopes.all_classes()


def _groups(field: Field | None, scopes: Scopes) -> list[RankGroup]:
    groups = []
    for node in field.value.items if field and isinstance(field.value, Items) else (field.value,) if field else ():
        names = names_in(node)
        groups.append(RankGroup("、".join(n.text for n in names), class_names(names, scopes.classes), node.place))
    return groups


def _bands(declaration: Declaration) -> list[Band]:
    return [
        Band(
            name.text,
            form,
            field.word_place.to(field.value.place),
            next(iter(expressions(field.value.get("also"))), None) if isinstance(field.value, Form) else None,
        )
        for field in declaration.fields
        if (form := _band(field)) is not None
        for name in names_in(Items(field.keys, field.place))
    ]


def _band(field: Field) -> Form | None:
    match field.word, field.value:
        case "ENTRY", Form() as form:
            return form
        case "LABELS", Items():
            return Form(UNSAID, (), field.place)
        case "ENTRY", Block() as rows:
            return Form("BY_SIZE", (("rows", rows),), rows.place)
        case _:
            return None


def _overall(field: Field | None) -> Iterator[Overall]:
    for entry in field.value.fields if field and isinstance(field.value, Block) else ():
        match entry.keys, entry.value:
            case (Name(grade),), Form("OVERALL") as form:
                quota, way = form.get("quota"), form.get("way")
                if isinstance(quota, Form) and isinstance(way, Word):
                    yield Overall(grade, quota, way.word, entry.place)


def _ties(field: Field | None) -> tuple[Choice | None, tuple[Expr, ...]]:
    match field.value if field else None:
        case Form("BREAK") as form:
            last = form.get("last")
            return (
                Choice(last.word, "", last.place) if isinstance(last, Word) else Choice("", "", form.place),
                expressions(form.get("by")),
            )
        case _:
            return choice(field), ()


def _small(field: Field | None, scopes: Scopes, problems: Problems) -> tuple[Choice | None, int]:
    if field is None:
        return None, 0
    size = next((whole(key, "units", problems) for key in field.keys if isinstance(key, Number)), 0)
    match field.value:
        case Form("BY_SCALE") as form:
            names = names_in(form.get("scale"))
            scale = scopes.scales.look_up(names[0]) if names else None
            return (Choice("BY_SCALE", scale, form.place) if scale else None), size
        case _:
            return choice(field), size
