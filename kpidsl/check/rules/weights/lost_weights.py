"""Cells of a weight table that are lost in the source (？): what they must add up to."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check.rules.weights.weight_rows import missing_families
from kpidsl.check.words import NAMED, counted, percent, points_of
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Policy, Split, WeightTable
from kpidsl.source import Span

_SHOWN = 8
"""Of how many columns a message shows the sums."""


def lost_weights(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K757, once for the columns in which the same cells are lost, in the weight table and in those that spread a weight."""
    table = policy.weights
    if table:
        whole = None if missing_families(policy, table) else Fraction(1)
        _of_table(policy, table, dict.fromkeys(table.lost, whole), problems)
    for split in policy.splits:
        wholes = {name: _whole(policy, split, name) for name in split.table.lost}
        _of_table(policy, split.table, wholes, problems)


def _whole(policy: Policy, split: Split, unit_class: str) -> Fraction | None:
    """What a column of a split adds up to; None where that is lost itself, or a part has no row."""
    if any(leaf not in split.table.rows for leaf in policy.family(split.family).leaves):
        return None
    if split.of == "OF_PART":
        return Fraction(1)
    parent = policy.weights.rows.get(split.family, {}).get(unit_class) if policy.weights else None
    return parent.value if parent and split.of else None


def _of_table(policy: Policy, table: WeightTable, wholes: Mapping[str, Fraction | None], problems: Problems) -> None:
    alike: dict[tuple[str, ...], list[str]] = {}
    for name, cells in table.lost.items():
        alike.setdefault(tuple(cells), []).append(name)
    for rows, names in alike.items():
        _columns(policy, table, rows, names, wholes, problems)


def _columns(
    policy: Policy, table: WeightTable, rows: tuple[str, ...], names: list[str],
    wholes: Mapping[str, Fraction | None], problems: Problems,
) -> None:  # fmt: skip
    """The lost cells of some columns, what the others there add up to, and what is left of the whole."""
    places: list[Span] = [place for name in names for place in table.lost[name].values()]
    place = min(places, key=lambda one: one.start)
    words: dict[str, object] = {**counted("rows", rows), **_columns_named(names), "count": len(rows) * len(names)}
    others = [cells for row, cells in table.rows.items() if row not in rows]
    known = [(name, whole) for name in names if (whole := wholes[name]) and all(name in cells for cells in others)]
    if len(known) < len(names):
        problems.add("K757", place, "open", (), **words)
        return
    sums = {name: sum((cells[name].value or Fraction() for cells in others), Fraction()) for name in names}
    if not any(sums.values()) and len({whole for _, whole in known}) == 1:
        problems.add("K757", place, "all", (), **words, **_said(policy, table, "whole", known[0][1]))
        return
    full = next(((name, whole) for name, whole in known if sums[name] >= whole), None)
    if full is not None:
        name, whole = full
        words |= {"unit_class": name} | _said(policy, table, "sum", sums[name]) | _said(policy, table, "whole", whole)
        problems.add("K757", place, "none_left", (), **words)
        return
    words |= _left(policy, table, [(name, sums[name], whole - sums[name]) for name, whole in known])
    problems.add("K757", place, "" if len(rows) > 1 else "one", (), **words)


def _columns_named(names: list[str]) -> dict[str, object]:
    zh, en = "、".join(f"“{one}”" for one in names[:NAMED]), ", ".join(names[:NAMED])
    more = len(names) > NAMED
    return both("columns", zh + f"等 {len(names)} 列" * more, en + f" and {len(names) - NAMED} more columns" * more)


def _left(policy: Policy, table: WeightTable, columns: list[tuple[str, Fraction, Fraction]]) -> dict[str, object]:
    """By column the sum of the others and what the lost cells must be, columns with the same sums together."""
    alike: dict[tuple[Fraction, Fraction], list[str]] = {}
    for name, total, left in columns[:_SHOWN]:
        alike.setdefault((total, left), []).append(name)
    zh, en = [], []
    for (total, left), names in alike.items():
        sums, lost = _said(policy, table, "", total), _said(policy, table, "", left)
        zh.append("、".join(f"“{name}”" for name in names) + f"其余合计 {sums['_zh']}，应为 {lost['_zh']}")
        en.append(f"{', '.join(names)}: the others {sums['_en']}, these {lost['_en']}")
    return both("left", "；".join(zh) + "等" * (len(columns) > _SHOWN), "; ".join(en) + " …" * (len(columns) > _SHOWN))


def _said(policy: Policy, table: WeightTable, name: str, share: Fraction) -> dict[str, object]:
    if table.in_points:
        points = points_of(share, policy.full)
        return both(name, f"{points} 分", f"{points} points")
    return both(name, percent(share), percent(share))
