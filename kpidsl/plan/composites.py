"""Composites over linked units (stage 13), class after class in the order of their links.

A class without a formula has its total as composite. A class whose formula reads a linked unit comes after the classes at
the other end of the link, and reads their figures after every effect on them.
"""

from kpidsl.core import expr as e
from kpidsl.core.aggregates import MOST_UNITS, aggregate_type
from kpidsl.core.guards import without_units
from kpidsl.core.strata import inflows_read, links_read, reads_of, strata
from kpidsl.core.types import bounds, type_of
from kpidsl.plan.builder import Builder, among
from kpidsl.plan.nodes import Gather, Linked, Origin, Report, Title
from kpidsl.plan.vetoes import fire, limited, not_assessed


def compose(builder: Builder) -> None:
    """Adds ``composed`` (before effects) and ``composite`` (after)."""
    formulas = builder.checked.core.composites
    aggregates = builder.checked.core.aggregates
    levels = strata(builder.policy, {i: reads_of(expr, aggregates) for i, (expr, _) in enumerate(formulas)}) or []
    raw: e.Expr = e.Col("total")
    own = {name for composite in builder.policy.composites for name in composite.classes}
    plain = tuple(name for name in builder.policy.class_names if name not in own)
    if not own:
        builder.extend("composed", e.Col("total"), Title("", "COMPOSITE_SCORE", "points"), Origin(13))
    else:
        raw = e.Case(((among(plain), e.Col("total")),), e.Null())
        for depth, level in enumerate(levels):
            below = _published(builder, raw, f"composite@{depth}")
            raw = e.Case(tuple(_arm(builder, index, below, depth) for index in level), e.Col(f"composed@{depth}"))
        builder.extend("composed", raw, Title("", "COMPOSITE_SCORE", "points"), _origin(builder))
        _report_unknown(builder)
    fire(builder, 13)
    value = limited(builder, "COMPOSITE_SCORE", "", e.Col("composed"))
    builder.extend("composite", value, Title("", "COMPOSITE_SCORE", "points"), Origin(13))


def _report_unknown(builder: Builder) -> None:
    """A composite that reads what a unit has not got is no composite; a missing link has been said before."""
    absent = not_assessed(builder)
    assessed = () if absent == e.FALSE else (e.Not(absent),)
    pairs = zip(builder.policy.composites, builder.checked.core.composites, strict=True)
    for index, (composite, (formula, instead)) in enumerate(pairs):
        links = (links_read(formula) | links_read(formula, "total")) - set(instead)
        linked = (e.Present(f"link:{link}") for link in sorted(links))
        told = (e.Not(e.Col(f"alone:{index}")),) if f"alone:{index}" in builder.types else ()
        unknown = e.all_of(among(composite.classes), *assessed, *linked, *told, e.Not(e.Present("composed")))
        of_units = {aggregate.key for aggregate in builder.checked.core.aggregates}
        own = e.columns_of(formula) - of_units
        read = tuple(key for key in sorted(own) if not key.startswith("linked:"))
        builder.nodes.append(Report("K544", unknown, read, (), Origin(13, composite.place, composite.clause)))


def _origin(builder: Builder) -> Origin:
    first = builder.policy.composites[0]
    return Origin(13, first.place, first.clause)


def _published(builder: Builder, raw: e.Expr, column: str) -> str:
    """The composites of the levels so far, after effects, for the next level to read."""
    title, before = Title("", "COMPOSITE_SCORE", "points"), column.replace("composite", "composed")
    builder.extend(before, raw, title, _origin(builder))
    builder.extend(column, limited(builder, "COMPOSITE_SCORE", "", e.Col(before)), title, _origin(builder))
    return column


