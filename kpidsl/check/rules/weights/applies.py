"""适用于 of an indicator and its weights speak of the same classes."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.words import percent
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.reach import families_read
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Family, Policy


def applies(policy: Policy, core: Core, problems: Problems) -> None:
    """K384: an indicator weighs in a class that 适用于 leaves out; K385: it weighs nothing in one that it names, and nothing else there
    reads it.
    """
    weights, read = leaf_weights(policy), dict[str, set[str]]()
    for family in policy.families:
        if family.applies is None or reported.within(problems, policy.area_of(family.name), "K201 class"):
            continue
        weighed = {
            name: sum(own, Fraction())
            for name in policy.class_names
            if (own := [w for leaf in family.leaves if (w := weights[leaf].get(name))])
        }
        for name in (name for name in weighed if name not in family.applies):
            problems.add("K384", family.place, name=family.name, unit_class=name, weight=percent(weighed[name]))
        idle = [name for name in family.applies if name not in weighed and not _lost(policy, family, name)]
        if idle and weighed:
            for name in (name for name in idle if name not in read):
                read[name] = _read_for(policy, core, name)
            idle = [name for name in idle if family.name not in read[name]]
        if idle and weighed:
            problems.add("K385", family.place, "", (), name=family.name, **listed("classes", idle))


def _lost(policy: Policy, family: Family, unit_class: str) -> bool:
    """Whether a cell of the indicator or of a part of it is lost in that column (K757)."""
    tables = [policy.weights, *(split.table for split in policy.splits if split.family == family.name)]
    return any(table and {family.name, *family.leaves} & table.lost.get(unit_class, {}).keys() for table in tables)


def _read_for(policy: Policy, core: Core, unit_class: str) -> set[str]:
    """The indicators that something other than their own weight is about in a class: vetoes, composites, grades, pay, other marks."""
    weights = leaf_weights(policy)
    exprs: list[e.Expr] = [*core.coefficients]
    for veto, trigger in zip(policy.vetoes, core.vetoes, strict=True):
        exprs += [trigger] * (unit_class in (veto.classes or ()))
    for composite, (formula, instead) in zip(policy.composites, core.composites, strict=True):
        exprs += [formula, *instead.values()] if unit_class in composite.classes else []
    for pay, rule in zip(policy.pays, core.pays, strict=True):
        if rule is not None and unit_class in pay.classes:
            exprs += [rule.money, *([rule.shares] if rule.shares is not None else [])]
    exprs += [expr for scale in policy.grades if unit_class in scale.classes for expr in core.bands.get(scale.name, ())]
    found = set().union(*(families_read(expr) for expr in _with_formulas(exprs, core)))
    for leaf in policy.all_leaves:
        if policy.extra(leaf.key) or weights.get(leaf.key, {}).get(unit_class):
            rules = [rule.expr for rule in core.marks.get(leaf.key, ()) if unit_class in rule.classes]
            found |= set().union(*(families_read(expr) for expr in _with_formulas(rules, core))) - {leaf.family}
    return found


def _with_formulas(exprs: Iterable[e.Expr], core: Core) -> Iterator[e.Expr]:
    """The expressions, and those of every formula and every figure of many rows that they read."""
    left, seen = list(exprs), set[str]()
    while left:
        expr = left.pop()
        yield expr
        for key in e.columns_of(expr) - seen:
            seen.add(key)
            derived, gathered = core.find_derived(key), core.find_aggregate(key)
            left += [derived.expr] if derived else []
            left += [gathered.of, gathered.where] if gathered else []
