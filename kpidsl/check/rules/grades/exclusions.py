"""What an exclusion (不定等次、不参加考核) must say: its case, and whether its units count in the base of places."""

from attrs import evolve

from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.rules.grades.rank_bands import edges_of
from kpidsl.check.vetoed import Case, cases
from kpidsl.core.head_counts import head_counts
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.resolve.policy import GradeScale, Policy
from kpidsl.syntax.tree import Field, Word


def exclusions(policy: Policy, core: Core, problems: Problems) -> None:
    """K674 without a case, or of classes without grades; K675 where the base is open."""
    for case in (one for one in cases(policy, core) if one.veto.word != "VETO"):
        name, said = case.veto.name, case.veto.fields
        period = said.get("PERIOD")
        if period and not _is_of(period, policy):
            problems.add("K674", period.place, "cycle", (), **_cycle_words(name, policy))
            continue
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


def of_the_year(policy: Policy, core: Core, problems: Problems) -> None:
    """The same of those of the year; K677 where one of a period leaves open whether it says anything of the year."""
    annual = policy.annual
    if annual is None:
        return
    own = evolve(policy, grades=annual.grades, vetoes=annual.exclusions)
    exclusions(own, evolve(core, vetoes=core.annual_cases), problems)
    graded = {unit_class for scale in annual.grades for unit_class in scale.classes}
    for case in cases(policy, core):
        if case.veto.word != "VETO" and "PERIOD" not in case.veto.fields and graded & set(case.reach):
            problems.add("K677", case.veto.place, "", (), **_cycle_words(case.veto.name, policy))


def _is_of(period: Field, policy: Policy) -> bool:
    """Whether a period is that of the policy, or of what is checked of the year."""
    word = period.value.word if isinstance(period.value, Word) else ""
    year = policy.annual is not None and policy.vetoes == policy.annual.exclusions
    return word == ("YEAR" if year else policy.period)


def _cycle_words(name: str, policy: Policy) -> dict[str, object]:
    return {"name": name, **both("period", *(keyword(policy.period, lang) for lang in ("zh", "en")))}


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
