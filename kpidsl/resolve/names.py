"""Scopes: what each name of a policy means, and what was probably meant by one that means nothing.

Takes declared names; gives look-ups that report unknown and doubly declared names. Never guesses silently.
"""

from collections.abc import Iterable
from typing import Generic, TypeVar

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.diagnostics.nearest import nearest
from kpidsl.source import Span
from kpidsl.syntax.tree import Items, Name, Node, Ref
from kpidsl.values import define, field

T = TypeVar("T")

SHOWN = 6
"""How many of the names there are a message gives."""
KNOWN = ("已有的", "known")
WITHOUT_ROW = ("表里还没有的", "without a row so far")


@define
class Scope(Generic[T]):
    """Names of one kind (``department``, ``class``, ``indicator`` …); ``kind`` picks the wording of messages."""

    kind: str
    problems: Problems
    _found: dict[str, tuple[T, Span]] = field(factory=dict)
    used: set[str] = field(factory=set)
    undeclared: list[Name] = field(factory=list)
    """Names of departments used where the policy declares none at all: said once, not of each."""

    def declare(self, name: Name, meaning: T) -> bool:
        """Adds a name; a second declaration is reported (K202) and dropped."""
        if name.text in self._found:
            first = self._found[name.text][1]
            self.problems.add("K202", name.place, self.kind, [Label(first, "first")], name=name.text)
            return False
        self._found[name.text] = (meaning, name.place)
        return True

    def knows(self, name: str) -> bool:
        """Whether the name is declared; asking does not count as using it."""
        return name in self._found

    def peek(self, name: str) -> T | None:
        """The meaning of a name without counting as a use."""
        entry = self._found.get(name)
        return entry[0] if entry else None

    def get(self, name: str) -> T | None:
        """The meaning of a name, or None; nothing is reported."""
        entry = self._found.get(name)
        if entry is None:
            return None
        self.used.add(name)
        return entry[0]

    def look_up(self, name: Name) -> T | None:
        """The meaning of a name; an unknown one is reported (K201) with the nearest declared name."""
        meaning = self.get(name.text)
        if meaning is None:
            self.unknown(name)
        return meaning

    def meant(self, name: Name) -> T | None:
        """As `look_up`; an unknown name is read on as the nearest, so that one slip is not said again of all that it held."""
        meaning = self.look_up(name)
        guess = nearest(name.text, self._found) if meaning is None else None
        return meaning if guess is None else self.get(guess)

    def unknown(self, name: Name, variant: str = "", without_row: tuple[str, ...] = ()) -> None:
        """Reports a name that nothing of this kind has, with those that have no row where it heads one, else with all."""
        if self.kind == "department" and not self._found:
            self.undeclared.append(name)
            return
        guess = nearest(name.text, self._found)
        if guess is None:
            words = _there_are(without_row, *WITHOUT_ROW) if without_row else _there_are(self.names(), *KNOWN)
            self.problems.add("K201", name.place, variant or self.kind, (), name=name.text, **words)
        else:
            label = Label(self._found[guess][1], "nearest", {"nearest": guess})
            self.problems.add("K201", name.place, self.kind + "_near", [label], name=name.text, nearest=guess)

    def place_of(self, name: str) -> Span:
        """Where a name is declared."""
        return self._found[name][1]

    def names(self) -> tuple[str, ...]:
        """All declared names in order."""
        return tuple(self._found)


@define
class Once:
    """Names that one place may hold once: a second one is reported (K202, worded by ``kind``)."""

    kind: str
    problems: Problems
    _first: dict[str, Span] = field(factory=dict)

    def says(self, name: str, place: Span, **words: object) -> bool:
        """Whether this is the first time; ``words`` stand for ``name`` where it is a word of the language."""
        if name in self._first:
            label = Label(self._first[name], "first")
            self.problems.add("K202", place, self.kind, [label], **(words or {"name": name}))
            return False
        self._first[name] = place
        return True


def _there_are(names: tuple[str, ...], zh_before: str, en_before: str) -> dict[str, object]:
    """The names there are, in brackets after a word on them; empty where there are none."""
    if not names:
        return both("known", "", "")
    zh, en = "、".join(names[:SHOWN]), ", ".join(names[:SHOWN])
    if len(names) > SHOWN:
        zh, en = f"{zh}等 {len(names)} 个", f"{en} and {len(names) - SHOWN} more"
    return both("known", f"（{zh_before}：{zh}）", f" ({en_before}: {en})")


def names_in(node: Node | None) -> tuple[Name, ...]:
    """The names in a name, a one-part reference or a list of them."""
    match node:
        case Name():
            return (node,)
        case Ref((Name() as name,)):
            return (name,)
        case Items(items):
            return tuple(name for item in items for name in names_in(item))
        case _:
            return ()


def keyed_classes(
    keys: Iterable[Name], scope: Scope[tuple[str, ...]], seen: dict[str, Name], problems: Problems
) -> tuple[str, ...]:
    """The single classes behind the keys of one entry of a map; one that ``seen`` holds is reported (K202) and dropped."""
    found = []
    for key in keys:
        for name in scope.look_up(key) or ():
            if name in seen:
                problems.add("K202", key.place, "key", [Label(seen[name].place, "first")], name=name)
            elif name not in found:
                found.append(name)
    for key in keys:
        for name in scope.get(key.text) or ():
            seen.setdefault(name, key)
    return tuple(found)


def class_names(nodes: Iterable[Name], scope: Scope[tuple[str, ...]]) -> tuple[str, ...]:
    """The single classes behind names of classes and class sets, each once, in order."""
    found: dict[str, None] = {}
    for name in nodes:
        found.update(dict.fromkeys(scope.meant(name) or ()))
    return tuple(found)
