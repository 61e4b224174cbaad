"""What the tests of `kpidsl init` share: a folder made for one month, and what is in it."""

import subprocess
from pathlib import Path

from tests.cli.process import kpidsl


def init(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return kpidsl("init", "--period", "2024-03", *arguments, **environ)


def names(folder: str = ".") -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())
