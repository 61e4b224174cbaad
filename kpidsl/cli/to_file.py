"""One text, to a file or to standard output: the option ``-o`` of the commands that make one.

Takes what was made; writes it. Never writes half a file.
"""

from pathlib import Path

from kpidsl.cli import streams
from kpidsl.cli.commands import FileName, Option, text
from kpidsl.cli.whole_files import write_all

STDOUT = "-"


def output_option() -> Option:
    """``-o FILE``, by default ``STDOUT``."""
    return Option(
        ["-o", "--output"],
        type=FileName(),
        default=STDOUT,
        metavar="FILE",
        words=text("存成这个文件，不写或写“-”时打印出来", "file to write to; printed without it or with “-”"),
    )


def put(made: str, output: str) -> None:
    """Writes ``made`` where ``output`` says."""
    if output == STDOUT:
        streams.write(made)
    else:
        write_all({Path(output): made.encode("utf-8")})
