"""Versions of a policy: what the head of a file says of itself, and when it is in force.

Takes heads (POLICY, AMEND); gives titles, versions and ranges of months, which begin on the day that the heads say. A
version is in force from the month that holds its effective date to the one before that in which it expires or an amendment of
it comes into force: a month has one version, and the month in which they change is the newer one's.
"""

import datetime
from collections.abc import Sequence

from attrs import evolve

from kpidsl.resolve.cycle import Cycle, month_name
from kpidsl.syntax.tree import Declaration, Form, Name, Number, Text, Word
from kpidsl.values import frozen


@frozen
class Version:
    """One version; dates are ISO, empty where not said. ``amends``: the version that it changes, None for a whole policy.

    ``starts``: the day a month begins on and whether that is one of the month before; None where the head does not say.
    """

    name: str
    version: str
    effective: str
    expires: str
    amends: str | None = None
    starts: tuple[int, bool] | None = None

    @property
    def first(self) -> str:
        """The first month in force (``2019-01``), empty where it always was."""
        return self._month(self.effective)

    @property
    def opens_a_month(self) -> bool:
        """Whether a month begins on the effective date."""
        before = datetime.date.fromisoformat(self.effective) - datetime.timedelta(1)
        return self._month(before.isoformat()) != self.first

    def _month(self, day: str) -> str:
        if not day:
            return ""
        cycle = Cycle("MONTH", 1, *self.starts) if self.starts else Cycle()
        return month_name(cycle.month_of(datetime.date.fromisoformat(day)))

    def end(self, others: Sequence["Version"]) -> str:
        """The first month no longer in force, empty where no end is known; ``others`` are the versions there are."""
        ends = [other.first for other in others if other.amends == self.version and other.name == self.name]
        return min([end for end in [*ends, self._month(self.expires)] if end], default="")

    def covers(self, month: str, others: Sequence["Version"]) -> bool:
        """Whether it is in force in a month, given the other versions."""
        end = self.end(others)
        return self.first <= month and (not end or month < end)


def version_of(head: Declaration) -> Version:
    """The version that a head states."""
    name = head.subject.text if isinstance(head.subject, Name) else ""
    amends = (_text(head, "BASE_VERSION") or None) if head.word == "AMEND" else None
    return Version(
        name, _text(head, "VERSION"), _text(head, "EFFECTIVE"), _text(head, "EXPIRES"), amends, _starts(head)
    )


def with_starts(version: Version, others: Sequence[Version]) -> Version:
    """The version with the beginning of months that its head does not say, but that of the version it amends does."""
    seen: list[Version] = []
    said: Version | None = version
    while said is not None and said.starts is None and said not in seen:
        seen.append(said)
        amended = (said.name, said.amends)
        said = next((one for one in others if (one.name, one.version) == amended), None)
    return version if said is None else evolve(version, starts=said.starts)


def _starts(head: Declaration) -> tuple[int, bool] | None:
    field = head.field("MONTH_START")
    match field.value if field else None:
        case Form("MONTH_START") as form:
            day, which = form.get("day"), form.get("which")
            if isinstance(day, Number) and isinstance(which, Word):
                return int(day.value), which.word == "MONTH_BEFORE"
    return None


def _text(head: Declaration, word: str) -> str:
    field = head.field(word)
    return field.value.text if field and isinstance(field.value, Text) else ""
