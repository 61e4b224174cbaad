"""Indicators that look at the same reported figure rise and fall together.

A figure counts for an indicator where its mark follows from it, by itself or by way of formulas; not where it is only divided by, as
heads and output mostly are.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.figures import Figure, Figures, figures_of
from kpidsl.check.narrowed import narrowed
from kpidsl.check.words import percent
from kpidsl.core import expr as e
from kpidsl.core.program import Core, MarkRule
from kpidsl.core.types import bounds, type_of
from kpidsl.core.weighing import full_marks, leaf_weights
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import Leaf, Policy
from kpidsl.values import define

Fed = dict[str, MarkRule]
"""The leaves that look at a figure in a class, each with its rule."""


def fed_alike(policy: Policy, core: Core, problems: Problems) -> None:
    """K747 (note), once for indicators that look at the same figures, where they weigh most."""
    figures, weights = figures_of(policy, core), leaf_weights(policy)
    formulas = {key: one.expr for key, one in figures.formulas.items()}
    shared: dict[tuple[str, ...], dict[str, tuple[Fraction, str, Fed]]] = {}
    for column, rules in _looked_at(policy, core, _Reader(formulas, {})).items():
        for unit_class in policy.class_names if len({leaf.family for leaf, _ in rules}) > 1 else ():
            fed = {
                leaf.key: rule
                for leaf, rule in rules
                if unit_class in rule.classes and weights[leaf.key].get(unit_class)
            }
            families = tuple(dict.fromkeys(figures.leaves[leaf] for leaf in fed))
            if len(families) > 1:
                weight = sum((weights[leaf][unit_class] or Fraction(0) for leaf in fed), Fraction(0))
                known = shared.setdefault(families, {})
                if column not in known or known[column][0] < weight:
                    known[column] = (weight, unit_class, fed)
    for families, columns in shared.items():
        others = [family for family in families if not reported.within(problems, policy.area_of(family), "K761")]
        if len(others) > 1:  # one measure of two names is said there
            _report(policy, core, families, columns, figures, problems)


def _looked_at(policy: Policy, core: Core, reader: "_Reader") -> dict[str, list[tuple[Leaf, MarkRule]]]:
    """By reported figure the leaves whose marks follow from it, with the rules by which they do."""
    found: dict[str, list[tuple[Leaf, MarkRule]]] = {}
    for leaf in policy.leaves:
        for rule in core.marks.get(leaf.key, ()):
            for column in sorted(reader.of(rule.expr)):
                if column.startswith("data:") and not _is_of_a_gate(column, leaf):
                    found.setdefault(column, []).append((leaf, rule))
    return found


def _is_of_a_gate(column: str, leaf: Leaf) -> bool:
    """Whether a figure of another indicator may be read by the gate (前提) that its author put there."""
    gated = any(form.word == "GATE" for scoring in leaf.scoring for form in scoring.forms)
    return gated and not column.startswith(f"data:{leaf.family}·")


@define
class _Reader:
    """What expressions look at, worked out once for each."""

    formulas: Mapping[str, e.Expr]
    known: dict[e.Expr, frozenset[str]]

    def of(self, expr: e.Expr) -> frozenset[str]:
        """The reported figures that a value follows from, other than those it is only divided by."""
        if expr not in self.known:
            self.known[expr] = frozenset()  # a formula may follow from its own past
            self.known[expr] = frozenset(self._columns(expr))
        return self.known[expr]

    def _columns(self, expr: e.Expr) -> Iterator[str]:
        match expr:
            case e.Col(key):
                if key in self.formulas:
                    yield from self.of(self.formulas[key])
                else:
                    yield key
            case e.Div(num, _):
                yield from self._columns(num)
            case _:
                for part in e.children(expr):
                    yield from self._columns(part)


def _report(
    policy: Policy, core: Core, families: tuple[str, ...], columns: Mapping[str, tuple[Fraction, str, Fed]],
    known: Figures, problems: Problems,
) -> None:  # fmt: skip
    figures = {column: known.of(column) for column in columns}
    formulas = {key: one.expr for key, one in known.formulas.items()}
    words: dict[str, object] = {
        **listed("families", [f"“{name}”" for name in families]), **_named(list(figures.values())),
    }  # fmt: skip
    place = policy.family(families[1]).place
    for column, (weight, unit_class, fed) in columns.items():
        own = {**words, "unit_class": unit_class, "weight": percent(weight)}
        cost = _cost(policy, core, column, figures[column], unit_class, fed, formulas)
        if cost is not None:
            problems.add("K747", place, "cost", (), **own, **cost)
            return
    weight, unit_class, _ = max(columns.values(), key=lambda one: one[0])
    problems.add("K747", place, "", (), **words, unit_class=unit_class, weight=percent(weight))


def _named(figures: list[Figure]) -> dict[str, object]:
    names = [f"“{figure.name}”" for figure in figures]
    return both("figure", "、".join(names), ", ".join(names))


def _cost(
    policy: Policy, core: Core, column: str, figure: Figure, unit_class: str, fed: Fed, formulas: Mapping[str, e.Expr]
) -> dict[str, object] | None:
    """What one more of a thing that is counted from 0 costs by way of all leaves, where that is one number."""
    low, high = bounds(core.types[column])
    if figure.levels or figure.kind != "number" or low != 0 or high < figure.scale:
        return None
    weights, fulls = leaf_weights(policy), full_marks(policy)
    lost = Fraction(0)
    for leaf, rule in fed.items():
        expr = _inlined(rule.expr, formulas)
        before, after = (_fixed(expr, column, value, core) for value in (Fraction(0), figure.scale))
        if before is None or after is None or after > before:
            return None
        lost += (before - after) * (weights[leaf][unit_class] or 0) * policy.full / fulls[leaf][unit_class]
    if not lost:
        return None
    return {**figure.words("low", Fraction(0)), **figure.words("high", figure.scale), "lost": plain(lost)}


def _fixed(expr: e.Expr, column: str, value: Fraction, core: Core) -> Fraction | None:
    """The mark at a value of one figure, where it is the same whatever the others are."""
    at = narrowed(e.replaced(expr, {column: e.const(value)}), core.types)
    if not e.columns_of(at) <= set(core.types):
        return None
    low, high = bounds(type_of(at, core.types))
    return low if low == high else None


def _inlined(expr: e.Expr, formulas: Mapping[str, e.Expr], above: frozenset[str] = frozenset()) -> e.Expr:
    """The expression over reported figures; a formula that follows from itself is left as a column."""
    inside = {
        key: _inlined(formulas[key], formulas, above | {key})
        for key in e.columns_of(expr)
        if key in formulas and key not in above
    }
    return e.replaced(expr, inside) if inside else expr
