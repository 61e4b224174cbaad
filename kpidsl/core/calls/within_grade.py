"""How far a score lies within its grade: ``级内位置（考核等级）``, from 0 at the lower end of the grade's band to 1 at the upper.

Takes a call of a scale by score; gives a share. The grade is the one after vetoes: a score above its band
counts as the upper end, one below as the lower. Reports a scale by rank and a band without an end (K315).
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Band, GradeScale
from kpidsl.syntax.tree import Call, Name, Number, Ref


def within_grade(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """The position of the composite in the band of the unit's grade."""
    match call.args:
        case (Ref((Name(name),)) as ref,) if (scale := elaborator.policy.scale(name)) is not None:
            if elaborator.meaning(ref, family, kinds) is None:
                return None
        case _:
            elaborator.problems.add(
                "K315", call.place, "position", (), **both("word", keyword(call.word, "zh"), keyword(call.word, "en"))
            )
            return None
    if not scale.by_score:
        elaborator.problems.add("K315", call.place, "position_rank", [Label(scale.place, "scale")], name=name)
        return None
    arms = []
    for index, band in enumerate(scale.bands):
        ends = _ends(scale, band)
        if ends is None:
            labels = [Label(band.place, "band")]
            elaborator.problems.add("K315", call.place, "position_open", labels, name=name, grade=band.grade)
            return None
        low, high = ends
        share = e.mul(e.sub(e.Col("composite"), e.const(low)), e.const(1 / (high - low)))
        within = e.Least((e.ONE, e.Greatest((e.ZERO, share))))
        arms.append((e.Cmp("=", e.Col(f"grade:{name}"), e.const(index)), within))
    return Quantity(e.Case(tuple(arms), e.Null()), dim.measure("percent").dimension, call.place, unit="percent")


def _ends(scale: GradeScale, band: Band) -> tuple[Fraction, Fraction] | None:
    """From the lower end of a band to that of the next better one; the best needs an end of its own, the last may begin at 0."""
    at = scale.bands.index(band)
    better = _edge(scale.bands[at - 1], "low") if at else None
    high = better if better is not None else _edge(band, "high")
    low = _edge(band, "low")
    if low is None and at == len(scale.bands) - 1:
        low = Fraction(0)
    return (low, high) if low is not None and high is not None and low < high else None


def _edge(band: Band, side: str) -> Fraction | None:
    number = band.form.get(side)
    return number.value if isinstance(number, Number) else None
