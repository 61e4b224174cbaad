"""Scoring forms at random: each writes the fields of an indicator that is marked by it.

Takes the policy so far; gives lines. A new form of the language joins by a function in ``FORMS``.
"""

from collections.abc import Callable

from kpidsl.testing.apart import applied, by_class, looked_up, of_its_own, rated
from kpidsl.testing.bases import from_base, in_intervals, inverse
from kpidsl.testing.earlier import carried, grown, looked_back, stood
from kpidsl.testing.events import days_between, events
from kpidsl.testing.expressions import Figures, points
from kpidsl.testing.full_marks import up_to_the_full
from kpidsl.testing.irrational import irrational
from kpidsl.testing.kinds import dated, labelled
from kpidsl.testing.levels import leveled
from kpidsl.testing.measured import below_zero, divided, measured
from kpidsl.testing.peers import between, placed
from kpidsl.testing.standing import over_some, standing
from kpidsl.testing.tables import by_the_calendar, by_unit, numbers_of_a_class
from kpidsl.testing.writer import ZERO, Writer

Form = Callable[[Writer, str], list[str]]


def entered(writer: Writer, _: str) -> list[str]:
    """A person gives the mark."""
    return [f"计分办法：打分 0～100 分，精确到 {writer.one('0.5', '1', '0.1', '0.05')} 分，扣分须写明原因"]


def counted(writer: Writer, name: str) -> list[str]:
    """A count reported."""
    writer.counts.append(f"{name}·事故")
    return [f"填报数据：事故（起，0～{writer.number(1, 9)}）"]


def shared(writer: Writer, name: str) -> list[str]:
    """A ratio of two counts."""
    writer.ratios.append(f"{name}·率")
    rounding = f"，保留小数 {writer.rounding()}" if writer.maybe(30) else ""
    return [
        f"填报数据：计划（项，{writer.one('0', '1')}～100）、完成（项，0～120）",
        f"计算公式：率 = 完成 ÷ 计划 × 100%，分母为零：{writer.one(*ZERO)}{rounding}",
    ]


def passed(writer: Writer, name: str) -> list[str]:
    """Met or missed."""
    target = f"事故 {writer.one('=', '≤', '<')} {writer.number(1, 3)}"
    missed = writer.one("不得分", f"得 {writer.decimal(0, 99)} 分")
    return [
        *counted(writer, name),
        f"目标值：{target}",
        f"计分办法：达标得 {writer.decimal(0, 100)} 分，未达标{missed}",
    ]


def stepped(writer: Writer, name: str) -> list[str]:
    """Steps below and above a ratio that is wanted, or a base."""
    size = f"{writer.one('1', '0.5', '3', '2.75')} 个百分点"
    end = writer.one("扣完为止", f"最多扣 {writer.decimal(1, 60)} 分", f"最低 {writer.decimal(0, 40)} 分")
    scoring = f"达标得 100 分；每低 {size}扣 {writer.decimal(1, 9)} 分，{writer.step_mode(size)}，{end}"
    if writer.maybe(40):
        above = f"{writer.one('2', '0.4')} 个百分点"
        scoring += (
            f"；每超 {above}加 {writer.decimal(1, 5)} 分，{writer.step_mode(above)}，最高 {writer.number(101, 130)} 分"
        )
    return [*shared(writer, name), f"目标值：率 ≥ {writer.decimal(60, 110)}%", f"计分办法：{scoring}"]


def relative(writer: Writer, _: str) -> list[str]:
    """Steps in parts of the target, or in the unit of the figure."""
    size = writer.one("目标值的 1%", "目标值的 2.5%", "7 米", "12.5 米")
    mode = "不足部分按比例计" if size.startswith("目") else writer.step_mode(size)
    return [
        "填报数据：进尺（米，0～2000，1 位小数）",
        f"目标值：进尺 ≥ {writer.decimal(100, 900, 1)} 米",
        f"计分办法：每低 {size}扣 {writer.decimal(1, 5)} 分，{mode}，扣完为止",
    ]


