"""Indicators in the order of the weight table, and the weights they have in all classes.

Takes a policy; gives families, and the least and the largest weight of a leaf.
"""

from fractions import Fraction

from kpidsl.core.weighing import LeafWeights
from kpidsl.resolve.policy import Family, Policy


def families_by_row(policy: Policy) -> list[Family]:
    """The families that the weight table names, or parts of which it names."""
    rows = policy.weights.rows if policy.weights else {}
    families = {leaf.key: leaf.family for leaf in policy.leaves}
    return [policy.family(name) for name in dict.fromkeys(families.get(row, row) for row in rows)]


def weight_range(weights: LeafWeights, leaf: str) -> tuple[Fraction, Fraction] | None:
    """The least and the largest weight of a leaf; None where no class is appraised on it."""
    found = [weight for weight in weights[leaf].values() if weight is not None]
    return (min(found), max(found)) if found else None
