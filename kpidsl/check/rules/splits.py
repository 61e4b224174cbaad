"""A table that spreads a family's weight over its parts agrees with the weight table."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.rules.weight_rows import COLUMNS_LOST, ROWS_LOST
from kpidsl.check.sums import column_sum
from kpidsl.check.words import gap, percent
from kpidsl.core import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve import Policy
from kpidsl.resolve.policy import Split, Weight
from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class _Column:
    """One class of a split: the sum of its shares, and the family's weight in the weight table."""

    split: Split
    unit_class: str
    place: Span
    total: Fraction
    parent: Weight


def splits(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K302, once for each column of each split."""
    for split in policy.splits:
        parents = policy.weights.rows.get(split.family) if policy.weights else None
        is_plain = policy.family(split.family).leaves == (split.family,)
        if parents is None or split.of is None or is_plain or reported.within(problems, split.table.area, *ROWS_LOST):
            continue
        for name, place in split.table.column_places.items():
            total, parent = column_sum(split.table, name), parents.get(name)
            if total is not None and parent is not None:
                _column(policy, _Column(split, name, place, total, parent), problems)
        if not reported.within(problems, split.table.area, *COLUMNS_LOST):
            _no_column(split, parents, problems)


def _column(policy: Policy, column: _Column, problems: Problems) -> None:
    """Shares of the total add up to the family's weight, shares of the part to 100%."""
    split, parent = column.split, column.parent
    words: dict[str, object] = {"name": split.family, "unit_class": column.unit_class, "sum": percent(column.total)}
    labels = [Label(parent.place, "parent")]
    if parent.value is None:
        if column.total:
            problems.add("K302", column.place, "dash", labels, **words)
        return
    of_part = split.of == "OF_PART"
    wanted = Fraction(1) if of_part else parent.value
    if column.total == wanted:
        return
    words |= {"gap": gap(column.total - wanted)} | ({} if of_part else {"parent": percent(parent.value)})
    missing = [leaf.name for leaf in policy.leaves_of(split.family) if leaf.key not in split.table.rows]
    variant = ("part_" if of_part else "") + ("over" if column.total > wanted else "rows" if missing else "short")
    rows = listed("rows", missing) if missing and column.total < wanted else {}
    problems.add("K302", column.place, variant, [] if of_part else labels, **words, **rows)


def _no_column(split: Split, parents: Mapping[str, Weight], problems: Problems) -> None:
    for name, parent in parents.items():
        if parent.value and name not in split.table.column_places:
            problems.add(
                "K302", split.table.place, "column", [Label(parent.place, "parent")],
                name=split.family, unit_class=name, parent=percent(parent.value),
            )  # fmt: skip
