"""Weight tables and the weights of parts."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.source import Span
from kpidsl.values import field, frozen


@frozen
class Weight:
    """A cell of a weight table: a fraction of 1, or None for ``—`` (the class is not appraised)."""

    value: Fraction | None
    place: Span


@frozen
class Column:
    """The printed total (合计) of one class column."""

    unit_class: str
    value: Fraction
    place: Span


@frozen
class WeightTable:
    """The weight table: row (a family or a leaf) → class → weight, with printed totals.

    ``place`` is the word or name that introduces it, ``area`` all of its rows. ``in_points``: the cells are points of the total,
    else percentages. ``assumed``: the rows that have lost their names and stand under the one their place speaks for.
    """

    rows: Mapping[str, Mapping[str, Weight]]
    row_places: Mapping[str, Span]
    column_places: Mapping[str, Span]
    totals: tuple[Column, ...]
    place: Span
    area: Span
    in_points: bool = False
    assumed: frozenset[str] = frozenset()
    lost: Mapping[str, Mapping[str, Span]] = field(factory=dict)
    """Class → row → where a cell is lost in the source (``？``)."""


@frozen
class Split:
    """The weights of a family's parts; ``of`` is ``OF_TOTAL``, ``OF_PART`` or None where not said."""

    family: str
    of: str | None
    table: WeightTable
