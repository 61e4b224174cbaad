"""Lines of a sheet into one file.

Takes rows of one text column in their order; the executors write them side by side into a folder beside the file, which then
become one, byte by byte. Never holds a row in this process.
"""

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kpidsl.backends.spark.session import SparkUnavailable, computing

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def write_lines(lines: "DataFrame", heading: bytes, path: Path) -> None:
    """Writes ``heading`` and the lines, each ended by LF. Raises OSError; SparkUnavailable where an executor wrote elsewhere."""
    from pyspark.sql import Observation
    from pyspark.sql import functions as f

    (column,) = lines.columns
    seen = Observation()
    whole = f.coalesce(f.sum(f.octet_length(f.col(f"`{column}`")).cast("bigint") + 1), f.lit(0))
    folder = Path(tempfile.mkdtemp(prefix=".kpidsl-", dir=path.parent))
    try:
        parts = folder / "parts"
        with computing():
            lines.observe(seen, whole.alias("bytes")).write.option("compression", "none").text(_address(parts))
        with path.open("wb") as file:
            file.write(heading)
            for part in sorted(parts.glob("part-*")):
                with part.open("rb") as read:
                    shutil.copyfileobj(read, file)
            written = file.tell() - len(heading)
        if written != seen.get["bytes"]:
            path.unlink()
            raise SparkUnavailable("folder", str(path.parent))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _address(path: Path) -> str:
    """A file of this machine as Spark calls it, whatever its files are by default; nothing in it is escaped."""
    return f"file:///{path.resolve().as_posix().lstrip('/')}"
