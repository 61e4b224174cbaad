"""Scoring forms of the policy's own (计分方式 超额加分（实际（%），目标（%））{ 计分办法：… }), put where they are applied (套用).

Takes SCHEME declarations; gives, for the forms of a scoring rule, the forms with each application replaced by the definition,
its parameters by the arguments. Reports a name that is not declared (K201), arguments that do not fit, names that are no
parameter, and definitions that apply each other in a circle (K661). Units of measure are checked where expressions are.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from attrs import evolve

from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.policy import Applied
from kpidsl.source import Span
from kpidsl.syntax.tree import (
    Block,
    Call,
    Declaration,
    Expr,
    Field,
    Form,
    Items,
    Name,
    Op,
    Ref,
    Text,
    refs_in,
)  # fmt: skip
from kpidsl.values import define, field, frozen

MOST = 1000
"""How many forms one rule may come to; more are a slip that would take for ever."""


@frozen
class Scheme:
    """A definition: its parameters with the keys of their units (empty where none is stated), and its forms."""

    name: Name
    parameters: tuple[tuple[Name, str], ...]
    forms: tuple[Form, ...]
    place: Span


@define
class Schemes:
    """All definitions of a policy, by name; ``used`` are those applied somewhere."""

    problems: Problems
    by_name: dict[str, Scheme] = field(factory=dict)
    used: set[str] = field(factory=set)

    @classmethod
    def of(cls, declarations: Iterable[Declaration], problems: Problems) -> "Schemes":
        """The definitions; two of one name, two parameters of one name, and names that mean nothing are reported."""
        found = cls(problems)
        for declaration in declarations:
            scheme = _scheme(declaration)
            if scheme is None:
                continue
            first = found.by_name.setdefault(scheme.name.text, scheme)
            if first is not scheme:
                label = Label(first.name.place, "first")
                problems.add("K661", scheme.name.place, "twice", [label], name=scheme.name.text)
            found.report_names(scheme)
        return found

    def report_names(self, scheme: Scheme) -> None:
        """K661: a bare name in a definition that is none of its parameters; a parameter twice, or that nothing reads."""
        names = [name for name, _ in scheme.parameters]
        read: set[str] = set()
        for form in scheme.forms:
            for ref in _refs(form):
                match ref.parts:
                    case (Name(text, place),):
                        read.add(text)
                        if text not in {name.text for name in names}:
                            self.problems.add("K661", place, "foreign", (), name=text, scheme=scheme.name.text)
        for at, name in enumerate(names):
            if name.text in {before.text for before in names[:at]}:
                self.problems.add("K661", name.place, "parameter", (), name=name.text, scheme=scheme.name.text)
            elif name.text not in read:
                self.problems.add("K661", name.place, "idle", (), name=name.text, scheme=scheme.name.text)

    def applied(self, forms: tuple[Form, ...]) -> tuple[tuple[Form, ...], tuple[Applied, ...]]:
        """The forms with every application replaced, and what was applied."""
        uses: list[Applied] = []
        found = self._expanded(forms, (), uses)
        return found, tuple(uses)

    def report_unused(self, shared: Collection[str]) -> None:
        """K664 (warning): a definition that nothing applies; those of the files ``shared`` are there for others."""
        for name, scheme in self.by_name.items():
            if name not in self.used and scheme.name.place.file not in shared:
                self.problems.add("K664", scheme.name.place, "", (), name=name)

    def _expanded(self, forms: Iterable[Form], within: tuple[str, ...], uses: list[Applied]) -> tuple[Form, ...]:
        found: list[Form] = []
        for form in forms:
            found += self._one(form, within, uses) if form.word == "APPLY" else [form]
            if len(found) > MOST:
                return ()
        return tuple(found)

    def _one(self, form: Form, within: tuple[str, ...], uses: list[Applied]) -> tuple[Form, ...]:
        name, args = form.get("name"), form.get("args")
        if not isinstance(name, Name) or not isinstance(args, Items):
            return ()
        scheme = self.by_name.get(name.text)
        self.used.add(name.text)
        if scheme is None:
            near = nearest(name.text, self.by_name)
            self.problems.add("K661", name.place, "near" if near else "unknown", (), name=name.text, near=near or "")
            return ()
        label = [Label(scheme.name.place, "definition")]
        if name.text in within:
            path = " → ".join((*within[within.index(name.text) :], name.text))
            self.problems.add("K661", name.place, "circle", label, name=name.text, path=path)
            return ()
        count, wanted = len(args.items), len(scheme.parameters)
        if count != wanted:
            self.problems.add("K661", form.place, "", label, name=name.text, count=count, wanted=wanted)
            return ()
        given = {parameter.text: arg for (parameter, _), arg in zip(scheme.parameters, args, strict=True)}
        fits = zip(scheme.parameters, args, strict=True)
        uses.append(Applied(
            name.text, form.place, scheme.place,
            tuple((parameter, unit, arg) for (parameter, unit), arg in fits if unit and isinstance(arg, Expr)),
        ))  # fmt: skip
        inside = (substituted(one, given) for one in scheme.forms)
        return self._expanded(inside, (*within, name.text), uses)


def _scheme(declaration: Declaration) -> Scheme | None:
    scoring = declaration.field("SCORING")
    if declaration.word != "SCHEME" or not isinstance(declaration.subject, Name) or scoring is None:
        return None
    params = declaration.value if isinstance(declaration.value, Items) else ()
    parameters = [
        (name, unit.text if isinstance(unit := form.get("unit"), Text) else "")
        for form in params
        if isinstance(form, Form) and isinstance(name := form.get("name"), Name)
    ]
    forms = scoring.value.items if isinstance(scoring.value, Items) else (scoring.value,)
    own = tuple(form for form in forms if isinstance(form, Form))
    return Scheme(declaration.subject, tuple(parameters), own, declaration.place)


def _refs(node: object) -> Iterable[Ref]:
    """The references anywhere in a form."""
    match node:
        case Ref() | Op() | Call():
            yield from refs_in(node)
        case Form(_, slots):
            for slot, part in slots:
                if slot != "of":
                    yield from _refs(part)
        case Block(fields):
            for entry in fields:
                yield from _refs(entry.value)
        case Items(items):
            for item in items:
                yield from _refs(item)


def substituted(node: Any, given: Mapping[str, Any]) -> Any:
    """A node with parameters replaced by what is given for them."""
    match node:
        case Ref((Name(text),)) if text in given:
            return given[text]
        case Op() | Call():
            changed = evolve(node, args=tuple(substituted(arg, given) for arg in node.args))
            return evolve(changed, where=substituted(changed.where, given)) if isinstance(changed, Call) else changed
        case Form(_, slots):
            return evolve(node, slots=tuple((slot, substituted(part, given)) for slot, part in slots))
        case Block(fields):
            return evolve(node, fields=tuple(substituted(entry, given) for entry in fields))
        case Field():
            return evolve(node, value=substituted(node.value, given))
        case Items(items):
            return evolve(node, items=tuple(substituted(item, given) for item in items))
        case _:
            return node
