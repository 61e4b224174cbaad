"""Findings as one line each, for editors, grep and logs.

Takes findings and the sources they point into; gives lines ``file:line:column: 错误[K301] …``. Help and further places are
left to the other forms. Never prints.
"""

from collections.abc import Iterable, Mapping

from kpidsl.diagnostics.catalogue import Lang
from kpidsl.diagnostics.diagnostic import Diagnostic
from kpidsl.diagnostics.places import short_place
from kpidsl.diagnostics.texts import in_one_line, said
from kpidsl.diagnostics.wording import severity_word
from kpidsl.source import Source

PROGRAM = "kpidsl"
"""Stands where a finding is about no file."""


def render_concise(found: Iterable[Diagnostic], sources: Mapping[str, Source], lang: Lang) -> str:
    """A line for each finding, in the order given; empty when nothing was found."""
    return "".join(_line(diagnostic, sources, lang) for diagnostic in found)


def _line(diagnostic: Diagnostic, sources: Mapping[str, Source], lang: Lang) -> str:
    place = short_place(diagnostic.place, sources) if diagnostic.place else PROGRAM
    one = said(diagnostic, lang)
    return f"{place}: {severity_word(one.severity, lang)}[{diagnostic.code}] {in_one_line(one.message)}\n"
