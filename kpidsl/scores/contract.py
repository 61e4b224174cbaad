"""What a data file may look like, stated once, as data.

Two readers follow it: ``read`` row by row, ``backends/duckdb`` as SQL over columns. Patterns are regular expressions that
Python's ``re`` and RE2 both understand; each must match the *whole* of a cell that was translated to half width
(``HALF_WIDTH``) and stripped of ``BLANKS``. Never reads a file.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from kpidsl.plan.nodes import State
from kpidsl.resolve.absence import NOT_APPLICABLE

DELIMITERS: Final = (",", "\t", ";")
"""The first that shows a recognised heading in the first line is the file's."""

HALF_WIDTH: Final[Mapping[int, int]] = MappingProxyType(
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x2212: 0x2D}
)
"""Full width to half width one to one, the ideographic blank to a blank, the minus sign to a hyphen."""

BLANKS: Final = " \t\r\n\v\f\u00a0\u2002\u2003\u2007\u2009\u200b\u202f\u3000\ufeff"
"""Layout, visible or not: never part of a value or a name."""

INVISIBLE: Final = "\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069"
"""What the name of a unit must not hold, to stand within brackets in a pattern: nobody sees it, and it makes two units of one."""

DOTS: Final = ".・•‧∙⋅"
"""Read as ``·`` between an indicator and its datum."""


class Role(StrEnum):
    """What a column of a data file is."""

    UNIT = "unit"
    CLASS = "class"
    MONTH = "month"
    INPUT = "input"
    INDICATOR = "indicator"
    DATUM = "datum"
    VALUE = "value"
    MEASURE = "measure"
    ALIAS = "alias"
    LINK = "link"
    IGNORED = "ignored"
    REFUSED = "refused"
    """Reported already; the column is not read."""


HEADINGS: Final[Mapping[Role, tuple[str, ...]]] = MappingProxyType({
    Role.UNIT: ("被考核单位", "单位名称", "考核对象", "unit"),
    Role.CLASS: ("单位分类", "单位类别", "class"),
    Role.MONTH: ("月份", "考核月份", "month", "季度", "考核季度", "年度", "考核年度", "考核期", "任期", "period", "quarter", "year"),
    Role.INDICATOR: ("指标", "indicator"),
    Role.DATUM: ("数据", "填报数据", "datum"),
    Role.VALUE: ("数值", "value"),
    Role.MEASURE: ("计量单位", "measure"),
    Role.IGNORED: ("序号", "备注", "no.", "note"),
})  # fmt: skip
"""Headings with a fixed meaning in score data; the first of each is the one messages use."""

LONG_ROLES: Final = frozenset({Role.INDICATOR, Role.DATUM, Role.VALUE, Role.MEASURE})
"""Only in the long layout, which is recognised by INDICATOR and VALUE together."""

ROSTER_HEADINGS: Final[Mapping[Role, tuple[str, ...]]] = MappingProxyType({
    Role.UNIT: ("单位", *HEADINGS[Role.UNIT]),
    Role.CLASS: HEADINGS[Role.CLASS],
    Role.ALIAS: ("又称", "alias"),
    Role.IGNORED: HEADINGS[Role.IGNORED],
})  # fmt: skip

TWO_READINGS: Final = "单位"
"""In score data: the appraised unit, or the unit of measure. Never guessed."""

MARK_WORDS: Final = ("考评分", "mark")
"""May stand for the datum of an entered mark: ``职工培训·考评分`` is ``职工培训``."""

COMPUTED: Final = (
    "总分", "综合得分", "单项得分", "实际得分", "年度得分", "月度得分", "名次", "排名", "等次", "等级",
    "total", "composite", "points", "annual", "rank", "grade",
)  # fmt: skip
"""Headings of what is computed from the data, never entered."""

TOTALS: Final = ("合计", "总计", "小计", "total", "subtotal")
SUBTOTALS: Final = ("小计", "subtotal")

NOTHING: Final = ("", "—", "——", "-", "/")
"""A cell of the roster that names no unit."""

YES_NO: Final = ("是", "否")
YES_NO_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {"是": 0, "否": 1, "yes": 0, "no": 1, "√": 0, "✓": 0, "×": 1, "✗": 1}
)
"""Position on the levels 是, 否; compared in lower case."""
YES_NO_MEASURES: Final = ("是否", "是/否", "yes/no")

SIGNS: Final[Mapping[str, str]] = MappingProxyType({"percent": "%", "permille": "‰"})
"""Units of measure whose sign stands in the cell, unless the heading carries it."""

