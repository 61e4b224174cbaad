"""Whether a published score can lie below 0, as a mark can whose rule takes points off without a floor.

Takes a policy; says so of the score of a kind. Judged by how rules are written, before any of them is worked out, for they may
read earlier scores: a rule that might bring less than 0 is taken to.
"""

from kpidsl.resolve.policy import Leaf, Policy
from kpidsl.syntax.tree import Block, Call, Form, Items, Node, Number, Op

_GIVEN = frozenset(
    {"ENTERED", "PASS_FAIL", "TIERS", "INTERPOLATE", "RANK_SCORE", "EFFICACY", "RATERS", "CAP", "MAX_ADD"}
)
"""Forms that give one of the numbers they hold, or one between two of them, and limits from above."""


def may_fall(kind: str, leaf: str, policy: Policy) -> bool:
    """Whether the score of a ``kind`` of column (mark, points, total, composite) can be below 0; ``leaf`` has the mark."""
    own = [one for one in (*policy.leaves, *(extra.leaf for extra in policy.extras)) if one.key == leaf]
    if any(effect.value is not None and effect.value < 0 for veto in policy.vetoes for effect in veto.effects):
        return True
    if kind in ("mark", "points"):
        return any(map(_falls, own))
    of_total = bool(policy.extras) or any(map(_falls, policy.leaves))
    return of_total or (kind == "composite" and any(_subtracts(one.expr) for one in policy.composites))


def _falls(leaf: Leaf) -> bool:
    """Whether one of the rules of a mark can bring less than 0."""
    for scoring in leaf.scoring:
        floors = [form.get("at") for form in scoring.forms if form.word == "FLOOR"]
        is_kept = any(isinstance(at, Number) and at.value >= 0 for at in floors)
        if not is_kept and any(form.word not in _GIVEN or _subtracts(form) for form in scoring.forms):
            return True
    return False


def _subtracts(node: Node | None) -> bool:
    """Whether a number below 0 stands in it, or one taken from another."""
    match node:
        case Number(value):
            return value < 0
        case Op(op, args, _, signs):
            return op == "neg" or "-" in signs or any(map(_subtracts, args))
        case Call(_, args):
            return any(map(_subtracts, args))
        case Form(_, slots):
            return any(_subtracts(part) for _, part in slots)
        case Items(items):
            return any(map(_subtracts, items))
        case Block(fields):
            return any(_subtracts(field.value) for field in fields)
        case _:
            return False
