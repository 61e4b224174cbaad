"""A PostgreSQL of the tests' own: a server in a folder of its own, reached over a socket there, gone when the tests are.

Takes the programs of an installed server; gives connections. Never touches a server that is there already.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from kpidsl.backends.sql.database import Value

psycopg = pytest.importorskip("psycopg", reason="psycopg is not installed: nothing was run on PostgreSQL")
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql*/bin")
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "listen_addresses=")


@frozen
class Session:
    """A connection as a ``backends.sql.database.Database``."""

    connection: Any

    def execute(self, statement: str) -> None:
        """Runs a statement."""
        self.connection.execute(statement)

    def rows(self, query: str, parameters: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query; what is wide comes as a whole number too."""
        if parameters:
            query = query.replace("%", "%%").replace(" = ?", " = %s")
        found = self.connection.execute(query, list(parameters) or None).fetchall()
        return [tuple(_whole(cell) for cell in row) for row in found]

    def load(self, table: str, rows: Iterable[Sequence[Value]]) -> None:
        """Puts rows into ``table``."""
        with self.connection.cursor() as cursor, cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def fill(self, table: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[Value]]) -> None:
        """Makes ``table`` with ``columns`` (quoted name, SQL type) and these rows."""
        typed = ", ".join(f"{key} {kind}" for key, kind in columns)
        self.execute(f"CREATE TEMP TABLE {table} ({typed})")
        self.load(table.strip('"'), rows)


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives what psycopg and psql take to reach it. Skips, with the reason, where none is installed."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="kpidsl-pg-"))
    owner = _owner()
    try:
        shutil.chown(folder, *owner.values()) if owner else None
        as_owner: dict[str, Any] = owner | {"extra_groups": []} if owner else {}
        data, log = folder / "data", folder / "log"
        options = ["--auth=trust", "--username=kpidsl", "--encoding=UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [programs / "initdb", f"--pgdata={data}", *options],
            **as_owner,
            cwd=folder,
            capture_output=True,
            check=False,
        )
        assert made.returncode == 0, made.stderr.decode()
        settings = [word for setting in _QUICK for word in ("-c", setting)]
        with log.open("wb") as written:
            running = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *settings],
                **as_owner, cwd=folder, stdout=written, stderr=written,
            )  # fmt: skip
        try:
            yield _reached(f"host={folder} user=kpidsl dbname=postgres", running, log)
        finally:
            running.send_signal(2)  # SIGINT: at once, whoever is still connected
            running.wait(30)
    finally:
        shutil.rmtree(folder)


def _programs() -> Path:
    """The folder of the programs of a server."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += [path for pattern in _FOLDERS for path in Path("/").glob(pattern[1:])]
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    pytest.skip("PostgreSQL is not installed: nothing was run on it")


def _owner() -> dict[str, str]:
    """Whom a server runs as where the tests run as root, which it refuses to."""
    if os.geteuid() != 0:
        return {}
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres: nothing was run on it")
    return {"user": "postgres", "group": "postgres"}


def _reached(where: str, running: "subprocess.Popen[bytes]", log: Path) -> str:
    """``where``, once the server answers there."""
    patience = time.monotonic() + 60
    while True:
        try:
            psycopg.connect(where).close()
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > patience:
                raise AssertionError(log.read_text(encoding="utf-8", errors="replace")) from None
            time.sleep(0.05)
        else:
            return where


def _whole(cell: object) -> object:
    if isinstance(cell, Decimal):
        assert cell == int(cell), f"{cell} is no whole number"
        return int(cell)
    return cell
