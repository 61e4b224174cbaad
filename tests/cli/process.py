"""``kpidsl`` as a process, as its users start it."""

import os
import subprocess
import sys

COMMAND = (sys.executable, "-m", "kpidsl.cli")
_HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
INTERRUPTED = (sys.executable, "-c", f"{_HEARS}; from kpidsl.cli import main; main()")
"""The command where Ctrl-C is tried: whoever runs the tests in the background may have made all their children deaf to it."""


def kpidsl(*arguments: str, encoding: str = "utf-8", **environ: str) -> subprocess.CompletedProcess[str]:
    """What a command says and how it ends, with an encoding of its streams and further variables."""
    return subprocess.run(
        [*COMMAND, *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": encoding, **environ},
        encoding=encoding.partition(":")[0],
        check=False,
        timeout=60,
    )
