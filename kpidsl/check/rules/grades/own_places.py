"""Grades with places of their own fit together: one has the rest, the others never ask for more than the group has."""

from collections.abc import Iterator

from kpidsl.check.words import percent
from kpidsl.core.own_places import (
    WHOLE_UNITS,
    Own,
    balance_of,
    definite_counts,
    has_own_places,
    needs_rounding,
    own_of,
    quota_of,
)
from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Band, GradeScale, Overall, Policy
from kpidsl.syntax.tree import Block, Form, Node, Number

MOST = 1000
"""The largest group that is tried."""


def own_places(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K712 for more places than units, K713 for bands that leave open or contradict something, K714 for limits over all groups."""
    for scale in policy.grades:
        if scale.by_score:
            if scale.overall:
                problems.add("K714", scale.overall[0].place, "by_score", name=scale.name)
            continue
        before = len(problems)
        if has_own_places(scale):
            _bands(scale, problems)
            _ties(scale, problems)
            _used(policy, scale, problems)
        for limit in scale.overall:
            _overall(scale, limit, problems)
        if has_own_places(scale) and len(problems) == before:
            _beyond(scale, problems)


def _bands(scale: GradeScale, problems: Problems) -> None:
    rest = balance_of(scale)
    others = [band for band in scale.bands if band.form.word == "OTHERWISE"]
    for band in scale.bands:
        own = own_of(band.form)
        if own is None and band.form.word not in ("OTHERWISE", "BY_SIZE"):
            problems.add("K713", band.place, _unfit(band), grade=band.grade)
        elif own is None and band.form.word == "BY_SIZE":
            problems.add("K713", band.place, "number", grade=band.grade)
        elif own is not None:
            _within(band, own, problems)
    if rest < 0:
        problems.add("K713", scale.place, "", name=scale.name, last=scale.grades[-1])
    elif len(others) > 1:
        labels = [Label(others[0].place, "first")]
        problems.add("K713", others[1].place, "two", labels, grade=others[1].grade, first=others[0].grade)
    for band in scale.bands[rest + 1 :] if rest >= 0 else ():
        own = own_of(band.form)
        if own is not None and own.at_most:
            problems.add("K713", band.place, "after", grade=band.grade, rest=scale.grades[rest])
    if scale.places and not needs_rounding(scale):
        problems.add("K713", scale.places.place, "idle", name=scale.name)
    elif scale.places and scale.places.word == "LARGEST_REMAINDER":
        problems.add("K713", scale.places.place, "remainder", name=scale.name)


def _unfit(band: Band) -> str:
    return "mixed" if band.form.word in ("TOP", "BETWEEN", "BOTTOM") else "number"


def _within(band: Band, own: Own, problems: Problems) -> None:
    for _, quota in own.rows:
        if quota.share is not None and not 0 < quota.share < 1:
            problems.add("K713", band.place, "share", grade=band.grade, share=percent(quota.share))
    if any(sizes is not None for sizes, _ in own.rows):
        _sizes(band, own, problems)


def _sizes(band: Band, own: Own, problems: Problems) -> None:
    """Every size is held once; sizes are whole numbers of units."""
    if any(number.unit not in WHOLE_UNITS or number.value.denominator != 1 for number in _edges(band)):
        problems.add("K713", band.place, "size", grade=band.grade)
        return
    for size in range(1, int(max((number.value for number in _edges(band)), default=0)) + 2):
        held = own.holding(size)
        if len(held) != 1:
            problems.add("K713", band.place, "twice" if held else "hole", grade=band.grade, size=size)
            return


def _edges(band: Band) -> Iterator[Number]:
    rows = band.form.get("rows")
    for entry in rows.fields if isinstance(rows, Block) else ():
        key: Node = entry.keys[0]
        if isinstance(key, Form):
            yield from (number for side in ("low", "high") if isinstance(number := key.get(side), Number))


def _ties(scale: GradeScale, problems: Problems) -> None:
    """Who shares the better place could be more than a limit allows."""
    limits = [band for band in scale.bands if (own := own_of(band.form)) is not None and own.at_most]
    if limits and scale.ties and scale.ties.word == "BETTER":
        labels = [Label(limits[0].place, "limit")]
        problems.add("K713", scale.ties.place, "ties", labels, grade=limits[0].grade)


def _used(policy: Policy, scale: GradeScale, problems: Problems) -> None:
    """The last grade has no number of places of its own, so none of them can be used up."""
    if not scale.bands or scale.bands[-1].form.word != "OTHERWISE":
        return
    for veto in policy.vetoes:
        giving = any(effect.target == scale.name and effect.grade == scale.grades[-1] for effect in veto.effects)
        if giving and veto.fail_places == "USED" and "FAIL_PLACES" in veto.fields:
            problems.add("K713", veto.fields["FAIL_PLACES"].place, "used", name=veto.name, grade=scale.grades[-1])


def _beyond(scale: GradeScale, problems: Problems) -> None:
    for size in range(max(1, scale.small_size), MOST):
        counts = definite_counts(scale, size)
        asked = sum(counts.values())
        if asked > size:
            above = max(n for n in range(size, MOST) if sum(definite_counts(scale, n).values()) > n) + 1
            problems.add(
                "K712", scale.place, "" if above < MOST else "always", (), name=scale.name, size=size, sum=asked,
                over=asked - size, above=above, **listed("counts", [f"{grade} {count}" for grade, count in counts.items()]),
            )  # fmt: skip
            return


def _overall(scale: GradeScale, limit: Overall, problems: Problems) -> None:
    if limit.grade not in scale.grades:
        problems.add("K714", limit.place, "grade", name=scale.name, grade=limit.grade)
        return
    index, quota = scale.grades.index(limit.grade), quota_of(limit.quota)
    if quota is None or (quota.share is not None and not 0 < quota.share < 1):
        problems.add("K714", limit.place, "number", grade=limit.grade)
    elif index == len(scale.grades) - 1:
        problems.add("K714", limit.place, "last", grade=limit.grade)
    elif quota.share is not None and scale.places and scale.places.word == "LARGEST_REMAINDER":
        problems.add("K714", limit.place, "remainder", grade=limit.grade)
    elif (next_ := own_of(scale.bands[index + 1].form)) is not None and next_.at_most:
        problems.add("K714", limit.place, "", grade=limit.grade, next=scale.grades[index + 1])
    elif len(scale.groups) < 2:
        problems.add("K714", limit.place, "one", name=scale.name, grade=limit.grade)
    elif limit is not next(one for one in scale.overall if one.grade == limit.grade):
        problems.add("K714", limit.place, "twice", grade=limit.grade)
