"""Every grade of a scale by score can be reached, by what marks there can be.

A grade above the greatest score of a class is out of its reach. One below the least is as well, where nothing else brings it: no veto,
no demand of a better grade, nothing that counts as 0.
"""

from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.score_reach import Reach, reach
from kpidsl.check.scores import score_columns
from kpidsl.check.verdict import verdict
from kpidsl.core.bands import interval_of
from kpidsl.core.program import Core
from kpidsl.core.types import Rational, Type
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Band, GradeScale, Policy

_FINE = Fraction(10**40)


def grades_reached(policy: Policy, core: Core, problems: Problems) -> None:
    """K745 (warning), with the classes and the greatest or the least score there can be."""
    if reported.anywhere(problems, "K376"):
        return  # a target that nobody meets is why
    found = reach(policy, core, always=_past_full(policy)) if any(scale.by_score for scale in policy.grades) else None
    for scale in policy.grades:
        if not scale.by_score or found is None:
            continue
        for band in scale.bands:
            if band.form.word == "INTERVAL":
                _too_high(scale, band, found, problems)
                _too_low(policy, scale, band, found, problems)
        _demands(policy, core, scale, found, problems)


def _past_full(policy: Policy) -> bool:
    """Whether a band begins where the full mark ends, or beyond it."""
    lows = (interval_of(band.form) for scale in policy.grades for band in scale.bands if band.form.word == "INTERVAL")
    return any(one.low is not None and (one.low, not one.low_closed) > (policy.full, False) for one in lows)


def _too_high(scale: GradeScale, band: Band, found: Reach, problems: Problems) -> None:
    """A band that begins above what a class can get."""
    low = interval_of(band.form).low
    if low is None:
        return
    own = {name: ends[1] for name in scale.classes if (ends := found.composite(name)) is not None}
    short = [
        name for name, high in own.items() if high < low or (high == low and not interval_of(band.form).low_closed)
    ]
    if short:
        most = max(own[name] for name in short)
        variant = "" if most < low else "open"
        problems.add(
            "K745", band.place, variant, (), name=scale.name, grade=band.grade, from_=plain(low), most=plain(most),
            gap=plain(low - most), **listed("classes", short),
        )  # fmt: skip


def _too_low(policy: Policy, scale: GradeScale, band: Band, found: Reach, problems: Problems) -> None:
    """A band that ends below the least that a class can get."""
    high = interval_of(band.form).high
    if high is None or any(one.also is not None for one in scale.bands):
        return
    reached = {name for veto in policy.vetoes for name in veto.classes or policy.class_names}
    own = {
        name: ends[0] for name in scale.classes if name not in reached and (ends := found.composite(name)) is not None
    }
    over = [name for name, low in own.items() if low > high or (low == high and not interval_of(band.form).high_closed)]
    if over:
        least = min(own[name] for name in over)
        variant = "low" if least > high else "low_open"
        problems.add(
            "K745", band.place, variant, (), name=scale.name, grade=band.grade, to=plain(high), least=plain(least),
            **listed("classes", over),
        )  # fmt: skip


def _demands(policy: Policy, core: Core, scale: GradeScale, found: Reach, problems: Problems) -> None:
    """What a grade demands besides, and no figures can meet."""
    if all(band.also is None for band in scale.bands):
        return
    told = {one.place for one in problems if one.code == "K673"}
    columns: dict[str, Type] = dict(score_columns(policy, core))
    for key in {key for own in found.marks.values() for key in own}:
        ends = [own[key] for own in found.marks.values() if key in own]
        columns[f"mark:{key}"] = Rational(min(low for low, _ in ends), max(high for _, high in ends), _FINE)
    for band, demand in zip(scale.bands, core.bands[scale.name], strict=True):
        if band.also is not None and band.place not in told and verdict(demand, columns) is False:
            problems.add("K745", band.place, "demand", (), name=scale.name, grade=band.grade)
