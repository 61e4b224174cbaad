"""The policy of ``bench/large.py`` programmed by hand in Spark SQL: what ``kpidsl evaluate --engine spark`` is measured against.

Takes a month and a folder; writes unit, class, total, place and grade of every unit as csv parts. Exact and strict as
``by_hand.py``: whole numbers only, a cell counts only if its whole text is a number of the declared shape and range, every name
stands once.

    python bench/by_hand_spark.py MONTH.CSV FOLDER
"""

import sys

from by_hand import COUNTS, LAST_WEIGHTS, MARKS, SHARES, WEIGHTS
from pyspark.sql import SparkSession

CLASSES = "('甲', '乙', '丙', '丁')"


def mark(at: int) -> str:
    """The mark of an indicator in tenths; NULL where the cell is not what it should be."""
    cell = f"c{at}"
    if at in SHARES:
        share = f"CAST(100 * CAST(substr({cell}, 1, length({cell}) - 1) AS DECIMAL(5, 2)) AS BIGINT)"
        below = f"GREATEST(0, 1000 - 20 * ((9500 - {share} + 99) DIV 100))"
        shaped = f"{cell} RLIKE '^[0-9]{{1,3}}(\\\\.[0-9]{{1,2}})?%$'"
        return f"CASE WHEN {shaped} THEN CASE WHEN {share} > 20000 THEN NULL WHEN {share} >= 9500 THEN 1000 ELSE {below} END END"
    if at in COUNTS:
        return f"CASE WHEN {cell} = '0' THEN 1000 WHEN {cell} RLIKE '^([0-9]|10)$' THEN 0 END"
    assert at in MARKS
    number = f"CAST(10 * CAST({cell} AS DECIMAL(4, 1)) AS BIGINT)"
    return f"CASE WHEN {cell} RLIKE '^[0-9]{{1,3}}(\\\\.[05])?$' THEN CASE WHEN {number} <= 1000 THEN {number} END END"


def points(at: int) -> str:
    """Mark times weight in percent, half a hundredth up."""
    weight = f"CASE WHEN class = '丁' THEN {LAST_WEIGHTS[at]} ELSE {WEIGHTS[at]} END"
    return f"(m{at} * {weight} + 5) DIV 10"


def main(month: str, folder: str) -> None:
    """Reads, checks, grades and writes."""
    builder = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "4").config("spark.log.level", "ERROR").getOrCreate()
    columns = ", ".join(f"{name} STRING" for name in ("unit", "class", "month", *(f"c{at}" for at in range(13))))
    read = session.read.csv(month, schema=columns, header=True, enforceSchema=True, mode="FAILFAST")
    read.createOrReplaceTempView("month")
    marks = ", ".join(f"{mark(at)} AS m{at}" for at in range(13))
    total = " + ".join(points(at) for at in range(13))
    session.sql(
        f"CREATE OR REPLACE TEMP VIEW units AS SELECT unit, class, month = '2019-03' AS in_month, {total} AS total"
        f" FROM (SELECT unit, class, month, {marks} FROM month)"
    )
    session.sql("CACHE TABLE units")
    good = f"unit <> '' AND in_month AND class IN {CLASSES} AND total IS NOT NULL"
    (found,) = session.sql(
        f"SELECT count_if(({good}) IS NOT TRUE) AS bad, COUNT(*) - COUNT(DISTINCT unit) AS twice FROM units"
    ).collect()
    if found.bad or found.twice:
        raise SystemExit(f"{found.bad} bad rows, {found.twice} names stand twice")
    grade = (
        "CASE WHEN place * 100 <= size * 20 THEN '优' WHEN place * 100 <= size * 50 THEN '良'"
        " WHEN place * 100 <= size * 90 THEN '合格' ELSE '不合格' END"
    )
    session.sql(
        f"SELECT unit, class, CAST(total AS DECIMAL(6, 0)) * CAST(0.01 AS DECIMAL(2, 2)) AS total, place, {grade} AS grade FROM ("
        " SELECT unit, class, total, RANK() OVER (PARTITION BY class ORDER BY total DESC) AS place,"
        " COUNT(*) OVER (PARTITION BY class) AS size FROM units)"
    ).write.csv(folder, header=True, mode="overwrite")


if __name__ == "__main__":
    main(*sys.argv[1:])
