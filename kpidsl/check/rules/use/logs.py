"""Logs are read by rules, and by none for classes that have no records in them."""

from collections.abc import Iterable

from kpidsl.core.aggregates import Rows
from kpidsl.core.program import Core
from kpidsl.core.reach import reach_of
from kpidsl.core.records_read import logs_read
from kpidsl.core.weighing import all_weights, appraised
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span


def logs(policy: Policy, core: Core, problems: Problems) -> None:
    """K690: a rule reads a log for a class that it is not for; K691 (warning): no rule reads it."""
    if not policy.logs:
        return
    weights = all_weights(policy)
    for leaf in policy.leaves:
        for rule in core.marks.get(leaf.key, ()):
            weighed = [name for name in rule.classes if name in appraised(weights, leaf.key)]
            reads = [rule.expr, *(guard.when for guard in rule.guards)]
            _report(leaf.key, logs_read(reads, core), weighed, rule.place, policy, problems)
    for veto, trigger in zip(policy.vetoes, core.vetoes, strict=True):
        classes = reach_of(policy, trigger, veto.classes, weights)
        _report(veto.name, logs_read([trigger], core), classes, veto.place, policy, problems)
    if problems.has_errors:
        return
    read = {one.over.log for one in core.aggregates if isinstance(one.over, Rows)}
    for log in policy.logs:
        if log.name not in read:
            problems.add("K691", log.place, "", (), name=log.name)


def _report(name: str, read: set[str], classes: Iterable[str], place: Span, policy: Policy, problems: Problems) -> None:
    for log in policy.logs:
        outside = [unit_class for unit_class in classes if unit_class not in log.classes]
        if log.name in read and outside:
            words = {"name": name, "unit_class": outside[0], "log": log.name}
            problems.add("K690", place, "", (), **words, **listed("classes", log.classes))
