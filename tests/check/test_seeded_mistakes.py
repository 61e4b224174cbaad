"""One slip of the pen in a real regulation is one error, at the words that are wrong.

The regulation of policies/licun is changed in a word, a row or a line, as a hand would: each change names the text that goes
and what stands there instead, the one code it must give, and the place, which is what stands between ⟦ and ⟧ in a stretch of
the changed text. Further warnings are named; notes are not counted.
"""

from functools import lru_cache
from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source, Span

LICUN = (Path(__file__).parents[2] / "policies" / "licun" / "licun.kpi").read_text(encoding="utf-8")

Edit = tuple[str, str]
Mistake = tuple[list[Edit] | Edit, str, str]


def line(beginning: str) -> str:
    """The whole line that begins so, with its end."""
    start = LICUN.index("\n" + beginning) + 1
    return LICUN[start : LICUN.index("\n", start) + 1]


def without(beginning: str) -> Edit:
    """The line that begins so, left out."""
    return line(beginning), ""


HEADER = LICUN[LICUN.index("考核办法 《") : LICUN.index("通则 {")]
WEIGHTS = "| 指标                    | "
SPLIT = "| 考评部门   | "
TRAINING = "| 职工培训                | 5%  "
TASK = "  目标值：完成率 ≥ 95%\n"
VETO = "一票否决 ⟦安全事故⟧ {"
SCALE = "等次 ⟦月度等次⟧ {"
ENSURED = "⟦党建管理·折算权重 ≥ 25%⟧"


def scored(rule: str) -> Edit:
    """月度任务 with a scoring rule of its own."""
    return TASK, f"{TASK}  计分办法：{rule}\n"


NAMES: dict[str, Mistake] = {
    "a keyword that opens a declaration": (("统称 {", "统秤 {"), "K102", "⟦统秤⟧ {"),
    "a keyword of a field": ((TASK, TASK.replace("目标值", "目标直")), "K101", "⟦目标直⟧：完成率"),
    "a keyword of the header": (("施行日期：", "实行日期："), "K101", "⟦实行日期⟧：2019"),
    "a department in a block": (("科室：企管科；", "科室：企管课；"), "K201", "科室：⟦企管课⟧；"),
    "a department in a table": (("| 安监处 ", "| 安检处 "), "K201", "| ⟦安检处⟧ "),
    "a class in a class set": (("科室：生产性科室、", "科室：生产科室、"), "K201", "科室：⟦生产科室⟧、"),
    "a class over a column": ((WEIGHTS + "生产性科室", WEIGHTS + "生产科室"), "K201", WEIGHTS + "⟦生产科室⟧"),
    "an indicator before a row": (("| 服务质量 ", "| 服务质里 "), "K201", "| ⟦服务质里⟧ "),
    "a part before a row": (("| 信息管理·OA平台", "| 信息管理·QA平台"), "K201", "| ⟦信息管理·QA平台⟧"),
    "a link in a formula": (("= 所属支部·综合得分 ×", "= 所署支部·综合得分 ×"), "K205", "= ⟦所署支部·综合得分⟧ ×"),
    "a grade in a veto": (("月度等次：不合格；", "月度等次：不及格；"), "K201", "月度等次：⟦不及格⟧；"),
    "a scale of grades": (("处理 { 月度等次：", "处理 { 月度等级："), "K201", "处理 { ⟦月度等级⟧："),
    "a datum in a target": ((TASK, TASK.replace("完成率", "完成串")), "K205", "目标值：⟦完成串⟧ ≥"),
    "a datum in a formula": (("÷ 计划数 ×", "÷ 计化数 ×"), "K205", "÷ ⟦计化数⟧ ×"),
    "a datum in a veto": (("情形：安全管理·安全事故", "情形：安全管理·安全事件"), "K205", "情形：⟦安全管理·安全事件⟧"),
    "an indicator in an example": (("数据：职工培训·考评分 = 92.5，", "数据：职工培育·考评分 = 92.5，"), "K205", "数据：⟦职工培育·考评分⟧"),
    "a class in an example": (("抽采科（生产性科室）", "抽采科（生产科室）"), "K201", "抽采科（⟦生产科室⟧）"),
    "a score in an example": (("，总分 = 99.63", "，总得分 = 99.63"), "K205", "，⟦总得分⟧ = 99.63"),
    "a grade in a promise": (("月度等次 ≠ 优\n", "月度等次 ≠ 优秀\n"), "K327", "月度等次 ≠ ⟦优秀⟧"),
}  # fmt: skip

