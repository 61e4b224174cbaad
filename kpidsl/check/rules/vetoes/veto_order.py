"""A veto acts when its trigger is known and before its effect is read.

The order of evaluation is law: marks, totals, composites, ranks, grades. An effect on a score acts at that score's stage,
whatever else the veto says; so what the veto says must be that stage, and its trigger must be known by then.
"""

from kpidsl.check.vetoed import Case, cases
from kpidsl.check.words import keywords
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.reach import stage_of
from kpidsl.diagnostics import Label, Problems
from kpidsl.resolve.policy import Effect, Policy

STAGE = {"MARK": 7, "TOTAL": 11, "COMPOSITE_SCORE": 13}
AFTER = {"MARK": "POINTS", "TOTAL": "TOTAL", "COMPOSITE_SCORE": "COMPOSITE_SCORE"}
"""What 执行顺序 says for an effect on each score."""


def veto_order(policy: Policy, core: Core, problems: Problems) -> None:
    """K360."""
    vetoed = {effect.leaf for veto in policy.vetoes for effect in veto.effects if effect.target == "MARK"}
    for case in cases(policy, core):
        columns, place = e.columns_of(case.trigger), case.veto.place
        when = case.veto.fields.get("WHEN")
        at = when.value.place if when else place
        for effect in case.score_effects:
            _stage(case, effect, problems)
        for leaf in sorted(vetoed):
            family = case.policy.family_of(leaf)
            if {f"mark:{leaf}", f"rate:{family}", f"parts:{family}"} & columns:
                problems.add("K360", at, "mark", name=case.veto.name, leaf=leaf)
        if stage_of(case.trigger) == 16 and case.veto.ranking in ("REMOVED", "COUNTED"):
            problems.add("K360", at, "ranking", (), name=case.veto.name, **keywords("ranking", [case.veto.ranking]))


def _stage(case: Case, effect: Effect, problems: Problems) -> None:
    veto, known = case.veto, stage_of(case.trigger)
    label = [Label(veto.fields["AFTER"].place, "after")] if "AFTER" in veto.fields else []
    if veto.after and veto.after != AFTER[effect.target]:
        said, meant = keywords("said", [veto.after]), keywords("meant", [AFTER[effect.target]])
        problems.add("K360", effect.place, "", label, name=veto.name, **said, **meant)
    elif known > STAGE[effect.target]:
        problems.add("K360", effect.place, "late", (), name=veto.name, **keywords("target", [effect.target]))
    elif known == 13 and effect.target == "COMPOSITE_SCORE" and case.policy.composites:
        problems.add("K360", effect.place, "composite", (), name=veto.name)
