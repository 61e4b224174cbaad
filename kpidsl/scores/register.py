"""The units of a month while its files are read.

Takes the unit and class written in each row; gives the unit, from the roster or, where there is none, from the rows
themselves. Reports names and classes that do not fit.
"""

from collections.abc import Sequence

from kpidsl.scores.findings import Findings
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.nearby import Nearby
from kpidsl.scores.roster import Roster
from kpidsl.scores.words import name_key, plain_name, shown, without_invisible
from kpidsl.source import Cell
from kpidsl.values import frozen


@frozen
class Written:
    """Text of a cell, with its place and heading."""

    text: str
    place: Cell
    heading: str


class Register:
    """``suspects`` are the names of units that an unknown name probably meant."""

    def __init__(self, roster: Roster | None, classes: Sequence[str]) -> None:
        self.roster = roster
        self.suspects: set[str] = set()
        self._classes = {name_key(name): name for name in classes}
        self._found: dict[str, RosterUnit] = {}
        self._near = Nearby()
        self._near_class = Nearby()

    @property
    def units(self) -> tuple[RosterUnit, ...]:
        """All units, in the order of the roster; without one, in the order of their first rows."""
        return self.roster.units if self.roster else tuple(self._found.values())

    def unit(self, name: Written, unit_class: Written | None, findings: Findings) -> RosterUnit | None:
        """The unit of a row; None when there is no such unit, or its class is not known."""
        seen = without_invisible(name.text)
        if seen is not None:
            findings.report("K526", name.place, "", {"unit": shown(name.text)}, heading=name.heading)
            meant = self.roster.find(seen) if self.roster else None
            self.suspects |= {meant.name} if meant else set()
            return None
        if self.roster:
            return self._on_roster(self.roster, name, unit_class, findings)
        return self._without_roster(name, unit_class, findings)

    def _on_roster(
        self, roster: Roster, name: Written, unit_class: Written | None, findings: Findings
    ) -> RosterUnit | None:
        unit = roster.find(name.text)
        if unit is None:
            best = self._near.find(shown(name.text), roster.spellings)
            near = roster.spellings[best] if best else None
            words = {"unit": shown(name.text), "near": near.name if near else "", "roster": roster.file}
            variant = "year" if roster.of_results else "near" if near else ""
            findings.report("K521", name.place, variant, words, heading=name.heading)
            if near:
                self.suspects.add(near.name)
            return None
        if unit_class and name_key(unit_class.text) and name_key(unit_class.text) != name_key(unit.unit_class):
            words = {"unit": unit.name, "written": shown(unit_class.text), "class": unit.unit_class}
            findings.report("K527", unit_class.place, "", words, heading=unit_class.heading)
        return unit

    def _without_roster(self, name: Written, unit_class: Written | None, findings: Findings) -> RosterUnit | None:
        if unit_class is None:
            return None
        known = self._found.get(name_key(name.text))
        written = self._classes.get(name_key(unit_class.text))
        if written is None and not (known and not name_key(unit_class.text)):
            near = self._near_class.find(shown(unit_class.text), self._classes.values()) or ""
            variant = "" if near else "unknown" if name_key(unit_class.text) else "blank"
            words = {"unit": shown(name.text), "written": shown(unit_class.text), "near": near}
            words["classes"] = "、".join(self._classes.values())
            findings.report("K528", unit_class.place, variant, words, heading=unit_class.heading)
            return known
        if known is None:
            known = RosterUnit(plain_name(name.text), written or "", {})
            self._found[name_key(name.text)] = known
        elif written and written != known.unit_class:
            words = {"unit": known.name, "written": written, "class": known.unit_class}
            findings.report("K527", unit_class.place, "earlier", words, heading=unit_class.heading)
        return known
