"""暂定 in a table without its reason: whoever reviews the results reads that a row is provisional, and not why."""

from kpidsl.check.words import counted
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Completion, Policy
from kpidsl.source import Span


def provisional(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K394 (warning), once a weight table, with its rows; once for the other tables."""
    bare = [completion for completion in policy.completions if not completion.reason]
    tables = [split.table for split in policy.splits] + ([policy.weights] if policy.weights else [])
    for table in tables:
        inside = [completion for completion in bare if _within(completion.place, table.area)]
        bare = [completion for completion in bare if completion not in inside]
        _report(inside, problems)
    _report(bare, problems)


def _report(rows: list[Completion], problems: Problems) -> None:
    if rows:
        problems.add("K394", rows[0].place, "", (), **counted("rows", [row.subject for row in rows]))


def _within(place: Span, area: Span) -> bool:
    return place.file == area.file and area.start <= place.start < area.end
