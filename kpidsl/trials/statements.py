"""Statements tried out, and the plainest month in which one fails.

Takes a compiled policy; gives ``Trial`` values. A month that breaks a statement is made plainer, unit by unit and cell by cell,
as long as it still does.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from random import Random

from attrs import evolve

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.reference.expressions import value_of
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Diagnostic, catalogue
from kpidsl.diagnostics.bilingual import both
from kpidsl.pipeline import Compiled
from kpidsl.plan.edges import edges
from kpidsl.plan.nodes import Plan, Report, State
from kpidsl.results.figures import figure_text, name_text
from kpidsl.results.titles import titles
from kpidsl.scores.month import Month
from kpidsl.syntax.keywords import LANGS
from kpidsl.trials.months import made_up, plain
from kpidsl.values import frozen

MONTHS = 100
"""How many months a policy is tried on."""
BROKEN = "K546"
_JOINERS = {"zh": "、", "en": ", "}


@frozen
class Trial:
    """A statement, in how many months its condition held for some unit, and where it failed: month and unit, or nothing."""

    statement: Report
    months: int
    met: int
    broken: tuple[Month, str] | None


def trials(compiled: Compiled, count: int = MONTHS) -> list[Trial]:
    """Every statement of the policy, tried on the same ``count`` months; those that the policy stops for are passed over."""
    plan = compiled.plan
    statements = [node for node in plan.nodes if isinstance(node, Report) and node.code == BROKEN]
    if not statements:
        return []
    conditions = [condition for condition, _ in compiled.checked.core.always]
    tried, met, broken = 0, [0] * len(statements), dict[int, tuple[Month, str]]()
    known, chance = edges(plan), Random(count)
    for _ in range(count):
        month = made_up(plan, known, chance)
        outcome = evaluate(plan, month)
        if any(_stops(row.report) for row in outcome.reports):
            continue
        tried += 1
        for at, statement in enumerate(statements):
            met[at] += any(value_of(conditions[at], row) for row in outcome.table)
            unit = next((row.unit for row in outcome.reports if row.report == statement), None)
            if unit is not None and at not in broken:
                broken[at] = plainest(plan, month, statement, unit)
    return [Trial(one, tried, met[at], broken.get(at)) for at, one in enumerate(statements)]


def _stops(report: Report) -> bool:
    return report.code != BROKEN and catalogue.severity(report.code) == "error"


def plainest(plan: Plan, month: Month, statement: Report, unit: str) -> tuple[Month, str]:
    """A month as broken as this one, with as few units and as plain cells as that takes."""
    changed = True
    while changed:
        changed = False
        for plainer in _plainer(plan, month, unit):
            if _is_broken(plan, plainer, statement, unit):
                month, changed = plainer, True
                break
    return month, unit


def _plainer(plan: Plan, month: Month, unit: str) -> Iterator[Month]:
    for other in month.units:
        if other.name != unit and not any(other.name in one.links.values() for one in month.units):
            yield evolve(month, units=tuple(one for one in month.units if one.name != other.name))
    for log, rows in month.logs.items():
        for at in range(len(rows)):
            yield evolve(month, logs={**month.logs, log: rows[:at] + rows[at + 1 :]})
    known = edges(plan)
    for source in plan.scan.inputs:
        cells = month.cells[source.key]
        for other in month.units:
            if other.name in cells:
                for value in _nearer(plain(source), cells[other.name], known[source.key]):
                    yield evolve(month, cells={**month.cells, source.key: {**cells, other.name: value}})


def _nearer(best: Fraction, cell: Fraction | State, known: Iterable[Fraction]) -> list[Fraction]:
    """Values plainer than that of a cell, the plainest first: no value is plainer than another, any than none."""
    far = None if isinstance(cell, State) else abs(cell - best)
    values = {best, *known}
    return sorted((one for one in values if far is None or abs(one - best) < far), key=lambda one: abs(one - best))


def _is_broken(plan: Plan, month: Month, statement: Report, unit: str) -> bool:
    reports = evaluate(plan, month).reports
    stopped = any(_stops(row.report) for row in reports)
    return not stopped and any(row.report == statement and row.unit == unit for row in reports)


def failing(compiled: Compiled, trial: Trial) -> Diagnostic | None:
    """The finding of a statement that fails: the unit, what was reported of it, what came out."""
    if trial.broken is None:
        return None
    month, name = trial.broken
    plan, report = compiled.plan, trial.statement
    unit = next(one for one in month.units if one.name == name)
    row = next(row for row in evaluate(plan, month).reports if row.report == report and row.unit == name)
    shown = list(zip(report.show, row.shown, strict=True))
    said = {lang: _JOINERS[lang].join(figure_text(plan, key, value, lang) for key, value in shown) for lang in LANGS}
    given = {lang: _JOINERS[lang].join(_given(plan, month, name, lang)) for lang in LANGS}
    words = both("figures", said["zh"], said["en"]) | both("given", given["zh"], given["en"])
    variant = "trial" if given["zh"] else "plain"
    return Diagnostic(report.code, report.origin.place, variant, (), {"unit_class": unit.unit_class, **words})


def _given(plan: Plan, month: Month, unit: str, lang: str) -> list[str]:
    """The cells of the unit that are not the plainest."""
    found = []
    for source in plan.scan.inputs:
        cell = month.cells[source.key].get(unit)
        if cell is not None and cell != plain(source):
            if isinstance(cell, State):
                found.append(f"{name_text(titles(plan)[source.key], lang)} {keyword(cell.name, lang)}")
            else:
                found.append(figure_text(plan, source.key, cell, lang))
    return found