SIGNS: dict[str, Mistake] = {
    "a brace left open": (("条款：三（二）（13）\n}", "条款：三（二）（13）\n"), "K103", "指标 服务质量 ⟦{⟧"),
    "a bracket left open": (("（又称 绩效办）", "（又称 绩效办"), "K103", "组织部⟦（⟧又称"),
    "a quotation mark left open": (("体系》 {", "体系 {"), "K103", "考核办法 ⟦《⟧李村"),
    "a bar left out": (
        ("| 综合治理                | 2%         |", "| 综合治理                | 2%          "), "K106",
        "⟦" + line("  | 综合治理                |").strip().replace("2%         |", "2%          ", 1) + "⟧",
    ),
    "a colon left out": (("考评部门：企管科\n  填报", "考评部门 企管科\n  填报"), "K101", "考评部门 ⟦企管科⟧"),
    "a day that is none": (("2019年1月1日", "2019年2月29日"), "K110", "⟦2019年2月29日⟧"),
    "a unit of measure nobody knows": (("计划数（项）、", "计划数（项目）、"), "K112", "计划数（⟦项目⟧）"),
    "a word with two readings": (("  不涉及：按比例", "  缺项：按比例"), "K105", "⟦缺项⟧：按比例"),
}  # fmt: skip

WEIGHT_TABLES: dict[str, Mistake] = {
    "a column of 98%": (("| 服务质量                | 2%", "| 服务质量                | — "), "K301", WEIGHTS + "⟦生产性科室⟧"),
    "a column of 105%": (("| 月度任务                | 25%", "| 月度任务                | 30%"), "K301", WEIGHTS + "⟦生产性科室⟧"),
    "a split short by 4%": (("| 5%       | 12%      |", "| 5%       | 8%       |"), "K302",
                            SPLIT + "生产性科室 | 非生产性科室 | 政工科室 | ⟦联合支部⟧"),
    "a printed total": (("| 合计                    | 100%", "| 合计                    | 98% "), "K303",
                        "| 合计                    | ⟦98%⟧"),
    "a printed total of a split": (("| 合计       | 20%", "| 合计       | 21%"), "K303", "| 合计       | ⟦21%⟧"),
    "a printed total that is no number": (("| 合计       | 20%", "| 合计       | 2O%"), "K306", "| 合计       | ⟦2O%⟧"),
    "two rows of totals": ((line("  | 合计       |"), line("  | 合计       |") * 2), "K202",
                           line("  | 合计       |") + "  | ⟦合计⟧"),
    "a blank cell": ((TRAINING, TRAINING.replace("5%", "  ")), "K305", "| 职工培训                |      ⟦⟧      |"),
    "a blank where the class is not appraised": (
        ("| 5%           | 3%       | —  ", "| 5%           | 3%       |    "),
        "K305", "| 5%           | 3%       |     ⟦⟧     |"),
    "a question mark in a cell": ((TRAINING, TRAINING.replace("5%", "？")), "K757", "| 职工培训                | ⟦？⟧"),
    "a number without %": ((TRAINING, TRAINING.replace("5%", "5 ")), "K306", "| 职工培训                | ⟦5⟧"),
    "a second row": ((line("  | 后勤管理                |"), line("  | 后勤管理                |") * 2), "K202",
                     line("  | 后勤管理                |") + "  | ⟦后勤管理⟧"),
    "a second column": (("| 一线队组 | 二线队组 |", "| 一线队组 | 一线队组 |"), "K109", "| 一线队组 | ⟦一线队组⟧ |"),
    "a second indicator": (("权重表 {", "指标 服务质量 { 考评部门：企管科 }\n权重表 {"), "K202", "指标 ⟦服务质量⟧ { 考评"),
    "a class without a column": (("二线队组\n统称", "二线队组、集体企业\n统称"), "K307", "二线队组、⟦集体企业⟧\n统称"),
    "a promise about weights": (("折算权重 ≥ 20%", "折算权重 ≥ 25%"), "K304", ENSURED),
}  # fmt: skip

