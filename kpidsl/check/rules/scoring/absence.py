"""Absence is not a value: what an unreported cell and 不涉及 do is said for every leaf.

The witness is a class in which the leaf weighs most, with 95% of the full mark everywhere else.
"""

from fractions import Fraction

from kpidsl.check.words import ALMOST_FULL, counted, percent, score
from kpidsl.core.program import Core
from kpidsl.core.weighing import LeafWeights, all_weights
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Leaf, Policy


def absence(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K365 without a rule for 缺报, K366 without one for 不涉及."""
    weights = all_weights(policy)
    _ask("K365", [leaf for leaf in policy.all_leaves if leaf.unreported is None], policy, weights, problems)
    _ask("K366", [leaf for leaf in policy.leaves if leaf.not_applicable is None], policy, weights, problems)


def _ask(code: str, leaves: list[Leaf], policy: Policy, weights: LeafWeights, problems: Problems) -> None:
    """One finding for all leaves that leave the same thing open: the defaults settle it for all of them."""
    if not leaves:
        return
    cells = [(weight, leaf, name) for leaf in leaves for name, weight in weights[leaf.key].items() if weight]
    if not cells:
        problems.add(code, leaves[0].place, "plain", (), **counted("names", [leaf.key for leaf in leaves]))
        return
    weight, leaf, unit_class = max(cells, key=lambda cell: cell[0])
    others = policy.full * ALMOST_FULL
    rest = others * (1 - weight)
    problems.add(
        code, leaves[0].place, "", (), unit_class=unit_class, name=leaf.key, weight=percent(weight), others=plain(others),
        zero=score(rest), full=score(rest + weight * policy.full), reweighted=score(others if weight < 1 else Fraction()),
        **counted("names", [leaf.key for leaf in leaves]),
    )  # fmt: skip
