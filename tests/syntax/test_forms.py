"""What each construct becomes, in both languages: the contract between the parser and everything after it."""

import pytest

from kpidsl.syntax.tree import Declaration
from tests.syntax.reading import codes, good, line


def only(text: str) -> Declaration:
    (declaration,) = good(text).declarations
    return declaration


def fields(text: str) -> str:
    return fields_of(only(text))


def fields_of(declaration: Declaration) -> str:
    return "; ".join(line(one) for one in declaration.fields)


INDICATOR = [
    ("考评部门：安监处", "appraiser: 安监处", "APPRAISER: 安监处"),
    ("考评部门 { 队组、科室：调度室 }", "owner { 队组, 科室: 调度室 }", "APPRAISER: {ENTRY 队组 科室: 调度室}"),
    ("承担单位：机电队", "bearer: 机电队", "BEARER: 机电队"),
    ("汇总部门：党办", "collector: 党办", "COLLECTOR: 党办"),
    ("填报数据：计划数（项）", "data: 计划数 (items)", "DATA: [DATUM(name=计划数, unit='item')]"),
    ("填报数据：计划数（项，1～100000）", "data: 计划数 (items, 1..100000)",
     "DATA: [DATUM(name=计划数, unit='item', low=1, high=100000)]"),
    ("填报数据：率（%，0～200%，2 位小数）", "data: 率 (%, 0..200%, 2 places)",
     "DATA: [DATUM(name=率, unit='percent', low=0, high=200 percent, digits=2 places)]"),
    ("填报数据：分数（0～100 分，精确到 0.5 分）", "data: 分数 (0..100 points, to 0.5 points)",
     "DATA: [DATUM(name=分数, low=0, high=100 points, step=1/2 points, unit='points')]"),
    ("填报数据：达标（是否）、等级（一级 > 二级 > 三级）", "data: 达标 (yes/no), 等级 (一级 > 二级 > 三级)",
     "DATA: [DATUM(name=达标, yes_no=YES_NO), DATUM(name=等级, scale=[一级, 二级, 三级])]"),
    ("填报数据：利润（万元，-500～500）", "data: 利润 (10k yuan, -500..500)",
     "DATA: [DATUM(name=利润, unit='wan_yuan', low=-500, high=500)]"),
    ("数据来源：调度台账 #1", "source: 调度台账", "DATA_SOURCE: '调度台账'"),
    ("另按：《安全细则》；备注：无", "otherwise by: 《安全细则》; note: 无", "OTHERWISE_BY: '《安全细则》'; NOTE: '无'"),
    ("出处：L-023 暂定（核对中）", "ledger-tag: L-023 provisional (核对中)", "TAG: 'L-023' ?核对中"),
    ("计算公式：率 = 完成数 ÷ 计划数 × 100%，分母为零：不涉及", "formula: 率 = 完成数 / 计划数 * 100%, zero denominator: not applicable",
     "FORMULA: [FORMULA(name=率, expr=(*/* 完成数 计划数 100 percent), zero=NOT_APPLICABLE)]"),
    ("计算公式：率 = a ÷ b，分母为零：停算，分母为负：计零分，保留小数 2 位，四舍五入",
     "formula: 率 = a / b, zero denominator: stop, negative denominator: zero, round 2 places, half-up",
     "FORMULA: [FORMULA(name=率, expr=(*/ a b), zero=STOP, negative=ZERO_MARK, "
     "round=ROUNDING(digits=2 places, mode=HALF_UP))]"),
    ("目标值：完成率 ≥ 95%", "target: 完成率 >= 95%", "TARGET: (>= 完成率 95 percent)"),
    ("目标值：完成率不低于95%且事故不超过0起", "target: 完成率 no less than 95% and 事故 no more than 0 events",
     "TARGET: (and (>= 完成率 95 percent) (<= 事故 0 event))"),
    ("目标值：等级 达到 一级", "target: 等级 at least 一级", "TARGET: (reaches 等级 一级)"),
    ("目标值 { 队组：产量 ≥ 2 万吨；科室：产量 ≥ ？ }", "target { 队组: 产量 >= 2 10kt; 科室: 产量 >= ? }",
     "TARGET: {ENTRY 队组: (>= 产量 2 wan_ton); ENTRY 科室: (>= 产量 blank)}"),
    ("缺报：停算催报；不涉及：权重并入 安全管理", "unreported: stop; not applicable: weight to 安全管理",
     "UNREPORTED: STOP_AND_CHASE; NOT_APPLICABLE: MERGE_INTO(target=安全管理)"),
    ("缺报：沿用上期；不涉及：计满分；自评：照评", "unreported: previous; not applicable: full; self-appraisal: as is",
     "UNREPORTED: PREVIOUS; NOT_APPLICABLE: FULL_MARK; SELF_APPRAISAL: SELF_AS_IS"),
    ("自评：回避，由 人力资源科 考评", "self-appraisal: recused, 人力资源科 appraises", "SELF_APPRAISAL: SUBSTITUTE(by=人力资源科)"),
    ("二级指标：甲、乙", "parts: 甲, 乙", "PARTS: [甲, 乙]"),
    ("二级指标（按考评部门）：党办、工会", "parts by appraiser: 党办, 工会", "PARTS_BY_APPRAISER: [党办, 工会]"),
    ("适用于：队组、科室", "for: 队组, 科室", "FOR: [队组, 科室]"),
]  # fmt: skip

