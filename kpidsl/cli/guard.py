"""The outermost frame of every command: whatever happens becomes words on stderr and an exit code.

Takes arguments; gives an exit code. No traceback ever reaches the user unless KPIDSL_DEBUG is set.
"""

import errno
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click

from kpidsl.cli import group, language, streams
from kpidsl.cli.exits import Exit
from kpidsl.cli.session import CommandError, Session
from kpidsl.cli.usage import usage_text
from kpidsl.diagnostics import Diagnostic, Lang

_DEBUG = "KPIDSL_DEBUG"
_STDOUT: dict[Lang, str] = {"zh": "标准输出", "en": "standard output"}
"""An error of the system that names no file is of what the command prints to."""
_VARIANTS = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EISDIR: "directory",
    errno.EEXIST: "file",
    errno.EROFS: "read_only",
    errno.ENAMETOOLONG: "long",
    errno.ENOSPC: "full",
}


def run(arguments: Sequence[str]) -> int:
    """Run one command line and say how it ended."""
    streams.prepare()
    asked = language.chosen(arguments, os.environ)
    session = Session(asked or language.of_locale(os.environ), asked is not None)
    with _noting_interrupts() as interrupts:
        try:
            try:
                code = _invoke(arguments, session)
            except CommandError as failure:
                session.report(failure.found, failure.sources)
                code = failure.code
            session.close(version)
            streams.flush()
            return code
        except BrokenPipeError:
            streams.silence()
            return Exit.OK
        except KeyboardInterrupt:
            return Exit.INTERRUPTED
        except Exception as error:  # noqa: BLE001 - the one place where nothing may pass
            return Exit.INTERRUPTED if interrupts else report_failure(error, session)


@contextmanager
def _noting_interrupts() -> Iterator[list[int]]:
    """Every Ctrl-C so far: a database that is stopped by one raises an error of its own in place of KeyboardInterrupt."""
    noted: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        noted.append(number)
        signal.default_int_handler(number, frame)

    # Only what Python set itself: a shell starts background jobs with Ctrl-C ignored.
    ours = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if ours:
        signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        if ours:
            signal.signal(signal.SIGINT, signal.default_int_handler)


def _invoke(arguments: Sequence[str], session: Session) -> int:
    # Not `group.main`, which ends the process itself on a closed pipe.
    try:
        with group.make_context("kpidsl", list(arguments), obj=session) as context:
            code = group.invoke(context)
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except click.UsageError as error:
        sys.stderr.write(usage_text(error, session.lang))
        return Exit.USAGE
    return Exit.OK if code is None else int(code)


def report_failure(error: Exception, session: Session) -> int:
    """Say what happened: trouble with a file or with Spark is the computer's, all else is ours."""
    if os.environ.get(_DEBUG):
        import traceback

        traceback.print_exception(error)
    from kpidsl.backends.spark.session import SparkUnavailable

    elsewhere = isinstance(error, (MemoryError, SparkUnavailable))
    ours = not elsewhere and (not isinstance(error, OSError) or error.errno is None)
    try:
        if isinstance(error, SparkUnavailable):
            session.report([Diagnostic("K409", None, error.why, (), {"cause": error.cause})])
        elif isinstance(error, OSError) and error.errno is not None:
            if error.filename is None:  # stdout takes no more, be it findings or data
                session.format = "human"
                streams.silence()
            session.report([_environment(error, session.lang)])
        elif isinstance(error, MemoryError):
            session.report([Diagnostic("K408", None)])
        else:
            session.report([_fault(error)])
        session.close(version)
        streams.flush()
    except OSError:  # nor does stderr: nothing is left to say it on
        streams.silence()
    return Exit.FAULT if ours else Exit.ENVIRONMENT


def _environment(error: OSError, lang: Lang) -> Diagnostic:
    path = str(error.filename) if error.filename is not None else _STDOUT[lang]
    variant = _VARIANTS.get(error.errno or 0, "")
    parent = Path(path).parent
    if variant == "missing" and not parent.exists():
        variant = "no_folder"
    args = {"path": path, "parent": str(parent), "folder": _folder(), "cause": error.strerror or str(error)}
    return Diagnostic("K590", None, variant, (), args)


def _folder() -> str:
    """Where the command runs; empty where that folder is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return ""


def _fault(error: Exception) -> Diagnostic:
    """Names the innermost line of ours, which is what a report needs."""
    import platform

    where, trace = "", error.__traceback__
    while trace:
        file = Path(trace.tb_frame.f_code.co_filename)
        where = f"{file.name}:{trace.tb_lineno}" if "kpidsl" in file.parts else where
        trace = trace.tb_next
    args = {
        "cause": f"{type(error).__name__} @ {where}" + (f" ({error})" if str(error) else ""),
        "version": version(),
        "python": platform.python_version(),
        "system": platform.platform(terse=True),
    }
    return Diagnostic("K901", None, "", (), args)


def version() -> str:
    """The version of the installed program."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("kpidsl")
    except PackageNotFoundError:
        return "?"
