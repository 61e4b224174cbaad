"""Grades by places alone: somebody fails however good all are, and is paid for it."""

from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.rules.grades.rank_bands import edges_of
from kpidsl.core.head_counts import head_counts
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import GradeScale, Policy

_FAILED = ("不合格", "不称职", "不达标", "不胜任", "较差", "差", "fail", "poor", "unsatisfactory")
"""How a grade that is a failure is called, or begins."""
_FEWEST, _MOST = 5, 60
_NEARLY_FULL = 99


def forced_fails(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K792 (note): how many of a group have the last grade though all of them have 99 of 100 points and more."""
    for scale in rank_scales(policy):
        edges = edges_of(scale)
        if edges is None or not scale.grades[-1].lower().startswith(_FAILED) or not scale.groups:
            continue
        outcomes = [name for name, classes in _outcomes(policy) if set(classes) & set(scale.classes)]
        size = _smallest(scale)
        if outcomes and size:
            method = scale.places.word if scale.places else "TRUNCATE"
            problems.add(
                "K792", scale.bands[-1].place, "", [Label(scale.place, "scale")], name=scale.name, grade=scale.grades[-1], size=size,
                count=head_counts(size, edges, method)[-1], score=plain(policy.full * _NEARLY_FULL / 100), **listed("pays", outcomes),
            )  # fmt: skip


def _outcomes(policy: Policy) -> list[tuple[str, tuple[str, ...]]]:
    """What hangs on results: pay that is worked out, and pay that is only declared."""
    return [
        *((pay.name, pay.classes) for pay in policy.pays),
        *((pay.name, pay.classes) for pay in policy.declared.pays),
    ]


def _smallest(scale: GradeScale) -> int | None:
    """The smallest group, of as many units as a class has, in which the last grade has a place."""
    edges, method = edges_of(scale) or [], scale.places.word if scale.places else "TRUNCATE"
    sizes = range(max(_FEWEST, scale.small_size), _MOST)
    return next((size for size in sizes if head_counts(size, edges, method)[-1]), None)
