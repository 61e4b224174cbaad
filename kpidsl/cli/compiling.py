"""Policies of the command line: found, read, compiled."""

from pathlib import Path

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import read_policy
from kpidsl.cli.find_policy import policy_of
from kpidsl.cli.session import CommandError, Session
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_policy
from kpidsl.source import Source
from kpidsl.values import frozen

ROSTER = "units.csv"


@frozen
class Loaded:
    """A policy that compiles, its text, and the units file beside it."""

    path: Path
    source: Source
    compiled: Compiled
    roster: Path | None


def load_for_data(session: Session, policy: str | None, data: Path) -> Loaded:
    """The policy named, or the one that data in this place are evaluated by.

    Raises CommandError with the findings when it does not compile; its warnings are for ``check`` to say. Raises OSError
    when there are no data.
    """
    data.stat()  # data that are not there have no policy beside them either; that they are missing is what is wrong
    path = Path(policy) if policy else policy_of(data)
    problems = Problems()
    source = read_policy(path, problems)
    compiled = compile_policy([source], problems) if source else None
    if source is None or compiled is None:
        session.report(problems, {source.name: source} if source else None)
        raise CommandError(Exit.ERRORS, [])
    session.settle_language(policy_is_chinese=is_chinese(source.text))
    roster = path.parent / ROSTER
    return Loaded(path, source, compiled, roster if roster.is_file() else None)


def is_chinese(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)
