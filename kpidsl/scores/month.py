"""A month of data, read and proven to fit its plan.

Values are exact and in base units; every cell that the plan needs has a value or a state that the policy allows.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.plan.nodes import State
from kpidsl.values import field, frozen


@frozen
class RosterUnit:
    """An appraised unit: ``links`` gives, for each link of the policy, the unit at its other end."""

    name: str
    unit_class: str
    links: Mapping[str, str]


@frozen
class LogRow:
    """A record of a unit: column key → a number, an ordinal's position, a text; a blank cell is left out."""

    unit: str
    values: Mapping[str, Fraction | str]


@frozen
class Month:
    """``cells``: input key → unit name → value (a ``Fraction``, an ordinal's position) or ``State``.

    ``logs``: the records of each log of the plan, in the order of their files.
    """

    period: str
    units: tuple[RosterUnit, ...]
    cells: Mapping[str, Mapping[str, Fraction | State]]
    digest: str = ""
    encoding: str = ""
    logs: Mapping[str, tuple[LogRow, ...]] = field(factory=dict)
    past: Mapping[str, Mapping[str, Fraction]] = field(factory=dict)
    """Figures of earlier periods: key of a past column → unit name → value."""
