"""The full mark of an indicator of its own (满分：30 分).

Takes the FULL field of an indicator; gives the full mark by class, for one leaf. A block is keyed by classes or, where there are
several parts, by parts. Reports a full mark of nothing, and one that leaves open how parts share it (K630).
"""

from collections.abc import Mapping

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.amounts import decimal, in_unit
from kpidsl.resolve.names import keyed_classes, names_in
from kpidsl.resolve.policy import FullMark
from kpidsl.resolve.scopes import Scopes
from kpidsl.syntax.tree import Block, Field, Items, Name, Node, Number


def own_full_marks(field: Field | None, part: Name, parts: tuple[Name, ...], scopes: Scopes) -> Mapping[str, FullMark]:
    """Class → full mark of the leaf ``part``; ``parts`` are all parts of its indicator, none for a plain one."""
    match field.value if field else None:
        case Block(fields):
            return _by_key(fields, part, parts, scopes)
        case Number() as number:
            first = not parts or part.text == parts[0].text
            if len(parts) > 1:
                if first:
                    _ask_parts(number, parts, scopes.problems)
                return {}
            return _everywhere(number, scopes, first)
        case _:
            return {}


def _by_key(fields: tuple[Field, ...], part: Name, parts: tuple[Name, ...], scopes: Scopes) -> dict[str, FullMark]:
    found: dict[str, FullMark] = {}
    own: dict[str, FullMark] = {}
    seen: dict[str, Name] = {}
    names, first = {one.text for one in parts}, not parts or part.text == parts[0].text
    problems = scopes.problems if first else Problems()
    for entry in fields:
        keys = names_in(Items(entry.keys, entry.place))
        for key in keys:
            if key.text in names:
                if seen.setdefault(key.text, key) is not key:
                    problems.add("K202", key.place, "key", [Label(seen[key.text].place, "first")], name=key.text)
                elif key.text == part.text:
                    own |= _everywhere(entry.value, scopes, report=True)
            elif not scopes.classes.knows(key.text) and first:
                scopes.classes.unknown(key)
        classes = [key for key in keys if scopes.classes.knows(key.text) and key.text not in names]
        value = _mark(entry.value, problems)
        found |= dict.fromkeys(keyed_classes(classes, scopes.classes, seen, problems), value) if value else {}
    return own or found


def _everywhere(node: Node, scopes: Scopes, report: bool) -> dict[str, FullMark]:
    value = _mark(node, scopes.problems if report else Problems())
    return dict.fromkeys(scopes.all_classes(), value) if value else {}


def _mark(node: Node, problems: Problems) -> FullMark | None:
    value = in_unit(node, "points", problems)
    if value is None:
        return None
    if value <= 0:
        problems.add("K630", node.place, "", (), full=decimal(value, 6))
        return None
    return FullMark(value, node.place)


def _ask_parts(number: Number, parts: tuple[Name, ...], problems: Problems) -> None:
    """K630: whether each part has the full mark, or all parts have it together."""
    full, count = number.value, len(parts)
    share = full / count
    words = {"full": decimal(full, 6), "count": count, "all": decimal(full * count, 6), "share": decimal(share, 2)}
    problems.add("K630", number.place, "parts", (), **words, **listed("parts", [name.text for name in parts]))
