"""A mean of the rates of several periods is not the rate of them together.

Looked at only where numerator and denominator are reported figures of the policy, so that the rate of the periods together can be formed.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check.normal import Polynomial, normal_form
from kpidsl.core import dimensions as dim
from kpidsl.core.program import Core
from kpidsl.core.wording import written_words
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Datum, Family, Formula, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Call, Expr, Name, Op, Ref
from kpidsl.values import frozen

_SPANS = frozenset({"PAST", "THIS_YEAR", "EARLIER_THIS_YEAR"})
_SCALES = tuple(Fraction(10) ** power for power in (0, 1, -1, 2, 3, 4))
"""How many times as large, or as small, the figures of the example are made until they fit the declared ranges."""

Terms = tuple[tuple[Datum, Fraction], ...]
"""A sum of so many times each figure, in base units."""


@frozen
class _Rate:
    """A formula that is one sum of figures over another; ``unit`` is the key of the unit it is read in."""

    formula: Formula
    above: Terms
    below: Terms
    unit: str


@frozen
class _Period:
    """What one period brings: numerator and denominator, in base units."""

    above: Fraction
    below: Fraction

    @property
    def rate(self) -> Fraction:
        """The rate of the period."""
        return self.above / self.below


def mean_rates(policy: Policy, core: Core, problems: Problems) -> None:
    """K771 (note), once for each mean, with two periods for which the two readings differ."""
    means = [
        (formula, mean)
        for family in policy.all_families
        for formula in family.formulas
        for mean in _means(formula.expr)
    ]
    if not means:
        return
    families = {family.name: family for family in policy.all_families}
    data = {f"{one.family}·{one.name}": one for own in families.values() for one in own.data if one.kind == "number"}
    for formula, mean in means:
        rate = _rate(mean.args[0], formula.family, families, data, core)
        periods = None if rate is None else _shown(rate)
        if rate is not None and periods is not None:
            _report(formula, mean, rate, periods, problems)


def _means(expr: Expr) -> Iterator[Call]:
    """The means over periods in an expression."""
    match expr:
        case Call("MEAN", (_,), scope) if scope is not None and scope.word in _SPANS:
            yield expr
        case Op(_, args) | Call(_, args):
            for arg in args:
                yield from _means(arg)


def _rate(
    arg: Expr, family: str, families: Mapping[str, Family], data: Mapping[str, Datum], core: Core
) -> _Rate | None:
    """The rate that is averaged, by its name; None where it is none, or is not made of reported figures alone."""
    match arg:
        case Ref((Name(name),)):
            owner = family
        case Ref((Name(owner), Name(name))) if owner in families:
            pass
        case _:
            return None
    found = next((one for one in families[owner].formulas if one.name == name), None)
    derived = core.find_derived(f"value:{owner}·{name}")
    form = None if found is None else normal_form(found.expr, owner)
    if found is None or derived is None or form is None:
        return None
    above, below = _figures(form.above, data), _figures(form.below, data)
    return _Rate(found, above, below, derived.unit) if above and below else None


def _figures(terms: Polynomial, data: Mapping[str, Datum]) -> Terms | None:
    """The figures of a sum; None for what is no sum of reported figures alone."""
    if not all(len(term) == 1 and term[0][1] == 1 and term[0][0] in data for term in terms):
        return None
    return tuple((data[term[0][0]], factor) for term, factor in terms.items())


def _shown(rate: _Rate) -> tuple[_Period, _Period] | None:
    """Two periods within the declared ranges of which the mean of the rates is not the rate of both; None where there are none."""
    for scale in _SCALES:
        few, many = (_period(rate, scale * size, scale * part) for size, part in ((10, 9), (90, 45)))
        if few and many and few.below != many.below and few.rate != many.rate:
            return few, many
    return None


def _period(rate: _Rate, size: Fraction, part: Fraction) -> _Period | None:
    """A period with figures of about ``size`` in the denominator and the others about ``part``, as near as the ranges allow."""
    whole = {one.place: size for one, _ in rate.below}
    above, below = (_worth(terms, whole, part) for terms in (rate.above, rate.below))
    return _Period(above, below) if below > 0 and above >= 0 else None


def _worth(terms: Terms, sizes: Mapping[Span, Fraction], part: Fraction) -> Fraction:
    """A sum of figures in base units; each at its size or, where it has none, at ``part``, within its range and on a step of it."""
    total = Fraction(0)
    for one, factor in terms:
        step = one.step or Fraction(1, 10**one.decimals)
        wanted = sizes.get(one.place, part)
        total += factor * min(max(wanted // step * step, one.low), one.high) * dim.measure(one.unit or "1").scale
    return total


def _report(formula: Formula, mean: Call, rate: _Rate, periods: tuple[_Period, _Period], problems: Problems) -> None:
    few, many = periods
    together = _Period(few.above + many.above, few.below + many.below)
    words: dict[str, object] = {
        "name": formula.name, "rate": rate.formula.name,
        **_value("mean", (few.rate + many.rate) / 2, rate.unit),
    }  # fmt: skip
    for which, period in (("few", few), ("many", many), ("both", together)):
        words |= _value(f"{which}_above", period.above, rate.above[0][0].unit)
        words |= _value(f"{which}_below", period.below, rate.below[0][0].unit)
        words |= _value(which, period.rate, rate.unit)
    problems.add("K771", mean.place, "", (), **words)


def _value(word: str, value: Fraction, unit: str) -> dict[str, object]:
    """A value in base units as it is read."""
    return written_words(word, value / (dim.measure(unit).scale if unit else 1), unit)
