"""``kpidsl`` as a process, as its users start it."""

import os
import shutil
import subprocess
import sys

COMMAND = (sys.executable, "-m", "kpidsl")
_HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
INTERRUPTED = (sys.executable, "-c", f"{_HEARS}; from kpidsl.cli import main; main()")
"""The command where Ctrl-C is tried: whoever runs the tests in the background may have made all their children deaf to it."""
_TELLS = "import threading; threading.Timer(0.2, print, kwargs={'flush': True}).start()"
BEGUN = (sys.executable, "-c", f"{_HEARS}; from kpidsl.cli import main; {_TELLS}; main()")
"""The same, with an empty line on stdout once the command has begun: a busy computer may take its time to start one."""


IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
_CAPABILITIES = "-dac_override,-dac_read_search"
BOUND = ("setpriv", "--bounding-set", _CAPABILITIES, "--inh-caps", _CAPABILITIES) if IS_ROOT else ()
"""What to put before a command so that the rights of files hold for it, root or not."""
CANNOT_BIND = os.name == "nt" or bool(BOUND and not shutil.which(BOUND[0]))


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
