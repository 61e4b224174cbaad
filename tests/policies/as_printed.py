"""The two regulations as printed: what they say, and what is found in them."""

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from attrs import frozen

from kpidsl import load
from kpidsl.cli.disk import Disk
from kpidsl.diagnostics import Diagnostic, Problems
from kpidsl.resolve.files import whole
from kpidsl.resolve.link import link
from kpidsl.resolve.policy import Policy
from kpidsl.source import Source, Span

ROOT = Path(__file__).parents[2]
FOLDER = Path("policies/as-printed")
REPAIRED = {"licun": Path("policies/licun"), "coal": Path("policies/coal-enterprise")}
NAMES = {"licun": "licun.kpi", "coal": "coal-enterprise.kpi"}
_IDS = re.compile(r"([A-Z])-([0-9]{3})(?:\s*[～~]\s*(?:\1-)?([0-9]{3}))?")


@frozen
class Printed:
    """One of them: its text, its declarations linked, and the findings."""

    source: Source
    policy: Policy
    findings: tuple[Diagnostic, ...]

    def lines(self, finding: Diagnostic) -> str:
        """The lines of the text that a finding is placed on."""
        assert isinstance(finding.place, Span)
        first, last = (self.source.line_column(at)[0] for at in (finding.place.start, finding.place.end))
        return "\n".join(self.source.line_text(line) for line in range(first, last + 1))

    def line(self, finding: Diagnostic) -> int:
        """The first of them."""
        assert isinstance(finding.place, Span)
        return self.source.line_column(finding.place.start)[0]


def tags_of(path: Path) -> list[str]:
    """The tags of a policy, whether or not anything is wrong with it."""
    disk = Disk()
    source = disk.policy(path, Problems())
    assert source is not None
    found = whole([source], disk.library, Problems())
    policy = link(found.files, Problems(), found.shared) if found else None
    return [tag.text for tag in policy.declared.tags] if policy else []


@cache
def printed(name: str) -> Printed:
    """The one of that name, read and checked; run from the root of the repository."""
    path, problems, disk = FOLDER / NAMES[name], Problems(), Disk()
    assert load(path, problems) is None
    source = disk.policy(path, Problems())
    assert source is not None
    found = whole([source], disk.library, Problems())
    assert found is not None
    policy = link(found.files, Problems(), found.shared)
    assert policy is not None
    return Printed(source, policy, tuple(problems))


def ids(text: str) -> Iterator[str]:
    """The numbers in a tag: ``L-003、L-010～L-012``."""
    for letter, first, last in _IDS.findall(text):
        yield from (f"{letter}-{number:03}" for number in range(int(first), int(last or first) + 1))


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
