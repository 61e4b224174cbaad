"""The year at random: its score by class, over its periods and from figures of its own, and the scales that grade it.

Takes the policy so far; gives lines.
"""

from kpidsl.testing.writer import Writer

SCALE = "年度等次"
_MISSING = ("按实有", "计零分", "停算")
_TABLE = "各期权重"


def reported_yearly(writer: Writer) -> None:
    """Figures of the year's own, in some years."""
    if writer.yearly and writer.maybe(40):
        writer.yearly_figures.append("年终·能力")
        writer.lines.append(
            "基础数据 年终 { 牵头部门：企管科；考核周期：年度；填报数据：能力（分，0～100，1 位小数） }"
        )


def annual(writer: Writer) -> None:
    """Adds 年度得分, where the policy was to have it."""
    if not writer.yearly:
        return
    if writer.maybe(30):
        writer.left_out.append("情况·剔除")
        writer.lines.append("基础数据 情况 { 牵头部门：企管科；填报数据：剔除（是否） }")
    if writer.cycle.in_a_year > 2 and writer.maybe(30):
        _table(writer)
    if len(writer.classes) > 1 and writer.maybe(40):
        writer.lines.append(f"年度得分（{writer.classes[0]}）：{_score(writer)}")
    writer.lines.append(f"年度得分：{_score(writer)}")
    _grades(writer)


def _table(writer: Writer) -> None:
    """Weights of the periods, by the month where they are months or else by the quarter."""
    key, last = writer.one(*[("月份", 12)] * (writer.cycle.in_a_year == 12), ("季度", 4))
    at = writer.number(1, last - 1)
    writer.weighed = _TABLE
    writer.lines += [
        f"对照表 {_TABLE}（按 {key}） {{",
        f"  | {key} | 数值 |",
        f"  | 1～{at} | {writer.decimal(1, 30)}% |" if at > 1 else f"  | 1 | {writer.decimal(1, 30)}% |",
        f"  | {at + 1}～{last} | {writer.decimal(0, 40)}% |" if at + 1 < last else f"  | {last} | {writer.decimal(0, 40)}% |",
        "}",
    ]  # fmt: skip


def _score(writer: Writer) -> str:
    """An expression over the periods, and what a missing one means."""
    shown = _over(writer)
    if writer.maybe(60):
        share = writer.number(0, 20) * 5
        more = [_over(writer), f"{writer.number(0, 20)} 分", *writer.yearly_figures * 2]
        shown = writer.one(
            f"{shown} × {share}% + {writer.one(*more)} × {100 - share}%",
            f"较低者（{shown}，{_over(writer)} + {writer.number(0, 9)} 分）",
            f"{shown} + {_count(writer)}",
            f"{shown} − {_count(writer)}",
        )
    period = "月" if writer.cycle.in_a_year == 12 else "期"
    number = f"{period}数" if period == "期" else "月数"
    if not any(word in shown for word in ("平均", "最")) and writer.maybe():
        return shown  # a sum, a count or the last period means what it says where some are missing
    missing = writer.one(*_MISSING)
    return f"{shown}，缺{period}{missing}{number if missing == '按实有' else ''}"


def _over(writer: Writer) -> str:
    """A figure of many periods, in points."""
    of, which = _of_a_period(writer), _which(writer)
    best, unit = writer.number(1, writer.cycle.in_a_year - 1), writer.cycle.counted
    made = [
        f"平均（{of}{which}）",
        f"最好 {best} {unit}平均（{of}{which}）",
        f"期末值（{of}）",
        f"{writer.one('最大值', '最小值')}（{of}{which}）",
        f"（总和（{of}{which}） ÷ {writer.cycle.in_a_year}）",
        *([f"加权平均（{of}，{writer.weighed}{which}）"] * 2 if writer.weighed else []),
    ]
    return writer.one(*made)


def _count(writer: Writer) -> str:
    """So many points for each period of which something holds."""
    of = writer.one("综合得分 < 70 分", "月度等次 = 合格", "月度等次 达到 合格", "总分 ≥ 90 分 且 月度等次 ≠ 不合格")
    return f"个数（{of}{_which(writer)}） × {writer.decimal(0, 3)} 分"


def _of_a_period(writer: Writer) -> str:
    leaves = writer.everywhere[-1:]
    share = writer.number(1, 19) * 5
    return writer.one(
        "综合得分",
        "总分",
        f"总分 × {share}% + 综合得分 × {100 - share}%",
        *(f"{leaf}·考评分" for leaf in leaves),
        *(f"较高者（{leaf}·考评分，{share} 分）" for leaf in leaves),
    )


def _which(writer: Writer) -> str:
    """Which periods count."""
    if not writer.maybe(35):
        return ""
    made = ["总分 > 60 分", "月度等次 ≠ 不合格", *(f"{name} = 否" for name in writer.left_out * 3)]
    return f"，其中：{writer.one(*made)}"


def _grades(writer: Writer) -> None:
    """A scale, and a second one by score beside it."""
    if writer.yearly != "none" and writer.maybe(25):
        cut = writer.decimal(20, 95)
        writer.lines.append(f"等次 年度档次 按分数 {{ 考核周期：年度；甲：≥ {cut}；乙：< {cut} }}")
    if writer.yearly == "score":
        low, high = writer.cuts(2, 20, 95)
        writer.lines.append(
            f"等次 {SCALE} 按分数 {{ 考核周期：年度；优：≥ {high}；合格：[{low}, {high})；不合格：< {low} }}"
        )
    elif writer.yearly == "rank":
        first, second = writer.cuts(2, 5, 95)
        writer.lines += [
            f"等次 {SCALE} {{",
            f"  考核周期：年度；分类排名：{writer.one('｜'.join(writer.classes), '、'.join(writer.classes))}",
            f"  优：前 {first}%；合格：{first}%～{second}%；不合格：后 {100 - second}%",
            f"  名额取整：{writer.one('只舍不入', '四舍五入', '只入不舍', '最大余数')}",
            f"  并列：{writer.one('按较高等次', '按较低等次')}；不足 {writer.number(1, 4)} 个单位：只排名不定等次",
            "}",
        ]
