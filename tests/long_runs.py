"""What is looked at for minutes by ``make test`` and for hours by ``make test-long``."""

import os
from collections.abc import Mapping

import pytest

ON_SPARK = "KPIDSL_SPARK" in os.environ
of_spark = pytest.mark.skipif(not ON_SPARK, reason="minutes of Spark: in make test-long")
"""For what Spark takes long over, where another test looks at the same things in fewer words."""


def examples(usual: int) -> int:
    """How many examples of a property are drawn."""
    return usual * 10 if "KPIDSL_CASES" in os.environ else usual


def of_spark_but(*often: str, cases: Mapping[str, object]) -> list[object]:
    """Cases by their names, of which ``often`` are looked at by ``make test`` too."""
    assert cases.keys() >= set(often), "no such case"
    return [pytest.param(case, id=name, marks=[] if name in often else [of_spark]) for name, case in cases.items()]
