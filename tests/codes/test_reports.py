"""What a month brings to light about a unit, as people read it."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Lang, Problems, catalogue
from kpidsl.pipeline import compile_text
from kpidsl.run import evaluate_files

HEAD = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：调度室、安监处
"""
ONE_CLASS = "单位分类：队组\n"
WEIGHTS = """权重表 {
  | 指标     | 队组 |
  | 月度任务 | 40%  |
  | 安全管理 | 60%  |
  | 合计     | 100% |
}
"""
MEASURED = """指标 月度任务 {
  考评部门：调度室；填报数据：计划数（项）、完成数（项）
  计算公式：完成率 = 完成数 ÷ 计划数 × 100%，分母为零：停算
  目标值：完成率 ≥ 95%
  计分办法：达标得 100 分，未达标不得分
}
指标 安全管理 { 考评部门：安监处 }
"""
MERGED = """指标 月度任务 { 考评部门：调度室；不涉及：权重并入 安全管理 }
指标 安全管理 { 考评部门：安监处 }
"""
CHECKED = """指标 月度任务 {
  考评部门：调度室；填报数据：安全事故（起）
  目标值：安全事故 = 0
}
指标 安全管理 { 考评部门：安监处 }
"""
PROMISE = "任何情况下：若 月度任务·考评分 < 60 分，则 总分 < 60 分\n"
UNDER = """单位分类：队组、支部
对应关系 所属支部 { 队组：支部 }
指标 月度任务 { 考评部门：调度室 }
指标 安全管理 { 考评部门：安监处 }
权重表 {
  | 指标     | 队组 | 支部 |
  | 月度任务 | 40%  | 50%  |
  | 安全管理 | 60%  | 50%  |
  | 合计     | 100% | 100% |
}
"""
LINKED = f"{UNDER}综合得分（队组）= 所属支部·综合得分 × 25% + 总分 × 75% {{ 无所属支部：停算 }}\n"
OVER_UNITS = f"{UNDER}综合得分（支部）= 总分 × 50% + 平均（综合得分，下属单位（所属支部））× 50% {{ 没有单位：停算 }}\n"
SHARED = """兑现 奖金 {
  分配总额：1000 元；分配份额：综合得分；分配范围：同类单位；余数：最大余数
  保留小数：2 位，只舍不入
}
"""
PLAIN = "指标 月度任务 { 考评部门：调度室 }\n指标 安全管理 { 考评部门：安监处 }\n"
UNITS = "单位,单位分类\n甲队,队组\n"

