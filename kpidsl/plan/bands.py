"""Bands of a grade scale as numbers."""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.forms.intervals import Interval, inside, read
from kpidsl.resolve.policy import GradeScale
from kpidsl.syntax.tree import Form, Number


def cumulative(scale: GradeScale) -> list[Fraction]:
    """The upper edge of every rank band but the last, as shares of the group."""
    edges = []
    for band in scale.bands[:-1]:
        upper = band.form.get("share") if band.form.word == "TOP" else band.form.get("high")
        assert isinstance(upper, Number)
        edges.append(upper.value / 100)
    return edges


def interval_of(form: Form) -> Interval:
    """The score interval of a band, in points."""
    sides = {side: n.value if isinstance(n := form.get(side), Number) else None for side in ("low", "high")}
    return read(form, sides)


def score_bands(scale: GradeScale, score: e.Expr) -> list[e.Expr]:
    """For each grade whether ``score`` lies in its band; 其余 holds for what is left."""
    return [e.TRUE if band.form.word == "OTHERWISE" else inside(interval_of(band.form), score) for band in scale.bands]
