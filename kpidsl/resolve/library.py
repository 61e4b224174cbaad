"""Where the files come from that a policy imports or amends.

A value of two functions, so that nothing of the compiler touches a disk: the command line gives one over folders, whoever holds
policies elsewhere one over that.
"""

import posixpath
from collections.abc import Callable, Mapping, Sequence

from kpidsl.diagnostics import Problems
from kpidsl.source import Source
from kpidsl.values import frozen

Read = Callable[[str, Problems], Source | None]
"""The file of a name; None after reporting why it is no text. Raises OSError where it cannot be opened."""
Beside = Callable[[str], Sequence[str]]
"""The names of the policies in the folder that the file of a name lies in."""


@frozen
class Library:
    """Files by name. A name is a path: a file that another names is looked for from the folder of that one."""

    read: Read
    beside: Beside = lambda _: ()


def library_of(texts: Mapping[str, str]) -> Library:
    """A library of texts by name."""

    def read(name: str, _: Problems) -> Source | None:
        if name not in texts:
            raise FileNotFoundError(name)
        return Source(name, texts[name])

    def beside(name: str) -> list[str]:
        return sorted(other for other in texts if posixpath.dirname(other) == posixpath.dirname(name))

    return Library(read, beside)


def path_from(name: str, path: str) -> str:
    """The name of the file that a file called ``name`` names ``path``, both signs between folders being read."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name.replace("\\", "/")), path.replace("\\", "/")))
