"""From marks to totals: re-weighting, points, total (stages 8 and 9).

points = mark × weight × full mark of the policy ÷ full mark of the leaf, rounded as the policy says. Where leaves are not
applicable and the policy re-weights, their weight goes to the present leaves of their own group in proportion; a group with
none left hands its weight to the other groups in proportion (``折算范围：总分``: to all present leaves at once). ``权重并入 X``
adds the weight to X instead. So a unit's effective weights always add up to 100%.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.types import Decimal
from kpidsl.plan.builder import Builder, among, present
from kpidsl.plan.nodes import Origin, Report, State, Title, Weigh
from kpidsl.plan.vetoes import not_assessed
from kpidsl.resolve.policy import Leaf


def weigh(builder: Builder) -> None:
    """Adds the weight of every leaf in the unit's class."""
    leaves = builder.policy.leaves
    unit = builder.whole
    rows = tuple(
        (name, tuple(None if (w := builder.weights[leaf.key][name]) is None else w * unit for leaf in leaves))
        for name in builder.policy.class_names
    )
    digits = max((e.decimal_digits(w) or 0 for _, row in rows for w in row if w is not None), default=0)
    kind = Decimal(digits, Fraction(0), unit)
    columns = tuple(f"weight:{leaf.key}" for leaf in leaves)
    builder.types.update(dict.fromkeys(columns, kind))
    builder.nodes.append(Weigh(columns, rows, kind, _unit(builder)))


def _unit(builder: Builder) -> str:
    """The unit of measure that weights are read in."""
    return "percent" if builder.whole == 1 else "points"


def add_up(builder: Builder, total: str, without: tuple[str, ...] = ()) -> None:
    """Adds effective weights where some leaf can be absent, points of every leaf, and the total as column ``total``;
    the classes of ``without`` have no weights and no total.
    """
    merging: dict[str, list[Leaf]] = {}
    for leaf in builder.policy.leaves:
        if leaf.not_applicable and leaf.not_applicable.word == "MERGE_INTO":
            merging.setdefault(leaf.not_applicable.argument, []).append(leaf)
    merged = {leaf.key: _merged(builder, leaf, merging.get(leaf.key, [])) for leaf in builder.policy.leaves}
    absent = any(_may_be_absent(leaf) for leaf in builder.policy.leaves)
    factors = _factors(builder, merged) if absent else {}
    for leaf in builder.policy.leaves:
        _points(builder, leaf, merged[leaf.key], factors)
    parts = [present(e.Present(f"points:{leaf.key}"), e.Col(f"points:{leaf.key}")) for leaf in builder.policy.leaves]
    value = builder.rounded(e.add(*parts), "TOTAL")
    builder.extend(
        total,
        _unless(without, value),
        Title("", "TOTAL" if total == "summed" else "WEIGHED", "points"),
        Origin(9),
    )
    if absent:
        nothing = e.Cmp("<=", e.Col("kept"), e.ZERO)
        idle = not_assessed(builder)
        nothing_ = nothing if idle == e.FALSE else e.And((e.Not(idle), nothing))
        builder.nodes.append(Report("K541", nothing_, origin=Origin(8)))


def _unless(classes: tuple[str, ...], value: e.Expr) -> e.Expr:
    """The value; none for the classes that have no weights."""
    return e.Case(((among(classes), e.Null()),), value) if classes else value


def _may_be_absent(leaf: Leaf) -> bool:
    """Whether an appraised unit may have no mark on the leaf."""
    settled = ("ZERO_MARK", "FULL_MARK")
    recused = leaf.self_appraisal is not None and leaf.self_appraisal.word == "REWEIGHT"
    return recused or leaf.not_applicable is None or leaf.not_applicable.word not in settled