SCORING = [
    ("打分 0～100 分，精确到 0.5 分，扣分须写明原因", "entered 0..100 points, to 0.5 points, deductions need a reason",
     "ENTERED(low=0 points, high=100 points, step=1/2 points, reason=NEED_REASON)"),
    ("达标得 100 分，未达标不得分", "met 100, missed 0", "PASS_FAIL(met=100 points, missed=0 points)"),
    ("达标得满分；未达标得 60 分", "met full; missed 60 points", "PASS_FAIL(met=FULL, missed=60 points)"),
    ("每超 1 个百分点加 0.5 分，不足 1 个百分点不计，最多加 10 分",
     "every 1 pp above add 0.5 points, whole, at most 10 points added",
     "STEP(direction=ABOVE, effect=ADD, size=1 pp, points=1/2 points, mode=WHOLE), MAX_ADD(points=10 points)"),
    ("每低目标值的1%扣2分，不足部分按比例计，最多扣20分", "every 1% of target below deduct 2 points, pro rata, at most 20 points off",
     "STEP(direction=BELOW, effect=DEDUCT, size=1 percent, points=2 points, of_target=OF_TARGET, mode=PRO_RATA), "
     "MAX_DEDUCT(points=20 points)"),
    ("每低 10 万元扣 2 分，不足 10 万元按比例计", "every 10 10k yuan below deduct 2 points, under 10 10k yuan in proportion",
     "STEP(direction=BELOW, effect=DEDUCT, size=10 wan_yuan, points=2 points, mode=PRO_RATA)"),
    ("每低于目标值的 1% 扣 2 分，每超过目标值 1 个百分点加 2 分", "every 1% of target below deduct 2, every 1 pp above add 2",
     "STEP(direction=BELOW, effect=DEDUCT, size=1 percent, points=2 points, of_target=OF_TARGET), "
     "STEP(direction=ABOVE, effect=ADD, size=1 pp, points=2 points)"),
    ("以 90% 为基准，每低 1 个百分点扣 2 分", "from 90%, every 1 pp below deduct 2 points",
     "STEP(direction=BELOW, effect=DEDUCT, size=1 pp, points=2 points, from_=90 percent)"),
    ("插值 x { 80%：0 分；100%：9 分 }，起点以下：不得分，终点以上：按端点计",
     "interpolate x { 80%: 0 points; 100%: 9 points }, below first: no points, above last: hold",
     "INTERPOLATE(measure=x, anchors={ENTRY 80 percent: 0 points; ENTRY 100 percent: 9 points}, below=NO_POINTS, above=HOLD)"),
    ("达标得 100 分，扣完为止", "met 100 points, floor 0", "PASS_FAIL(met=100 points), FLOOR(at=0 points)"),
    ("达标得 100 分，最低 0 分", "met 100 points, floor 0 points", "PASS_FAIL(met=100 points), FLOOR(at=0 points)"),
    ("达标得 100 分，最低 60 分，最高 120 分", "met 100, floor 60, cap 120",
     "PASS_FAIL(met=100 points), FLOOR(at=60 points), CAP(at=120 points)"),
    ("分档 完成率 { ≥ 100%：100 分；[95%, 100%)：90 分；其余：0 分 }",
     "tiers 完成率 { >= 100%: 100; [95%, 100%): 90; otherwise: 0 }",
     "TIERS(measure=完成率, bands={ENTRY INTERVAL(low=100 percent, low_closed=CLOSED): 100 points; "
     "ENTRY INTERVAL(low=95 percent, low_closed=CLOSED, high=100 percent, high_closed=OPEN): 90 points; "
     "ENTRY OTHERWISE: 0 points})"),
    ("插值 完成率 { 80%：0 分；100%：100 分 }，两端：按端点计", "interpolate 完成率 { 80%: 0; 100%: 100 }, ends: hold",
     "INTERPOLATE(measure=完成率, anchors={ENTRY 80 percent: 0 points; ENTRY 100 percent: 100 points}, below=HOLD, above=HOLD)"),
    ("最多扣满分，按 “甲 provisional (乙)” 计分", "deduct at most full, proportional to “甲 provisional (乙)”",
     "MAX_DEDUCT(points=FULL), PROPORTIONAL(measure=甲 provisional (乙))"),
    ("按完成率计分，最多 100 分", "proportional to 完成率, at most 100 points", "PROPORTIONAL(measure=完成率, cap=100 points)"),
    ("按 安全管理·完成率 计分", "proportional to 安全管理.完成率", "PROPORTIONAL(measure=安全管理.完成率)"),
    ("考评分 = 100 － 次数 × 5", "mark = 100 - 次数 * 5", "FREE(expr=(+- 100 (** 次数 5)))"),
]  # fmt: skip

