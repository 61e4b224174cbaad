"""Vetoes, and who is not graded or assessed."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.resolve.policy.rules import Choice
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Field
from kpidsl.values import field, frozen


@frozen
class Effect:
    """What a veto does. ``target``: a grade scale's name, ``TOTAL``, ``COMPOSITE_SCORE`` or ``MARK``; ``leaf`` for a mark.

    ``value`` is points, ``grade`` a label; ``cap`` limits instead of setting; ``lowers``: the next lower grade, whichever that is;
    ``ungraded``: none.
    """

    target: str
    leaf: str
    value: Fraction | None
    grade: str
    cap: bool
    place: Span
    lowers: bool = False
    ungraded: bool = False


@frozen
class Veto:
    """一票否决: what sets it off and what follows; None or empty where the author did not say.

    ``word`` is VETO, or what else a case may bring: UNGRADED (不定等次) or NOT_ASSESSED (不参加考核), which is about the unit
    itself and the period, and has no effects but that.
    """

    name: str
    classes: tuple[str, ...] | None
    when: tuple[Expr, ...]
    effects: tuple[Effect, ...]
    scope: tuple[str, ...]
    after: str | None
    lasts: Choice | None
    ranking: str | None
    fail_places: str | None
    clause: str
    provisional: str
    place: Span
    fields: Mapping[str, Field] = field(factory=dict)
    word: str = "VETO"

    @property
    def column(self) -> str:
        """The column that says whether it reaches the unit."""
        return f"{'veto' if self.word == 'VETO' else self.word.lower()}:{self.name}"
