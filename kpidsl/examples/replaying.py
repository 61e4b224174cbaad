"""One example, replayed on the reference evaluator as a month would bring it.

Takes an example of a compiled policy; gives the complete row of its unit, and what keeps it from being evaluated. What the
example gives is set: a mark that a person gives is entered, any other takes the place of the computed one before item
vetoes. ``其余指标：满分`` gives the other appraised indicators the full mark; without it, what an example leaves out is
unreported. What other units contribute is what the example says of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import evolve

from kpidsl.backends.reference.expressions import value_of
from kpidsl.backends.reference.replay import replay, replay_among, replay_records
from kpidsl.backends.reference.rows import Row, records_of
from kpidsl.core import expr as e
from kpidsl.core.program import ExampleCase, MarkRule
from kpidsl.core.records_read import logs_read
from kpidsl.core.weighing import LeafWeights, full_marks
from kpidsl.diagnostics import catalogue
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Input, Linked, Plan, Rank, Reach, Report, State
from kpidsl.results.figures import Value
from kpidsl.scores.month import LogRow
from kpidsl.values import field, frozen

BROKEN = "K546"
"""The code of a statement (任何情况下) that does not hold."""


@frozen
class Prepared:
    """What an example brings: opening columns, columns that are given, and the units it is ranked with."""

    case: ExampleCase
    opening: Mapping[str, Value]
    given: Mapping[str, Value]
    others: tuple[Mapping[str, Value], ...] | None
    records: Mapping[str, tuple[LogRow, ...]] = field(factory=dict)
    peers: tuple["Prepared", ...] | None = None
    """The other units of the month."""


@frozen
class Replayed:
    """The row of the unit. ``missing`` are cells that the policy cannot do without, ``stops`` reports that end evaluation."""

    row: Mapping[str, Value]
    missing: tuple[Input, ...]
    stops: tuple[Report, ...]
    records: Mapping[str, Sequence[Mapping[str, Value]]]
    broken: tuple[Report, ...]
    """Statements (任何情况下) that do not hold."""

    @property
    def stopped(self) -> bool:
        """Whether there are no results."""
        return bool(self.missing or self.stops)


def run(plan: Plan, prepared: Prepared) -> Replayed:
    """The example by a plan, which need not be the one it was prepared with."""
    rows = _rows(plan, prepared)
    row = rows[0]
    missing = dict.fromkeys(
        cell for one in rows for cell in plan.scan.inputs
        if one[cell.state] == State.UNREPORTED and one[CLASS] in dict(cell.owners) and one[CLASS] not in cell.optional
    )  # fmt: skip
    said = [
        node for node in plan.nodes if isinstance(node, Report)
        and any(value_of(node.when, one) for one in (rows[:1] if node.code == BROKEN else rows))
    ]  # fmt: skip
    errors = [node for node in said if catalogue.severity(node.code) == "error"]
    return Replayed(
        row, tuple(missing),
        tuple(node for node in errors if node.code != BROKEN),
        replay_records(plan, prepared.records, str(row[UNIT])), tuple(node for node in errors if node.code == BROKEN),
    )  # fmt: skip


def _rows(plan: Plan, prepared: Prepared) -> list[Row]:
    """The complete row of the unit, and those of the other units of its month."""
    if prepared.peers is None:
        return [replay(plan, prepared.opening, prepared.given, prepared.others, prepared.records)]
    units = [(one.opening, one.given) for one in (prepared, *prepared.peers)]
    return replay_among(plan, units, records_of(plan.scan, prepared.records))


def prepare(compiled: Compiled, weights: LeafWeights, case: ExampleCase) -> Prepared:
    """The columns of an example; ``weights`` are those of the policy."""
    plan, unit_class = compiled.plan, case.example.unit_class
    columns: Row = {}
    given: dict[str, Value] = {}
    for leaf, rules in compiled.checked.core.marks.items():
        rule = next((rule for rule in rules if unit_class in rule.classes), None)
        if rule and weights[leaf].get(unit_class) is not None:
            _mark(compiled, case, leaf, rule, columns, given)
    for family in compiled.checked.policy.aside:
        if family.word == "FIGURES":
            for datum in family.data:
                key = f"data:{family.name}·{datum.name}"
                if key not in case.given and key not in case.absent:
                    columns |= _cell(key, None, "UNREPORTED")
    opening: Row = {UNIT: case.example.unit, CLASS: unit_class, ORDER: Fraction(0)}
    for link in plan.scan.links:
        opening["link:" + link] = link if any(key.startswith(f"linked:{link}:") for key in case.given) else None
    opening |= {key: case.given.get(key) for key in plan.scan.calendar}
    for source in plan.scan.inputs:
        opening |= _cell(source.key, case.given.get(source.key), case.absent.get(source.key))
    opening |= {earlier.key: case.given.get(earlier.key) for earlier in plan.scan.past}
    records = {log: tuple(LogRow(case.example.unit, values) for values in rows) for log, rows in case.records.items()}
    peers = None if case.peers is None else tuple(prepare(compiled, weights, peer) for peer in case.peers)
    if peers is not None:
        placed = enumerate(peers, start=1)
        peers = tuple(evolve(peer, opening={**peer.opening, ORDER: Fraction(at)}) for at, peer in placed)
    return Prepared(case, opening | columns, given | _from_others(plan, case), _others(plan, case), records, peers)


def _mark(
    compiled: Compiled, case: ExampleCase, leaf: str, rule: MarkRule, columns: Row, given: dict[str, Value]
) -> None:
    """Sets what an example says of one leaf: cells in ``columns``, a mark in place of the computed one in ``given``."""
    key, plan = f"mark:{leaf}", compiled.plan
    mark, reason = case.given.get(key), case.absent.get(key)
    said = {*case.given, *case.absent}
    records = logs_read([rule.expr, *(guard.when for guard in rule.guards)], compiled.checked.core)
    silent = mark is None and reason is None and not any(read in said for read in rule.reads)
    silent = silent and not records & set(case.records)
    if silent and compiled.checked.policy.extra(leaf):
        mark = Fraction(0)
    elif silent and case.example.others_full:
        mark = full_marks(compiled.checked.policy)[leaf][case.example.unit_class]
    if rule.expr == e.Col(f"entered:{leaf}"):
        columns |= _cell(f"entered:{leaf}", mark, reason or ("UNREPORTED" if mark is None else None))
    elif mark is not None:
        scored = f"scored:{leaf}"
        given |= {scored if scored in plan.types else key: mark, f"state:{leaf}": Fraction(State.VALUE)}
    elif reason == "NOT_APPLICABLE":
        given[f"state:{leaf}"] = Fraction(State.NOT_APPLICABLE)
    else:
        for read in rule.reads:
            if read not in said:
                columns |= _cell(read, None, "UNREPORTED")


def _cell(key: str, value: Fraction | None, reason: str | None) -> Row:
    state = State[reason] if reason else State.NOT_APPRAISED if value is None else State.VALUE
    return {key: value, f"state:{key}": Fraction(state)}


def _from_others(plan: Plan, case: ExampleCase) -> Row:
    """The figures of linked units; a unit that is not said to have them has none."""
    return {
        node.column: next((value for key, value in case.given.items() if node.column.startswith(key)), None)
        for node in plan.nodes
        if isinstance(node, Linked)
    }


def _others(plan: Plan, case: ExampleCase) -> tuple[Row, ...] | None:
    """The rest of the rank group, by the columns that ranks read; what breaks ties is not known of them."""
    if case.others is None:
        return None
    keys = {key for node in plan.nodes if isinstance(node, Rank) for key in node.keys}
    vetoes = dict((*plan.emit.vetoes, *plan.emit.exclusions))
    return tuple(
        {
            **dict.fromkeys(keys),
            "composite": other.score,
            **{column: name == other.veto for name, column in vetoes.items()},
        }
        for other in case.others
    )


def dependencies(plan: Plan, row: Mapping[str, Value], columns: Iterable[str]) -> set[str]:
    """The columns that the values of ``columns`` came from, themselves included; arms not taken are left out."""
    found = set(columns)
    for node in reversed(plan.nodes):
        column = getattr(node, "column", "")
        if isinstance(node, Rank) and node.place in found:
            found |= {*node.keys, node.places, node.base, node.spent}
        elif isinstance(node, Reach) and column in found:
            found.add(node.fired)
        elif column in found and hasattr(node, "expr"):
            found |= _live(node.expr, row)
    return found


def _live(expr: e.Expr, row: Mapping[str, Value]) -> set[str]:
    """The columns whose values an expression reads for this row; that one is there at all is no value."""
    match expr:
        case e.Case(arms, default):
            read: set[str] = set()
            for when, value in arms:
                read |= _live(when, row)
                if value_of(when, row):
                    return read | _live(value, row)
            return read | _live(default, row)
        case e.Col(key) | e.Among(key):
            return {key}
        case _:
            return set().union(*(_live(part, row) for part in e.children(expr)))
