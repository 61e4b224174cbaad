"""A printed 合计 is the sum of its column."""

from collections.abc import Iterator

from kpidsl.check import reported
from kpidsl.check.rules.weights.weight_rows import ROWS_LOST
from kpidsl.check.sums import column_sum, known_sum
from kpidsl.check.words import gap, percent, points_of
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy, WeightTable

ROWS_MISSING = ("K301 rows", "K302 rows", "K302 part_rows")
"""Findings that speak for every column a row is missing from."""


def printed_totals(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K303; a column whose sum is itself wrong has been reported with its printed total."""
    good, all_ = 0, 0
    for table in _tables(policy):
        all_ += len(table.totals)
        good += sum(known_sum(table, printed.unit_class) == printed.value for printed in table.totals)
        for printed in table.totals:
            total = column_sum(table, printed.unit_class)
            heading = table.column_places.get(printed.unit_class)
            if total is None or total == printed.value or reported.within(problems, table.area, *ROWS_LOST):
                continue
            if total < printed.value and reported.within(problems, table.area, *ROWS_MISSING):
                continue
            said = heading is not None and reported.within(problems, heading, "K301", "K302", "K632", "K633")
            if not said and table.in_points:
                printed_points, sum_points = points_of(printed.value, policy.full), points_of(total, policy.full)
                gap_points = points_of(abs(printed.value - total), policy.full)
                words = {"printed": printed_points, "sum": sum_points, "gap": gap_points}
                problems.add("K303", printed.place, "points", (), unit_class=printed.unit_class, **words)
            elif not said:
                problems.add(
                    "K303", printed.place, unit_class=printed.unit_class,
                    printed=percent(printed.value), sum=percent(total), gap=gap(printed.value - total),
                )  # fmt: skip
    if good:
        problems.hold("K303", None, "some_hold" if good < all_ else "", good=good, totals=all_)


def _tables(policy: Policy) -> Iterator[WeightTable]:
    if policy.weights:
        yield policy.weights
    yield from (split.table for split in policy.splits)
