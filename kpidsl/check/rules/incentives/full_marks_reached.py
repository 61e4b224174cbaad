"""The full mark of an indicator can be reached."""

from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.rules.incentives.idle_weight import SAID, is_idle
from kpidsl.check.shapes import shapes
from kpidsl.check.words import percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def full_marks_reached(policy: Policy, core: Core, problems: Problems) -> None:
    """K744 (warning), with the highest mark and what of the total is out of reach for that."""
    weights = leaf_weights(policy)
    for shape in shapes(policy, core):
        if shape.high >= shape.full or is_idle(shape):
            continue
        if reported.within(problems, policy.area_of(shape.leaf.family), *SAID):
            continue
        most = max(shape.classes, key=lambda name: weights[shape.leaf.key][name] or 0)
        weight = weights[shape.leaf.key][most] or Fraction(0)
        problems.add(
            "K744", shape.rule.place, "entered" if shape.rule.entered else "", (), name=shape.leaf.key, unit_class=most,
            high=plain(shape.high), full=plain(shape.full), weight=percent(weight),
            lost=plain((1 - shape.high / shape.full) * policy.full * weight),
        )  # fmt: skip
