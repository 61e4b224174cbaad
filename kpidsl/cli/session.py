"""What all commands of one run share: language, colour, and the way findings reach the user.

A command takes it with ``@click.pass_obj``, reports what it found and returns an `Exit`.
"""

import os
import sys
from collections.abc import Iterable, Mapping

from kpidsl.cli.exits import Exit
from kpidsl.cli.language import is_chinese_locale
from kpidsl.cli.streams import Colour, use_colour
from kpidsl.diagnostics import Diagnostic, Lang, Problems
from kpidsl.source import Place, Source
from kpidsl.values import define


class CommandError(Exception):
    """A command cannot go on; ``found`` says why and ``code`` is its exit code."""

    def __init__(self, code: Exit, found: Iterable[Diagnostic]) -> None:
        super().__init__(code)
        self.code = code
        self.found = list(found)


def failed(exit_code: Exit, code: str, place: Place | None, variant: str = "", /, **args: object) -> CommandError:
    """The failure that one finding explains, to be raised."""
    return CommandError(exit_code, [Diagnostic(code, place, variant, (), args)])


@define
class Session:
    """``language_chosen`` tells a language the user asked for from one taken from the locale."""

    lang: Lang
    language_chosen: bool = False
    colour: Colour = "auto"

    def settle_language(self, *, policy_is_chinese: bool) -> None:
        """Speak the language of the policy, unless the user asked for one or works in a Chinese locale."""
        if not self.language_chosen and (policy_is_chinese or not is_chinese_locale(os.environ)):
            self.lang = "zh" if policy_is_chinese else "en"

    def report(
        self,
        found: Iterable[Diagnostic],
        sources: Mapping[str, Source] | None = None,
        headings: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
    ) -> None:
        """Write the findings, with the lines of ``sources`` they point into, to stderr."""
        from kpidsl.diagnostics.render_text import render_text

        colour = use_colour(self.colour, sys.stderr, os.environ)
        sys.stderr.write(render_text(found, sources or {}, self.lang, colour=colour, headings=headings))

    def finish(self, problems: Problems, sources: Mapping[str, Source] | None = None) -> Exit:
        """Report, and the exit code the findings call for: errors or none."""
        self.report(problems, sources)
        return Exit.ERRORS if problems.has_errors else Exit.OK
