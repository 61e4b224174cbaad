"""The year of a policy: its score from that of its periods, which are published, and its grades (stages 14 and 15).

Takes a ``CheckedPolicy`` whose periods are planned; gives the plan of the year, which reads the periods as earlier results are read
and figures of the year's own as cells, and runs on every evaluator as any plan does. Never computes a period.
"""

from collections.abc import Iterable
from fractions import Fraction

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core import expr as e
from kpidsl.core.annual import is_yearly
from kpidsl.core.earlier import part_column, part_of
from kpidsl.core.program import AnnualValue
from kpidsl.core.types import FLAG, Decimal
from kpidsl.plan import grades
from kpidsl.plan.builder import Builder, among
from kpidsl.plan.history import WORDS, unit_of_earlier
from kpidsl.plan.inputs import MUST, Demands, datum_cell
from kpidsl.plan.nodes import Emit, GradeOutput, Input, Origin, PastColumn, Plan, Report, Scan, Title
from kpidsl.plan.vetoes import not_assessed
from kpidsl.resolve.cycle import A_YEAR, Cycle
from kpidsl.resolve.policy import Annual, Veto


def year_plan(checked: CheckedPolicy, month: Plan) -> Plan | None:
    """The plan of the year; None for a policy without 年度得分."""
    annual, values = checked.policy.annual, checked.core.annual
    if annual is None:
        return None
    acting = tuple(veto for veto in checked.policy.vetoes if acts_on_year(veto, annual))
    policy = evolve(checked.policy, grades=annual.grades, vetoes=(*acting, *annual.exclusions))
    builder = Builder.of(evolve(checked, policy=policy))
    parts = (*_parts(builder, values, month), *_set_off(builder))
    builder.types.update((part.key, part.type) for part in parts)
    cells = _cells(builder, values, annual)
    builder.types.update({cell.state: FLAG for cell in cells})
    builder.nodes.append(Scan(cells, {}, policy.class_names, past=parts))
    for veto, trigger in zip(annual.exclusions, checked.core.annual_cases, strict=True):
        origin = Origin(14, veto.place, veto.clause, veto.provisional)
        case = e.And((among(veto.classes or policy.class_names), trigger))
        builder.extend(veto.column, case, Title(veto.name, veto.word), origin)
    _score(builder, values)
    for veto in acting:
        reached = (e.Cmp("=", e.Col(key), e.ONE) for key in _set_off_columns(builder, veto))
        origin = Origin(16, veto.place, veto.clause, veto.provisional)
        builder.extend(veto.column, e.any_of(*reached), Title(veto.name, "VETO"), origin)
    for scale in policy.grades:
        grades.grade(builder, scale, "annual")
        grades.settle(builder, scale)
    builder.nodes.append(_emit(builder))
    cycle = policy.cycle
    year = Cycle("YEAR", A_YEAR, cycle.day, cycle.in_month_before, cycle.first)
    return Plan(
        policy.name, policy.version, tuple(builder.nodes), builder.types, month.provisional, policy.effective, month.digest,
        year, parts=cycle,
    )  # fmt: skip


def _parts(builder: Builder, values: Iterable[AnnualValue], month: Plan) -> tuple[PastColumn, ...]:
    """What is read of the periods, by figure, then in time."""
    found: dict[str, dict[int, str]] = {}
    read = list(builder.checked.core.annual_cases)
    for value in values:
        read += [value.expr, *value.scores, *value.left_out]
    for key in sorted(set().union(*map(e.columns_of, read))):
        if known := part_of(key):
            found.setdefault(known[1], {})[known[0]] = key
    last = builder.policy.cycle.in_a_year
    return tuple(
        PastColumn(
            columns[number],
            of,
            last - number,
            True,
            month.types[of] if of in ("total", "composite") else builder.types[columns[number]],
            _title(builder, of, number),
            builder.policy.annual.place if builder.policy.annual else None,
        )
        for of, columns in sorted(found.items(), key=lambda one: (one[0] not in ("total", "composite"), one[0]))
        for number in sorted(columns)
    )


def acts_on_year(veto: Veto, annual: Annual) -> bool:
    """Whether a veto says something of a grade of the year."""
    scales = {scale.name for scale in annual.grades}
    return any(effect.target in scales for effect in veto.effects)


def _set_off_columns(builder: Builder, veto: Veto) -> list[str]:
    """Whether each period of the year set a veto off."""
    return [part_column(number, f"reached:{veto.name}") for number in range(1, builder.policy.cycle.in_a_year + 1)]


