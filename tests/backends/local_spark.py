"""A Spark on this machine for all tests of one process; they are skipped, with the reason, where there is none."""

import atexit
import gc
import os
from functools import cache
from typing import Any

import pytest

from kpidsl.backends.spark.session import SparkUnavailable, own_session
from tests.long_runs import ON_SPARK

LIGHT = "-XX:+UseSerialGC -XX:NewRatio=1 -XX:InitialRAMPercentage=25"
"""What Java is told: to take its memory at once, half of it for what is soon forgotten."""
if not ON_SPARK:
    LIGHT = f"-XX:TieredStopAtLevel=1 {LIGHT}"  # to compile once and lightly, which hours of policies would wait for
_QUICK = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""Months of a few rows pay for no plan made anew half-way and no compiled code."""


@cache
def spark() -> Any:
    """A session on two cores; started once, which takes seconds."""
    before = os.environ.get("JAVA_TOOL_OPTIONS")
    os.environ["JAVA_TOOL_OPTIONS"] = f"{before or ''} {LIGHT}".strip()
    try:
        session = own_session(None, "local[2]")
    except SparkUnavailable as refused:
        if refused.why in {"", "java"}:
            pytest.skip(f"there is no Spark: nothing was run on it ({refused.cause})")
        raise
    finally:
        os.environ.pop("JAVA_TOOL_OPTIONS") if before is None else os.environ.update(JAVA_TOOL_OPTIONS=before)
    for setting, value in _QUICK.items():
        session.conf.set(setting, value)
    gc.collect()
    gc.freeze()  # every month on Spark ends with a look for garbage, which need not look at what tests share
    atexit.register(gc.unfreeze)  # the embedded database complains of what is there at the very end
    return session


def compiling() -> Any:
    """Another session on it, without what makes small months quick."""
    session = spark().newSession()
    for setting in _QUICK:
        session.conf.unset(setting)
    return session
