"""A grade scale as rows: its bands as wide as their shares, and how places are counted.

Takes a scale; draws it at a place and gives its lower edge. What is provisional is hatched by itself.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kpidsl.core.bands import share_of
from kpidsl.render.diagram.paper import TEXT, Paper, Piece, Statement
from kpidsl.render.provisional import Provisional
from kpidsl.resolve.policy import Band, GradeScale

_BY_SCALE = {"zh": "按分数（{}）", "en": "by score ({})"}
_HEIGHT = 40


def draw_scale(paper: Paper, provisional: Provisional, scale: GradeScale, x: int, y: int, width: int) -> int:
    """The bands, best first, and the rules of counting under them."""
    even = Fraction(1, max(1, len(scale.bands)))
    bottom = paper.strip(x, y, width, [_shown(paper, provisional, band, even) for band in scale.bands], _HEIGHT)
    return paper.row(x, bottom, width, list(_counting(paper, provisional, scale)))


def _shown(paper: Paper, provisional: Provisional, band: Band, even: Fraction) -> Piece:
    share = share_of(band.form)
    look = evolve(TEXT, align="middle", hatch=provisional.at(band.place))
    return [band.grade, paper.phrases.band(band)], share[1] - share[0] if share else even, look


def _counting(paper: Paper, provisional: Provisional, scale: GradeScale) -> Iterator[Statement]:
    phrases = paper.phrases
    if scale.places:
        yield phrases.choice("PLACES", scale.places), provisional.at(scale.places.place)
    if scale.ties:
        yield phrases.ties(scale), provisional.at(scale.ties.place)
    if scale.small:
        under = phrases.counted(scale.small_size, "small")
        by_scale = scale.small.word == "BY_SCALE"
        said = _BY_SCALE[phrases.lang].format(scale.small.argument) if by_scale else phrases.word(scale.small.word)
        yield phrases.named(under, said), provisional.at(scale.small.place)
    for limit in scale.overall:
        yield phrases.named(phrases.word("OVERALL"), phrases.overall(limit)), provisional.at(limit.place)
