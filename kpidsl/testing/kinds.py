"""Forms at random over labels and dates.

Takes the policy so far; gives the lines of the indicator. Dates written in rules lie in one span with those of months.
"""

from fractions import Fraction

from kpidsl.syntax.days import day_text
from kpidsl.testing.writer import FIRST_DAY, LAST_DAY, ZERO, Writer

_LABELS = ("合格", "基本合格", "不合格", "未检查")
_DATES = "应完成（日期）、完成（日期）"


def labelled(writer: Writer, name: str) -> list[str]:
    """One of a list of labels: met or missed, a choice, a table, or what it was the period before."""
    labels = _LABELS[: writer.number(2, len(_LABELS))]
    data, one, other = f"填报数据：结果（文字：{'、'.join(labels)}）", writer.one(*labels), writer.one(*labels)
    writer.conditions.append(f"{name}·结果 {writer.one('=', '≠')} {writer.one(*labels)}")
    is_one = f"结果 {writer.one('=', '≠')} {one}"
    match writer.number(0, 3):
        case 0:
            missed = f"未达标得 {writer.decimal(0, 99)} 分"
            return [
                data,
                f"目标值：{is_one}{writer.one('', f' 或 结果 = {other}')}",
                f"计分办法：达标得 100 分，{missed}",
            ]
        case 1:
            arms = [f"结果 = {label}：{writer.decimal(0, 100)} 分" for label in writer.some(labels)]
            rest = f"其余：{writer.decimal(0, 100)} 分"
            return [data, f"计分办法：考评分 = 分情况 {{ {'；'.join([*arms, rest])} }}"]
        case 2:
            table, rows = f"{name}结果分", [*writer.some(labels[:-1]), "其余"]
            cells = [f"  | {label} | {writer.decimal(0, 100)} 分 |" for label in rows]
            writer.lines += [f"对照表 {table}（按 {name}·结果） {{", "  | 结果 | 分 |", *cells, "}"]
            return [data, f"计分办法：考评分 = {table}"]
        case _:
            before = f"分情况 {{ 上期·结果 {writer.one('=', '≠')} {other}：{writer.number(0, 3)}；其余：1 }}"
            without = writer.one("无上期：不涉及", "无上期：计满分", "无上期取：2")
            when = f"分情况 {{ {is_one}：{writer.decimal(0, 90)} 分；其余：{writer.decimal(0, 90)} 分 }}"
            return [
                data,
                f"计算公式：上次 = {before}，{without}",
                f"计分办法：考评分 = {when} + 上次 × 2 分，最高 100 分",
            ]


def dated(writer: Writer, name: str) -> list[str]:
    """Days due and days done: which is earlier, how far apart they are, who was first."""
    day = day_text(_day(writer))
    writer.conditions.append(f"{name}·完成 {writer.one('>', '≤', '=')} {day_text(_day(writer))}")
    due = writer.one("应完成", day, f"较高者（应完成，{day}）", f"较低者（应完成，{day}）")
    met = f"完成 {writer.one('≤', '<', '≥')} {due}"
    data = f"填报数据：{_DATES}"
    late = writer.one("天数（应完成，完成）", "较高者（天数（应完成，完成），0 天）", f"天数（{day}，完成） + 1 天")
    match writer.number(0, 4 if writer.logged else 3):
        case 0:
            return [data, f"目标值：{met}", f"计分办法：达标得 100 分，未达标得 {writer.decimal(0, 99)} 分"]
        case 1:
            points = f"100 分 − 逾期 ÷ 1 天 × {writer.decimal(0, 5)} 分"
            return [
                data, f"计算公式：逾期 = {late}，保留小数 {writer.rounding(1)}",
                f"计分办法：考评分 = 分情况 {{ {met}：100 分；其余：{points} }}，最低 0 分，最高 100 分",
            ]  # fmt: skip
        case 2:
            ends, peers = writer.one("最小值", "最大值"), writer.one("同类单位", "全部单位")
            tied, order = writer.one("靠前", "靠后", "平均"), writer.one("从低到高", "从高到低")
            return [
                data, f"计算公式：期限 = 较低者（应完成，{ends}（完成，{peers}））",
                f"计算公式：先后 = 名次（完成，{peers}，{order}，并列取{tied}名次）",
                f"计分办法：考评分 = 分情况 {{ 完成 > 期限：60 分；其余：100 分 − 先后 × {writer.decimal(0, 5)} 分 }}，最低 0 分",
            ]  # fmt: skip
        case 4:
            last, without = writer.one("最大值", "最小值"), writer.one(*ZERO)
            when = writer.one("", "，本年以来", f"，其中：日期 ≥ {day}", "，此前 2 个月，其中：程度 = 严重")
            return [
                data, f"计算公式：末次 = {last}（三违·日期{when}），无记录：{without}",
                f"计分办法：考评分 = 分情况 {{ 末次 {writer.one('>', '≤')} {due}：100 分；其余：{writer.decimal(0, 90)} 分 }} + "
                f"天数（末次，完成） ÷ 1 天 × {writer.decimal(0, 1)} 分，最低 0 分，最高 100 分",
            ]  # fmt: skip
        case _:
            without = writer.one(*(f"无上期：{word}" for word in ZERO), "无上期取：0 天")
            before = writer.one("上期", "上年同期" if writer.cycle.has_last_year else "上期")
            return [
                data, f"计算公式：间隔 = 天数（{before}·完成，应完成），{without}",
                f"计分办法：考评分 = 50 分 + 间隔 ÷ 1 天 × {writer.decimal(0, 2)} 分，最低 0 分，最高 100 分",
            ]  # fmt: skip


def _day(writer: Writer) -> Fraction:
    return Fraction(writer.number(FIRST_DAY, LAST_DAY))
