"""The plan as text: what it says, in whose words, and that it says nothing but what is computed."""

from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.backends.reference.expressions import value_of
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_text
from kpidsl.plan.nodes import Extend, Report
from kpidsl.plan.print import plan_text
from kpidsl.plan.print_facts import Facts, simplified
from kpidsl.testing import months, policies

FIRST = Path("docs/first")
LICUN = Path("policies/licun/licun.kpi")


def compiled(text):
    problems = Problems()
    found = compile_text(text, problems)
    assert found is not None, [*problems, text]
    return found


def printed(path, lang="zh"):
    return plan_text(compiled(path.read_text(encoding="utf-8")).plan, lang)


@pytest.fixture(scope="module")
def licun():
    return printed(LICUN)


def block(text, name):
    """The lines under the block that begins with ``name``."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith(name))
    end = next(index for index in range(start + 1, len(lines)) if not lines[index].startswith("  "))
    return lines[start:end]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        (
            "月度任务·打分：",
            [
                "月度任务·打分：0～100，精确到 0.5  条款 三（二）（1）",
                "  调度室报（生产性科室、一线队组、二线队组）；企管科报（非生产性科室）；组织部报（政工科室、联合支部、队组支部）",
            ],
        ),
        (
            "月度任务·完成率",
            [
                "月度任务·完成率（不取舍，0%～100000000000%）  条款 三（二）（1）",
                "  月度任务·完成数 ÷ 月度任务·计划数",
            ],
        ),
        (
            "安全管理·情况",
            [
                "安全管理·情况  条款 三（二）（6）",
                "  若 没有 安全管理·权重：不考评",
                "  若 单位分类为 生产性科室、非生产性科室、一线队组、二线队组，且 安全管理·打分·情况 = 缺报：缺报",
                "  若 单位分类为 生产性科室、非生产性科室、一线队组、二线队组，且 安全管理·打分·情况 = 不涉及：不涉及",
                "  其余：有数",
            ],
        ),
        (
            "“安全事故”的情形",
            [
                "“安全事故”的情形  条款 三（二）（6）",
                "  单位分类为 生产性科室、非生产性科室、一线队组、二线队组，且 安全管理·安全事故 > 0 起",
            ],
        ),
        (
            "提醒[K545] 没达标，打了满分：质量标准化",
            [
                "提醒[K545] 没达标，打了满分：质量标准化  条款 三（二）（8）",
                "  若 质量标准化·标准化等级 低于 一级，且 质量标准化·考评分 = 100",
                "  列出：质量标准化·标准化等级",
            ],
        ),
        (
            "安全管理·单项得分",
            [
                "安全管理·单项得分（2 位小数，0～10000）  条款 三（二）（6）",
                "  四舍五入，2 位：",
                "    若 在考权重合计 = 100%：安全管理·考评分 × 安全管理·权重",
                "    其余：安全管理·考评分 × 安全管理·权重 ÷ 在考权重合计",
            ],
        ),
        (
            "综合得分（否决前）",
            [
                "综合得分（否决前）（2 位小数，0～68110000）  条款 三（三）（4）",
                "  若 单位分类为 一线队组、二线队组：四舍五入(所属支部·综合得分（第 1 层） × 25% + 总分 × 75%，2 位)",
                "  其余：综合得分（第 1 层，否决前）",
            ],
        ),
        (
            "月度等次·名次",
            [
                "月度等次·名次、月度等次·参加排名单位数、月度等次·基数、月度等次·否决占用名额  条款 三（五）（2）",
                "  排名组：生产性科室；非生产性科室；政工科室；队组（一线队组、二线队组）",
                "  先后：综合得分，大的在前",
                "  并列：都按靠前的名次",
                "  参加排名：并非（被“安全事故”否决）",
                "  计入基数：并非（被“安全事故”否决）",
                "  否决占用名额：没有",
            ],
        ),
        (
            "月度等次（“安全事故”之后）",
            [
                "月度等次（“安全事故”之后）（优、良、合格、不合格）  条款 三（二）（6）",
                "  若 被“安全事故”否决，且 单位分类为 生产性科室、非生产性科室、政工科室、一线队组、二线队组：",
                "    若 有 月度等次（否决前）：较低等次(月度等次（否决前），不合格)",
                "    其余：不合格",
                "  其余：月度等次（否决前）",
            ],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_node_is_a_block_in_the_words_of_the_policy(licun, name, lines):
    assert block(licun, name) == lines


def test_the_stages_stand_in_the_order_of_evaluation(licun):
    heads = [line.strip("= ") for line in licun.splitlines() if line.startswith("== ")]
    assert heads == [
        "1 填报数据", "权重", "2 计算公式", "5 考评分", "7 一票否决的情形，单项上的否决", "5 目标值核对", "8 折算权重",
        "9 单项得分与总分", "11 总分上的否决", "13 综合得分", "15 名次与等次", "16 等次上的否决", "16 任何情况下都须成立",
        "公布", "暂定 43 项",
    ]  # fmt: skip


def test_english_words_around_the_names_of_the_policy():
    text = printed(FIRST / "en" / "crews.kpi", "en")
    assert block(text, "Advance·mark") == [
        "Advance·mark (whole, 0..100)",
        "  if Advance·state = given: higher of(100 − up(higher of(0%, 95% − Advance·rate) × 100, to a whole number) × 2, 0)",
        "  otherwise: none",
    ]
    assert block(printed(FIRST / "zh" / "掘进队.kpi"), "掘进进尺·考评分") == [
        "掘进进尺·考评分（整数，0～100）",
        "  若 掘进进尺·情况 = 有数：较高者(100 − 只入不舍(较高者(0%，95% − 掘进进尺·完成率) × 100，取整) × 2，0)",
        "  其余：无",
    ]


ONE = (Path("tests/spec/preludes/one.kpi")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("scoring", "lines"),
    [
        (
            "分档 完成率 { ≥ 100%：100 分；[95%, 100%)：90 分；其余：0 分 }",
            [
                "若 任务·情况 = 有数：",
                "  若 任务·完成率 ≥ 100%：100",
                "  若 任务·完成率 ≥ 95%，且 任务·完成率 < 100%：90",
                "  其余：0",
                "其余：无",
            ],
        ),
        (
            "插值 完成率 { 80%：0 分；100%：100 分；120%：110 分 }，两端：按端点计",
            [
                "若 任务·情况 = 有数：",
                "  较低者：",
                "  · 较高者：",
                "    · 若 任务·完成率 < 80%：0",
                "      若 任务·完成率 ≤ 100%：任务·完成率 × 500 − 400",
                "      若 任务·完成率 ≤ 120%：任务·完成率 × 50 + 50",
                "      其余：110",
                "    · 0",
                "  · 110",
                "其余：无",
            ],
        ),
        (
            "达标得 80 分；每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计，最多扣 6 分；"
            "每超 1 个百分点加 1 分，不足 1 个百分点不计，最多加 5 分",
            [
                "若 任务·情况 = 有数：",
                "  较高者(−只入不舍(较高者(0%，95% − 任务·完成率) × 100，取整) × 2，−6)",
                "  + 较低者(只舍不入(较高者(0%，任务·完成率 − 95%) × 100，取整)，5)",
                "  + 80",
                "其余：无",
            ],
        ),
    ],
)
def test_a_way_of_scoring_becomes_what_is_reckoned(scoring, lines):
    indicator = f"""指标 任务 {{
  考评部门：调度室；填报数据：完成率（%，0～200%，2 位小数）
  目标值：完成率 ≥ 95%；计分办法：{scoring}
}}
"""
    found = block(plan_text(compiled(ONE + indicator).plan, "zh"), "任务·考评分")
    assert found[1:] == ["  四舍五入，2 位：", *(f"    {line}" for line in lines)]


def test_an_edit_changes_only_the_lines_it_is_about(licun):
    text = LICUN.read_text(encoding="utf-8")
    assert plan_text(compiled("注：上面加一行。\n\n" + text).plan, "zh") == licun
    changed = compiled(text.replace("完成率 ≥ 95%", "完成率 ≥ 96%")).plan
    pairs = zip(plan_text(changed, "zh").splitlines(), licun.splitlines(), strict=True)
    assert [(new, old) for new, old in pairs if new != old] == [
        (
            "  有 月度任务·完成数，且 有 月度任务·计划数，且 月度任务·完成率 ≥ 96%",
            "  有 月度任务·完成数，且 有 月度任务·计划数，且 月度任务·完成率 ≥ 95%",
        ),
        (
            "  若 有 月度任务·完成数，且 有 月度任务·计划数，且 月度任务·完成率 < 96%，且 月度任务·考评分 = 100",
            "  若 有 月度任务·完成数，且 有 月度任务·计划数，且 月度任务·完成率 < 95%，且 月度任务·考评分 = 100",
        ),
    ]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data(), st.sampled_from(["zh", "en"]))
def test_every_column_has_a_name_of_its_own_and_is_printed(data, lang):
    plan = compiled(data.draw(policies())).plan
    names = Facts.of(plan, lang).names
    assert len(set(names.values())) == len(names)
    lines = plan_text(plan, lang).splitlines()
    heads = [line for line in lines if not line.startswith("  ")]
    for node in plan.nodes:
        if isinstance(node, Extend):
            assert any(line.startswith(names[node.column]) for line in heads), node.column
    assert not any(line.endswith(" ") for line in lines)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_is_left_out_never_matters(data):
    policy = compiled(data.draw(policies()))
    rows = evaluate(policy.plan, data.draw(months(policy))).table
    facts = Facts.of(policy.plan, "zh")
    for node in policy.plan.nodes:
        exprs = [node.expr] if isinstance(node, Extend) else [node.when] if isinstance(node, Report) else []
        for expr in exprs:
            short = simplified(expr, facts)
            assert [value_of(short, row) for row in rows] == [value_of(expr, row) for row in rows], expr


def test_columns_whose_names_would_be_equal_are_numbered():
    text = (FIRST / "zh" / "掘进队.kpi").read_text(encoding="utf-8")
    plan = compiled(text.replace("安全事故（起）", "打分（起）").replace("安全管理·安全事故", "安全管理·打分")).plan
    names = Facts.of(plan, "zh").names
    assert (names["entered:安全管理"], names["data:安全管理·打分"]) == ("安全管理·打分", "安全管理·打分（2）")


def test_a_policy_without_date_and_provisional_items_says_neither():
    plan = compiled((FIRST / "zh" / "掘进队.kpi").read_text(encoding="utf-8")).plan
    text = plan_text(evolve(plan, effective=""), "zh")
    assert text.splitlines()[1] == "版本 1"
    assert "暂定" not in text
