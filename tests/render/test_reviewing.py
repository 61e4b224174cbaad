"""The page for reviewers: everything provisional is on it, every rule of vetoes and grades, nothing read as Markdown."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.render.diagram.weight_table import facts_of
from kpidsl.render.reviewing.markdown import image, link, plain, table
from kpidsl.render.reviewing.readme import Beside, Shown, readme
from kpidsl.testing import policies
from tests.beside_policy import POLICY

LICUN = Path("policies/licun/licun.kpi")


def checked(text):
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems, text]
    return found.checked


def page(policy, lang="zh", sizes=None):
    cards = tuple((name, Shown(f"card-{name}.svg", name)) for name in policy.policy.class_names)
    beside = Beside(
        "../a.kpi", (Shown("weights.svg", "权重"),), cards, Shown("structure.svg", "结构"), "plan.txt", "duckdb.sql"
    )
    return readme(policy, beside, sizes or {}, lang)


@pytest.fixture(scope="module")
def licun():
    return checked(LICUN.read_text(encoding="utf-8"))


def test_everything_provisional_is_put_to_the_committee_first(licun):
    text = page(licun)
    done = licun.policy.completions
    assert text.index(f"## 请审定的暂定内容（{len(done)} 项）") < text.index("## 权重")
    rows = re.findall(r"^\| (\d+) \| (.*) \| (.*) \|$", text.split("## 已审")[0], re.MULTILINE)
    assert [(int(number), reason) for number, _, reason in rows] == [
        (number, plain(one.reason)) for number, one in enumerate(done, start=1)
    ]
    assert rows[22][1] == "安全事故·情形"


def test_until_when_a_policy_holds_is_said(licun):
    policy = evolve(licun, policy=evolve(licun.policy, expires="2030-01-01"))
    assert "起施行；2030-01-01 废止；满分 100 分" in page(policy)
    assert facts_of(policy.policy, "zh").endswith("废止日期：2030年1月1日")
    assert "废止" not in page(licun) + facts_of(licun.policy, "zh")


@pytest.mark.parametrize(
    "line",
    [
        "| 一线队组、二线队组 | 综合得分 = 所属支部·综合得分 × 25% + 总分 × 75% | 无所属支部：停算（暂定） | 三（三）（4） |",
        r"| 情形 | 安全管理·安全事故 \> 0（暂定） |",
        "| 处理 | 月度等次：不合格；综合得分上限：59 分（暂定） |",
        "| 不合格名额 | 不占用（暂定） |",
        "| 优 | 前 20% |",
        "| 良 | 20%～50%（暂定） |",
        "| 排名组 | 生产性科室；非生产性科室；政工科室；队组（一线队组、二线队组） |",
        "| 不足 5 个单位 | 只排名不定等次（暂定） |",
        "| 总分 | 2 位，四舍五入（暂定） |",
        "| 职工培训·全员培训覆盖率 | % | 0～100 | 4 |",
        "![政工科室](card-政工科室.svg)",
        "- [SQL](duckdb.sql)：可以在 DuckDB 里直接运行，与 kpidsl evaluate 结果相同",
    ],
)
def test_rules_stand_in_the_words_of_the_regulation(licun, line):
    assert line in page(licun).splitlines()


def test_a_policy_without_vetoes_grades_and_provisional_items_has_no_empty_sections():
    text = (Path("docs/first/zh/掘进队.kpi")).read_text(encoding="utf-8")
    short = text[: text.index("一票否决 安全事故")]
    heads = [line for line in page(checked(short)).splitlines() if line.startswith("#")]
    assert heads == [
        "# 《掘进队月度考核办法》审阅资料", "## 权重", "## 考评卡", "### 掘进队", "## 结构", "## 计算公式", "## 保留小数", "## 填报数据",
        "## 核算步骤",
    ]  # fmt: skip
    assert "没有暂定内容。" in page(checked(short))


@pytest.mark.parametrize(
    "line",
    [
        "| 难度系数 井下 | 采煤队 |  | 1.05 |",
        "| 加分项 表彰 | 各类 | 办公室 | 打分 0～5 分；类别：荣誉 |",
        "| 合计 |  |  | 荣誉：最多 3 分 |",
        "| 绩效工资 | 采煤队 | 金额：总分 ÷ 1 分 × 工资率 × 1 元 | 2 位，四舍五入 | 四 |",
        "| 奖金 | 各类 | 分配总额：10000 元；分配份额：综合得分；分配范围：同类单位；余数：最大余数 | 2 位，只舍不入 |  |",
        "## 对照表：工资率",
        "| 月份 ＼ 单位分类 | 采煤队 | 掘进队 |",
        "| 1～6月 | 60 | 50 |",
        "| 其余 | 66 | 55 |",
        "| 三违 | 日期 | 日期 | 安监处 |",
        "| 三违 | 姓名 | 文字 | 安监处 |",
        "| 三违 | 程度 | 严重、一般（选填其一） | 安监处 |",
        "| 三违 | 人次 | 人次，1～9，不填为 1 | 安监处 |",
    ],
)
def test_what_stands_beside_the_weights_is_on_the_page(line):
    assert line in page(checked(POLICY)).splitlines()


YEARLY = """考核办法 《办法》 {{
  版本：1；考核周期：{period}；满分：100 分；施行日期：2024年1月1日
  保留小数 {{ 单项得分、总分、综合得分、年度得分：2 位，四舍五入 }}
}}
通则 {{ 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }}
部门：调度室
单位分类：队组
指标 任务 {{ 考评部门：调度室 }}
权重表 {{
  | 指标 | 队组 |
  | 任务 | 100% |
}}
年度得分：{annual}
等次 年度等级，按分数 {{ 考核周期：年度；A：≥ 90；B：[80, 90)；C：< 80 }}
"""


@pytest.mark.parametrize(
    ("period", "annual"),
    [
        ("月度", "平均（综合得分），缺月按实有月数"),
        ("季度", "平均（综合得分），缺期按实有期数"),
        ("季度", "总和（总分），缺期计零分"),
        ("月度", "期末值（综合得分），缺月停算"),
    ],
)
def test_the_score_of_the_year_and_its_grades_are_on_the_page(period, annual):
    lines = page(checked(YEARLY.format(period=period, annual=annual))).splitlines()
    assert lines[lines.index("## 年度得分") + 4] == f"| 队组 | {annual} |"
    assert "| B | 80（含）～90（不含） |" in lines[lines.index("## 等次：年度等级") :]


def test_units_of_each_class_give_head_counts(licun):
    sizes = dict.fromkeys(licun.policy.class_names, 10)
    assert "| 队组 | 20 | 4 | 6 | 8 | 2 |" in page(licun, "zh", sizes).splitlines()
    assert "| 40 | 8 | 12 | 16 | 4 |" in page(licun).splitlines()


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(policies())
def test_every_policy_has_a_page_in_both_languages(text):
    policy = checked(text)
    for lang in ("zh", "en"):
        lines = page(policy, lang).splitlines()
        tables = [line.count(" | ") for line in lines if line.startswith("|")]
        assert tables
        for before, after in pairwise(lines):
            if before.startswith("|") and after.startswith("|"):
                assert len(re.findall(r"(?<!\\)\|", before)) == len(re.findall(r"(?<!\\)\|", after)), (before, after)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("安全 > 0", r"安全 \> 0"),
        ("a|b", r"a\|b"),
        ("<b>*粗*</b> & _斜_ `码` #1 [x] ~y~ \\", r"\<b\>\*粗\*\</b\> \& \_斜\_ \`码\` \#1 \[x\] \~y\~ \\"),
        ("两\n行", "两 行"),
        ("党　办", "党　办"),
    ],
)
def test_names_show_as_they_stand(text, shown):
    assert plain(text) == shown


def test_links_and_pictures_take_any_file_name():
    assert link("步骤", "plan.txt") == "[步骤](plan.txt)"
    assert image("甲|乙", "card-甲 乙.svg") == r"![甲\|乙](<card-甲 乙.svg>)"
    assert image("甲", "card-（甲）.svg") == "![甲](card-（甲）.svg)"
    assert image("甲", "card-(甲).svg") == "![甲](<card-(甲).svg>)"


def test_a_table_with_a_row_that_does_not_fit_is_our_fault():
    assert table(["甲", "乙"], [["1", "2"]]) == ["| 甲 | 乙 |", "| --- | --- |", "| 1 | 2 |"]
    with pytest.raises(ValueError, match="1 cells under 2 heads"):
        table(["甲", "乙"], [["1"]])


WORKED_OUT = """考核办法 《示例》 { 版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月26日；月度起算日：上月 26 日；年度起算月：4 月
  保留小数 { 考评分、单项得分、总分、综合得分：2 位，四舍五入 } }
