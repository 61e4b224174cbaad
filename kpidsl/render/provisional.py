"""What of a policy is provisional (暂定), by its place.

Takes the completions of a policy; gives answers about places and fields, and reasons as the author wrote them.
"""

from kpidsl.resolve.policy import Composite, Policy
from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class Provisional:
    """The completions of one policy, as places and as fields of a subject."""

    policy: Policy

    def at(self, place: Span) -> bool:
        """Whether a completion marks this place, or something that holds it."""
        return self.reason(place) is not None

    def reason(self, place: Span) -> str | None:
        """Why this place is provisional: what marks it itself before what marks something that holds it."""
        over = [
            done for done in self.policy.completions
            if done.place.file == place.file and done.place.start <= place.start and place.end <= done.place.end
        ]  # fmt: skip
        return min(over, key=lambda done: done.place.end - done.place.start).reason if over else None

    def field(self, subject: str, word: str) -> bool:
        """Whether the field ``word`` of an indicator or a scale, or a part of that field, is marked."""
        return any((done.subject, done.word) == (subject, word) for done in self.policy.completions)

    def weight(self, row: str) -> bool:
        """Whether a row of the weight table or of a split is marked."""
        tables = [split.table for split in self.policy.splits]
        tables += [self.policy.weights] if self.policy.weights else []
        return any(row in table.row_places and self.at(table.row_places[row]) for table in tables)

    def of_composite(self, composite: Composite) -> bool:
        """Whether what ``composite`` says of missing links is marked."""
        own = (done for done in self.policy.completions if done.word == "COMPOSITE")
        return any(self._last_before(done.place) is composite for done in own)

    def _last_before(self, place: Span) -> Composite | None:
        before = [one for one in self.policy.composites if one.place <= place and one.place.file == place.file]
        return max(before, key=lambda one: one.place, default=None)
