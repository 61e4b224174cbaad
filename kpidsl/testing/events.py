"""Forms at random on the records of a log: points for each of its kinds, repeats, days between dates.

Takes the policy so far, whose log is that of ``records``; gives the lines of the indicator.
"""

from kpidsl.testing.records import LOG, OTHER_KINDS
from kpidsl.testing.writer import ZERO, Writer

_LEVELS = ("轻微", "一般", "严重")
_WINDOWS = ("40 天内", "3 天内", "同月", "同年")


def events(writer: Writer, _: str) -> list[str]:
    """Points off or added by kinds of records."""
    off = writer.maybe(60)
    counted, once = writer.one((" × 人次", ""), ("", "，每条计一次"))
    keys, rates = _rates(writer, off)
    own = "扣分事项" if off else "加分事项"
    base = "" if off else f"达标得 {writer.decimal(40, 100)} 分，未达标得 {writer.decimal(0, 40)} 分；"
    ends = writer.one("扣完为止", f"最多扣 {writer.number(1, 60)} 分") if off else f"最多加 {writer.number(1, 30)} 分"
    several = f"，{writer.one('逐项累计', '按最重一项')}" if writer.same_event else ""
    rule = f"{base}{own} {LOG}{counted}{keys} {{ {'；'.join(rates)} }}{once}{several}{_repeats(writer)}，{ends}"
    aims = [] if off else ["填报数据：产量（吨，0～100）", f"目标值：产量 ≥ {writer.number(1, 90)} 吨"]
    return [*aims, f"计分办法：{rule}"]


def _rates(writer: Writer, off: bool) -> tuple[str, list[str]]:
    """What the kinds are told by, and the points of each."""

    def rate() -> str:
        if off:
            return writer.one(f"扣 {writer.decimal(0, 9)} 分", "不扣分", *(["扣全部分值"] if writer.maybe(20) else []))
        return writer.one(f"加 {writer.decimal(0, 9)} 分", "不加分")

    worth = f"扣 {writer.decimal(1, 9)} 分" if off else f"加 {writer.decimal(1, 9)} 分"
    nothing = "不扣分" if off else "不加分"
    match writer.number(0, 3):
        case 0:
            return "（按 程度）", [*(f"{level}：{rate()}" for level in _LEVELS[:-1]), f"{_LEVELS[-1]}：{worth}"]
        case 1:
            return "（按 种类）", [f"{'、'.join(OTHER_KINDS[:2])}：{worth}", f"其余：{writer.one(worth, nothing)}"]
        case 2:
            return "", [f"其余：{worth}"]
        case _:
            kinds = [f"{OTHER_KINDS[0]}·严重：{rate()}", f"{OTHER_KINDS[1]}·一般、{OTHER_KINDS[0]}·一般：{rate()}"]
            return "（按 种类、程度）", [*kinds, f"其余：{worth}"]


def _repeats(writer: Writer) -> str:
    """How much more a record counts that comes again."""
    if writer.maybe(40):
        return ""
    same = writer.one("，程度", "，种类", "，编号", "，编号、种类", "，编号、种类，任一相同", "")
    window = f"；重复（{writer.one(*_WINDOWS)}{same}）"
    if writer.maybe():
        return f"{window}：{writer.one('加倍', '按 1.5 倍')}"
    first, second = writer.one(("1.5", "3"), ("2", "2.5"), ("0.5", "1"))
    if writer.maybe():
        return f"{window}{{ 第 2 次：按 {first} 倍；第 3 次起：按 {second} 倍 }}"
    return f"{window}{{ 第 2 次起：按 {first} 倍 }}"


def days_between(writer: Writer, _: str) -> list[str]:
    """Days from one date of a record to another, over the records of a kind."""
    one = writer.one("合计", "平均", "最大值", "最小值", "中位数")
    order = writer.one("日期，{0}·到期", "到期，{0}·日期").format(LOG)
    which = writer.one(
        "",
        "，其中：核实",
        f"，其中：种类 = {OTHER_KINDS[0]}",
        f"，其中：种类 ≠ {OTHER_KINDS[1]} 且 非 核实",
        "，其中：到期 ≥ 日期",
    )
    when = writer.one("", *(["，本年以来"] if writer.cycle.in_a_year else []), f"，{writer.cycle.spans[0]}")
    without = "" if one == "合计" else f"，无记录：{writer.one(*ZERO)}"
    return [
        f"计算公式：值 = {one}（天数（{LOG}·{order}）{when}{which}）{without}，保留小数 {writer.rounding(2)}",
        f"计算公式：次数 = 个数（{LOG}{when}{which}）",
        f"计分办法：考评分 = {writer.decimal(20, 80)} 分 + 值 ÷ 1 天 × {writer.decimal(0, 2)} 分 − 次数 × {writer.decimal(0, 3)} 分，"
        "最低 0 分，最高 100 分",
    ]
