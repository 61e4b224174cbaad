"""Who is appraised how, on the page for reviewers: the table as it is declared, a row for each row.

Takes the facts of a policy; gives the lines of one table. What is not said stands as such.
"""

from kpidsl.check.matrix import cell, column
from kpidsl.diagnostics import Lang
from kpidsl.render.reviewing.markdown import table
from kpidsl.resolve.declared import Declared, Subject
from kpidsl.resolve.subjects import COLUMNS

_OPEN = {"zh": "没有写明", "en": "not stated"}


def subjects(declared: Declared, lang: Lang) -> list[str]:
    """The table; no lines where nothing is declared."""
    rows = declared.subjects
    columns = [word for word in COLUMNS if any(word in row.cells for row in rows)]
    heads = [column(word, lang) for word in ("SUBJECT", *columns)]
    return table(heads, [(row.name, *(_cell(row, word, lang) for word in columns)) for row in rows]) if rows else []


def _cell(row: Subject, word: str, lang: Lang) -> str:
    stated = row.cells.get(word)
    if stated is None or stated.is_open:
        return _OPEN[lang]
    return cell(word, stated.names, lang) or "—"
