"""A table that spreads a family's weight over its parts agrees with the weight table."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.rules.weights.weight_rows import COLUMNS_LOST, ROWS_LOST
from kpidsl.check.sums import column_sum
from kpidsl.check.words import NAMED, gap, percent, points_of
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import Policy, Split, Weight
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
    """K302, K633 in points: for each column of a split, once for all that lack the same rows, once for a split of the other whole."""
    for split in policy.splits:
        parents = policy.weights.rows.get(split.family) if policy.weights else None
        is_plain = policy.family(split.family).leaves == (split.family,)
        if parents is None or split.of is None or is_plain or reported.within(problems, split.table.area, *ROWS_LOST):
            continue
        columns = list(_columns(split, parents))
        _holds(split, columns, problems)
        if split.table.in_points:
            _points(policy, columns, problems)
        elif not _other_basis(split, columns, problems):
            short = [column for column in columns if not _column(policy, column, problems)]
            _rows_missing(policy, short, problems)
        if not reported.within(problems, split.table.area, *COLUMNS_LOST):
            _no_column(split, parents, problems)


def _holds(split: Split, columns: list[_Column], problems: Problems) -> None:
    """How many columns agree with the row of the indicator, of how many."""
    of_part = split.of == "OF_PART"
    weighed = [column for column in columns if column.parent.value]
    good = [column for column in weighed if column.total == (1 if of_part else column.parent.value)]
    if good:
        variant = ("part_" if of_part else "") + ("some_hold" if len(good) < len(weighed) else "hold")
        words = {"name": split.family, "good": len(good), "columns": len(weighed)}
        problems.hold("K633" if split.table.in_points else "K302", split.table.place, variant, **words)


def _points(policy: Policy, columns: list[_Column], problems: Problems) -> None:
    """K633: points of the parts add up to those of the indicator, written as points or as a percentage of the full mark."""
    for column in columns:
        parent, total = column.parent.value, column.total
        if total == (parent or Fraction()):
            continue
        words = {"name": column.split.family, "unit_class": column.unit_class, "sum": points_of(total, policy.full)}
        if parent is not None:
            gap_points = points_of(abs(total - parent), policy.full)
            words |= {"parent": points_of(parent, policy.full), "gap": gap_points}
        variant = "dash" if parent is None else "over" if total > parent else ""
        problems.add("K633", column.place, variant, [Label(column.parent.place, "parent")], **words)


def _columns(split: Split, parents: Mapping[str, Weight]) -> Iterator[_Column]:
    for name, place in split.table.column_places.items():
        total, parent = column_sum(split.table, name), parents.get(name)
        if total is not None and parent is not None:
            yield _Column(split, name, place, total, parent)


def _other_basis(split: Split, columns: list[_Column], problems: Problems) -> bool:
    """Whether every column adds up to what it should were its figures shares of the other whole."""
    weighed = [column for column in columns if column.parent.value is not None]
    of_part = split.of == "OF_PART"
    fits = all(column.total == (column.parent.value if of_part else 1) for column in weighed)
    if not fits or not weighed or all(column.parent.value == 1 for column in weighed):
        return False
    zh = "、".join(f"{column.unit_class} {percent(column.total)}" for column in weighed[:NAMED])
    zh += f" 等 {len(weighed)} 类" * (len(weighed) > NAMED)
    en = ", ".join(f"{column.unit_class} {percent(column.total)}" for column in weighed[:NAMED])
    en += f" and {len(weighed) - NAMED} more" * (len(weighed) > NAMED)
    labels = [Label(weighed[0].parent.place, "parent")]
    variant = "is_of_total" if of_part else "is_of_part"
    problems.add("K302", split.table.place, variant, labels, name=split.family, **both("columns", zh, en))
    return True


def _rows_missing(policy: Policy, short: list[_Column], problems: Problems) -> None:
    """One finding for all the columns that the same rows are missing from, at the first of them."""
    if not short:
        return
    split, of_part = short[0].split, short[0].split.of == "OF_PART"
    rows = listed("rows", [f"“{name}”" for name in _missing(policy, split)])
    pairs = [(column, Fraction(1) if of_part else column.parent.value or Fraction()) for column in short]
    zh = "；".join(
        f"“{c.unit_class}”合计 {percent(c.total)}，应为 {percent(p)}，差 {gap(p - c.total)} 个百分点" for c, p in pairs
    )
    en = "; ".join(f"{c.unit_class} {percent(c.total)} of {percent(p)}, {gap(p - c.total)} pp short" for c, p in pairs)
    labels = [] if of_part else [Label(short[0].parent.place, "parent")]
    variant = "part_rows" if of_part else "rows"
    problems.add("K302", short[0].place, variant, labels, name=split.family, **rows, **both("columns", zh, en))


def _missing(policy: Policy, split: Split) -> list[str]:
    return [leaf.name for leaf in policy.leaves_of(split.family) if leaf.key not in split.table.rows]


def _column(policy: Policy, column: _Column, problems: Problems) -> bool:
    """Shares of the total add up to the family's weight, shares of the part to 100%; False: one falls short of its rows."""
    split, parent = column.split, column.parent
    words: dict[str, object] = {"name": split.family, "unit_class": column.unit_class, "sum": percent(column.total)}
    labels = [Label(parent.place, "parent")]
    if parent.value is None:
        if column.total:
            problems.add("K302", column.place, "dash", labels, **words)
        return True
    of_part = split.of == "OF_PART"
    wanted = Fraction(1) if of_part else parent.value
    if column.total == wanted:
        return True
    if column.total < wanted and _missing(policy, split):
        return False
    words |= {"gap": gap(column.total - wanted)} | ({} if of_part else {"parent": percent(parent.value)})
    variant = ("part_" if of_part else "") + ("over" if column.total > wanted else "short")
    problems.add("K302", column.place, variant, [] if of_part else labels, **words)
    return True


def _no_column(split: Split, parents: Mapping[str, Weight], problems: Problems) -> None:
    for name, parent in parents.items():
        if parent.value and name not in split.table.column_places:
            problems.add(
                "K302", split.table.place, "column", [Label(parent.place, "parent")],
                name=split.family, unit_class=name, parent=percent(parent.value),
            )  # fmt: skip
