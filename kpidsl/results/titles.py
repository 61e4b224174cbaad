"""What the columns of a plan are called, and the units that they are read in."""

from functools import lru_cache

from kpidsl.core.dimensions import measure
from kpidsl.plan.nodes import Extend, Gather, Linked, Plan, Reach, Title


def titles(plan: Plan) -> dict[str, Title]:
    """What every column that a node adds is called, by key."""
    found: dict[str, Title] = {}
    for source in plan.scan.inputs:
        found[source.key] = Title(f"{source.leaf}·{source.datum}" if source.datum else source.leaf, "", source.unit)
    found.update((earlier.key, earlier.title) for earlier in plan.scan.past)
    for node in plan.nodes:
        if isinstance(node, (Extend, Linked, Reach, Gather)):
            found[node.column] = node.title
    return found


@lru_cache(maxsize=4096)
def power_of(unit: str) -> int:
    """Which power of ten of base units a unit of things by other things is: −6 for 人/百万吨; 0 where it is none, and of other units."""
    known = measure(unit) if unit else None
    if known is None or len(known.dimension) < 2:
        return 0
    scale, power = known.scale, 0
    while scale < 1 and (scale.numerator == 1 or scale.denominator % 10 == 0):
        scale, power = scale * 10, power - 1
    while scale > 1 and scale.numerator % 10 == 0:
        scale, power = scale / 10, power + 1
    return power if scale == 1 else 0
