"""Who is graded, at random: units without a grade, and units that are not assessed.

Takes the policy so far; gives lines. Reported figures decide it, never a score.
"""

from kpidsl.testing.writer import Writer

_CASES = (("不定等次", "试用期"), ("不参加考核", "长期病假"), ("不定等次", "借调"))


def excluded(writer: Writer) -> None:
    """Adds up to three cases to some policies."""
    if not writer.maybe(25):
        return
    writer.lines.append(
        "基础数据 考勤 { 牵头部门：企管科；填报数据：在岗（个月，0～24）、病假（个月，0～12）、应休（个月，1～6）"
        "；计算公式：病休率 = 病假 ÷ 应休 }"
    )
    for word, name in _CASES[: writer.number(1, 3)]:
        fields = [f"情形：{'、'.join(_case(writer) for _ in range(writer.number(1, 2)))}"]
        if writer.ranked:
            fields.append(f"排名基数：{writer.one('不计入', '计入')}")
        if writer.maybe(30) or "指标" in fields[0].replace("适用指标数", ""):
            fields.append(f"适用于：{'、'.join(writer.some(writer.classes))}")
        writer.lines.append(f"{word} {name} {{ {'；'.join(fields)} }}")


def _case(writer: Writer) -> str:
    made = [
        f"考勤·在岗 {writer.one('<', '≤', '=')} {writer.number(1, 24)} 个月",
        f"考勤·病假 {writer.one('>', '≥')} {writer.number(0, 12)} 个月",
        f"考勤·病休率 > {writer.decimal(20, 150)}%",
        f"适用指标数 {writer.one('<', '≤')} {writer.number(1, 3)}",
        *(f"{count} > {writer.number(0, 3)}" for count in writer.counts[-1:]),
        *writer.conditions[-1:],
    ]
    return writer.one(*made)
