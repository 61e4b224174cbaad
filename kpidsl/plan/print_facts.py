"""What is known of the columns of a plan, and what follows for its expressions.

Takes a plan; gives the values its states can have, the columns no unit lacks, the labels of its ordinals, and expressions
without what holds always or never: a state that a column cannot have, a list of all classes. Never computes.
"""

from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.types import Ordinal
from kpidsl.core.wording import keyword
from kpidsl.plan.nodes import CLASS, Extend, Plan, State, Title, Weigh
from kpidsl.plan.print_names import column_names, titles
from kpidsl.values import frozen

_REPORTED = (State.VALUE, State.NOT_APPLICABLE, State.UNREPORTED, State.NOT_APPRAISED)
"""The states a cell may have that a month brings."""


@frozen
class Facts:
    """What is known of the columns of one plan.

    ``levels`` are the labels of ordinals, ``states`` the values that a column of states can have, ``known`` the columns that
    no unit lacks, ``classes`` all classes of unit.
    """

    names: Mapping[str, str]
    titles: Mapping[str, Title]
    levels: Mapping[str, tuple[str, ...]]
    states: Mapping[str, frozenset[Fraction]]
    known: frozenset[str]
    classes: frozenset[str]

    @classmethod
    def of(cls, plan: Plan, lang: str) -> "Facts":
        """The facts of a plan, its columns named in a language."""
        states = {source.state: frozenset(map(Fraction, _REPORTED)) for source in plan.scan.inputs}
        levels = {source.key: source.levels for source in plan.scan.inputs if source.levels}
        levels |= {one.key: one.type.scale for one in plan.scan.past if isinstance(one.type, Ordinal)}
        levels |= {one.key: one.levels for log in plan.scan.logs for one in log.columns if one.levels}
        known = {one.key for log in plan.scan.logs for one in log.columns if one.needed}
        for node in plan.nodes:
            match node:
                case Extend(column, expr) if node.title.word == "STATE":
                    states[column] = frozenset(_outcomes(expr))
                case Extend(column, _, Ordinal(scale)):
                    levels[column] = tuple(
                        keyword(label, lang) if at >= _said(column, scale) else label for at, label in enumerate(scale)
                    )
                case Weigh(columns, rows):
                    cells = zip(*(row for _, row in rows), strict=True)
                    known.update(key for key, cell in zip(columns, cells, strict=True) if None not in cell)
                case _:
                    pass
        names = column_names(plan, lang)
        called = {one.key: Title(one.name, "", one.unit) for log in plan.scan.logs for one in log.columns}
        return cls(names, called | titles(plan), levels, states, frozenset(known), frozenset(plan.scan.classes))


def _said(column: str, scale: tuple[str, ...]) -> int:
    """How many labels of a scale are names; what stands in place of a grade is told in words of the language."""
    return len(scale) - 2 * column.startswith("shown:")


def _outcomes(expr: e.Expr) -> Iterable[Fraction]:
    """The constants a case may come to."""
    match expr:
        case e.Const(value):
            yield value
        case e.Case(arms, default):
            for outcome in (*(value for _, value in arms), default):
                yield from _outcomes(outcome)
        case _:
            raise TypeError(f"not a state: {expr}")


def simplified(expr: e.Expr, facts: Facts) -> e.Expr:
    """The same expression without what holds always or never for the columns of this plan."""
    match expr:
        case e.Among(key, texts) if key == CLASS and facts.classes <= set(texts):
            return e.TRUE
        case e.Present(key) if key in facts.known:
            return e.TRUE
        case e.Cmp("=", e.Col(key), e.Const(value)) if value not in facts.states.get(key, {value}):
            return e.FALSE
        case e.Not(arg):
            return _not(simplified(arg, facts))
        case e.And(args):
            parts = _flat((simplified(arg, facts) for arg in args), e.And)
            there = frozenset(part.key for part in parts if isinstance(part, e.Present))
            parts = [_given(part, there) for part in parts]
            compared = _compared(parts)
            parts = [part for part in parts if _asks(part) not in compared]
            return e.FALSE if e.FALSE in parts else e.all_of(*parts)
        case e.Or(args):
            parts = _flat((simplified(arg, facts) for arg in args), e.Or)
            return e.TRUE if e.TRUE in parts else e.any_of(*parts)
        case e.Case(arms, default):
            return _case(arms, default, facts)
        case e.Add(args) | e.Mul(args) | e.Least(args) | e.Greatest(args):
            return type(expr)(tuple(simplified(arg, facts) for arg in args))
        case e.Div(num, den):
            return e.Div(simplified(num, facts), simplified(den, facts))
        case e.Irrational(_, args):
            return evolve(expr, args=tuple(simplified(arg, facts) for arg in args))
        case e.Round(arg, digits, mode):
            return e.Round(simplified(arg, facts), digits, mode)
        case e.Cmp(op, left, right):
            return e.Cmp(op, simplified(left, facts), simplified(right, facts))
        case _:
            return expr


def _flat(parts: Iterable[e.Expr], kind: type[e.And] | type[e.Or]) -> list[e.Expr]:
    """The parts, those of parts of the same kind among them, each once."""
    found: dict[e.Expr, None] = {}
    for part in parts:
        found.update(dict.fromkeys(part.args if isinstance(part, kind) and part.args else (part,)))
    return list(found)


def _given(expr: e.Expr, there: frozenset[str]) -> e.Expr:
    """A condition where these columns are there."""
    match expr:
        case e.Or(args):
            kept = (arg for arg in args if not (isinstance(arg, e.Not) and _asks(arg.arg) in there))
            return e.any_of(*kept)
        case _:
            return expr


def _compared(parts: Iterable[e.Expr]) -> set[str]:
    """The columns that comparisons among ``parts`` need: without a value these do not hold."""
    sides = [side for part in parts if isinstance(part, e.Cmp) for side in (part.left, part.right)]
    return {side.key for side in sides if isinstance(side, e.Col)}


def _asks(expr: e.Expr) -> str:
    return expr.key if isinstance(expr, e.Present) else ""


def _not(arg: e.Expr) -> e.Expr:
    return e.FALSE if arg == e.TRUE else e.TRUE if arg == e.FALSE else e.Not(arg)


def _case(arms: Iterable[tuple[e.Expr, e.Expr]], default: e.Expr, facts: Facts) -> e.Expr:
    kept: list[tuple[e.Expr, e.Expr]] = []
    otherwise = default
    for when, value in arms:
        condition = simplified(when, facts)
        if condition == e.TRUE:
            otherwise = value
            break
        if condition != e.FALSE:
            kept.append((condition, simplified(value, facts)))
    last = simplified(otherwise, facts)
    return e.Case(tuple(kept), last) if kept else last
