"""The nodes that look at other units, as queries.

Takes the relations so far and a node; gives the text of a query with ``order`` and the columns of the
node, one row per unit. A rank by one key counts the distinct values of that key, which are few; by several keys it is a
window. Names of its own begin with ``#``, as no key of a plan does.
"""

from collections.abc import Sequence

from kpidsl.backends.sql.dialect import Dialect, Names, literal
from kpidsl.backends.sql.relations import SCAN, Relations
from kpidsl.plan.integers.expr import Int, IntLit, Truth, columns_of, interval, may_be_absent
from kpidsl.plan.integers.program import Integers, IntNode
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Linked, Rank, Reach, Weigh


def weights_relation(relation: str, weights: IntNode, names: Names, dialect: Dialect, integers: Integers) -> str:
    """The weights that the node adds as a table of literals; the first row gives the columns their type."""
    assert isinstance(weights.node, Weigh)
    scales = {}
    for output in weights.outputs:
        stored = integers.columns[output.key]
        assert isinstance(stored, Quotient)
        scales[output.key] = 10**stored.digits
    rows: list[str] = []
    for unit_class, values in weights.node.rows:
        texts = []
        for column, value in zip(weights.node.columns, values, strict=True):
            if column in scales:
                texts.append("NULL" if value is None else str(int(value * scales[column])))
        texts = texts if rows else [f"CAST({text} AS {dialect.narrow})" for text in texts]
        rows.append(f"({', '.join([literal(unit_class), *texts])})")
    columns = ", ".join(map(names, (CLASS, *scales)))
    return f"{relation} ({columns}) AS (\n  {dialect.listed.format((',' + chr(10) + '    ').join(rows))}\n)"


def linked(relations: Relations, node: Linked, needed: set[str], texts: list[str], made: list[str]) -> str:
    """The columns of the unit whose name stands in the link."""
    names, link = relations.names, "link:" + node.link
    order, unit = names(ORDER), names(UNIT)
    values = ", ".join(f"{text} AS {names(key)}" for text, key in zip(texts, made, strict=True))
    columns = ", ".join(f"other.{names(key)}" for key in made)
    return (
        f'WITH other AS (SELECT {unit} AS "#far", {values} FROM {relations.joined(needed | {UNIT})})\n'
        f"SELECT own.{order}, {columns}\n"
        f'FROM {names(SCAN)} AS own LEFT JOIN other ON other."#far" = own.{names(link)}'
    )


def reach(relations: Relations, node: Reach, fired: Truth) -> str:
    """Whether a unit for which the condition holds reaches this one by one of the ways."""
    names, emitter = relations.names, relations.emitter
    ways = [via for via in node.via if via != "unit"]
    keys = [CLASS if via == "class" else via for via in ways]
    own = columns_of(fired) | {UNIT, CLASS, *keys}
    columns = ", ".join(names(key) for key in sorted({ORDER, UNIT, CLASS, *keys}))
    ctes = [
        f'own AS {relations.dialect.materialized}(\n  SELECT {columns}, {emitter.truth(fired, strict=True)} AS "#fires"\n'
        f"  FROM {relations.joined(own)}\n)"
    ]
    joins, holds = "", ['own."#fires"'] if "unit" in node.via else []
    for number, (via, key) in enumerate(zip(ways, keys, strict=True), start=1):
        ctes.append(
            f'way{number} AS (SELECT DISTINCT {names(key)} AS "#far" FROM own\n'
            f'  WHERE "#fires" AND {names(key)} IS NOT NULL)'
        )
        mine = names(CLASS) if via == "class" else names(UNIT)
        joins += f'\nLEFT JOIN way{number} ON way{number}."#far" = own.{mine}'
        holds.append(f'way{number}."#far" IS NOT NULL')
    condition = " OR ".join(holds) or "FALSE"
    return f"WITH {', '.join(ctes)}\nSELECT own.{names(ORDER)}, {condition} AS {names(node.column)}\nFROM own{joins}"


