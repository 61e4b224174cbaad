"""Grade scales: bands, groups that are ranked and limits over them."""

from kpidsl.resolve.policy.rules import Choice
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Form, Text
from kpidsl.values import frozen

UNSAID = "UNSAID"
"""The word of a band that is a label alone."""


@frozen
class Band:
    """One grade of a scale and where it lies: a form TOP, BETWEEN, BOTTOM (rank) or INTERVAL (score), or UNSAID."""

    grade: str
    form: Form
    place: Span
    also: Expr | None = None
    """What must hold besides; where it does not, the next grade that fits is given."""

    @property
    def basis(self) -> Text | None:
        """What it is graded on (评定依据), where the band says it itself."""
        basis = self.form.get("basis")
        return basis if isinstance(basis, Text) else None


@frozen
class RankGroup:
    """Classes that are ranked together."""

    name: str
    classes: tuple[str, ...]
    place: Span


@frozen
class Overall:
    """各组合计: a limit on one grade over all groups of a scale, and who falls to the next grade beyond it (``CUT_BY_…``)."""

    grade: str
    quota: Form
    way: str
    place: Span


@frozen
class GradeScale:
    """等次: by rank within groups, or by score; grades best first."""

    name: str
    by_score: bool
    bands: tuple[Band, ...]
    groups: tuple[RankGroup, ...]
    not_ranked: tuple[str, ...]
    classes: tuple[str, ...]
    places: Choice | None
    ties: Choice | None
    tie_keys: tuple[Expr, ...]
    small: Choice | None
    small_size: int
    clause: str
    place: Span
    overall: tuple[Overall, ...] = ()
    basis: str = ""
    """What it is graded on (评定依据), where that is said."""

    @property
    def grades(self) -> tuple[str, ...]:
        """The labels, best first."""
        return tuple(band.grade for band in self.bands)

    @property
    def is_bare(self) -> bool:
        """Whether it has labels and nothing else: no band, no share. Such a scale counts as one by score."""
        return bool(self.bands) and all(band.form.word == UNSAID for band in self.bands)
