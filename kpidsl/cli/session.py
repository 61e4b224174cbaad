"""What all commands of one run share: language, colour, and the way findings reach the user.

A command takes it with ``@click.pass_obj``, reports what it found and returns an `Exit`.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Literal, get_args

from kpidsl.cli import streams
from kpidsl.cli.exits import Exit
from kpidsl.cli.language import is_chinese_locale
from kpidsl.cli.streams import Colour
from kpidsl.diagnostics import Diagnostic, Lang, Problems
from kpidsl.source import Place, Source
from kpidsl.values import define, field

if TYPE_CHECKING:
    from kpidsl.diagnostics.batch import Batch, Verdict


class CommandError(Exception):
    """A command cannot go on; ``found`` says why, pointing into ``sources``, and ``code`` is its exit code."""

    def __init__(self, code: Exit, found: Iterable[Diagnostic], sources: Iterable[Source] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.found = list(found)
        self.sources = {source.name: source for source in sources}


def failed(exit_code: Exit, code: str, place: Place | None, variant: str = "", /, **args: object) -> CommandError:
    """The failure that one finding explains, to be raised."""
    return CommandError(exit_code, [Diagnostic(code, place, variant, (), args)])


Format = Literal["human", "concise", "json", "sarif", "github", "junit"]
FORMATS: tuple[Format, ...] = get_args(Format)
DOCUMENTS = frozenset({"json", "sarif", "junit"})
"""Formats of one document a run."""


@define
class Session:
    """``language_chosen`` tells a language the user asked for from one taken from the locale.

    ``format`` is how findings are written: for people to stderr; concise or as JSON they are what was asked for, and so go
    to stdout, for tools as one document when the session is closed.
    """

    lang: Lang
    language_chosen: bool = False
    colour: Colour = "auto"
    format: Format = "human"
    verdicts: "list[Verdict]" = field(factory=list)
    """What came of each policy; told in JSON."""
    _batches: "list[Batch]" = field(factory=list, init=False)
    _settled: bool = field(default=False, init=False)

    def settle_language(self, *, policy_is_chinese: bool) -> None:
        """Speak the language of the policy, unless the user asked for one or works in a Chinese locale.

        One document has one language: that of the first policy.
        """
        if self._settled and self.format in DOCUMENTS:
            return
        self._settled = True
        if not self.language_chosen and (policy_is_chinese or not is_chinese_locale(os.environ)):
            self.lang = "zh" if policy_is_chinese else "en"

    def report(
        self,
        found: Iterable[Diagnostic],
        sources: Mapping[str, Source] | None = None,
        headings: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
    ) -> None:
        """Tell the findings, with the lines of ``sources`` they point into."""
        found = list(found)
        if not found:
            return
        if self.format in ("concise", "github"):
            self._write_lines(found, sources or {})
            return
        from kpidsl.diagnostics.batch import Batch

        self._batches.append(Batch(tuple(found), sources or {}, headings or {}))
        if self.format == "human":
            from kpidsl.diagnostics.render_text import render_text

            shown = render_text(
                found, sources or {}, self.lang,
                colour=streams.use_colour(self.colour, sys.stderr, os.environ), headings=headings,
                ambiguous=streams.ambiguous_width(sys.stderr), columns=streams.columns(sys.stderr),
            )  # fmt: skip
            sys.stderr.write(shown)

    def _write_lines(self, found: list[Diagnostic], sources: Mapping[str, Source]) -> None:
        if self.format == "concise":
            from kpidsl.diagnostics.render_concise import render_concise

            streams.write(render_concise(found, sources, self.lang))
        else:
            from kpidsl.diagnostics.render_github import render_github

            streams.write(render_github(found, sources, self.lang))

    def finish(self, problems: Problems, sources: Mapping[str, Source] | None = None) -> Exit:
        """Report, and the exit code the findings call for: errors or none."""
        self.report(problems, sources)
        return Exit.ERRORS if problems.has_errors else Exit.OK

    def begin(self) -> None:
        """Forget what was told: a run begins anew."""
        self._batches.clear()
        self.verdicts.clear()

    def close(self, version: Callable[[], str]) -> None:
        """After the last finding: the JSON document, or where people can read more about what was found."""
        if self.format == "json":
            from kpidsl.diagnostics.render_json import render_json

            text = render_json(
                self._batches, self.verdicts, self.lang, version(), ascii_only=not streams.is_unicode(sys.stdout)
            )
            streams.write(text)
        elif self.format in ("sarif", "junit"):
            from kpidsl.cli.reports import document

            streams.write(document(self.format, self._batches, self.verdicts, self.lang, version()))
        elif self._batches:
            from kpidsl.diagnostics.catalogue import shows_examples
            from kpidsl.diagnostics.wording import pointer

            codes = (diagnostic.code for batch in self._batches for diagnostic in batch.found)
            told = pointer(filter(shows_examples, codes), self.lang)
            sys.stderr.write(told and f"\n{told}\n")
