"""Forms at random whose numbers stand in tables by unit, quarter or month, or follow from the calendar.

Takes the policy so far; declares the tables and gives the lines of the indicator.
"""

from kpidsl.testing.writer import Writer

_QUARTERS = (("季度", ("1季度", "2～4季度")), ("季度", ("2季度、4季度", "其余")))
_TOLD_BY = {
    "MONTH": (
        *_QUARTERS,
        ("月份", ("1～3月", "4～12月")),
        ("月份", ("2月、12月", "其余")),
        ("月份", ("3月", "1～2月", "其余")),
    ),
    "QUARTER": _QUARTERS,
}
"""Keys and rows of tables by the time of year, where the periods of a policy have one."""


def by_unit(writer: Writer, name: str) -> list[str]:
    """A limit by unit, and points by quarter or month."""
    writer.counts.append(f"{name}·事故")
    limit, points = f"{name}限额", f"{name}次分"
    units = [f"{unit_class}{at}" for at, unit_class in enumerate(writer.classes)]
    rows = [f"  | {unit} | {writer.number(0, 3)} 起 |" for unit in units]
    writer.lines += [
        f"对照表 {limit}（按 单位） {{",
        "  | 单位 | 限额 |",
        *rows,
        f"  | 其余 | {writer.number(0, 2)} 起 |",
        "}",
    ]
    _by_period(writer, points)
    base = writer.one(f"达标得 100 分，未达标得 {points}", f"达标得 100 分；每超 1 起扣 {points}，扣完为止")
    return [f"填报数据：事故（起，0～{writer.number(1, 9)}）", f"目标值：事故 ≤ {limit}", f"计分办法：{base}"]


def _by_period(writer: Writer, table: str) -> None:
    """Points by quarter or month, and by class or not."""
    known = _TOLD_BY.get(writer.cycle.word, ())
    key, rows = writer.one(*known) if known else ("单位分类", writer.classes)
    classes = writer.classes if known and writer.maybe() else ()
    lines = [f"  | {' | '.join([row, *(f'{writer.decimal(0, 60)} 分' for _ in classes or [''])])} |" for row in rows]
    head = " | ".join([key, *(classes or ["分"])])
    writer.lines += [f"对照表 {table}（按 {key}{'、单位分类' if classes else ''}） {{", f"  | {head} |", *lines, "}"]


def numbers_of_a_class(writer: Writer, name: str) -> list[str]:
    """A target, the size of a step, a floor and a cap, each from a table by class, or worked out in brackets."""

    def number(what: str, most: int, unit: str, least: int = 0) -> str:
        if writer.maybe(40):
            return f"（{writer.decimal(least, most, 1)}{unit} + 1{unit}）"
        table = f"{name}{what}"
        rows = [f"  | {one} | {writer.decimal(least, most, 1)}{unit} |" for one in writer.classes]
        writer.lines += [f"对照表 {table}（按 单位分类） {{", f"  | 单位分类 | {what} |", *rows, "}"]
        return table

    def bracketed(what: str, most: int, unit: str, least: int) -> str:
        return f"（{number(what, most, unit, least).removeprefix('（').removesuffix('）')}）"

    size = writer.one("2.5 个百分点", "（1 个百分点 + 0.5 个百分点）", bracketed("档距", 5, " 个百分点", 1))
    mode = f"不足 {size} 不计" if size.startswith("2.5") else writer.one("不足部分按比例计", "不足 1.5 个百分点不计")
    mode = mode if "0.5 个" in size or size.startswith("2.5") else "不足部分按比例计"
    base = f"以{bracketed('基准', 110, '%', 60)}为基准，" if writer.maybe(30) else ""
    return [
        "填报数据：计划（项，1～100）、完成（项，0～120）",
        "计算公式：率 = 完成 ÷ 计划 × 100%",
        f"目标值：率 ≥ {number('目标', 110, '%', 60)}",
        f"计分办法：达标得 {number('达标分', 100, ' 分', 50)}，未达标得 {number('底数', 60, ' 分')}；{base}"
        f"每{writer.one('低', '超')} {size}加 {number('加分', 9, ' 分')}，{mode}，"
        f"最多加 {number('封顶', 20, ' 分', 1)}，最低 {number('底分', 40, ' 分')}",
    ]


def by_the_calendar(writer: Writer, _: str) -> list[str]:
    """How far the year has gone, and the days of the month; as far as they are known in periods of the kind."""
    word = writer.cycle.word
    gone = "完成率 − 月份 ÷ 12 × 100%" if word == "MONTH" else "完成率"
    days = "当月天数 × 1 天" if word == "MONTH" else f"{writer.one('90', '31')} 天"
    years = ("年份 × 0 分", f"（年份 − 2018） × {writer.decimal(0, 5)} 分") if word != "TERM" else ("0 分",)
    return [
        "填报数据：累计（吨，0～10000）、年计划（吨，1～12000）、停产（天，0～31）",
        "计算公式：完成率 = 累计 ÷ 年计划 × 100%",
        f"计算公式：日历 = {days}",
        f"计分办法：考评分 = 限于（（{gone}） × {writer.decimal(1, 120)} 分 − 停产 ÷ 日历 × {writer.decimal(0, 31)} 分"
        f" + {writer.one(*years)} + {writer.decimal(0, 90)} 分，0 分，100 分）",
    ]
