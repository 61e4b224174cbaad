"""The linked policy: declarations with their names looked up, per indicator and per class.

Classes are always single classes: sets have been spread out. Numbers are exact; weights are fractions of 1. Expressions
are still tree expressions. Rules that the author left out are None, so that ``check`` can ask for them.
"""

from kpidsl.resolve.policy.annual import Annual, AnnualRule
from kpidsl.resolve.policy.composites import Composite, Pay
from kpidsl.resolve.policy.data import Datum, Formula, LogColumn, LogTable
from kpidsl.resolve.policy.extras import Coefficient, Extra, Extras
from kpidsl.resolve.policy.grades import Band, GradeScale, Overall, RankGroup
from kpidsl.resolve.policy.indicators import (
    Applied,
    Family,
    FullMark,
    IndicatorList,
    Leaf,
    ListRow,
    Scoring,
    Target,
)
from kpidsl.resolve.policy.lookups import Lookup, LookupCell, LookupCells, LookupKey
from kpidsl.resolve.policy.regulation import Policy
from kpidsl.resolve.policy.rules import Choice, RoundingRule
from kpidsl.resolve.policy.staff import Department, Link, UnitClass
from kpidsl.resolve.policy.statements import (
    Always,
    Completion,
    EarlierPeriod,
    Ensure,
    Example,
    OtherUnit,
    PeerUnit,
    Reviewed,
    Unmentioned,
)
from kpidsl.resolve.policy.vetoes import Effect, Veto
from kpidsl.resolve.policy.weights import Column, Split, Weight, WeightTable

__all__ = [
    "Always",
    "Annual",
    "AnnualRule",
    "Applied",
    "Band",
    "Choice",
    "Coefficient",
    "Column",
    "Completion",
    "Composite",
    "Datum",
    "Department",
    "EarlierPeriod",
    "Effect",
    "Ensure",
    "Example",
    "Extra",
    "Extras",
    "Family",
    "Formula",
    "FullMark",
    "GradeScale",
    "IndicatorList",
    "Leaf",
    "Link",
    "ListRow",
    "LogColumn",
    "LogTable",
    "Lookup",
    "LookupCell",
    "LookupCells",
    "LookupKey",
    "OtherUnit",
    "Overall",
    "Pay",
    "PeerUnit",
    "Policy",
    "RankGroup",
    "Reviewed",
    "RoundingRule",
    "Scoring",
    "Split",
    "Target",
    "UnitClass",
    "Unmentioned",
    "Veto",
    "Weight",
    "WeightTable",
]  # fmt: skip
