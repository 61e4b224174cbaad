"""How results are treated: who hears objections to them, who may see them, of what kinds of indicators they are made.

Takes declarations with all names known; gives values. Unknown departments, roles and classes are reported. Never asks whether
two of them agree.
"""

from collections.abc import Callable, Iterator

from kpidsl.diagnostics import Problems
from kpidsl.resolve.declared import Appeal, Content, Disclosure, Holder, TimeLimit
from kpidsl.resolve.names import class_names, names_in
from kpidsl.resolve.scopes import Scopes
from kpidsl.resolve.timing import time_limit
from kpidsl.syntax.tree import Declaration, Form, Items, Name, Word

Office = Callable[[Name], str]
"""The department, role or class of a name; empty after reporting that there is none."""


def appeals(declarations: list[Declaration], scopes: Scopes, office: Office, problems: Problems) -> Iterator[Appeal]:
    """Every 申诉, as often as one is declared for the same thing."""
    for one in declarations:
        if one.word == "APPEAL":
            body, classes = one.field("HEARD_BY"), one.field("FOR")
            about = one.subject.text if isinstance(one.subject, Name) else ""
            named = class_names(names_in(classes.value), scopes.classes) if classes else None
            heard_by = next((office(name) or name.text for name in names_in(body.value)), "") if body else ""
            yield Appeal(
                about, heard_by, _timing(one, "FILED_WITHIN", about, problems), _names(one, "FIRST_STEP"),
                _timing(one, "ANSWER", about, problems), _names(one, "SUBMITTED"), named, one.word_place,
            )  # fmt: skip


def _timing(appeal: Declaration, word: str, about: str, problems: Problems) -> TimeLimit | None:
    entry = appeal.field(word)
    return time_limit(about, entry.value, entry.place, problems) if entry and isinstance(entry.value, Form) else None


def _names(appeal: Declaration, word: str) -> tuple[Holder, ...]:
    entry = appeal.field(word)
    return tuple(Holder(name.text, "", name.place) for name in names_in(entry.value)) if entry else ()


def disclosures(declarations: list[Declaration]) -> Iterator[Disclosure]:
    """Every statement of 公开: one for each thing it is about."""
    for one in declarations:
        for entry in one.fields if one.word == "DISCLOSURE" else ():
            said = entry.value.items if isinstance(entry.value, Items) else ()
            readers = tuple(name.text for name in names_in(Items(said, entry.place)))
            for name in names_in(Items(entry.keys, entry.place)):
                yield Disclosure(name.text, readers, any(isinstance(node, Word) for node in said), name.place)


def contents(declarations: list[Declaration]) -> Iterator[Content]:
    """What each period may be appraised on, as often as it is said."""
    for one in declarations:
        for entry in one.fields if one.word == "CONTENT" else ():
            said = entry.value.items if isinstance(entry.value, Items) else ()
            kinds = frozenset(node.word for node in said if isinstance(node, Word))
            for key in entry.keys:
                if isinstance(key, Word):
                    yield Content(key.word, kinds, key.place)
