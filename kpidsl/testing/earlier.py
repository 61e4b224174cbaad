"""Rules at random that look at earlier periods, and what those periods came to.

Takes the policy so far, or a column of an earlier period; gives lines, or values.
"""

from fractions import Fraction

from hypothesis import strategies as st

from kpidsl.core.types import Decimal, Ordinal
from kpidsl.plan.nodes import PastColumn
from kpidsl.syntax.units import DATE
from kpidsl.testing.writer import FIRST_DAY, LAST_DAY, Writer, among


def looked_back(writer: Writer, _: str) -> list[str]:
    """A figure beside its own past."""
    output, spans = writer.decimal(1, 200), writer.cycle.spans
    last_year = "上年同期·产量" if writer.cycle.has_last_year else "上期·产量"
    made = writer.one(
        "上期·产量",
        last_year,
        f"平均（产量，{writer.one(*spans)}）",
        f"{writer.one('总和', '最大值', '最小值')}（产量，{writer.one(*spans)}）",
        f"总和（产量，{writer.one(*spans)}，其中：产量 > {writer.number(0, 200)} 吨）",
        f"较低者（{last_year}，平均（产量，{writer.one(*spans)}））",
    )
    without = writer.one("无上期：不涉及", "无上期：计满分", "无上期取：产量", f"无上期取：{output} 吨")
    without = "" if made.startswith("总和") else f"，{without}"
    return [
        "填报数据：产量（吨，0～300，1 位小数）",
        f"计算公式：基数 = {made}{without}，保留小数 {writer.rounding()}",
        f"计分办法：考评分 = {writer.decimal(20, 80)} 分 + （产量 − 基数） ÷ 1 吨 × {writer.decimal(0, 3)} 分，"
        "最低 0 分，最高 100 分",
    ]


def grown(writer: Writer, _: str) -> list[str]:
    """What it grew by, and in how many periods something held."""
    growth = writer.one("环比（产量）", "同比（产量）" if writer.cycle.has_last_year else "环比（产量）")
    zero, without = writer.one("不涉及", "计满分", "计零分"), writer.one("不涉及", "计满分", "计零分")
    since = writer.one("本年以来" if writer.cycle.in_a_year else writer.cycle.spans[0], writer.cycle.spans[1])
    return [
        "填报数据：产量（吨，0～300）",
        f"计算公式：增幅 = {growth}，分母为零：{zero}，无上期：{without}",
        f"计算公式：停产 = 个数（产量 {writer.one('= 0', f'< {writer.number(1, 3)}', f'≤ {writer.number(0, 3)}')} 吨，{since}）",
        f"计分办法：考评分 = {writer.decimal(20, 80)} 分 + 增幅 × {writer.decimal(1, 60)} 分 − 停产 × 1 分，"
        "最低 0 分，最高 100 分",
    ]


def stood(writer: Writer, _: str) -> list[str]:
    """Scores, places and grades of earlier periods, and how often they were what."""
    since = writer.one(*(["本年此前"] if writer.cycle.in_a_year else []), *writer.cycle.spans)
    made = [
        f"上期·{writer.one('总分', '综合得分')}",
        f"平均（{writer.one('总分', '综合得分')}，{since}）",
        f"（总和（综合得分，{since}，其中：月度等次 ≠ 不合格） ÷ 12）",
        f"（个数（月度等次 {writer.one('=', '达到')} 合格，{since}） × 10 分）",
        *([f"（上期·月度等次·名次 × {writer.decimal(1, 9)} 分）"] if writer.ranked else []),
        *(f"上期·{leaf}·考评分" for leaf in writer.scored[-1:]),
        *(["上年同期·综合得分"] if writer.cycle.has_last_year else []),
    ]
    one = writer.one(*made)
    without = (
        ""
        if "总和" in one or "个数" in one
        else f"，{writer.one('无上期：不涉及', '无上期：计零分', '无上期取：60 分')}"
    )
    return [
        "填报数据：自评（分，0～100，1 位小数）",
        f"计算公式：历史 = {one}{without}，保留小数 {writer.rounding()}",
        f"计分办法：考评分 = 自评 × {writer.number(30, 90)}% + 历史 × {writer.number(0, 60)}%，最低 0 分，最高 120 分",
    ]


def carried(writer: Writer, name: str) -> list[str]:
    """A level that follows from its own past."""
    writer.counts.append(f"{name}·出险")
    change = f"上期·级别 + 出险 × {writer.number(1, 3)} − {writer.number(0, 2)}"
    return [
        "填报数据：出险（次，0～9）",
        f"计算公式：级别 = 限于（{change}，1，{writer.number(12, 19)}），起始：{writer.number(1, 12)}",
        f"计分办法：考评分 = 100 分 − 级别 × {writer.decimal(1, 9)} 分，最低 0 分",
    ]


def past(earlier: PastColumn) -> st.SearchStrategy[Fraction | None]:
    """What a unit had in that period, or nothing."""
    match earlier.type:
        case Ordinal(scale):
            return among((), 0, len(scale) - 1, Fraction(1), (None,))
        case Decimal() if earlier.of.startswith("reached:"):
            return among((), 0, 1, Fraction(1), (None,))
        case Decimal() if earlier.title.unit == DATE.key:
            return among((), FIRST_DAY, LAST_DAY, Fraction(1), (None,))
        case Decimal(digits, low, high):
            ends = int(max(low, -1000) * 10**digits), int(min(high, 1000) * 10**digits)
            return among((ends[0], max(ends[0], 0), ends[1]), *ends, Fraction(1, 10**digits), (None,))
        case _:
            raise TypeError(f"{earlier.key} has no declared digits")
