"""Examples (示例): one unit, what is given, what shall come out.

Takes EXAMPLE declarations; gives them with the class of their unit looked up. What they set and expect stays as written.
"""

from collections.abc import Iterator

from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import EarlierPeriod, Example, OtherUnit, PeerUnit
from kpidsl.resolve.reading import expressions, items_in
from kpidsl.resolve.scopes import Scopes
from kpidsl.source import Span
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.tree import Block, Declaration, Field, Form, Items, Name, Text

EXAMPLE_SAYS = ("UNIT", "GIVEN", "EXPECT")
"""What every example says."""


def examples(declarations: list[Declaration], scopes: Scopes) -> tuple[Example, ...]:
    """All 示例, with the class of their unit looked up."""
    found = []
    for declaration in declarations:
        if declaration.word != "EXAMPLE" or not isinstance(declaration.subject, Name):
            continue
        unit, given, expect = (declaration.field(word) for word in EXAMPLE_SAYS)
        nodes = items_in(unit.value) if unit else ()
        told = len(nodes) > 1 or any(declaration.field(word) for word in ("RECORD", "EARLIER_PERIODS"))
        left = [word for word in EXAMPLE_SAYS if declaration.field(word) is None and not (word == "GIVEN" and told)]
        if left:
            spelled = (", ".join(f"“{load_keywords().spelling(word, lang)}”" for word in left) for lang in LANGS)
            zh, en = spelled
            words = both("fields", zh.replace(", ", "、"), en)
            scopes.problems.add("K369", declaration.subject.place, "", (), name=declaration.subject.text, **words)
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
                        expressions(expect.value) if expect else (), _others(declaration.field("OTHER_UNITS"), scopes),
                        declaration.subject.place, tuple(_records(declaration)),
                        _peers(declaration.field("PEERS"), members[0] if members else "", name, scopes),
                        _period(declaration.field("APPRAISED_PERIOD")), _earlier(declaration.field("EARLIER_PERIODS")),
                    )
                )  # fmt: skip
    return tuple(found)


def _others(said: Field | None, scopes: Scopes) -> tuple[OtherUnit, ...] | None:
    """The units of its rank group, with the names of the vetoes that reached them looked up."""
    if said is None:
        return None
    found = []
    for form in items_in(said.value):
        if isinstance(form, Form):
            name = form.get("veto")
            veto = scopes.vetoes.look_up(name) if isinstance(name, Name) else ""
            found += [OtherUnit(score, veto or "", form.place) for score in expressions(form.get("score"))]
    return tuple(found)


def _peers(said: Field | None, own: str, unit: Name, scopes: Scopes) -> tuple[PeerUnit, ...] | None:
    """The other units of the month, of the class of the example's unit where they have no other in brackets."""
    if said is None or not isinstance(said.value, Block):
        return None
    found: dict[str, PeerUnit] = {}
    for entry in said.value.fields:
        match entry.keys[0]:
            case Name() as name:
                members: tuple[str, ...] = (own,)
            case Form("UNIT_IS") as form if isinstance(written := form.get("unit"), Name):
                name, unit_class = written, form.get("unit_class")
                members = (scopes.classes.look_up(unit_class) or ()) if isinstance(unit_class, Name) else ()
                if len(members) > 1 and isinstance(unit_class, Name):
                    words = {"unit": name.text, "unit_class": unit_class.text, **listed("members", members)}
                    scopes.problems.add("K387", unit_class.place, "class", (), **words)
            case _:
                continue
        if name.text in found or name.text == unit.text:
            scopes.problems.add("K387", name.place, "twice", (), unit=name.text)
        full = any(isinstance(one, Form) and one.word == "OTHERS_FULL" for one in items_in(entry.value))
        peer = PeerUnit(name.text, members[0] if members else "", expressions(entry.value), full, name.place)
        found.setdefault(name.text, peer)
    return tuple(found.values())


def _period(said: Field | None) -> EarlierPeriod | None:
    """The period of the example itself."""
    match said:
        case Field(value=Text(name, place)):
            return EarlierPeriod(name, (), place)
        case _:
            return None


def _earlier(said: Field | None) -> tuple[EarlierPeriod, ...]:
    """The periods before it, as they are written."""
    if said is None or not isinstance(said.value, Block):
        return ()
    return tuple(
        EarlierPeriod(key.text, expressions(entry.value), key.place)
        for entry in said.value.fields
        if isinstance(key := entry.keys[0], Text)
    )


def _records(declaration: Declaration) -> Iterator[tuple[Name, Items, Span]]:
    """What an example records in logs."""
    for field in declaration.fields:
        match field.word, field.keys, field.value:
            case "RECORD", (Name() as log,), Items() as cells:
                yield log, cells, field.place


def _others_full(given: Field | None) -> bool:
    return given is not None and any(isinstance(n, Form) and n.word == "OTHERS_FULL" for n in items_in(given.value))
