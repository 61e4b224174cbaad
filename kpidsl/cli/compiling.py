"""Policies of the command line: found, read, compiled, or taken as they were compiled the last time.

Takes paths; gives what a command needs of a policy. Imports the compiler only for a text it has not compiled before.
"""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.cli.disk import Disk
from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import find_policy, policy_of
from kpidsl.cli.session import CommandError, Session
from kpidsl.diagnostics import Diagnostic, Held, Lang, Problems, Waived
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
    """A policy that compiles, as a plan; the texts of all its files by name, and the units file beside it."""

    path: Path
    sources: Mapping[str, Source]
    plan: "Plan"
    roster: Path | None


def load_for_data(session: Session, policy: str | None, data: Path, period: str | None = None) -> Loaded:
    """The policy named, or the one that data in this place are evaluated by; ``period`` is the month where the user says it.

    Raises CommandError with the findings when it does not compile; its warnings are for ``check`` to say. Raises OSError
    when there are no data.
    """
    data.stat()  # data that are not there have no policy beside them either; that they are missing is what is wrong
    found = None if policy else policy_of(data, period)
    path, problems, disk = Path(policy) if policy else found.path if found else data, Problems(), Disk()
    source = disk.policy(path, problems)
    plan = plan_of(source, disk, problems) if source else None
    if source is None or plan is None:
        raise _refused(session, path, problems, disk)
    session.settle_language(policy_is_chinese=is_chinese(source.text))
    if found and found.note:
        session.report([found.note])
    return Loaded(path, disk.sources, plan, roster_beside(path))


def checked_policy(session: Session, policy: str | None) -> "CheckedPolicy":
    """The policy that `compiled_policy` gives, as checked."""
    return compiled_policy(session, policy)[1].checked


def compiled_policy(session: Session, policy: str | None) -> "tuple[Source, Compiled]":
    """The policy named, the one of a folder named, or the one of the folder one works in: its text, and it compiled.

    Raises CommandError with the findings when it does not compile or none is found (see `find_policy`); its warnings are for
    ``check`` to say. Raises OSError.
    """
    from kpidsl.pipeline import compile_policy

    path, problems, disk = Path(policy or "."), Problems(), Disk()
    path = find_policy(path, named="argument") if path.is_dir() else path
    source = disk.policy(path, problems)
    if source is not None:
        session.settle_language(policy_is_chinese=is_chinese(source.text))
    compiled = compile_policy([source], problems, disk.library) if source else None
    if source is None or compiled is None:
        raise _refused(session, path, problems, disk)
    return source, compiled


def _refused(session: Session, path: Path, problems: Problems, disk: Disk) -> CommandError:
    """Reports why there is no policy; gives the failure to raise."""
    from kpidsl.cli.settled import report_refused

    report_refused(session, path, problems, disk.sources)
    return CommandError(Exit.ERRORS, [])


def plan_of(source: Source, disk: Disk, problems: Problems) -> "Plan | None":
    """The plan of a policy; None, and what is wrong in ``problems``, where it does not compile."""

    def compiled() -> "Plan | None":
        from kpidsl.pipeline import compile_policy

        found = compile_policy([source], problems, disk.library)
        return found.plan if found else None

    return kept_values("plan", _texts(source, disk), compiled)


@frozen
class Review:
    """What ``check`` has to say of a policy: findings, what holds, and the tables of ``render.review`` where it compiles."""

    findings: tuple[Diagnostic, ...]
    tables: str | None
    shared: bool = False
    """Whether it is no policy but there to be imported."""
    waived: tuple[Waived, ...] = ()
    held: tuple[Held, ...] = ()


def review_of(source: Source, path: Path | None, disk: Disk, lang: Lang) -> Review:
    """A policy checked, with the units file beside ``path``, or a file that is there to be imported. Raises OSError."""
    roster = roster_beside(path) if path else None
    units = [str(roster), sha256(roster.read_bytes()).hexdigest()] if roster else []

    def made() -> Review:
        return _reviewed(source, roster, disk, lang)

    found = kept_values("review", [*_texts(source, disk), lang, *units], made)
    assert found is not None
    return found


def _reviewed(source: Source, roster: Path | None, disk: Disk, lang: Lang) -> Review:
    from kpidsl.check.waivers import waive_with_roster
    from kpidsl.pipeline import check_shared, compile_policy
    from kpidsl.render.review import held_table, review
    from kpidsl.syntax.preface import preface

    problems = Problems()
    if preface(source).is_shared:
        check_shared(source, problems, disk.library)
        return Review(tuple(problems), None, shared=True, waived=tuple(problems.waived), held=problems.held)
    compiled = compile_policy([source], problems, disk.library)
    sizes = class_sizes(compiled, roster, problems) if compiled and roster else {}
    if compiled and roster:
        waive_with_roster(compiled.checked.policy.reviewed, [source.name], problems)
    tables = review(compiled.checked, lang, sizes, problems.held) if compiled else held_table(problems.held, lang)
    return Review(tuple(problems), tables, waived=tuple(problems.waived), held=problems.held)


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


def _texts(source: Source, disk: Disk) -> list[str]:
    """What a compiled policy is made from: all its files, each with its name, since findings and plan name them."""
    from kpidsl.syntax.leaning import leans

    if not leans(source.text):
        return [source.name, source.data_digest]
    from kpidsl.resolve.files import reached

    return [part for named in reached(source, disk.library) for part in named]


def is_chinese(text: str) -> bool:
    """Whether a text has any Chinese character."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)
