"""All grades of a scale by score are graded on the same thing."""

from fractions import Fraction

from kpidsl.check.rules.grades.rank_bands import fits
from kpidsl.core.bands import interval_of
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Band, GradeScale, Policy
from kpidsl.source import Span
from kpidsl.values import frozen

_LAYOUT = str.maketrans("", "", ' 　，。、；：,.;:“”"（）()')


@frozen
class _Basis:
    """What some grades of a scale are graded on, as it is written first."""

    text: str
    bands: tuple[Band, ...]
    place: Span


def score_basis(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K785, at the grade that stands alone, with two scores that nobody can place."""
    for scale in (*policy.grades, *(policy.annual.grades if policy.annual else ())):
        bases = sorted(_bases(scale), key=lambda basis: -len(basis.bands))
        for other in bases[1:]:
            _report(scale, bases[0], other, problems)


def _bases(scale: GradeScale) -> list[_Basis]:
    found: dict[str, list[tuple[str, Band, Span]]] = {}
    for band in scale.bands:
        text = band.basis.text if band.basis else scale.basis
        if text:
            place = band.basis.place if band.basis else band.place
            found.setdefault(text.translate(_LAYOUT), []).append((text, band, place))
    return [_Basis(said[0][0], tuple(band for _, band, _ in said), said[0][2]) for said in found.values()]


def _report(scale: GradeScale, common: _Basis, other: _Basis, problems: Problems) -> None:
    words: dict[str, object] = {
        "name": scale.name, "basis": other.text, "usual": common.text,
        **listed("grades", [band.grade for band in other.bands]), **listed("others", [band.grade for band in common.bands]),
    }  # fmt: skip
    labels = [Label(common.place, "usual")]
    here, there = (
        _score(other.bands[0]),
        _score(common.bands[-1] if _score(common.bands[0]) is None else common.bands[0]),
    )
    if here is None or there is None:
        problems.add("K785", other.place, "plain", labels, **words)
        return
    example = {
        "score": plain(here),
        "grade": other.bands[0].grade,
        "other": plain(there),
        "other_grade": _graded(common, there),
    }
    problems.add("K785", other.place, "", labels, **words, **example)


def _score(band: Band) -> Fraction | None:
    """A score that has the grade: where its band begins."""
    if not fits(band, by_score=True):
        return None
    interval = interval_of(band.form)
    return interval.low if interval.low is not None and interval.low_closed else None


def _graded(basis: _Basis, score: Fraction) -> str:
    return next(band.grade for band in basis.bands if _score(band) == score)
