"""The year's score: what each class has, from the published figures of the periods of a year and from figures of the year's own.

Takes 年度得分 with the elaborator of the policy; gives one value per rule. Its functions over the periods are in ``calls/years.py``.
Reports what a year cannot be made from (K722).
"""

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.earlier import part_of
from kpidsl.core.elaborate import Elaborator, Year
from kpidsl.core.guards import refuse_open_quotients
from kpidsl.core.names import DATA
from kpidsl.core.program import AnnualValue
from kpidsl.core.wording import unit_words
from kpidsl.resolve.policy import AnnualRule, Policy, Veto
from kpidsl.syntax.tree import Expr


def annual_values(elaborator: Elaborator) -> tuple[AnnualValue, ...]:
    """The value of each rule; one that cannot be read is left out."""
    policy = elaborator.policy
    if policy.annual is None:
        return ()
    if policy.cycle.in_a_year < 2:
        if policy.cycle.months:
            elaborator.problems.add("K722", policy.annual.place, "period")
        return ()
    found = (_value(rule, elaborator) for rule in policy.annual.rules)
    return tuple(one for one in found if one is not None)


def _value(rule: AnnualRule, elaborator: Elaborator) -> AnnualValue | None:
    problems = elaborator.problems
    elaborator.year = year = Year(elaborator.policy.cycle.in_a_year, rule.missing)
    elaborator.classes = rule.classes
    value = elaborator.quantity(rule.expr)
    elaborator.year = None
    elaborator.absences.clear()
    if value is None:
        return None
    columns = e.columns_of(value.expr)
    strange = [
        key for key in columns if part_of(key) is None and key != "class" and not is_yearly(key, elaborator.policy)
    ]
    if strange or not year.scores or value.dimension != dim.POINTS:
        variant = "one" if strange else "unit" if year.scores else ""
        words = unit_words("unit", value.dimension) if variant == "unit" else {}
        problems.add("K722", rule.expr.place, variant, (), **words)
        return None
    refuse_open_quotients(value.expr, rule.expr.place, elaborator.types, problems, elaborator.aggregates)
    return AnnualValue(rule, value.expr, year.scores, year.left_out, year.has_mean)


def year_cases(elaborator: Elaborator) -> tuple[e.Expr, ...]:
    """Whether each exclusion of the year holds; one that cannot be read is neither true nor false."""
    policy = elaborator.policy
    exclusions = policy.annual.exclusions if policy.annual else ()
    return tuple(e.any_of(*(_case(veto, expr, elaborator) for expr in veto.when)) for veto in exclusions)


def _case(veto: Veto, written: Expr, elaborator: Elaborator) -> e.Expr:
    elaborator.year = year = Year(elaborator.policy.cycle.in_a_year, None)
    elaborator.classes = veto.classes or elaborator.policy.class_names
    found = elaborator.truth(written, "", DATA)
    elaborator.year = None
    elaborator.absences.clear()
    if found is None:
        return e.Null()
    strange = any(
        part_of(key) is None and key != "class" and not is_yearly(key, elaborator.policy) for key in e.columns_of(found)
    )
    if strange or year.has_mean:
        elaborator.problems.add("K674", written.place, "mean" if year.has_mean else "period", (), name=veto.name)
        return e.Null()
    return found


def is_yearly(key: str, policy: Policy) -> bool:
    """Whether a column is a figure that is reported once a year."""
    kind, _, name = key.partition(":")
    return kind == "data" and policy.family(name.partition("·")[0]).yearly is not None
