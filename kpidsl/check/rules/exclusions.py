"""What an exclusion (不定等次、不参加考核) must say: its case, and whether its units count in the base of places."""

from kpidsl.check.rules.places import rank_scales
from kpidsl.check.rules.rank_bands import edges_of
from kpidsl.check.vetoed import Case, cases
from kpidsl.core.head_counts import head_counts
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import GradeScale, Policy


def exclusions(policy: Policy, core: Core, problems: Problems) -> None:
    """K674 without a case, or of classes without grades; K675 where the base is open."""
    for case in (one for one in cases(policy, core) if one.veto.word != "VETO"):
        name, said = case.veto.name, case.veto.fields
        if "WHEN" not in said:
            problems.add("K674", case.veto.place, name=name)
            continue
        graded = {unit_class for scale in policy.grades for unit_class in scale.classes}
        if case.veto.word == "UNGRADED" and case.reach and not graded & set(case.reach):
            problems.add("K674", case.veto.place, "ungraded", (), name=name, **listed("classes", case.reach))
            continue
        ranks = [scale for scale in rank_scales(policy) if set(scale.classes) & set(case.reach)]
        if ranks and "RANK_BASE" not in said:
            _open(case, ranks[0], problems)


def _open(case: Case, scale: GradeScale, problems: Problems) -> None:
    """A group in which one unit more or less in the base changes the places of the best grade."""
    edges, method = edges_of(scale), scale.places.word if scale.places else "TRUNCATE"
    name = case.veto.name
    for size in range(max(6, scale.small_size + 1), 60) if edges else ():
        counted, left_out = (head_counts(n, edges or [], method)[0] for n in (size, size - 1))
        if counted != left_out:
            words = {"name": name, "size": size, "rest": size - 1, "best": scale.grades[0]}
            problems.add("K675", case.veto.place, "", (), **words, counted=counted, left_out=left_out)
            return
    problems.add("K675", case.veto.place, "plain", name=name)