通则 { 缺报：停算催报；不涉及：按比例折算 }
部门：安监处
单位分类：采煤队
台账 三违 { 日期（日期）；人次（人次，1～100） }
基础数据 规模 { 牵头部门：安监处；填报数据：人数（人，1～500） }
指标 安全 { 考评部门：安监处；填报数据：计划（吨，0～100）、产量（吨，0～100）
  计算公式：率 = 产量 ÷ 计划 × 100%，分母为零：不涉及，保留小数 2 位，四舍五入 暂定（原文没写几位）
  计算公式：增幅 = 环比（产量），分母为零：不涉及，无上期：不涉及
  计算公式：级别 = 限于（上期·级别 + 1，1，19），起始：10
  计算公式：档 = 分情况 { 产量 > 50 吨：2；产量 > 20 吨：1；其余：0 }
  计算公式：均 = 总和（三违·人次） ÷ 2，保留小数 1 位，四舍五入
  计分办法：考评分 = 100 分 − (级别 + 档) × 1 分 − (增幅 + 率) × 1 分 − 均 ÷ 1 人次 × 1 分，最低 0 分，最高 100 分 }
权重表 {
| 指标 | 采煤队 |
| 安全 | 100% |
}
等次 等级，按分数 { 优：≥ 90；差：< 90 }
任何情况下：若 安全·产量 < 5 吨，则 等级 ≠ 优
任何情况下：若 安全·率 ≥ 100% 且 规模·人数 > 5 人，则 总分 ≥ 0 分 或 等级 = 差
"""


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", [
            "满分 100 分；月度起算日：上月 26 日；年度起算月：4 月",
            "| 安全 | 率 = 产量 ÷ 计划 × 100%，分母为零：不涉及，保留小数 2 位，四舍五入（暂定） |",
            "| 安全 | 级别 = 限于（上期·级别 + 1，1，19），无上期取：10 |",
            "| 安全 | 档 = 分情况 { 产量 \\> 50 吨：2；产量 \\> 20 吨：1；其余：0 } |",
            "| 安全·产量 \\< 5 吨 | 等级 ≠ 优 |",
        ]),
        ("en", [
            "full mark 100; month starts: month before 26; year starts: 4",
            "| 安全 | 率 = 产量 ÷ 计划 × 100%, zero denominator: not applicable, round 2 places, half-up (provisional) |",
            "| 安全 | 级别 = clamp (previous period.级别 + 1, 1, 19), no earlier takes: 10 |",
            "| 安全.产量 \\< 5 t | 等级 ≠ 优 |",
        ]),
    ],
)  # fmt: skip
def test_formulas_beginnings_and_what_always_holds_are_on_the_page(lang, lines):
    said = page(checked(WORKED_OUT), lang).splitlines()
    assert [line for line in lines if not any(line in one for one in said)] == []


def test_a_page_without_them_says_nothing_of_them(licun):
    alone = evolve(licun.policy, always=(), families=tuple(evolve(one, formulas=()) for one in licun.policy.families))
    text = page(evolve(licun, policy=alone))
    assert not any(word in text for word in ("## 计算公式", "## 任何情况下", "起算"))


APPRAISED = """考核办法 《仓库考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：物流部
单位分类：冷库、干仓
指标 周转 { 考评部门：物流部 }
权重表 {
  | 指标 | 冷库 | 干仓 |
  | 周转 | 100% | 100% |
}
等次 月度等次，按分数 { 甲：≥ 80；乙：< 80；评定依据：周转得分 }
考核对象表 {
  | 考核对象 | 考核人 | 考核周期   | 薪酬类别 |
  | 冷库     | 物流部 | 月度、年度 | ？       |
  | 干仓     | 物流部 | 月度       | —        |
}
兑现 升降 { 级数：分情况 { 月度等次 = 乙：-1 级；其余：0 级 } }
兑现 评先 { 适用于：冷库；另按：《评先办法》 }
"""


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", [
            "| 考核对象 | 考核人 | 考核周期 | 薪酬类别 |", "| 冷库 | 物流部 | 月度、年度 | 没有写明 |", "| 干仓 | 物流部 | 月度 | — |",
            "| 评先 | 冷库 | 《评先办法》，这里不算 |", "| 评定依据 | 周转得分 |",
            "| 升降 | 各类 | 级数：分情况 { 月度等次 = 乙：-1 级；其余：0 级 } |  |  |",
        ]),
        ("en", ["| subject | assessor | period | pay category |", "| 冷库 | 物流部 | month, year | not stated |"]),
    ],
)  # fmt: skip
def test_who_is_appraised_and_what_hangs_on_it_are_on_the_page(lang, lines):
    text = page(checked(APPRAISED), lang)
    for line in lines:
        assert line in text, text
