"""What is paid as an exact function of one score, everything else held still.

Takes a policy and its core; gives the courses of each pay: of a score that it reads, over all that the score can be, with reported
figures at the ends of their ranges and every grade that does not follow from the score. What also reads places, earlier periods, two
scores that move apart, or figures of many rows has no course: nothing is said of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from kpidsl.check.figures import Figure, Figures, figures_of
from kpidsl.check.pieces import Asked, Piece, pieces_of
from kpidsl.check.score_reach import Reach, reach
from kpidsl.check.scores import graded_step, score_columns
from kpidsl.core import expr as e
from kpidsl.core.bands import score_bands
from kpidsl.core.program import Core, PayRule
from kpidsl.core.rounding import round_to
from kpidsl.core.types import Decimal, Ordinal, Type, bounds
from kpidsl.resolve.policy import GradeScale, Pay, Policy
from kpidsl.source import Span
from kpidsl.values import frozen

MOST = 64
"""How many settings of the other figures are looked at."""
_SCORES = ("total", "composite", "mark:", "points:")

Setting = tuple[tuple[Figure, Fraction], ...]
"""The other figures a course holds still, each with its value in base units."""


@frozen
class PayCourse:
    """What one pay gives for a score: ``score`` is its column, ``step`` what the score comes in where its digits are declared."""

    score: str
    step: Fraction | None
    pieces: tuple[Piece, ...]
    setting: Setting

    def points(self) -> Iterator[tuple[Fraction, Fraction]]:
        """Scores and what they bring, in order: both ends of every piece, or what an author would write beside them."""
        for piece in self.pieces:
            ends = {self.first_of(piece), self.last_of(piece)}
            for score in sorted(end for end in ends if end is not None):
                if piece.curve is not None:
                    yield score, piece.curve.at(score)

    def first_of(self, piece: Piece) -> Fraction | None:
        """The lowest score of a piece; where it does not begin with one, one near to that."""
        return next(piece.inside(piece.low, 1, self._steps()), None)

    def last_of(self, piece: Piece) -> Fraction | None:
        """The highest score of a piece; where it does not end with one, one near to that."""
        return next(piece.inside(piece.high, -1, self._steps()), None)

    def _steps(self) -> Sequence[Fraction]:
        """What scores are multiples of; where that is not said, those of examples."""
        return [self.step] if self.step else [Fraction(1, 10**power) for power in range(7)]


def rounded(pay: Pay, value: Fraction) -> Fraction:
    """An amount as it is paid; a share of a pool and a step are what they are."""
    if pay.rounding is None or pay.amount is None:
        return value
    return round_to(value, pay.rounding.digits, e.Rounding(pay.rounding.mode))


def pay_courses(policy: Policy, core: Core) -> Iterator[tuple[Pay, Span, tuple[PayCourse, ...]]]:
    """Each pay that follows from a score, where that is written, and its courses, the classes that have other scores apart."""
    known: _Known | None = None
    for pay, rule in zip(policy.pays, core.pays, strict=True):
        written = pay.shares or pay.amount or pay.steps
        if rule is not None and written is not None and any(map(_is_score, e.columns_of(_of_one(rule)))):
            known = known or _Known(
                policy, core, figures_of(policy, core), reach(policy, core), score_columns(policy, core)
            )
            yield pay, written.place, tuple(known.courses(pay, _of_one(rule)))


def _of_one(rule: PayRule) -> e.Expr:
    """What differs from unit to unit: the share of a pool, else the amount."""
    return rule.money if rule.shares is None else rule.shares


def _is_score(key: str) -> bool:
    return key.startswith(_SCORES)


@frozen
class _Known:
    """What is known of a policy before a course is asked for."""

    policy: Policy
    core: Core
    figures: Figures
    reach: Reach | None
    types: Mapping[str, Type]

    def courses(self, pay: Pay, expr: e.Expr) -> Iterator[PayCourse]:
        """The courses of one pay; none where what it reads besides is not held still."""
        composed = {name for composite in self.policy.composites for name in composite.classes}
        expr = self._without_formulas(expr)
        alike: dict[object, list[str]] = {}
        for name in pay.classes:
            alike.setdefault(name if "class" in e.columns_of(expr) else name in composed, []).append(name)
        for classes in map(tuple, alike.values()):
            own = expr if classes[0] in composed else _replaced(expr, "total", e.Col("composite"))
            yield from self._of(self._with_bands(own, classes), classes)

    def _without_formulas(self, expr: e.Expr) -> e.Expr:
        """The same by reported figures; formulas read each other in no circle."""

        def written_out(part: e.Expr) -> e.Expr:
            found = self.figures.formulas.get(part.key) if isinstance(part, (e.Col, e.Present)) else None
            if found is None:
                return part
            return e.rebuilt(found.expr, written_out) if isinstance(part, e.Col) else e.TRUE

        return e.rebuilt(expr, written_out)

    def _with_bands(self, expr: e.Expr, classes: tuple[str, ...]) -> e.Expr:
        """The same with every grade that follows from the composite alone as that."""
        if "composite" not in e.columns_of(expr):
            return expr
        for scale in self.policy.grades:
            if (
                f"grade:{scale.name}" in e.columns_of(expr)
                and self._follows(scale)
                and set(classes) <= set(scale.classes)
            ):
                held = score_bands(scale, e.Col("composite"))
                arms = tuple((band, e.const(position)) for position, band in enumerate(held))
                expr = _replaced(expr, f"grade:{scale.name}", e.Case(arms, e.Null()))
        return expr

    def _follows(self, scale: GradeScale) -> bool:
        return scale.by_score and all(band.form.word == "INTERVAL" and band.also is None for band in scale.bands)

    def _of(self, expr: e.Expr, classes: tuple[str, ...]) -> Iterator[PayCourse]:
        columns = e.columns_of(expr) - {"class"}
        scores, others = sorted(filter(_is_score, columns)), sorted(key for key in columns if not _is_score(key))
        values = [self._values(key) for key in others]
        if len(scores) != 1 or not all(values) or prod(map(len, values)) > MOST:
            return
        step, (low, high) = self._range(scores[0], classes)
        for chosen in product(*values):
            held = expr
            for key, value in zip(others, chosen, strict=True):
                held = _replaced(held, key, e.const(value))
            pieces = pieces_of(held, Asked(scores[0], low, high, classes), step)
            if pieces is not None:
                setting = tuple((self._figure(key), value) for key, value in zip(others, chosen, strict=True))
                yield PayCourse(scores[0], step, pieces, setting)

    def _values(self, key: str) -> Sequence[Fraction]:
        """At which values another column is held: every level, or the ends of a range; none where it is not a reported figure."""
        kind = self.types.get(key)
        if key.startswith("grade:"):
            scale = self.policy.scale(key.removeprefix("grade:"))
            return [Fraction(at) for at in range(len(scale.grades))] if scale else []
        if not key.startswith("data:"):
            return []
        if isinstance(kind, Ordinal):
            return [Fraction(at) for at in range(len(kind.scale))]
        if not isinstance(kind, Decimal) or kind.low < 0:
            return []  # what may be taken off or added turns the course round
        return sorted({kind.low, kind.high}, reverse=True)

    def _figure(self, key: str) -> Figure:
        scale = self.policy.scale(key.removeprefix("grade:")) if key.startswith("grade:") else None
        return self.figures.of(key) if scale is None else Figure(scale.name, "", "", scale.grades)

    def _range(self, key: str, classes: tuple[str, ...]) -> tuple[Fraction | None, tuple[Fraction, Fraction]]:
        """The step of a score, and from where to where it goes."""
        kind = self.types[key]
        if key not in ("total", "composite"):
            kind = self.core.types.get(key, kind)
            return (Fraction(1, 10**kind.digits) if isinstance(kind, Decimal) else None), bounds(kind)
        found = [
            self.reach.total(name) if key == "total" else self.reach.composite(name)
            for name in classes
            if self.reach is not None
        ]
        within = [one for one in found if one is not None]
        ends = (min(low for low, _ in within), max(high for _, high in within)) if within else bounds(kind)
        return graded_step(self.policy, classes), ends if len(within) == len(found) else bounds(kind)


def _replaced(expr: e.Expr, key: str, by: e.Expr) -> e.Expr:
    """The same with a column written as something else that has a value wherever it is read."""

    def change(part: e.Expr) -> e.Expr:
        match part:
            case e.Col(own) if own == key:
                return by
            case e.Present(own) if own == key:
                return e.Present(by.key) if isinstance(by, e.Col) else e.TRUE
            case _:
                return part

    return e.rebuilt(expr, change)
