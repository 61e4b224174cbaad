"""Findings as one JSON document, for tools.

Takes findings with the sources and headings they point into; gives the document that ``schema/diagnostics-1.json`` describes.
Everything found is in it, each finding by itself. Never prints.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kpidsl.diagnostics.batch import Batch, Verdict
from kpidsl.diagnostics.catalogue import Lang, holds_text, title
from kpidsl.diagnostics.diagnostic import Diagnostic
from kpidsl.diagnostics.edits import edits_in
from kpidsl.diagnostics.places import heading_of
from kpidsl.diagnostics.texts import said
from kpidsl.diagnostics.wording import cell_address, counts
from kpidsl.source import Cell, Place, Source, Span

FORMAT_VERSION = 1
"""Of the document. It grows when something a reader relies on changes its meaning or goes; what is new does not count."""
SCHEMA = Path(__file__).with_name("schema") / "diagnostics-1.json"


def render_json(
    batches: Iterable[Batch], verdicts: Iterable[Verdict], lang: Lang, version: str, *, ascii_only: bool = False
) -> str:
    """The document as text, with a line end; ``ascii_only`` writes all other characters as escapes."""
    import json

    made = document(batches, verdicts, lang, version)
    return json.dumps(made, ensure_ascii=ascii_only, indent=2) + "\n"


def document(batches: Iterable[Batch], verdicts: Iterable[Verdict], lang: Lang, version: str) -> dict[str, Any]:
    """The document; ``version`` is that of the program."""
    batches = list(batches)
    found = [diagnostic for batch in batches for diagnostic in batch.found]
    return {
        "format_version": FORMAT_VERSION,
        "tool": {"name": "kpidsl", "version": version},
        "language": lang,
        "policies": [_policy(verdict, lang) for verdict in verdicts],
        "diagnostics": [_finding(one, batch, lang) for batch in batches for one in batch.found],
        "summary": {f"{severity}s": number for severity, number in counts(found).items()},
    }


def _policy(verdict: Verdict, lang: Lang) -> dict[str, Any]:
    batch = Batch((), verdict.sources)
    waived = [
        {"reason": one.reason, "place": _place(one.place, batch), "finding": _finding(one.finding, batch, lang)}
        for one in verdict.waived
    ]
    holds = [{"code": one.code, "message": holds_text(one.code, lang, one.variant, one.args)} for one in verdict.held]
    return {
        "file": verdict.file,
        "ok": verdict.ok,
        "holds": holds,
        "waived": waived,
        "left_out": dict(sorted(verdict.left_out.items())),
    }


def _finding(diagnostic: Diagnostic, batch: Batch, lang: Lang) -> dict[str, Any]:
    one = said(diagnostic, lang, whole=True)
    labels = zip(diagnostic.labels, one.labels, strict=True)
    return {
        "code": diagnostic.code,
        "variant": diagnostic.variant or None,
        "severity": one.severity,
        "title": title(diagnostic.code, lang),
        "message": one.message,
        "help": one.help or None,
        "place": _place(diagnostic.place, batch) if diagnostic.place else None,
        "label": one.here or None,
        "labels": [{"place": _place(label.place, batch), "message": words} for label, words in labels],
        "args": dict(diagnostic.args),
        "fix": [
            {"place": _place(edit.place, batch), "text": edit.text} for edit in edits_in(batch.sources, diagnostic.fix)
        ],
    }


def _place(place: Place, batch: Batch) -> dict[str, Any]:
    match place:
        case Span(file, start, end):
            source = batch.sources.get(file)
            return {"kind": "span", "file": file, "start": _position(start, source), "end": _position(end, source)}
        case Cell(file, row, column, sheet):
            return {
                "kind": "cell",
                "file": file,
                "sheet": sheet or None,
                "row": row or None,
                "column": column or None,
                "address": cell_address(place) or None,
                "heading": heading_of(place, batch.headings) or None,
            }


def _position(offset: int, source: Source | None) -> dict[str, int | None]:
    """Line and column count from 1, the offset from 0, all but ``utf16_column`` in characters."""
    if source is None:
        return {"offset": offset, "line": None, "column": None, "utf16_column": None}
    line, column = source.line_column(offset)
    before = source.line_text(line)[: column - 1]
    utf16 = len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1
    return {"offset": offset, "line": line, "column": column, "utf16_column": utf16}
