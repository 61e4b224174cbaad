"""Grades that have places of their own: a share or a number of the group, by its size.

Takes scales as written; gives how many places a grade has in a group of n units. A share is brought to whole places by
itself; the grade with 其余 has what the others leave. The plan says the same as an expression over a column.
"""

from fractions import Fraction
from math import ceil, floor

from kpidsl.core import expr as e
from kpidsl.core.forms.intervals import Interval, inside, read
from kpidsl.resolve.policy import GradeScale
from kpidsl.syntax.tree import Block, Form, Node, Number
from kpidsl.values import frozen

WHOLE_UNITS = ("", "person", "units")
"""The units in which places and sizes may be written."""
WHOLE = {"TRUNCATE": floor, "HALF_UP": lambda value: floor(value + Fraction(1, 2)), "UP": ceil}
"""How a share of units becomes whole places."""
MODES = {"TRUNCATE": e.Rounding.TRUNCATE, "HALF_UP": e.Rounding.HALF_UP, "UP": e.Rounding.UP}


@frozen
class Quota:
    """A share of the group or a number of units; ``at_most``: never more, ties included."""

    share: Fraction | None
    count: int
    at_most: bool

    def places(self, size: int, mode: str) -> int:
        """Whole places in a group of ``size`` units."""
        return self.count if self.share is None else WHOLE[mode](size * self.share)

    def expr(self, size: e.Expr, mode: str) -> e.Expr:
        """The same for a group as large as ``size`` says."""
        return e.const(self.count) if self.share is None else e.Round(e.mul(size, e.const(self.share)), 0, MODES[mode])


@frozen
class Own:
    """The places of one grade: the first row whose sizes hold the group's; None stands for all other sizes."""

    rows: tuple[tuple[Interval | None, Quota], ...]

    @property
    def at_most(self) -> bool:
        """Whether the places are a limit in some group."""
        return any(quota.at_most for _, quota in self.rows)

    @property
    def has_share(self) -> bool:
        """Whether something has to be brought to whole places."""
        return any(quota.share is not None for _, quota in self.rows)

    def holding(self, size: int) -> list[Quota]:
        """The quotas written for a size; the one for all other sizes where there is none."""
        found = [quota for sizes, quota in self.rows if sizes is not None and sizes.holds(Fraction(size))]
        return found or [quota for sizes, quota in self.rows if sizes is None]

    def places(self, size: int, mode: str) -> int:
        """Whole places in a group of ``size`` units."""
        return next((quota.places(size, mode) for quota in self.holding(size)), 0)

    def expr(self, size: e.Expr, mode: str) -> e.Expr:
        """The same for a group as large as ``size`` says."""
        arms = [(inside(sizes, size), quota.expr(size, mode)) for sizes, quota in self.rows if sizes is not None]
        rest = next((quota.expr(size, mode) for sizes, quota in self.rows if sizes is None), e.ZERO)
        return e.Case(tuple(arms), rest) if arms else rest


def quota_of(form: Node | None) -> Quota | None:
    """``15%``, ``1 名``, ``最多 20%``, ``≤ 20%``; None where the form is no such thing."""
    match form:
        case Form("OWN"):
            number, at_most = form.get("share"), False
        case Form("MOST"):
            number, at_most = form.get("points"), True
        case Form("INTERVAL") if form.get("low") is None and form.get("of") is None and _closed(form):
            number, at_most = form.get("high"), True
            if isinstance(number, Number) and not number.unit:
                return None
        case _:
            return None
    match number:
        case Number(value, _, "percent"):
            return Quota(value / 100, 0, at_most)
        case Number(value) if number.unit in WHOLE_UNITS and value.denominator == 1 and value >= 0:
            return Quota(None, int(value), at_most)
        case _:
            return None


def _closed(form: Form) -> bool:
    word = form.get("high_closed")
    return getattr(word, "word", "") == "CLOSED"


def own_of(form: Form) -> Own | None:
    """The places of a band; None where it is one of shares that follow each other, or a band of scores."""
    if form.word != "BY_SIZE":
        quota = quota_of(form)
        return Own(((None, quota),)) if quota is not None else None
    block, rows = form.get("rows"), []
    for entry in block.fields if isinstance(block, Block) else ():
        quota = quota_of(entry.value)
        if quota is None:
            return None
        rows.append((sizes_of(entry.keys[0]), quota))
    return Own(tuple(rows))


def sizes_of(key: Node) -> Interval | None:
    """The sizes of a row, None for 其余."""
    if not isinstance(key, Form):
        return None
    sides = {side: n.value if isinstance(n := key.get(side), Number) else None for side in ("low", "high")}
    return read(key, sides)


def has_own_places(scale: GradeScale) -> bool:
    """Whether the grades of a rank scale have places of their own."""
    own = ("OWN", "MOST", "BY_SIZE", "OTHERWISE")
    return not scale.by_score and any(
        band.form.word in own or (band.form.word == "INTERVAL" and quota_of(band.form) is not None)
        for band in scale.bands
    )


def balance_of(scale: GradeScale) -> int:
    """Which grade has the places that remain; -1 for none."""
    return next((at for at, band in enumerate(scale.bands) if band.form.word == "OTHERWISE"), -1)


def mode_of(scale: GradeScale) -> str:
    """How a share is brought to whole places."""
    return scale.places.word if scale.places and scale.places.word in MODES else "TRUNCATE"


def needs_rounding(scale: GradeScale) -> bool:
    """Whether a share has to be brought to whole places; always so where shares follow each other."""
    if not has_own_places(scale):
        return True
    over = [quota for one in scale.overall if (quota := quota_of(one.quota)) is not None]
    return has_share(scale) or any(quota.share is not None for quota in over)


def has_share(scale: GradeScale) -> bool:
    """Whether a grade has a share of the group, which may be too small for it."""
    return any((own := own_of(band.form)) is not None and own.has_share for band in scale.bands)


def definite_counts(scale: GradeScale, size: int) -> dict[str, int]:
    """The places that a group must have room for, by grade: of limits only those that come before a definite grade."""
    rest, mode = balance_of(scale), mode_of(scale)
    owns = [own_of(band.form) for band in scale.bands]
    definite = [at for at, own in enumerate(owns[:rest]) if own is not None and not own.at_most]
    return {
        scale.grades[at]: own.places(size, mode)
        for at, own in enumerate(owns)
        if own is not None and (at > rest or not own.at_most or at < max(definite, default=-1))
    }


def own_heads(scale: GradeScale, size: int) -> tuple[int, ...]:
    """How many units each grade has where nobody is tied or vetoed: from the last place back, then from the first on."""
    owns, rest, left = [own_of(band.form) for band in scale.bands], balance_of(scale), size
    heads = [0] * len(owns)
    for at in (*range(len(owns) - 1, rest, -1), *range(rest)):
        own = owns[at]
        heads[at] = min(left, own.places(size, mode_of(scale))) if own is not None else 0
        left -= heads[at]
    heads[rest] = left
    return tuple(heads)