def rank(relations: Relations, node: IntNode, carried: Sequence[str]) -> str:
    """Places within groups of classes, beside the columns that are ``carried`` on."""
    assert isinstance(node.node, Rank)
    names, emitter, dialect = relations.names, relations.emitter, relations.dialect
    order = names(ORDER)
    truths = zip(node.truths, _FLAGS, strict=True)
    flags = [f'{emitter.truth(truth, strict=True)} AS "#{flag}"' for truth, flag in truths]
    keys = [f'{_comparable(relations, key)} AS "#key{number}"' for number, key in enumerate(node.keys, start=1)]
    read = set(carried).union(*(columns_of(part) for part in (*node.truths, *node.keys))) | {CLASS}
    pools = [
        f"({literal(unit_class)}, {number})"
        for number, (_, classes) in enumerate(node.node.groups, start=1)
        for unit_class in classes
    ] or [f"(CAST(NULL AS {dialect.text}), 0)"]
    rest = list(map(names, carried))
    if not dialect.keeps_common:
        tables, places, joins = _in_one_pass(node.node, dialect)
    elif len(keys) == 1:
        tables, places, joins = _by_counting(node.node, dialect)
    else:
        tables, places, joins = _by_window(node.node, order)
    columns = [f"{text} AS {names(output.key)}" for text, output in zip(places, node.outputs, strict=True)]
    lines = [
        f'WITH pool ({names(CLASS)}, "#pool") AS ({dialect.listed.format(", ".join(pools))}),',
        f"own AS {dialect.materialized}(",
        f'  SELECT {order}, "#pool", {", ".join(flags + keys + rest)}',
        f"  FROM {relations.joined(read)} LEFT JOIN pool USING ({names(CLASS)})",
        f"){tables}",
        f"SELECT {', '.join([f'own.{order}', *columns, *(f'own.{key}' for key in rest)])}",
        f"FROM own {joins}",
    ]
    return "\n".join(lines)


_FLAGS = ("ranked", "counted", "spends")


def _comparable(relations: Relations, key: Int) -> str:
    """A rank key in which absence is a value below all others; proven bounds leave room for it."""
    text = relations.emitter.number(key)
    if not may_be_absent(key):
        return text
    return f"COALESCE({text}, {relations.emitter.number(IntLit(interval(key).lo - 1))})"


def _by_counting(node: Rank, dialect: Dialect) -> tuple[str, list[str], str]:
    """Tables, the columns of the node and joins where the units of one key, few or many, are one step."""
    counts = ", ".join(f'{_count(flag)} AS "#{flag}"' for flag in _FLAGS)
    sums = ", ".join(f'CAST(SUM("#{flag}") OVER whole AS {dialect.narrow}) AS "#{flag}"' for flag in _FLAGS)
    before = "" if node.ties != "better" else ' - "#ranked" + 1'
    tables = (
        f',\nsteps AS (\n  SELECT "#pool", "#key1", {counts}\n'
        '  FROM own WHERE "#pool" IS NOT NULL GROUP BY "#pool", "#key1"\n),\n'
        f"totals AS {dialect.materialized}(\n"
        f'  SELECT "#pool", "#key1", {sums},\n'
        f'    CAST(SUM("#ranked") OVER (whole ORDER BY "#key1" DESC) AS {dialect.narrow}){before} AS "#place"\n'
        '  FROM steps WINDOW whole AS (PARTITION BY "#pool")\n)'
    )
    return (
        tables,
        _of_totals('totals."#place"'),
        'LEFT JOIN totals ON totals."#pool" = own."#pool" AND totals."#key1" = own."#key1"',
    )


def _by_window(node: Rank, order: str) -> tuple[str, list[str], str]:
    over = _place(node, '"#pool"')
    counts = ", ".join(f'{_count(flag)} AS "#{flag}"' for flag in _FLAGS)
    tables = (
        f',\ntotals AS (SELECT "#pool", {counts} FROM own WHERE "#pool" IS NOT NULL GROUP BY "#pool"),\n'
        f'ladder AS (SELECT {order} AS "#at", {over} AS "#place" FROM own WHERE "#ranked" AND "#pool" IS NOT NULL)'
    )
    joins = f'LEFT JOIN totals ON totals."#pool" = own."#pool"\n  LEFT JOIN ladder ON ladder."#at" = own.{order}'
    return tables, _of_totals('ladder."#place"'), joins


def _in_one_pass(node: Rank, dialect: Dialect) -> tuple[str, list[str], str]:
    """All by windows over the units themselves, which are read once; ranked and other units of a group do not meet."""
    place = _place(node, '"#pool", "#ranked"')
    texts = [f'CASE WHEN "#ranked" THEN {place} END']
    texts += [f'{_count(flag)} OVER (PARTITION BY "#pool")' for flag in _FLAGS]
    return "", [f'CASE WHEN "#pool" IS NOT NULL THEN CAST({text} AS {dialect.narrow}) END' for text in texts], ""


def _place(node: Rank, pool: str) -> str:
    keys = ", ".join(f'"#key{number}" DESC' for number in range(1, len(node.keys) + 1))
    function = "RANK()" if node.ties == "better" else "COUNT(*)"
    return f"{function} OVER (PARTITION BY {pool} ORDER BY {keys or '0'})"


def _of_totals(place: str) -> list[str]:
    return [f'CASE WHEN own."#ranked" THEN {place} END', *(f'totals."#{flag}"' for flag in _FLAGS)]


def _count(flag: str) -> str:
    return f'COUNT(CASE WHEN "#{flag}" THEN 1 END)'
