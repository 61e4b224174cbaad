"""Marks as functions of the one figure they are found by, exactly, over all that its declared range allows.

Takes a policy and its core; gives a `Shape` for each rule of scoring that weighs something. A rule that reads several figures, or
none, or is not made of lines, staircases and shares has no pieces: nothing is said of its course, and its bounds are those that the
ranges prove. Worked out once for each different rule; never reports.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check.figures import Figure, Figures, figures_of
from kpidsl.check.pieces import Asked, Piece, pieces_of, truth_of
from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import PLACE
from kpidsl.core.directions import direction_of
from kpidsl.core.program import Core, MarkRule
from kpidsl.core.types import Decimal, Ordinal, Rational, Type, bounds, type_of
from kpidsl.core.weighing import full_marks, leaf_weights
from kpidsl.resolve.policy import Leaf, Policy
from kpidsl.syntax.tree import Name, Ref
from kpidsl.values import frozen

MORE, LESS = 1, -1
RATIO = "·"
"""The key of a quotient that a rule reads and nobody named."""


@frozen
class Better:
    """Which way a figure gets better: ``MORE`` up to ``low``, ``LESS`` from ``high`` on; None where it never does."""

    low: Fraction | None
    high: Fraction | None


@frozen
class Shape:
    """One rule: the classes that weigh by it, and what its marks are.

    ``low`` and ``high`` are the least and the greatest mark there can be, what a zero denominator brings included. ``key`` is empty
    and there are no pieces where the course of the marks is not known.
    """

    leaf: Leaf
    rule: MarkRule
    classes: tuple[str, ...]
    full: Fraction
    low: Fraction
    high: Fraction
    key: str = ""
    figure: Figure | None = None
    pieces: tuple[Piece, ...] = ()
    better: Better | None = None
    step: Fraction | None = None

    def at(self, value: Fraction) -> Fraction | None:
        """The mark at a value of the figure; None where there is none."""
        piece = next((one for one in self.pieces if one.holds(value)), None)
        if piece is None or piece.curve is None or (self.step is not None and value % self.step):
            return None
        return piece.curve.at(value)


_kept: list[tuple[Core, tuple[Shape, ...]]] = []
"""The shapes of the policy at hand, which several rules ask for."""


def shapes(policy: Policy, core: Core) -> tuple[Shape, ...]:
    """The shapes of all rules that weigh something, in the order of the leaves."""
    if not _kept or _kept[0][0] is not core:
        _kept[:] = [(core, tuple(_shapes(policy, core)))]
    return _kept[0][1]


@frozen
class _Course:
    """How a mark follows from one column: its key, its type, the pieces, and the columns it is made of."""

    key: str
    kind: Type
    pieces: tuple[Piece, ...]
    reads: frozenset[str]


def _shapes(policy: Policy, core: Core) -> Iterator[Shape]:
    weights, fulls, figures = leaf_weights(policy), full_marks(policy), figures_of(policy, core)
    courses: dict[tuple[e.Expr, tuple[str, ...]], _Course | None] = {}
    known = {key for key in core.types if not key.startswith("value:")} | set(figures.formulas)
    for leaf in policy.leaves:
        for rule in core.marks.get(leaf.key, ()):
            weighed = tuple(name for name in rule.classes if weights[leaf.key].get(name))
            columns = e.columns_of(rule.expr)
            if not weighed or not columns <= known:
                continue
            asked = (rule.expr, weighed if "class" in columns else ())
            if asked not in courses:
                courses[asked] = _course(*asked, core.types)
            yield _shape(leaf, rule, weighed, fulls[leaf.key][weighed[0]], courses[asked], figures, policy, core)


def _shape(
    leaf: Leaf, rule: MarkRule, classes: tuple[str, ...], full: Fraction, course: _Course | None, figures: Figures,
    policy: Policy, core: Core,
) -> Shape:  # fmt: skip
    low, high = bounds(type_of(rule.expr, core.types))
    if leaf.key in core.entered and core.entered[leaf.key].to_full:
        high = min(high, full)
    fixed = {"FULL_MARK": full, "ZERO_MARK": Fraction(0)}
    others = [fixed[guard.outcome] for guard in rule.guards if guard.outcome in fixed]
    if course is None:
        return Shape(leaf, rule, classes, full, min([low, *others]), max([high, *others]))
    figure = _figure(course, figures, core)
    counted = [piece for piece in course.pieces if piece.curve is not None]
    if counted and all(piece.curve is None or piece.curve.way is not None for piece in counted):
        ends = [end for piece in counted for end in (piece.first, piece.last)]
        low, high = max(low, min(ends)), min(high, max(ends))
    low, high = min([low, *others]), max([high, *others])
    better = _better(leaf, classes, course, figure, figures, policy, core)
    return Shape(leaf, rule, classes, full, low, high, course.key, figure, course.pieces, better, step_of(course.kind))


def _course(expr: e.Expr, classes: tuple[str, ...], types: Mapping[str, Type]) -> _Course | None:
    """How a mark follows from the one column it reads, or from the one quotient by which it reads several."""
    columns = e.columns_of(expr) - {"class"}
    kind: Type | None
    if len(columns) == 1:
        key = next(iter(columns))
        kind = types[key]
    else:
        key, kind = RATIO, _quotient_type(expr, columns, types)
        expr = with_ratio(expr, columns)
        if e.columns_of(expr) - {"class"} != {RATIO}:
            return None
    if not isinstance(kind, (Decimal, Rational, Ordinal)):
        return None
    pieces = pieces_of(expr, Asked(key, *bounds(kind), classes), step_of(kind))
    return None if pieces is None else _Course(key, kind, pieces, frozenset(columns))


def step_of(kind: Type) -> Fraction | None:
    """The step of a figure's values; None of a quotient."""
    match kind:
        case Decimal(digits):
            return Fraction(1, 10**digits)
        case Ordinal():
            return Fraction(1)
        case _:
            return None


