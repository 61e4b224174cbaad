"""What every test starts from: the folder of the project, a cache of this run alone, and no word of whoever runs the tests
about language, colour or width, neither here nor in the processes that tests start. Those find the program compiled."""

import gc
import os
import tempfile
from pathlib import Path

import pytest

MORE = ("KPIDSL_EXAMPLES", "KPIDSL_CASES", "KPIDSL_UNITS", "KPIDSL_SPARK", "KPIDSL_SPARK_CASES")
"""What asks for more tests."""
WISHES = ("LC_", "LANG", "KPIDSL_", "PYTHONIO", "PYTHONUTF8", "PYTHONDONTWRITE", "NO_COLOR", "COLUMNS", "TERM")
ROOT = Path(__file__).parents[1]


def pytest_configure(config: pytest.Config) -> None:
    for name in [name for name in os.environ if name.startswith(WISHES) and name not in MORE]:
        del os.environ[name]
    os.chdir(ROOT)
    gc.set_threshold(200_000, 50, 1000)  # what tests share is large and is never let go
    if not hasattr(config, "workerinput"):  # else the variable is that of the process that started this one
        cache = tempfile.TemporaryDirectory(prefix="kpidsl-cache-", ignore_cleanup_errors=True)
        os.environ["XDG_CACHE_HOME"] = cache.name
        config.add_cleanup(cache.cleanup)
