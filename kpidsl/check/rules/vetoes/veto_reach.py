"""Whom a veto reaches: its classes, and the units that its scope names."""

from kpidsl.check import reported
from kpidsl.check.rules.weights.weight_rows import COLUMNS_LOST, ROWS_LOST
from kpidsl.check.unknown import unknown_weights
from kpidsl.check.vetoed import Case, cases
from kpidsl.core.program import Core
from kpidsl.core.reach import families_read
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy


def veto_reach(policy: Policy, core: Core, problems: Problems) -> None:
    """K361 (warning) for classes that a veto leaves out unsaid, K354 for a scope that leads nowhere."""
    table = policy.weights
    unsure = table is None or reported.within(problems, table.area, *ROWS_LOST, *COLUMNS_LOST)
    weighed = table.column_places if table else {}
    unknown = unknown_weights(policy)
    for case in cases(policy, core):
        for scope in case.veto.scope:
            _scope(case, scope, problems)
        families = families_read(case.trigger)
        left = [
            name for name in policy.class_names
            if name in weighed and name not in case.reach and not _open(policy, families, name, unknown)
        ]  # fmt: skip
        if case.veto.classes is None and families and left and not unsure:
            problems.add("K361", case.veto.place, "" if case.veto.word == "VETO" else "excluded", (), name=case.veto.name,
                         **listed("classes", left), **listed("families", sorted(families)))  # fmt: skip


def _open(policy: Policy, families: frozenset[str] | set[str], unit_class: str, unknown: set[tuple[str, str]]) -> bool:
    """Whether the weight of what sets the veto off is not known in a class."""
    return any((leaf.key, unit_class) in unknown for name in families for leaf in policy.leaves_of(name))


def _scope(case: Case, scope: str, problems: Problems) -> None:
    place = case.veto.fields["SCOPE"].value.place if "SCOPE" in case.veto.fields else case.veto.place
    links = {link.name: link.ends for link in case.policy.links}
    if scope == "LINKED_UNIT":
        variant = "which" if links else "no_link"
        problems.add("K354", place, variant, (), name=case.veto.name, **(listed("links", links) if links else {}))
    elif scope.startswith("link:") and scope != "link:":
        ends = links.get(scope.removeprefix("link:"), {})
        if case.reach and not any(ends.get(name) for name in case.reach):
            problems.add("K354", place, "nobody", (), name=case.veto.name, link=scope.removeprefix("link:"),
                         **listed("classes", case.reach))  # fmt: skip