VETO = [
    ("情形：事故 > 0、名次 > 3 且 总分 < 60", "when: 事故 > 0, rank > 3 and total < 60",
     "WHEN: [(> 事故 0), (and (> RANK 3) (< TOTAL 60))]"),
    ("处理 { 月度等次：不合格；综合得分上限：59 分 }", "then { 月度等次: 不合格; composite cap: 59 points }",
     "THEN: {ENTRY 月度等次: 不合格; CAP COMPOSITE_SCORE: 59 points}"),
    ("处理 { 安全管理·考评分：0 分；月度等次上限：合格 }", "then { 安全管理.mark: 0 points; 月度等次 cap: 合格 }",
     "THEN: {ENTRY 安全管理.MARK: 0 points; CAP 月度等次: 合格}"),
    ("处理 { “甲：乙”上限：合格；“甲上限”：合格 }", "then { “甲：乙” cap: 合格; “甲上限”: 合格 }",
     "THEN: {CAP 甲：乙: 合格; ENTRY 甲上限: 合格}"),
    ("对象：本单位、对应单位、本类各单位、所属支部", "scope: this unit, linked unit, units of its class, 所属支部",
     "SCOPE: [THIS_UNIT, LINKED_UNIT, SAME_CLASS, 所属支部]"),
    ("执行顺序：单项得分之后；影响期：当年", "after: points; lasts: year", "AFTER: POINTS; LASTS: YEAR"),
    ("影响期：6 个月；不合格名额：占用", "lasts: 6 months; fail places: used", "LASTS: 6 months; FAIL_PLACES: USED"),
    ("排名：计入基数不占名次", "ranking: counted without place", "RANKING: COUNTED"),
]  # fmt: skip

GRADES = [
    ("分类排名：甲｜乙、丙", "rank within: 甲 | 乙, 丙", "RANK_WITHIN: [甲, [乙, 丙]]"),
    ("优：前20%；良：20%至50%；差：后 10%", "优: top 20%; 良: 20%..50%; 差: bottom 10%",
     "ENTRY 优: TOP(share=20 percent); ENTRY 良: BETWEEN(low=20 percent, high=50 percent); "
     "ENTRY 差: BOTTOM(share=10 percent)"),
    ("优：90～100；良：80 ≤ 分数 < 90；中：60 以上（含）；差：..59",
     "优: 90..100; 良: 80 <= 分数 < 90; 中: 60 and above; 差: ..59",
     "ENTRY 优: INTERVAL(low=90, low_closed=CLOSED, high=100, high_closed=CLOSED); "
     "ENTRY 良: INTERVAL(low=80, low_closed=CLOSED, high=90, high_closed=OPEN, of=分数); "
     "ENTRY 中: INTERVAL(low=60, low_closed=CLOSED); ENTRY 差: INTERVAL(high=59, high_closed=CLOSED)"),
    ("优：90（含）以上；良：90（不含）以下", "优: 90 and above; 良: 90 exclusive and below",
     "ENTRY 优: INTERVAL(low=90, low_closed=CLOSED); ENTRY 良: INTERVAL(high=90, high_closed=OPEN)"),
    ("名额取整：最大余数；并列：按较低等次", "places: largest remainder; ties: worse grade", "PLACES: LARGEST_REMAINDER; TIES: WORSE"),
    ("并列：先比 安全管理·考评分、总分，仍并列按较高等次", "ties: first by 安全管理.mark, total, then better grade",
     "TIES: BREAK(by=[安全管理.MARK, TOTAL], last=BETTER)"),
    ("优：15%；良：最多20%；中：其余", "优: 15%; 良: at most 20%; 中: otherwise",
     "ENTRY 优: OWN(share=15 percent); ENTRY 良: MOST(points=20 percent); ENTRY 中: OTHERWISE()"),
    ("各组合计 { 优：最多 3 名，综合得分低的降一等 }", "over all groups { 优: at most 3 people, lowest composites drop one grade }",
     "OVERALL: {ENTRY 优: OVERALL(quota=MOST(points=3 person), way=CUT_BY_SCORE)}"),
    ("不足5个单位：只排名不定等次", "under 5 units: rank without grade", "SMALL 5 units: RANK_ONLY"),
    ("不足 5 个单位：按分数（考核等级）", "under 5 units: by score (考核等级)", "SMALL 5 units: BY_SCALE(scale=考核等级)"),
]  # fmt: skip

