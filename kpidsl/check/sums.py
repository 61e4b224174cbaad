"""Sums of weight tables, exact."""

from fractions import Fraction

from kpidsl.resolve.policy import WeightTable


def column_sum(table: WeightTable, unit_class: str) -> Fraction | None:
    """The sum of a column; None where a cell of it could not be read."""
    if any(unit_class not in cells for cells in table.rows.values()):
        return None
    return sum((cells[unit_class].value or Fraction() for cells in table.rows.values()), Fraction())


def known_sum(table: WeightTable, unit_class: str) -> Fraction | None:
    """The sum of the cells of a column that could be read; None where there is none."""
    cells = [cells[unit_class] for cells in table.rows.values() if unit_class in cells]
    return sum((cell.value or Fraction() for cell in cells), Fraction()) if cells else None


def printed_total(table: WeightTable, unit_class: str) -> Fraction | None:
    """The printed 合计 of a column."""
    return next((total.value for total in table.totals if total.unit_class == unit_class), None)
