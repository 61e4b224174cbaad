"""Forms at random whose numbers or whose rule stand apart from the indicator: tables, forms of the policy's own, raters.

Takes the policy so far; declares what stands apart and gives the lines of the indicator.
"""

from kpidsl.testing.writer import Writer

RATERS = "测评"


def looked_up(writer: Writer, name: str) -> list[str]:
    """Targets and points of a step from tables by class, by class and month, or by ranges of the figure."""
    counted = f"事故（起，0～{writer.number(1, 9)}）"
    writer.counts.append(f"{name}·事故")
    if writer.maybe(40):
        return _by_value(writer, name, counted)
    table = f"{name}标准"
    months = (
        [[f"1～{at}月", f"{at + 1}～12月"] for at in (2, 3, 6)][writer.number(0, 2)]
        if writer.cycle.word == "MONTH" and writer.maybe()
        else []
    )
    some = list(writer.classes) if writer.maybe() else [*writer.classes[:-1], "其余"]
    rows = [[one, *(f"{writer.decimal(0, 60)} 分" for _ in months or [""])] for one in some]
    writer.lines += [
        f"对照表 {table}（按 单位分类{'、月份' if months else ''}） {{",
        *(f"  | {' | '.join(cells)} |" for cells in [["单位分类", *(months or ["分"])], *rows]),
        "}",
    ]
    base = writer.one(f"达标得 100 分；每超 1 起扣 {table}，扣完为止", f"达标得 {table}，未达标不得分")
    return [f"填报数据：{counted}", f"目标值：事故 ≤ {writer.number(0, 2)}", f"计分办法：{base}"]


def _by_value(writer: Writer, name: str, counted: str) -> list[str]:
    low, high = writer.cuts(2, 1, 7)
    table = f"{name}分"
    rows = [
        (f"≥ {high} 起", writer.decimal(0, 40)),
        (f"[{low} 起, {high} 起)", writer.decimal(0, 100)),
        ("其余", "100"),
    ]
    writer.lines += [f"对照表 {table}（按 数值） {{", "  | 事故 | 分 |"]
    writer.lines += [*(f"  | {band} | {points} 分 |" for band, points in rows), "}"]
    return [
        f"填报数据：{counted}",
        f"计分办法：考评分 = {table}（事故） − 事故 × {writer.decimal(0, 2)} 分，最低 0 分，最高 100 分",
    ]


def applied(writer: Writer, name: str) -> list[str]:
    """A form of the policy's own, which may apply another."""
    inner, outer = f"{name}封顶", f"{name}差额"
    capped = f"考评分 = 较低者（数，顶），最低 0 分，最高 {writer.number(100, 120)} 分"
    writer.lines.append(f"计分方式 {inner}（数（分），顶（分）） {{ 计分办法：{capped} }}")
    lines = [
        f"填报数据：计划（项，1～{writer.number(2, 100)}）、完成（项，0～120）",
        "计算公式：率 = 完成 ÷ 计划 × 100%",
    ]
    if writer.maybe(20):
        alone = f"{name}折合"
        writer.lines.append(
            f"计分方式 {alone}（数（%）） {{ 计分办法：考评分 = 数 × {writer.decimal(20, 130)} 分，最低 0 分，最高 100 分 }}"
        )
        return [*lines, f"计分办法：套用 {alone}（率）"]
    if writer.maybe():
        return [*lines, f"计分办法：套用 {inner}（率 × {writer.decimal(20, 130)} 分，{writer.decimal(40, 100)} 分）"]
    factor = writer.one("每点 × 100", "每点 × 50 + 实际 × 1 分")
    writer.lines.append(
        f"计分方式 {outer}（实际（%），目标（%），每点（分）） {{ 计分办法：套用 "
        f"{inner}（100 分 − 较高者（目标 − 实际，0%） × （{factor}），{writer.decimal(40, 100)} 分） }}"
    )
    return [*lines, f"计分办法：套用 {outer}（率，{writer.decimal(60, 120)}% − 1%，{writer.decimal(0, 4)} 分）"]


def rated(writer: Writer, _: str) -> list[str]:
    """Votes of groups of raters."""
    if not writer.rated:
        writer.rated = True
        writer.lines.append(f"台账 {RATERS} {{ 组别（文字：领导、职工）；评分（分，0～100 分）；填报部门：调度室 }}")
    share = writer.number(1, 19) * 5
    trimmed = writer.one("", "，多于 2 人时去掉最高分和最低分", "，多于 4 人时去掉最高分和最低分")
    least = writer.one("", "，最少 2 票")
    few = writer.one("按比例折算", "停算")
    rounding = "" if writer.maybe() else f"，每组平均 {writer.rounding(2)}"
    return [
        f"计分办法：评分人 {RATERS} {{ 领导：{share}%；职工：{100 - share}% }}{trimmed}{least}，票数不足：{few}{rounding}"
    ]


def of_its_own(writer: Writer, name: str) -> list[str]:
    """A full mark of its own, by class or not."""
    each = writer.number(20, 150)
    full = f"满分：{each} 分"
    if len(writer.classes) > 1 and writer.maybe():
        full = "满分 { " + "；".join(f"{one}：{writer.number(20, 150)} 分" for one in writer.classes) + " }"
    if writer.maybe():
        return [full, f"计分办法：打分 0～满分，精确到 {writer.one('0.5', '1')} 分"]
    writer.counts.append(f"{name}·事故")
    return [
        full, f"填报数据：事故（起，0～{writer.number(1, 9)}）", f"目标值：事故 ≤ {writer.number(0, 2)}",
        f"计分办法：达标得满分；每超 1 起扣 {writer.decimal(1, 30)} 分，扣完为止",
    ]  # fmt: skip


def by_class(writer: Writer, _: str) -> list[str]:
    """Targets that differ between classes."""
    targets = "；".join(f"{one}：率 ≥ {writer.decimal(60, 110)}%" for one in writer.classes)
    size = f"{writer.one('1', '0.5', '3')} 个百分点"
    rules = [
        f"达标得 100 分，未达标得 {writer.decimal(0, 99)} 分",
        f"达标得 100 分；每低 {size}扣 {writer.decimal(1, 9)} 分，{writer.step_mode(size)}，扣完为止",
    ]
    return [
        "填报数据：计划（项，1～100）、完成（项，0～120）",
        f"计算公式：率 = 完成 ÷ 计划 × 100%，保留小数 {writer.rounding()}",
        f"目标值 {{ {targets} }}" if len(writer.classes) > 1 else f"目标值：{targets.partition('：')[2]}",
        f"计分办法：{writer.one(*rules)}",
    ]