EXAMPLE = [
    ("单位：综采一队（一线队组），所属支部·综合得分 = 95", "unit: 综采一队 (一线队组), 所属支部.composite = 95",
     "UNIT: [UNIT_IS(unit=综采一队, unit_class=一线队组), (= 所属支部.COMPOSITE_SCORE 95)]"),
    ("数据：甲·数 = 20，乙 = 不涉及，丙 = 待核实，其余指标：满分",
     "given: 甲.数 = 20, 乙 = not applicable, 丙 = pending, other indicators: full",
     "GIVEN: [(= 甲.数 20), (= 乙 NOT_APPLICABLE_VALUE), (= 丙 PENDING), OTHERS_FULL()]"),
    ("结果：总分 = 76.5，月度等次 = 不合格", "expect: total = 76.5, 月度等次 = 不合格", "EXPECT: [(= TOTAL 153/2), (= 月度等次 不合格)]"),
]  # fmt: skip


@pytest.mark.parametrize(("zh", "en", "tree"), INDICATOR)
def test_fields_of_an_indicator(zh: str, en: str, tree: str) -> None:
    assert fields(f"指标 甲 {{ {zh}\n}}") == tree
    assert fields(f"indicator 甲 {{ {en}\n}}") == tree


@pytest.mark.parametrize(("zh", "en", "tree"), SCORING)
def test_scoring(zh: str, en: str, tree: str) -> None:
    assert fields(f"指标 甲 {{ 计分办法：{zh}；条款：一 }}") == f"SCORING: [{tree}]; CLAUSE: '一'"
    assert fields(f"indicator 甲 {{ scoring: {en}; clause: 一 }}") == f"SCORING: [{tree}]; CLAUSE: '一'"


@pytest.mark.parametrize(("zh", "en", "tree"), SCORING)
def test_scoring_by_class(zh: str, en: str, tree: str) -> None:
    wanted = f"SCORING: {{ENTRY 队组 科室: [{tree}]; ENTRY 支部: [{tree}]}}"
    assert fields(f"指标 甲 {{ 计分办法 {{ 队组、科室：{zh}；支部：{zh} }} }}") == wanted
    assert fields(f"indicator 甲 {{ scoring {{ 队组, 科室: {en}; 支部: {en} }} }}") == wanted


@pytest.mark.parametrize(("zh", "en", "tree"), VETO)
def test_fields_of_a_veto(zh: str, en: str, tree: str) -> None:
    assert fields(f"一票否决 甲 {{ {zh} }}") == tree
    assert fields(f"veto {{ {en} }}") == tree


@pytest.mark.parametrize(("zh", "en", "tree"), GRADES)
def test_fields_of_grades(zh: str, en: str, tree: str) -> None:
    assert fields(f"等次 甲 {{ {zh} }}") == tree
    assert fields(f"grades 甲 {{ {en} }}") == tree


@pytest.mark.parametrize(("zh", "en", "tree"), EXAMPLE)
def test_fields_of_an_example(zh: str, en: str, tree: str) -> None:
    assert fields(f"示例 甲 {{ {zh} }}") == tree
    assert fields(f"example 甲 {{ {en} }}") == tree


