"""Findings of a run as they are told together.

Values only: what was found with the texts and headings its places point into, and what came of each policy.
"""

from collections.abc import Mapping

from kpidsl.diagnostics.diagnostic import Diagnostic, Held, Waived
from kpidsl.source import Source
from kpidsl.values import field, frozen


@frozen
class Batch:
    """Findings that were reported together; ``headings`` are the words over the columns of each table, by file and sheet."""

    found: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(factory=dict)
    headings: Mapping[tuple[str, str], tuple[str, ...]] = field(factory=dict)


@frozen
class Verdict:
    """What came of one policy: ``ok`` when it has no errors.

    ``held`` was checked and holds; ``waived`` was found and reviewed, in ``sources``; ``left_out`` counts the findings of each
    code that settings keep from being told.
    """

    file: str
    ok: bool
    held: tuple[Held, ...] = ()
    waived: tuple[Waived, ...] = ()
    left_out: Mapping[str, int] = field(factory=dict)
    sources: Mapping[str, Source] = field(factory=dict)
    found: tuple[Diagnostic, ...] = ()
    """What was told of it; the findings of a whole run are in its batches."""
