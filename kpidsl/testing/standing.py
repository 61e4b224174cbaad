"""Forms at random on where a unit stands among others, and figures over chosen units.

Takes the policy so far; gives the lines of the indicator.
"""

from kpidsl.testing.writer import ZERO, Writer

ORDERS = ("从高到低", "从低到高")
TIES = ("并列取靠前名次", "并列取靠后名次", "并列取平均名次")


def population(writer: Writer) -> str:
    """Units among which one stands."""
    named = "、".join(writer.some(writer.classes))
    return writer.one("同类单位", "全部单位", *([f"各类单位（{named}）"] if named == "、".join(writer.classes) else []))


def standing(writer: Writer, _: str) -> list[str]:
    """A place, or the place as a share of the units."""
    order, ties, over = writer.one(*ORDERS), writer.one(*TIES), population(writer)
    place = f"名次（产量，{over}，{order}，{ties}）"
    share = f"百分位（产量，{population(writer)}，{writer.one(*ORDERS)}，{writer.one(*TIES)}）"
    return [
        f"填报数据：产量（吨，0～{writer.one('9', '500')}，{writer.number(0, 1)} 位小数）",
        f"计算公式：位 = {place}",
        f"计算公式：比 = {share}",
        f"计分办法：考评分 = {writer.decimal(50, 100)} 分 − 位 × {writer.decimal(0, 9)} 分 − 比 × {writer.decimal(0, 60)} 分，"
        "最低 0 分，最高 100 分",
    ]


def over_some(writer: Writer, _: str) -> list[str]:
    """Figures over units that are chosen by what they have: sums, means by weight, counts."""
    over = population(writer)
    which = writer.one("", f"，其中：产量 {writer.one('≥', '<')} {writer.number(0, 60)} 吨", "，其中：工时 > 10 人次")
    without = f"，没有单位：{writer.one(*ZERO)}"
    made = writer.one(
        f"加权平均（产量，工时，{over}{which}）",
        f"{writer.one('平均', '中位数', '最大值', '最小值')}（产量，{over}{which}）",
        f"总和（产量，{over}{which}） ÷ {writer.number(2, 12)}",
    )
    zero = f"，分母为零：{writer.one(*ZERO)}" if made.startswith("加权") else ""
    empty = without if which and not made.startswith("总和") else ""
    return [
        f"填报数据：产量（吨，0～100，1 位小数）、工时（人次，{writer.one('0', '1')}～40）",
        f"计算公式：数 = {made}{zero}{empty}，保留小数 {writer.rounding()}",
        f"计算公式：好 = 个数（产量，{over}，其中：产量 ≥ {writer.number(0, 60)} 吨）",
        f"计分办法：考评分 = {writer.decimal(20, 80)} 分 + （产量 − 数） ÷ 1 吨 × {writer.decimal(0, 2)} 分"
        f" + 好 × {writer.decimal(0, 3)} 分 + 工时 × 0 分，最低 0 分，最高 100 分",
    ]
