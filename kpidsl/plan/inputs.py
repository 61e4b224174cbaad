"""Which cells a month must bring, from whom, and in which form.

Takes the checked policy; gives one ``Input`` per entered mark and per datum that something reads: a scoring rule, a target,
a veto, a composite, a tie rule, a statement, or a formula that none of these takes up. A cell is optional where every
reader in the class says what silence means; a veto cannot be decided on silence, and neither can a composite. What no
class has to report is an input without owners.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core import reach
from kpidsl.core.aggregates import Aggregate, Inflow, Peers, Placing, Rows
from kpidsl.core.earlier import earlier_of, part_of
from kpidsl.core.program import MarkRule, TargetRule
from kpidsl.core.strata import classes_under
from kpidsl.plan.builder import Builder
from kpidsl.plan.nodes import Input, Origin
from kpidsl.resolve.policy import Datum, Family, Leaf

STOPS = ("STOP_AND_CHASE", "STOP", "")
"""Rules under which an unreported cell keeps the month from being evaluated."""
MUST = ""
"""The rule of a reader that cannot do without the cell."""

Rules = dict[str, set[str]]
"""Class → what the readers of an input say of an unreported cell."""
Demands = dict[str, Rules]
"""Input key → its rules."""


def inputs(builder: Builder) -> tuple[Input, ...]:
    """All inputs, by family in order of declaration, entered marks first."""
    demands: Demands = {}
    for key, unit_class, rule in _demanded(builder):
        demands.setdefault(key, {}).setdefault(unit_class, set()).add(rule)
    for key, unit_class in _left_over(builder, demands):
        demands.setdefault(key, {}).setdefault(unit_class, set()).add(MUST)
    return tuple(
        cell
        for family in builder.policy.all_families
        if not family.yearly
        for cell in _of_family(builder, family, demands)
    )


def _of_family(builder: Builder, family: Family, demands: Demands) -> Iterator[Input]:
    for leaf in builder.policy.leaves_of(family.name):
        if leaf.key in builder.checked.core.entered:
            yield _entered(builder, leaf, family, demands.get(f"entered:{leaf.key}", {}))
    for datum in family.data:
        yield datum_cell(builder, family, datum, demands.get(f"data:{family.name}·{datum.name}", {}))


def _demanded(builder: Builder) -> Iterator[tuple[str, str, str]]:
    """Every input that a rule reads, with a class it reads it in and what the rule says of an unreported cell."""
    core, policy = builder.checked.core, builder.policy
    for leaf in policy.all_leaves:
        rule = leaf.unreported.word if leaf.unreported else MUST
        wanted: tuple[MarkRule | TargetRule, ...] = (*core.marks[leaf.key], *core.targets[leaf.family])
        for reader in wanted:
            for name in builder.appraised(leaf.key):
                if name in reader.classes:
                    yield from ((key, name, rule) for key in reader.reads)
            read = [reader.expr if isinstance(reader, MarkRule) else reader.met]
            near = [name for name in builder.appraised(leaf.key) if name in reader.classes]
            yield from ((key, name, rule) for key, name in of_others(builder, read, near))
    for exprs, classes in _beside_marks(builder):
        yield from _reads(builder, exprs, classes)
    stated = [part for statement in core.always for part in statement]
    yield from ((key, name, MUST) for key, name in of_others(builder, stated, policy.class_names))


def _beside_marks(builder: Builder) -> Iterator[tuple[list[e.Expr], tuple[str, ...]]]:
    """What is read of units for something else than marks, with their classes."""
    core, policy = builder.checked.core, builder.policy
    for index, trigger in enumerate(core.vetoes):
        yield [trigger], reach_of(builder, index)
    for coefficient, expr in zip(policy.coefficients, core.coefficients, strict=True):
        yield [expr], coefficient.classes
    for composite, (formula, instead) in zip(policy.composites, core.composites, strict=True):
        yield [formula, *instead.values()], composite.classes
    for scale in policy.grades:
        yield [e.Col(key) for key in core.tie_keys[scale.name]], scale.classes
        yield list(core.bands[scale.name]), scale.classes
    for pay, paid in zip(policy.pays, core.pays, strict=True):
        yield [] if paid is None else [paid.money, *([paid.shares] if paid.shares else [])], pay.classes
    yearly = [(value.expr, value.rule.classes) for value in core.annual]
    left_out = policy.annual.exclusions if policy.annual else ()
    yearly += [
        (case, veto.classes or policy.class_names) for veto, case in zip(left_out, core.annual_cases, strict=True)
    ]
    for expr, classes in yearly:
        figures = sorted({known[1] for key in e.columns_of(expr) if (known := part_of(key))})
        yield [e.Col(of) for of in figures], classes


def classes_of_values(builder: Builder) -> dict[str, tuple[str, ...]]:
    """The classes that have each derived value of an indicator: those appraised on it, and those of which else it is read."""
    found: dict[str, set[str]] = {}
    for value in builder.checked.core.derived:
        leaves = list(builder.policy.leaves_of(value.formula.family))
        if leaves:
            found[value.key] = {name for leaf in leaves for name in builder.appraised(leaf.key)}
    for exprs, classes in _beside_marks(builder):
        for key in set().union(*(_values_behind(builder, expr) for expr in exprs)) & set(found):
            found[key] |= set(classes)
    return {key: _ordered(builder, classes) for key, classes in found.items()}


def _values_behind(builder: Builder, expr: e.Expr) -> set[str]:
    """The derived values behind an expression, those of earlier periods too."""
    core = builder.checked.core
    found: set[str] = set()
    pending = list(e.columns_of(expr))
    while pending:
        key = pending.pop()
        key = known.of if (known := earlier_of(key)) else key
        derived = core.find_derived(key)
        if derived is not None and key not in found:
            found.add(key)
            pending += e.columns_of(derived.expr)
    return found


def _reads(builder: Builder, exprs: Iterable[e.Expr], classes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    exprs, classes = list(exprs), list(classes)
    keys = sorted(set().union(*(input_columns(builder, expr) for expr in exprs)))
    yield from ((key, name, MUST) for name in classes for key in keys)
    yield from ((key, name, MUST) for key, name in of_others(builder, exprs, classes))


def of_others(builder: Builder, exprs: Iterable[e.Expr], classes: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Inputs that expressions of units of ``classes`` read of other units, each with a class it is read of."""
    core, policy = builder.checked.core, builder.policy
    known: dict[str, Aggregate | Placing] = {one.key: one for one in core.aggregates}
    known |= {key: one for one in core.placings for key in (one.key, one.count_key)}
    links = {link.name: link for link in policy.links}
    pending = [(key, tuple(classes)) for expr in exprs for key in sorted(_columns_behind(builder, expr) & set(known))]
    seen = set()
    while pending:
        key, near = pending.pop()
        one = known[key]
        if (key, near) in seen or isinstance(one.over, Rows):
            continue
        seen.add((key, near))
        match one.over:
            case Inflow(link):
                far = tuple(sorted(classes_under(near, links[link])))
            case Peers(groups):
                far = tuple(dict.fromkeys(name for group in groups if set(group) & set(near) for name in group))
        for expr in (one.of, one.where) if isinstance(one, Aggregate) else (one.of,):
            for column in sorted(_columns_behind(builder, expr)):
                if column in known:
                    pending.append((column, far))
                elif column.startswith(_INPUTS):
                    yield from ((column, name) for name in _appraised_on(builder, column, far))


