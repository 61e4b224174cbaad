"""Cells of a weight table that are lost in the source (？): what they must add up to."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check.words import counted, percent, points_of
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Policy, Split, WeightTable
from kpidsl.source import Span


def lost_weights(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K757 for each column with lost cells, in the weight table and in those that spread a weight over parts."""
    if policy.weights:
        for name, cells in policy.weights.lost.items():
            _column(policy, policy.weights, name, cells, Fraction(1), problems)
    for split in policy.splits:
        for name, cells in split.table.lost.items():
            _column(policy, split.table, name, cells, _whole(policy, split, name), problems)


def _whole(policy: Policy, split: Split, unit_class: str) -> Fraction | None:
    """What a column of a split adds up to; None where that is lost itself."""
    if split.of == "OF_PART":
        return Fraction(1)
    parent = policy.weights.rows.get(split.family, {}).get(unit_class) if policy.weights else None
    return parent.value if parent and split.of else None


def _column(
    policy: Policy, table: WeightTable, name: str, lost: Mapping[str, Span], whole: Fraction | None, problems: Problems
) -> None:
    """One column: its lost cells, the sum of the others, and what is left of the whole."""
    place = min(lost.values(), key=lambda place: place.start)
    words: dict[str, object] = {"unit_class": name, **counted("rows", list(lost))}
    others = [cells for row, cells in table.rows.items() if row not in lost]
    if whole is None or any(name not in cells for cells in others):
        problems.add("K757", place, "open", (), **words)
        return
    rest = sum((cells[name].value or Fraction() for cells in others), Fraction())
    if rest >= whole:
        words |= _said(policy, table, "sum", rest) | _said(policy, table, "whole", whole)
        problems.add("K757", place, "none_left", (), **words)
        return
    words |= _said(policy, table, "sum", rest) | _said(policy, table, "left", whole - rest)
    problems.add("K757", place, "one" if len(lost) == 1 else "", (), **words)


def _said(policy: Policy, table: WeightTable, name: str, share: Fraction) -> dict[str, object]:
    if table.in_points:
        points = points_of(share, policy.full)
        return both(name, f"{points} 分", f"{points} points")
    return both(name, percent(share), percent(share))
