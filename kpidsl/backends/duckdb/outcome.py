"""The outcome of a program that has run on the embedded database, which writes its sheets itself.

Takes the database and the program; gives what ``results.outcome`` says.
"""

import errno
import os
import re
from functools import cached_property
from pathlib import Path

from kpidsl.backends.duckdb.load import Embedded
from kpidsl.backends.outcome import SqlOutcome
from kpidsl.backends.sql import publish
from kpidsl.backends.sql.dialect import literal
from kpidsl.plan.nodes import ORDER
from kpidsl.results.sheets import Sheet
from kpidsl.values import frozen

_ERRNO = re.compile(r'"errno":"([0-9]+)"')


@frozen
class DuckDBOutcome(SqlOutcome[Embedded]):
    """The outcome of a run; rows stay in the database until they are asked for."""

    @cached_property
    def in_order(self) -> set[str]:
        """The tables of stages whose rows stand in roster order, as they do unless a join has moved them."""
        order = self.program.names(ORDER)
        rows = {
            table: self.database.rows(f"SELECT COUNT(*) FROM {stored} WHERE {order} <> rowid")[0][0]
            for table, stored in self.program.relations.stored.items()
        }
        return {table for table, moved in rows.items() if not moved}

    def write(self, sheet: Sheet, path: Path) -> None:
        """Writes the whole sheet as csv (UTF-8 with BOM, LF). Raises OSError."""
        import duckdb

        query = publish.lines_query(self.program, sheet, self.in_order)
        # One column, no quoting and a separator that no text of ours holds: lines are written as they stand.
        options = "FORMAT csv, HEADER true, QUOTE '', ESCAPE '', DELIMITER E'\\x01'"
        try:
            self.database.execute(f"COPY ({query}) TO {literal(str(path))} ({options})")
        except duckdb.IOException as error:
            raise _of_system(error, path) from error


def _of_system(error: Exception, path: Path) -> OSError:
    """What the database met on the disk, as the system calls it."""
    found = _ERRNO.search(str(error))
    number = int(found[1]) if found else errno.EIO
    return OSError(number, os.strerror(number), str(path))
