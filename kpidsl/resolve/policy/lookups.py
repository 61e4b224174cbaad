"""Lookup tables (对照表)."""

from kpidsl.source import Span
from kpidsl.syntax.tree import Form, Number, Ref
from kpidsl.values import frozen


@frozen
class LookupKey:
    """By what a lookup table is read: ``word`` is CLASSES, UNIT, MONTH_NUMBER, QUARTER, VALUE, or OF with the figure ``of``."""

    word: str
    of: Ref | None
    place: Span


@frozen
class LookupCells:
    """What a row or column of a lookup table is for: names, months or levels, a range of values, or the rest."""

    names: tuple[str, ...]
    band: Form | None
    is_rest: bool
    place: Span


@frozen
class LookupCell:
    """A number of a lookup table; None for ``—``."""

    number: Number | None
    place: Span


@frozen
class Lookup:
    """A lookup table (对照表): by one key (rows), or two (rows and columns; ``columns`` is empty for one)."""

    name: str
    keys: tuple[LookupKey, ...]
    rows: tuple[LookupCells, ...]
    columns: tuple[LookupCells, ...]
    numbers: tuple[tuple[LookupCell, ...], ...]
    place: Span
    area: Span
