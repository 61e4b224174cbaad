"""A share is turned into a percentage by its sign: × 100% leaves it what it is, × 100 makes it a hundred times as much.

Looked at are formulas that come to a pure number, and targets that compare such a product with a percentage.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from kpidsl.check.measures import dimensions
from kpidsl.core import dimensions as dim
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy
from kpidsl.syntax.tree import Call, Expr, Number, Op

_SIGNS: Mapping[Fraction, str] = MappingProxyType({Fraction(100): "%", Fraction(1000): "‰"})
_SHARES = frozenset({"percent", "permille"})
_HALF = Fraction(1, 2)


def hundredfold(policy: Policy, core: Core, problems: Problems) -> None:
    """K755 (warning), at the 100 (or 1000) that lacks its sign."""
    known = dimensions(policy, core)
    for family in policy.all_families:
        for formula in family.formulas:
            if known.get(f"value:{family.name}·{formula.name}") == dim.RATIO:
                _report(formula.name, formula.expr, problems)
        for target in family.targets:
            for side in _beside_shares(target.expr):
                _report(family.name, side, problems)


def _report(name: str, expr: Expr, problems: Problems) -> None:
    for bare in _bare(expr):
        sign = _SIGNS[bare.value]
        shown, meant = plain(_HALF * bare.value * 100) + "%", plain(_HALF * bare.value) + sign
        words = {"name": name, "factor": plain(bare.value), "sign": sign, "shown": shown, "meant": meant}
        problems.add("K755", bare.place, "", (), **words)


def _beside_shares(expr: Expr) -> Iterator[Expr]:
    """What a target compares with a percentage."""
    match expr:
        case Op("and" | "or" | "not", args):
            for arg in args:
                yield from _beside_shares(arg)
        case Op(_, (left, Number(unit=unit))) if unit in _SHARES:
            yield left


def _bare(expr: Expr) -> Iterator[Number]:
    """The factors 100 and 1000 without a sign, but those of a denominator."""
    match expr:
        case Op("*", args, signs=signs):
            over = [arg for arg, sign in zip(args, signs, strict=True) if sign == "*"]
            bare = [arg for arg in over if isinstance(arg, Number) and not arg.unit and arg.value in _SIGNS]
            yield from bare if len(bare) < len(args) else ()
            for arg in over:
                yield from _bare(arg)
        case Op("+" | "neg" | "min" | "max", args) | Call(args=args):
            for arg in args:
                yield from _bare(arg)
