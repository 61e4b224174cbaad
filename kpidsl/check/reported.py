"""What earlier phases have already said, so that no rule repeats it in other words.

Takes the findings so far and a stretch of the policy; tells whether something stands there. Never reports.
"""

from collections.abc import Iterable

from kpidsl.diagnostics import Diagnostic, Problems
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span


def within(problems: Iterable[Diagnostic], area: Span, *starts: str) -> bool:
    """Whether a finding lies inside ``area``; ``starts`` limits it to codes and variants (``K201 class``) that begin so."""
    inside = (
        problems.within(area) if isinstance(problems, Problems) else [one for one in problems if _is_inside(one, area)]
    )
    return any(not starts or f"{found.code} {found.variant}".startswith(starts) for found in inside)


def _is_inside(found: Diagnostic, area: Span) -> bool:
    place = found.place
    return isinstance(place, Span) and place.file == area.file and area.start <= place.start < area.end


def classes_meant(policy: Policy, problems: Problems, area: Span) -> frozenset[str] | None:
    """The classes that names inside ``area`` were probably meant for, which are none; None where one is near to nothing."""
    meant: set[str] = set()
    for found in problems.within(area):
        if f"{found.code} {found.variant}".startswith("K201 class"):
            near = dict(found.args).get("nearest", "")
            if near not in policy.class_names and near not in policy.class_sets:
                return None
            meant |= set(policy.class_sets.get(near, (near,)))
    return frozenset(meant)


def anywhere(problems: Problems, *codes: str) -> bool:
    """Whether one of ``codes`` has been reported at all."""
    return any(found.code in codes for found in problems)