HEADERS: dict[str, Mistake] = {
    "no header": ((HEADER, ""), "K203", ""),
    "no full mark": (("；满分：100 分", ""), "K208", "考核办法 《⟦李村煤矿党政一体化KPI管理体系⟧》"),
    "a period that is none": (("考核周期：月度", "考核周期：旬度"), "K101", "考核周期：⟦旬度⟧"),
    "no rounding of the points": (without("    单项得分："), "K310", "⟦保留小数⟧ {"),
    "no rounding of the total": (("    总分、综合得分、", "    综合得分、"), "K310", "⟦保留小数⟧ {"),
    "no mode of rounding": (("单项得分：2 位，四舍五入", "单项得分：2 位"), "K310", "单项得分：⟦2 位⟧"),
    "no rule for 缺报": (without("  缺报："), "K365", "指标 ⟦月度任务⟧ {"),
    "no rule for 不涉及": (without("  不涉及："), "K366", "指标 ⟦月度任务⟧ {"),
    "no scoring anywhere": (without("  计分办法："), "K331", "指标 ⟦月度任务⟧ {"),
    "no classes": (without("单位分类："), "K203", ""),
    "defaults said twice": (("单位分类：", "通则 { 缺报：计零分 }\n单位分类："), "K202", "通则 { ⟦缺报⟧：计零分"),
}  # fmt: skip

VETOES: dict[str, Mistake] = {
    "no case": (without("  情形："), "K362", VETO),
    "no effect": (without("  处理 {"), "K353", VETO),
    "no scope": (without("  对象："), "K354", VETO),
    "no stage": (without("  执行顺序："), "K355", VETO),
    "no duration": (without("  影响期："), "K356", VETO),
    "no ranking": (without("  排名："), "K358", VETO),
    "no word on fail places": (without("  不合格名额："), "K359", VETO),
    "a quarter": (("影响期：当月", "影响期：当季"), "K357", "影响期：⟦当季⟧"),
    "a stage that is too early": (("：综合得分之后", "：总分之后"), "K360", "⟦综合得分上限：59 分⟧"),
    "a cap above the full mark": (("上限：59 分", "上限：590 分"), "K309", "⟦综合得分上限：590 分⟧"),
}

GRADES: dict[str, Mistake] = {
    "a rank in no grade": (("良：20%～", "良：21%～"), "K314", "⟦良：21%～50%⟧"),
    "a rank in two grades": (("良：20%～", "良：15%～"), "K315", "⟦良：15%～50%⟧"),
    "a last grade that is not the rest": (("后 10%\n", "后 5%\n"), "K315", "⟦不合格：后 5%⟧"),
    "no rule for head counts": (without("  名额取整："), "K316", SCALE),
    "no rule for ties": (without("  并列："), "K317", SCALE),
    "no rule for few units": (without("  不足 5 个单位："), "K319", SCALE),
    "a class in no group": (("｜政工科室｜队组", "｜队组"), "K351", SCALE),
    "a class in two groups": (("｜政工科室｜队组", "｜政工科室｜队组｜一线队组"), "K352", "队组｜⟦一线队组⟧"),
}

COMPOSITES: dict[str, Mistake] = {
    "no rule without a branch": (without("  无所属支部："), "K371", "⟦综合得分⟧（队组）="),
    "a circle": (("\n一票否决", "对应关系 所辖队组 { 队组支部：一线队组 }\n综合得分（队组支部）= 所辖队组·综合得分 × 10% + 总分 × 90% "
                  "{ 无所辖队组：停算；汇总部门：调度室 }\n一票否决"), "K370", "⟦综合得分⟧（队组）="),
    "another link": (("= 所属支部·综合", "= 所在联合支部·综合"), "K372", "⟦综合得分⟧（队组）="),
    "a link that leaves a class out": (("对应关系 所属支部 { 队组：", "对应关系 所属支部 { 一线队组："), "K372", "⟦综合得分⟧（队组）="),
}  # fmt: skip

