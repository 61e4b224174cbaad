"""The task in plain Python with ``decimal``, as most people would program it.

python bench/rivals/in_decimal.py MONTH.CSV ANSWER.CSV
"""

import sys
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

import task

TARGET, FULL, CENT, STEP = Decimal(95), Decimal(100), Decimal("0.01"), Decimal(2)


def share(cell: str) -> Decimal:
    """The mark of a share."""
    if not cell.endswith("%"):
        raise SystemExit(f"not a share: {cell}")
    below = TARGET - Decimal(cell[:-1])
    return FULL if below <= 0 else max(Decimal(0), FULL - STEP * below.to_integral_value(ROUND_CEILING))


def count(cell: str) -> Decimal:
    """The mark of a count."""
    return FULL if Decimal(cell) == 0 else Decimal(0)


RULES = [*[share] * 6, *[count] * 2, *[Decimal] * 5]


def total(unit_class: str, cells: list[str]) -> int:
    """The total in hundredths."""
    points = (
        (rule(cell) * weight / 100).quantize(CENT, ROUND_HALF_UP)
        for rule, cell, weight in zip(RULES, cells, task.weights(unit_class), strict=True)
    )
    return int(sum(points, Decimal(0)) * 100)


task.write(sys.argv[2], [(name, group, total(group, cells)) for name, group, cells in task.units(sys.argv[1])])
