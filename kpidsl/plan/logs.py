"""Which logs a month must bring.

Takes the checked policy; gives one ``Log`` per log that something reads, with all of its columns.
"""

from fractions import Fraction

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core import dimensions as dim
from kpidsl.core.aggregates import Aggregate, Rows
from kpidsl.core.calls.records import column_key
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
    return Log(log.name, tuple(columns), log.most, log.classes, Origin(1, log.place, log.clause), dated, log.owner)
