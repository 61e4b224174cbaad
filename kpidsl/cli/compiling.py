"""Policies of the command line: found, read, compiled, or taken as they were compiled the last time.

Takes paths; gives what a command needs of a policy. Imports the compiler only for a text it has not compiled before.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import read_policy
from kpidsl.cli.find_policy import find_policy, policy_of
from kpidsl.cli.session import CommandError, Session
from kpidsl.diagnostics import Diagnostic, Lang, Problems
from kpidsl.kept import kept_values
from kpidsl.source import Source
from kpidsl.values import frozen

if TYPE_CHECKING:
    from kpidsl.check.checked import CheckedPolicy
    from kpidsl.pipeline import Compiled
    from kpidsl.plan.nodes import Plan

ROSTER = "units.csv"


@frozen
class Loaded:
    """A policy that compiles, as a plan; its text, and the units file beside it."""

    path: Path
    source: Source
    plan: "Plan"
    roster: Path | None


def load_for_data(session: Session, policy: str | None, data: Path) -> Loaded:
    """The policy named, or the one that data in this place are evaluated by.

    Raises CommandError with the findings when it does not compile; its warnings are for ``check`` to say. Raises OSError
    when there are no data.
    """
    data.stat()  # data that are not there have no policy beside them either; that they are missing is what is wrong
    path, problems = Path(policy) if policy else policy_of(data), Problems()
    source = read_policy(path, problems)
    plan = plan_of(source, problems) if source else None
    if source is None or plan is None:
        raise _refused(session, problems, source)
    session.settle_language(policy_is_chinese=is_chinese(source.text))
    return Loaded(path, source, plan, roster_beside(path))


def checked_policy(session: Session, policy: str | None) -> "CheckedPolicy":
    """The policy that `compiled_policy` gives, as checked."""
    return compiled_policy(session, policy)[1].checked


def compiled_policy(session: Session, policy: str | None) -> "tuple[Source, Compiled]":
    """The policy named, the one of a folder named, or the one of the folder one works in: its text, and it compiled.

    Raises CommandError with the findings when it does not compile or none is found (see `find_policy`); its warnings are for
    ``check`` to say. Raises OSError.
    """
    from kpidsl.pipeline import compile_policy

    path, problems = Path(policy or "."), Problems()
    source = read_policy(find_policy(path, named="argument") if path.is_dir() else path, problems)
    if source is not None:
        session.settle_language(policy_is_chinese=is_chinese(source.text))
    compiled = compile_policy([source], problems) if source else None
    if source is None or compiled is None:
        raise _refused(session, problems, source)
    return source, compiled


def _refused(session: Session, problems: Problems, source: Source | None) -> CommandError:
    """Reports why there is no policy; gives the failure to raise."""
    session.report(problems, {source.name: source} if source else None)
    return CommandError(Exit.ERRORS, [])


def plan_of(source: Source, problems: Problems) -> "Plan | None":
    """The plan of a policy; None, and what is wrong in ``problems``, where it does not compile."""

    def compiled() -> "Plan | None":
        from kpidsl.pipeline import compile_policy

        found = compile_policy([source], problems)
        return found.plan if found else None

    return kept_values("plan", _text(source), compiled)


@frozen
class Review:
    """What ``check`` has to say of a policy: findings, and the tables of ``render.review`` where it compiles."""

    findings: tuple[Diagnostic, ...]
    tables: str | None


def review_of(source: Source, path: Path | None, lang: Lang) -> Review:
    """A policy checked, with the units file beside ``path``. Raises OSError."""
    roster = roster_beside(path) if path else None
    units = [str(roster), sha256(roster.read_bytes()).hexdigest()] if roster else []

    def made() -> Review:
        return _reviewed(source, roster, lang)

    found = kept_values("review", [*_text(source), lang, *units], made)
    assert found is not None
    return found


def _reviewed(source: Source, roster: Path | None, lang: Lang) -> Review:
    from kpidsl.pipeline import compile_policy
    from kpidsl.render.review import review

    problems = Problems()
    compiled = compile_policy([source], problems)
    sizes = class_sizes(compiled, roster, problems) if compiled and roster else {}
    return Review(tuple(problems), review(compiled.checked, lang, sizes) if compiled else None)


def class_sizes(compiled: "Compiled", roster: Path, problems: Problems) -> Mapping[str, int]:
    """How many units of each class the units file has; what is wrong with them is reported."""
    from collections import Counter

    from kpidsl.units_file import review_roster

    found = review_roster(compiled, roster, problems)
    return Counter(unit.unit_class for unit in found.units) if found else {}


def roster_beside(policy: Path) -> Path | None:
    """The units file beside a policy, if there is one."""
    roster = policy.parent / ROSTER
    return roster if roster.is_file() else None


def _text(source: Source) -> list[str]:
    """What a compiled policy is made from: findings and plan name the file."""
    return [source.name, source.data_digest]


def is_chinese(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)
