"""A Spark of the tests' own: one core of this machine, started once a process.

Gives sessions; skips, with the reason, where there is no Java or no pyspark.
"""

import os
from functools import cache
from typing import Any

import pytest

from kpidsl.backends.spark.session import SparkUnavailable, own_session

LIGHT = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""What Java is told: to compile what it runs once and lightly."""
_QUICK = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""Months of a few rows pay for no second partition, no plan made anew half-way and no compiled code."""


@cache
def session() -> Any:
    """A session for months of a few rows."""
    before = os.environ.get("JAVA_TOOL_OPTIONS")
    os.environ["JAVA_TOOL_OPTIONS"] = f"{before or ''} {LIGHT}".strip()
    try:
        found = own_session(None, "local[1]")
    except SparkUnavailable as error:
        if error.why in {"", "java"}:
            pytest.skip(f"no Spark here, nothing was run on it: {error.cause}")
        raise
    finally:
        os.environ.pop("JAVA_TOOL_OPTIONS") if before is None else os.environ.update(JAVA_TOOL_OPTIONS=before)
    for setting, value in _QUICK.items():
        found.conf.set(setting, value)
    return found
