"""Bands of a grade scale as numbers.

Takes scales in which every band has the form its scale needs (``check`` sees to that); gives shares of a group, best grade
first, and intervals of points.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms.intervals import Interval, inside, read
from kpidsl.resolve.policy import GradeScale
from kpidsl.syntax.tree import Form, Number

WHOLE = Fraction(1)


def share_of(form: Form) -> tuple[Fraction, Fraction] | None:
    """Where a rank band lies in its group, from and to, as shares; None where it is no such band."""
    match form.word, form.get("share"), form.get("low"), form.get("high"):
        case "TOP", Number(share, _, "percent"), _, _:
            return Fraction(0), share / 100
        case "BOTTOM", Number(share, _, "percent"), _, _:
            return WHOLE - share / 100, WHOLE
        case "BETWEEN", _, Number(low), Number(high):
            return low / 100, high / 100
        case _:
            return None


def cumulative(scale: GradeScale) -> list[Fraction]:
    """The lower end of every rank band but the last, as a share of the group counted from the best."""
    shares = [share_of(band.form) for band in scale.bands[:-1]]
    return [share[1] for share in shares if share is not None]


def interval_of(form: Form) -> Interval:
    """The score interval of a band, in points."""
    sides = {side: n.value if isinstance(n := form.get(side), Number) else None for side in ("low", "high")}
    return read(form, sides)


def score_bands(scale: GradeScale, score: e.Expr) -> list[e.Expr]:
    """For each grade whether ``score`` lies in its band."""
    return [inside(interval_of(band.form), score) for band in scale.bands]
