"""An indicator whose mark is the same whatever is reported weighs, and decides nothing."""

from kpidsl.check import reported
from kpidsl.check.shapes import Shape, shapes
from kpidsl.check.words import percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy

SAID = ("K376", "K381", "K386", "K630")
"""What says of a rule already that a part of it never acts, or that its full mark is not known."""


def idle_weight(policy: Policy, core: Core, problems: Problems) -> None:
    """K743 (warning), with the weight and the mark; K376 has said it where the target is always met, or never."""
    weights = leaf_weights(policy)
    for shape in shapes(policy, core):
        if not is_idle(shape) or reported.within(problems, policy.area_of(shape.leaf.family), *SAID):
            continue
        most = max(shape.classes, key=lambda name: weights[shape.leaf.key][name] or 0)
        problems.add(
            "K743", shape.rule.place, "", (), name=shape.leaf.key, unit_class=most, mark=plain(shape.low),
            weight=percent(weights[shape.leaf.key][most] or shape.low),
        )  # fmt: skip


def is_idle(shape: Shape) -> bool:
    """Whether no figure in range changes the mark."""
    return shape.low == shape.high
