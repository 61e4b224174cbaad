"""Vetoes without number on one score: the lowest limit among those set off holds, and a policy stays as small as it is written."""

from fractions import Fraction
from pathlib import Path

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.results.sheets import totals_sheet
from kpidsl.scores.month import Month, RosterUnit

CREWS = Path("docs/first/en/crews.kpi")
LIMITS = [(39 * at) % 61 for at in range(61)]
"""Every limit from 0 to 60 points, in no order; the one at each place holds from as many accidents on as its place."""


def test_the_lowest_limit_of_sixty_holds():
    text = CREWS.read_text(encoding="utf-8")
    veto = text[text.index("veto Accident") : text.index("grades Grade")]
    many = [
        veto.replace("Accident", f"Accident {at}").replace("> 0", f"> {at}").replace("59 points", f"{limit} points")
        for at, limit in enumerate(LIMITS)
    ]
    problems = Problems()
    policy = compile_text(text.replace(veto, "".join(many)), problems)
    assert policy, [*problems]
    units = tuple(RosterUnit(f"Crew {count}", "heading crew", {}) for count in range(len(LIMITS) + 1))
    cells = {
        "data:Advance·planned": dict.fromkeys((unit.name for unit in units), Fraction(180)),
        "data:Advance·driven": dict.fromkeys((unit.name for unit in units), Fraction(180)),
        "entered:Safety record": dict.fromkeys((unit.name for unit in units), Fraction(100)),
        "data:Safety record·accidents": {unit.name: Fraction(count) for count, unit in enumerate(units)},
    }
    totals = [
        row[2] for row in evaluate(policy.plan, Month("2019-03", units, cells)).rows(totals_sheet(policy.plan, "en"))
    ]
    assert totals == [f"{min(LIMITS[:count], default=100)}.00" for count in range(len(units))]
