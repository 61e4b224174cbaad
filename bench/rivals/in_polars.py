"""The task in polars, with whole numbers as far as they go: what a data engineer would write who knows that doubles are not exact.

A cell is read as a decimal of four places, which polars rounds without a word where there are more.

    python bench/rivals/in_polars.py MONTH.CSV ANSWER.CSV
"""

import sys

import polars as pl
import task

NAMES = [f"c{at}" for at in range(13)]


def mark(at: int) -> pl.Expr:
    """The mark of an indicator in tenths."""
    text = pl.col(NAMES[at])
    if at in task.SHARES:
        share = (text.str.strip_suffix("%").cast(pl.Decimal(18, 4)) * 10_000).cast(pl.Int64)
        started = (950_000 - share + 9_999) // 10_000
        return pl.when(share >= 950_000).then(1000).otherwise(pl.max_horizontal(1000 - 20 * started, 0))
    number = (text.cast(pl.Decimal(18, 4)) * 10).cast(pl.Int64)
    return pl.when(number == 0).then(1000).otherwise(0) if at in task.COUNTS else number


def points(at: int) -> pl.Expr:
    """The points of an indicator in hundredths."""
    last = pl.col("class") == task.CLASSES[-1]
    weight = pl.when(last).then(task.LAST_WEIGHTS[at]).otherwise(task.WEIGHTS[at])
    return (mark(at) * weight + 5) // 10


def graded() -> pl.Expr:
    """The grade of a place."""
    chosen = pl.when(pl.col("place") < 0).then(None)
    for percent, name in task.GRADES:
        chosen = chosen.when(pl.col("place") * 100 <= pl.col("size") * percent).then(pl.lit(name))
    return chosen.alias("grade")


def main(month: str, answer: str) -> None:
    """Reads, computes and writes without a row in Python."""
    columns = ["unit", "class", "month", *NAMES]
    read = pl.scan_csv(month, has_header=False, skip_rows=1, schema=dict.fromkeys(columns, pl.String))
    hundredths = pl.sum_horizontal(points(at) for at in range(13)).cast(pl.Int32)
    ranked = read.select("unit", "class", hundredths.alias("total")).with_columns(
        pl.col("total").rank("min", descending=True).over("class").cast(pl.Int64).alias("place"),
        pl.len().over("class").cast(pl.Int64).alias("size"),
    )
    total = pl.concat_str(pl.col("total") // 100, pl.lit("."), (pl.col("total") % 100).cast(pl.String).str.zfill(2))
    ranked.select("unit", "class", total.alias("total"), "place", graded()).sink_csv(answer)


main(*sys.argv[1:])
