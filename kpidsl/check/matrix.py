"""The matrix of those who are appraised: each class and role with all the rows that speak of it.

Takes a policy; gives one ``Line`` for each class or role, classes of which the same rows speak together. Never reports.
"""

from kpidsl.core.wording import keyword
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.declared import Subject
from kpidsl.resolve.policy import Policy
from kpidsl.resolve.subjects import COLUMNS
from kpidsl.source import Span
from kpidsl.values import field, frozen

PERIODS = ("MONTH", "QUARTER", "HALF_YEAR", "YEAR", "TERM")
_TABLE = "SUBJECTS"


@frozen
class Line:
    """Who is appraised, and the rows that say how; ``classes`` is empty for a role."""

    name: str
    classes: tuple[str, ...]
    rows: tuple[Subject, ...]
    said: dict[str, tuple[str, ...]] = field(init=False)
    """What the rows say together, by column; nothing where a column is open in all of them."""

    def __attrs_post_init__(self) -> None:
        said = {
            word: tuple(dict.fromkeys(name for row in self.rows for name in row.said(word)))
            for word in COLUMNS
            if any(word in row.cells for row in self.rows)
        }
        object.__setattr__(self, "said", said)

    @property
    def place(self) -> Span:
        """Where the first row names it."""
        return self.rows[0].place

    @property
    def open(self) -> list[str]:
        """The columns that the table has and no row fills."""
        return [
            word for word in self.said
            if all(word not in row.cells or row.cells[word].is_open for row in self.rows)
        ]  # fmt: skip

    def shown(self) -> dict[str, object]:
        """``row``: the line of the matrix, with what is missing."""
        texts = {lang: _row(self, lang) for lang in ("zh", "en")}
        return both("row", texts["zh"], texts["en"])


def lines(policy: Policy) -> list[Line]:
    """The matrix, in the order of the rows."""
    of_class: dict[str, list[Subject]] = {}
    of_role: dict[str, list[Subject]] = {}
    for row in policy.declared.subjects:
        for name in row.classes:
            of_class.setdefault(name, []).append(row)
        if not row.classes:
            of_role.setdefault(row.name, []).append(row)
    together: dict[tuple[int, ...], list[str]] = {}
    for name, rows in of_class.items():
        together.setdefault(tuple(map(id, rows)), []).append(name)
    found = []
    for classes in together.values():
        rows = of_class[classes[0]]
        names = {row.name for row in rows if set(row.classes) == set(classes)}
        found.append(Line(names.pop() if len(names) == 1 else "、".join(classes), tuple(classes), tuple(rows)))
    found += [Line(name, (), tuple(rows)) for name, rows in of_role.items()]
    return sorted(found, key=lambda line: line.place)


def column(word: str, lang: str) -> str:
    """A column as it is headed."""
    return keyword(word, lang, _TABLE)


def cell(word: str, names: tuple[str, ...], lang: str) -> str:
    """What a cell says: periods as words of the language, names as they are."""
    pause = "、" if lang == "zh" else ", "
    return pause.join(keyword(name, lang) if word == "PERIOD" else name for name in names)


def _row(line: Line, lang: str) -> str:
    missing, none = ("缺", "无") if lang == "zh" else ("missing", "none")
    cells = []
    for word, names in line.said.items():
        said = cell(word, names, lang) or (missing if word in line.open else none)
        cells.append(f"{column(word, lang)} {said}" if lang == "zh" else f"{column(word, lang)}: {said}")
    return ("，" if lang == "zh" else "; ").join(cells)
