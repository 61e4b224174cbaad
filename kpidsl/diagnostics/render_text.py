"""Findings as text for people.

Takes findings and the sources they point into; gives lines for a terminal. Colour is the caller's choice. Never prints.
"""

from collections.abc import Iterable, Mapping
from typing import TypeGuard

from kpidsl.diagnostics.catalogue import Lang, Severity
from kpidsl.diagnostics.diagnostic import Diagnostic
from kpidsl.diagnostics.places import Headings, place_words
from kpidsl.diagnostics.snippet import GAP, Mark, Style, snippet
from kpidsl.diagnostics.texts import Said, said
from kpidsl.diagnostics.width import width
from kpidsl.diagnostics.window import LEAD_CELLS, LINE_CELLS
from kpidsl.diagnostics.wording import FIXABLE, HELP, SAME_HELP, severity_word, summary
from kpidsl.source import Place, Source, Span
from kpidsl.values import frozen

_RESET, _BOLD, _BLUE = "\x1b[0m", "\x1b[1m", "\x1b[34m"
_SEVERITY_COLOUR: dict[Severity, str] = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}

_BESIDE, _FEWEST = 5, LEAD_CELLS + 10
"""Cells beside a line of source, its number not counted; and cells of it that are shown on the narrowest terminal."""
_WITH_LINES = 3
"""Of places where the very same is said, how many are shown with their line; the others are only named."""


def render_text(
    found: Iterable[Diagnostic],
    sources: Mapping[str, Source],
    lang: Lang,
    *,
    colour: bool = False,
    headings: Headings | None = None,
    ambiguous: int = 1,
    columns: int | None = None,
) -> str:
    """The findings in the order given, each with its places and help, and a last line that counts them.

    Where the very same is said of several places it is said once, with all of them; help that repeats that of the finding
    before is not written out again. ``sources`` are keyed by name; a finding in a file that is not among them is shown
    without its line. ``ambiguous`` is the width of characters that some terminals draw wide (see `width`), ``columns`` that of
    the terminal: a line of source must not go on in the next, where no caret stands under it. The text ends in a line end and is
    empty when nothing was found.
    """
    found = list(found)
    if not found:
        return ""
    writer = _Writer(sources, lang, headings or {}, colour, ambiguous, columns)
    parts, help_before = [], ""
    for group in _together(found, lang):
        parts.append(writer.finding(group, repeated=group[0].help == help_before))
        help_before = group[0].help
    return "\n\n".join([*parts, summary(found, lang)]) + "\n"


def _together(found: list[Diagnostic], lang: Lang) -> list[list[Said]]:
    """The findings, those that say the very same in one group, which stands where the first of them does."""
    groups: dict[object, list[Said]] = {}
    for number, diagnostic in enumerate(found):
        one = said(diagnostic, lang)
        alone = bool(diagnostic.labels) or diagnostic.place is None
        key = number if alone else (diagnostic.code, diagnostic.variant, one.message, one.help, one.here)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


@frozen
class _Writer:
    sources: Mapping[str, Source]
    lang: Lang
    headings: Headings
    colour: bool
    ambiguous: int
    columns: int | None

    def finding(self, group: list[Said], *, repeated: bool) -> str:
        """One message with its places and help."""
        first = group[0]
        colour = _SEVERITY_COLOUR[first.severity]
        head = self._paint(f"{severity_word(first.severity, self.lang)}[{first.diagnostic.code}]", colour)
        colon = "：" if self.lang == "zh" else ": "
        lines = [f"{head}{self._paint(colon + _indented(first.message, '  '), _BOLD)}"]
        for one in group[:_WITH_LINES]:
            lines += self._places(one, colour)
        for one in group[_WITH_LINES:]:
            place = one.diagnostic.place
            gutter = len(str(self.sources[place.file].line_column(place.start)[0])) if self._is_shown(place) else 1
            lines.append(f"{self._arrow(gutter)} {self._where(place)}")
        if first.help:
            begin = f"  {HELP[self.lang]}"
            help_text = SAME_HELP[self.lang] if repeated else _indented(first.help, " " * width(begin))
            lines.append(begin + help_text + FIXABLE[self.lang] * bool(first.diagnostic.fix))
        return "\n".join(lines)

    def _places(self, one: Said, colour: str) -> list[str]:
        """One block a file, that of the finding first; within it the lines in order."""
        marks = [(one.diagnostic.place, one.here, True)] if one.diagnostic.place else []
        marks += [(label.place, words, False) for label, words in zip(one.diagnostic.labels, one.labels, strict=True)]
        shown = [Mark(place, words, first) for place, words, first in marks if self._is_shown(place)]
        lines: list[str] = []
        for file in dict.fromkeys(mark.place.file for mark in shown):
            lines += self._block(self.sources[file], [mark for mark in shown if mark.place.file == file], colour)
        for place, words, first in marks:
            if not self._is_shown(place):
                lines.append(f"{self._arrow()} {self._where(place)}" + (f" {words}" if words and not first else ""))
        return lines

    def _is_shown(self, place: Place | None) -> TypeGuard[Span]:
        """Whether the lines of ``place`` are known."""
        return isinstance(place, Span) and place.file in self.sources

    def _block(self, source: Source, marks: list[Mark], colour: str) -> list[str]:
        beside = len(str(source.line_count)) + _BESIDE
        cells = LINE_CELLS if self.columns is None else max(_FEWEST, min(LINE_CELLS, self.columns - beside))
        rows = snippet(source, marks, self.ambiguous, cells)
        gutter = max(len(str(row.number)) for row in rows if row.number and row.number != GAP)
        colours: dict[Style, str] = {"primary": colour, "secondary": _BLUE}
        lines = [f"{self._arrow(gutter)} {self._where(marks[0].place)}", self._paint(" " * gutter + " |", _BLUE)]
        for row in rows:
            margin = "...".ljust(gutter + 2) if row.number == GAP else f"{row.number or '':>{gutter}} |"
            text = "".join(self._paint(text, colours.get(style, "")) for style, text in row.pieces)
            lines.append(f"{self._paint(margin, _BLUE)} {text}".rstrip())
        return lines

    def _where(self, place: Place | None) -> str:
        return place_words(place, self.sources, self.headings, self.lang) if place else ""

    def _arrow(self, gutter: int = 1) -> str:
        return self._paint(" " * gutter + "-->", _BLUE)

    def _paint(self, text: str, colour: str) -> str:
        return f"{colour}{text}{_RESET}" if self.colour and colour and text else text


def _indented(text: str, indent: str) -> str:
    return text.replace("\n", f"\n{indent}")
