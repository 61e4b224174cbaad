"""Rules that scores come from: scoring, targets, formulas, weights, absence, rounding.

Takes the alterations of a policy; gives its rules. What each alteration is stands at its function.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import combinations
from typing import Any

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.program import MarkRule
from kpidsl.core.types import Decimal, type_of
from kpidsl.examples import form_rules
from kpidsl.examples.rule import Alterations, Altered, Rule, substituted
from kpidsl.plan.nodes import Extend, Node, Weigh
from kpidsl.resolve.policy import Choice, Formula, Leaf, RoundingRule, Target
from kpidsl.source import Span
from kpidsl.syntax.tree import Number, Op

POINT = Fraction(1, 100)
"""What is moved from one weight to another: one percentage point."""
READ_TARGET = ("PASS_FAIL", "STEP", "PROPORTIONAL")
"""Forms that measure by the target."""
NO_QUOTIENT = ("NOT_APPLICABLE", "ZERO_MARK", "FULL_MARK", "STOP")
ABSENCE = {
    "not_applicable": ("NOT_APPLICABLE", ("REWEIGHT", "FULL_MARK", "ZERO_MARK")),
    "unreported": ("UNREPORTED", ("STOP_AND_CHASE", "FULL_MARK", "ZERO_MARK")),
    "self_appraisal": ("SELF_APPRAISAL", ("SELF_AS_IS", "FULL_MARK", "REWEIGHT")),
}
"""By field of a leaf: the word it stands under, and what it may say."""
ROUNDED = {
    "MARK": ("mark:", "scored:"), "POINTS": ("points:",), "TOTAL": ("summed",),
    "COEFFICIENT": ("scaled",), "COMPOSITE_SCORE": ("composed",),
}  # fmt: skip
"""The columns that are rounded at each place of the calculation, by the beginning of their keys."""


def scorings(made: Alterations) -> Iterator[Rule]:
    """How each leaf is marked: a point less; and each number of points, each reading of a step, in the form."""
    for leaf in made.policy.all_leaves:
        for rule in made.compiled.checked.core.marks[leaf.key]:
            yield Rule("SCORING", leaf.key, rule.place, (_a_point_less(made, leaf, rule),), "", rule.classes)
        for scoring in leaf.scoring:
            yield from form_rules.pieces(made, leaf, scoring)


def _a_point_less(made: Alterations, leaf: Leaf, rule: MarkRule) -> Altered:
    less = e.add(rule.expr, e.const(-1))
    column = f"scored:{leaf.key}" if f"scored:{leaf.key}" in made.plan.types else f"mark:{leaf.key}"
    return made.column_with(column, lambda expr: substituted(expr, rule.expr, less), rule.classes)


def targets(made: Alterations) -> Iterator[Rule]:
    """Targets that a scoring rule measures by: turned round, or a hundredth of the unit further."""
    for family in made.policy.families:
        leaves = list(made.policy.leaves_of(family.name))
        if not any(form.word in READ_TARGET for leaf in leaves for one in leaf.scoring for form in one.forms):
            continue
        for target in family.targets:
            plans = []
            for other in _other_targets(target):
                changed = tuple(other if one is target else one for one in family.targets)
                families = tuple(evolve(one, targets=changed) if one is family else one for one in made.policy.families)
                plans.append(made.policy_with(families=families))
            yield Rule("TARGET", family.name, target.place, tuple(plans), "", target.classes)


def _other_targets(target: Target) -> Iterator[Target]:
    turned = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
    match target.expr:
        case Op(op, (left, right)) if op in turned:
            yield evolve(target, expr=evolve(target.expr, op=turned[op]))
            if isinstance(right, Number):
                further = evolve(right, value=right.value + POINT)
                yield evolve(target, expr=evolve(target.expr, args=(left, further)))
        case _:
            yield evolve(target, expr=Op("not", (target.expr,), target.place))


def formulas(made: Alterations) -> Iterator[Rule]:
    """Formulas: a hundredth more; and what zero and negative denominators are said to mean: another word."""
    for family in made.policy.all_families:
        for formula in family.formulas:
            column = f"value:{family.name}·{formula.name}"
            more = made.column_with(column, lambda expr: e.add(expr, e.const(POINT)))
            subject = f"{family.name}·{formula.name}"
            yield Rule("FORMULA", subject, formula.place, (more,))
            if formula.zero:
                plans = (_formula(made, formula, evolve(formula, zero=w)) for w in NO_QUOTIENT if w != formula.zero)
                yield Rule("ZERO_DENOMINATOR", subject, formula.place, tuple(plans))
            if formula.negative:
                others = (w for w in NO_QUOTIENT if w != formula.negative)
                plans = (_formula(made, formula, evolve(formula, negative=word)) for word in others)
                yield Rule("NEGATIVE_DENOMINATOR", subject, formula.place, tuple(plans))


def _formula(made: Alterations, formula: Formula, other: Formula) -> Altered:
    families, aside = (
        tuple(
            evolve(family, formulas=tuple(other if one is formula else one for one in family.formulas))
            for family in some
        )
        for some in (made.policy.families, made.policy.aside)
    )
    return made.policy_with(families=families, aside=aside)


def weights(made: Alterations) -> Iterator[Rule]:
    """Every weight of a leaf: one percentage point moved between it and each other leaf of the class."""
    places = _weight_places(made)
    reading = {column for node in made.plan.nodes if isinstance(node, Extend) for column in e.columns_of(node.expr)}
    weighed = [leaf.key for leaf in made.policy.leaves if f"weight:{leaf.key}" in reading]
    for unit_class in made.policy.class_names:
        own = [leaf for leaf in weighed if made.weights[leaf].get(unit_class)]
        pairs = {frozenset(pair): _moved(made, unit_class, *pair) for pair in combinations(own, 2)}
        for leaf in own:
            plans = tuple(pairs[frozenset((leaf, other))] for other in own if other != leaf)
            subject = f"{leaf}·{unit_class}"
            yield Rule("WEIGHT", subject, places[leaf, unit_class], plans, "", (unit_class,), every=True)


def _weight_places(made: Alterations) -> dict[tuple[str, str], Span]:
    policy = made.policy
    tables = [split.table for split in policy.splits] + ([policy.weights] if policy.weights else [])
    return {
        (row, unit_class): cell.place
        for table in tables
        for row, cells in table.rows.items()
        for unit_class, cell in cells.items()
    }


def _moved(made: Alterations, unit_class: str, leaf: str, other: str) -> Altered:
    share = min(POINT, made.weights[leaf][unit_class] or POINT)
    change = {f"weight:{leaf}": -share, f"weight:{other}": share}

    def moved(node: Node) -> Node:
        if not isinstance(node, Weigh):
            return node
        rows = tuple(
            (name, tuple(
                weight + change[column] if name == unit_class and column in change and weight is not None else weight
                for column, weight in zip(node.columns, row, strict=True)
            ))
            for name, row in node.rows
        )  # fmt: skip
        return evolve(node, rows=rows)

    return made.nodes_with(moved)


def absences(made: Alterations) -> Iterator[Rule]:
    """What 不涉及, 缺报 and 自评 mean, once for every place it is said: another word."""
    for field, (kind, words) in ABSENCE.items():
        said: dict[Choice, list[Leaf]] = {}
        for leaf in made.policy.leaves:
            choice = getattr(leaf, field)
            if choice:
                said.setdefault(choice, []).append(leaf)
        for choice, leaves in said.items():
            subject = leaves[0].key if len(leaves) < len(made.policy.leaves) else ""
            others = (evolve(choice, word=word, argument="") for word in words if word != choice.word)
            plans = tuple(_with_choice(made, field, leaves, other) for other in others)
            yield Rule(kind, subject, choice.place, plans)
    if made.policy.reweight_within != "GROUP":
        yield Rule("REWEIGHT_RANGE", "", made.policy.place, (made.policy_with(reweight_within="GROUP"),))


def _with_choice(made: Alterations, field: str, leaves: list[Leaf], other: Choice) -> Altered:
    said: Any = {field: other}
    changed = tuple(evolve(leaf, **said) if leaf in leaves else leaf for leaf in made.policy.leaves)
    return made.policy_with(leaves=changed)


def roundings(made: Alterations) -> Iterator[Rule]:
    """Digits of every rounding: one fewer; and its mode, told from each other mode where that can give another number."""
    for word, rule in made.policy.rounding.items():
        if rule is None or word not in ROUNDED:
            continue
        fewer = evolve(rule, digits=rule.digits - 1 if rule.digits else 1)
        yield Rule("ROUND", word, rule.place, (_rounded(made, word, fewer),))
        if _cuts(made, word, rule):
            for mode in e.Rounding:
                if mode != rule.mode:
                    plans = (_rounded(made, word, evolve(rule, mode=mode.value)),)
                    yield Rule("ROUND", word, rule.place, plans, mode.value)


def _rounded(made: Alterations, word: str, rule: RoundingRule) -> Altered:
    return made.policy_with(rounding={**made.policy.rounding, word: rule})


def _cuts(made: Alterations, word: str, rule: RoundingRule) -> bool:
    """Whether what is rounded here can have more digits than are kept."""
    for node in made.plan.nodes:
        if isinstance(node, Extend) and node.column.startswith(ROUNDED[word]):
            for rounded in _outermost(node.expr):
                kind = type_of(rounded.arg, made.plan.types)
                if rounded.digits == rule.digits and not (isinstance(kind, Decimal) and kind.digits <= rule.digits):
                    return True
    return False


def _outermost(expr: e.Expr) -> Iterable[e.Round]:
    match expr:
        case e.Round():
            yield expr
        case e.Case(arms, default):
            for value in (*(value for _, value in arms), default):
                yield from _outermost(value)
        case _:
            pass
