"""The policy of ``bench/large.py``, programmed by hand: what the evaluator is measured against.

Takes a month and perhaps a folder; prints the first units with totals, places and grades, or writes the two sheets. Knows this
one policy and this one heading. Exact like the evaluator: whole numbers only (shares in hundredths of a percent, marks in
tenths, points and totals in hundredths), a cell counts only if its whole text is a number of the declared shape and range,
every name stands once. It refuses bad data with the row, but does not say what is wrong with it.

    python bench/by_hand.py MONTH.CSV [FOLDER]
"""

import sys
from pathlib import Path

import duckdb

SHARES, COUNTS, MARKS = range(6), range(6, 8), range(8, 13)
WEIGHTS = (10, 10, 10, 10, 5, 5, 5, 5, 10, 10, 10, 5, 5)
LAST_WEIGHTS = (5, 5, 5, 10, 10, 10, 5, 10, 5, 5, 10, 10, 10)
"""Of the class 丁."""
LEAVES = [*(f"率{at}" for at in range(6)), "数0", "数1", *(f"分{at}" for at in range(5))]
HEADING = (
    "被考核单位,单位分类,月份,率0·比0,率1·比1,率2·比2,率3·比3,率4·比4,率5·比5,数0·起0,数1·起1,分0,分1,分2,分3,分4\n"
)
SHOWN = 200

RULES = r"""
CREATE TYPE class AS ENUM ('甲', '乙', '丙', '丁');
CREATE MACRO share(cell) AS CASE
  WHEN regexp_full_match(cell, '[0-9]{1,3}(\.[0-9]{1,2})?%')
  THEN CAST(100 * CAST(left_grapheme(cell, -1) AS DECIMAL(5, 2)) AS SMALLINT) END;
-- From 95% on 100, for each started percentage point below 2 less.
CREATE MACRO share_mark(share) AS CASE
  WHEN share > 20000 THEN NULL WHEN share >= 9500 THEN 1000
  ELSE GREATEST(0, 1000 - 20 * ((9500 - share + 99) // 100)) END;
CREATE MACRO count_mark(cell) AS CASE
  WHEN cell = '0' THEN 1000 WHEN regexp_full_match(cell, '[0-9]|10') THEN 0 END;
CREATE MACRO entered(cell) AS CASE
  WHEN regexp_full_match(cell, '[0-9]{1,3}(\.[05])?')
  THEN CAST(10 * CAST(cell AS DECIMAL(4, 1)) AS SMALLINT) END;
CREATE MACRO entered_mark(mark) AS CASE WHEN mark <= 1000 THEN mark END;
-- Mark times weight in percent, half a hundredth up; 丁 has weights of its own.
CREATE MACRO points(mark, class, weight, last) AS (mark * CASE WHEN class = '丁' THEN last ELSE weight END + 5) // 10;
CREATE MACRO tenths(number) AS CAST(number AS DECIMAL(6, 0)) * 0.1;
CREATE MACRO hundredths(number) AS CAST(number AS DECIMAL(6, 0)) * 0.01;
"""

GRADED = """
CREATE TEMP TABLE graded AS
WITH steps AS (SELECT class, total, COUNT(*) AS units FROM units GROUP BY ALL),
places AS (
  SELECT class, total, SUM(units) OVER (PARTITION BY class ORDER BY total DESC) - units + 1 AS place,
    SUM(units) OVER (PARTITION BY class) AS units
  FROM steps
)
SELECT units.rowid AS line, unit, class, total, CAST(place AS INTEGER) AS place, CAST(units AS INTEGER) AS base,
  CASE WHEN place * 100 <= units * 20 THEN '优' WHEN place * 100 <= units * 50 THEN '良'
    WHEN place * 100 <= units * 90 THEN '合格' ELSE '不合格' END AS grade
FROM units JOIN places USING (class, total)
"""


def marks(path: str, kept: bool) -> str:
    """The statement that reads the month, row by row; the marks of the leaves are ``kept`` where they will be written."""
    names = ["unit", "class", "month", *(f"c{at}" for at in range(13))]
    columns = ", ".join(f"{name}: 'VARCHAR'" for name in names)
    reader = f"read_csv('{path}', columns = {{{columns}}}, header = false, skip = 1, auto_detect = false)"
    read = [
        *(f"share_mark(share(c{at})) AS m{at}" for at in SHARES),
        *(f"count_mark(c{at}) AS m{at}" for at in COUNTS),
        *(f"entered_mark(entered(c{at})) AS m{at}" for at in MARKS),
    ]
    total = " + ".join(map(points, range(13)))
    more = "".join(f"CAST(m{at} AS SMALLINT) AS m{at}, " for at in range(13)) if kept else ""
    return (
        f"CREATE TEMP TABLE units AS SELECT unit, TRY_CAST(class AS class) AS class, month = '2019-03' AS in_month, {more}"
        f"CAST({total} AS SMALLINT) AS total\nFROM (SELECT unit, class, month, {', '.join(read)} FROM {reader})"
    )


def points(at: int) -> str:
    """The points of an indicator."""
    return f"points(m{at}, class, {WEIGHTS[at]}, {LAST_WEIGHTS[at]})"


def check(connection: duckdb.DuckDBPyConnection) -> None:
    """Ends the program if any row is bad or any name stands twice."""
    query = "SELECT rowid + 2 FROM units WHERE (unit <> '' AND in_month AND class IS NOT NULL AND total IS NOT NULL) IS NOT TRUE"
    if bad := connection.execute(query).fetchall():
        raise SystemExit("\n".join(f"line {line}" for (line,) in bad))
    if connection.execute("SELECT COUNT(*) <> COUNT(DISTINCT unit) FROM units").fetchone() == (True,):
        raise SystemExit("a name stands twice")


def write(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Both sheets, in the order of the file."""
    options = "FORMAT csv, HEADER, QUOTE '\"'"
    leaves = []
    for at, leaf in enumerate(LEAVES):
        mark = f"tenths(m{at})" if at in MARKS else f"m{at} // 10"
        leaves.append(f'{mark} AS "{leaf}·考评分", hundredths({points(at)}) AS "{leaf}·单项得分"')
    scores = (
        f'SELECT unit AS "\ufeff被考核单位", class AS 单位分类, {", ".join(leaves)} FROM units ORDER BY units.rowid'
    )
    totals = (
        'SELECT unit AS "\ufeff被考核单位", class AS 单位分类, hundredths(total) AS 总分, hundredths(total) AS 综合得分,'
        ' class AS "月度等次·排名组", place AS "月度等次·名次", base AS "月度等次·参加排名单位数", grade AS 月度等次,'
        " NULL AS 一票否决 FROM graded ORDER BY line"
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, query in (("scores", scores), ("totals", totals)):
        connection.execute(f"COPY ({query}) TO '{folder / name}.csv' ({options})")


def main(path: str, folder: str = "") -> None:
    """Reads, checks, grades and shows or writes."""
    with Path(path).open(encoding="utf-8") as file:
        if file.readline() != HEADING:
            raise SystemExit("the columns are not those of the policy")
    connection = duckdb.connect()
    connection.execute(RULES)
    connection.execute(marks(path, bool(folder)))
    check(connection)
    connection.execute(GRADED)
    if folder:
        write(connection, Path(folder))
    shown = "SELECT unit, class, total, place, base, grade FROM graded ORDER BY line LIMIT ?"
    for row in connection.execute(shown, [SHOWN]).fetchall():
        sys.stdout.write(",".join(map(str, row)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