def test_a_class_may_be_named_like_a_piece_of_a_rule() -> None:
    first = "队组：插值 率 { 0%：0 分 }，最低 1 分\n最高 9 分，两端：按端点计"
    assert fields(f"指标 甲 {{ 计分办法 {{ {first}\n以工代训队、科室：最高 9 分；最高人民法院：最高 9 分 }} }}") == (
        "SCORING: {ENTRY 队组: [INTERPOLATE(measure=率, anchors={ENTRY 0 percent: 0 points}, below=HOLD, above=HOLD), FLOOR(at=1 points), "
        "CAP(at=9 points)]; ENTRY 以工代训队 科室: [CAP(at=9 points)]; ENTRY 最高人民法院: [CAP(at=9 points)]}"
    )


EXPRESSIONS = [
    ("a ＋ b － c", "(++- a b c)"),
    ("a × b ÷ c ＊ 2", "(**/* a b c 2)"),
    ("a - (b - c)", "(+- a (+- b c))"),
    ("-a * 2", "(** (neg a) 2)"),
    ("a > 0 或 b > 0 且 非 c > 0", "(or (> a 0) (and (> b 0) (not (> c 0))))"),
    ("较低者（a，b）+ 较高者（c，1）", "(++ (min a b) (max c 1))"),
    ("党建管理·折算权重 ≧ 20％", "(>= 党建管理.EFFECTIVE_WEIGHT 20 percent)"),
    ("党建管理.权重 <> 0", "(!= 党建管理.WEIGHT 0)"),
    ("满分 - 名次", "(+- FULL RANK)"),
    ("6S管理·考评分 ≥ 60", "(>= 6S管理.MARK 60)"),
    ("“a + b” = 3", "(= a + b 3)"),
    ("a > 0，且 b > 0，或 c > 0", "(or (and (> a 0) (> b 0)) (> c 0))"),
    ("a > 0，\n且b > 0", "(and (> a 0) (> b 0))"),
    ("较低者（a，或有负债）", "(min a 或有负债)"),
    ("安全事故>0且完成率<60%", "(and (> 安全事故 0) (< 完成率 60 percent))"),
    ("单价 ≤ 303.90 元/吨", "(<= 单价 3039/10 yuan_per_ton)"),
]


@pytest.mark.parametrize(("text", "tree"), EXPRESSIONS)
def test_expressions(text: str, tree: str) -> None:
    assert line(only(f"确保：{text}").value) == tree


def test_frame() -> None:
    text = """policy 《T》 { version: 2.0; period: quarter; round { total, annual: whole points, truncate; mark: unrounded } }"""
    assert fields(text) == (
        "VERSION: '2.0'; PERIOD: QUARTER; ROUND: {ENTRY TOTAL ANNUAL: ROUNDING(digits=0 places, mode=TRUNCATE); "
        "ENTRY MARK: UNROUNDED}"
    )
    assert line(only(text).subject) == "T"


def test_a_rounding_without_its_mode_and_a_split_without_its_basis_are_left_to_the_checks() -> None:
    assert fields("考核办法 甲 { 保留小数 { 总分：2 位 } }") == "ROUND: {ENTRY TOTAL: 2 places}"
    assert only("权重分配表 党建 {\n | 考评部门 | 甲 |\n | 党办 | 50% |\n}").value is None


def test_a_date_is_given_in_iso_form_and_may_be_followed_by_a_mark() -> None:
    assert (
        fields("考核办法 甲 { 施行日期：２０１９年１月１日起　暂定（原文无日期） }")
        == "EFFECTIVE: '2019-01-01' ?原文无日期"
    )


def test_counts_of_the_authors_own_are_units() -> None:
    file = good("指标 甲 { 目标值：检查 ≥ 3 班次 }\n计量单位：班次、钻场")
    assert line(file.declarations[0].fields[0]) == "TARGET: (>= 检查 3 班次)"
    assert line(file.declarations[1].value) == "[MEASURE(name=班次), MEASURE(name=钻场)]"


def test_a_unit_may_be_provisional() -> None:
    file = good("计量单位：班次、钻场　暂定（见表，天）\n指标 甲 { 目标值：检查 ≥ 3 钻场；填报数据：乙（天） }")
    assert fields_of(file.declarations[1]) == "TARGET: (>= 检查 3 钻场); DATA: [DATUM(name=乙, unit='day')]"


