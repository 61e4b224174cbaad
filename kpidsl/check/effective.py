"""Effective weights (折算权重): the weight of an indicator in what a unit is finally ranked by.

Takes a policy with its core; gives, for a class, the shares of which its composite is made: so much of its own total, so
much of a linked unit's, expanded down to totals. A formula that is no sum of shares has none.
"""

from fractions import Fraction

from attrs import evolve

from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.weighing import LeafWeights
from kpidsl.resolve.policy import Policy
from kpidsl.values import frozen


@frozen
class Share:
    """``factor`` times the total of a unit of ``unit_class``, or times one leaf's points or mark."""

    factor: Fraction
    unit_class: str
    kind: str = "total"
    leaf: str = ""

    def weight(self, leaves: tuple[str, ...], weights: LeafWeights) -> Fraction:
        """The weight of ``leaves`` in what this share is a share of."""
        if self.kind == "total":
            return sum((weights[leaf][self.unit_class] or Fraction() for leaf in leaves), Fraction())
        if self.leaf not in leaves:
            return Fraction()
        return Fraction(1) if self.kind == "mark" else weights[self.leaf][self.unit_class] or Fraction()


def linear(expr: e.Expr) -> dict[str, Fraction] | None:
    """The factor of each column of a sum of columns; the factor of the empty key is the constant. None otherwise."""
    match expr:
        case e.Const(value):
            return {"": value}
        case e.Col(key):
            return {key: Fraction(1)}
        case e.Add(args):
            found: dict[str, Fraction] = {}
            for part in map(linear, args):
                if part is None:
                    return None
                for key, factor in part.items():
                    found[key] = found.get(key, Fraction()) + factor
            return found
        case e.Mul(args):
            return _product([linear(arg) for arg in args])
        case _:
            return None


def _product(parts: list[dict[str, Fraction] | None]) -> dict[str, Fraction] | None:
    scale, rest = Fraction(1), None
    for part in parts:
        if part is None:
            return None
        if set(part) <= {""}:
            scale *= part.get("", Fraction())
        elif rest is None:
            rest = part
        else:
            return None
    return {key: factor * scale for key, factor in (rest or {"": Fraction(1)}).items()}


def shares(policy: Policy, core: Core, unit_class: str, above: tuple[str, ...] = ()) -> list[tuple[Share, ...]] | None:
    """The ways in which the composite of a class is made up, one for each class a link may lead to.

    None where it is no sum of shares, or is defined in a circle.
    """
    if unit_class in above:
        return None
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        if unit_class in composite.classes:
            factors = linear(formula)
            return None if factors is None else _made_of(policy, core, unit_class, factors, (*above, unit_class))
    return [(Share(Fraction(1), unit_class),)]


def _made_of(
    policy: Policy, core: Core, unit_class: str, factors: dict[str, Fraction], above: tuple[str, ...]
) -> list[tuple[Share, ...]] | None:
    ways: list[tuple[Share, ...]] = [()]
    for key, factor in factors.items():
        found = _column(policy, core, unit_class, key, above)
        if found is None:
            return None
        scaled = [tuple(evolve(share, factor=share.factor * factor) for share in way) for way in found]
        ways = [(*way, *more) for way in ways for more in scaled]
    return ways


def _column(
    policy: Policy, core: Core, unit_class: str, key: str, above: tuple[str, ...]
) -> list[tuple[Share, ...]] | None:
    match key.split(":"):
        case [""]:
            return [()]
        case ["total"]:
            return [(Share(Fraction(1), unit_class),)]
        case ["mark" | "points" as kind, leaf]:
            return [(Share(Fraction(1), unit_class, kind, leaf),)]
        case ["linked", name, score]:
            ends = next((link.ends for link in policy.links if link.name == name), {})
            far = ends.get(unit_class, ())
            if score == "total":
                return [(Share(Fraction(1), other),) for other in far]
            ways = [shares(policy, core, other, above) for other in far]
            return None if None in ways else [way for found in ways if found is not None for way in found]
        case _:
            return None
