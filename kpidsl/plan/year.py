"""The year of a policy: its score from the months' published ones, and its grades (stages 14 and 15).

Takes a ``CheckedPolicy`` whose months are planned; gives the plan of the year, which reads the twelve months as earlier results
are read, and runs on every evaluator as any plan does. Never computes a month.
"""

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core import expr as e
from kpidsl.core.types import Type
from kpidsl.plan import grades
from kpidsl.plan.builder import Builder
from kpidsl.plan.nodes import Emit, GradeOutput, Origin, PastColumn, Plan, Report, Scan, Title
from kpidsl.resolve.policy import Annual, Policy
from kpidsl.syntax.tree import Ref, Word

MONTHS = 12
_COLUMNS = {"TOTAL": "total", "COMPOSITE_SCORE": "composite"}


def month_column(month: int) -> str:
    """The column that holds the score of a month, from 1."""
    return f"month:{month}"


def score_of(annual: Annual) -> tuple[str, str]:
    """The column of the month that the year is made from, and its word."""
    match annual.of:
        case Ref((Word(word),)) if word in _COLUMNS:
            return _COLUMNS[word], word
        case _:
            return "", ""


def year_plan(checked: CheckedPolicy, month: Plan) -> Plan | None:
    """The plan of the year; None for a policy without 年度得分."""
    annual = checked.policy.annual
    if annual is None:
        return None
    policy = evolve(checked.policy, grades=annual.grades, vetoes=())
    builder = Builder.of(evolve(checked, policy=policy))
    column, word = score_of(annual)
    scores = _months(column, word, month.types[column], annual)
    builder.types.update((score.key, score.type) for score in scores)
    builder.nodes.append(Scan((), {}, policy.class_names, past=scores))
    _score(builder, annual)
    for scale in policy.grades:
        grades.grade(builder, scale, "annual")
        grades.settle(builder, scale)
    builder.nodes.append(_emit(policy))
    notes = month.provisional
    return Plan(
        policy.name,
        policy.version,
        tuple(builder.nodes),
        builder.types,
        notes,
        policy.effective,
        month.digest,
        policy.cycle,
    )


def _months(column: str, word: str, kind: Type, annual: Annual) -> tuple[PastColumn, ...]:
    return tuple(
        PastColumn(
            month_column(number),
            column,
            MONTHS - number,
            True,
            kind,
            Title("", f"MONTH:{word}:{number}", "points"),
            annual.place,
        )
        for number in range(1, MONTHS + 1)
    )


def _score(builder: Builder, annual: Annual) -> None:
    """Adds ``months`` (how many have a score) and ``annual``."""
    keys = [month_column(number) for number in range(1, MONTHS + 1)]
    origin = Origin(14, annual.place)
    count = e.add(*(e.Case(((e.Present(key), e.ONE),), e.ZERO) for key in keys))
    months = builder.extend("months", count, Title("", "MONTHS"), origin)
    missing = e.Cmp("<", months, e.const(MONTHS))
    if annual.missing == "MISSING_STOP":
        builder.nodes.append(Report("K725", missing, ("months",), (), origin))
    builder.nodes.append(Report("K726", e.Cmp("=", months, e.ZERO), (), (), origin))
    value = builder.rounded(_value(annual, keys, months), "ANNUAL")
    value = e.Case(((e.Cmp("=", months, e.ZERO), e.Null()),), value)
    builder.extend("annual", value, Title("", "ANNUAL", "points"), origin)


def _value(annual: Annual, keys: list[str], months: e.Col) -> e.Expr:
    if annual.how == "LAST_VALUE":
        return e.Case(tuple((e.Present(key), e.Col(key)) for key in reversed(keys)), e.Null())
    counted = [_counts(annual, keys, at) for at in range(MONTHS)]
    total = e.add(*(e.Case(((when, e.Col(key)),), e.ZERO) for when, key in zip(counted, keys, strict=True)))
    if annual.how == "SUM_OF":
        return total
    if annual.missing == "MISSING_ZERO":
        return e.div(total, e.const(annual.best or MONTHS))
    some: e.Expr = e.Greatest((months, e.ONE))
    return e.div(total, e.Least((some, e.const(annual.best))) if annual.best else some)


def _counts(annual: Annual, keys: list[str], at: int) -> e.Expr:
    """Whether a month counts: it has a score, and fewer than so many months are better, of equal ones the earlier."""
    own = e.Col(keys[at])
    if not annual.best:
        return e.Present(own.key)
    better = [
        e.Case(((e.Cmp(">=" if other < at else ">", e.Col(keys[other]), own), e.ONE),), e.ZERO)
        for other in range(MONTHS)
        if other != at
    ]
    return e.And((e.Present(own.key), e.Cmp("<", e.add(*better), e.const(annual.best))))


def _emit(policy: Policy) -> Emit:
    outputs = tuple(
        GradeOutput(
            scale.name, f"grade:{scale.name}",
            "" if scale.by_score else f"place:{scale.name}", "" if scale.by_score else f"base:{scale.name}",
            tuple((name, group.name) for group in scale.groups for name in group.classes),
        )
        for scale in policy.grades
    )  # fmt: skip
    return Emit((), "annual", "annual", outputs, ())
