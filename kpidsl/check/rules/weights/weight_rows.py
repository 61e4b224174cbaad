"""Every indicator and every class stands in the weight table, once, and a family's weight is spread over its parts."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.sums import column_sum, known_sum
from kpidsl.check.words import gap, percent
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.strata import links_read
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Family, Policy, Split, WeightTable
from kpidsl.values import frozen

ROWS_LOST = ("K201 indicator", "K201 leaf", "K201 part", "K202 row")
OWN_SCORES = ("total", "mark", "points", "weighed", "scaled")
"""What a composite reads of its own unit that comes from its weights."""
COLUMNS_LOST = ("K201 class", "K202 column", "K204")


@frozen
class _Rows:
    """The weight table, and what holds of all of it: found once, asked for every family."""

    policy: Policy
    table: WeightTable
    splits: Mapping[str, Split]
    twice: frozenset[str]
    unsure: bool
    """Some row was lost, or some column falls short: then its sum says which rows are missing."""


def weight_rows(policy: Policy, core: Core, problems: Problems) -> None:
    """K307 for an indicator without weight, K308 for a family whose weight is not spread, or spread twice."""
    table = policy.weights
    if table is None:
        if policy.leaves and {*policy.class_names} - {*policy.only_listed}:  # of a class with a list K758 was said
            problems.add("K307", policy.leaves[0].place, "table")
        return
    splits = {split.family: split for split in policy.splits}
    doubled = frozenset(family.name for family in twice(policy, table))
    unsure = reported.within(problems, table.area, *ROWS_LOST) or _falls_short(table)
    rows = _Rows(policy, table, splits, doubled, unsure)
    classes = policy.only_listed
    only_listed = {row.indicator for one in policy.lists if one.unit_class in classes for row in one.rows}
    for family in policy.families:
        if family.name in only_listed and not {family.name, *family.leaves} & table.rows.keys():
            continue  # K758 was said of its list
        _family(rows, family, problems)
    _classes(policy, core, table, problems)


def missing_families(policy: Policy, table: WeightTable) -> list[Family]:
    """The indicators that no row of the weight table is about by its name, but for those of a list without weights (K758)."""
    named = table.rows.keys() - table.assumed
    named |= {row.indicator for one in policy.lists if not one.weighed for row in one.rows}
    return [family for family in policy.families if not {family.name, *family.leaves} & named]


def twice(policy: Policy, table: WeightTable) -> Iterator[Family]:
    """The families that have a row (or a split) and rows of their parts as well."""
    split = {split.family for split in policy.splits}
    for family in policy.families:
        parts = set(family.leaves) - {family.name}
        if parts & table.rows.keys() and (family.name in table.rows or family.name in split):
            yield family


def _family(rows: _Rows, family: Family, problems: Problems) -> None:
    policy, table, split = rows.policy, rows.table, rows.splits.get(family.name)
    is_plain = family.leaves == (family.name,)
    if split and is_plain:
        problems.add("K308", split.table.place, "no_parts", name=family.name)
        return
    if split and split.of is None:
        _no_basis(split, problems)
    if family.name in rows.twice:
        part = next(leaf for leaf in family.leaves if leaf in table.rows)
        other = table.row_places.get(family.name) or (split.table.place if split else family.place)
        problems.add("K308", table.row_places[part], "twice", [Label(other, "first")], name=family.name, part=part)
    elif family.name in table.rows and not is_plain:
        if split is None:
            parts = listed("parts", _names(policy, family))
            problems.add("K308", table.row_places[family.name], "", (), name=family.name, **parts)
        elif not reported.within(problems, split.table.area, *ROWS_LOST) and not _short(split.table):
            _leaves(policy, family, split.table, "part", problems)
    elif not rows.unsure:
        if any(leaf in table.rows for leaf in family.leaves):
            _leaves(policy, family, table, "leaf", problems)
        else:
            problems.add("K307", family.place, name=family.name)


def _no_basis(split: Split, problems: Problems) -> None:
    """What the figures are under either reading, by the heaviest cell of the first column that has a sum."""
    table = split.table
    sums = {name: total for name in table.column_places if (total := known_sum(table, name))}
    unit_class = next(iter(sums), None)
    if unit_class is None:
        problems.add("K308", table.place, "basis", name=split.family)
        return
    cells = {row: cells[unit_class].value for row, cells in table.rows.items() if unit_class in cells}
    total, (part, share) = sums[unit_class], max(cells.items(), key=lambda cell: cell[1] or 0)
    words = {
        "name": split.family, "unit_class": unit_class, "part": part.removeprefix(split.family + "·"),
        "share": percent(share or Fraction()), "sum": percent(total), "twice": percent(total * (share or Fraction())),
    }  # fmt: skip
    if total == 1:
        problems.add("K308", table.place, "basis_part", (), **words)
    else:
        problems.add("K308", table.place, "basis_total", (), **words, gap=gap(1 - total))


def _names(policy: Policy, family: Family) -> list[str]:
    return [leaf.name for leaf in policy.leaves_of(family.name)]


def _leaves(policy: Policy, family: Family, table: WeightTable, variant: str, problems: Problems) -> None:
    for leaf in policy.leaves_of(family.name):
        if leaf.key not in table.rows:
            problems.add("K307", leaf.place, variant, [Label(table.place, "table")], name=leaf.name, family=family.name)


def _short(table: WeightTable) -> bool:
    """Whether some column falls short: then its sum says which rows are missing."""
    sums = [column_sum(table, name) for name in table.column_places]
    return any(total is not None and total < 1 for total in sums) if table.rows else False


def _falls_short(table: WeightTable) -> bool:
    """The same for the weight table, by the cells that could be read."""
    sums = [known_sum(table, name) for name in table.column_places]
    return any(total is not None and total < 1 for total in sums)


def _classes(policy: Policy, core: Core, table: WeightTable, problems: Problems) -> None:
    """A class without a column has no total; it may have a composite made of the scores of other units alone."""
    if reported.within(problems, table.area, *COLUMNS_LOST):
        return
    for unit_class in policy.classes:
        name = unit_class.name
        if name in policy.only_composed:
            _only_composed(policy, core, name, problems)
        elif name not in table.column_places and name not in policy.only_listed:
            problems.add("K307", unit_class.place, "class", [Label(table.place, "table")], name=name)


def _only_composed(policy: Policy, core: Core, name: str, problems: Problems) -> None:
    for composite, (formula, instead) in zip(policy.composites, core.composites, strict=True):
        own = set().union(*(e.columns_of(expr) for expr in (formula, *instead.values())))
        if name in composite.classes and any(key.split(":")[0] in OWN_SCORES for key in own):
            problems.add("K307", composite.place, "own", (), name=name)
    items = [(extra.leaf.place, extra.classes, extra.leaf.key) for extra in policy.extras]
    items += [(coefficient.place, coefficient.classes, coefficient.name) for coefficient in policy.coefficients]
    for place, classes, item in items:
        if name in classes:
            problems.add("K307", place, "extra", (), name=name, item=item)
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        for link in sorted(links_read(formula, "total")):
            ends = next((one.ends for one in policy.links if one.name == link), {})
            if any(name in ends.get(near, ()) for near in composite.classes):
                problems.add("K307", composite.place, "far", (), name=name, link=link)
