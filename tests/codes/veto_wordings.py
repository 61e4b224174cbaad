"""Policies that raise each wording about what grades demand and what vetoes take: edits of the base policy."""

RANKED = "等次 月度等次 {"
BEST = "优：前 20%"


def scale(text: str, head: str = "") -> tuple[str, str]:
    """An edit that declares a scale by score."""
    return RANKED, f"等次 分数等次，按分数 {{ {head}{text} }}\n{RANKED}"


VETOES: dict[tuple[str, str], object] = {
    ("K673", ""): scale("甲：≥ 90；乙：< 90，且 月度任务·考评分 ≥ 60"),
    ("K673", "rank"): (BEST, f"{BEST}，且 月度任务·考评分 ≥ 90"),
    ("K673", "classes"): scale("甲：≥ 90，且 党建管理·组织部·考评分 ≥ 60；乙：< 90"),
    ("K673", "year"): [
        scale("甲：≥ 90，且 月度任务·考评分 ≥ 60；乙：< 90", "考核周期：年度；"),
        ("总分、综合得分：2 位", "总分、综合得分、年度得分：2 位"),
        ("任何情况下", "年度得分：平均（综合得分），缺月按实有月数\n任何情况下"),
    ],
}
