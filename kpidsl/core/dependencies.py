"""What reads what: formulas each other, and rules of scoring the marks of other indicators.

Takes a linked policy; gives formulas and leaves in an order in which each follows what it reads. Circles are reported with
the names that lead round (K657); what stands in one is left out.
"""

from collections.abc import Iterator

from kpidsl.core import expr as e
from kpidsl.core.calls.records import log_of
from kpidsl.core.names import MARK, Names, refs_in_time, spelled_ref
from kpidsl.core.order import in_order
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Formula, Leaf, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Call, Expr, Op, Ref, refs_in


def formulas_in_order(policy: Policy, names: Names, problems: Problems) -> list[Formula]:
    """All formulas, each after those it reads wherever they are declared."""
    formulas = {f"{one.family}·{one.name}": one for family in policy.all_families for one in family.formulas}
    bare: dict[str, list[str]] = {}
    for key, formula in formulas.items():
        bare.setdefault(formula.name, []).append(key)
    reads: dict[str, dict[str, None]] = {}
    now: dict[str, dict[str, None]] = {}
    for key, formula in formulas.items():
        reads[key], now[key] = {}, {}
        for ref, is_earlier in figures_read(formula, names):
            text = spelled_ref(ref)
            own = f"{formula.family}·{text}"
            meant = own if own in formulas or own in names.known else text
            if meant not in formulas and meant not in names.known and len(bare.get(meant, [])) == 1:
                meant = bare[meant][0]
            if meant in formulas:
                reads[key][meant] = None
                now[key].update({} if is_earlier else {meant: None})
    ordered, circles = in_order(reads)
    if circles:  # one that goes round by an earlier period is none
        ordered, circles = in_order(now)
    lost = _refused(circles, "", {key: formula.place for key, formula in formulas.items()}, problems)
    names.unreadable |= lost
    return [formulas[key] for key in ordered if key not in lost]


def figures_read(formula: Formula, names: Names) -> Iterator[tuple[Ref, bool]]:
    """What a formula reads, as ``refs_in_time``, without what cannot be a formula however it is spelled."""
    others = set(_no_formulas(formula.expr, formula.family, names))
    return ((ref, is_earlier) for ref, is_earlier in refs_in_time(formula.expr) if ref not in others)


def _no_formulas(expr: Expr, family: str, names: Names) -> Iterator[Ref]:
    """The levels that something is compared with, and the columns of the logs that are counted."""
    match expr:
        case Op("=" | "!=" | "reaches", (Ref() as left, Ref() as right)):
            for one, other in ((left, right), (right, left)):
                meaning = names.peek(one, family)
                if meaning and spelled_ref(other) in meaning.levels:
                    yield other
        case _:
            pass
    inside = (log_of(expr, names.policy) if isinstance(expr, Call) else "") or family
    for part in _parts(expr):
        if isinstance(part, Ref) and names.policy.log(inside) and f"{inside}·{spelled_ref(part)}" in names.known:
            yield part
        yield from _no_formulas(part, inside, names)


def _parts(expr: Expr) -> tuple[Expr, ...]:
    match expr:
        case Op(args=args):
            return args
        case Call(args=args, where=where):
            return (*args, *((where,) if where is not None else ()))
        case _:
            return ()


def leaves_in_order(policy: Policy, names: Names, problems: Problems) -> list[Leaf]:
    """All leaves, each after those whose marks its rules read."""
    leaves = {leaf.key: leaf for leaf in policy.all_leaves}
    reads = {
        leaf.key: dict.fromkeys(
            meaning.column.removeprefix("mark:")
            for scoring in leaf.scoring
            for form in scoring.forms
            for ref in refs_in(form)
            if form.word == "GATE" and (meaning := names.peek(ref, leaf.family)) and meaning.kind == MARK
        )
        for leaf in policy.all_leaves
    }
    ordered, circles = in_order(reads)
    lost = _refused(circles, "marks", {key: leaf.place for key, leaf in leaves.items()}, problems)
    return [leaves[key] for key in ordered if key not in lost]


def read_marks(expr: e.Expr) -> tuple[str, ...]:
    """The leaves whose marks an expression reads."""
    return tuple(sorted(key.removeprefix("mark:") for key in e.columns_of(expr) if key.startswith("mark:")))


def _refused(circles: list[tuple[str, ...]], variant: str, places: dict[str, Span], problems: Problems) -> set[str]:
    """The names in circles, after reporting each circle once."""
    for circle in circles:
        path = [f"“{name}”" for name in circle]
        words = both("path", " → ".join(path), " → ".join(path))
        problems.add("K657", places[circle[0]], variant, (), name=circle[0], **words)
    return {name for circle in circles for name in circle}
