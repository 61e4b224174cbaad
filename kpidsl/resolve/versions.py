"""Versions of a policy: what the head of a file says of itself, and when it is in force.

Takes heads (POLICY, AMEND); gives titles, versions and ranges of months. A version is in force from the month that holds its
effective date to the one before that in which it expires or an amendment of it comes into force: a month has one version, and
the month in which they change is the newer one's.
"""

from collections.abc import Sequence

from kpidsl.syntax.tree import Declaration, Name, Text
from kpidsl.values import frozen

_MONTH = len("2019-01")


@frozen
class Version:
    """One version; dates are ISO, empty where not said. ``amends``: the version that it changes, None for a whole policy."""

    name: str
    version: str
    effective: str
    expires: str
    amends: str | None = None

    @property
    def first(self) -> str:
        """The first month in force (``2019-01``), empty where it always was."""
        return self.effective[:_MONTH]

    def end(self, others: Sequence["Version"]) -> str:
        """The first month no longer in force, empty where no end is known; ``others`` are the versions there are."""
        ends = [other.first for other in others if other.amends == self.version and other.name == self.name]
        return min([end for end in [*ends, self.expires[:_MONTH]] if end], default="")

    def covers(self, month: str, others: Sequence["Version"]) -> bool:
        """Whether it is in force in a month, given the other versions."""
        end = self.end(others)
        return self.first <= month and (not end or month < end)


def version_of(head: Declaration) -> Version:
    """The version that a head states."""
    name = head.subject.text if isinstance(head.subject, Name) else ""
    amends = (_text(head, "BASE_VERSION") or None) if head.word == "AMEND" else None
    return Version(name, _text(head, "VERSION"), _text(head, "EFFECTIVE"), _text(head, "EXPIRES"), amends)


def _text(head: Declaration, word: str) -> str:
    field = head.field(word)
    return field.value.text if field and isinstance(field.value, Text) else ""
