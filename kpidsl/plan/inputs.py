"""Which cells a month must bring, from whom, and in which form.

Takes the checked policy; gives one ``Input`` per entered mark and per datum that something reads: a scoring rule, a target
or a veto. A datum that a veto reads is never optional: a veto cannot be decided on silence. What no class has to report is an
input without owners.
"""

from collections.abc import Iterable
from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core import reach
from kpidsl.core.program import MarkRule, TargetRule

from kpidsl.plan.builder import Builder
from kpidsl.plan.nodes import Input, Origin
from kpidsl.resolve.policy import Datum, Family, Leaf

STOPS = ("STOP_AND_CHASE", "PREVIOUS", "")
"""Rules under which an unreported cell keeps the month from being evaluated."""


def inputs(builder: Builder) -> tuple[Input, ...]:
    """All inputs, by family in order of declaration, entered marks first."""
    found: list[Input] = []
    for family in builder.policy.families:
        found += [
            _entered(builder, leaf, family)
            for leaf in builder.policy.leaves_of(family.name)
            if _is_entered(builder, leaf)
        ]
        found += [_datum(builder, family, datum) for datum in family.data]
    return tuple(found)


def _is_entered(builder: Builder, leaf: Leaf) -> bool:
    return any(rule.entered for rule in builder.checked.core.marks[leaf.key])


def _entered(builder: Builder, leaf: Leaf, family: Family) -> Input:
    allowed = builder.checked.core.entered[leaf.key]
    key = f"entered:{leaf.key}"
    classes = _where(builder.checked.core.marks[leaf.key], key, builder.appraised(leaf.key))
    classes += tuple(name for name in veto_classes(builder, key) if name not in classes)
    return Input(
        key=key, leaf=leaf.key, datum="", type=builder.types[key],
        owners=tuple((name, leaf.appraisers.get(name, "")) for name in classes),
        optional=_optional(builder, key, [leaf], classes),
        unit="points", scale=Fraction(1), decimals=allowed.digits, low=allowed.low, high=allowed.high, step=allowed.step,
        origin=Origin(1, leaf.place, family.clause),
    )  # fmt: skip


def _datum(builder: Builder, family: Family, datum: Datum) -> Input:
    key = f"data:{family.name}·{datum.name}"
    leaves = list(builder.policy.leaves_of(family.name))
    classes = dict.fromkeys(veto_classes(builder, key))
    for leaf in leaves:
        classes |= dict.fromkeys(_where(builder.checked.core.marks[leaf.key], key, builder.appraised(leaf.key)))
        classes |= dict.fromkeys(_where(builder.checked.core.targets[family.name], key, builder.appraised(leaf.key)))
    ordered = tuple(name for name in builder.policy.class_names if name in classes)
    return Input(
        key=key, leaf=family.name, datum=datum.name, type=builder.types[key],
        owners=tuple((name, _owner(builder, family, leaves, name)) for name in ordered),
        optional=_optional(builder, key, leaves, ordered),
        unit=datum.unit, scale=dim.measure(datum.unit).scale if datum.unit else Fraction(1), decimals=datum.decimals,
        low=datum.low, high=datum.high, step=datum.step, levels=datum.levels,
        origin=Origin(1, datum.place, family.clause),
    )  # fmt: skip


def _owner(builder: Builder, family: Family, leaves: list[Leaf], unit_class: str) -> str:
    """Who reports a datum: the department it comes from, the lead of a family, or the first appraiser."""
    if any(family.source == department.name for department in builder.policy.departments):
        return family.source
    return family.lead.get(unit_class) or next((o for leaf in leaves if (o := leaf.appraisers.get(unit_class))), "")


def _where(rules: Iterable[MarkRule | TargetRule], key: str, appraised: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in appraised if any(key in rule.reads and name in rule.classes for rule in rules))


def _optional(builder: Builder, key: str, leaves: list[Leaf], classes: tuple[str, ...]) -> tuple[str, ...]:
    """The classes for which an unreported cell is settled by the policy (计零分, 计满分)."""
    if any((leaf.unreported.word if leaf.unreported else "") in STOPS for leaf in leaves):
        return ()
    return tuple(name for name in classes if name not in veto_classes(builder, key))


def veto_classes(builder: Builder, key: str) -> tuple[str, ...]:
    """The classes whose vetoes read an input."""
    found: dict[str, None] = {}
    for index, trigger in enumerate(builder.checked.core.vetoes):
        if key in input_columns(builder, trigger):
            found.update(dict.fromkeys(reach_of(builder, index)))
    return tuple(found)


def input_columns(builder: Builder, expr: e.Expr) -> set[str]:
    """The inputs behind an expression, through derived values."""
    derived = {value.key: value.expr for value in builder.checked.core.derived}
    found: set[str] = set()
    pending = list(e.columns_of(expr))
    while pending:
        column = pending.pop()
        if column in derived:
            pending += e.columns_of(derived[column])
        elif column.startswith(("data:", "entered:")):
            found.add(column)
    return found


def reach_of(builder: Builder, index: int) -> tuple[str, ...]:
    """The classes that the veto with that number is about."""
    veto, trigger = builder.policy.vetoes[index], builder.checked.core.vetoes[index]
    return reach.reach_of(builder.policy, trigger, veto.classes, builder.weights)
