"""What an indicator reached of what could be reached: its score rate (得分率) and how many of its parts apply (适用项数).

Takes weights and full marks; gives expressions over the marks of the parts. A part without a mark counts in neither; where none has one
there is no rate. A part that 不涉及 gives the full mark or mark 0 counts in the rate, and does not apply.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.states import State
from kpidsl.core.weighing import FullMarks, LeafWeights, appraised
from kpidsl.resolve.policy import Leaf, Policy

CLASS = "class"
RATES = {"SCORE_RATE": "rate", "APPLICABLE_PARTS": "parts"}
"""The beginning of the column, by the word of the language."""
APPLICABLE = "parts:"
"""The column of how many indicators apply, each counted once however many parts it has."""


def rates(policy: Policy, weights: LeafWeights, fulls: FullMarks) -> dict[str, e.Expr]:
    """Every column ``rate:F`` and ``parts:F``, by key."""
    found: dict[str, e.Expr] = {}
    counted: list[e.Expr] = []
    for family in policy.families:
        leaves = [leaf.key for leaf in policy.leaves_of(family.name)]
        marks = [_where(key, e.Col(f"mark:{key}")) for key in leaves]
        full = [_where(key, _full(appraised(weights, key) or policy.class_names, fulls[key])) for key in leaves]
        some, apply = (
            e.any_of(*(e.Present(f"mark:{key}") for key in leaves)),
            e.any_of(*map(_applies, policy.leaves_of(family.name))),
        )
        found[f"rate:{family.name}"] = e.Case(((some, e.Div(e.add(*marks), e.add(*full))),), e.Null())
        found[f"parts:{family.name}"] = e.add(
            *(e.Case(((_applies(leaf), e.ONE),), e.ZERO) for leaf in policy.leaves_of(family.name))
        )
        counted.append(e.Case(((apply, e.ONE),), e.ZERO))
    found[APPLICABLE] = e.add(*counted)
    return found


def _applies(leaf: Leaf) -> e.Expr:
    """Whether a leaf has a mark, and not one that 不涉及：计满分 or 计零分 put there."""
    mark = e.Present(f"mark:{leaf.key}")
    if leaf.not_applicable is None or leaf.not_applicable.word not in ("FULL_MARK", "ZERO_MARK"):
        return mark
    return e.And((mark, e.Cmp("!=", e.Col(f"state:{leaf.key}"), e.const(State.NOT_APPLICABLE))))


def _where(leaf: str, value: e.Expr) -> e.Expr:
    """The value where the leaf has a mark, else 0."""
    return e.Case(((e.Present(f"mark:{leaf}"), value),), e.ZERO)


def _full(classes: tuple[str, ...], fulls: Mapping[str, Fraction]) -> e.Expr:
    """The full mark of the unit's class."""
    found: dict[Fraction, tuple[str, ...]] = {}
    for name in classes:
        found[fulls[name]] = (*found.get(fulls[name], ()), name)
    (*arms, (last, _)) = found.items()
    return (
        e.Case(tuple((e.Among(CLASS, names), e.const(full)) for full, names in arms), e.const(last))
        if arms
        else e.const(last)
    )
