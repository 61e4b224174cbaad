"""Figures in the words and units their readers use.

Takes a plan and values of its columns; gives names and texts (``完成率``, ``92.5%``). A decimal is written in full; a
quotient whose decimals never end is cut to six and marked ``≈``. Never rounds silently, never computes.
"""

from fractions import Fraction
from functools import lru_cache

from kpidsl.core.dimensions import measure, unit_name
from kpidsl.core.expr import decimal_digits
from kpidsl.core.types import Ordinal
from kpidsl.plan.nodes import Plan, Title
from kpidsl.results.titles import titles
from kpidsl.syntax.days import day_text
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.units import DATE

Value = Fraction | bool | str | None
"""A figure of one unit: a number (an ordinal's position), yes/no, a name, or absent."""

WORDS = {
    "zh": {
        "MARK": "考评分", "POINTS": "单项得分", "TOTAL": "总分", "COMPOSITE_SCORE": "综合得分", "ANNUAL": "年度得分", "MONTHS": "月数",
        "PERIODS": "期数", "LEFT_OUT": "剔除的期数",
        "WEIGHT": "权重",
        "STATE": "情况", "GRADE": "", "BAND": "所在分数段", "RANK": "名次", "PLACES": "名额", "TARGET": "目标值", "VETO": "一票否决",
        "SCORE_RATE": "得分率", "APPLICABLE_PARTS": "适用项数", "APPLICABLE_INDICATORS": "适用指标数",
        "UNGRADED": "不定等次", "NOT_ASSESSED": "不参加考核",
        "TAKEN": "前面各等次已评单位数", "OVERALL_PLACES": "各组合计名额", "OVERALL_RANK": "各组合计名次", "BAND_OF_GROUP": "合计名额之前",
        "WEIGHED": "加权合计", "COEFFICIENT": "难度系数", "SCALED": "系数后得分", "BONUS_SUM": "加分", "MALUS_SUM": "减分",
        "ADJUSTMENT": "领导调整",
        "SUM": "合计", "COUNT": "条数", "LEAST": "最小值", "GREATEST": "最大值", "MEDIAN": "中位数", "GEOMETRIC_MEAN": "几何平均",
        "PAY": "", "SHARES": "分配份额", "SHARES_SUM": "分配份额合计", "PAY_CUT": "舍去余数后", "PAY_CUTS": "舍去余数后合计",
        "PAY_REST": "余数次序",
        "UNITS_SUM": "各单位合计", "UNITS_COUNT": "单位数", "UNITS_LEAST": "各单位最小值", "UNITS_GREATEST": "各单位最大值",
        "UNITS_MEDIAN": "各单位中位数", "UNITS_GEOMETRIC_MEAN": "各单位几何平均",
    },
    "en": {
        "MARK": "mark", "POINTS": "points", "TOTAL": "total", "COMPOSITE_SCORE": "composite", "ANNUAL": "annual", "MONTHS": "months",
        "PERIODS": "periods", "LEFT_OUT": "periods left out",
        "WEIGHT": "weight",
        "STATE": "state", "GRADE": "", "BAND": "band", "RANK": "rank", "PLACES": "places", "TARGET": "target", "VETO": "veto",
        "SCORE_RATE": "score rate", "APPLICABLE_PARTS": "applicable parts",
        "APPLICABLE_INDICATORS": "applicable indicators", "UNGRADED": "ungraded", "NOT_ASSESSED": "not assessed",
        "TAKEN": "units graded before", "OVERALL_PLACES": "places over all groups",
        "OVERALL_RANK": "rank over all groups", "BAND_OF_GROUP": "before the limit over all groups",
        "WEIGHED": "weighted sum", "COEFFICIENT": "coefficient", "SCALED": "after coefficients", "BONUS_SUM": "bonus", "MALUS_SUM": "malus",
        "ADJUSTMENT": "adjustment",
        "SUM": "sum", "COUNT": "records", "LEAST": "least", "GREATEST": "greatest", "MEDIAN": "median", "GEOMETRIC_MEAN": "geometric mean",
        "PAY": "", "SHARES": "shares", "SHARES_SUM": "sum of shares", "PAY_CUT": "cut", "PAY_CUTS": "sum of cuts",
        "PAY_REST": "order of remainders", "UNITS_SUM": "sum of units", "UNITS_COUNT": "number of units", "UNITS_LEAST": "least of units",
        "UNITS_GREATEST": "greatest of units", "UNITS_MEDIAN": "median of units",
        "UNITS_GEOMETRIC_MEAN": "geometric mean of units",
    },
}  # fmt: skip
MINUS = "−"
BACK = "BACK:"
"""Begins the word of a column of an earlier period: ``BACK:TOTAL:3``."""
PART = "PART:"
"""Begins the word of a figure of a period of the year: ``PART:TOTAL:MONTH:3``."""
_MANY_DIGITS = 6
_REMEMBERED = 1 << 15
"""Texts of figures that are kept at hand: those of a month are much alike."""


