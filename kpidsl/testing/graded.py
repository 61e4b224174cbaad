"""Who is graded, at random: units without a grade, and units that are not assessed.

Takes the policy so far; gives lines. Reported figures decide it, never a score.
"""

from kpidsl.testing.writer import Writer

_CASES = (("不定等次", "试用期"), ("不参加考核", "长期病假"), ("不定等次", "借调"))


def excluded(writer: Writer) -> None:
    """Adds up to three cases to some policies, and up to two to some years."""
    if writer.maybe(25):
        _of_a_period(writer)
    if writer.yearly and writer.maybe(25):
        for name in ("全年", "末期")[: writer.number(1, 2)]:
            _of_the_year(writer, name)


def _of_a_period(writer: Writer) -> None:
    writer.attended = True
    writer.lines.append(
        "基础数据 考勤 { 牵头部门：企管科；填报数据：在岗（个月，0～24）、病假（个月，0～12）、应休（个月，1～6）"
        "；计算公式：病休率 = 病假 ÷ 应休 }"
    )
    for word, name in _CASES[: writer.number(1, 3)]:
        fields = [f"情形：{'、'.join(_case(writer) for _ in range(writer.number(1, 2)))}"]
        if writer.ranked:
            fields.append(f"排名基数：{writer.one('不计入', '计入')}")
        if writer.yearly and writer.maybe():
            fields.append(f"考核周期：{writer.cycle.said}")
        if writer.maybe(30) or "指标" in fields[0].replace("适用指标数", ""):
            fields.append(f"适用于：{'、'.join(_reached(writer))}")
        writer.lines.append(f"{word} {name} {{ {'；'.join(fields)} }}")


def _of_the_year(writer: Writer, name: str) -> None:
    """By figures of the year's own and by functions over its periods; a year without grades leaves nobody ungraded."""
    word = writer.one("不参加考核", "不定等次") if writer.yearly != "none" else "不参加考核"
    made = [
        f"个数（总分） < {writer.number(1, writer.cycle.in_a_year)}",
        f"个数（月度等次 = 不合格） ≥ {writer.number(1, 3)}",
        f"{writer.one('最大值', '期末值', '总和')}（综合得分） < {writer.decimal(20, 90)} 分",
        f"最小值（总分，其中：总分 > {writer.number(0, 50)} 分） < {writer.number(20, 90)} 分",
        *([f"总和（考勤·病假） > {writer.number(0, 60)} 个月"] if writer.attended else []),
        *(f"{figure} < {writer.decimal(10, 90)} 分" for figure in writer.yearly_figures),
    ]
    cases = "、".join(writer.one(*made) for _ in range(writer.number(1, 2)))
    fields = ["考核周期：年度", f"情形：{cases}"]
    if writer.yearly == "rank":
        fields.append(f"排名基数：{writer.one('不计入', '计入')}")
    if writer.maybe(30):
        fields.append(f"适用于：{'、'.join(_reached(writer))}")
    writer.lines.append(f"{word} {name} {{ {'；'.join(fields)} }}")


def _reached(writer: Writer) -> list[str]:
    """Some classes, one of them a class that has grades: the first, for the last may be ranked with nobody."""
    found = writer.some(writer.classes)
    return found if writer.classes[0] in found else [writer.classes[0], *found]


def _case(writer: Writer) -> str:
    made = [
        f"考勤·在岗 {writer.one('<', '≤', '=')} {writer.number(1, 24)} 个月",
        f"考勤·病假 {writer.one('>', '≥')} {writer.number(0, 12)} 个月",
        f"考勤·病休率 > {writer.decimal(20, 150)}%",
        f"适用指标数 {writer.one('<', '≤', '=')} {writer.number(1, 4)}",
        *(f"{count} > {writer.number(0, 3)}" for count in writer.counts[-1:]),
        *writer.conditions[-1:],
    ]
    return writer.one(*made)
