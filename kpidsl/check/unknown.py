"""Weights that are not known, because the policy leaves them open.

Takes a linked policy; gives leaves and classes. Never reports: what is blank or lost has been said where it stands.
"""

from kpidsl.check.sums import known_sum, printed_total
from kpidsl.core.weighing import is_of_total
from kpidsl.resolve.policy import Policy, WeightTable


def unknown_weights(policy: Policy) -> set[tuple[str, str]]:
    """Leaf and class, where the weight is not known: a blank cell that the printed total does not show to be nothing, a lost row."""
    if policy.weights is None:
        return {(leaf.key, name) for leaf in policy.leaves for name in policy.class_names}
    splits = {split.family: split for split in policy.splits}
    own = _open_columns(policy.weights)
    open_in = {name: _open_columns(split.table) for name, split in splits.items()}
    found: set[tuple[str, str]] = set()
    for family in policy.families:
        split = splits.get(family.name)
        table, columns = (split.table, open_in[family.name]) if split else (policy.weights, own)
        spread = split is None or family.name in policy.weights.rows or is_of_total(split)
        for leaf in family.leaves:
            row = table.rows.get(leaf)
            if row is None or not spread:
                found |= {(leaf, name) for name in policy.class_names}
            else:
                found |= {(leaf, name) for name in columns if name not in row}
    return found


def _open_columns(table: WeightTable) -> list[str]:
    """The columns whose printed total does not show that their blank cells are nothing."""
    return [name for name in table.column_places if printed_total(table, name) != known_sum(table, name)]
