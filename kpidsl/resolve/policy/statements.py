"""What must hold, examples of what comes out, and what was settled where the source is silent."""

from typing import Literal

from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Items, Name
from kpidsl.values import frozen


@frozen
class Ensure:
    """确保: a statement about weights that must hold for each class."""

    classes: tuple[str, ...]
    expr: Expr
    place: Span


@frozen
class Always:
    """任何情况下：若 …，则 …"""

    if_: Expr
    then: Expr
    place: Span


@frozen
class OtherUnit:
    """A unit that an example is ranked with: its composite as written, and the veto that reached it or nothing."""

    score: Expr
    veto: str
    place: Span


@frozen
class PeerUnit:
    """Another unit of an example, with its class and what it has."""

    unit: str
    unit_class: str
    given: tuple[Expr, ...]
    others_full: bool
    place: Span


@frozen
class EarlierPeriod:
    """A period before that of an example, by its name, and what its unit had then."""

    name: str
    given: tuple[Expr, ...]
    place: Span


@frozen
class Example:
    """示例: one unit, what is given, what shall come out; ``others`` is None where nothing is said of its rank group."""

    name: str
    unit: str
    unit_class: str
    linked: tuple[Expr, ...]
    given: tuple[Expr, ...]
    others_full: bool
    expect: tuple[Expr, ...]
    others: tuple[OtherUnit, ...] | None
    place: Span
    records: tuple[tuple[Name, Items, Span], ...] = ()
    """Records of logs: the log, its cells, the place."""
    peers: tuple[PeerUnit, ...] | None = None
    """The other units of the month, None where the example is of one unit alone."""
    period: EarlierPeriod | None = None
    """The period it is of, with nothing given, where it says one."""
    earlier: tuple[EarlierPeriod, ...] = ()


@frozen
class Completion:
    """Something the author settled where the source is silent (暂定): ``word``, the rule, of ``subject``; either may be empty."""

    subject: str
    word: str
    reason: str
    place: Span


@frozen
class Reviewed:
    """A finding the author has looked at and leaves as it is (已审): ``code``, and why, about ``word`` of ``subject``.

    ``place`` is where that is said; ``areas`` are where such a finding may stand: in the field, the row, the declaration, which
    ``kind`` tells.
    """

    subject: str
    word: str
    code: str
    reason: str
    place: Span
    areas: tuple[Span, ...]
    kind: Literal["declaration", "field", "row"] = "field"

    def holds(self, place: Span) -> bool:
        """Whether a place lies in what was reviewed."""
        return any(area.file == place.file and area.start <= place.start < area.end for area in self.areas)


@frozen
class Unmentioned:
    """A ``department`` or ``class_set`` that is declared and never named again."""

    kind: str
    name: str
    place: Span