def tiered(writer: Writer, name: str) -> list[str]:
    """A partition at random, the edges belonging to either side."""
    cuts = writer.cuts(writer.number(1, 4), 10, 130)
    edges = [writer.maybe() for _ in cuts]
    bands = [f"{'≥' if edges[-1] else '>'} {cuts[-1]}%：{writer.decimal(0, 100)} 分"]
    for low, high, at, above in zip(cuts[:-1], cuts[1:], edges[:-1], edges[1:], strict=True):
        bands.append(f"{'[' if at else '('}{low}%, {high}%{')' if above else ']'}：{writer.decimal(0, 100)} 分")
    return [*shared(writer, name), f"计分办法：分档 率 {{ {'；'.join(bands)}；其余：{writer.decimal(0, 60)} 分 }}"]


def interpolated(writer: Writer, name: str) -> list[str]:
    """Anchors at random."""
    anchors = "；".join(f"{at}%：{writer.decimal(0, 100)} 分" for at in writer.cuts(writer.number(2, 4), 0, 140))
    each = [writer.one("按端点计", "不得分") for _ in range(2)]
    ends = f"起点以下：{each[0]}，终点以上：{each[1]}" if writer.maybe() else f"两端：{each[0]}"
    return [*shared(writer, name), f"计分办法：插值 率 {{ {anchors} }}，{ends}"]


def proportional(writer: Writer, name: str) -> list[str]:
    """In proportion to a ratio."""
    return [
        *shared(writer, name),
        f"目标值：率 ≥ {writer.one('90', '100')}%",
        f"计分办法：按率计分，最多 {writer.number(80, 120)} 分",
    ]


def free(writer: Writer, name: str) -> list[str]:
    """Any expression in points."""
    lines = [*shared(writer, name), *counted(writer, name)]
    figures = Figures(("率",), ("事故",))
    data = [line.partition("：")[2] for line in lines if line.startswith("填报数据")]
    rest = [line for line in lines if not line.startswith("填报数据")]
    return [
        f"填报数据：{'、'.join(data)}",
        *rest,
        f"计分办法：考评分 = {points(writer, figures)} + 率 × 0 分 + 事故 × 0 分，最低 0 分，最高 120 分",
    ]


def banded(writer: Writer, name: str) -> list[str]:
    """Steps on both sides of a band without change."""
    size, width = f"{writer.one('1', '0.5', '3')} 个百分点", writer.one("3 个百分点", "0.25 个百分点", "目标值的 2.5%")
    above = f"{writer.one('2', '0.4')} 个百分点"
    scoring = (
        f"达标得 100 分；每低 {size}扣 {writer.decimal(1, 9)} 分，{writer.step_mode(size)}，扣完为止；"
        f"每超 {above}加 {writer.decimal(1, 5)} 分，{writer.step_mode(above)}，最高 {writer.number(101, 130)} 分；"
        f"偏差{width}以内不奖不罚，{writer.one('从边界起算', '从目标值起算')}"
    )
    return [*shared(writer, name), f"目标值：率 ≥ {writer.decimal(60, 110)}%", f"计分办法：{scoring}"]


def sliced(writer: Writer, name: str) -> list[str]:
    """Slices of a ratio, each with its rate."""
    size, effect = writer.one("1", "2", "0.5"), writer.one("加", "扣")
    widths = [writer.number(1, 20) * 2 for _ in range(writer.number(1, 3))]
    rates = [f"每 {size} 个百分点{effect} {writer.decimal(0, 2)} 分" for _ in widths]
    parts = [
        f"{'再' if at else '前'} {width} 个百分点：{rate}"
        for at, (width, rate) in enumerate(zip(widths, rates, strict=True))
    ]
    end = writer.one("不再计", f"每 {size} 个百分点{effect} {writer.decimal(0, 1)} 分")
    limit = "扣完为止" if effect == "扣" else f"最高 {writer.number(101, 130)} 分"
    mode = writer.step_mode(f"{size} 个百分点")
    return [*shared(writer, name), f"计分办法：分段累进 率 {{ {'；'.join(parts)}；其余：{end} }}，{mode}，{limit}"]


def chosen(writer: Writer, name: str) -> list[str]:
    """A choice by conditions on a count, with functions of the values."""
    lines = counted(writer, name)
    figures = Figures((), ("事故",))
    first, second = points(writer, figures, 1), points(writer, figures, 1)
    when = f"事故 {writer.one('≥', '=', '<')} {writer.number(0, 4)}"
    function = writer.one(
        "平均（{}，{}）",
        "总和（{}，{}）",
        "最大值（{}，{}）",
        "中位数（{}，{}，60 分）",
        "保留（{}，1 位，四舍五入）× 1 + {} × 0",
    )
    made = f"分情况 {{ {when}：{function.format(f'（{first}）', f'（{second}）')}；其余：绝对值（{second}）}}"
    return [*lines, f"计分办法：考评分 = {made} + 事故 × 0 分，最低 0 分，最高 120 分"]


