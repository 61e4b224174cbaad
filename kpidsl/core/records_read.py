"""Which logs a rule rests on.

Takes expressions and the core program; gives the names of the logs behind them.
"""

from collections.abc import Iterable

from kpidsl.core import expr as e
from kpidsl.core.aggregates import Rows
from kpidsl.core.program import Core


def logs_read(exprs: Iterable[e.Expr], core: Core) -> set[str]:
    """The logs behind expressions, through derived values."""
    derived = {value.key: value.expr for value in core.derived}
    aggregates = {one.key: one for one in core.aggregates}
    found: set[str] = set()
    seen: set[str] = set()
    pending = [column for expr in exprs for column in e.columns_of(expr)]
    while pending:
        column = pending.pop()
        if column in seen:
            continue
        seen.add(column)
        if column in derived:
            pending += e.columns_of(derived[column])
        elif column in aggregates:
            over = aggregates[column].over
            if isinstance(over, Rows):
                found.add(over.log)
            else:
                pending += e.columns_of(aggregates[column].of)
    return found