RULES: dict[str, Mistake] = {
    "a target in another unit": (("满意度 ≥ 90%", "满意度 ≥ 90 分"), "K324", "满意度 ≥ ⟦90 分⟧"),
    "a range upside down": (("信息上传率（%，0～100%）", "信息上传率（%，100～0%）"), "K311", "信息上传率（%，100～⟦0%⟧）"),
    "every 1%": (scored("达标得 100 分；每低 1% 扣 2 分，不足部分按比例计，扣完为止"), "K337", "每低 ⟦1%⟧ 扣"),
    "a step without a mode": (scored("达标得 100 分；每低 1 个百分点扣 2 分，扣完为止"), "K338", "⟦每低 1 个百分点扣 2 分⟧，"),
    "no floor": (scored("达标得 100 分；每低 1 个百分点扣 2 分，不足部分按比例计"), "K340", "⟦每低 1 个百分点扣 2 分，不足部分按比例计⟧"),
    "tiers with a gap": (scored("分档 完成率 { ≥ 95%：100 分；[80%, 90%)：80 分；< 80%：0 分 }"), "K342",
                         "计分办法：⟦分档 完成率 { ≥ 95%：100 分；[80%, 90%)：80 分；< 80%：0 分 }⟧"),
    "tiers that overlap": (scored("分档 完成率 { ≥ 95%：100 分；[80%, 96%)：80 分；< 80%：0 分 }"), "K341", "⟦[80%, 96%)：80 分⟧"),
    "a formula without a zero rule": (("，分母为零：不涉及　", "　"), "K347", "计算公式：⟦完成率⟧ ="),
    "an ordinal as a number": (("等级 达到 一级", "等级 ≥ 1"), "K322", "| ⟦标准化等级⟧ ≥ 1"),
    "a level that is none": (("等级 达到 一级", "等级 达到 四级"), "K327", "等级 达到 ⟦四级⟧"),
    "no appraiser": (("服务质量 {\n  考评部门：企管科\n", "服务质量 {\n"), "K363", "指标 ⟦服务质量⟧ {"),
    "a class with two appraisers": (("党支部：绩效办；", "党支部：绩效办；政工科室：企管科；"), "K202", "绩效办；⟦政工科室⟧：企管科"),
    "a target left blank": (("满意度 ≥ 90%", "满意度 ≥ ？"), "K320", "满意度 ≥ ⟦？⟧"),
    "a finest mark that misses the best": (("精确到 0.5 分", "精确到 0.3 分"), "K329", "⟦打分 0～100 分，精确到 0.3 分，扣分须写明原因⟧"),
    "an example without its result": (without("  结果：职工培训"), "K369", "示例 ⟦单项得分取两位小数⟧ {"),
}  # fmt: skip

MISTAKES = {
    f"{group}: {name}": mistake
    for group, mistakes in {
        "a wrong name": NAMES, "a wrong sign": SIGNS, "weights": WEIGHT_TABLES, "header": HEADERS, "veto": VETOES,
        "grades": GRADES, "composite": COMPOSITES, "rules": RULES,
    }.items()
    for name, mistake in mistakes.items()
}  # fmt: skip

SHARES_OF_95 = (("总分 × 75%", "总分 × 70%"), "K374", "= ⟦所属支部·综合得分 × 25% + 总分 × 70%⟧ {")


def with_mistake(edits: list[Edit] | Edit) -> str:
    text = LICUN
    for old, new in [edits] if isinstance(edits, tuple) else edits:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def marked(text: str, stretch: str) -> tuple[int, int]:
    """Where the marked part of a stretch stands, which stands once in the text; nothing marked is the whole text."""
    if not stretch:
        return 0, len(text)
    before, _, rest = stretch.partition("⟦")
    inside, _, after = rest.partition("⟧")
    assert text.count(before + inside + after) == 1, text.count(before + inside + after)
    start = text.index(before + inside + after) + len(before)
    return start, start + len(inside)


@lru_cache(maxsize=1)
def said_of(text: str) -> Problems:
    """What is found, all of it rendered in both languages."""
    problems, source = Problems(), Source("licun.kpi", text)
    compile_policy([source], problems)
    for lang in catalogue.LANGS:
        assert bool(render_text(problems, {source.name: source}, lang)) == bool(len(problems))
    return problems


def found_in(text: str, severity: str) -> list[tuple[str, str]]:
    """Code and words at the place of each finding."""
    return [
        (found.code, text[found.place.start : found.place.end] if isinstance(found.place, Span) else "")
        for found in said_of(text)
        if catalogue.severity(found.code) == severity
    ]


def places_of(text: str) -> list[tuple[int, int]]:
    return [(found.place.start, found.place.end) for found in said_of(text).errors if isinstance(found.place, Span)]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_error_at_its_place(name: str) -> None:
    edits, code, stretch = MISTAKES[name]
    text = with_mistake(edits)
    start, end = marked(text, stretch)
    assert found_in(text, "error") == [(code, text[start:end])]
    assert places_of(text) == [(start, end)]
    assert found_in(text, "warning") == []


def test_shares_of_95_percent_are_a_warning() -> None:
    edits, code, stretch = SHARES_OF_95
    text = with_mistake(edits)
    start, end = marked(text, stretch)
    assert found_in(text, "error") == []
    assert found_in(text, "warning") == [(code, text[start:end])]


def test_the_regulation_itself_is_sound() -> None:
    assert found_in(LICUN, "error") == found_in(LICUN, "warning") == []
