"""Figures over other units, as queries.

Takes the relations so far and a ``Gather`` over units; gives the text of a query with ``order`` and the figure, one row per
unit. Every unit belongs to one pool and reads one: its group of classes both times, or the unit its link leads to and its own.
"""

from kpidsl.backends.sql.dialect import literal
from kpidsl.backends.sql.relations import Relations
from kpidsl.core.aggregates import Inflow, Peers
from kpidsl.plan.integers.expr import IntCol, columns_of
from kpidsl.plan.integers.program import IntNode
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Gather

_FUNCTIONS = {"SUM": "SUM", "COUNT": "COUNT", "LEAST": "MIN", "GREATEST": "MAX"}
_OTHERS = '(PARTITION BY "#pool" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE CURRENT ROW)'


def gather(relations: Relations, node: IntNode) -> str:
    """One figure of many units."""
    assert isinstance(node.node, Gather)
    (output,) = node.outputs
    assert isinstance(output, IntCol)
    others = isinstance(node.node.over, Peers) and node.node.over.others
    order, column = relations.names(ORDER), relations.names(output.key)
    kind = relations.emitter.type_of(output)
    if node.node.op == "MEDIAN":
        tables, value, joins = _median(relations, others)
    elif others:
        tables, value, joins = "", _of_others(relations, node.node.op), ""
    else:
        function = _FUNCTIONS[node.node.op]
        tables = f',\ntotals AS (SELECT "#pool" AS "#of", {function}("#value") AS "#total" FROM own GROUP BY "#pool")'
        value, joins = 'totals."#total"', ' LEFT JOIN totals ON totals."#of" = own."#mine"'
    if node.node.op in ("SUM", "COUNT"):
        value = f"COALESCE({value}, 0)"
    value = f'CAST(CASE WHEN "#mine" IS NOT NULL THEN {value} END AS {kind})'
    return f"WITH {_own(relations, node)}{tables}\nSELECT own.{order}, {value} AS {column}\nFROM own{joins}"


def values(relations: Relations, node: IntNode) -> str:
    """Every unit with its pool, the pool it reads, and the value it brings where it counts."""
    return f"WITH {_own(relations, node)}\nSELECT * FROM own"


def _own(relations: Relations, node: IntNode) -> str:
    """Every unit with its pool, the pool it reads, and the value it brings where it counts."""
    assert isinstance(node.node, Gather)
    names, emitter = relations.names, relations.emitter
    (of,), (where,) = node.keys, node.truths
    counts = emitter.truth(where)
    value = emitter.brought(of, node.node.op, node.outputs[0])
    value = value if counts == "TRUE" else f"CASE WHEN {counts} THEN {value} END"
    read = columns_of(of) | columns_of(where)
    match node.node.over:
        case Inflow(link):
            before, joined = "", relations.joined(read | {UNIT, "link:" + link})
            pool, mine = names("link:" + link), names(UNIT)
        case Peers(groups):
            pairs = [f"({literal(name)}, {at})" for at, group in enumerate(groups, start=1) for name in group] or [
                f"(CAST(NULL AS {relations.dialect.text}), 0)"
            ]
            listed = relations.dialect.listed.format(", ".join(pairs))
            before = f'pool ({names(CLASS)}, "#group") AS ({listed}),\n'
            joined = f"{relations.joined(read | {CLASS})} LEFT JOIN pool USING ({names(CLASS)})"
            pool = mine = '"#group"'
        case _:
            raise TypeError(f"not over units: {node.node.over}")
    return (
        f"{before}own AS {relations.dialect.materialized}(\n"
        f'  SELECT {names(ORDER)}, {pool} AS "#pool", {mine} AS "#mine", {value} AS "#value"\n  FROM {joined}\n)'
    )


def _of_others(relations: Relations, op: str) -> str:
    """The figure of the values in the pool but the row's own."""
    function, order = _FUNCTIONS[op], relations.names(ORDER)
    if relations.dialect.leaves_out_own:
        return f'{function}("#value") OVER {_OTHERS}'
    match op:
        case "SUM":
            return 'SUM("#value") OVER (PARTITION BY "#pool") - COALESCE("#value", 0)'
        case "COUNT":
            return 'COUNT("#value") OVER (PARTITION BY "#pool") - CASE WHEN "#value" IS NULL THEN 0 ELSE 1 END'
        case _:
            # What stands before the row in roster order, and before it in the opposite order.
            rows = "ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
            sides = ", ".join(
                f'{function}("#value") OVER (PARTITION BY "#pool" ORDER BY {order}{way} {rows})'
                for way in ("", " DESC")
            )
            return f"{op}({sides})"


def _median(relations: Relations, others: bool) -> tuple[str, str, str]:
    """The value in the middle, or half of the two there, ten times: one decimal more.

    Places in the pool are counted from 0 over the units that have a value; a unit that leaves itself out passes over its own.
    """
    order, divided = relations.names(ORDER), relations.emitter.divided
    mine = 'ladder."#at"' if others else f"CAST(NULL AS {relations.dialect.narrow})"
    tables = (
        f',\nladder AS (SELECT {order} AS "#who", "#pool" AS "#of", "#value",'
        f' ROW_NUMBER() OVER (PARTITION BY "#pool" ORDER BY "#value", {order}) - 1 AS "#at"'
        ' FROM own WHERE "#value" IS NOT NULL AND "#pool" IS NOT NULL),\n'
        'sizes AS (SELECT "#of", COUNT(*) AS "#size" FROM ladder GROUP BY "#of"),\n'
        f'middles AS (SELECT own.{order} AS "#unit", sizes."#of", {mine} AS "#self",'
        f' sizes."#size" - CASE WHEN {mine} IS NULL THEN 0 ELSE 1 END AS "#n"'
        f' FROM own JOIN sizes ON sizes."#of" = own."#mine" LEFT JOIN ladder ON ladder."#who" = own.{order})'
    )

    def place(half: str) -> str:
        before = '("#n" - 1)' if half == "low" else '"#n"'
        at = f"({divided(before, '2')})"
        return f'{at} + CASE WHEN "#self" <= {at} THEN 1 ELSE 0 END'

    joins = (
        f' LEFT JOIN middles ON middles."#unit" = own.{order} AND middles."#n" > 0'
        f' LEFT JOIN ladder AS low ON low."#of" = middles."#of" AND low."#at" = {place("low")}'
        f' LEFT JOIN ladder AS high ON high."#of" = middles."#of" AND high."#at" = {place("high")}'
    )
    return tables, '(low."#value" + high."#value") * 5', joins
