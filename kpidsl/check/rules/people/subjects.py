"""Who is appraised how: the matrix has no holes, and what is said twice agrees."""

from collections.abc import Iterator, Sequence
from itertools import combinations

from kpidsl.check.matrix import Line, cell, column, lines
from kpidsl.core.program import Core
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import Subject
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span

NEEDED = ("ASSESSOR", "PERIOD", "GRADES")
"""Without these nobody can be appraised: by whom, how often, with what outcome."""


def subjects(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K780 for a hole of an appraised class, K782 (warning) for any other; K781 where two rows disagree."""
    whole, weighed = lines(policy), weighed_classes(policy)
    for line in _with_holes(whole, weighed):
        given = [Label(place, "assesses", {"whom": whom}) for whom, place in _assesses(policy, line)][:1]
        words = {"name": line.name, **_columns("missing", line.open), **line.shown()}
        if set(line.open) & set(NEEDED) and weighed & set(line.classes):
            problems.add("K780", line.place, "", given, **words)
        else:
            problems.add("K782", line.place, "" if line.classes else "role", given, **words)
    for line in whole:
        _disagree(line, problems)
        _officer(policy, line, problems)


def _with_holes(whole: Sequence[Line], weighed: set[str]) -> Iterator[Line]:
    """The lines with a hole; classes that one row names, and that lack the same, are one line."""
    alike: dict[object, list[Line]] = {}
    for line in whole:
        if line.open:
            alike.setdefault((line.place, *line.open, bool(weighed & set(line.classes))), []).append(line)
    for together in alike.values():
        yield together[0] if len(together) == 1 else _merged(together)


def _merged(together: Sequence[Line]) -> Line:
    """Several classes as one line, by the name of the row where they are all that it names."""
    classes = tuple(name for line in together for name in line.classes)
    rows = tuple({id(row): row for line in together for row in line.rows}.values())
    name = rows[0].name if set(rows[0].classes) == set(classes) else "、".join(line.name for line in together)
    return Line(name, classes, rows)


def weighed_classes(policy: Policy) -> set[str]:
    """The classes that a result is worked out for: those that are weighed, and those that have a composite of others'."""
    weights = leaf_weights(policy)
    return {name for row in weights.values() for name, weight in row.items() if weight} | set(policy.only_composed)


def _assesses(policy: Policy, line: Line) -> Iterator[tuple[str, Span]]:
    """Whom it assesses itself."""
    if "ASSESSOR" in line.open:
        for row in policy.declared.subjects:
            if line.name in row.said("ASSESSOR"):
                yield row.name, row.cells["ASSESSOR"].place


def _columns(name: str, words: list[str]) -> dict[str, object]:
    return both(name, "、".join(column(word, "zh") for word in words), ", ".join(column(word, "en") for word in words))


def _disagree(line: Line, problems: Problems) -> None:
    """K781, once for each column, of the first two rows that differ."""
    for word in line.said:
        for one, other in combinations(line.rows, 2):
            if _differ(word, one, other):
                _report(line, word, (one, other), problems)
                break


def _report(line: Line, word: str, rows: tuple[Subject, Subject], problems: Problems) -> None:
    first, second = (row.cells[word] for row in rows)
    words = {
        "name": line.name, **both("what", column(word, "zh"), column(word, "en")),
        **both("first", cell(word, first.names, "zh"), cell(word, first.names, "en")),
        **both("second", cell(word, second.names, "zh"), cell(word, second.names, "en")),
    }  # fmt: skip
    problems.add("K781", second.place, "", [Label(first.place, "first")], **words)


def _differ(word: str, one: Subject, other: Subject) -> bool:
    """Whether two rows name others and neither names all that the other does; rows of different periods may differ in all else."""
    first, second = set(one.said(word)), set(other.said(word))
    if not first or not second or first <= second or second <= first:
        return False
    periods = set(one.said("PERIOD")), set(other.said("PERIOD"))
    if all(periods) and not periods[0] & periods[1]:
        return word == "PERIOD" and not any(
            _apart(column_word, one, other) for column_word in ("ASSESSOR", "GRADES", "FORMS")
        )
    return True


def _apart(word: str, one: Subject, other: Subject) -> bool:
    first, second = set(one.said(word)), set(other.said(word))
    return bool(first and second and first != second)


def _officer(policy: Policy, line: Line, problems: Problems) -> None:
    """K781 where 考核人 outside the table names somebody else."""
    said = set(line.said.get("ASSESSOR", ()))
    for officer in policy.declared.officers if said else ():
        for name in line.classes if officer.word == "ASSESSOR" else ():
            who = officer.names.get(name, officer.names.get("", ""))
            if who and who not in said:
                place = next(row.cells["ASSESSOR"].place for row in line.rows if row.said("ASSESSOR"))
                words = {"name": line.name, **both("what", column("ASSESSOR", "zh"), column("ASSESSOR", "en"))}
                first = both("first", cell("", line.said["ASSESSOR"], "zh"), cell("", line.said["ASSESSOR"], "en"))
                problems.add(
                    "K781", officer.place, "", [Label(place, "first")], **words, **first, **both("second", who, who)
                )
                break
