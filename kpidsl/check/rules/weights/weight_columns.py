"""The weights of every class add up to 100%, points to the full mark."""

from collections.abc import Collection
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.rules.weights.weight_rows import ROWS_LOST, missing_families, twice
from kpidsl.check.sums import column_sum, known_sum
from kpidsl.check.words import columns_short, gap, percent, points_of
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Family, Policy, WeightTable


def weight_columns(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K301 (K632 in points), at the heading of a column; once for all columns that fall short where rows are missing."""
    table = policy.weights
    if table is None or reported.within(problems, table.area, *ROWS_LOST) or any(twice(policy, table)):
        return
    missing = missing_families(policy, table)
    if table.in_points:
        _points(policy, table, missing, problems)
        return
    short: list[tuple[str, Fraction]] = []
    _holds(table, "K301", problems)
    for name, place in table.column_places.items():
        total = _total(table, name, missing)
        if total is None or total == 1:
            continue
        words = {"unit_class": name, "sum": percent(total), "gap": gap(total - 1)}
        labels = _printed(table, name)
        if total > 1:
            problems.add("K301", place, "over", labels, **words)
        elif missing:
            short.append((name, total))
        else:
            problems.add("K301", place, "", labels, **words)
    if short:
        _rows_missing(table, short, missing, problems)


def _total(table: WeightTable, unit_class: str, missing: list[Family]) -> Fraction | None:
    """The sum of a column; of one with blank cells what is there, where whole rows are missing besides."""
    total = column_sum(table, unit_class)
    return known_sum(table, unit_class) if total is None and missing else total


def _holds(table: WeightTable, code: str, problems: Problems, **words: object) -> None:
    """How many columns add up, of how many."""
    good = [name for name in table.column_places if column_sum(table, name) == 1]
    variant = "some_hold" if len(good) < len(table.column_places) else ""
    if good:
        words |= {"good": len(good), "columns": len(table.column_places), "rows": len(table.rows)}
        problems.hold(code, table.place, variant, **words)


def _points(policy: Policy, table: WeightTable, missing: list[Family], problems: Problems) -> None:
    _holds(table, "K632", problems, full=plain(policy.full))
    for name, place in table.column_places.items():
        total = column_sum(table, name)
        if total is None or total == 1:
            continue
        full = policy.full
        words: dict[str, object] = {
            "unit_class": name, "sum": points_of(total, full), "full": plain(full), "gap": points_of(abs(total - 1), full)
        }  # fmt: skip
        variant = "over" if total > 1 else "rows" if missing else ""
        rows = _rows(missing, table.assumed) if variant == "rows" else {}
        labels = [
            Label(printed.place, "printed", {"printed": points_of(printed.value, full)})
            for printed in table.totals
            if printed.unit_class == name
        ]
        problems.add("K632", place, variant, labels, **words, **rows)


def _rows_missing(
    table: WeightTable, short: list[tuple[str, Fraction]], missing: list[Family], problems: Problems
) -> None:
    """One finding for all the columns that the same rows are missing from, at the first of them."""
    name, total = short[0]
    place, words = table.column_places[name], _rows(missing, table.assumed)
    names = [family.name for family in missing]
    words |= both("names", "、".join(f"“{one}”" for one in names), ", ".join(names))
    if len(short) == 1:
        words |= {"unit_class": name, "sum": percent(total), "gap": gap(total - 1)}
        problems.add("K301", place, "rows", _printed(table, name), **words)
        return
    problems.add("K301", place, "rows_several", _printed(table, name), **words, **columns_short(short, Fraction(1)))


def _rows(missing: list[Family], assumed: Collection[str]) -> dict[str, object]:
    """The missing rows, each with the clause that asks for it, and whether a row without a name may be meant."""
    zh, en = [], []
    for family in missing:
        asked = [f"条款{family.clause}要考"] * bool(family.clause) + ["行名缺失"] * (family.name in assumed)
        zh.append(f"“{family.name}”一行" + f"（{'，'.join(asked)}）" * bool(asked))
        said = [f"clause {family.clause}"] * bool(family.clause) + ["its name is lost"] * (family.name in assumed)
        en.append(family.name + f" ({', '.join(said)})" * bool(said))
    return both("rows", "、".join(zh), ", ".join(en))


def _printed(table: WeightTable, unit_class: str) -> list[Label]:
    return [
        Label(total.place, "printed", {"printed": percent(total.value)})
        for total in table.totals
        if total.unit_class == unit_class
    ]
