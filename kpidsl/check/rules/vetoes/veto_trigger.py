"""A veto that its declared ranges never, or always, set off."""

from kpidsl.check.scores import score_columns
from kpidsl.check.verdict import verdict
from kpidsl.check.vetoed import Case, cases
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy


def veto_trigger(policy: Policy, core: Core, problems: Problems) -> None:
    """K377 (warning), at the case that never or always occurs."""
    columns = score_columns(policy, core)
    for case in cases(policy, core):
        arms = _arms(case)
        for arm, written in zip(arms, case.veto.when, strict=False):
            found = verdict(arm, columns)
            if found is not None and len(arms) == len(case.veto.when):
                excludes = case.veto.word != "VETO"
                variant = ("excluded_" if excludes else "") + "always" if found else "excluded" if excludes else ""
                problems.add("K377", written.place, variant, (), name=case.veto.name)


def _arms(case: Case) -> tuple[e.Expr, ...]:
    """The cases of a veto, as many as it lists where all of them could be read."""
    if len(case.veto.when) == 1:
        return (case.trigger,)
    return case.trigger.args if isinstance(case.trigger, e.Or) else (case.trigger,)
