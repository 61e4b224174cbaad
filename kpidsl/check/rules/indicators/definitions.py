"""An indicator that several lists describe is one and the same in all of them, and no two formulas are one measure."""

from collections.abc import Iterator

from kpidsl.check.normal import OPEN, Quotient, normal_form
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Formula, ListRow, Policy
from kpidsl.syntax.tree import Expr

Described = tuple[str, ListRow]
"""The class of a list, and what it says of an indicator."""


def definitions(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K759 for two formulas of one indicator, K760 (warning) for several sources, K761 (note) for one measure of two names."""
    described: dict[str, list[Described]] = {}
    for one in policy.lists:
        for row in one.rows:
            if row.formula is not None:
                described.setdefault(row.indicator, []).append((one.unit_class, row))
    for name, rows in described.items():
        _formulas(name, rows, problems)
        _sources(name, rows, problems)
    _one_measure(policy, problems)


def _formulas(name: str, rows: list[Described], problems: Problems) -> None:
    """K759 for each list whose formula is another than that of the first."""
    first_class, first = rows[0]
    for unit_class, row in rows[1:]:
        if not _is_same(first, row):
            problems.add(
                "K759", row.formula_place, "", [Label(first.formula_place, "first", {"unit_class": first_class})],
                name=name, unit_class=unit_class, formula=row.written, first_class=first_class, first=first.written,
            )  # fmt: skip


def _is_same(one: ListRow, other: ListRow) -> bool:
    if "".join(one.written.split()) == "".join(other.written.split()):
        return True
    left, right = _form(one), _form(other)
    if left is None or right is None:
        return True
    if OPEN in left.figures | right.figures:  # what is left open may be what the other has
        return left.figures - {OPEN} <= right.figures or right.figures - {OPEN} <= left.figures
    return left.equals(right)


def _form(row: ListRow) -> Quotient | None:
    expr = row.formula.get("expr") if row.formula else None
    return normal_form(expr) if isinstance(expr, Expr) else None


def _sources(name: str, rows: list[Described], problems: Problems) -> None:
    """K760, once for an indicator whose lists take the same figure from different places."""
    readable = [(unit_class, row) for unit_class, row in rows if row.source not in ("", unit_class) and _form(row)]
    said = [(unit_class, row) for unit_class, row in readable if _is_same(readable[0][1], row)]
    sources = list(dict.fromkeys(row.source for _, row in said))
    if len(sources) < 2:
        return
    zh = "；".join(f"“{unit_class}”取自{row.source}" for unit_class, row in said)
    en = "; ".join(f"{unit_class} takes it from {row.source}" for unit_class, row in said)
    other = next(row for _, row in said if row.source != sources[0])
    label = [Label(said[0][1].source_place, "first", {"source": sources[0]})]
    problems.add(
        "K760", other.source_place, "", label, name=name, lists=len(said), sources=len(sources), **both("taken", zh, en)
    )


def _one_measure(policy: Policy, problems: Problems) -> None:
    """K761 for two formulas over the same figures of which one is the other, or what the other lacks of 100%."""
    same: dict[frozenset[str], list[tuple[Formula, Quotient]]] = {}
    lacks: dict[frozenset[str], list[tuple[Formula, Quotient]]] = {}
    for formula in (one for family in policy.all_families for one in family.formulas):
        for family, groups in ((formula.family, same), ("", lacks)):
            form = normal_form(formula.expr, family)
            if form is not None and len(form.figures) > 1 and OPEN not in form.figures:
                groups.setdefault(form.figures, []).append((formula, form))
    told: set[tuple[str, str]] = set()
    for variant, groups in (("", same), ("complement", lacks)):
        for group in groups.values():
            for formula, other in _pairs(group, is_complement=variant == "complement"):
                if (key := (_name(formula), _name(other))) not in told:
                    told.add(key)
                    label = [Label(formula.place, "first")]
                    problems.add("K761", other.place, variant, label, name=_name(other), other=_name(formula))


def _pairs(group: list[tuple[Formula, Quotient]], *, is_complement: bool) -> Iterator[tuple[Formula, Formula]]:
    """For each formula of a group the first before it that is the same, or its complement."""
    kinds: list[tuple[Formula, Quotient]] = []
    for formula, form in group:
        wanted = form.complement if is_complement else form
        twin = next((one for one, other in kinds if other.equals(wanted)), None)
        if twin is not None:
            yield twin, formula
        elif not any(other.equals(form) for _, other in kinds):
            kinds.append((formula, form))


def _name(formula: Formula) -> str:
    return formula.name if formula.name == formula.family else f"{formula.family}·{formula.name}"
