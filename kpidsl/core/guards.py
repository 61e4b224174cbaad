"""Denominators: each must be positive over its declared range, or the policy says what follows.

Takes expressions and the types of their columns; gives guards, and reports denominators that nobody guards.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from kpidsl.core import expr as e
from kpidsl.core.aggregates import GEOMETRIC, GREATEST, LEAST, MEDIAN, NUMBER, SUM, Aggregate, Peers, Rows
from kpidsl.core.program import Guard
from kpidsl.core.types import Type, bounds, type_of
from kpidsl.core.weighing import family_weights
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Formula, Policy
from kpidsl.source import Span

NONE: Mapping[str, Aggregate] = MappingProxyType({})


def denominators(expr: e.Expr) -> Iterator[e.Expr]:
    """The denominators of all quotients inside an expression."""
    match expr:
        case e.Case(arms, default):
            for when, value in arms:
                yield from denominators(when)
                yield from (den for den in denominators(value) if not _makes_positive(when, den))
            yield from denominators(default)
            return
        case e.Div(_, den):
            yield den
    for part in e.children(expr):
        yield from denominators(part)


def _makes_positive(when: e.Expr, den: e.Expr) -> bool:
    """Whether a condition says that a denominator is above 0: ``分情况 { 计划数 > 0：完成数 ÷ 计划数；… }``."""
    match when:
        case e.And(args):
            return any(_makes_positive(arg, den) for arg in args)
        case e.Cmp(op, left, e.Const(edge)) if left == den:
            return (op in (">", "=", ">=") and edge > 0) or (op == ">" and edge == 0)
        case _:
            return False


def guards_of(
    expr: e.Expr,
    formula: Formula,
    policy: Policy,
    types: Mapping[str, Type],
    problems: Problems,
    aggregates: Mapping[str, Aggregate] = NONE,
) -> tuple[Guard, ...]:
    """The guards of a formula; a denominator that can be zero or negative without a rule is reported."""
    guards = []
    for empty in dict.fromkeys(without_records(expr, aggregates)):
        if formula.empty is None:
            problems.add("K694", formula.place, "", (), name=formula.name)
        else:
            guards.append(Guard(empty, formula.empty))
    for alone in dict.fromkeys(without_units(expr, aggregates, policy.class_names)):
        if formula.alone is None:
            problems.add("K701", formula.place, "", (), name=formula.name)
            break
        guards.append(Guard(alone, formula.alone))
    for den in denominators(expr):
        if _counts(den, aggregates, types):
            continue
        low = bounds(type_of(den, types))[0]
        if low <= 0:
            if formula.zero is None:
                _ask_zero(formula, den, policy, problems, aggregates)
            else:
                guards.append(Guard(e.Cmp("=", den, e.ZERO), formula.zero))
        if low < 0:
            if formula.negative is None:
                problems.add("K347", formula.place, "negative", (), name=formula.name, **_figures(den, aggregates))
            else:
                guards.append(Guard(e.Cmp("<", den, e.ZERO), formula.negative))
    return tuple(guards)


def without_records(expr: e.Expr, aggregates: Mapping[str, Aggregate]) -> Iterator[e.Expr]:
    """When there is no record for a figure that needs one: a mean, a least, greatest or median value."""
    match expr:
        case e.Div(_, den) if _counts_records(den, aggregates):
            yield e.Cmp("=", den, e.ZERO)
        case e.Col(key) if key in aggregates and _needs_records(aggregates[key]):
            yield e.Not(e.Present(key))
        case _:
            pass
    for part in e.children(expr):
        yield from without_records(part, aggregates)


def without_units(expr: e.Expr, aggregates: Mapping[str, Aggregate], classes: tuple[str, ...]) -> Iterator[e.Expr]:
    """When no unit counts for a figure that needs one, or the unit is in no group of units it could be of."""
    below = {den.key for den in denominators(expr) if isinstance(den, e.Col)}
    read = {key: aggregates[key] for key in sorted(e.columns_of(expr) & set(aggregates))}
    there = e.columns_of(expr).union(*(e.columns_of(one.of) for one in read.values() if itself_in(one, classes)))
    for key, aggregate in read.items():
        if isinstance(aggregate.over, Rows):
            continue
        has_group = not isinstance(aggregate.over, Peers) or has_all(aggregate.over, classes)
        counts_itself = itself_in(aggregate, classes) and _is_there(aggregate.where, there)
        if not has_group or (aggregate.op in (LEAST, GREATEST, MEDIAN, GEOMETRIC) and not counts_itself):
            yield e.Not(e.Present(key))
        if aggregate.op in (NUMBER, SUM) and key in below and not counts_itself:
            yield e.Cmp("=", e.Col(key), e.ZERO)


def has_all(over: Peers, classes: Iterable[str]) -> bool:
    """Whether every class is in some group."""
    return set(classes) <= {name for group in over.groups for name in group}


def itself_in(aggregate: Aggregate, classes: Iterable[str]) -> bool:
    """Whether every unit is one of those that its figure runs over: it then needs the value itself."""
    over = aggregate.over
    return isinstance(over, Peers) and not over.others and has_all(over, classes)


def _is_there(where: e.Expr, read: set[str]) -> bool:
    """Whether a condition asks for nothing but that figures are there which are read anyway."""
    parts = where.args if isinstance(where, e.And) else (where,)
    return all(isinstance(part, e.Present) and part.key in read for part in parts)


def _counts(den: e.Expr, aggregates: Mapping[str, Aggregate], types: Mapping[str, Type]) -> bool:
    """Whether a denominator is zero only without records or units: it counts them, or adds up what is positive of units."""
    aggregate = aggregates.get(den.key) if isinstance(den, e.Col) else None
    if aggregate is None or aggregate.op == NUMBER:
        return aggregate is not None
    known = not isinstance(aggregate.over, Rows) and e.columns_of(aggregate.of) <= types.keys()
    return aggregate.op == SUM and known and bounds(type_of(aggregate.of, types))[0] > 0


def _counts_records(den: e.Expr, aggregates: Mapping[str, Aggregate]) -> bool:
    match den:
        case e.Col(key):
            return key in aggregates and aggregates[key].op == NUMBER and isinstance(aggregates[key].over, Rows)
        case _:
            return False


def _needs_records(aggregate: Aggregate) -> bool:
    return aggregate.op in (LEAST, GREATEST, MEDIAN, GEOMETRIC) and isinstance(aggregate.over, Rows)


def _ask_zero(
    formula: Formula, den: e.Expr, policy: Policy, problems: Problems, aggregates: Mapping[str, Aggregate]
) -> None:
    """Asks what a zero denominator means, with the total that each answer gives to a unit at 95% elsewhere."""
    weights = {name: weight for name, weight in family_weights(policy, formula.family).items() if 0 < weight < 1}
    words: dict[str, object] = {"name": formula.name, **_figures(den, aggregates)}
    if not weights:
        problems.add("K347", formula.place, "", (), **words)
        return
    unit_class, weight = max(weights.items(), key=lambda pair: pair[1])
    others = policy.full * Fraction(95, 100)
    problems.add(
        "K347", formula.place, "outcomes", (), family=formula.family, unit_class=unit_class,
        weight=plain(weight * 100) + "%", others=plain(others), full=plain(others * (1 - weight) + policy.full * weight),
        zero=plain(others * (1 - weight)), **words,
    )  # fmt: skip


def _figures(den: e.Expr, aggregates: Mapping[str, Aggregate] = NONE) -> dict[str, object]:
    """The reported figures of a denominator, as their author named them."""
    columns = e.columns_of(den)
    for key in sorted(columns & set(aggregates)):
        columns = columns - {key} | e.columns_of(aggregates[key].of)
    return listed("denominator", sorted(column.partition(":")[2].rpartition("·")[2] for column in columns))


def refuse_open_quotients(
    expr: e.Expr,
    place: Span,
    types: Mapping[str, Type],
    problems: Problems,
    aggregates: Mapping[str, Aggregate] = NONE,
    classes: tuple[str, ...] = (),
) -> None:
    """Outside a formula no zero rule can be written, so a denominator must be positive by its range."""
    if any(True for _ in without_records(expr, aggregates)):
        problems.add("K694", place, "open")
    if classes and any(True for _ in without_units(expr, aggregates, classes)):
        problems.add("K701", place, "open")
    for den in denominators(expr):
        if _counts(den, aggregates, types):
            continue
        known = all(column in types for column in e.columns_of(den))
        low = bounds(type_of(den, types))[0] if known else Fraction(0)
        if low <= 0:
            problems.add("K349", place, "", (), **_figures(den, aggregates))
