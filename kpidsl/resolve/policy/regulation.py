"""The whole regulation."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.resolve.cycle import Cycle
from kpidsl.resolve.declared import Declared
from kpidsl.resolve.policy.annual import Annual
from kpidsl.resolve.policy.composites import Composite, Pay
from kpidsl.resolve.policy.data import LogTable
from kpidsl.resolve.policy.extras import Coefficient, Extra, Extras
from kpidsl.resolve.policy.grades import GradeScale
from kpidsl.resolve.policy.indicators import Family, IndicatorList, Leaf
from kpidsl.resolve.policy.lookups import Lookup
from kpidsl.resolve.policy.rules import RoundingRule
from kpidsl.resolve.policy.staff import Department, Link, UnitClass
from kpidsl.resolve.policy.statements import Always, Completion, Ensure, Example, Reviewed, Unmentioned
from kpidsl.resolve.policy.vetoes import Veto
from kpidsl.resolve.policy.weights import Split, WeightTable
from kpidsl.source import Span
from kpidsl.values import field, frozen


@frozen
class Policy:
    """The whole regulation; ``stated`` holds the words of the header's fields that the author wrote, and where."""

    name: str
    version: str
    effective: str
    expires: str
    cycle: Cycle
    """Its periods; of no kind where the head does not say (K208)."""
    full: Fraction
    rounding: Mapping[str, RoundingRule | None]
    departments: tuple[Department, ...]
    classes: tuple[UnitClass, ...]
    class_sets: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...]
    logs: tuple[LogTable, ...]
    families: tuple[Family, ...]
    aside: tuple[Family, ...]
    """Families that carry no weight: of bonuses and maluses, and of figures (基础数据)."""
    leaves: tuple[Leaf, ...]
    extras: tuple[Extra, ...]
    extras_together: Extras
    coefficients: tuple[Coefficient, ...]
    weights: WeightTable | None
    splits: tuple[Split, ...]
    reweight_within: str
    vetoes: tuple[Veto, ...]
    composites: tuple[Composite, ...]
    grades: tuple[GradeScale, ...]
    ensures: tuple[Ensure, ...]
    always: tuple[Always, ...]
    annual: Annual | None
    examples: tuple[Example, ...]
    declared: Declared
    completions: tuple[Completion, ...]
    stated: Mapping[str, Span]
    unmentioned: tuple[Unmentioned, ...]
    place: Span
    lookups: tuple[Lookup, ...] = ()
    lists: tuple[IndicatorList, ...] = ()
    """Scorecards as lists of indicators, those without weights too."""
    pays: tuple[Pay, ...] = ()
    reviewed: tuple[Reviewed, ...] = ()
    shared: frozenset[str] = frozenset()
    """The files that were imported: what they declare for others and this policy does not use is no mistake."""
    _class_names: tuple[str, ...] = field(init=False, repr=False, eq=False)
    _families: Mapping[str, Family] = field(init=False, repr=False, eq=False)
    _yearly: tuple[Family, ...] = field(init=False, repr=False, eq=False)
    _leaves: Mapping[str, tuple[Leaf, ...]] = field(init=False, repr=False, eq=False)
    _family_of: Mapping[str, str] = field(init=False, repr=False, eq=False)
    _starts: Mapping[str, list[int]] = field(init=False, repr=False, eq=False)
    """By name, and by file in order, for all that is looked up once for each indicator."""

    def __attrs_post_init__(self) -> None:
        leaves: dict[str, list[Leaf]] = {}
        for leaf in self.all_leaves:
            leaves.setdefault(leaf.family, []).append(leaf)
        starts: dict[str, list[int]] = {}
        for family in sorted(self.families, key=lambda one: one.place.start):
            starts.setdefault(family.place.file, []).append(family.place.start)
        index = {
            "_class_names": tuple(unit_class.name for unit_class in self.classes),
            "_yearly": tuple(family for family in self.all_families if family.yearly is not None),
            "_families": {family.name: family for family in reversed(self.all_families)},
            "_leaves": {name: tuple(own) for name, own in leaves.items()},
            "_family_of": {leaf.key: leaf.family for leaf in reversed(self.all_leaves)},
            "_starts": starts,
        }
        for name, found in index.items():
            object.__setattr__(self, name, found)

    @property
    def period(self) -> str:
        """The word of the appraisal period, empty where the head does not say."""
        return self.cycle.word

    @property
    def class_names(self) -> tuple[str, ...]:
        """All classes in the order of declaration."""
        return self._class_names

    @property
    def only_composed(self) -> tuple[str, ...]:
        """Classes that have a composite and no weights, and so no total: their score is made of others'."""
        weighed = self.weights.column_places if self.weights else {}
        composed = {name for composite in self.composites for name in composite.classes}
        return tuple(name for name in self.class_names if name in composed and name not in weighed)

    @property
    def only_listed(self) -> tuple[str, ...]:
        """Classes of which a list says what is appraised and nothing says what it weighs."""
        weighed = {*(self.weights.column_places if self.weights else ()), *self.only_composed}
        listed = {one.unit_class for one in self.lists if not one.weighed}
        return tuple(name for name in self.class_names if name in listed and name not in weighed)

    def family(self, name: str) -> Family:
        """The family of that name."""
        return self._families[name]

    def find_family(self, name: str) -> Family | None:
        """The family of that name, if there is one."""
        return self._families.get(name)

    def has_leaf(self, key: str) -> bool:
        """Whether an indicator or a part of that key carries a mark."""
        return key in self._family_of

    def area_of(self, family: str) -> Span:
        """From an indicator's name to the next indicator's, which is where its fields are."""
        place = self.family(family).place
        starts = self._starts.get(place.file, [])
        after = bisect_right(starts, place.start)
        return Span(place.file, place.start, starts[after] if after < len(starts) else 2**62)

    def family_of(self, leaf: str) -> str:
        """The name of the family of a leaf."""
        return self._family_of[leaf]

    def log(self, name: str) -> LogTable | None:
        """The log of that name."""
        return next((log for log in self.logs if log.name == name), None)

    def leaves_of(self, family: str) -> Iterator[Leaf]:
        """The leaves of a family, in order."""
        return iter(self._leaves.get(family, ()))

    @property
    def all_families(self) -> tuple[Family, ...]:
        """The weighed families, then those aside."""
        return (*self.families, *self.aside)

    @property
    def yearly(self) -> tuple[Family, ...]:
        """The families that are reported once a year."""
        return self._yearly

    @property
    def all_leaves(self) -> tuple[Leaf, ...]:
        """The weighed leaves, then those of bonuses and maluses."""
        return (*self.leaves, *(extra.leaf for extra in self.extras))

    def extra(self, leaf: str) -> Extra | None:
        """The bonus or malus whose leaf has that key."""
        return next((extra for extra in self.extras if extra.leaf.key == leaf), None)

    @property
    def exclusions(self) -> tuple[Veto, ...]:
        """Who is not graded or not assessed at all."""
        return tuple(veto for veto in self.vetoes if veto.word != "VETO")

    def lookup(self, name: str) -> Lookup | None:
        """The lookup table of that name."""
        return next((lookup for lookup in self.lookups if lookup.name == name), None)

    def scale(self, name: str) -> GradeScale | None:
        """The grade scale of that name."""
        return next((scale for scale in self.grades if scale.name == name), None)
