"""A target that the declared range of its measure always or never meets is a slip of the pen."""

from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.verdict import verdict
from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.program import Core, TargetRule
from kpidsl.core.types import bounds
from kpidsl.core.wording import amount_words
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def targets(policy: Policy, core: Core, problems: Problems) -> None:
    """K376 (warning), with the range."""
    for family, rules in core.targets.items():
        for rule in rules:
            found = verdict(rule.met, core.types)
            if found is not None and not reported.within(problems, policy.area_of(family), "K311"):
                variant = "always" if found else ""
                ranged = _range(policy, core, rule)
                if ranged is None:
                    problems.add("K376", rule.place, variant + "_plain" if variant else "plain", (), name=family)
                else:
                    problems.add("K376", rule.place, variant, (), **ranged)


def _range(policy: Policy, core: Core, rule: TargetRule) -> dict[str, object] | None:
    """Name, lowest and highest value of the measure, where the target compares one."""
    match rule.met:
        case e.Cmp(_, e.Col(key), e.Const()):
            unit = _unit(policy, core, key)
            if unit is None:
                return None
            dimension = dim.measure(unit).dimension if unit else None
            low, high = bounds(core.types[key])
            return {
                "name": key.rpartition("·")[2],
                **_amount("low", low, dimension),
                **_amount("high", high, dimension),
            }
        case _:
            return None


def _amount(name: str, value: Fraction, dimension: dim.Dimension | None) -> dict[str, object]:
    return amount_words(name, value, dimension)


def _unit(policy: Policy, core: Core, key: str) -> str | None:
    """The unit that a datum or a derived value is read in; None for an ordinal."""
    derived = core.find_derived(key)
    if derived:
        return derived.unit
    owner, _, name = key.partition(":")[2].rpartition("·")
    family = policy.find_family(owner) if key.startswith("data:") else None
    data = (datum for datum in family.data if datum.name == name) if family else ()
    return next((datum.unit for datum in data if not datum.levels), None)
