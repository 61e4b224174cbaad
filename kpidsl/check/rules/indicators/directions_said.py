"""Of every figure it is known which way is better: by its direction, its target or its scoring."""

from collections.abc import Iterator, Set

from kpidsl.check.words import counted
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Family, Policy
from kpidsl.syntax.tree import Blank, Expr, Op

_SILENT = frozenset({"ENTERED", "LOST"})
"""Forms of scoring that read no figure."""


def directions_said(policy: Policy, core: Core, problems: Problems) -> None:
    """K765 (note), once, for all indicators with a figure of which nothing says which way is better."""
    listed = {row.indicator for one in policy.lists for row in one.rows}
    unread = {value.key for value in core.derived} - core.used
    scored: dict[str, set[str]] = {}
    for leaf in policy.leaves:
        scored.setdefault(leaf.family, set()).update(form.word for one in leaf.scoring for form in one.forms)
    left = [
        family
        for family in policy.families
        if _has_figure(family, unread, family.name in listed)
        and family.direction is None
        and not scored.get(family.name, set()) - _SILENT
        and not any(_says_which(target.expr) for target in family.targets)
    ]
    if left:
        words = {"number": len(left), **counted("names", [family.name for family in left])}
        problems.add("K765", left[0].place, "" if len(left) > 1 else "one", (), **words)


def _has_figure(family: Family, unread: Set[str], is_listed: bool) -> bool:
    """In a list any number; elsewhere a formula that nothing reads: one that is read may be for a veto or a statement alone."""
    if is_listed:
        return bool(family.formulas) or any(datum.kind == "number" for datum in family.data)
    return any(f"value:{family.name}·{formula.name}" in unread for formula in family.formulas)


def _says_which(expr: Expr) -> bool:
    return any(
        op in ("<", "<=", ">", ">=", "reaches") or (op == "=" and not isinstance(right, Blank)) or op == "!="
        for op, right in _compared(expr)
    )


def _compared(expr: Expr) -> Iterator[tuple[str, Expr]]:
    match expr:
        case Op("and" | "or" | "not", args):
            for arg in args:
                yield from _compared(arg)
        case Op(op, (_, right)):
            yield op, right