def test_a_unit_declared_though_it_is_there_stays_what_it_is() -> None:
    file = good("计量单位：天、班次\n指标 甲 { 填报数据：乙（天）、丙（日）、丁（班次） }")
    assert fields_of(file.declarations[1]) == (
        "DATA: [DATUM(name=乙, unit='day'), DATUM(name=丙, unit='day'), DATUM(name=丁, unit='班次')]"
    )


def test_a_quoted_unit_is_a_unit_whole() -> None:
    file = good("指标 甲 { 填报数据：乙（元/立方米\n，0～3）、丙（元） }\n计量单位：“元/立方米”、《趟》")
    assert line(file.declarations[0].fields[0]) == (
        "DATA: [DATUM(name=乙, unit='元/立方米', low=0, high=3), DATUM(name=丙, unit='yuan')]"
    )


def test_a_unit_has_no_other_names() -> None:
    assert [code[:4] for code in codes("计量单位：班次（又称 班）")] == ["K101"]


def test_a_grade_by_score_may_be_provisional() -> None:
    declaration = only("等次 甲 按分数 暂定（原文无） { 优：≥ 90 }")
    assert (line(declaration.subject), line(declaration.value)) == ("甲", "BY_SCORE")


def test_names_with_other_names() -> None:
    assert line(only("部门：组织部（又称 绩效办、考核办）、党　办").value) == (
        "[DEPARTMENT(name=组织部, aliases=[绩效办, 考核办]), DEPARTMENT(name=党办)]"
    )


def test_composite_and_annual_and_always() -> None:
    composite = only("综合得分（队组、科室）= 所属支部·综合得分 × 25% + 总分 { 无所属支部：总分 } 暂定（待定）")
    assert (composite.word, line(composite.subject)) == ("COMPOSITE", "[队组, 科室]")
    assert line(composite.value) == "(++ (** 所属支部.COMPOSITE_SCORE 25 percent) TOTAL)"
    assert line(composite.fields[0]) == "NO_LINK 所属支部: TOTAL"
    assert composite.provisional is not None
    assert line(only("年度得分：平均（综合得分），缺月按实有月数").value) == "ANNUAL(of=call, missing=PRESENT_MONTHS)"
    assert line(only("always: if 甲 > 0, then 等次 != 优").value) == "IF_THEN(if_=(> 甲 0), then=(!= 等次 优))"


def test_grades_by_score() -> None:
    for text in (
        "等次 考核等级，按分数 { 优：90～100 }",
        "等次 考核等级 按分数 { 优：90～100 }",
        "grades 考核等级 by score { 优: 90..100 }",
    ):
        assert (line(only(text).subject), line(only(text).value)) == ("考核等级", "BY_SCORE")


def test_a_table_of_indicators_reads_each_cell_as_its_head_asks() -> None:
    table = only(
        """指标表 {
  | 指标 | 目标值 | 计分办法 | 填报数据 | 条款 | 二级指标 |
  | 甲 | 率 ≥ 95% | 达标得 100 分；每低 1 个百分点扣 2 分 | 率（%） | 三（二）；一 | a、b |
  | 乙 | — | | 次数（次） | | |
}"""
    ).table
    assert table is not None
    assert [line(cell.node) for cell in table.rows[0]] == [
        "甲",
        "(>= 率 95 percent)",
        "[PASS_FAIL(met=100 points), STEP(direction=BELOW, effect=DEDUCT, size=1 pp, points=2 points)]",
        "[DATUM(name=率, unit='percent')]",
        "'三（二）；一'",
        "[a, b]",
    ]
    assert [line(cell.node) for cell in table.rows[1]] == [
        "乙",
        "dash",
        "blank",
        "[DATUM(name=次数, unit='times')]",
        "blank",
        "blank",
    ]


def test_weights_cells() -> None:
    table = only(
        "权重表 {\n | 指标 | 甲 | 备注 |\n | 信息·OA | 2.5 | 暂定（待定） |\n | 合计 | 约3% | 见附件 |\n}"
    ).table
    assert table is not None
    assert [line(cell.node) for cell in table.rows[0]] == ["信息.OA", "5/2", "PROVISIONAL(reason='待定')"]
    assert [line(cell.node) for cell in table.rows[1]] == ["SUM", "'约3%'", "'见附件'"]


def test_a_split() -> None:
    split = only("权重分配表 党建，占本项 {\n | 二级指标 | 甲 |\n | a | 50% |\n}")
    assert (line(split.subject), line(split.value)) == ("党建", "OF_PART")
    assert split.table is not None
    assert line(split.table.head[0].node) == "PART"
