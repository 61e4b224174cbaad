"""A Spark on this machine for all tests of one process; they are skipped, with the reason, where there is none."""

import shutil
import warnings
from functools import cache
from typing import Any

import pytest

from kpidsl.backends.spark.session import SparkUnavailable, own_session


@cache
def spark() -> Any:
    """A session on two cores; started once, which takes seconds."""
    pytest.importorskip("pyspark", reason="pyspark is not installed: nothing was run on Spark")
    if shutil.which("java") is None:
        pytest.skip("there is no Java: nothing was run on Spark")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries that Spark looks at while it is imported
        try:
            session = own_session(None, "local[2]")
        except SparkUnavailable as refused:
            pytest.skip(f"Spark does not start: {refused.cause}")
    session.conf.set("spark.sql.shuffle.partitions", "2")
    return session