MONTHS: dict[str, tuple[str, str, str, str, str]] = {
    "K540": (
        ONE_CLASS + MEASURED + WEIGHTS,
        UNITS,
        "被考核单位,月度任务·计划数,月度任务·完成数,安全管理\n甲队,0,0,90\n",
        "甲队（队组）的“月度任务”分母为零（或为负），办法规定停算，本月不出结果。",
        "“月度任务” of 甲队 (队组) has a denominator of zero (or below); the policy says stop, so there are no results for this"
        " month.",
    ),
    "K541": (
        ONE_CLASS + PLAIN + WEIGHTS,
        UNITS,
        "被考核单位,月度任务,安全管理\n甲队,不涉及,不涉及\n",
        "甲队（队组）各项指标都不涉及，算不出总分，本月不出结果。",
        "No indicator applies to 甲队 (队组), so it has no total; there are no results for this month.",
    ),
    "K542": (
        ONE_CLASS + MERGED + WEIGHTS,
        UNITS,
        "被考核单位,月度任务,安全管理\n甲队,不涉及,不涉及\n",
        "甲队（队组）的“月度任务”不涉及，权重应并入“安全管理”，可是“安全管理”也没有得分，本月不出结果。",
        "“月度任务” does not apply to 甲队 (队组) and its weight goes to “安全管理”, which has no mark either; there are no results"
        " for this month.",
    ),
    "K543": (
        LINKED,
        "单位,单位分类,所属支部\n甲队,队组,\n一支部,支部,\n",
        "被考核单位,月度任务,安全管理\n甲队,95,90\n一支部,90,90\n",
        "甲队（队组）没有所属支部，综合得分里有一部分没处取（总分 92）；办法规定停算，本月不出结果。",
        "甲队 (队组) has no 所属支部, so part of its composite has no source (total 92); the policy says stop, so there are"
        " no results for this month.",
    ),
    "K545": (
        ONE_CLASS + CHECKED + WEIGHTS,
        UNITS,
        "被考核单位,月度任务,月度任务·安全事故,安全管理\n甲队,100,2,90\n",
        "甲队（队组）“月度任务”没有达到目标值（月度任务·安全事故 2 起），“月度任务”打的却是满分。",
        "甲队 (队组) missed the target of “月度任务” (月度任务·安全事故 2 events), yet “月度任务” was given the full mark.",
    ),
    "K546": (
        ONE_CLASS + PLAIN + WEIGHTS + PROMISE,
        UNITS,
        "被考核单位,月度任务,安全管理\n甲队,50,90\n",
        "甲队（队组）的结果不合这条“任何情况下”的规定：月度任务·考评分 50、总分 74。",
        "The results of 甲队 (队组) break this “always” statement: 月度任务·mark 50, total 74.",
    ),
    "K710": (
        OVER_UNITS,
        "单位,单位分类,所属支部\n甲队,队组,一支部\n一支部,支部,\n二支部,支部,\n",
        "被考核单位,月度任务,安全管理\n甲队,95,90\n一支部,90,90\n二支部,80,60\n",
        "二支部（支部）的综合得分要在别的单位之间算出，可是一个有分的单位也没有（总分 70）；办法规定停算，本月不出结果。",
        "The composite of 二支部 (支部) is worked out over other units, and none has a score (total 70); the policy says stop, so"
        " there are no results for this month.",
    ),
    "K711": (
        ONE_CLASS + PLAIN + WEIGHTS + SHARED,
        UNITS,
        "被考核单位,月度任务,安全管理\n甲队,0,0\n",
        "甲队（队组）的“奖金”没法分，分配范围内的份额合计为零。",
        "“奖金” of 甲队 (队组) cannot be shared out, for the shares add up to zero.",
    ),
}


@pytest.mark.parametrize(("month", "known"), [("2023-12", False), ("2024-01", True), ("2024-02", True)])
def test_a_month_before_the_policy_is_in_force_is_refused(month: str, known: bool, tmp_path: Path) -> None:
    problems = Problems()
    compiled = compile_text(HEAD.replace("2024年1月1日", "2024年1月15日") + ONE_CLASS + PLAIN + WEIGHTS, problems)
    assert compiled
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / f"{month}.csv").write_text("被考核单位,月度任务,安全管理\n甲队,50,90\n", encoding="utf-8")
    run = evaluate_files(compiled.plan, [tmp_path / f"{month}.csv"], tmp_path / "units.csv", problems)
    assert (run is not None) == known
    assert [found.code for found in problems] == ([] if known else ["K515"])


@pytest.mark.parametrize("engine", ["reference", "duckdb"])
@pytest.mark.parametrize("lang", catalogue.LANGS)
@pytest.mark.parametrize("code", MONTHS)
def test_a_month_says_which_unit_and_which_figures(code: str, lang: Lang, engine: str, tmp_path: Path) -> None:
    policy, units, data, zh, en = MONTHS[code]
    problems = Problems()
    compiled = compile_text(HEAD + policy, problems)
    assert compiled, [(found.code, found.args) for found in problems]
    (tmp_path / "units.csv").write_text(units, encoding="utf-8")
    (tmp_path / "2024-03.csv").write_text(data, encoding="utf-8")
    evaluate_files(
        compiled.plan,
        [tmp_path / "2024-03.csv"],
        tmp_path / "units.csv",
        problems,
        engine=engine,  # type: ignore[arg-type]
        lang=lang,
    )
    said = {found.code: catalogue.message(found.code, lang, found.variant, found.args) for found in problems}
    assert said.get(code) == {"zh": zh, "en": en}[lang], said
