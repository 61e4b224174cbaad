"""Derived values, and the state and mark of every leaf (stages 2, 5 and 7).

State says what a leaf is for a unit: a value, not applicable, unreported, not appraised, or a mark that the policy fixes.
The mark follows from it. Marks that an item veto may change are first kept under ``scored:L``.
"""

from collections.abc import Mapping

from kpidsl.core import expr as e
from kpidsl.core.earlier import earlier_of, moved_back
from kpidsl.core.program import Derived, Guard, MarkRule
from kpidsl.core.wording import plain
from kpidsl.plan.builder import Builder, among
from kpidsl.plan.inputs import classes_of_values
from kpidsl.plan.nodes import UNIT, Origin, Report, State, Title
from kpidsl.resolve.policy import Leaf

OUTCOMES = {
    "NOT_APPLICABLE": State.NOT_APPLICABLE, "FULL_MARK": State.FULL, "ZERO_MARK": State.ZERO, "STOP": State.STOP,
}  # fmt: skip
"""What a zero denominator makes of the leaf, by the word of the policy."""


def derive(builder: Builder) -> None:
    """Adds every derived value, and a report where one that no mark is made from says stop."""
    core = builder.checked.core
    told = {guard for rules in core.marks.values() for rule in rules for guard in rule.guards}
    classes = classes_of_values(builder)
    for value in core.derived:
        formula = value.formula
        clause = builder.policy.family(formula.family).clause
        title, origin = Title(f"{formula.family}·{formula.name}", "", value.unit), Origin(2, formula.place, clause)
        builder.extend(value.key, _of_its_classes(builder, value, classes), title, origin)
        stops = [guard.when for guard in value.guards if guard.outcome == "STOP" and guard not in told]
        told.update(value.guards)
        if stops:
            leaves = builder.policy.leaves_of(formula.family)
            weighed = e.any_of(*(_appraised(builder, leaf) for leaf in leaves))
            when = e.And((weighed, e.any_of(*stops)))
            builder.nodes.append(Report("K540", when, (), (("name", formula.name),), origin))


def _of_its_classes(builder: Builder, value: Derived, classes: Mapping[str, tuple[str, ...]]) -> e.Expr:
    """A value that may be there without a figure of this period, which would say whose it is: of its own classes alone."""
    own = classes.get(value.key, builder.policy.class_names)
    if set(own) == set(builder.policy.class_names) or not any(map(earlier_of, e.columns_of(value.expr))):
        return value.expr
    return e.Case(((among(own), value.expr),), e.Null())


def score(builder: Builder, leaf: Leaf, vetoed: bool) -> None:
    """Adds state and mark of one leaf; ``vetoed`` where an item veto will still change the mark."""
    family = builder.policy.family(leaf.family)
    rules = builder.checked.core.marks[leaf.key]
    origin = Origin(5, rules[0].place if rules else leaf.place, family.clause)
    state = f"state:{leaf.key}"
    builder.extend(state, _state(builder, leaf, rules), Title(leaf.key, "STATE"), origin)
    stop = e.Cmp("=", e.Col(state), e.const(State.STOP))
    if _carries_on(leaf):
        nothing = e.And((e.Cmp("=", e.Col(state), e.const(State.UNREPORTED)), e.Not(e.Present(_last_mark(leaf).key))))
        builder.nodes.append(Report("K721", nothing, (), (("name", leaf.key),), origin))
    if any(guard.outcome == "STOP" for rule in rules for guard in rule.guards):
        builder.nodes.append(Report("K540", stop, (), (("name", leaf.key),), origin))
    _over_full(builder, leaf, origin)
    column = f"scored:{leaf.key}" if vetoed else f"mark:{leaf.key}"
    builder.extend(
        column, builder.rounded(_mark(builder, leaf, rules, state), "MARK"), Title(leaf.key, "MARK", "points"), origin
    )


