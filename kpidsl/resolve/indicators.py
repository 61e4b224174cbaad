"""Indicators: blocks and table rows become families with their leaves.

Takes INDICATOR and INDICATORS declarations with the defaults; gives families and leaves with appraisers per class. What a
field leaves out comes from the defaults block, and from nowhere else.
"""

from collections.abc import Iterable, Mapping

from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.data import read_data, read_formulas
from kpidsl.resolve.full_marks import own_full_marks
from kpidsl.resolve.names import class_names, keyed_classes, names_in
from kpidsl.resolve.policy import Choice, Family, Leaf, Scoring, Target
from kpidsl.resolve.scopes import Scopes
from kpidsl.source import Span
from kpidsl.syntax.tree import (
    Blank,
    Block,
    Call,
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
from kpidsl.values import frozen

ASIDE = ("FIGURES", "BONUS", "MALUS", "ADJUSTMENT")
"""What is declared like an indicator and carries no weight."""


@frozen
class _Source:
    """One indicator as written: a block, or a row of a table; ``place`` is its name's."""

    name: Name
    fields: tuple[Field, ...]
    place: Span
    word: str = "INDICATOR"

    def field(self, *words: str) -> Field | None:
        """The first field introduced by one of ``words``."""
        return next((field for field in self.fields if field.word in words), None)


def read_indicators(
    declarations: list[Declaration], scopes: Scopes, problems: Problems
) -> tuple[tuple[Family, ...], tuple[Leaf, ...]]:
    """All families and leaves, in order of declaration."""
    sources = [source for declaration in declarations for source in _sources(declaration)]
    sources = [source for source in sources if scopes.families.declare(source.name, source.name.text)]
    defaults = [field for d in declarations if d.word == "DEFAULTS" for field in d.fields]
    families: list[Family] = []
    leaves: list[Leaf] = []
    for source in sources:
        own = [] if source.word == "FIGURES" else _leaves(source, defaults, scopes, problems)
        families.append(_family(source, own, scopes, problems))
        leaves += own
    return tuple(families), tuple(leaves)


def _sources(declaration: Declaration) -> Iterable[_Source]:
    if declaration.word in ("INDICATOR", *ASIDE) and isinstance(declaration.subject, Name):
        yield _Source(declaration.subject, declaration.fields, declaration.subject.place, declaration.word)
    if declaration.word == "INDICATORS" and declaration.table:
        words = [cell.node.word if isinstance(cell.node, Word) else "" for cell in declaration.table.head]
        for row in declaration.table.rows:
            cells = dict(zip(words, row, strict=False))
            name = cells.pop("INDICATOR", None)
            if name and isinstance(name.node, Name):
                fields = tuple(
                    Field(word, (), cell.node, None, cell.place, cell.place)
                    for word, cell in cells.items()
                    if word and cell.text.strip()
                )
                yield _Source(name.node, fields, name.node.place)


def _leaves(source: _Source, defaults: list[Field], scopes: Scopes, problems: Problems) -> list[Leaf]:
    parts_field = source.field("PARTS", "PARTS_BY_APPRAISER")
    parts = names_in(parts_field.value) if parts_field else ()
    by_appraiser = parts_field is not None and parts_field.word == "PARTS_BY_APPRAISER"
    _in_one_way("parts", [source.field("PARTS"), source.field("PARTS_BY_APPRAISER")], problems)
    if by_appraiser:
        _in_one_way("appraiser", [parts_field, source.field("APPRAISER")], problems)
    found = []
    seen: dict[str, Name] = {}
    for part in parts or (source.name,):
        if part.text in seen:
            problems.add("K202", part.place, "part", [Label(seen[part.text].place, "first")], name=part.text)
            continue
        seen[part.text] = part
        key = f"{source.name.text}·{part.text}" if parts else part.text
        scopes.leaves.declare(Name(key, part.place), key)
        said = source.field("APPRAISER")
        appraisers = _by_appraiser(part, scopes) if by_appraiser else _appraisers(said, scopes, part, parts)
        found.append(_leaf(source, defaults, part, key, parts, appraisers, scopes))
    return found


def _in_one_way(kind: str, fields: list[Field | None], problems: Problems) -> None:
    """Of fields that say the same thing in two ways the second is reported."""
    said = [field for field in fields if field is not None]
    for field in said[1:]:
        problems.add("K202", field.word_place, kind, [Label(said[0].word_place, "first")])


def _leaf(
    source: _Source, defaults: list[Field], part: Name, key: str, parts: tuple[Name, ...],
    appraisers: Mapping[str, str], scopes: Scopes,
) -> Leaf:  # fmt: skip
    def rule(word: str) -> Field | None:
        return source.field(word) or next((field for field in defaults if field.word == word), None)

    return Leaf(
        key=key,
        family=source.name.text,
        name=part.text,
        appraisers=appraisers,
        scoring=tuple(_scoring(rule("SCORING"), scopes)),
        unreported=choice(rule("UNREPORTED")),
        not_applicable=choice(rule("NOT_APPLICABLE")),
        self_appraisal=choice(rule("SELF_APPRAISAL")),
        place=part.place,
        full=own_full_marks(source.field("FULL"), part, parts, scopes),
    )


def _by_appraiser(part: Name, scopes: Scopes) -> dict[str, str]:
    appraiser = _appraiser(part, scopes)
    return dict.fromkeys(scopes.all_classes(), appraiser) if appraiser else {}


def _appraiser(name: Name, scopes: Scopes) -> str | None:
    """A department, or a class of units that appraises."""
    if scopes.departments.knows(name.text):
        return scopes.departments.get(name.text)
    if scopes.classes.get(name.text):
        return name.text
    scopes.departments.unknown(name)
    return None


def _appraisers(
    field: Field | None, scopes: Scopes, part: Name | None = None, parts: tuple[Name, ...] = ()
) -> dict[str, str]:
    """Class → appraiser, empty where the name is none (K201). A block is keyed by classes or, in a family, by its ``parts``, of
    which ``part`` is asked for.
    """
    match field.value if field else None:
        case Block(fields):
            found: dict[str, str] = {}
            own: dict[str, str] = {}
            seen: dict[str, Name] = {}
            for entry in fields:
                keys = names_in(Items(entry.keys, entry.place))
                appraiser = next((_appraiser(name, scopes) for name in names_in(entry.value)), None)
                for key in keys:
                    if key.text in {other.text for other in parts}:
                        own |= _of_part(key, part, appraiser, seen, scopes)
                    elif not scopes.classes.knows(key.text):
                        scopes.classes.unknown(key)
                keyed = [key for key in keys if scopes.classes.knows(key.text)]
                classes = keyed_classes(keyed, scopes.classes, seen, scopes.problems)
                found.update(dict.fromkeys(classes, appraiser or ""))
            return own or found
        case node:
            names = names_in(node)
            appraiser = _appraiser(names[0], scopes) if names else None
            return dict.fromkeys(scopes.all_classes(), appraiser or "") if names else {}


def _of_part(
    key: Name, part: Name | None, appraiser: str | None, seen: dict[str, Name], scopes: Scopes
) -> dict[str, str]:
    """Who appraises ``part`` in all classes, where ``key`` is its name; a part that ``seen`` holds is reported."""
    first = seen.setdefault(key.text, key)
    if first is not key:
        scopes.problems.add("K202", key.place, "key", [Label(first.place, "first")], name=key.text)
        return {}
    return dict.fromkeys(scopes.all_classes(), appraiser) if part and part.text == key.text and appraiser else {}


def _scoring(field: Field | None, scopes: Scopes) -> Iterable[Scoring]:
    match field.value if field else None:
        case Items(items) if field:
            yield Scoring(scopes.all_classes(), _forms(items), field.place)
        case Form() as form if field:
            yield Scoring(scopes.all_classes(), (form,), field.place)
        case Block(fields):
            for entry in fields:
                classes = class_names(names_in(Items(entry.keys, entry.place)), scopes.classes)
                yield Scoring(
                    classes,
                    _forms(entry.value.items if isinstance(entry.value, Items) else (entry.value,)),
                    entry.place,
                )


def _forms(nodes: Iterable[Node]) -> tuple[Form, ...]:
    return tuple(node for node in nodes if isinstance(node, Form))


def choice(field: Field | None) -> Choice | None:
    """A rule said by one word, or by a word with a name."""
    match field.value if field else None:
        case Word(word, place):
            return Choice(word, "", place)
        case Form(word, slots, place):
            return Choice(word, _spelled(slots[0][1]) if slots else "", place)
        case _:
            return None


def _text(said: Field | None) -> str:
    return said.value.text if said and isinstance(said.value, Text) else ""


def periods_in(said: Field | None) -> tuple[Choice, ...]:
    """The periods for which a figure is formed (考核周期：年度、月度)."""
    nodes = said.value.items if said and isinstance(said.value, Items) else (said.value,) if said else ()
    words = {"TERM_PERIOD": "TERM"}
    return tuple(
        Choice(words.get(node.word, node.word), "", node.place) for node in nodes if isinstance(node, (Word, Form))
    )


def _spelled(node: Node) -> str:
    match node:
        case Name(text) | Text(text):
            return text
        case Ref(parts):
            return "·".join(part.text for part in parts if isinstance(part, Name))
        case _:
            return ""


def _family(source: _Source, leaves: list[Leaf], scopes: Scopes, problems: Problems) -> Family:
    clause, origin, lead = source.field("CLAUSE"), source.field("DATA_SOURCE"), source.field("LEAD")
    applies = source.field("FOR")
    for office in ("BEARER", "COLLECTOR"):  # declared facts: their names must exist
        _appraisers(source.field(office), scopes)
    data = read_data(source.name.text, [f for f in source.fields if f.word == "DATA"], problems)
    return Family(
        name=source.name.text,
        leaves=tuple(leaf.key for leaf in leaves),
        data=data,
        formulas=read_formulas(source.name.text, [f for f in source.fields if f.word == "FORMULA"], data, problems),
        targets=tuple(_targets(source.field("TARGET"), scopes)),
        lead=_appraisers(lead, scopes),
        source=origin.value.text if origin and isinstance(origin.value, Text) else "",
        note=_text(source.field("NOTE")),
        clause=clause.value.text if clause and isinstance(clause.value, Text) else "",
        place=source.place,
        applies=class_names(names_in(applies.value), scopes.classes) if applies else None,
        word=source.word,
        yearly=said.place if (said := source.field("PERIOD")) and source.word != "INDICATOR" else None,
        periods=periods_in(source.field("PERIOD")),
        direction=choice(source.field("DIRECTION")),
        nature=choice(source.field("NATURE")),
    )


def _targets(field: Field | None, scopes: Scopes) -> Iterable[Target]:
    match field.value if field else None:
        case Block(fields):
            for entry in fields:
                if isinstance(entry.value, Expr):
                    classes = class_names(names_in(Items(entry.keys, entry.place)), scopes.classes)
                    yield Target(classes, entry.value, entry.place)
        case (Op() | Call() | Ref() | Number() | Blank()) as expr:
            yield Target(scopes.all_classes(), expr, expr.place)
