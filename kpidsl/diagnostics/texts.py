"""What a finding says, in one language: the catalogue's texts with its words filled in.

Takes a finding; gives its texts, safe to print. Never lays them out.
"""

from kpidsl.diagnostics import catalogue
from kpidsl.diagnostics.catalogue import Lang, Severity
from kpidsl.diagnostics.diagnostic import SUMMARIES, Args, Diagnostic
from kpidsl.diagnostics.window import printable
from kpidsl.values import frozen


@frozen
class Said:
    """``here`` are the words beside the place itself, ``labels`` those beside each of the finding's labels."""

    diagnostic: Diagnostic
    severity: Severity
    message: str
    help: str
    here: str
    labels: tuple[str, ...]


def said(diagnostic: Diagnostic, lang: Lang) -> Said:
    """The texts of a finding."""
    code, variant = diagnostic.code, diagnostic.variant
    args = _safe_lines(diagnostic.args) if code in SUMMARIES else _safe(diagnostic.args)
    labels = (catalogue.label_text(code, lang, label.key, _safe(label.args)) for label in diagnostic.labels)
    return Said(
        diagnostic,
        diagnostic.severity,
        catalogue.message(code, lang, variant, args),
        catalogue.help_text(code, lang, variant, args),
        in_one_line(catalogue.here_text(code, lang, variant, args)),
        tuple(map(in_one_line, labels)),
    )


def in_one_line(text: str) -> str:
    """``text`` with blanks for its line ends."""
    return " ".join(text.splitlines())


def _safe_lines(args: Args) -> Args:
    """The same where words are a list of lines."""
    return tuple((name, "\n".join(map(printable, value.split("\n")))) for name, value in args)


def _safe(args: Args) -> Args:
    """Words of the user inside a message keep to its line and do not act on the terminal."""
    return tuple((name, printable(value)) for name, value in args)