def _arm(builder: Builder, index: int, below: str, depth: int) -> tuple[e.Expr, e.Expr]:
    composite, (formula, instead) = builder.policy.composites[index], builder.checked.core.composites[index]
    aggregates = builder.checked.core.aggregates
    origin = Origin(13, composite.place, composite.clause)
    for score, source in (("composite", below), ("total", "total")):
        for link in sorted(links_read(formula, score)):
            _read_linked(builder, link, score, source, f"@{depth}", origin)
    of_level = _read_under(builder, formula, below, depth, origin)
    known = e.renamed(formula, lambda key: f"{key}@{depth}" if key.startswith("linked:") or key in of_level else key)
    known = _means_held(builder, known, of_level, depth)
    arms: list[tuple[e.Expr, e.Expr]] = []
    for link in sorted(links_read(formula) | links_read(formula, "total")):
        none = e.Not(e.Present(f"link:{link}"))
        if link in instead:
            arms.append((none, builder.rounded(instead[link], "COMPOSITE_SCORE")))
        else:
            stop = e.And((among(composite.classes), none))
            builder.nodes.append(Report("K543", stop, ("total",), (("link", link),), origin))
    alone = e.any_of(*without_units(formula, {one.key: one for one in aggregates}, builder.policy.class_names))
    if alone != e.FALSE:
        alone = e.renamed(alone, lambda key: f"{key}@{depth}" if key in of_level else key)
        if "" in instead:
            arms.append((alone, builder.rounded(instead[""], "COMPOSITE_SCORE")))
        else:
            nobody = builder.extend(
                f"alone:{index}", e.And((among(composite.classes), alone)), Title("", "NO_UNITS"), origin
            )
            builder.nodes.append(Report("K710", nobody, ("total",), (), origin))
    value = builder.rounded(known, "COMPOSITE_SCORE")
    return among(composite.classes), e.Case(tuple(arms), value) if arms else value


def _means_held(builder: Builder, formula: e.Expr, of_level: set[str], depth: int) -> e.Expr:
    """Means of composites lie between the least and the largest that these can be, which is known only here."""
    found = {one.key: one for one in builder.checked.core.aggregates if one.key in of_level}
    low, high = bounds(builder.types[f"composite@{depth}"])

    def held(part: e.Expr) -> e.Expr:
        match part:
            case e.Div(e.Col(total), e.Col(count)):
                whole, number = (found.get(key.removesuffix(f"@{depth}")) for key in (total, count))
                if whole and number and whole.of == number.of == e.Col("composite") and whole.where == number.where:
                    return e.Least((e.Greatest((part, e.const(low))), e.const(high)))
        return part

    return e.rebuilt(formula, held)


def _read_under(builder: Builder, formula: e.Expr, below: str, depth: int, origin: Origin) -> set[str]:
    """Figures over the composites of the units under a link, as they are before this level; gives their keys."""
    core = builder.checked.core
    read = {key for keys in inflows_read(formula, core.aggregates).values() for key in keys}
    for aggregate in core.aggregates:
        column = f"{aggregate.key}@{depth}"
        if aggregate.key in read and column not in builder.types:
            of, where = (
                e.renamed(part, lambda key: below if key == "composite" else key)
                for part in (aggregate.of, aggregate.where)
            )
            rounding = aggregate.rounding
            kind = aggregate_type(aggregate.op, type_of(of, builder.types), MOST_UNITS, rounding)
            builder.types[column] = kind
            title = Title("", f"UNITS_{aggregate.op}", aggregate.unit)
            builder.nodes.append(Gather(column, aggregate.op, of, where, aggregate.over, kind, title, origin, rounding))
    return read


def _read_linked(builder: Builder, link: str, score: str, source: str, suffix: str, origin: Origin) -> None:
    column = f"linked:{link}:{score}{suffix}"
    if column in builder.types:
        return
    builder.types[column] = builder.types[source]
    word = "COMPOSITE_SCORE" if score == "composite" else "TOTAL"
    builder.nodes.append(Linked(column, link, source, builder.types[source], Title(link, word, "points"), origin))