def _set_off(builder: Builder) -> tuple[PastColumn, ...]:
    """What is read of the periods for vetoes that act on the year."""
    last = builder.policy.cycle.in_a_year
    kind = Decimal(0, Fraction(0), Fraction(1))
    return tuple(
        PastColumn(
            key, f"reached:{veto.name}", last - number, True, kind, _title(builder, f"reached:{veto.name}", number)
        )
        for veto in builder.policy.vetoes
        if veto.word == "VETO"
        for number, key in enumerate(_set_off_columns(builder, veto), start=1)
    )


def _title(builder: Builder, of: str, number: int) -> Title:
    kind, _, subject = of.partition(":")
    cycle = builder.policy.cycle
    if cycle.word == "MONTH":
        number = (cycle.first + number - 2) % A_YEAR + 1
    return Title(subject, f"PART:{WORDS.get(kind, '')}:{builder.policy.period}:{number}", unit_of_earlier(builder, of))


def _cells(builder: Builder, values: Iterable[AnnualValue], annual: Annual) -> tuple[Input, ...]:
    """The figures of the year's own, each owed by the classes whose score or exclusion reads it."""
    demands: Demands = {}
    readers = [(value.expr, value.rule.classes) for value in values]
    for veto, case in zip(annual.exclusions, builder.checked.core.annual_cases, strict=True):
        readers.append((case, veto.classes or builder.policy.class_names))
    for expr, classes in readers:
        for key in e.columns_of(expr):
            if is_yearly(key, builder.policy):
                demands.setdefault(key, {}).update({name: {MUST} for name in classes})
    return tuple(
        datum_cell(builder, family, datum, demands[key])
        for family in builder.policy.all_families
        for datum in family.data
        if (key := f"data:{family.name}·{datum.name}") in demands
    )


def _score(builder: Builder, values: tuple[AnnualValue, ...]) -> None:
    """Adds ``months`` (how many periods have a score), ``excluded`` (how many are left out) and ``annual``."""
    origin = Origin(14, values[0].rule.place)
    months = builder.extend(
        "months",
        _by_class(values, [_count(one.scores) for one in values]),
        Title("", "MONTHS" if builder.policy.period == "MONTH" else "PERIODS"),
        origin,
    )
    out = _by_class(values, [_count(one.left_out) for one in values])
    counted: e.Expr = months
    if out != e.ZERO:
        counted = e.add(months, builder.extend("excluded", out, Title("", "LEFT_OUT"), origin))
    every = builder.policy.cycle.in_a_year
    absent = not_assessed(builder)
    assessed = () if absent == e.FALSE else (e.Not(absent),)
    for value in values:
        if value.rule.missing == "MISSING_STOP":
            missing = e.all_of(among(value.rule.classes), *assessed, e.Cmp("<", counted, e.const(every)))
            builder.nodes.append(
                Report("K725", missing, ("months",), (("count", str(every)),), Origin(14, value.rule.place))
            )
    none = e.Cmp("=", months, e.ZERO)
    builder.nodes.append(Report("K726", e.all_of(*assessed, none), (), (), origin))
    scores = [builder.rounded(one.expr, "ANNUAL") for one in values]
    annual = builder.extend(
        "annual",
        e.Case(((e.any_of(absent, none), e.Null()),), _by_class(values, scores)),
        Title("", "ANNUAL", "points"),
        origin,
    )
    if any(is_yearly(key, builder.policy) for one in values for key in e.columns_of(one.expr)):
        lacking = e.all_of(*assessed, e.Cmp(">", months, e.ZERO), e.Not(e.Present(annual.key)))
        builder.nodes.append(Report("K732", lacking, (), (), origin))


def _count(conditions: Iterable[e.Expr]) -> e.Expr:
    return e.add(*(e.Case(((one, e.ONE),), e.ZERO) for one in conditions if one != e.FALSE))


def _by_class(values: tuple[AnnualValue, ...], exprs: list[e.Expr]) -> e.Expr:
    if len(set(exprs)) == 1:
        return exprs[0]
    *arms, last = ((among(value.rule.classes), expr) for value, expr in zip(values, exprs, strict=True))
    return e.Case(tuple(arms), last[1])


def _emit(builder: Builder) -> Emit:
    policy = builder.policy
    outputs = tuple(
        GradeOutput(
            scale.name, f"grade:{scale.name}",
            "" if scale.by_score else f"place:{scale.name}", "" if scale.by_score else f"base:{scale.name}",
            tuple((name, group.name) for group in scale.groups for name in group.classes),
            f"shown:{scale.name}" if f"shown:{scale.name}" in builder.types else "",
        )
        for scale in policy.grades
    )  # fmt: skip
    named = [(veto.word == "VETO", (veto.name, veto.column)) for veto in policy.vetoes]
    return Emit(
        (), "annual", "annual", outputs, tuple(one for is_veto, one in named if is_veto),
        exclusions=tuple(one for is_veto, one in named if not is_veto),
    )  # fmt: skip
