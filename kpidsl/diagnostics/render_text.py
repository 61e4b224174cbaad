"""Findings as text for people.

Takes findings and the sources they point into; gives lines for a terminal. Colour is the caller's choice. Never prints.
"""

from collections.abc import Iterable, Mapping

from kpidsl.diagnostics import catalogue
from kpidsl.diagnostics.catalogue import Lang, Severity
from kpidsl.diagnostics.diagnostic import Args, Diagnostic
from kpidsl.diagnostics.snippet import Snippet, printable, snippet
from kpidsl.diagnostics.wording import HELP, cell_words, severity_word, summary
from kpidsl.source import Cell, Place, Source, Span
from kpidsl.values import frozen

Headings = Mapping[tuple[str, str], tuple[str, ...]]
"""The words over the columns of each table, by file and sheet."""

_RESET, _BOLD, _BLUE = "\x1b[0m", "\x1b[1m", "\x1b[34m"
_SEVERITY_COLOUR: dict[Severity, str] = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}


@frozen
class _Mark:
    """A place to show: its carets and the words beside them."""

    place: Place
    sign: str
    words: str


def render_text(
    found: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    lang: Lang,
    *,
    colour: bool = False,
    headings: Headings | None = None,
) -> str:
    """The findings in the order given, each with its places and help, and a last line that counts them.

    ``sources`` are keyed by name; a finding in a file that is not among them is shown without its line. The text ends
    in a line end and is empty when nothing was found.
    """
    found = list(found)
    if not found:
        return ""
    writer = _Writer(sources, lang, headings or {}, colour)
    return "\n\n".join([*map(writer.finding, found), summary(found, lang)]) + "\n"


@frozen
class _Writer:
    sources: Mapping[str, Source]
    lang: Lang
    headings: Headings
    colour: bool

    def finding(self, diagnostic: Diagnostic) -> str:
        code, variant, args = diagnostic.code, diagnostic.variant, _safe(diagnostic.args)
        severity = catalogue.severity(code)
        colour = _SEVERITY_COLOUR[severity]
        head = self._paint(f"{severity_word(severity, self.lang)}[{code}]", colour)
        colon = "：" if self.lang == "zh" else ": "
        message = _indented(catalogue.message(code, self.lang, variant, args))
        lines = [f"{head}{self._paint(colon + message, _BOLD)}"]
        lines += self._places(diagnostic, colour)
        help_text = _indented(catalogue.help_text(code, self.lang, variant, args))
        if help_text:
            lines.append(f"  {HELP[self.lang]}{help_text}")
        return "\n".join(lines)

    def _places(self, diagnostic: Diagnostic, colour: str) -> list[str]:
        """One block a file, that of the finding first; within it the lines in order, each once."""
        marks = [_Mark(diagnostic.place, "^", "")] if diagnostic.place else []
        for label in diagnostic.labels:
            words = _indented(catalogue.label_text(diagnostic.code, self.lang, label.key, _safe(label.args)))
            marks.append(_Mark(label.place, "-", words))
        lines: list[str] = []
        shown = [mark for mark in marks if isinstance(mark.place, Span) and mark.place.file in self.sources]
        for file in dict.fromkeys(mark.place.file for mark in shown):
            lines += self._block(self.sources[file], [mark for mark in shown if mark.place.file == file], colour)
        for mark in marks:
            if mark not in shown:
                lines.append(f"{self._arrow()} {self._where(mark.place)}" + (f" {mark.words}" if mark.words else ""))
        return lines

    def _block(self, source: Source, marks: list[_Mark], colour: str) -> list[str]:
        pieces = [(snippet(source, mark.place), mark) for mark in marks if isinstance(mark.place, Span)]
        gutter = max(len(str(piece.line)) for piece, _ in pieces)
        edge = self._paint(" " * gutter + " |", _BLUE)
        lines = [f"{self._arrow(gutter)} {self._where(marks[0].place)}", edge]
        before: Snippet | None = None
        for piece, mark in sorted(pieces, key=lambda pair: (pair[0].line, pair[0].indent)):
            if before and piece.line > before.line + 1:
                lines.append(self._paint("...", _BLUE))
            # Two places of a long line may be cut differently; then the line is shown for each.
            if before is None or (piece.line, piece.text) != (before.line, before.text):
                lines.append(f"{self._paint(f'{piece.line:>{gutter}} |', _BLUE)} {piece.text}".rstrip())
            carets = self._paint(mark.sign * piece.cells, colour if mark.sign == "^" else _BLUE)
            lines.append(f"{edge} {' ' * piece.indent}{carets}{f' {mark.words}' if mark.words else ''}")
            before = piece
        return lines

    def _where(self, place: Place) -> str:
        file = printable(place.file)
        match place:
            case Cell(name, _, column, sheet):
                over = self.headings.get((name, sheet), ())
                heading = printable(over[column - 1]) if 0 < column <= len(over) else ""
                return f"{file} {cell_words(place, heading, self.lang)}".rstrip()
            case Span(name, start, _) if name in self.sources:
                line, column = self.sources[name].line_column(start)
                return f"{file}:{line}:{column}"
            case _:
                return file

    def _arrow(self, gutter: int = 1) -> str:
        return self._paint(" " * gutter + "-->", _BLUE)

    def _paint(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_RESET}" if self.colour else text


def _safe(args: Args) -> Args:
    """Words of the user inside a message keep to its line and do not act on the terminal."""
    return tuple((name, printable(value)) for name, value in args)


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")
