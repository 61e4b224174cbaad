"""A connection whose statements run beside the program, so that Ctrl-C is heard at once and a long one can say how far it is.

Takes a connection of the database; gives what can stand in its place. A statement that is interrupted leaves nothing behind,
and KeyboardInterrupt goes on its way; one that does not fit the memory it may use raises MemoryError, or OSError where the disk is full
that takes the rest. Never writes to a terminal.
"""

import errno
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from tempfile import gettempdir
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from kpidsl.values import define, field

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_NO_ROOM = "failed to offload"
"""What the database says where the disk does not take what does not fit in memory."""
_TICK = 0.1
"""Seconds between two looks at a statement."""
_PATIENCE = 1.0
"""Seconds after which a thread that was about to start does not."""
_STEPS = "SET enable_progress_bar = true; SET enable_progress_bar_print = false; SET progress_bar_time = 0"
"""The database counts how far it is, and prints nothing."""


@define
class Heard:
    """``connection``, whose statements tell ``tell`` how many percent are done, as far as the database knows."""

    connection: "DuckDBPyConnection" = field(repr=False)
    tell: Callable[[int], None] | None = None

    @staticmethod
    def of(connection: "DuckDBPyConnection", tell: Callable[[int], None] | None = None) -> "DuckDBPyConnection":
        """What stands in the place of ``connection``."""
        if tell:
            connection.execute(_STEPS)
        return cast("DuckDBPyConnection", Heard(connection, tell))

    def execute(self, query: str, parameters: Sequence[object] = ()) -> "DuckDBPyConnection":
        """Runs one statement; the connection it gives has the rows."""
        import duckdb

        failures: list[Exception] = []
        begun, ended = Event(), Event()

        def run() -> None:
            begun.set()
            try:
                self.connection.execute(query, list(parameters))
            except Exception as error:  # noqa: BLE001 - raised again where it is waited for
                failures.append(error)
            finally:
                ended.set()

        try:
            Thread(target=run, daemon=True).start()
            self._wait(ended)
        except BaseException:
            self._stop(begun, ended)
            raise
        match failures:
            case [duckdb.OutOfMemoryException() as error] if _NO_ROOM in str(error):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), gettempdir()) from error
            case [duckdb.OutOfMemoryException() as error]:
                raise MemoryError(str(error)) from error
            case [error]:
                raise error
        return self.connection

    def _wait(self, ended: Event) -> None:
        # Not by joining the thread: a join that is interrupted takes the thread for ended.
        while not ended.wait(_TICK):
            percent = self.connection.query_progress() if self.tell else -1
            if self.tell and percent >= 0:
                self.tell(int(percent))

    def _stop(self, begun: Event, ended: Event) -> None:
        # Where the thread was about to start it may begin only now, or never.
        patience = monotonic() + _PATIENCE
        while not begun.is_set() and monotonic() < patience:
            with suppress(KeyboardInterrupt):
                begun.wait(_TICK)
        while begun.is_set() and not ended.is_set():
            # A second Ctrl-C changes nothing: what the database has begun it must put down first.
            with suppress(KeyboardInterrupt):
                self.connection.interrupt()
                ended.wait(_TICK)

    def __enter__(self) -> "DuckDBPyConnection":
        return cast("DuckDBPyConnection", self)

    def __exit__(self, *failure: object) -> None:
        self.connection.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)
