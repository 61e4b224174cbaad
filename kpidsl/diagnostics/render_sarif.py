"""Findings as SARIF 2.1.0, the format in which tools and servers exchange what an analysis found.

Takes findings with the sources they point into, and what came of each policy; gives one document of one run. What was reviewed is
in it as suppressed, with its reason. Columns count from 1 in units of UTF-16, as the run says; files are named from the working
folder. Never prints.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kpidsl.diagnostics import catalogue
from kpidsl.diagnostics.batch import Batch, Verdict
from kpidsl.diagnostics.catalogue import LANGS, Lang, Severity, title
from kpidsl.diagnostics.diagnostic import Diagnostic, Edit, Waived
from kpidsl.diagnostics.edits import edits_in
from kpidsl.diagnostics.texts import said
from kpidsl.diagnostics.wording import HELP
from kpidsl.source import Cell, Place, Source, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "kpidslFinding/v1"
"""What says that a finding is the same in another version of a text: its code, its words, the line it stands on."""
_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "note": "note"}


def render_sarif(batches: Iterable[Batch], verdicts: Sequence[Verdict], lang: Lang, version: str) -> str:
    """The document as text, with a line end; ASCII, so that it reads the same from every console."""
    import json

    return json.dumps(document(batches, verdicts, lang, version), indent=2) + "\n"


def document(batches: Iterable[Batch], verdicts: Sequence[Verdict], lang: Lang, version: str) -> dict[str, Any]:
    """The document; ``version`` is that of the program."""
    found = [(one, batch.sources, None) for batch in batches for one in batch.found]
    waived = [(one.finding, verdict.sources, one) for verdict in verdicts for one in verdict.waived]
    codes = sorted({one.code for one, _, _ in [*found, *waived]})
    seen: Counter[str] = Counter()
    results = [_result(one, _Files(sources), aside, codes, seen, lang) for one, sources, aside in [*found, *waived]]
    left_out = sum((Counter(verdict.left_out) for verdict in verdicts), Counter[str]())
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "kpidsl", "version": version, "rules": [_rule(code, lang) for code in codes]}},
        "language": {"zh": "zh-CN", "en": "en"}[lang],
        "columnKind": "utf16CodeUnits",
        "invocations": [{"executionSuccessful": True}],
        "results": results,
    }
    if left_out:
        run["properties"] = {"leftOut": dict(sorted(left_out.items()))}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(code: str, lang: Lang) -> dict[str, Any]:
    """What a code means: its title in the language of the run, its page in both."""
    page = catalogue.page(code)
    assert page is not None
    both = "\n\n".join(page.articles[one] for one in LANGS)
    return {
        "id": code,
        "shortDescription": {"text": title(code, lang)},
        "fullDescription": {"text": " / ".join(title(code, one) for one in LANGS)},
        "help": {"text": both, "markdown": both},
        "defaultConfiguration": {"level": _LEVEL[page.severity]},
    }


def _result(
    one: Diagnostic, files: "_Files", aside: Waived | None, codes: list[str], seen: Counter[str], lang: Lang
) -> dict[str, Any]:
    words = said(one, lang)
    message = words.message + (f"\n{HELP[lang]}{words.help}" if words.help else "")
    made: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": _LEVEL[words.severity],
        "message": {"text": _literal(message)},
        "locations": [files.location(one.place, words.here)] if one.place else [],
        "partialFingerprints": {FINGERPRINT: _fingerprint(one, files, seen)},
        "suppressions": [files.suppression(aside)] if aside else [],
    }
    if one.labels:
        pairs = zip(one.labels, words.labels, strict=True)
        made["relatedLocations"] = [
            {"id": number, **files.location(label.place, text)} for number, (label, text) in enumerate(pairs)
        ]
    if one.fix and all(edit.place.file in files.sources for edit in one.fix):
        made["fixes"] = [
            {"description": {"text": words.help or words.message}, "artifactChanges": files.changes(one.fix)}
        ]
    return made


def _literal(text: str) -> str:
    """A message as it stands: SARIF fills in what stands in single braces."""
    return text.replace("{", "{{").replace("}", "}}")


def _fingerprint(one: Diagnostic, files: "_Files", seen: Counter[str]) -> str:
    """The same for the same finding however many lines stand above it; the second of equal ones is told from the first."""
    place = one.place
    where = [_uri(place.file), files.line_of(place)] if place else []
    key = "\0".join([one.code, one.variant, *(f"{name}={value}" for name, value in one.args), *where])
    seen[key] += 1
    return sha256(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


class _Files:
    """Places as SARIF has them."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources

    def location(self, place: Place, words: str) -> dict[str, Any]:
        """A place, with the words beside it."""
        made: dict[str, Any] = {"physicalLocation": self._physical(place)}
        return made | ({"message": {"text": _literal(words)}} if words else {})

    def suppression(self, aside: Waived) -> dict[str, Any]:
        """That it was reviewed, why, and where that is said."""
        return {"kind": "inSource", "justification": aside.reason, "location": self.location(aside.place, "")}

    def changes(self, fix: Sequence[Edit]) -> list[dict[str, Any]]:
        """The edits, a file each."""
        made, fix = [], edits_in(self.sources, fix)
        for file in dict.fromkeys(edit.place.file for edit in fix):
            edits = [
                {"deletedRegion": self._region(edit.place), "insertedContent": {"text": edit.text}}
                for edit in fix
                if edit.place.file == file
            ]
            made.append({"artifactLocation": {"uri": _uri(file)}, "replacements": edits})
        return made

    def line_of(self, place: Place) -> str:
        """The line a place is on, without its layout; of a table the row."""
        if isinstance(place, Cell):
            return f"{place.sheet}!{place.row}:{place.column}"
        source = self.sources.get(place.file)
        return "".join(source.line_text(source.line_column(place.start)[0]).split()) if source else ""

    def _physical(self, place: Place) -> dict[str, Any]:
        made: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.file)}}
        region = {"startLine": place.row} if isinstance(place, Cell) and place.row else self._region(place)
        return made | ({"region": region} if region else {})

    def _region(self, place: Place) -> dict[str, int]:
        source = self.sources.get(place.file)
        if not isinstance(place, Span) or source is None:
            return {}
        start, end = _position(place.start, source), _position(place.end, source)
        return {"startLine": start[0], "startColumn": start[1], "endLine": end[0], "endColumn": end[1]}


def _position(offset: int, source: Source) -> tuple[int, int]:
    line, column = source.line_column(offset)
    before = source.line_text(line)[: column - 1]
    return line, len(before.encode("utf-16-le", "surrogatepass")) // 2 + 1


def _uri(file: str) -> str:
    """A file from the working folder; one outside of it by its whole path."""
    path = Path(file)
    if path.is_absolute():
        try:
            path = path.relative_to(Path.cwd())
        except ValueError:
            return path.as_uri()
    return quote(path.as_posix())