def _merged(builder: Builder, leaf: Leaf, sources: list[Leaf]) -> e.Expr:
    """The leaf's weight with the weights of ``sources``, which are merged into it; without its own where that goes elsewhere."""
    weight: e.Expr = present(e.Present(f"weight:{leaf.key}"), e.Col(f"weight:{leaf.key}"))
    if leaf.not_applicable and leaf.not_applicable.word == "MERGE_INTO":
        weight = present(e.And((e.Present(f"weight:{leaf.key}"), e.Not(_gone(leaf)))), e.Col(f"weight:{leaf.key}"))
    extra = [
        present(e.And((_gone(other), e.Present(f"weight:{other.key}"))), e.Col(f"weight:{other.key}"))
        for other in sources
    ]
    for other in sources:
        lost = e.And((_gone(other), e.Not(e.Present(f"mark:{leaf.key}"))))
        words = (("name", other.key), ("target", leaf.key))
        builder.nodes.append(Report("K542", lost, (), words, Origin(8, other.place)))
    if not sources and weight == present(e.Present(f"weight:{leaf.key}"), e.Col(f"weight:{leaf.key}")):
        return e.Col(f"weight:{leaf.key}")
    return builder.extend(
        f"own_weight:{leaf.key}",
        e.add(weight, *extra),
        Title(leaf.key, "WEIGHT", _unit(builder)),
        Origin(8, leaf.place),
    )


def _gone(leaf: Leaf) -> e.Expr:
    return e.Cmp("=", e.Col(f"state:{leaf.key}"), e.const(State.NOT_APPLICABLE))


def _factors(builder: Builder, merged: dict[str, e.Expr]) -> dict[str, tuple[e.Expr, e.Expr]]:
    """Leaf → (numerator, denominator) by which its weight grows when others are absent.

    Adds ``kept:F`` (weight of the present leaves of a group), ``whole:F`` (of all its leaves) and ``kept`` (of the groups
    that have a present leaf).
    """
    within_total = builder.policy.reweight_within == "TOTAL"
    kept_groups: list[e.Expr] = []
    by_leaf: dict[str, tuple[e.Expr, e.Expr]] = {}
    for family in builder.policy.families:
        leaves = [leaf.key for leaf in builder.policy.leaves_of(family.name)]
        kept = e.add(*(present(e.Present(f"mark:{key}"), merged[key]) for key in leaves))
        if within_total or len(leaves) == 1:
            kept_groups.append(kept)
            by_leaf.update(dict.fromkeys(leaves, (e.ONE, e.ONE)))
            continue
        whole = e.add(*(present(e.Present(f"weight:{key}"), merged[key]) for key in leaves))
        title = Title(family.name, "WEIGHT", _unit(builder))
        kept_column = builder.extend(f"kept:{family.name}", kept, title, Origin(8, family.place))
        whole_column = builder.extend(f"whole:{family.name}", whole, title, Origin(8, family.place))
        kept_groups.append(present(e.Cmp(">", kept_column, e.ZERO), whole_column))
        by_leaf.update(dict.fromkeys(leaves, (whole_column, kept_column)))
    kept_all = _unless(builder.policy.only_composed, e.add(*kept_groups))
    total = builder.extend("kept", kept_all, Title("", "WEIGHT", _unit(builder)), Origin(8))
    whole_of_all = e.const(builder.whole)
    return {key: (e.mul(num, whole_of_all), e.mul(den, total)) for key, (num, den) in by_leaf.items()}


def _points(builder: Builder, leaf: Leaf, weight: e.Expr, factors: dict[str, tuple[e.Expr, e.Expr]]) -> None:
    plain = _weighed(builder, leaf, weight)
    value: e.Expr = plain
    if leaf.key in factors:
        num, den = factors[leaf.key]
        nothing_absent = e.Cmp("=", num, den)
        value = e.Case(((nothing_absent, plain),), e.Div(e.mul(plain, num), den))
    family = builder.policy.family(leaf.family)
    origin = Origin(9, leaf.place, family.clause)
    builder.extend(f"points:{leaf.key}", builder.rounded(value, "POINTS"), Title(leaf.key, "POINTS", "points"), origin)


def _weighed(builder: Builder, leaf: Leaf, weight: e.Expr) -> e.Expr:
    """The mark as points of the total. A mark out of as many points as the cell of its weight says is points itself."""
    mark, shares = e.Col(f"mark:{leaf.key}"), builder.weights[leaf.key]
    classes, unit = builder.appraised(leaf.key) or builder.policy.class_names, builder.whole
    scales = {name: builder.policy.full / builder.fulls[leaf.key][name] for name in classes}
    if weight == e.Col(f"weight:{leaf.key}") and {scales[name] * (shares[name] or 0) for name in classes} == {1}:
        return mark
    if set(scales.values()) == {unit}:
        return e.mul(mark, weight)
    return e.mul(mark, weight, builder.by_class(leaf.key, {name: scale / unit for name, scale in scales.items()}))
