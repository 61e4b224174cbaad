"""The bands of a rank scale cut a group into shares that follow each other from the first unit to the last."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from kpidsl.check.words import gap, percent
from kpidsl.core.bands import interval_of, share_of
from kpidsl.core.own_places import has_own_places
from kpidsl.core.program import Core
from kpidsl.core.wording import expr_words, plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.policy import Band, GradeScale, Policy
from kpidsl.resolve.policy.grades import UNSAID
from kpidsl.syntax.tree import Name, Number, Ref, Word

Placed = tuple[Band, Fraction, Fraction]
_PRINTED_STEP = Fraction(1, 100)
"""How far apart two bands may stand that are meant to follow each other."""


def rank_bands(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K314 for a hole between two bands, K315 for bands that do not fit their scale or each other."""
    for scale in policy.grades:
        if has_own_places(scale) or scale.is_bare:
            continue
        unfit = [band for band in scale.bands if not fits(band, by_score=scale.by_score)]
        for band in (one for one in unfit if one.form.word != UNSAID):  # a label alone is K794
            problems.add("K315", band.place, _unfit(band, scale.by_score), grade=band.grade)
        _of_another(policy, scale, problems)
        if not scale.bands:
            problems.add("K315", scale.place, "none", name=scale.name)
        elif len(scale.bands) == 1 and not scale.by_score:
            problems.add("K315", scale.place, "one", name=scale.name, grade=scale.bands[0].grade)
        elif not unfit and not scale.by_score:
            before = len(problems)
            _order(list(_placed(scale)), problems)
            if len(problems) == before:
                problems.hold("K314", scale.place, name=scale.name, bands=len(scale.bands))


def _of_another(policy: Policy, scale: GradeScale, problems: Problems) -> None:
    """Grades go by the composite; a band of another score is no band of theirs (``80 ≤ 总分 < 90`` beside a composite)."""
    composed = {name for composite in policy.composites for name in composite.classes} & set(scale.classes)
    for band in scale.bands:
        match band.form.get("of"):
            case None | Word("COMPOSITE_SCORE") | Name("分数" | "score"):
                pass
            case Word("TOTAL") if not composed:
                pass
            case (Name() | Word()) as of:
                problems.add("K315", of.place, "of", (), grade=band.grade, **expr_words("of", Ref((of,), of.place)))


def edges_of(scale: GradeScale) -> list[Fraction] | None:
    """The cumulative shares of a rank scale whose bands follow each other without fault.

    ``20%, 21%～50%`` is read as one edge at 20% (the hole is K314), so that what else is left open can be shown.
    """
    if scale.by_score or len(scale.bands) < 2 or not all(fits(band, by_score=False) for band in scale.bands):
        return None
    edges = [Fraction(0)]
    for _, low, high in _placed(scale):
        if not edges[-1] <= low <= edges[-1] + _PRINTED_STEP or high <= low:
            return None
        edges.append(high)
    return edges[1:-1] if edges[-1] == 1 else None


def fits(band: Band, by_score: bool) -> bool:
    """Whether a band is of the kind its scale needs: an interval of points, or a share of the group."""
    if not by_score:
        share = share_of(band.form)
        return share is not None and 0 <= share[0] < share[1] <= 1
    sides = [side for side in (band.form.get("low"), band.form.get("high")) if isinstance(side, Number)]
    if band.form.word != "INTERVAL" or any(side.unit not in ("", "points") for side in sides):
        return False
    interval = interval_of(band.form)
    return interval.low is None or interval.high is None or interval.low <= interval.high


def _unfit(band: Band, by_score: bool) -> str:
    if by_score:
        if band.form.word == "OTHERWISE":
            return "rest"
        return "reversed" if band.form.word == "INTERVAL" and _in_points(band) else "by_score"
    return "by_rank" if share_of(band.form) is None else "range"


def _in_points(band: Band) -> bool:
    sides = (band.form.get("low"), band.form.get("high"))
    return all(side.unit in ("", "points") for side in sides if isinstance(side, Number))


def _placed(scale: GradeScale) -> Iterator[Placed]:
    for band in scale.bands:
        share = share_of(band.form)
        if share is not None:
            yield band, *share


def _order(bands: list[Placed], problems: Problems) -> None:
    for (before, low, _), (band, _, high) in pairwise(bands):
        if high <= low:
            labels = [Label(before.place, "before")]
            problems.add("K315", band.place, "order", labels, grade=band.grade, before=before.grade)
            return
    first, start, at = bands[0]
    if start > 0:
        problems.add("K315", first.place, "start", grade=first.grade, low=percent(start))
    before = first
    for band, low, high in bands[1:]:
        labels = [Label(before.place, "before")]
        words: dict[str, object] = {"grade": band.grade, "before": before.grade, "to": percent(at)}
        if band.form.word == "BOTTOM" and low != at:
            problems.add(
                "K315", band.place, "bottom", labels, **words, share=percent(1 - low), rest=percent(1 - at),
                gap=gap(low - at),
            )  # fmt: skip
        elif low > at:
            size, rank = _witness(at, low)
            problems.add(
                "K314", band.place, "", labels, **words, low=percent(low), high=percent(high), size=size, rank=rank,
                at=_two_decimals(Fraction(rank, size)),
            )  # fmt: skip
        elif low < at:
            variant = "top" if band.form.word == "TOP" else ""
            shares = {"low": percent(low), "high": percent(high), "gap": gap(at - low)}
            problems.add("K315", band.place, variant, labels, **words, **shares)
        before, at = band, max(at, high)
    if at < 1:
        problems.add("K315", before.place, "end", grade=before.grade, to=percent(at), rest=percent(1 - at))


def _witness(above: Fraction, below: Fraction) -> tuple[int, int]:
    """The smallest group in which a rank lies strictly between two shares, and that rank."""
    size = 1
    while True:
        rank = floor(size * above) + 1
        if rank <= ceil(size * below) - 1:
            return size, rank
        size += 1


def _two_decimals(share: Fraction) -> str:
    value = Fraction(floor(share * 10000 + Fraction(1, 2)), 100)
    return plain(value) + "%"
