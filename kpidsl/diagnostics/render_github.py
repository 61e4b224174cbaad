"""Findings as annotations of a GitHub workflow: ``::error file=…,line=…::…``, one line each.

Takes findings and the sources they point into; gives lines. Lines and columns count from 1, columns in characters. Never prints.
"""

from collections.abc import Iterable, Mapping

from kpidsl.diagnostics.catalogue import Lang, Severity, title
from kpidsl.diagnostics.diagnostic import Diagnostic
from kpidsl.diagnostics.places import short_place
from kpidsl.diagnostics.texts import said
from kpidsl.diagnostics.wording import HELP
from kpidsl.source import Cell, Place, Source, Span

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
"""What a command cannot hold in its text."""
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""What a command cannot hold in a property, where signs of its own divide them."""


def render_github(found: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang) -> str:
    """A line for each finding, in the order given; further places and help are in its text."""
    return "".join(_line(one, sources, lang) for one in found)


def _line(finding: Diagnostic, sources: Mapping[str, Source], lang: Lang) -> str:
    one = said(finding, lang)
    text = [one.message]
    for label, words in zip(finding.labels, one.labels, strict=True):
        text.append(f"{short_place(label.place, sources)} {words}".rstrip())
    if one.help:
        text.append(HELP[lang] + one.help)
    properties = {**_place(finding.place, sources), "title": f"{finding.code} {title(finding.code, lang)}"}
    said_of = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
    return f"::{_COMMAND[one.severity]} {said_of}::{chr(10).join(text).translate(_DATA)}\n"


def _place(place: Place | None, sources: Mapping[str, Source]) -> dict[str, object]:
    """Columns are told of one line only: GitHub has no use for those of several."""
    match place:
        case None:
            return {}
        case Cell(file, row, _, _):
            return {"file": file, "line": row} if row else {"file": file}
        case Span(file, start, end):
            source = sources.get(file)
            if source is None:
                return {"file": file}
            line, column = source.line_column(start)
            last, after = source.line_column(end)
            if line != last:
                return {"file": file, "line": line, "endLine": last}
            return {"file": file, "line": line, "endLine": last, "col": column, "endColumn": after}
