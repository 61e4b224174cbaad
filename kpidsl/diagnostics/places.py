"""Places as people and editors name them.

Takes a place, the sources and the headings of tables; gives words. Never shows a line of source.
"""

from collections.abc import Mapping

from kpidsl.diagnostics.catalogue import Lang
from kpidsl.diagnostics.window import printable
from kpidsl.diagnostics.wording import cell_address, cell_words
from kpidsl.source import Cell, Place, Source, Span

Headings = Mapping[tuple[str, str], tuple[str, ...]]
"""The words over the columns of each table, by file and sheet."""


def heading_of(cell: Cell, headings: Headings) -> str:
    """The words over the column of ``cell``; empty where they are not known."""
    over = headings.get((cell.file, cell.sheet), ())
    return printable(over[cell.column - 1]) if 0 < cell.column <= len(over) else ""


def place_words(place: Place, sources: Mapping[str, Source], headings: Headings, lang: Lang) -> str:
    """``李村.kpi:9:16``; ``2019-03.csv 第 8 行 C 列（职工培训）``."""
    if isinstance(place, Cell):
        return f"{printable(place.file)} {cell_words(place, heading_of(place, headings), lang)}".rstrip()
    return short_place(place, sources)


def short_place(place: Place, sources: Mapping[str, Source]) -> str:
    """``李村.kpi:9:16``; ``2019-03.csv:8:3``; ``三月.xlsx:表一!C8``: without a blank of ours, for lists."""
    file = printable(place.file)
    match place:
        case Span(name, start, _) if name in sources:
            line, column = sources[name].line_column(start)
            return f"{file}:{line}:{column}"
        case Cell(_, row, column, "") if row:
            return f"{file}:{row}" + (f":{column}" if column else "")
        case Cell(_, _, _, sheet) if sheet:
            address = cell_address(place)
            return f"{file}:{printable(sheet)}" + (f"!{address}" if address else "")
        case _:
            return file