@lru_cache(4096)
def name_text(title: Title, lang: str) -> str:
    """The name of a column: ``月度任务·考评分``; of an earlier period with how many periods ago that was."""
    if title.word.startswith(PART):
        word, kind, number = title.word.removeprefix(PART).split(":")
        name = name_text(Title(title.subject, word), lang)
        part = part_text(kind, int(number), lang)
        return f"{part}·{name}" if lang == "zh" else f"{name} of {part}"
    if title.word.startswith(BACK):
        word, _, back = title.word.removeprefix(BACK).partition(":")
        name = name_text(Title(title.subject, word), lang)
        return f"{name}（前 {back} 期）" if lang == "zh" else f"{name} ({back} back)"
    return "·".join(part for part in (title.subject, WORDS[lang].get(title.word, "")) if part)


def part_text(kind: str, number: int, lang: str) -> str:
    """A period of a year: ``3月``, ``1季度``, ``上半年``."""
    if kind == "MONTH":
        return f"{number}月" if lang == "zh" else f"month {number}"
    if kind == "QUARTER":
        return f"{number}季度" if lang == "zh" else f"quarter {number}"
    return "上下"[number - 1] + "半年" if lang == "zh" else f"half-year {number}"


def rule_text(title: Title, lang: str) -> str:
    """The name of a rule: ``安全事故·影响期``."""
    word = load_keywords().spelling(title.word, lang) if title.word else ""
    return "·".join(part for part in (title.subject, word) if part)


def value_text(value: Value, unit: str, lang: str, levels: tuple[str, ...] = ()) -> str:
    """A value with its unit: ``92.5%``, ``18 项``, ``一级``; a person's points stand bare."""
    match value:
        case None:
            return "—"
        case bool():
            return {"zh": ("否", "是"), "en": ("no", "yes")}[lang][value]
        case str():
            return value
        case Fraction() if levels:
            return levels[int(value)]
        case Fraction() if unit == DATE.key:
            return day_text(value)
        case Fraction():
            return _quantity(*value.as_integer_ratio(), unit, lang)


@lru_cache(_REMEMBERED)
def _quantity(numerator: int, denominator: int, unit: str, lang: str) -> str:
    """A number of a unit of measure."""
    value = Fraction(numerator, denominator)
    count = value / measure(unit).scale if unit else value
    word = unit_name(unit, lang, count)
    text = number_text(count)
    return text if unit in ("", "points") else text + word if word in "%‰" else f"{text} {word}"


def number_text(value: Fraction) -> str:
    """A number in full as prose writes it, with the sign −, or ``≈`` and six decimals where they never end."""
    return _number(*value.as_integer_ratio())


@lru_cache(_REMEMBERED)
def _number(numerator: int, denominator: int) -> str:
    value = Fraction(numerator, denominator)
    digits = decimal_digits(value)
    sign = "" if digits is not None else "≈"
    digits = _MANY_DIGITS if digits is None else digits
    scaled = (
        value.numerator * 10**digits // value.denominator
        if value >= 0
        else -(-value.numerator * 10**digits // value.denominator)
    )
    text = str(abs(scaled)).rjust(digits + 1, "0")
    whole, part = (text[:-digits], text[-digits:].rstrip("0")) if digits else (text, "")
    return sign + (MINUS if scaled < 0 else "") + whole + ("." + part if part else "")


def figure_text(plan: Plan, key: str, value: Value, lang: str) -> str:
    """Name and value of one column: ``完成率 92.5%``."""
    title = titles(plan).get(key, Title(key))
    kind = plan.types[key]
    levels = kind.scale if isinstance(kind, Ordinal) else ()
    return f"{name_text(title, lang)} {value_text(value, title.unit, lang, levels)}"


def decimal_text(value: Fraction, digits: int) -> str:
    """A decimal with exactly ``digits`` decimals, as sheets have it, with the sign -; the value must have no more."""
    scaled, rest = divmod(value.numerator * 10**digits, value.denominator)
    if rest:
        raise ValueError(f"{value} has more than {digits} decimals")
    sign, number = ("-", -scaled) if scaled < 0 else ("", scaled)
    text = str(number).rjust(digits + 1, "0")
    return f"{sign}{text[:-digits]}.{text[-digits:]}" if digits else f"{sign}{text}"
