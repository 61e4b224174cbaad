"""The few words that stand around every finding, in each language.

Takes counts, places and severities; gives words. Never says what is wrong: that is the catalogue's.
"""

from collections.abc import Iterable

from kpidsl.diagnostics.catalogue import Lang, Severity
from kpidsl.diagnostics.diagnostic import Diagnostic
from kpidsl.source import Cell

_SEVERITY: dict[Lang, dict[Severity, str]] = {
    "zh": {"error": "错误", "warning": "提醒", "note": "提示"},
    "en": {"error": "error", "warning": "warning", "note": "note"},
}
HELP: dict[Lang, str] = {"zh": "建议：", "en": "help: "}
SAME_HELP: dict[Lang, str] = {"zh": "同上。", "en": "as above."}
FIXABLE: dict[Lang, str] = {"zh": "（kpidsl check --fix 可代改）", "en": " (kpidsl check --fix does it)"}
_EXPLAIN: dict[Lang, tuple[str, str]] = {
    "zh": ("怎样写才对：kpidsl explain {code}", "怎样写才对，每个代码各有一页说明，例如：kpidsl explain {code}"),
    "en": ("What is right: kpidsl explain {code}", "What is right: each code has a page, as in kpidsl explain {code}"),
}
_ORDER: tuple[Severity, ...] = ("error", "warning", "note")


def severity_word(severity: Severity, lang: Lang) -> str:
    """错误, 提醒, 提示; error, warning, note."""
    return _SEVERITY[lang][severity]


def counts(found: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many there are of each severity, the gravest first."""
    count = dict.fromkeys(_ORDER, 0)
    for diagnostic in found:
        count[diagnostic.severity] += 1
    return count


def summary(found: Iterable[Diagnostic], lang: Lang) -> str:
    """``2 处错误，1 处提醒``; empty when nothing was found."""
    named = [(severity, number) for severity, number in counts(found).items() if number]
    if lang == "zh":
        return "，".join(f"{number} 处{_SEVERITY['zh'][severity]}" for severity, number in named)
    return ", ".join(f"{number} {severity}{'s' if number > 1 else ''}" for severity, number in named)


def pointer(codes: Iterable[str], lang: Lang) -> str:
    """Where to read more about ``codes``; empty when there are none."""
    codes = list(dict.fromkeys(codes))
    return _EXPLAIN[lang][len(codes) > 1].format(code=codes[0]) if codes else ""


def column_letter(column: int) -> str:
    """The letters a spreadsheet gives ``column`` (from 1): A … Z, AA …"""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_address(cell: Cell) -> str:
    """``C8`` for a cell, ``C`` for a column, ``8`` for a row; empty for the whole table."""
    return column_letter(cell.column) + (str(cell.row) if cell.row else "")


def cell_words(cell: Cell, heading: str, lang: Lang) -> str:
    """Where in its file a cell is: ``第 8 行 C 列（职工培训）``, with the sheet before it; empty for the whole file."""
    letter = column_letter(cell.column)
    if lang == "zh":
        sheet, row, column, over = f"工作表“{cell.sheet}”", f"第 {cell.row} 行", f"{letter} 列", f"（{heading}）"
    else:
        sheet, row, column, over = f"sheet “{cell.sheet}”", f"row {cell.row}", f"column {letter}", f" ({heading})"
    parts = [sheet * bool(cell.sheet), row * bool(cell.row), column * bool(cell.column)]
    return " ".join(filter(None, parts)) + over * bool(heading and cell.column)
