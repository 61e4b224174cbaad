"""The periods of a policy at random, and the words by which its rules look back and last.

Takes a draw; gives the words. Spans are whole periods, for others are refused.
"""

from kpidsl.values import frozen


@frozen
class CycleWords:
    """``word`` is the kind of its periods (``resolve/cycle.py``), ``said`` what the head says of it.

    ``spans`` are stretches of time before this period, ``in_a_row`` several periods with this one, ``lasts`` how long a veto
    lasts, ``named`` some periods. ``in_a_year``: how many a year has, 0 where it has not several; ``counted`` follows such a
    number.
    """

    word: str
    said: str
    spans: tuple[str, ...]
    in_a_row: tuple[str, ...]
    lasts: tuple[str, ...]
    named: tuple[str, ...]
    in_a_year: int = 0
    counted: str = ""
    has_last_year: bool = True


MONTHS = CycleWords(
    "MONTH",
    "月度",
    ("前 2 个月", "前 3 个月", "本年此前", "前 12 个月"),
    ("2 个月", "3 个月"),
    ("当月", "2 个月", "当年"),
    ("2019-03", "2019-02", "2020-02", "2021-12"),
    12,
    "个月",
)
OTHERS = (
    CycleWords(
        "QUARTER",
        "季度",
        ("前 2 个季度", "前 3 个月", "本年此前", "前 4 个季度"),
        ("2 个季度", "9 个月"),
        ("当季", "6 个月", "当年"),
        ("2019Q1", "2019Q2", "2020Q4"),
        4,
        "个季度",
    ),
    CycleWords(
        "HALF_YEAR",
        "半年",
        ("前 2 个半年", "前 6 个月", "本年此前", "前 3 年"),
        ("2 个半年", "18 个月"),
        ("本半年", "12 个月", "当年"),
        ("2019H1", "2020H2"),
        2,
        "个半年",
    ),
    CycleWords("YEAR", "年度", ("前 2 年", "前 12 个月"), ("2 年", "3 年"), ("当年", "24 个月"), ("2019", "2020")),
    CycleWords(
        "TERM",
        "任期 3 年",
        ("前 3 年", "前 6 年"),
        ("6 年",),
        ("本任期", "72 个月"),
        ("2019-2021", "2022-2024"),
        has_last_year=False,
    ),
)
EVERY = (MONTHS, *OTHERS)
