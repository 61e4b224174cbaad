"""Why this number: every figure of one unit with its data, rule, place, clause and rounding.

Takes a plan and the complete row of one unit; gives ``Step``s in the order of evaluation. A step that says nothing (an
indicator the unit is not appraised on, a score that no veto touched) is left out; a weight that grew because others are not
applicable is kept. Never computes: the row is the evaluator's.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.aggregates import Rows
from kpidsl.core.earlier import earlier_of
from kpidsl.core.types import Decimal, Ordinal
from kpidsl.plan.nodes import CLASS, UNIT, Emit, Extend, Gather, Linked, Origin, Plan, Rank, Reach, State, Title
from kpidsl.plan.print_expr import Printer
from kpidsl.plan.print_facts import Facts, simplified
from kpidsl.results.figures import MINUS, Value, decimal_text, name_text, number_text, value_text
from kpidsl.results.records import records_text
from kpidsl.results.sheets import HEADINGS, JOINER, STATE_WORDS
from kpidsl.results.spell import Speller
from kpidsl.results.titles import titles
from kpidsl.values import field, frozen, made_once

_FIXED = {
    "zh": {State.FULL: "计满分", State.ZERO: "计零分"},
    "en": {State.FULL: "full mark", State.ZERO: "mark 0"},
}
_RANK = {
    "zh": "{group}：第 {place} 名，参加排名 {places} 个，基数 {base} 个",
    "en": "{group}: rank {place} of {places}, base {base}",
}
_UNRANKED = {"zh": "{group}：不排名，基数 {base} 个", "en": "{group}: not ranked, base {base}"}
_JOINED = {"zh": "；其中 ", "en": "; where "}
_MET = {"zh": ("未达标", "达标"), "en": ("missed", "met")}
_HIDDEN = (
    "kept",
    "whole:",
    "own_weight:",
    "composed@",
    "composite@",
    "scored:",
    "alone:",
    "pay_rest:",
    "pay_order:",
    "among:",
)

_REMEMBERED = 1 << 16
"""Texts that are kept at hand."""
_BEFORE_EFFECTS = ("weighed", "scaled", "summed", "composed", "banded:", "placed:", "lowered:", "after:")
"""Scores and grades before all that acts on them has."""


@frozen
class Step:
    """One figure: the stage that made it, its name, its value and how it came about; ``column`` holds it."""

    stage: int
    name: str
    value: str
    how: str
    origin: Origin
    column: str


def trace(
    plan: Plan,
    row: Mapping[str, Value],
    value_of: Callable[[e.Expr, Mapping[str, Value]], Value],
    lang: str,
    records: Mapping[str, Sequence[Mapping[str, Value]]],
) -> list[Step]:
    """The steps for the unit whose complete row is ``row``; ``records`` are its records, by log."""
    known = _known(plan)
    speller = Speller(row, known.titles, known.levels, value_of, lang)
    tracer = _Tracer(plan, row, speller, known, records, lang, _unassessed_by(plan.emit, row))
    steps = tracer.inputs()
    for node in plan.nodes:
        match node:
            case Extend():
                steps += tracer.extend(node)
            case Linked():
                steps += tracer.linked(node)
            case Reach() if row[node.column]:
                steps.append(tracer.step(node.column, node.title, node.origin, ""))
            case Gather():
                steps += tracer.gathered(node)
            case Rank():
                steps += tracer.rank(node)
            case _:
                pass
    return _without_repeats(steps)


@frozen
class _Known:
    """What the traces of one plan have in common."""

    titles: Mapping[str, Title]
    levels: Mapping[str, tuple[str, ...]]
    printers: dict[str, Printer] = field(factory=dict)
    """By language, those that were needed."""
    told: dict[Hashable, str] = field(factory=dict)
    """Expressions as they were spelled, by expression and what it reads: units of a month have many figures alike."""
    reads: dict[int, tuple[str, ...]] = field(factory=dict)
    """The columns of an expression of the plan."""

    def printer(self, plan: Plan, lang: str) -> Printer:
        """What prints the expressions of the plan in a language."""
        if lang not in self.printers:
            self.printers[lang] = Printer(Facts.of(plan, "zh" if lang == "zh" else "en"), lang)
        return self.printers[lang]


@made_once
def _known(plan: Plan) -> _Known:
    return _Known(titles(plan), {key: kind.scale for key, kind in plan.types.items() if isinstance(kind, Ordinal)})


def _without_repeats(steps: list[Step]) -> list[Step]:
    """A figure that is only carried on is told once."""
    kept: list[Step] = []
    for step in steps:
        if step.how or not any(step.name == before.name and step.value == before.value for before in kept):
            kept.append(step)
    return kept


def _unassessed_by(emit: Emit, row: Mapping[str, Value]) -> list[str]:
    return [name for name, key in emit.exclusions if key.startswith("not_assessed:") and row[key]]


def _back(key: str) -> int:
    known = earlier_of(key)
    return known.back if known else 0


@frozen
class _Tracer:
    plan: Plan
    row: Mapping[str, Value]
    speller: Speller
    known: _Known
    records: Mapping[str, Sequence[Mapping[str, Value]]]
    lang: str
    unassessed_by: Sequence[str]
    """The cases by which the unit is not assessed."""

    def step(self, key: str, title: Title, origin: Origin, how: str) -> Step:
        kind = self.plan.types.get(key)
        levels = kind.scale if isinstance(kind, Ordinal) else ()
        number = self.row[key]
        value = value_text(number, title.unit, self.lang, levels)
        if (
            isinstance(kind, Decimal)
            and isinstance(number, Fraction)
            and (title.unit == "points" or title.word == "PAY")
        ):
            exact = decimal_text(number, kind.digits).replace("-", MINUS)
            value = value.replace(number_text(number), exact, 1)
        return Step(origin.stage, name_text(title, self.lang), value, how, origin, key)

    def inputs(self) -> list[Step]:
        """What was reported for the unit."""
        steps = []
        for source in self.plan.scan.inputs:
            if any(name == self.row[CLASS] for name, _ in source.owners):
                name = self.known.titles[source.key]
                owner = source.owner(str(self.row[UNIT]), str(self.row[CLASS]))
                found = self.step(source.key, name, source.origin, owner)
                if self.row[source.key] is None:
                    found = Step(1, found.name, self._state(source.state), owner, source.origin, source.key)
                steps.append(found)
        return steps

    @property
    def printer(self) -> Printer:
        """What prints the expressions of this plan."""
        return self.known.printer(self.plan, self.lang)

    def _state(self, key: str) -> str:
        code = self.row[key]
        state = State(int(code)) if isinstance(code, Fraction) else State.VALUE
        return STATE_WORDS[self.lang].get(state) or _FIXED[self.lang].get(state) or "—"

    def extend(self, node: Extend) -> list[Step]:
        """A computed figure; states and technical columns only where they say something."""
        key = node.column
        if node.title.word == "STATE":
            return self._state_step(node)
        if self.unassessed_by and key in (self.plan.emit.total, self.plan.emit.composite):
            return [self._instead(name_text(node.title, self.lang), "NOT_ASSESSED", node)]
        if (
            self.row[key] is None
            or key.startswith("fired:")
            or (self.unassessed_by and key.startswith(_BEFORE_EFFECTS))
        ):
            return []
        if node.title.word == "TARGET":
            return self._target_step(node)
        if key.startswith("shown:"):
            return self._ungraded(node)
        if key.startswith("veto:"):
            return self._still_in_force(node)
        if key.startswith("unpaid:"):
            return [self._instead(name_text(Title(node.title.subject), self.lang), "NOT_ASSESSED", node)]
        if key.startswith(_HIDDEN) and not self._grew(key):
            return []
        how = self._spelled(node.expr, lambda: self.speller.equation(node.expr, node.title.unit))
        if key.startswith("placed:"):
            how = how or self.speller.condition(node.expr)
        if not how and key.startswith(("mark:", "total", "composite", "grade:", "composed", "after:", "lowered:")):
            return [self.step(key, node.title, node.origin, "")] if self._is_final(key) else []
        return [self.step(key, node.title, node.origin, how)]

    def _spelled(self, expr: e.Expr, spell: Callable[[], str]) -> str:
        """An expression of the plan with the values of this unit, each text made once."""
        reads, told = self.known.reads, self.known.told
        if id(expr) not in reads:
            reads[id(expr)] = tuple(e.columns_of(expr))
        read = [
            value.as_integer_ratio() if isinstance(value := self.row[key], Fraction) else value
            for key in reads[id(expr)]
        ]
        at = (id(expr), self.lang, *read)
        if at not in told:
            if len(told) >= _REMEMBERED:
                told.clear()
            told[at] = spell()
        return told[at]

    def _ungraded(self, node: Extend) -> list[Step]:
        """Why there is no grade, where that is so."""
        kind, code = self.plan.types[node.column], self.row[node.column]
        assert isinstance(kind, Ordinal)
        if not isinstance(code, Fraction) or code < len(kind.scale) - 2:
            return []
        return [self._instead(name_text(node.title, self.lang), kind.scale[int(code)], node)]

    def _still_in_force(self, node: Extend) -> list[Step]:
        """The earlier periods that set off a veto which still holds; that of the period itself has been told."""
        earlier = (key for key in e.columns_of(node.expr) if earlier_of(key) and self.row[key] == 1)
        held = [name_text(self.speller.titles[key], self.lang) for key in sorted(earlier, key=_back)]
        return [self.step(node.column, node.title, node.origin, JOINER[self.lang].join(held))] if held else []

    def _instead(self, name: str, word: str, node: Extend) -> Step:
        """What stands in place of a score, a grade or pay, and the cases that made it so."""
        emit = self.plan.emit
        every = [name for name, column in (*emit.exclusions, *emit.vetoes) if self.row[column]]
        why = self.unassessed_by if word == "NOT_ASSESSED" else every
        return Step(
            node.origin.stage, name, HEADINGS[self.lang][word], JOINER[self.lang].join(why), node.origin, node.column
        )

    def _target_step(self, node: Extend) -> list[Step]:
        """A target the unit has figures for, and whether it is met."""
        assert isinstance(node.expr, e.And)
        known, met = node.expr.args
        if not self.speller.value_of(known, self.row) or any(self.row[key] is None for key in e.columns_of(met)):
            return []
        value = _MET[self.lang][bool(self.row[node.column])]
        name = name_text(node.title, self.lang)
        how = self._spelled(met, lambda: self.speller.text(met))
        return [Step(node.origin.stage, name, value, how, node.origin, node.column)]

    def _is_final(self, key: str) -> bool:
        return key in (self.plan.emit.total, self.plan.emit.composite) or key.startswith("grade:")

    def _grew(self, key: str) -> bool:
        """Whether re-weighting changed anything for this unit."""
        kept = self.row.get("kept")
        return key == "kept" and isinstance(kept, Fraction) and kept != 1

    def _state_step(self, node: Extend) -> list[Step]:
        code = self.row[node.column]
        if code in (Fraction(State.VALUE), Fraction(State.NOT_APPRAISED)):
            return []
        name = name_text(Title(node.title.subject), self.lang)
        return [Step(node.origin.stage, name, self._state(node.column), "", node.origin, node.column)]

    def linked(self, node: Linked) -> list[Step]:
        """A figure of another unit."""
        other = self.row["link:" + node.link]
        if other is None or self.row[node.column] is None:
            return []
        return [self.step(node.column, node.title, node.origin, str(other))]

    def gathered(self, node: Gather) -> list[Step]:
        """A figure over records, or over units: of what, and which of them count."""
        if self.row[node.column] is None:
            return []
        if not isinstance(node.over, Rows):
            return [self.step(node.column, node.title, node.origin, self.printer.population(node))]
        log = next(log for log in self.plan.scan.logs if log.name == node.over.log)
        listed = records_text(node, log, self.records.get(log.name, ()), self.speller.value_of, self.lang)
        if listed:
            return [self.step(node.column, node.title, node.origin, listed)]
        parts = (
            [] if node.of == e.ONE else [self.printer.text(simplified(node.of, self.printer.facts), node.title.unit)]
        )
        when = simplified(node.where, self.printer.facts)
        parts += [] if when == e.TRUE else [self.printer.text(when)]
        return [self.step(node.column, node.title, node.origin, _JOINED[self.lang].join(parts))]

    def rank(self, node: Rank) -> list[Step]:
        """The unit's place in its group."""
        group = next((name for name, classes in node.groups if self.row[CLASS] in classes), None)
        if group is None:
            return []
        place, places, base = (self._count(key) for key in (node.place, node.places, node.base))
        text = (_UNRANKED if self.row[node.place] is None else _RANK)[self.lang]
        how = text.format(group=group, place=place, places=places, base=base)
        return [Step(node.origin.stage, name_text(node.title, self.lang), place, how, node.origin, node.place)]

    def _count(self, key: str) -> str:
        return value_text(self.row[key], "", self.lang)
