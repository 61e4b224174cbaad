"""What happens in a group too small for shares."""

from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.rules.grades.rank_bands import edges_of
from kpidsl.core.head_counts import head_counts
from kpidsl.core.own_places import has_own_places, has_share
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import GradeScale, Policy


def small_groups(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K319 without a rule, or with one that leads to a scale that cannot stand in."""
    for scale in rank_scales(policy):
        if scale.small and scale.small.word == "BY_SCALE":
            _stand_in(policy, scale, problems)
        elif scale.small is None and not scale.small_size and (has_share(scale) or not has_own_places(scale)):
            _ask(scale, problems)


def _ask(scale: GradeScale, problems: Problems) -> None:
    edges, method = edges_of(scale), scale.places.word if scale.places else "TRUNCATE"
    counts = {n: head_counts(n, edges, method) for n in range(1, 20)} if edges else {}
    size = max((n for n, heads in counts.items() if 0 in heads), default=None)
    if size is None:
        problems.add("K319", scale.place, "plain", name=scale.name)
        return
    shown = [f"{grade} {heads}" for grade, heads in zip(scale.grades, counts[size], strict=True)]
    problems.add(
        "K319", scale.place, "", (), name=scale.name, size=size, best=scale.grades[0],
        **both("method", keyword(method, "zh"), keyword(method, "en")), **listed("counts", shown),
    )  # fmt: skip


def _stand_in(policy: Policy, scale: GradeScale, problems: Problems) -> None:
    """The named scale is one by score, and all its grades are grades of this scale."""
    assert scale.small
    named = policy.scale(scale.small.argument)
    if named is None:
        return
    labels = [Label(named.place, "named", {"other": named.name})]
    foreign = [grade for grade in named.grades if grade not in scale.grades]
    if not named.by_score:
        problems.add("K319", scale.small.place, "by_rank", labels, other=named.name)
    elif foreign:
        problems.add(
            "K319", scale.small.place, "grades", labels, name=scale.name, other=named.name, **listed("grades", foreign)
        )
