"""What a finding says, in one language: the catalogue's texts with its words filled in.

Takes a finding; gives its texts, safe to print, names of any length cut to one that a line has room for. Never lays them out.
"""

import re

from kpidsl.diagnostics import catalogue
from kpidsl.diagnostics.catalogue import Lang, Severity
from kpidsl.diagnostics.diagnostic import SUMMARIES, Args, Diagnostic, Held
from kpidsl.diagnostics.width import middle_cut, width
from kpidsl.diagnostics.window import printable
from kpidsl.values import frozen

NAME_CELLS = 60
"""What is shown of a name that is cut."""
_TOO_WIDE = 2 * NAME_CELLS
"""Wider than any name of a regulation, and than what is said in one breath."""
_BETWEEN = re.compile(r"([、，；：。“”《》()（）/\\\n]|, |; )")
"""What stands between the names of a list, or the words around them."""


@frozen
class Said:
    """``here`` are the words beside the place itself, ``labels`` those beside each of the finding's labels."""

    diagnostic: Diagnostic
    severity: Severity
    message: str
    help: str
    here: str
    labels: tuple[str, ...]


def said(diagnostic: Diagnostic, lang: Lang, *, whole: bool = False) -> Said:
    """The texts of a finding; ``whole`` with names as long as they are."""
    code, variant = diagnostic.code, diagnostic.variant
    shown = (lambda args: args) if whole else _shortened
    args = _safe_lines(diagnostic.args) if code in SUMMARIES else shown(_safe(diagnostic.args))
    labels = (catalogue.label_text(code, lang, label.key, shown(_safe(label.args))) for label in diagnostic.labels)
    return Said(
        diagnostic,
        diagnostic.severity,
        catalogue.message(code, lang, variant, args),
        catalogue.help_text(code, lang, variant, args),
        in_one_line(catalogue.here_text(code, lang, variant, args)),
        tuple(map(in_one_line, labels)),
    )


def held_text(held: Held, lang: Lang) -> str:
    """What holds, in one language."""
    return catalogue.holds_text(held.code, lang, held.variant, _shortened(_safe(held.args)))


def in_one_line(text: str) -> str:
    """``text`` with blanks for its line ends."""
    return " ".join(text.splitlines())


def _safe_lines(args: Args) -> Args:
    """The same where words are a list of lines."""
    return tuple((name, "\n".join(map(printable, value.split("\n")))) for name, value in args)


def _safe(args: Args) -> Args:
    """Words of the user inside a message keep to its line and do not act on the terminal."""
    return tuple((name, printable(value)) for name, value in args)


def _shortened(args: Args) -> Args:
    """The same with names that no line has room for cut in the middle."""
    return tuple((name, shortened(value) if len(value) > NAME_CELLS else value) for name, value in args)


def shortened(text: str) -> str:
    """Names, or words with names among them, of which those that no line has room for are cut in the middle."""
    pieces = _BETWEEN.split(text)
    return "".join(middle_cut(piece, NAME_CELLS) if width(piece) > _TOO_WIDE else piece for piece in pieces)
