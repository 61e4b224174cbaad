"""The files on the disk as a library of what policies import and amend.

Takes names as policies write them, from the folder of the file that names them; gives texts, and keeps every text it has read so
that findings can show its lines. Never compiles.
"""

from collections.abc import Sequence
from pathlib import Path

from kpidsl.cli.files import SUFFIX, read_policy
from kpidsl.diagnostics import Problems
from kpidsl.resolve.library import Library
from kpidsl.source import Source
from kpidsl.values import define, field


@define
class Disk:
    """What was read in one run, by name."""

    sources: dict[str, Source] = field(factory=dict)

    def policy(self, path: str | Path, problems: Problems) -> Source | None:
        """The text of a policy; None, and a finding, when it cannot be read as text. Raises OSError."""
        source = read_policy(path, problems)
        if source is not None:
            self.sources[source.name] = source
        return source

    def read(self, name: str, problems: Problems) -> Source | None:
        """A file by the name that another has for it. Raises OSError."""
        return self.sources.get(name) or self.policy(name, problems)

    def beside(self, name: str) -> Sequence[str]:
        """The policies in the folder of a file."""
        folder = Path(name).parent
        return sorted(path.as_posix() for path in folder.glob(f"*{SUFFIX}") if path.is_file())

    @property
    def library(self) -> Library:
        """As the compiler takes it."""
        return Library(self.read, self.beside)
