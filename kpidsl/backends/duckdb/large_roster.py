"""A roster of very many units, read by the database.

Takes ``units.csv`` and what the policy says of rosters; fills the tables ``roster`` and ``names`` and gives the parts of the
roster that odd rows ask for. Only a file in which everything is plain is taken; any other is left to ``scores.roster``,
which says what is wrong with it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from attrs import evolve

from kpidsl.backends.duckdb.columns import Columns
from kpidsl.backends.duckdb.frames import Frames
from kpidsl.backends.duckdb.names import LAID_OUT, key_of
from kpidsl.backends.duckdb.sources import Source, opened_source
from kpidsl.backends.sql.dialect import DUCKDB, literal
from kpidsl.plan.nodes import Scan
from kpidsl.scores.contract import NOTHING, ROSTER_HEADINGS, TOTALS, Role
from kpidsl.scores.month import RosterUnit
from kpidsl.scores.roster import Roster
from kpidsl.scores.words import heading_key, name_key
from kpidsl.values import frozen

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LARGE = 1 << 22
"""Bytes of a roster from which on the database reads it."""


class Units(Protocol):
    """The roster as odd rows need it."""

    def part(self, texts: Iterable[str], names: Iterable[str]) -> Roster:
        """The roster as if it had only the units that ``texts`` name and those called ``names``, in order."""

    def orders(self, names: Iterable[str]) -> dict[str, int]:
        """The place of each unit."""


@frozen
class WholeRoster:
    """A roster in memory."""

    roster: Roster

    def part(self, texts: Iterable[str], names: Iterable[str]) -> Roster:
        """See ``Units``; all names stay known, so that a near miss is told."""
        found = {unit.name for text in texts if (unit := self.roster.find(text))} | set(names)
        return evolve(self.roster, units=tuple(unit for unit in self.roster.units if unit.name in found))

    def orders(self, names: Iterable[str]) -> dict[str, int]:
        """See ``Units``."""
        wanted = set(names)
        return {unit.name: order for order, unit in enumerate(self.roster.units) if unit.name in wanted}


@frozen
class LargeRoster:
    """A roster in the database."""

    connection: "DuckDBPyConnection"
    file: str
    links: tuple[str, ...]

    def part(self, texts: Iterable[str], names: Iterable[str]) -> Roster:
        """See ``Units``."""
        keys = {name_key(text) for text in (*texts, *names)}
        columns = ", ".join(
            ["names.key", "roster.unit", "roster.class", *(f"link{at}" for at in range(len(self.links)))]
        )
        rows = self._fetch(f'SELECT {columns} FROM roster JOIN names USING ("order")', keys)
        known: dict[str, RosterUnit] = {}
        for key, name, unit_class, *ends in rows:
            links = {link: end for link, end in zip(self.links, ends, strict=True) if end}
            known[key] = RosterUnit(name, unit_class, links)
        return Roster(tuple(known.values()), known, self.file)

    def orders(self, names: Iterable[str]) -> dict[str, int]:
        """See ``Units``."""
        keys = {name_key(name) for name in names}
        return dict(self._fetch('SELECT roster.unit, "order" FROM roster JOIN names USING ("order")', keys))

    def _fetch(self, query: str, keys: set[str]) -> list[tuple]:  # type: ignore[type-arg]
        query += ' WHERE names.key IN (SELECT unnest(?)) ORDER BY "order"'
        return self.connection.execute(query, [sorted(keys)]).fetchall()


def read_large_roster(
    connection: "DuckDBPyConnection", path: Path, scan: Scan, frames: Frames | None = None
) -> LargeRoster | None:
    """The roster at ``path``; None where it is small or anything in it needs a word. Raises OSError."""
    import duckdb

    if (frames.size(path) if frames and path in frames.tables else path.stat().st_size) < LARGE:
        return None
    with opened_source(connection, path, lambda cell: heading_key(cell) in _ROLES, False, frames) as file:
        columns = _columns(file, scan) if file else None
        if file is None or columns is None:
            return None
        try:
            _fill(connection, file, scan, columns)
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            return None
        except duckdb.Error:
            if isinstance(file, Columns) and file.is_parquet:
                return None  # harmed behind its heading; the other reader says so
            raise
    roster = LargeRoster(connection, str(path), tuple(scan.links))
    if _is_plain(connection, scan):
        return roster
    for table in ("roster", "names"):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    return None


def _columns(file: Source, scan: Scan) -> dict[str, int] | None:
    """Position of each column by role or link; None unless all that are needed and no others are there."""
    links = {heading_key(link): "link:" + link for link in scan.links}
    found: dict[str, int] = {}
    for position, cell in enumerate(file.heading.cells):
        key = heading_key(cell)
        role = _ROLES.get(key)
        if role is Role.IGNORED:
            continue
        name = links.get(key) or (str(role) if role else "")
        if not name or name in found or role is Role.ALIAS:
            return None
        found[name] = position
    needed = {str(Role.UNIT), str(Role.CLASS), *links.values()}
    return found if needed == set(found) else None


def _fill(connection: "DuckDBPyConnection", file: Source, scan: Scan, columns: dict[str, int]) -> None:
    nothing = ", ".join(map(literal, NOTHING))
    links = "".join(f",\n  c{columns['link:' + link]} AS end{at}" for at, link in enumerate(scan.links))
    unit, unit_class = (f"COALESCE(c{columns[str(role)]}, '')" for role in (Role.UNIT, Role.CLASS))
    connection.execute(
        f"{DUCKDB.create.format('entries')} SELECT {unit} AS unit, {unit_class} AS class, {key_of(unit)} AS key{links}\n"
        f"FROM {file.texts(len(file.heading.cells))}"
    )
    connection.execute(f'{DUCKDB.create.format("names")} SELECT key, rowid AS "order", unit FROM entries')
    ends = "".join(
        f",\n  CASE WHEN COALESCE(end{at}, '') IN ({nothing}) THEN NULL ELSE COALESCE(to{at}.unit, '') END AS link{at}"
        for at in range(len(scan.links))
    )
    joins = "".join(
        f"\nLEFT JOIN names AS to{at} ON to{at}.key = {key_of(f'entries.end{at}')}" for at in range(len(scan.links))
    )
    connection.execute(
        f'{DUCKDB.create.format("roster")} SELECT entries.rowid AS "order", entries.unit, entries.class{ends}\n'
        f'FROM entries{joins} ORDER BY "order"'
    )
    connection.execute("DROP TABLE entries")


def _is_plain(connection: "DuckDBPyConnection", scan: Scan) -> bool:
    """Whether every name, class and link stands as it should."""
    classes, totals = ", ".join(map(literal, scan.classes)), ", ".join(map(literal, TOTALS))
    checks = [
        f"SELECT 1 FROM roster WHERE unit = '' OR regexp_matches(unit, {literal(LAID_OUT)}) OR class NOT IN ({classes})",
        f"SELECT 1 FROM names WHERE lower(key) IN ({totals})",
        "SELECT 1 FROM names GROUP BY key HAVING COUNT(*) > 1",
    ]
    for at, (_, ends) in enumerate(scan.links.items()):
        allowed = [f"({literal(own)}, {literal(other)})" for own, others in ends.items() for other in others]
        listed = ", ".join(allowed or ["('', '')"])
        checks.append(
            f"SELECT 1 FROM roster AS own LEFT JOIN roster AS other ON other.unit = own.link{at}\n"
            f"LEFT JOIN (VALUES {listed}) AS pair (own, other) ON pair.own = own.class AND pair.other = other.class\n"
            f"WHERE own.link{at} IS NOT NULL AND pair.own IS NULL"
        )
    return not any(connection.execute(f"{check} LIMIT 1").fetchall() for check in checks)


_ROLES = {heading_key(spelling): role for role, spellings in ROSTER_HEADINGS.items() for spelling in spellings}