NUMBER: Final = r"-?[0-9]+(\.[0-9]+)?"
NEGATIVE_ZERO: Final = r"-0+(\.0+)?"
SIGNED_NUMBER: Final[Mapping[str, str]] = MappingProxyType({unit: rf"{NUMBER} *{sign}" for unit, sign in SIGNS.items()})
FRACTION: Final = r"-?(0+\.[0-9]*[1-9][0-9]*|0*1(\.0+)?)"
"""Not zero and not beyond 1: under a heading with % it may be 0.955% or a share of 1, so the sign must be written."""
ACCOUNTING_ZERO: Final = r" +- *|- +"
"""Before stripping blanks: what a spreadsheet's accounting format writes for 0."""

REFUSED: Final[tuple[tuple[str, str], ...]] = (
    ("formula_error", r"#[A-Za-z0-9/]+[!?]?"),
    ("negative_zero", NEGATIVE_ZERO + r" *[%‰]?"),
    ("plus", r"\+.*"),
    ("exponent", r"-?[0-9]*\.?[0-9]+[eE][+-]?[0-9]+ *[%‰]?"),
    ("not_a_number", r"-?([Nn][Aa][Nn]|[Ii][Nn][Ff]|[Ii][Nn][Ff][Ii][Nn][Ii][Tt][Yy]|∞)"),
    ("comma", r"-?[0-9]+,([0-9]{1,2}|[0-9]{4,}) *[%‰]?"),
    ("thousands", r"-?[0-9]+([,_'][0-9]+)+(\.[0-9]+)? *[%‰]?"),
    ("bare_point", r"-?\.[0-9]+ *[%‰]?|-?[0-9]+\. *[%‰]?"),
    ("sign", NUMBER + r" *[%‰]"),
    ("measure", NUMBER + r" *[^-0-9.,/:%‰+ ][^0-9]*"),
    ("text", r"(?s).*"),
)
"""Why a cell is no number, tried in this order once the cell is neither a state nor a number of its column."""

DATE: Final = (
    r"([0-9]{4})(?:[-/.年])([0-9]{1,2})(?:[-/.月])([0-9]{1,2})日?(?: +0?0:00(?::00)?)?|([0-9]{4})([0-9]{2})([0-9]{2})"
)
"""A day, as a cell may write it: year, month, day; a spreadsheet may add the hour 0:00."""
WITHOUT_YEAR: Final = r"[0-9]{1,2} *[-/.月] *[0-9]{1,2} *[日号]?"
SERIAL: Final = r"[0-9]{5}(\.[0-9]+)?"
"""What Excel keeps a date as: so many days after 1899-12-30."""

PERIOD: Final = r"((19|20)[0-9]{2})([-/.]|年)(0?[1-9]|1[0-2])月?|((19|20)[0-9]{2})(0[1-9]|1[0-2])"
PERIOD_IN_NAME: Final = r"(?:^|[^0-9])((?:19|20)[0-9]{2})(?:-|年)(0?[1-9]|1[0-2])(?:月|[^0-9]|$)"
DAY_IN_NAME: Final = (
    r"月([0-3]?[0-9])(?:[日号]|(?=[~至到—_ -]|$))|-([0-3][0-9])(?![0-9])|(?<=[-年][1-9])-([1-9])(?![0-9])"
)
"""What follows a month in a name and is its day; what follows it, or its day, and is another month that it lasts to."""
UNTIL_IN_NAME: Final = (
    r"月?份?[~至到—-]+(0?[1-9]|1[0-2])(?:月(?:([0-3]?[0-9])[日号]?)?|-([0-3][0-9])(?![0-9]))"
    r"|月?份?[~至到—]+(0?[1-9]|1[0-2])(?=$|[_ ])"
)
NO_PERIOD_IN_NAME: Final = (
    r"(?:^|(?<=[^0-9]))(?:19|20)[0-9]{2}(?:-[0-9]{1,2}(?![0-9-])|年[0-9]{1,2}月"
    r"|-?[Qq][0-9](?![0-9])|年第?[0-9]季度?|-?[Hh][0-9](?![0-9]))"
)
"""What looks like a month, a quarter or a half-year, whether or not there is such a one."""

ALIAS_SEPARATORS: Final = "、,;"
"""Between the other names of a unit, after translation to half width."""

MANY = 200
"""Findings of one code in one column beyond which only the first ``SHOWN`` stand alone; the rest are counted by row."""
SHOWN = 20

STATES: Final[Mapping[str, State]] = MappingProxyType(dict.fromkeys(NOT_APPLICABLE, State.NOT_APPLICABLE))
