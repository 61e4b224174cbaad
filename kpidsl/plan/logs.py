"""Which logs a month must bring.

Takes the checked policy; gives one ``Log`` per log that something reads, with all of its columns.
"""

from fractions import Fraction

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import Aggregate, Rows
from kpidsl.core.calls.records import column_key
from kpidsl.core.records_read import logs_read
from kpidsl.core.weighing import leaf_weights
from kpidsl.plan.nodes import Log, LogColumn, Origin
from kpidsl.resolve.policy import LogTable


def logs_of(checked: CheckedPolicy) -> tuple[Log, ...]:
    """The logs that are read, in order of declaration."""
    core = checked.core
    read = {log_read(aggregate) for aggregate in core.aggregates} - {""}
    keys = {key for one in core.preceding for key in one.same}
    return tuple(_log(log, checked, keys) for log in checked.policy.logs if log.name in read)


def log_read(aggregate: Aggregate) -> str:
    """The log that an aggregate runs over, empty where it runs over units."""
    return aggregate.over.log if isinstance(aggregate.over, Rows) else ""


def _log(log: LogTable, checked: CheckedPolicy, keys: set[str]) -> Log:
    columns = []
    for column in log.columns:
        key = column_key(log.name, column.name)
        scale = dim.measure(column.unit).scale if column.unit else Fraction(1)
        columns.append(
            LogColumn(
                key, column.name, checked.core.types[key], column.unit, scale, column.decimals, column.low, column.high,
                column.step, column.levels, column.kind, column.default, column.kind != "text" or key in keys,
            )
        )  # fmt: skip
    dated = column_key(log.name, log.dated) if log.dated else ""
    return Log(
        log.name, tuple(columns), log.most, log.classes, Origin(1, log.place, log.clause), dated, log.owner,
        _readers(log, checked),
    )  # fmt: skip


def _readers(log: LogTable, checked: CheckedPolicy) -> tuple[str, ...]:
    """The classes of a log for which a mark reads it; all of them where anything else does, which is for units of any class."""
    core, policy = checked.core, checked.policy
    elsewhere: list[e.Expr] = [*core.coefficients, *core.vetoes, *core.rates.values()]
    elsewhere += [expr for composite, instead in core.composites for expr in (composite, *instead.values())]
    elsewhere += [expr for demands in core.bands.values() for expr in demands]
    elsewhere += [expr for pair in core.always for expr in pair] + [value.expr for value in core.annual]
    elsewhere += core.annual_cases
    elsewhere += [expr for pay in core.pays if pay for expr in (pay.money, pay.shares) if expr is not None]
    aside = {family.name for family in policy.aside}
    elsewhere += [value.expr for value in core.derived if value.formula.family in aside]
    if log.name in logs_read(elsewhere, core):
        return log.classes
    weights, found = leaf_weights(policy), set[str]()
    for leaf, rules in core.marks.items():
        for rule in rules:
            if log.name in logs_read([rule.expr, *(guard.when for guard in rule.guards)], core):
                found |= {name for name in rule.classes if leaf not in weights or weights[leaf].get(name) is not None}
    return tuple(name for name in log.classes if name in found)
