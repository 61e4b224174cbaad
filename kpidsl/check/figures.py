"""Figures as messages name them: by their author's name, values with the unit they are reported or read in.

Takes columns of the core program; gives names, values in words, and the numbers that a reader would take for an example.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core.program import Core, Derived
from kpidsl.core.wording import plain, written_words
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Family, Policy
from kpidsl.values import frozen


@frozen
class Figure:
    """What a column holds: its name, the key of its unit (empty for a bare number), the names of its levels."""

    name: str
    family: str
    unit: str
    levels: tuple[str, ...] = ()
    kind: str = "number"
    """As of a `Datum`; ``place`` of a place among units, ``entered`` of a mark that a person gives."""

    @property
    def scale(self) -> Fraction:
        """How much one of its unit is in base units."""
        return dim.measure(self.unit).scale if self.unit else Fraction(1)

    def named(self, word: str = "figure") -> dict[str, object]:
        """Its name, or what a figure without one is called."""
        if self.kind == "place":
            return both(word, "名次", "the place")
        return both(word, f"“{self.name}”", f"“{self.name}”") if self.name else both(word, "这个比值", "the ratio")

    def words(self, word: str, value: Fraction) -> dict[str, object]:
        """A value as its author would write it."""
        if self.kind == "place":
            return both(word, f"第 {plain(value)} 名", f"place {plain(value)}")
        if self.levels:
            level = self.levels[min(int(value), len(self.levels) - 1)]
            return both(word, f"“{level}”", f"“{level}”")
        if self.kind == "date":
            return written_words(word, value, self.unit)
        return written_words(word, value / self.scale, self.unit)

    def steps(self) -> Iterator[Fraction]:
        """What the numbers of examples are multiples of: one of the unit, then ever less of it."""
        for power in range(7):
            yield self.scale / 10**power


@frozen
class Figures:
    """What columns hold, looked up by name."""

    families: Mapping[str, Family]
    formulas: Mapping[str, Derived]
    leaves: Mapping[str, str]
    """The family of each leaf."""

    def of(self, key: str) -> Figure:
        """What the column ``key`` holds; a column that is no figure of an indicator has no name."""
        kind, _, rest = key.partition(":")
        family, _, name = rest.rpartition("·")
        match kind:
            case "data":
                own = self.families.get(family)
                datum = next((datum for datum in own.data if datum.name == name), None) if own else None
                if datum is not None:
                    return Figure(name, family, "" if datum.levels else datum.unit, datum.levels, datum.kind)
            case "value" if key in self.formulas:
                return Figure(name, family, self.formulas[key].unit)
            case "entered":
                return Figure(rest, self.leaves[rest], "points", (), "entered")
            case "among":
                return Figure("", "", "", (), "place")
        return Figure("", "", "")


def figures_of(policy: Policy, core: Core) -> Figures:
    """What the columns of a policy hold."""
    return Figures(
        {one.name: one for one in policy.all_families},
        {one.key: one for one in core.derived},
        {leaf.key: leaf.family for leaf in policy.all_leaves},
    )
