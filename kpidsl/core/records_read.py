"""Which logs a rule rests on.

Takes expressions and the core program; gives the names of the logs behind them.
"""

from collections.abc import Iterable

from kpidsl.core import expr as e
from kpidsl.core.aggregates import Rows
from kpidsl.core.program import Core


def logs_read(exprs: Iterable[e.Expr], core: Core) -> set[str]:
    """The logs behind expressions, through derived values."""
    found: set[str] = set()
    seen: set[str] = set()
    pending = [column for expr in exprs for column in e.columns_of(expr)]
    while pending:
        column = pending.pop()
        if column in seen:
            continue
        seen.add(column)
        derived, aggregate = core.find_derived(column), core.find_aggregate(column)
        if derived is not None:
            pending += e.columns_of(derived.expr)
        elif aggregate is not None and isinstance(aggregate.over, Rows):
            found.add(aggregate.over.log)
        elif aggregate is not None:
            pending += e.columns_of(aggregate.of)
    return found
