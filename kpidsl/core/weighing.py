"""The weight of each leaf in each class, as a share of the whole.

Takes the weight table and the splits of a policy; gives leaf weights in which the shares of a split (占本项) have been
multiplied out. A class that a cell leaves out (``—``) has None.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.resolve.policy import Policy, Split, Weight

LeafWeights = Mapping[str, Mapping[str, Fraction | None]]


def leaf_weights(policy: Policy) -> LeafWeights:
    """Leaf → class → weight, for every leaf and class; None where the class is not appraised on the leaf."""
    found: dict[str, dict[str, Fraction | None]] = {
        leaf.key: dict.fromkeys(policy.class_names) for leaf in policy.leaves
    }
    splits = {split.family: split for split in policy.splits}
    for row, cells in policy.weights.rows.items() if policy.weights else ():
        if row in found:
            found[row].update({name: weight.value for name, weight in cells.items()})
        elif row in splits:
            for part, shares in splits[row].table.rows.items():
                found[part].update(
                    {name: _share(splits[row], share, cells.get(name)) for name, share in shares.items()}
                )
    return found


def _share(split: Split, share: Weight, parent: Weight | None) -> Fraction | None:
    if share.value is None:
        return None
    if split.of == "OF_PART":
        return share.value * parent.value if parent and parent.value is not None else None
    return share.value


def family_weights(policy: Policy, family: str) -> Mapping[str, Fraction]:
    """Class → weight of a whole family, for the classes that are appraised on any of its leaves."""
    found: dict[str, Fraction] = {}
    weights = leaf_weights(policy)
    for leaf in policy.leaves_of(family):
        for name, weight in weights[leaf.key].items():
            if weight is not None:
                found[name] = found.get(name, Fraction(0)) + weight
    return found


def appraised(weights: LeafWeights, leaf: str) -> tuple[str, ...]:
    """The classes that are appraised on a leaf."""
    return tuple(name for name, weight in weights[leaf].items() if weight is not None)
