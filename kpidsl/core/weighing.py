"""The weight of each leaf in each class, as a share of the whole, and its full mark.

Takes the weight table and the splits of a policy; gives leaf weights in which the shares of a split (占本项) have been
multiplied out. A class that a cell leaves out (``—``) has None. A full mark is the leaf's own (满分：30 分), else the points its
cell is written in, else that of the policy; points = mark × weight × full mark of the policy ÷ full mark of the leaf.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.resolve.policy import Leaf, Policy, Split, Weight

LeafWeights = Mapping[str, Mapping[str, Fraction | None]]
FullMarks = Mapping[str, Mapping[str, Fraction]]
"""Leaf → class → full mark."""


def leaf_weights(policy: Policy) -> LeafWeights:
    """Leaf → class → weight, for every leaf and class; None where the class is not appraised on the leaf."""
    found: dict[str, dict[str, Fraction | None]] = {
        leaf.key: dict.fromkeys(policy.class_names) for leaf in policy.leaves
    }
    splits = {split.family: split for split in policy.splits}
    rows = policy.weights.rows if policy.weights else {}
    for row, cells in rows.items():
        if row in found:
            found[row].update({name: weight.value for name, weight in cells.items()})
        elif row in splits:
            for part, shares in splits[row].table.rows.items():
                found[part].update(
                    {name: _share(splits[row], share, cells.get(name)) for name, share in shares.items()}
                )
    for split in splits.values():
        if rows and split.family not in rows and is_of_total(split):
            for part, shares in split.table.rows.items():
                found[part].update({name: share.value for name, share in shares.items()})
    return found


def is_of_total(split: Split) -> bool:
    """Whether a split gives weights by itself, without the row of its indicator: its columns are no 100% of a part."""
    columns = split.table.column_places
    sums = {name: [cells[name].value or 0 for cells in split.table.rows.values() if name in cells] for name in columns}
    return split.of == "OF_TOTAL" or (split.of is None and all(sum(cells) < 1 for cells in sums.values()))


def all_weights(policy: Policy) -> LeafWeights:
    """The same, and for bonuses and maluses 1 in the classes they are for: they count as they are."""
    extras = {
        extra.leaf.key: {name: Fraction(1) if name in extra.classes else None for name in policy.class_names}
        for extra in policy.extras
    }
    return {**leaf_weights(policy), **extras}


def _share(split: Split, share: Weight, parent: Weight | None) -> Fraction | None:
    if share.value is None:
        return None
    if split.of == "OF_PART":
        return share.value * parent.value if parent and parent.value is not None else None
    return share.value


def full_marks(policy: Policy) -> FullMarks:
    """The full mark of every leaf in every class."""
    written = _in_points(policy)
    return {
        leaf.key: {name: _full(policy, leaf, name, written) for name in policy.class_names}
        for leaf in policy.all_leaves
    }


def _full(policy: Policy, leaf: Leaf, unit_class: str, written: Mapping[str, Mapping[str, Weight]]) -> Fraction:
    own, cell = leaf.full.get(unit_class), written.get(leaf.key, {}).get(unit_class)
    if own is not None:
        return own.value
    return cell.value * policy.full if cell is not None and cell.value else policy.full


def _in_points(policy: Policy) -> dict[str, Mapping[str, Weight]]:
    """The rows of leaves that are written in points."""
    tables = [policy.weights, *(split.table for split in policy.splits)]
    return {row: cells for table in tables if table and table.in_points for row, cells in table.rows.items()}


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
