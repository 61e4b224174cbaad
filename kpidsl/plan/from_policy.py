"""From a checked policy to its plan, stage by stage of the order of evaluation (language.md section 6).

Takes a ``CheckedPolicy``; gives a ``Plan``. Reports only what no rule could see: numbers that outgrow the integers a
database computes with, and published scores whose decimals may never end.
"""

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.rules.use.unused import link_used
from kpidsl.core import calendar
from kpidsl.core import expr as e
from kpidsl.core.earlier import part_of
from kpidsl.core.rates import APPLICABLE
from kpidsl.core.reach import stage_of
from kpidsl.core.types import FLAG, Decimal
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.plan import composites, extras, grades, history, marks, vetoes, weighing
from kpidsl.plan.builder import Builder, among
from kpidsl.plan.gathering import columns_read, with_gathers
from kpidsl.plan.inputs import inputs
from kpidsl.plan.integers.program import Integers, Overflow, QuotientKey
from kpidsl.plan.logs import logs_of
from kpidsl.plan.nodes import Emit, GradeOutput, LeafOutput, Node, Origin, Plan, Report, Scan, Title
from kpidsl.plan.pay import pay
from kpidsl.plan.year import acts_on_year, year_plan
from kpidsl.resolve.policy import Link
from kpidsl.source import Span

SCORES = {"mark": "MARK", "points": "POINTS", "total": "TOTAL", "composite": "COMPOSITE_SCORE"}
"""Columns that hold a score, by the beginning of their key, and the word of the language for each."""


def lower(checked: CheckedPolicy, digest: str, problems: Problems) -> Plan | None:
    """The plan of a policy; ``digest`` identifies its text."""
    plan = unproven(checked, digest)
    return plan if _is_published_in_full(plan, checked.policy.place, problems) and _fits(plan, problems) else None


def lower_year(checked: CheckedPolicy, month: Plan, problems: Problems) -> Plan | None:
    """The plan of the year, where the policy has 年度得分; ``month`` is that of its months."""
    plan = year_plan(checked, month)
    if plan is None:
        return None
    if not isinstance(plan.types["annual"], Decimal):
        place = checked.policy.annual.place if checked.policy.annual else checked.policy.place
        problems.add("K383", place, "", (), **both("stage", keyword("ANNUAL", "zh"), keyword("ANNUAL", "en")))
        return None
    return plan if _fits(plan, problems) else None


def unproven(checked: CheckedPolicy, digest: str) -> Plan:
    """The plan, whether or not its numbers fit the integers of a database: for the reference evaluator only."""
    builder = Builder.of(checked)
    policy = checked.policy
    cells = inputs(builder)
    builder.types.update({cell.state: FLAG for cell in cells})
    past = history.past_columns(builder)
    ends = {link.name: link.ends for link in policy.links if _is_asked(link, checked)}
    builder.nodes.append(Scan(cells, ends, policy.class_names, logs_of(checked), past))
    weighing.weigh(builder)
    marks.derive(builder)
    _marks(builder)
    _targets(builder)
    extras.add_up(builder)
    vetoes.fire(builder, 11)
    builder.extend(
        "total", vetoes.limited(builder, "TOTAL", "", e.Col("summed")), Title("", "TOTAL", "points"), Origin(11)
    )
    composites.compose(builder)
    for scale in policy.grades:
        grades.grade(builder, scale)
    vetoes.fire(builder, 16)
    for scale in policy.grades:
        grades.settle(builder, scale)
    _always(builder)
    pays, unpaid = pay(builder)
    builder.nodes.append(
        _emit(builder, pays, unpaid, history.kept(builder, cells) if past or _year_reads_figures(checked) else ())
    )
    notes = tuple((Title(done.subject, done.word), done.reason, done.place) for done in policy.completions)
    core = checked.core
    nodes = with_gathers(builder.nodes, (*core.aggregates, *core.preceding, *core.placings), builder.types)
    nodes = _with_calendar(nodes)
    return Plan(
        policy.name,
        policy.version,
        nodes,
        builder.types,
        notes,
        policy.effective,
        digest,
        policy.cycle,
        policy.expires,
    )


