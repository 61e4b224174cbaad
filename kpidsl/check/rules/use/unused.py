"""What is declared and never used, and what a veto does to nobody."""

from collections.abc import Set

from kpidsl.check.vetoed import Case, cases
from kpidsl.check.words import keywords
from kpidsl.core.aggregates import Inflow
from kpidsl.core.program import Core, Derived, Guard
from kpidsl.core.strata import links_read
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Effect, GradeScale, Link, Policy


def unused(policy: Policy, core: Core, problems: Problems) -> None:
    """K207 (warning); asked of a policy without errors, for an expression that could not be read uses nothing."""
    if problems.has_errors:
        return
    _names(policy, problems)
    _data(policy, core, problems)
    for scale in policy.grades:
        idle = _idle_fields(scale)
        if idle:
            problems.add("K207", scale.place, "by_score", (), name=scale.name, **keywords("fields", idle))
    for case in cases(policy, core):
        _veto_fields(case, problems)
        for effect in case.veto.effects:
            if case.veto.scope == ("THIS_UNIT",) and not _touches(case, effect):
                words = {"name": case.veto.name, "target": effect.leaf or effect.target}
                problems.add("K207", effect.place, "effect", (), **words, **listed("classes", case.reach))


def _names(policy: Policy, problems: Problems) -> None:
    sources = {family.source for family in policy.families}
    substitutes = {leaf.self_appraisal.argument for leaf in policy.leaves if leaf.self_appraisal}
    spellings = {department.name: {department.name, *department.aliases} for department in policy.departments}
    for unmentioned in policy.unmentioned:
        if not spellings.get(unmentioned.name, set()) & (sources | substitutes):
            problems.add("K207", unmentioned.place, unmentioned.kind, name=unmentioned.name)


def _data(policy: Policy, core: Core, problems: Problems) -> None:
    """Links, data and formulas that nothing reads, and a mark for a zero denominator that no mark is made with."""
    for link in policy.links:
        if link.place.file not in policy.shared and not link_used(policy, core, link):
            problems.add("K207", link.place, "link", name=link.name)
    for family in policy.families:
        for datum in family.data:
            if f"data:{family.name}·{datum.name}" not in core.used:
                problems.add("K207", datum.place, "datum", name=datum.name, family=family.name)
    marking = {guard for rules in core.marks.values() for rule in rules for guard in rule.guards}
    for value in core.derived:
        formula = value.formula
        if value.key not in core.used:
            problems.add("K207", formula.place, "formula", name=formula.name, family=formula.family)
        elif _outcome_unused(value, marking):
            problems.add("K207", formula.place, "outcome", name=formula.name, family=formula.family)


def link_used(policy: Policy, core: Core, link: Link) -> bool:
    """A composite reads it, a veto reaches along it, or it leads to the units of a class that appraises."""
    read = {
        name
        for formula, _ in core.composites
        for score in ("total", "composite")
        for name in links_read(formula, score)
    }
    reached = {scope for veto in policy.vetoes for scope in veto.scope}
    appraising = {who for leaf in policy.leaves for who in leaf.appraisers.values()}
    far = {name for names in link.ends.values() for name in names}
    over = {one.over.link for one in core.aggregates if isinstance(one.over, Inflow)}
    return link.name in read | over or f"link:{link.name}" in reached or bool(far & appraising)


def _idle_fields(scale: GradeScale) -> list[str]:
    """What a scale by score says of ranks."""
    said = {"NOT_RANKED": scale.not_ranked, "PLACES": scale.places, "TIES": scale.ties, "UNDER": scale.small}
    return [word for word, value in said.items() if value] if scale.by_score else []


def _outcome_unused(value: Derived, marking: Set[Guard]) -> bool:
    """Whether a zero denominator shall give a mark, and the value is none of those that marks are made of."""
    fixed = [guard for guard in value.guards if guard.outcome in ("FULL_MARK", "ZERO_MARK")]
    return any(guard not in marking for guard in fixed)


def _veto_fields(case: Case, problems: Problems) -> None:
    """When a veto acts is asked for effects on scores; where its unit is ranked, of scales by rank."""
    fields, name = case.veto.fields, case.veto.name
    if "AFTER" in fields and not case.score_effects:
        problems.add("K207", fields["AFTER"].place, "after", name=name)
    yearly = case.policy.annual.grades if case.policy.annual else ()
    if not any(not scale.by_score for scale in (*case.policy.grades, *yearly)):
        if "RANK_BASE" in fields:
            problems.add("K207", fields["RANK_BASE"].place, "no_base", name=name)
            return
        idle = [word for word in ("RANKING", "FAIL_PLACES") if word in fields]
        if idle:
            problems.add("K207", fields[idle[0]].place, "no_ranks", (), name=name, **keywords("fields", idle))


def _touches(case: Case, effect: Effect) -> bool:
    """Whether some unit the veto is about has what the effect changes."""
    if effect.target == "MARK":
        return any(case.weights[effect.leaf][name] for name in case.reach)
    if effect.target == "TOTAL" and case.veto.scope == ("THIS_UNIT",):
        return any(name not in case.policy.only_composed for name in case.reach)
    scale = case.policy.scale(effect.target)
    return scale is None or any(name in scale.classes for name in case.reach)
