"""A higher score gets no less pay, and a hair more of it no great deal more.

What an amount is for nobody says, and some are taken off: one that only falls as the score rises is left alone, and what mostly goes
one way and somewhere the other is named. Steps of a pay scale are better the more there are.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from kpidsl.check import reported
from kpidsl.check.pay_courses import PayCourse, pay_courses, rounded
from kpidsl.check.pieces import Piece
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword, plain, written_words
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Pay, Policy
from kpidsl.source import Span

LEAST = Fraction(1, 5)
"""A jump of less than this share of the highest amount is not worth a word."""
TIMES = 5
"""So many times what one point moves the amount."""

Point = tuple[Fraction, Fraction]
"""A score and what it gets."""
Pair = tuple[Point, Point]


def score_pay(policy: Policy, core: Core, problems: Problems) -> None:
    """K749 (warning), the greatest fall of each pay, with two scores and what they get; K750 (note), else its greatest jump."""
    for pay, place, courses in pay_courses(policy, core):
        if reported.within(problems, place, "K746"):
            continue
        falls = [(fall, course) for course in courses if (fall := _fall(pay, course)) is not None]
        if falls:
            (low, high), course = max(falls, key=lambda found: _gap(found[0]))
            _report("K749", "taken" if high[1] > low[1] else "", pay, place, course, (low, high), problems)
            continue
        jumps = [(jump, course) for course in courses if (jump := _jump(pay, course)) is not None]
        if jumps:
            pair, course = max(jumps, key=lambda found: _gap(found[0]))
            _report("K750", "", pay, place, course, pair, problems)


def _gap(pair: Pair) -> Fraction:
    return abs(pair[1][1] - pair[0][1])


def _fall(pay: Pay, course: PayCourse) -> Pair | None:
    """The greatest move against the way the amount mostly goes, its scores as near as can be."""
    points = [(score, rounded(pay, amount)) for score, amount in course.points()]
    if len(points) < 2:
        return None
    rises = any(after[1] > before[1] for before, after in pairwise(points))
    if not rises and pay.steps is None:
        return None
    way = 1 if pay.steps is not None else _way(points)
    best, found = points[0], None
    for point in points[1:]:
        if (point[1] - best[1]) * way >= 0:
            best = point
        elif found is None or abs(point[1] - best[1]) > _gap(found):
            found = best, point
    return found


def _way(points: Sequence[Point]) -> int:
    """1 where more is paid for higher scores than for lower ones, -1 where less is; the best scores do not count where they fall off."""
    last = len(points) - 1
    while last and points[last][1] == points[-1][1]:
        last -= 1
    top = points[last] if points[last][1] > points[-1][1] else points[-1]
    return -1 if top[1] < points[0][1] else 1


def _jump(pay: Pay, course: PayCourse) -> Pair | None:
    """The greatest jump between two pieces on which the amount moves with the score, by far more than it moves there."""
    most = max((abs(amount) for _, amount in course.points()), default=Fraction(0))
    found: list[Pair] = []
    for one, other in pairwise(course.pieces):
        if _moves(one) and _moves(other):
            gap = abs(other.first - one.last)
            if gap >= LEAST * most and gap > TIMES * max(_moves(one), _moves(other)):
                found += _beside(pay, course, one, other)
    return max(found, key=_gap, default=None)


def _moves(piece: Piece) -> Fraction:
    """How much one point, or one step of a staircase, moves the amount on a piece."""
    if piece.curve is None or piece.curve.is_constant or piece.low == piece.high or piece.first == piece.last:
        return Fraction(0)
    stairs = [abs(stair.rise) for stair in piece.curve.stairs]
    return max([*stairs, abs(piece.last - piece.first) / (piece.high - piece.low)])


def _beside(pay: Pay, course: PayCourse, one: Piece, other: Piece) -> Iterator[Pair]:
    low, high = course.last_of(one), course.first_of(other)
    if low is not None and high is not None and one.curve is not None and other.curve is not None:
        yield (low, rounded(pay, one.curve.at(low))), (high, rounded(pay, other.curve.at(high)))


def _report(code: str, variant: str, pay: Pay, place: Span, course: PayCourse, pair: Pair, problems: Problems) -> None:
    unit = "grade_step" if pay.steps is not None else "yuan" if pay.amount is not None else ""
    (low, at_low), (high, at_high) = pair
    words = {
        "name": pay.name, "low": plain(low), "high": plain(high), **_score(course.score), **_given(course),
        **written_words("at_low", at_low, unit), **written_words("at_high", at_high, unit),
        **written_words("gap", abs(at_high - at_low), unit),
    }  # fmt: skip
    problems.add(code, place, variant, (), **words)


def _score(key: str) -> dict[str, object]:
    """The score as it is called: 综合得分, or the mark or the points of an indicator."""
    kind, _, leaf = key.partition(":")
    word = {"total": "TOTAL", "composite": "COMPOSITE_SCORE", "mark": "MARK", "points": "POINTS"}[kind]
    zh, en = (keyword(word, lang) for lang in ("zh", "en"))
    return both("score", f"“{leaf}”的{zh}" if leaf else zh, f"{leaf}'s {en}" if leaf else en)


def _given(course: PayCourse) -> dict[str, object]:
    """The other figures, as they are held: “基数”为 1000 元时，."""
    if not course.setting:
        return both("given", "", "")
    texts = [(figure.named(), figure.words("value", value)) for figure, value in course.setting]
    zh = "、".join(f"{name['figure_zh']}为 {value['value_zh']}" for name, value in texts)
    en = " and ".join(f"{name['figure_en']} at {value['value_en']}" for name, value in texts)
    return both("given", f"{zh}时，", f"with {en}, ")
