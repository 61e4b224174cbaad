"""What Spark computes with is exact: narrow numbers, numbers of 38 digits, texts. What leaves its type raises and never wraps.

Sheets are written whole and in order, or not at all.
"""

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

import pytest

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.spark.database import SparkDatabase
from kpidsl.backends.spark.engine import SparkEngine
from kpidsl.backends.spark.session import SparkUnavailable, own_session
from kpidsl.backends.spark.writing import write_lines
from kpidsl.backends.sql.dialect import SPARK, Names, literal
from kpidsl.backends.sql.emit import Emitter
from kpidsl.core import expr as e
from kpidsl.core.expr import Rounding
from kpidsl.core.rounding import rounded
from kpidsl.plan.integers import build
from kpidsl.plan.integers import expr as i
from kpidsl.plan.integers.program import Integers
from tests.backends.local_spark import spark
from tests.backends.test_integers import COST, EDGES, INCOME, month_of, plan_of, signed_pairs

MOST = 10**38 - 1


def computed(
    exprs: Sequence[i.Int], columns: Sequence[i.IntCol], rows: Sequence[Sequence[int | None]]
) -> list[tuple[int | None, ...]]:
    """What Spark makes of expressions over rows, in the order of the rows."""
    emitter, database = Emitter(SPARK, Names()), SparkDatabase(spark())
    typed = [('"#at"', SPARK.narrow), *((emitter.names(column.key), emitter.type_of(column)) for column in columns)]
    database.fill('"numbers"', typed, [(at, *row) for at, row in enumerate(rows)])
    found = database.rows(f'SELECT {", ".join(map(emitter.number, exprs))} FROM "numbers" ORDER BY "#at"')
    database.close()
    return found


@pytest.mark.parametrize("wide", [False, True])
def test_rounding_divisions_are_those_of_whole_numbers(wide: bool) -> None:
    unit = 10**18 if wide else 1
    pairs = [(num * unit, den * unit) for num, den in signed_pairs()[::5]]
    most = max(abs(num) for num, _ in pairs), max(den for _, den in pairs)
    num, den = i.IntCol("num", -most[0], most[0], False), i.IntCol("den", 1, most[1], False)
    exprs = [build.divide(num, by, mode) for mode in Rounding for by in (den, i.IntLit(8), i.IntLit(3))]
    for (a, b), row in zip(pairs, computed(exprs, (num, den), pairs), strict=True):
        assert row == tuple(rounded(a, by, mode) for mode in Rounding for by in (b, 8, 3)), (a, b)


