"""The cells of all files of a month, put together.

Takes the rows of every file; gives one entry for each input and unit. Reports refused cells, values nobody asked for,
and cells that are written twice. Never decides which of two different values counts.
"""

from collections.abc import Mapping, Sequence

from kpidsl.diagnostics import Label, Problems
from kpidsl.plan.nodes import Input, State
from kpidsl.scores.cells import Bad
from kpidsl.scores.findings import Findings
from kpidsl.scores.names import name_of
from kpidsl.scores.rows import Entry, FileRows
from kpidsl.scores.words import shown
from kpidsl.source import Cell
from kpidsl.values import define, field, frozen

Found = dict[tuple[int, str], Entry]
"""Index of the input, name of the unit → the cell."""


@frozen
class Alike:
    """How many units have the same value in two files, and where the first of them has it in the later one."""

    count: int
    place: Cell


Same = dict[tuple[str, str, int], Alike]
"""The earlier and the later file, index of the input → what both have alike."""


def gather(files: Sequence[FileRows], inputs: Sequence[Input], problems: Problems, same: Same | None = None) -> Found:
    """The cells of ``files`` that name a unit. Where ``same`` is given it is counted up, for a caller that has more to gather."""
    gathering = _Gathering(tuple(dict(wanted.owners) for wanted in inputs), problems)
    for file in files:
        gathering.report_cells(file)
        for key, entry in gathering.of_file(file).items():
            gathering.merge(key, entry)
    if same is None:
        report_same(gathering.same, inputs, problems)
    else:
        for files_and_input, alike in gathering.same.items():
            _count_up(same, files_and_input, alike)
    return gathering.found


def report_same(same: Same, inputs: Sequence[Input], problems: Problems) -> None:
    """K524 for each input that two files bring for the same units."""
    for (first, file_name, index), alike in same.items():
        heading = name_of(inputs[index])
        problems.add("K524", Cell(file_name), heading=heading, file=file_name, first=first, count=alike.count)


def _count_up(same: Same, files_and_input: tuple[str, str, int], more: Alike) -> None:
    known = same.get(files_and_input)
    same[files_and_input] = Alike(known.count + more.count, known.place) if known else more


@define
class _Gathering:
    """``owners``: for each input class → appraiser. ``same`` counts equal cells by both files and input."""

    owners: tuple[Mapping[str, str], ...]
    problems: Problems
    found: Found = field(factory=dict)
    same: Same = field(factory=dict)

    def report_cells(self, file: FileRows) -> None:
        """Name every refused cell, and every value that no appraiser has to give."""
        findings = Findings()
        for entry in file.entries:
            unit = entry.unit
            if unit is not None and unit.unit_class not in self.owners[entry.column.index]:
                if not entry.blank and entry.reading is not State.NOT_APPLICABLE:
                    words = {"unit": unit.name, "class": unit.unit_class, "value": shown(entry.text)}
                    findings.report("K537", entry.place, "", words, heading=entry.column.heading)
            elif isinstance(entry.reading, Bad):
                bad = entry.reading
                words = {"unit": unit.name if unit else "", "owner": self.owner(entry), **bad.words}
                findings.report(bad.code, entry.place, bad.variant, words, heading=_name(entry))
        findings.hand_over(self.problems)

    def of_file(self, file: FileRows) -> Found:
        """The cells of one file; a unit with two rows is reported row by row."""
        found: Found = {}
        repeats: dict[tuple[str, int, int], list[tuple[Entry, Entry]]] = {}
        for entry in file.entries:
            if entry.unit is None:
                continue
            key = (entry.column.index, entry.unit.name)
            first = found.setdefault(key, entry)
            if first is entry:
                continue
            rows = (entry.unit.name, first.place.row, entry.place.row)
            repeats.setdefault(rows, []).append((first, entry))
            if first.blank:  # reported as a repeat; not as missing too
                found[key] = entry
        for pairs in repeats.values():
            self._report_repeat(pairs)
        return found

    def _report_repeat(self, pairs: Sequence[tuple[Entry, Entry]]) -> None:
        """Two rows of one unit: with different values, with one filling the blanks of the other, or the same twice."""
        partial = [pair for pair in pairs if _differ(*pair)]
        differ = [pair for pair in partial if not (pair[0].blank or pair[1].blank)]
        first, second = (differ or partial or pairs)[0]
        labels = [
            Label(b.place, "also", {"heading": _name(a), "value": shown(a.text), "other": shown(b.text)})
            for a, b in differ[1:]
        ]
        words = {"unit": first.unit.name if first.unit else "", "heading": _name(first)}
        words["owner"] = "、".join(dict.fromkeys(self.owner(pair[0]) for pair in differ or partial or pairs))
        words |= {"row": str(first.place.row), "again": str(second.place.row)}
        words |= {"value": shown(first.text), "other": shown(second.text)}
        self.problems.add("K522", second.place, "differ" if differ else "partial" if partial else "", labels, **words)

    def merge(self, key: tuple[int, str], entry: Entry) -> None:
        """Add a cell to those of the earlier files."""
        first = self.found.get(key)
        if first is None or first.blank:
            self.found[key] = entry
        elif entry.blank:
            return
        elif _differ(first, entry):
            words = {"unit": key[1], "heading": _name(entry), "owner": self.owner(entry)}
            words |= {"value": shown(first.text), "file": first.place.file, "row": str(first.place.row)}
            words |= {"other": shown(entry.text), "again": str(entry.place.row)}
            self.problems.add("K523", entry.place, "", [Label(first.place, "first")], **words)
        else:
            _count_up(self.same, (first.place.file, entry.place.file, key[0]), Alike(1, entry.place))

    def owner(self, entry: Entry) -> str:
        """The appraiser who owes the cell, or those of all classes where the class is not known."""
        owed = self.owners[entry.column.index]
        if entry.unit and entry.unit.unit_class in owed:
            return owed[entry.unit.unit_class]
        return "、".join(dict.fromkeys(owed.values()))


def _name(entry: Entry) -> str:
    assert entry.column.input is not None
    return name_of(entry.column.input)


def _differ(one: Entry, other: Entry) -> bool:
    """Refused cells are compared as they are written."""
    if isinstance(one.reading, Bad) or isinstance(other.reading, Bad):
        return one.text != other.text
    return one.reading != other.reading
