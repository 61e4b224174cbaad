"""The findings on a policy, told as the settings of its folder say.

Takes a policy and what was found in it; gives what is told, and counts on a line of its own what is not. Decides nothing itself:
``chosen`` does.
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from kpidsl.cli import streams
from kpidsl.cli.chosen import choice
from kpidsl.cli.find_policy import find_settings
from kpidsl.cli.session import Session
from kpidsl.cli.told import Told
from kpidsl.diagnostics import Diagnostic, Lang
from kpidsl.source import Source

_WORDS: dict[Lang, tuple[str, str, str]] = {
    "zh": ("另有 {count} 处按设置不列：{codes}。", "{code} {count} 处", "、"),
    "en": ("{count} more not told, as set: {codes}.", "{code} × {count}", ", "),
}


def tell_left_out(session: Session, left_out: Mapping[str, int]) -> None:
    """One line that counts what is not told: for people with the rest, else to stderr, where no tool reads it as data."""
    line, each, pause = _WORDS[session.lang]
    codes = pause.join(each.format(code=code, count=count) for code, count in sorted(left_out.items()))
    said = line.format(count=sum(left_out.values()), codes=codes) + "\n"
    if session.format == "human":
        streams.write(said)
    else:
        sys.stderr.write(said)


def by_settings(policy: Path, found: Iterable[Diagnostic]) -> Told:
    """The findings on a policy as the settings of its folder have them told. Raises CommandError with K595."""
    settings = find_settings(policy.parent)
    return choice(settings.check if settings else None, (), ()).settled(found)


def report_refused(session: Session, policy: Path, found: Iterable[Diagnostic], sources: Mapping[str, Source]) -> Told:
    """Tells why a policy does not compile, as ``check`` would."""
    told = by_settings(policy, found)
    session.report(told.found, sources)
    if told.left_out:
        tell_left_out(session, told.left_out)
    return told