def test_quotients_of_up_to_38_digits() -> None:
    dens = [1, 2, 3, 7, 999_999]
    nums = [
        sign * num for num in (0, 1, MOST // 3, MOST // 3 - 1, 3 * 10**37 + 1, 10**32 - 1, 10**32) for sign in (1, -1)
    ]
    pairs = [(num, den) for num in nums for den in dens]
    num, den = i.IntCol("num", -(MOST // 3), MOST // 3, False), i.IntCol("den", 1, 10**6, False)
    exprs = [build.divide(num, by, mode) for mode in Rounding for by in (den, i.IntLit(2), i.IntLit(10))]
    for (a, b), row in zip(pairs, computed(exprs, (num, den), pairs), strict=True):
        assert row == tuple(rounded(a, by, mode) for mode in Rounding for by in (b, 2, 10)), (a, b)


def test_sums_and_products_of_38_digits() -> None:
    half = i.IntCol("a", -(10**19) + 1, 10**19 - 1, True)
    product = build.mul((half, i.IntLit(10**19)))
    rows: list[tuple[int | None]] = [(10**19 - 1,), (-(10**19) + 1,), (0,), (1,), (None,)]
    exprs = [
        product,
        build.add((product, i.IntLit(10**19 - 1))),
        build.least((product, half)),
        build.greatest((product, i.IntLit(5))),
    ]
    for (a,), row in zip(rows, computed(exprs, (half,), rows), strict=True):
        p = None if a is None else a * 10**19
        assert row == ((None,) * 4 if a is None or p is None else (p, p + 10**19 - 1, min(p, a), max(p, 5)))


@pytest.mark.parametrize(
    "expr",
    [
        e.mul(INCOME, COST),
        e.Round(e.mul(INCOME, e.const(123457)), 0, Rounding.HALF_UP),
        e.Round(e.div(INCOME, COST), 4, Rounding.HALF_EVEN),
        e.add(e.mul(INCOME, e.const(9001)), e.mul(COST, e.const(-9001)), e.const(Fraction(1, 7))),
    ],
)
def test_the_largest_declared_values(expr: e.Expr) -> None:
    plan = plan_of(expr)
    for income in EDGES[:3]:
        month = month_of(income, EDGES[0])
        outcome = SparkEngine(spark()).run(plan, month)
        assert outcome.reports == evaluate(plan, month).reports
        outcome.database.close()


LIES = {
    "a narrow sum": (build.add, i.IntCol("a", 0, 10, False), 2**63 - 1),
    "a narrow product": (build.mul, i.IntCol("a", 0, 10, False), 2**62),
    "a sum of 38 digits": (build.add, i.IntCol("a", 0, 2**64, False), MOST),
    "a product of 38 digits": (build.mul, i.IntCol("a", 0, 2**63, False), 10**20),
}


@pytest.mark.parametrize("name", LIES)
def test_a_value_beyond_its_proven_bounds_raises_and_never_wraps(name: str) -> None:
    from pyspark.errors import ArithmeticException

    combine, column, value = LIES[name]
    with pytest.raises(ArithmeticException):
        computed([combine((column, column))], (column,), [(value,)])


def test_a_quotient_beyond_its_proven_bounds_raises() -> None:
    from pyspark.errors import ArithmeticException

    num = i.IntCol("num", 0, 2**64, False)
    with pytest.raises(ArithmeticException):
        computed([build.divide(num, i.IntLit(7), Rounding.TRUNCATE)], (num,), [(MOST,)])


def test_sums_over_many_rows_are_wide_where_they_may_be() -> None:
    database = SparkDatabase(spark())
    largest = i.IntCol("a", 0, 2**63 - 1, False)
    emitter = Emitter(SPARK, Names())
    brought = emitter.brought(largest, "SUM", i.IntCol("sum", 0, 10**7 * (2**63 - 1), False))
    database.fill('"many"', [('"a"', SPARK.narrow)], [(2**63 - 1,)] * 1000)
    assert database.rows(f'SELECT SUM({brought}) FROM "many"') == [(1000 * (2**63 - 1),)]
    database.close()


TEXTS = [
    "一队",
    "it's",
    'a"b',
    "back`tick",
    "back\\slash",
    "\\u4e00",
    "a\\'",
    "${x}",
    "换\n行",
    "\t",
    "--",
    "a;b",
    "%_",
    "{0}",
    "?",
]


def test_texts_and_names_are_taken_as_they_are() -> None:
    database, names = SparkDatabase(spark()), Names()
    columns = [(names(text), SPARK.text) for text in TEXTS]
    database.fill('"texts; --"', columns, [TEXTS])
    selected = ", ".join(f"{names(text)} = {literal(text)}, {literal(text)}" for text in TEXTS)
    (row,) = database.rows(f'SELECT {selected} -- ends in \\\nFROM "texts; --"')
    assert row == tuple(part for text in TEXTS for part in (True, text))
    assert database.rows(f'SELECT COUNT(*) FROM "texts; --" WHERE {names(TEXTS[0])} = ?', [TEXTS[0]]) == [(1,)]
    database.close()


def test_names_that_differ_in_case_are_two() -> None:
    database = SparkDatabase(spark())
    database.fill('"case"', [('"OA"', SPARK.narrow), ('"oa"', SPARK.narrow)], [(1, 2)])
    assert database.rows('SELECT "oa", "OA" FROM "case"') == [(2, 1)]
    database.close()


def test_the_session_of_a_caller_is_left_alone() -> None:
    given = spark().newSession()
    given.conf.set("spark.sql.ansi.enabled", "false")
    given.conf.set("spark.sql.broadcastTimeout", "77")
    given.sql("SELECT 1 AS mine").createOrReplaceTempView("scan")
    plan = plan_of(e.mul(INCOME, COST))
    outcome = SparkEngine(given).run(plan, month_of(EDGES[0], EDGES[0]))
    assert outcome.database.session.conf.get("spark.sql.ansi.enabled") == "true"
    assert outcome.database.session.conf.get("spark.sql.broadcastTimeout") == "77"
    assert given.conf.get("spark.sql.ansi.enabled") == "false"
    assert [tuple(row) for row in given.table("scan").collect()] == [(1,)]
    assert [view.viewName for view in given.sql("SHOW VIEWS").collect()] == ["scan"]  # tables are everybody's


def test_a_master_other_than_that_of_the_spark_running_is_refused() -> None:
    spark()
    with pytest.raises(ValueError, match=r"local\[2\]"):
        own_session(None, "local[7]")


def test_a_policy_that_needs_more_than_38_digits_never_reaches_spark() -> None:
    from kpidsl.plan.integers.program import Overflow

    with pytest.raises(Overflow):
        Integers.of(plan_of(e.mul(INCOME, COST, INCOME)))


def test_a_file_that_is_not_all_that_was_computed_is_refused(tmp_path: Path) -> None:
    """As where an executor writes to a disk of its own: the bytes in the folder are not those of the lines."""
    lines = spark().sql("SELECT CAST(NULL AS STRING) AS line")  # written as an empty line, of which no sheet has one
    with pytest.raises(SparkUnavailable, match="folder"):
        write_lines(lines, b"heading\n", tmp_path / "sheet.csv")
    assert not list(tmp_path.iterdir())


def test_lines_stand_in_the_order_of_the_rows_however_many_write_them(tmp_path: Path) -> None:
    own = spark().newSession()
    own.conf.set("spark.sql.shuffle.partitions", "7")
    lines = own.sql("SELECT CONCAT(id, '\n', 'é,') AS line FROM RANGE(0, 20000, 1, 5) ORDER BY id")
    write_lines(lines, b"heading\n", tmp_path / "多 份.csv")
    expected = "heading\n" + "".join(f"{number}\né,\n" for number in range(20_000))
    assert (tmp_path / "多 份.csv").read_bytes() == expected.encode()
