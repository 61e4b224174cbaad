"""A scale says which result has which grade, and two scales of one policy are told apart by their grades."""

from collections.abc import Iterator
from itertools import combinations

from kpidsl.check.words import ALMOST_FULL
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import GradeScale, Policy
from kpidsl.resolve.policy.grades import UNSAID


def scale_labels(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K794 for labels without a band or a share; K795 (note) for two scales of which one's grades are the other's, cut short."""
    scales = [*policy.grades, *(policy.annual.grades if policy.annual else ())]
    for scale in scales:
        bare = [band for band in scale.bands if band.form.word == UNSAID]
        if not bare:
            continue
        words: dict[str, object] = {"name": scale.name, "score": plain(policy.full * ALMOST_FULL)}
        names = [band.grade for band in bare]
        place = scale.place if scale.is_bare else bare[0].place
        problems.add("K794", place, "" if scale.is_bare else "some", (), **words, **listed("grades", names))
    for one, other in combinations(scales, 2):
        pairs = list(_alike(one, other))
        if pairs:
            zh = "、".join(f"“{a}”和“{b}”" for a, b in pairs)
            en = ", ".join(f"{a} and {b}" for a, b in pairs)
            labels = [Label(one.place, "one")]
            problems.add("K795", other.place, "", labels, one=one.name, other=other.name, **both("pairs", zh, en))


def _alike(one: GradeScale, other: GradeScale) -> Iterator[tuple[str, str]]:
    """Labels of which one begins with the other and is in its own scale alone: 优 and 优秀."""
    for first in one.grades:
        for second in other.grades:
            shorter, longer = sorted((first, second), key=len)
            alike = shorter != longer and longer.startswith(shorter) and not shorter.isascii()
            if alike and first not in other.grades and second not in one.grades:
                yield first, second
