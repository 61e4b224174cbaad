"""An award for several periods in a row says whether the count begins again after it."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Pay, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Call, Expr, Name, Number, Op, Ref, Word
from kpidsl.values import frozen

_EARLIER = ("LAST_PERIOD", "LAST_YEAR")


@frozen
class _Run:
    """So many periods with the same grade; ``denied``: it stands under 非, so that it ends another."""

    count: int
    grade: str
    place: Span
    denied: bool


def histories(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K788 (warning): after n periods alike it acts in the n-th and again in the next; the history is shown."""
    for pay in policy.pays:
        for run in _awards(pay):
            shown = [run.grade] * (run.count + 1)
            words = {"name": pay.name, "count": run.count, "next": run.count + 1, "grade": run.grade}
            problems.add("K788", run.place, "", (), **words, **both("history", "、".join(shown), ", ".join(shown)))


def _awards(pay: Pay) -> Iterator[_Run]:
    """The runs that a pay asks for; none of one that says when a run no longer counts: 非 连续 3 年（…）."""
    for expr in (pay.amount, pay.steps, pay.shares):
        found = [] if expr is None else list(_runs(expr, False))
        if not any(run.denied for run in found):
            yield from (run for run in found if run.grade)


def _runs(expr: Expr, denied: bool) -> Iterator[_Run]:
    """Every run in an expression: 连续 2 年（等级 = B）, or 等级 = B 且 上期·等级 = B."""
    match expr:
        case Call("CONSECUTIVE", (condition,)):
            number = expr.scope.get("number") if expr.scope else None
            if isinstance(number, Number) and number.value >= Fraction(2):
                equal = _equal(condition)
                yield _Run(int(number.value), equal[2] if equal else "", expr.place, denied)
        case Op(op, args):
            if op == "and":
                yield from _written_out(args, expr.place, denied)
            for arg in args:
                yield from _runs(arg, denied or op == "not")
        case Call(args=args, where=where):
            for arg in (*args, *([where] if where is not None else [])):
                yield from _runs(arg, denied)
        case _:
            return


def _written_out(args: Sequence[Expr], place: Span, denied: bool) -> Iterator[_Run]:
    periods: dict[tuple[tuple[str, ...], str], set[str]] = {}
    for period, names, grade in filter(None, map(_equal, args)):
        periods.setdefault((names, grade), set()).add(period)
    for (_, grade), known in periods.items():
        if "" in known and len(known) > 1:
            yield _Run(len(known), grade, place, denied)


def _equal(expr: Expr) -> tuple[str, tuple[str, ...], str] | None:
    """Of which period (empty: this one), of what, and which grade it has to be; None for another condition."""
    match expr:
        case Op("=", (Ref(parts), Ref((Name(grade),)))):
            first = parts[0]
            period = first.word if isinstance(first, Word) and first.word in _EARLIER else ""
            return period, tuple(part.text for part in parts if isinstance(part, Name)), grade
        case _:
            return None
