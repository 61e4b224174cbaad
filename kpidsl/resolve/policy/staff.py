"""Who appraises and who is appraised: offices, classes of units and what links units."""

from collections.abc import Mapping

from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class Department:
    """An office that appraises."""

    name: str
    aliases: tuple[str, ...]
    place: Span


@frozen
class UnitClass:
    """A class of appraised units (单位分类)."""

    name: str
    place: Span


@frozen
class Link:
    """A relation from units of some classes to one unit of other classes each (对应关系)."""

    name: str
    ends: Mapping[str, tuple[str, ...]]
    place: Span