def with_ratio(expr: e.Expr, columns: frozenset[str] | set[str]) -> e.Expr:
    """The same with the quotient of these columns as a column of its own."""
    return e.rebuilt(
        expr, lambda part: e.Col(RATIO) if isinstance(part, e.Div) and e.columns_of(part) == columns else part
    )


def _quotient_type(expr: e.Expr, columns: set[str], types: Mapping[str, Type]) -> Type | None:
    """The type of the one quotient by which alone a mark reads its figures."""
    found = {part for part in _parts(expr) if isinstance(part, e.Div) and e.columns_of(part) == columns}
    return type_of(found.pop(), types) if len(found) == 1 else None


def _parts(expr: e.Expr) -> Iterator[e.Expr]:
    yield expr
    for part in e.children(expr):
        yield from _parts(part)


def _figure(course: _Course, figures: Figures, core: Core) -> Figure:
    """The figure of a course; a quotient that nobody named is a percentage where its parts are of one kind."""
    if course.key != RATIO:
        return figures.of(course.key)
    kinds = {core.types[key] == PLACE or dim.measure(figures.of(key).unit or "1").dimension for key in course.reads}
    return Figure("", "", "percent" if len(kinds) == 1 else "")


def _better(
    leaf: Leaf, classes: tuple[str, ...], course: _Course, figure: Figure, figures: Figures, policy: Policy, core: Core
) -> Better | None:
    """Which way the figure gets better: as its indicator says, else by its target."""
    low, high = bounds(course.kind)
    if figure.kind in ("place", "ordinal"):
        return Better(None, low)
    if figure.kind == "entered":
        return Better(high, None)
    if figure.name and not figure.levels and figures.families[figure.family].direction is not None:
        ref = Ref((Name(figure.family, leaf.place), Name(figure.name, leaf.place)), leaf.place)
        said = direction_of(ref, leaf.family, policy)[1]
        if said in ("MORE_IS_BETTER", "LESS_IS_BETTER"):
            return Better(high, None) if said == "MORE_IS_BETTER" else Better(None, low)
    rule = next((one for one in core.targets.get(leaf.family, ()) if classes[0] in one.classes), None)
    met = None if rule is None else with_ratio(rule.met, course.reads) if course.key == RATIO else rule.met
    return None if met is None or e.columns_of(met) != {course.key} else _by_target(met, course.key, low, high)


def _by_target(met: e.Expr, key: str, low: Fraction, high: Fraction) -> Better | None:
    """Better is what comes nearer to meeting the target; beyond an open end of it, what goes on that way."""
    meeting = truth_of(met, Asked(key, low, high, ())) or ()
    if len(meeting) != 1:
        return None
    (first, _), (last, _) = meeting[0]
    if last == high:
        return None if first == low else Better(high, None)
    return Better(None, low) if first == low else Better(first, last)
