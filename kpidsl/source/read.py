"""A policy file from disk.

Takes a path; gives its text, or a value that says why it is not read. I/O errors pass to the caller, which alone knows
how to report them.
"""

import hashlib
from pathlib import Path

from kpidsl.source.encoding import Undecodable, decode
from kpidsl.source.text import Source
from kpidsl.values import frozen

POLICY_LIMIT = 5_000_000
"""Bytes. The longest regulations seen are well under a hundredth of it."""


@frozen
class TooLarge:
    """A file longer than ``limit`` bytes; no more than that of it was read."""

    limit: int


def read_source(path: Path, limit: int = POLICY_LIMIT) -> Source | Undecodable | TooLarge:
    """The text of the file at ``path``, named as the path was given. Raises OSError."""
    with path.open("rb") as stream:
        data = stream.read(limit + 1)
    return source_of_bytes(str(path), data, limit)


def source_of_bytes(name: str, data: bytes, limit: int = POLICY_LIMIT) -> Source | Undecodable | TooLarge:
    """``data`` as a source called ``name``."""
    if len(data) > limit:
        return TooLarge(limit)
    decoded = decode(data)
    if isinstance(decoded, Undecodable):
        return decoded
    text, encoding = decoded
    return Source(name, text, hashlib.sha256(data).hexdigest(), encoding)
