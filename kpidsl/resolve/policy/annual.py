"""The year's score and its grades."""

from kpidsl.resolve.policy.grades import GradeScale
from kpidsl.resolve.policy.vetoes import Veto
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr
from kpidsl.values import frozen


@frozen
class AnnualRule:
    """The year's score of some classes; ``missing`` says what a period without a score does, None where nothing is said."""

    classes: tuple[str, ...]
    expr: Expr
    missing: str | None
    place: Span


@frozen
class Annual:
    """年度得分: how the year's score comes from that of its periods, and the scales that grade the year, and whom they leave out."""

    rules: tuple[AnnualRule, ...]
    place: Span
    grades: tuple[GradeScale, ...] = ()
    exclusions: tuple[Veto, ...] = ()
    """Who is not graded, or not assessed, for the year."""