def _over_full(builder: Builder, leaf: Leaf, origin: Origin) -> None:
    """K639 for a mark that a person entered over the full mark of the unit's class, where classes have different ones."""
    allowed = builder.checked.core.entered.get(leaf.key)
    if allowed is None or not allowed.to_full:
        return
    entered = e.Col(f"entered:{leaf.key}")
    for name in builder.appraised(leaf.key):
        full = builder.fulls[leaf.key][name]
        if full < allowed.high:
            over = e.And((among((name,)), e.Cmp(">", entered, e.const(full))))
            words = (("name", leaf.key), ("full", plain(full)))
            builder.nodes.append(Report("K639", over, (entered.key,), words, origin))


def _state(builder: Builder, leaf: Leaf, rules: tuple[MarkRule, ...]) -> e.Expr:
    arms: list[tuple[e.Expr, e.Expr]] = [
        (e.Not(_appraised(builder, leaf)), e.const(State.NOT_APPRAISED)),
        *_self_appraisal(builder, leaf),
    ]
    everywhere = builder.policy.class_names
    for rule in rules:
        where = () if set(rule.classes) >= set(everywhere) else (among(rule.classes),)
        for state in (State.UNREPORTED, State.NOT_APPLICABLE):
            absent = e.any_of(*(e.Cmp("=", e.Col("state:" + key), e.const(state)) for key in rule.reads))
            if rule.reads:
                arms.append((e.all_of(*where, absent), e.const(state)))
        arms += [
            (e.all_of(*where, e.Not(e.Present(f"mark:{key}"))), e.const(State.NOT_APPLICABLE)) for key in rule.marks
        ]
        arms += [(e.all_of(*where, guard.when), e.const(_outcome(guard))) for guard in rule.guards]
    return e.Case(tuple(arms), e.const(State.VALUE))


def _carries_on(leaf: Leaf) -> bool:
    """Whether an unreported mark is that of the period before (缺报：沿用上期)."""
    return leaf.unreported is not None and leaf.unreported.word == "PREVIOUS"


def _last_mark(leaf: Leaf) -> e.Col:
    return e.Col(moved_back(f"mark:{leaf.key}", 1, this_year=False))


def _appraised(builder: Builder, leaf: Leaf) -> e.Expr:
    """Whether the unit's class is marked on the leaf."""
    extra = builder.policy.extra(leaf.key)
    return among(extra.classes) if extra else e.Present(f"weight:{leaf.key}")


def _outcome(guard: Guard) -> State:
    return OUTCOMES[guard.outcome]


def _self_appraisal(builder: Builder, leaf: Leaf) -> list[tuple[e.Expr, e.Expr]]:
    """Where the appraiser is itself the unit (自评): absent, or the full mark."""
    rule = leaf.self_appraisal
    settled = {"REWEIGHT": State.RECUSED, "FULL_MARK": State.FULL}
    if rule is None or rule.word not in settled:
        return []
    arms: list[tuple[e.Expr, e.Expr]] = []
    for appraiser in dict.fromkeys(leaf.appraisers.values()):
        classes = tuple(name for name, who in leaf.appraisers.items() if who == appraiser)
        own = e.all_of(e.Among(UNIT, builder.spellings(appraiser)), among(classes))
        arms.append((own, e.const(settled[rule.word])))
    return arms


def _mark(builder: Builder, leaf: Leaf, rules: tuple[MarkRule, ...], state: str) -> e.Expr:
    full = builder.full(leaf.key)
    arms: list[tuple[e.Expr, e.Expr]] = []

    def when(value: State) -> e.Expr:
        return e.Cmp("=", e.Col(state), e.const(value))

    for rule in rules:
        whole = set(rule.classes) >= set(builder.policy.class_names)
        arms.append((when(State.VALUE) if whole else e.And((when(State.VALUE), among(rule.classes))), rule.expr))
    arms += [(when(State.FULL), full), (when(State.ZERO), e.ZERO)]
    fixed = {"ZERO_MARK": e.ZERO, "FULL_MARK": full}
    if _carries_on(leaf):
        arms.append((when(State.UNREPORTED), _last_mark(leaf)))
    for value, choice in ((State.UNREPORTED, leaf.unreported), (State.NOT_APPLICABLE, leaf.not_applicable)):
        if choice and choice.word in fixed:
            arms.append((when(value), fixed[choice.word]))
    return e.Case(tuple(arms), e.Null())
