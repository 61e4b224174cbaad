"""What a veto must say: case, effect, scope, order, duration, place in the ranking."""

from fractions import Fraction

from kpidsl.check.effective import linear
from kpidsl.check.rules.grades.places import rank_scales
from kpidsl.check.rules.grades.rank_bands import edges_of
from kpidsl.check.rules.grades.score_bands import risen
from kpidsl.check.vetoed import Case, cases
from kpidsl.check.words import score
from kpidsl.core.head_counts import head_counts
from kpidsl.core.program import Core
from kpidsl.core.weighing import full_marks
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Effect, GradeScale, Policy


def veto_said(policy: Policy, core: Core, problems: Problems) -> None:
    """K353 to K356, K358, K359 and K362, K309 for what takes nothing away; a field that was written wrongly has been reported before."""
    for case in (one for one in cases(policy, core) if one.veto.word == "VETO"):
        said, name, place = case.veto.fields, case.veto.name, case.veto.place
        if not name:
            problems.add("K362", place, "unnamed")
        if "WHEN" not in said:
            problems.add("K362", place, name=name)
        if "THEN" not in said:
            _no_effect(case, problems)
        for effect in case.veto.effects:
            _harmless(case, effect, problems)
        if "SCOPE" not in said:
            _no_scope(case, problems)
        if "AFTER" not in said and case.score_effects:
            _no_order(case, core, problems)
        if "LASTS" not in said:
            problems.add("K356", place, name=name)
        scales = list(rank_scales(policy))
        if scales and "RANKING" not in said:
            _no_ranking(case, scales[0], problems)
        if "FAIL_PLACES" not in said and case.veto.ranking != "KEEPS_PLACE":
            _fail_places(case, scales, problems)
        if case.veto.fail_places == "USED" and case.veto.ranking == "KEEPS_PLACE":
            problems.add("K359", said["FAIL_PLACES"].place, "kept", name=name)


def _no_effect(case: Case, problems: Problems) -> None:
    found, name = case.heaviest(), case.veto.name
    if found is None:
        problems.add("K353", case.veto.place, "plain", name=name)
        return
    unit_class, family, weight = found
    words = {
        "name": name, "unit_class": unit_class, "family": family, "others": plain(case.score),
        "item": score(case.score * (1 - weight)), "unchanged": score(case.score),
    }  # fmt: skip
    graded = next((scale for scale in case.policy.grades if scale.bands), None)
    if graded:
        problems.add("K353", case.veto.place, "", (), **words, grade=graded.grades[-1])
    else:
        problems.add("K353", case.veto.place, "no_grade", (), **words)


def _harmless(case: Case, effect: Effect, problems: Problems) -> None:
    """K309 for an effect that takes nothing away: the full mark or more, the best grade."""
    policy = case.policy
    fulls = full_marks(policy).get(effect.leaf, {}).values() if effect.target == "MARK" else ()
    full = max(fulls, default=policy.full)
    if effect.value is not None and effect.value >= full > 0:
        words = {"points": plain(effect.value), "full": plain(full)}
        problems.add("K309", effect.place, "over", (), name=case.veto.name, **words)
    scale = policy.scale(effect.target)
    if scale and len(scale.grades) > 1 and effect.grade == scale.grades[0] and not risen(scale):
        problems.add("K309", effect.place, "best", (), name=case.veto.name, grade=effect.grade)


def _no_scope(case: Case, problems: Problems) -> None:
    links = [link.name for link in case.policy.links if any(link.ends.get(name) for name in case.reach)]
    if links:
        problems.add("K354", case.veto.place, "", (), name=case.veto.name, **listed("links", links))
    else:
        problems.add("K354", case.veto.place, "plain", name=case.veto.name)


def _no_order(case: Case, core: Core, problems: Problems) -> None:
    """The same cap on the total and on the composite of a unit whose composite is partly another's."""
    value = min((effect.value for effect in case.score_effects if effect.value is not None), default=Fraction(0))
    for composite, (formula, _) in zip(case.policy.composites, core.composites, strict=True):
        factors, common = linear(formula) or {}, [name for name in composite.classes if name in case.reach]
        own = factors.get("total")
        linked = sum((factor for key, factor in factors.items() if key.startswith("linked:")), Fraction())
        if own and linked and common:
            low = min(value, case.score)
            problems.add(
                "K355", case.veto.place, "", (), name=case.veto.name, unit_class=common[0], others=plain(case.score),
                points=plain(value), after_total=score(linked * case.score + own * low), after_composite=score(low),
            )  # fmt: skip
            return
    problems.add("K355", case.veto.place, "plain", name=case.veto.name)


def _no_ranking(case: Case, scale: GradeScale, problems: Problems) -> None:
    """A group in which one vetoed unit more or less changes the places of the best grade."""
    edges, method = edges_of(scale), scale.places.word if scale.places else "TRUNCATE"
    sizes = range(max(6, scale.small_size + 1), 60) if edges else range(0)
    for size in sizes:
        with_it, without = (head_counts(n, edges or [], method)[0] for n in (size, size - 1))
        if with_it != without:
            problems.add(
                "K358", case.veto.place, "", (), name=case.veto.name, size=size, rest=size - 1,
                best=scale.grades[0], with_it=with_it, without=without,
            )  # fmt: skip
            return
    problems.add("K358", case.veto.place, "plain", name=case.veto.name)


def _fail_places(case: Case, scales: list[GradeScale], problems: Problems) -> None:
    """Whether the last grade, given by a veto, is one of the last grade's places."""
    for scale in scales:
        last = scale.grades[-1] if scale.bands else ""
        if not any(effect.target == scale.name and effect.grade == last for effect in case.veto.effects):
            continue
        edges, method = edges_of(scale), scale.places.word if scale.places else "TRUNCATE"
        size = next(
            (n for n in range(max(5, scale.small_size), 60) if edges and head_counts(n, edges, method)[-1]), None
        )
        if edges is None or size is None:
            problems.add("K359", case.veto.place, "plain", name=case.veto.name, grade=last)
        else:
            count = head_counts(size, edges, method)[-1]
            problems.add(
                "K359", case.veto.place, "", (), name=case.veto.name, grade=last, size=size, count=count,
                rest=max(0, count - 1), all=count + 1,
            )  # fmt: skip
