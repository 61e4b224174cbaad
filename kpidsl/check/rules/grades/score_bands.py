"""The bands of a score scale hold every score, once, and stand from the best grade to the lowest.

The scores are those of the declared digits: 89 and 90 leave a hole for 89.58 where a total has two decimals, and none where
it is whole.
"""

from fractions import Fraction
from itertools import groupby, pairwise

from kpidsl.check.rules.grades.rank_bands import fits
from kpidsl.check.scores import graded_step, score_columns
from kpidsl.core.bands import interval_of
from kpidsl.core.forms.intervals import Interval
from kpidsl.core.forms.partition import candidates
from kpidsl.core.program import Core
from kpidsl.core.types import bounds
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.policy import Band, GradeScale, Policy

Bands = list[tuple[Band, Interval]]


def score_bands(policy: Policy, core: Core, problems: Problems) -> None:
    """K312 for each hole, K313 for each two bands that hold the same score, K315 where a later grade has the higher scores."""
    for scale in policy.grades:
        _order(scale, problems)
        if scale.by_score and scale.bands and all(fits(band, by_score=True) for band in scale.bands):
            low, high = bounds(score_columns(policy, core)["composite"])
            bands = [(band, interval_of(band.form)) for band in scale.bands if band.form.word == "INTERVAL"]
            step = graded_step(policy, scale.classes)
            values = candidates([interval for _, interval in bands], (low, high), step)
            before = len(problems)
            if len(bands) == len(scale.bands):
                _holes(bands, values, problems)
            _overlaps(bands, values, problems)
            if len(problems) == before and values:
                words = {"name": scale.name, "bands": len(scale.bands), "low": plain(low), "high": plain(high)}
                problems.hold("K312", scale.place, "", **words)


def risen(scale: GradeScale) -> list[tuple[Band, Band]]:
    """Neighbours of a score scale of which the later one has the higher scores, though grades are written best first."""
    if not scale.by_score or not all(fits(band, by_score=True) for band in scale.bands):
        return []
    return [
        (one, other)
        for one, other in pairwise(scale.bands)
        if _is_above(interval_of(other.form), interval_of(one.form))
    ]


def _is_above(one: Interval, other: Interval) -> bool:
    return one.low is not None and other.high is not None and other.high <= one.low


def _order(scale: GradeScale, problems: Problems) -> None:
    """K315, once where all of a scale is written from the lowest grade upwards."""
    found = risen(scale)
    if 1 < len(found) == len(scale.bands) - 1:
        words = {"name": scale.name, "first": scale.bands[0].grade, "last": scale.bands[-1].grade}
        problems.add("K315", scale.bands[0].place, "upwards", [Label(scale.bands[-1].place, "scores")], **words)
        return
    for before, band in found:
        low, high = interval_of(band.form).low, interval_of(before.form).high
        words = {"grade": band.grade, "before": before.grade, "low": _edge(low), "high": _edge(high)}
        problems.add("K315", band.place, "scores", [Label(before.place, "before")], **words)


def _holes(bands: Bands, values: list[Fraction], problems: Problems) -> None:
    edges = {edge for _, i in bands for edge in (i.low, i.high)} | {values[0], values[-1]} if values else set()
    for held, run in groupby(values, key=lambda value: any(interval.holds(value) for _, interval in bands)):
        if held:
            continue
        inside = list(run)
        value = [v for v in inside if v not in edges][-1:] or inside[:1]
        below, above = _neighbours(bands, value[0])
        words: dict[str, object] = {"value": plain(value[0])}
        if below and above:
            words |= {
                "lower": below[0].grade,
                "upper": above[0].grade,
                "from_": _edge(below[1].high),
                "to": _edge(above[1].low),
            }
            problems.add("K312", above[0].place, "", [Label(below[0].place, "lower")], **words)
        elif above:
            problems.add("K312", above[0].place, "below", (), **words, upper=above[0].grade, to=_edge(above[1].low))
        elif below:
            problems.add("K312", below[0].place, "above", (), **words, lower=below[0].grade, from_=_edge(below[1].high))


def _edge(value: Fraction | None) -> str:
    return "" if value is None else plain(value)


def _neighbours(bands: Bands, value: Fraction) -> tuple[tuple[Band, Interval] | None, tuple[Band, Interval] | None]:
    below = [pair for pair in bands if pair[1].high is not None and pair[1].high <= value]
    above = [pair for pair in bands if pair[1].low is not None and pair[1].low >= value]
    return (
        max(below, key=lambda pair: pair[1].high or Fraction(), default=None),
        min(above, key=lambda pair: pair[1].low or Fraction(), default=None),
    )


def _overlaps(bands: Bands, values: list[Fraction], problems: Problems) -> None:
    seen: set[tuple[str, str]] = set()
    for value in values:
        for one, other in pairwise([band for band, interval in bands if interval.holds(value)]):
            if (one.grade, other.grade) not in seen:
                seen.add((one.grade, other.grade))
                problems.add(
                    "K313", other.place, "", [Label(one.place, "first")],
                    value=plain(value), first=one.grade, second=other.grade,
                )  # fmt: skip
