"""Sums of weight tables, exact."""

from fractions import Fraction

from kpidsl.resolve.policy import WeightTable


def column_sum(table: WeightTable, unit_class: str) -> Fraction | None:
    """The sum of a column; None where a cell of it could not be read."""
    if any(unit_class not in cells for cells in table.rows.values()):
        return None
    return sum((cells[unit_class].value or Fraction() for cells in table.rows.values()), Fraction())


def printed_total(table: WeightTable, unit_class: str) -> Fraction | None:
    """The printed 合计 of a column."""
    return next((total.value for total in table.totals if total.unit_class == unit_class), None)
