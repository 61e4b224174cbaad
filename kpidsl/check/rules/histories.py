"""An award for several periods in a row says whether the count begins again after it."""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Pay, Policy
from kpidsl.syntax.tree import Call, Expr, Name, Number, Op, Ref


def histories(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K788 (warning): after n periods alike it acts in the n-th and again in the next; the history is shown."""
    for pay in policy.pays:
        for call in _awards(pay):
            count, label = _count(call), _grade(call)
            if count is None or not label:
                continue
            shown = "、".join([label] * (count + 1)), ", ".join([label] * (count + 1))
            words = {"name": pay.name, "count": count, "next": count + 1, "grade": label}
            problems.add("K788", call.place, "", (), **words, **both("history", *shown))


def _awards(pay: Pay) -> Iterator[Call]:
    """The runs of periods that a pay asks for, but for one that says when it no longer holds: 非 连续 3 年（…）."""
    for expr in (pay.amount, pay.steps, pay.shares):
        if expr is not None:
            found = list(_runs(expr, False))
            ended = any(inside for _, inside in found)
            yield from (call for call, inside in found if not inside and not ended)


def _runs(expr: Expr, denied: bool) -> Iterator[tuple[Call, bool]]:
    """Every run in an expression, and whether it stands under 非."""
    match expr:
        case Call("CONSECUTIVE"):
            yield expr, denied
        case Op(op, args):
            for arg in args:
                yield from _runs(arg, denied or op == "not")
        case Call(args=args, where=where):
            for arg in (*args, *([where] if where is not None else [])):
                yield from _runs(arg, denied)
        case _:
            return


def _count(call: Call) -> int | None:
    number = call.scope.get("number") if call.scope else None
    return int(number.value) if isinstance(number, Number) and number.value >= Fraction(2) else None


def _grade(call: Call) -> str:
    """The grade that has to be the same in all of them; empty for another condition."""
    match call.args:
        case (Op("=", (Ref(), Ref((Name(label),)))),):
            return label
        case _:
            return ""
