"""Formulas that read earlier periods: what is said for periods without one, and figures that follow from their own past.

Takes a formula and its value; gives the guards that follow from ``无上期``, and the type of a figure made from its own earlier
value. Reports what is left open (K716), said in vain (K719), or has no start or no bounds (K718).
"""

from collections.abc import Iterator
from typing import Any

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.dependencies import figures_read
from kpidsl.core.dimensions import Dimension
from kpidsl.core.earlier import earlier_of
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.names import DATA, Meaning, Names, refs_in_time
from kpidsl.core.program import Guard
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, Type, type_of
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Formula
from kpidsl.syntax.tree import Call, Expr, Name, Number, Op

_ROUNDS = 200
"""How often the bounds of a figure are widened by what follows from them before they are given up."""


def settled(formula: Formula, value: Quantity, elaborator: Elaborator) -> tuple[e.Expr, tuple[Guard, ...]]:
    """The value with what stands in for it where there is nothing earlier, and the guards that say the rest."""
    absences = tuple(dict(elaborator.absences))
    elaborator.absences.clear()
    said, problems = formula.earlier, elaborator.problems
    if not absences:
        if said is not None and not _starts_from_nothing(formula, said, elaborator.names):
            problems.add("K719", formula.place, "", (), name=formula.name)
        return value.expr, ()
    absent = e.any_of(*absences)
    if said is None:
        problems.add("K716", formula.place, "", (), name=formula.name)
        return value.expr, ()
    if isinstance(said, str):
        return value.expr, (Guard(absent, said),)
    instead = elaborator.quantity(said, formula.family, DATA)
    if elaborator.absences:
        problems.add("K718", said.place, "start", (), name=formula.name)
        elaborator.absences.clear()
    if instead is None or not elaborator.agree(value, instead):
        return value.expr, ()
    return e.Case(((absent, instead.expr),), value.expr), ()


def _starts_from_nothing(formula: Formula, said: str | Expr, names: Names) -> bool:
    """A figure that is added up from its own past may say that it starts at 0, which it does."""
    return reads_itself(formula, names) and isinstance(said, Number) and said.value == 0


def refuse_earlier(elaborator: Elaborator) -> None:
    """Outside a formula nothing can be said for periods without an earlier one (K716)."""
    if elaborator.absences:
        _, place = elaborator.absences[0]
        elaborator.problems.add("K716", place, "outside")
    elaborator.absences.clear()


def reads_itself(formula: Formula, names: Names) -> bool:
    """Whether a formula names itself."""
    own = {(formula.name,), (formula.family, formula.name)}
    read = figures_read(formula, names)
    return any(tuple(part.text for part in ref.parts if isinstance(part, Name)) in own for ref, _ in read)


def announce(formula: Formula, key: str, elaborator: Elaborator) -> bool:
    """Makes a figure known to its own formula, with the dimension by which the formula comes out in the same."""
    problems, names = elaborator.problems, elaborator.names
    if isinstance(formula.earlier, str):
        problems.add("K718", formula.place, "start", (), name=formula.name)
        return False
    kept = dict(elaborator.types)
    gathered = [dict(found) for found in _gathered(elaborator)]
    for dimension in _candidates(formula, elaborator):
        elaborator.problems = names.problems = Problems()
        names.known[f"{formula.family}·{formula.name}"] = Meaning(DATA, key, dimension)
        elaborator.types[key] = Decimal(0, e.ZERO.value, e.ZERO.value)
        value = elaborator.quantity(formula.expr, formula.family, DATA)
        fits = value is not None and value.dimension == dimension and not len(elaborator.problems)
        elaborator.problems = names.problems = problems
        _forget(elaborator, kept, gathered)
        if fits:
            elaborator.types[key] = Decimal(0, e.ZERO.value, e.ZERO.value)
            return True
    names.known.pop(f"{formula.family}·{formula.name}", None)
    problems.add("K718", formula.place, "unit", (), name=formula.name)
    return False


def _gathered(elaborator: Elaborator) -> tuple[dict[str, Any], ...]:
    return elaborator.aggregates, elaborator.placings, elaborator.preceding


def _forget(elaborator: Elaborator, kept: dict[str, Type], gathered: list[dict[str, Any]]) -> None:
    """Takes back what one attempt has registered, so that the next finds what the first one found."""
    elaborator.absences.clear()
    for found, before in zip((elaborator.types, *_gathered(elaborator)), (kept, *gathered), strict=True):
        found.clear()
        found.update(before)


def _candidates(formula: Formula, elaborator: Elaborator) -> list[Dimension | None]:
    """Dimensions that the figure may have: none, where it comes out so, else those of its start, of the numbers and of the names
    in its formula, of which conditions may read more than it is made of.
    """
    exprs = (
        [formula.expr]
        if formula.earlier is None or isinstance(formula.earlier, str)
        else [formula.earlier, formula.expr]
    )
    found: dict[Dimension | None, None] = {None: None}
    for expr in exprs:
        for ref, _ in refs_in_time(expr):
            meaning = elaborator.names.peek(ref, formula.family)
            if meaning is not None:
                found[meaning.dimension] = None
        for number in _numbers(expr):
            if number.unit:
                found[dim.measure(number.unit).dimension] = None
    return [*found]


def _numbers(expr: Expr) -> Iterator[Number]:
    match expr:
        case Number():
            yield expr
        case Op(_, args) | Call(_, args):
            for arg in args:
                yield from _numbers(arg)
        case _:
            pass


def bounded(formula: Formula, key: str, expr: e.Expr, elaborator: Elaborator) -> bool:
    """Finds the bounds that a figure keeps whatever it was before; reports one that has none, and one made from itself now."""
    types = elaborator.types
    past = [column for column in types if (known := earlier_of(column)) and known.of == key]
    kind = types[key]
    for _ in range(_ROUNDS):
        types.update(dict.fromkeys(past, kind))
        wider = _either(kind, type_of(expr, types))
        if wider is None:
            elaborator.problems.add("K715", formula.place, "", (), name=formula.name)
            return False
        if wider == kind:
            types[key] = kind
            return True
        kind = wider
    elaborator.problems.add("K718", formula.place, "bounds", (), name=formula.name)
    return False


def _either(one: Type, other: Type) -> Type | None:
    if not isinstance(one, Decimal) or not isinstance(other, Decimal):
        return None
    return Decimal(max(one.digits, other.digits), min(one.low, other.low), max(one.high, other.high))
