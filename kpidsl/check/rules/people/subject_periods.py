"""The periods in which somebody is appraised are those that the policy and the year's score are made for."""

from kpidsl.check.matrix import PERIODS, Line, cell, lines
from kpidsl.check.rules.people.subjects import weighed_classes
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.cycle import A_YEAR, LENGTHS
from kpidsl.resolve.policy import Policy


def subject_periods(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K783."""
    weighed = weighed_classes(policy)
    for line in lines(policy):
        periods = line.said.get("PERIOD", ())
        if not periods:
            continue
        own = [name for name in line.classes if name in weighed]
        if own and policy.period and policy.period not in periods:
            _policy(policy, line, own[0], periods, problems)


def _policy(policy: Policy, line: Line, unit_class: str, periods: tuple[str, ...], problems: Problems) -> None:
    """The file works out results of another period than the table says; and the year's score counts those."""
    place = next(row.cells["PERIOD"].place for row in line.rows if row.said("PERIOD"))
    rule = next((one for one in policy.annual.rules if unit_class in one.classes), None) if policy.annual else None
    words = {
        "name": line.name, **both("periods", cell("PERIOD", periods, "zh"), cell("PERIOD", periods, "en")),
        **both("policy", keyword(policy.period, "zh"), keyword(policy.period, "en")),
    }  # fmt: skip
    said = Label(policy.stated["PERIOD"], "policy") if "PERIOD" in policy.stated else None
    shortest = min(periods, key=PERIODS.index)
    if rule is None or shortest not in LENGTHS or policy.cycle.in_a_year == 0:
        problems.add("K783", place, "", [said] if said else (), **words)
        return
    counts = {"count": A_YEAR // LENGTHS[shortest], "counted": policy.cycle.in_a_year}
    problems.add("K783", place, "annual", [Label(rule.place, "annual")], **words, **counts)
