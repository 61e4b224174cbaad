"""The table of subjects, the classes and roles of a policy and its weights speak of the same."""

from collections.abc import Iterator

from kpidsl.check import reported
from kpidsl.check.rules.people.subjects import weighed_classes
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span


def subject_coverage(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K784 for classes and roles that are in no row, and for those in the table that nothing is weighed for."""
    rows = policy.declared.subjects
    if not rows:
        return
    area = Span(
        rows[0].table.file, rows[0].table.start, max(row.place.end for row in rows if row.table == rows[0].table)
    )
    if not reported.within(problems, area, "K220"):
        here = {name for row in rows for name in (row.name, *row.classes)}
        left = [name for name in (*policy.class_names, *_concerned(policy)) if name not in here]
        if left:
            problems.add("K784", rows[0].table, "", (), count=len(left), **listed("names", left))
    lost = policy.weights.lost if policy.weights else {}
    weighed = {*weighed_classes(policy), *policy.only_listed, *lost}  # K758 and K757 have said what is amiss there
    idle = [row for row in rows if not weighed & set(row.classes)]
    if idle:
        names = list(dict.fromkeys(row.name for row in idle))
        problems.add("K784", idle[0].place, "unweighed", (), count=len(names), **listed("names", names))


def _concerned(policy: Policy) -> Iterator[str]:
    """The roles that an appraisal is about: those of a level, and those that are said to be assessed; who only assesses is none.

    A role of a level in an imported file may be that of another policy.
    """
    facts = policy.declared
    assessed = {who for officer in facts.officers if officer.word == "ASSESSEE" for who in officer.names.values()}
    own = (role.name for role in facts.roles if role.of and role.place.file not in policy.shared)
    return (role.name for role in facts.roles if role.name in {*own, *assessed})