def _appraised_on(builder: Builder, column: str, classes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the classes that are appraised on the indicator of an input; all of them where none is."""
    family = column.partition(":")[2].partition("·")[0]
    named = {name for leaf in builder.policy.leaves_of(family) for name in builder.appraised(leaf.key)}
    return tuple(name for name in classes if name in named) or classes


def _left_over(builder: Builder, demands: Demands) -> Iterator[tuple[str, str]]:
    """Inputs that only statements or formulas read, with the classes appraised on their indicator."""
    core = builder.checked.core
    exprs = [value.expr for value in core.derived] + [part for statement in core.always for part in statement]
    keys = sorted(set().union(*(input_columns(builder, expr) for expr in exprs)) - set(demands))
    for key in keys:
        family = key.partition(":")[2].partition("·")[0]
        for leaf in builder.policy.leaves_of(family):
            yield from ((key, name) for name in builder.appraised(leaf.key))


def _entered(builder: Builder, leaf: Leaf, family: Family, rules: Rules) -> Input:
    allowed = builder.checked.core.entered[leaf.key]
    key = f"entered:{leaf.key}"
    classes = _ordered(builder, rules)
    return Input(
        key=key, leaf=leaf.key, datum="", type=builder.types[key],
        owners=tuple((name, leaf.appraisers.get(name, "")) for name in classes),
        optional=_optional(rules, classes),
        unit="points", scale=Fraction(1), decimals=allowed.digits, low=allowed.low, high=allowed.high, step=allowed.step,
        origin=Origin(1, leaf.place, family.clause),
        recused=_recused(builder, leaf),
        extra=any(extra.leaf.key == leaf.key for extra in builder.policy.extras),
    )  # fmt: skip


def _recused(builder: Builder, leaf: Leaf) -> tuple[tuple[str, str], ...]:
    """The units that are the leaf's own appraiser, by every name, with who appraises them instead."""
    rule = leaf.self_appraisal
    if rule is None or rule.word != "SUBSTITUTE":
        return ()
    appraisers = dict.fromkeys(leaf.appraisers.values())
    return tuple((name, rule.argument) for who in appraisers for name in builder.spellings(who))


def datum_cell(builder: Builder, family: Family, datum: Datum, rules: Rules) -> Input:
    """The cell of a datum, owed by the classes of ``rules``."""
    key = f"data:{family.name}·{datum.name}"
    leaves = list(builder.policy.leaves_of(family.name))
    classes = _ordered(builder, rules)
    return Input(
        key=key, leaf=family.name, datum=datum.name, type=builder.types[key],
        owners=tuple((name, _owner(builder, family, leaves, name)) for name in classes),
        optional=_optional(rules, classes),
        unit=datum.unit, scale=dim.measure(datum.unit).scale if datum.unit else Fraction(1), decimals=datum.decimals,
        low=datum.low, high=datum.high, step=datum.step, levels=datum.levels,
        origin=Origin(1, datum.place, family.clause),
    )  # fmt: skip


def _ordered(builder: Builder, classes: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in builder.policy.class_names if name in set(classes))


def _optional(rules: Rules, classes: tuple[str, ...]) -> tuple[str, ...]:
    """The classes for which an unreported cell is settled by the policy (计零分, 计满分)."""
    return tuple(name for name in classes if not rules[name] & set(STOPS))


def _owner(builder: Builder, family: Family, leaves: list[Leaf], unit_class: str) -> str:
    """Who reports a datum: the department it comes from, the lead of a family, or the first who appraises the class."""
    if any(family.source == department.name for department in builder.policy.departments):
        return family.source
    weighed = [leaf for leaf in leaves if unit_class in builder.appraised(leaf.key)]
    appraisers = (who for leaf in (*weighed, *leaves) if (who := leaf.appraisers.get(unit_class)))
    return family.lead.get(unit_class) or next(appraisers, "")


_INPUTS = ("data:", "entered:")


def input_columns(builder: Builder, expr: e.Expr) -> set[str]:
    """The inputs behind an expression, through derived values."""
    return {column for column in _columns_behind(builder, expr) if column.startswith(_INPUTS)}


def _columns_behind(builder: Builder, expr: e.Expr) -> set[str]:
    """The columns behind an expression, through derived values."""
    core = builder.checked.core
    found: set[str] = set()
    seen: set[str] = set()
    pending = list(e.columns_of(expr))
    while pending:
        column = pending.pop()
        earlier = earlier_of(column)
        if earlier:
            pending += [earlier.of] if earlier.of not in seen else []
            seen.add(earlier.of)
        elif (derived := core.find_derived(column)) is not None:
            pending += e.columns_of(derived.expr)
        else:
            found.add(column)
    return found


def reach_of(builder: Builder, index: int) -> tuple[str, ...]:
    """The classes that the veto with that number is about."""
    veto, trigger = builder.policy.vetoes[index], builder.checked.core.vetoes[index]
    return reach.reach_of(builder.policy, trigger, veto.classes, builder.weights)
