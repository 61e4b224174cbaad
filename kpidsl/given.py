"""Data as a caller hands them in: paths, patterns, and tables of its own.

Takes what stands in a call; gives paths, and the tables by the path-like names that places in them are told by. Reads nothing.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from kpidsl.values import frozen

Table: TypeAlias = Any
"""Anything with the Arrow stream interface (``__arrow_c_stream__``): a table of pyarrow, pandas, polars, DuckDB …"""
Data: TypeAlias = "str | Path | Table | Sequence[str | Path | Table] | Mapping[str, Table]"
ROSTER = Path("<roster>")


@frozen
class Given:
    """The ``paths`` of a month, some of which are names of ``tables``; and the roster, a path or the name of a table too."""

    paths: tuple[Path, ...]
    roster: Path | None
    tables: Mapping[Path, Table]


def is_table(value: object) -> bool:
    """Whether something has the Arrow stream interface."""
    return hasattr(value, "__arrow_c_stream__")


def far_from(data: Data) -> Any:
    """Data that only Spark reaches: a frame of it, or addresses of other file systems (then all as texts); None for any others."""
    if type(data).__module__.partition(".")[0] == "pyspark":
        return data
    listed = [data] if isinstance(data, str | Path) else data
    texts = isinstance(listed, Sequence) and all(isinstance(one, str | Path) for one in listed)
    return [str(one) for one in listed] if texts and any(is_address(one) for one in listed) else None


def is_address(path: object) -> bool:
    """Whether something lies in another file system than that of this machine."""
    return isinstance(path, str) and "://" in path


def given(data: Data, roster: "str | Path | Table | None") -> Given:
    """What was handed in. Raises TypeError for what is neither path nor table, ValueError for an empty path."""
    tables: dict[Path, Table] = {}
    if isinstance(data, Mapping):
        paths = [Path(f"<{name}>") for name in data]
        tables.update(zip(paths, map(_table, data.values()), strict=True))
    else:
        listed = list(data) if isinstance(data, Sequence) and not isinstance(data, str) else [data]
        several = sum(map(is_table, listed)) > 1
        paths = []
        for at, one in enumerate(listed, start=1):
            path = Path(f"<data {at}>" if several else "<data>") if is_table(one) else _path(one)
            if is_table(one):
                tables[path] = one
            paths.append(path)
    if roster is None or not is_table(roster):
        return Given(tuple(paths), None if roster is None else _path(roster), tables)
    return Given(tuple(paths), ROSTER, {**tables, ROSTER: roster})


def _path(value: object) -> Path:
    if value == "":  # would mean the folder one happens to be in
        raise ValueError("an empty path")
    if isinstance(value, str | Path):
        return Path(value)
    raise TypeError(f"neither a path nor a table with __arrow_c_stream__: {type(value).__name__}")


def _table(value: Table) -> Table:
    if not is_table(value):
        raise TypeError(f"no table with __arrow_c_stream__: {type(value).__name__}")
    return value
