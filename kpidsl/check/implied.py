"""Whether one condition holds wherever another one does, by the form of both and by intervals.

Takes core expressions; True is a proof, False says nothing. Absent values make every comparison false, which no proof depends on, but
for `denied`: what it gives is the opposite where the value is there.
"""

from fractions import Fraction

from kpidsl.core import expr as e

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def denied(one: e.Expr) -> e.Expr:
    """The comparison that holds where this one fails; another condition as `Not`."""
    return e.Cmp(_OPPOSITE[one.op], one.left, one.right) if isinstance(one, e.Cmp) else e.Not(one)


def implies(one: e.Expr, other: e.Expr) -> bool:
    """Whether ``other`` is proven to hold wherever ``one`` does."""
    if one == other:
        return True
    match one, other:
        case e.Or(args), _:
            return all(implies(arg, other) for arg in args)
        case _, e.And(args):
            return all(implies(one, arg) for arg in args)
        case _, e.Or(args) if any(implies(one, arg) for arg in args):
            return True
        case e.And(args), _:
            return any(implies(arg, other) for arg in args)
        case e.Cmp(op, left, e.Const(value)), e.Cmp(wider, same, e.Const(edge)) if left == same:
            return _within(op, value, wider, edge)
        case _:
            return False


def _within(op: str, value: Fraction, wider: str, edge: Fraction) -> bool:
    """Whether all numbers ``op value`` are numbers ``wider edge``."""
    match op, wider:
        case ("=", "=") | ("!=", "!="):
            return value == edge
        case ("=", _):
            return _holds(value, wider, edge)
        case (">" | ">=", ">" | ">="):
            return value > edge or (value == edge and (op == ">" or wider == ">="))
        case ("<" | "<=", "<" | "<="):
            return value < edge or (value == edge and (op == "<" or wider == "<="))
        case (">" | ">=" | "<" | "<=", "!="):
            return not _holds(edge, op, value)
        case _:
            return False


def _holds(value: Fraction, op: str, edge: Fraction) -> bool:
    match op:
        case ">":
            return value > edge
        case ">=":
            return value >= edge
        case "<":
            return value < edge
        case "<=":
            return value <= edge
        case "!=":
            return value != edge
        case _:
            return value == edge
