"""The Spark session a run has to itself.

Takes the session of a caller, or starts Spark; gives a session beside it, with settings under which whole numbers are exact and
texts mean what they say. Never changes a setting or a table of the caller's.
"""

import gc
import os
import re
import shutil
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from kpidsl.backends.sql.dialect import SPARK

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_STARTED = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # Else Java is told of each column that is made where in this program that is, in ten calls.
    "spark.python.sql.dataFrameDebugging.enabled": "false",
}
_ON_ONE_MACHINE = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
"""A name of the machine that nobody can look up is no reason not to start."""

_FORGETFUL = {
    # What the parser learns of statements as long as ours it keeps for ever: thousands of them filled a driver of 1 GB.
    "spark.sql.parser.manageParserCaches": "true",
    "spark.sql.parser.parserDfaCacheFlushRatio": "10",
}
_IN_ONE_PLACE = {
    # What lies in one place is joined there; to send half of it there is a job more for each join.
    "spark.sql.autoBroadcastJoinThreshold": "-1",
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    # To compile a stage takes longer than to run it over a few thousand rows.
    "spark.sql.codegen.wholeStage": "false",
}
_ERROR = re.compile(r"^\S.*(?:ERROR|Error|Exception)\b")


_UTF8 = re.compile(r"\.utf-?8\b", re.IGNORECASE)


class SparkUnavailable(Exception):  # noqa: N818 - a verdict about a computer, not an error of ours
    """Spark cannot be used: ``why`` is a variant of K409, ``cause`` what was met."""

    def __init__(self, why: str, cause: str = "") -> None:
        super().__init__(why, cause)
        self.why, self.cause = why, cause


def own_session(given: "SparkSession | None", master: str) -> "SparkSession":
    """A session of our own beside the ``given`` one, or on a Spark that is started on ``master``, where none is running yet.

    It has its own settings and temporary views. Raises SparkUnavailable; ValueError for a master other than that of the Spark running.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyspark warns of versions of other packages, which are not used here
        running = given or _running(master)
    try:
        own = running.newSession()
        for setting, value in running.conf.getAll.items():
            if own.conf.isModifiable(setting):
                own.conf.set(setting, value)
        for setting, value in (*SPARK.settings, *_FORGETFUL.items()):
            own.conf.set(setting, value)
    except refusals() as error:
        raise SparkUnavailable("unfit", _first_line(error)) from error
    return own


def work_in_one_place(own: "SparkSession") -> None:
    """Lets a session of ours join, rank and sort rows where they are, all in one place."""
    for setting, value in _IN_ONE_PLACE.items():
        own.conf.set(setting, value)


def let_go(held: "Iterable[DataFrame]" = ()) -> None:
    """Lets Spark forget ``held`` rows, and free what nothing here refers to any more.

    It frees plans and statements once Python has forgotten them, and what stands for them in Python refers to itself: Python
    forgets it only where it looks for such circles. Month after month that filled the memory of a driver.
    """
    for frame in held:
        frame.unpersist()
    gc.collect()


def refusals() -> tuple[type[Exception], ...]:
    """What Spark raises."""
    from py4j.protocol import Py4JError  # type: ignore[import-untyped]
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError)


@contextmanager
def computing() -> Iterator[None]:
    """Where Spark stops in the block, SparkUnavailable says so; a statement that it does not take is a fault of ours."""
    from pyspark.errors import AnalysisException, ArithmeticException, ParseException

    try:
        yield
    except (AnalysisException, ArithmeticException, ParseException):
        raise
    except refusals() as error:
        raise SparkUnavailable("run", _first_line(error)) from error


def _running(master: str) -> "SparkSession":
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SparkUnavailable("", str(error)) from error
    active = SparkSession.getActiveSession()
    if active is None:
        return _started(master)
    if master not in {"", active.sparkContext.master}:
        raise ValueError(f"Spark is running on {active.sparkContext.master} already, not on {master}")
    return active


def _started(master: str) -> "SparkSession":
    """Starts Spark; what Java writes to its error stream is kept from the terminal, and told where it does not start.

    It ends with the process. Without a master Spark's own settings (``spark-defaults.conf``) decide, else all cores of this machine.
    """
    from pyspark import SparkConf, SparkContext
    from pyspark.java_gateway import launch_gateway
    from pyspark.sql import SparkSession

    java = Path(os.environ["JAVA_HOME"], "bin", "java") if os.environ.get("JAVA_HOME") else "java"
    if shutil.which(java) is None:
        raise SparkUnavailable("java", str(java))
    settings = _STARTED | ({"spark.master": master} if master else {})
    settings |= _ON_ONE_MACHINE if master.startswith("local") else {}
    conf = SparkConf().setAll(list(settings.items()))
    with tempfile.TemporaryFile() as said, _names_of_files_in_utf8():
        try:
            gateway = launch_gateway(conf, {"stderr": said})  # type: ignore[no-untyped-call]
            context = SparkContext(conf=conf, gateway=gateway)
            if (context.master or "").startswith("local") and "PYSPARK_PYTHON" not in os.environ:
                # Else the first python3 found, which need not be ours nor have what we have.
                context.pythonExec = sys.executable
            return SparkSession(context)  # fails where the master has not answered: the context has stopped by then
        except refusals() as error:
            raise SparkUnavailable("start", _told(said) or _first_line(error)) from error


@contextmanager
def _names_of_files_in_utf8() -> Iterator[None]:
    """What is started here finds files whose names are not ASCII: Java takes the encoding of names from the locale, once for all."""
    before = os.environ.get("LC_ALL")
    if not _UTF8.search(before or os.environ.get("LC_CTYPE") or os.environ.get("LANG") or ""):
        os.environ["LC_ALL"] = "C.UTF-8"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("LC_ALL", None)
        else:
            os.environ["LC_ALL"] = before


def _told(said: IO[bytes]) -> str:
    """The last error that Java told of."""
    said.seek(0)
    lines = said.read().decode(sys.getfilesystemencoding(), "replace").splitlines()
    return next((line for line in reversed(lines) if _ERROR.search(line)), "")


def _first_line(error: Exception) -> str:
    java = getattr(error, "java_exception", None)
    return (str(java or error).strip() or type(error).__name__).splitlines()[0]
