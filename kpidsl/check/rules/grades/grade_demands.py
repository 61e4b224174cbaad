"""What a grade demands besides its band can be met, and where it is not there is a grade below."""

from kpidsl.core.program import Core
from kpidsl.core.reach import families_read
from kpidsl.core.weighing import appraised, leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Band, GradeScale, Policy


def grade_demands(policy: Policy, core: Core, problems: Problems) -> None:
    """K673."""
    for scale in policy.grades:
        for band in scale.bands:
            if band.also is not None:
                _demand(policy, core, scale, band, problems)
    for scale in policy.annual.grades if policy.annual else ():
        for band in scale.bands:
            if band.also is not None:
                problems.add("K673", band.place, "year", (), name=scale.name, grade=band.grade)


def _demand(policy: Policy, core: Core, scale: GradeScale, band: Band, problems: Problems) -> None:
    words = {"name": scale.name, "grade": band.grade}
    if not scale.by_score:
        problems.add("K673", band.place, "rank", (), **words)
    elif band is scale.bands[-1]:
        problems.add("K673", band.place, "", (), **words)
    weights = leaf_weights(policy)
    demand = core.bands[scale.name][scale.bands.index(band)]
    for family in sorted(families_read(demand)):
        leaves = [leaf.key for leaf in policy.leaves_of(family)]
        left = [name for name in scale.classes if not any(name in appraised(weights, leaf) for leaf in leaves)]
        if leaves and left and not problems.has_errors:
            problems.add("K673", band.place, "classes", (), **words, family=family, **listed("classes", left))