def gated(writer: Writer, name: str) -> list[str]:
    """An entered mark that counts only where another figure is good enough."""
    lines = shared(writer, name)
    fails = writer.one("不满足时不加分", "不满足时不得分")
    return [
        *lines, f"目标值：率 ≥ {writer.decimal(60, 110)}%",
        f"计分办法：达标得 100 分，未达标得 {writer.decimal(0, 99)} 分；每超 1 个百分点加 1 分，不足部分按比例计，最多加 9 分；"
        f"前提：率 {writer.one('≥', '<')} {writer.decimal(50, 120)}%，{fails}",
    ]  # fmt: skip


def compared(writer: Writer, _: str) -> list[str]:
    """A ratio beside those of other units."""
    peers = writer.one("同类单位", "其他同类单位", "全部单位")
    one = writer.one("平均", "最大值", "最小值", "中位数")
    rounding = f"保留小数 {writer.rounding()}"
    without = "" if peers != "其他同类单位" else f"，没有单位：{writer.one(*ZERO)}"
    return [
        "填报数据：计划（项，1～100）、完成（项，0～120）",
        f"计算公式：率 = 完成 ÷ 计划 × 100%，{rounding}",
        f"计算公式：差 = 率 − {one}（率，{peers}）{without}，{rounding}",
        f"计分办法：考评分 = {writer.decimal(20, 80)} 分 + 差 × {writer.decimal(1, 60)} 分，最低 0 分，最高 100 分",
    ]


def recorded(writer: Writer, _: str) -> list[str]:
    """A figure of the unit's records."""
    one = writer.one("合计", "平均", "最大值", "最小值", "中位数", "个数")
    of = "三违" if one == "个数" else writer.one("三违·人次", "三违·分数", "三违·分数 × 三违·人次")
    which = writer.one("", "，其中：程度 达到 一般", "，其中：人次 > 3")
    when = writer.one("", *(["，本年以来"] if writer.cycle.in_a_year else []), f"，{writer.cycle.spans[0]}")
    unit = " × 1 分" if of in ("三违", "三违·人次") else ""
    without = "" if one in ("合计", "个数") else f"，无记录：{writer.one(*ZERO)}"
    return [
        f"计算公式：值 = {one}（{of}{when}{which}）{unit}{without}，保留小数 {writer.rounding()}",
        f"计分办法：考评分 = {writer.decimal(20, 80)} 分 + 值 × {writer.decimal(1, 3)}，最低 0 分，最高 100 分",
    ]


def counted_events(writer: Writer, _: str) -> list[str]:
    """Points off for each record."""
    rates = [writer.decimal(1, 9) for _ in range(3)]
    ways = ("逐项累计", "按最重一项", "只计最重一条")
    several = f"，{writer.one(*ways)}" if writer.same_event else writer.one("", f"，{ways[2]}")
    again = writer.one(
        "",
        "；重复（40 天内，程度）：加倍",
        "；重复（40 天内，程度，编号，任一相同）：加倍",
        "；重复（同年，编号）：按 1.5 倍",
    )
    return [
        f"计分办法：扣分事项 三违 × 人次 {{ 轻微：扣 {rates[0]} 分；一般：扣 {rates[1]} 分；严重：扣 {rates[2]} 分 }}"
        f"{several}{again}，扣完为止"
    ]


FORMS: tuple[Form, ...] = (
    placed,
    between,
    compared,
    entered,
    passed,
    stepped,
    relative,
    tiered,
    interpolated,
    proportional,
    free,
    banded,
    sliced,
    chosen,
    gated,
    looked_back,
    grown,
    carried,
    stood,
    looked_up,
    applied,
    rated,
    of_its_own,
    by_class,
    labelled,
    dated,
    measured,
    divided,
    below_zero,
    leveled,
    irrational,
    by_unit,
    numbers_of_a_class,
    by_the_calendar,
    from_base,
    inverse,
    in_intervals,
    up_to_the_full,
    standing,
    over_some,
)
"""Forms that any policy may use."""
RECORD_FORMS: tuple[Form, ...] = (recorded, counted_events, events, days_between)
"""Forms that read the log."""
