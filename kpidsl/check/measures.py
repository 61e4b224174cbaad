"""The figures of a policy by what they are measured in.

Takes a policy and its core; gives dimensions by column. Never reports.
"""

from collections.abc import Mapping

from kpidsl.core import dimensions as dim
from kpidsl.core.program import Core
from kpidsl.resolve.policy import Policy

Column = str


def dimensions(policy: Policy, core: Core) -> Mapping[Column, dim.Dimension]:
    """Column → dimension, of each number that has one; levels, labels and numbers without a unit are left out."""
    found: dict[Column, dim.Dimension] = {}
    for family in policy.all_families:
        for datum in family.data:
            if datum.kind == "number" and datum.unit:
                found[f"data:{family.name}·{datum.name}"] = dim.measure(datum.unit).dimension
    for value in core.derived:
        if value.unit:
            found[value.key] = dim.measure(value.unit).dimension
    return found


def is_count(dimension: dim.Dimension | None) -> bool:
    """Whether a figure counts things, times or people."""
    return (
        dimension is not None and len(dimension) == 1 and dimension[0][1] == 1 and dimension[0][0].startswith("count.")
    )