def _reached(builder: Builder) -> tuple[tuple[str, str], ...]:
    """The vetoes of which later periods, or the year, read whether this period set them off, each with its column."""
    annual = builder.policy.annual
    lasting = {veto.name for veto in builder.policy.vetoes if history.lasts(builder, veto)}
    return tuple(
        (veto.name, f"reached:{veto.name}" if veto.name in lasting else veto.column)
        for veto in builder.policy.vetoes
        if veto.name in lasting or (annual and acts_on_year(veto, annual))
    )


def _year_reads_figures(checked: CheckedPolicy) -> bool:
    """Whether the year is made from more than the scores of its periods."""
    core = checked.core
    exprs = (*(value.expr for value in core.annual), *core.annual_cases)
    read = (part_of(key) for expr in exprs for key in e.columns_of(expr))
    return any(part[1].startswith(("data:", "value:")) for part in read if part)


def _with_calendar(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes, of which the opening one brings what is read of the month."""
    read = set().union(*map(columns_read, nodes))
    known = tuple(key for key in calendar.TYPES if key in read)
    opening = nodes[0]
    assert isinstance(opening, Scan)
    return (evolve(opening, calendar=known), *nodes[1:]) if known else nodes


def _is_asked(link: Link, checked: CheckedPolicy) -> bool:
    """Whether the units file must say where a link leads: not one that was imported and is there for others."""
    return link.place.file not in checked.policy.shared or link_used(checked.policy, checked.core, link)


def _is_published_in_full(plan: Plan, place: Span, problems: Problems) -> bool:
    """Whether every published score has declared digits; one that is not rounded may be a quotient without end."""
    emit = plan.emit
    columns = {leaf.points: "POINTS" for leaf in emit.leaves} | {emit.total: "TOTAL", emit.composite: "COMPOSITE_SCORE"}
    endless = [word for column, word in columns.items() if not isinstance(plan.types[column], Decimal)]
    for word in endless[:1]:
        problems.add("K383", place, "", (), **both("stage", keyword(word, "zh"), keyword(word, "en")))
    return not endless


def _fits(plan: Plan, problems: Problems) -> bool:
    """Whether every number of the plan is proven to fit the integers a database computes with."""
    try:
        Integers.of(plan)
    except Overflow as overflow:
        words, digits = _named(overflow.title), _digits(overflow.bound)
        problems.add("K401", overflow.origin.place, "" if words["name_zh"] else "rule", (), digits=digits, **words)
        return False
    except QuotientKey as quotient:
        kind, _, subject = quotient.key.partition(":")
        words = _named(Title(subject, SCORES.get(kind, "")))
        problems.add("K402", quotient.origin.place, "", (), scale=quotient.title.subject, **words)
        return False
    return True


def _digits(value: int) -> int:
    """How many decimal digits a positive whole number has, however long it is."""
    digits = value.bit_length() * 30102 // 100000  # log10(2) from below, so never too many
    while 10**digits <= value:
        digits += 1
    return digits


def _named(title: Title) -> dict[str, object]:
    """What a column is called in messages; empty where it has no name."""

    def name(lang: str) -> str:
        word = keyword(title.word, lang) if title.word in SCORES.values() else ""
        return "·".join(part for part in (title.subject, word) if part)

    return both("name", name("zh"), name("en"))


def _marks(builder: Builder) -> None:
    """Marks, then item vetoes on them."""
    leaves = {leaf.key: leaf for leaf in builder.policy.all_leaves}
    for leaf in map(leaves.__getitem__, builder.checked.core.marks):  # each after those whose marks it reads
        marks.score(builder, leaf, vetoes.touches(builder, "MARK", leaf.key))
    early = set().union(*(e.columns_of(trigger) for trigger in builder.checked.core.vetoes if stage_of(trigger) == 7))
    _rates(builder, [key for key in builder.checked.core.rates if key in early])
    vetoes.fire(builder, 7)
    for leaf in builder.policy.all_leaves:
        if vetoes.touches(builder, "MARK", leaf.key):
            value = vetoes.limited(builder, "MARK", leaf.key, e.Col(f"scored:{leaf.key}"))
            builder.extend(f"mark:{leaf.key}", value, Title(leaf.key, "MARK", "points"), Origin(7, leaf.place))
    _rates(builder, [key for key in builder.checked.core.rates if key not in early])


def _rates(builder: Builder, keys: list[str]) -> None:
    """What indicators reached of what could be reached; read by a veto it comes before vetoes on marks (K360), else after them."""
    for key in keys:
        kind, _, name = key.partition(":")
        if key == APPLICABLE:
            title = Title("", "APPLICABLE_INDICATORS", "item")
            builder.extend(key, _before_vetoes(builder, builder.checked.core.rates[key]), title, Origin(7))
            continue
        family = builder.policy.family(name)
        title = Title(name, "SCORE_RATE", "percent") if kind == "rate" else Title(name, "APPLICABLE_PARTS")
        builder.extend(key, builder.checked.core.rates[key], title, Origin(7, family.place, family.clause))


def _before_vetoes(builder: Builder, count: e.Expr) -> e.Expr:
    """The same of the marks as they are before vetoes, which lower marks and never make or take one."""
    touched = {
        f"mark:{leaf.key}": f"scored:{leaf.key}"
        for leaf in builder.policy.leaves
        if vetoes.touches(builder, "MARK", leaf.key)
    }
    return e.renamed(count, lambda key: touched.get(key, key))


def _targets(builder: Builder) -> None:
    """Whether each target is met, and the cross-check.

    A full mark given by a person although the measured target was missed is said, never changed.
    """
    for family in builder.policy.all_families:
        leaves = builder.policy.leaves_of(family.name)
        entered = [leaf.key for leaf in leaves if any(rule.entered for rule in builder.checked.core.marks[leaf.key])]
        for index, rule in enumerate(builder.checked.core.targets[family.name]):
            origin = Origin(5, rule.place, family.clause)
            known = e.all_of(among(rule.classes), *(e.Present(key) for key in rule.reads))
            builder.extend(f"met:{family.name}:{index}", e.And((known, rule.met)), Title(family.name, "TARGET"), origin)
            if entered:
                missed = e.all_of(known, e.opposite(rule.met), _all_full(builder, entered))
                words = (("name", family.name), ("who", entered[0]))
                builder.nodes.append(Report("K545", missed, rule.reads, words, origin))


def _all_full(builder: Builder, leaves: list[str]) -> e.Expr:
    """Whether the unit has the full mark on every one of the leaves it has a mark on, and on one at least."""
    some = e.any_of(*(e.Present(f"mark:{leaf}") for leaf in leaves))
    each = (
        e.Or((e.Not(e.Present(f"mark:{leaf}")), e.Cmp("=", e.Col(f"mark:{leaf}"), builder.full(leaf))))
        for leaf in leaves
    )
    return e.all_of(some, *each)


def _always(builder: Builder) -> None:
    for statement, (condition, then) in zip(builder.policy.always, builder.checked.core.always, strict=True):
        broken = e.And((condition, e.opposite(then)))
        figures = tuple(sorted(e.columns_of(condition) | e.columns_of(then)))
        builder.nodes.append(Report("K546", broken, figures, origin=Origin(16, statement.place)))


_Named = tuple[tuple[str, str], ...]


def _emit(builder: Builder, pays: _Named, unpaid: _Named, kept: tuple[str, ...]) -> Emit:
    policy = builder.policy
    return Emit(
        leaves=tuple(
            LeafOutput(leaf.key, f"mark:{leaf.key}", f"state:{leaf.key}", f"points:{leaf.key}") for leaf in policy.all_leaves
        ),
        total="total",
        steps=extras.published(builder),
        composite="composite",
        grades=tuple(
            GradeOutput(
                scale.name, f"grade:{scale.name}",
                "" if scale.by_score else f"place:{scale.name}", "" if scale.by_score else f"base:{scale.name}",
                tuple((name, group.name) for group in scale.groups for name in group.classes),
                f"shown:{scale.name}" if f"shown:{scale.name}" in builder.types else "",
            )
            for scale in policy.grades
        ),
        vetoes=tuple((veto.name, veto.column) for veto in policy.vetoes if veto.word == "VETO"),
        exclusions=tuple((veto.name, veto.column) for veto in policy.exclusions),
        kept=kept,
        pays=pays,
        unpaid=unpaid,
        reached=_reached(builder),
    )  # fmt: skip
