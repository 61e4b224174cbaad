"""The normal form of a formula as it is written: two formulas that always give the same number have the same one.

Takes a tree expression over names, and the indicator whose figures it may name bare; gives a quotient of two polynomials. Without an
indicator figures are known by their own names alone. What is no sum, product or quotient is one figure by its text. A formula that would
grow past a size has no normal form. Never looks up a name.
"""

from fractions import Fraction

from kpidsl.resolve.bare import bare
from kpidsl.syntax.derived_units import unit_spec
from kpidsl.syntax.tree import Blank, Expr, Name, Number, Op, Ref
from kpidsl.values import frozen

_MOST = 64
"""Terms of a polynomial: a formula of a regulation has few."""

OPEN = "？"
"""The figure that stands for a number left open."""

Monomial = tuple[tuple[str, int], ...]
"""Figure and exponent, by figure."""
Polynomial = dict[Monomial, Fraction]


@frozen
class Quotient:
    """``above ÷ below``."""

    above: Polynomial
    below: Polynomial

    def equals(self, other: "Quotient") -> bool:
        """Whether both give the same wherever both have a value."""
        return _times(self.above, other.below) == _times(other.above, self.below)

    @property
    def complement(self) -> "Quotient":
        """``1 − x``."""
        return Quotient(_plus(self.below, self.above, Fraction(-1)), self.below)

    @property
    def figures(self) -> frozenset[str]:
        """The figures it is made of."""
        return frozenset(name for terms in (self.above, self.below) for term in terms for name, _ in term)


class _TooLargeError(Exception):
    """A formula that is left as it is."""


def normal_form(expr: Expr, family: str = "") -> Quotient | None:
    """The quotient; None for a formula that is lost or too large."""
    try:
        return _quotient(expr, family)
    except _TooLargeError:
        return None


def _quotient(expr: Expr, family: str) -> Quotient:
    match expr:
        case Blank(lost=True):
            raise _TooLargeError
        case Blank():
            return Quotient({((OPEN, 1),): Fraction(1)}, _ONE)
        case Number(value, _, unit):
            spec = unit_spec(unit) if unit else None
            return _constant(value * Fraction(spec.scale) if spec else value)
        case Ref(parts) if all(isinstance(part, Name) for part in parts):
            names = [part.text for part in parts if isinstance(part, Name)]
            own = names[-1] if not family else "·".join(names if len(names) > 1 else [family, *names])
            return Quotient({((own, 1),): Fraction(1)}, _ONE)
        case Op("+", args, _, signs):
            found = _constant(Fraction(0))
            for arg, sign in zip(args, signs, strict=True):
                found = _sum(found, _quotient(arg, family), Fraction(1 if sign == "+" else -1))
            return found
        case Op("*", args, _, signs):
            found = _constant(Fraction(1))
            for arg, sign in zip(args, signs, strict=True):
                factor = _quotient(arg, family)
                found = _product(found, factor if sign == "*" else Quotient(factor.below, factor.above))
            return found
        case Op("neg", (arg,)):
            return _sum(_constant(Fraction(0)), _quotient(arg, family), Fraction(-1))
        case _:
            return Quotient({((repr(bare(expr)), 1),): Fraction(1)}, _ONE)


_ONE: Polynomial = {(): Fraction(1)}


def _constant(value: Fraction) -> Quotient:
    return Quotient({(): value} if value else {}, _ONE)


def _sum(one: Quotient, other: Quotient, factor: Fraction) -> Quotient:
    if one.below == other.below:
        return Quotient(_plus(one.above, other.above, factor), one.below)
    return Quotient(
        _plus(_times(one.above, other.below), _times(other.above, one.below), factor), _times(one.below, other.below)
    )


def _product(one: Quotient, other: Quotient) -> Quotient:
    return Quotient(_times(one.above, other.above), _times(one.below, other.below))


def _plus(one: Polynomial, other: Polynomial, factor: Fraction) -> Polynomial:
    found = dict(one)
    for term, value in other.items():
        found[term] = found.get(term, Fraction()) + value * factor
    return {term: value for term, value in found.items() if value}


def _times(one: Polynomial, other: Polynomial) -> Polynomial:
    found: Polynomial = {}
    for left, value in one.items():
        for right, factor in other.items():
            powers: dict[str, int] = {}
            for name, power in (*left, *right):
                powers[name] = powers.get(name, 0) + power
            term = tuple(sorted(powers.items()))
            found[term] = found.get(term, Fraction()) + value * factor
        if len(found) > _MOST:
            raise _TooLargeError
    return {term: value for term, value in found.items() if value}
