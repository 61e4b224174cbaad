"""The card of a class: all it is appraised on and nothing else, and how its total becomes a grade."""

import re
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings

from kpidsl.check.words import percent
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.cards import cards
from kpidsl.render.diagram.class_card import class_card
from kpidsl.render.diagram.ink import shade
from kpidsl.render.phrases import Phrases
from kpidsl.testing import policies
from tests.beside_policy import POLICY
from tests.check.changed import changed
from tests.render.pictures import BASE, LICUN, ROOT, compiled, large, svg_texts, texts

LICUN_CHECKED = compiled(LICUN)
BASE_CHECKED = compiled(BASE)
FIRST = {
    lang: compiled((ROOT / "docs/first" / lang / name).read_text(encoding="utf-8"))
    for lang, name in (("zh", "掘进队.kpi"), ("en", "crews.kpi"))
}
LANGS: tuple[Lang, ...] = ("zh", "en")


def card_texts(unit_class: str, lang: Lang = "zh") -> list[str]:
    return texts(cards(LICUN_CHECKED, unit_class, lang))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("unit_class", LICUN_CHECKED.policy.class_names)
def test_each_leaf_with_a_weight_is_on_the_card_once_with_its_weight(unit_class: str, lang: Lang) -> None:
    card = class_card(LICUN_CHECKED, unit_class, lang)
    weights = {key: row[unit_class] for key, row in leaf_weights(LICUN_CHECKED.policy).items()}
    lines = [(line.key, line.weight) for item in card.items for line in item.lines]
    assert sorted(lines) == sorted((key, weight) for key, weight in weights.items() if weight is not None)
    assert card.total == 1
    shown = Counter(texts(cards(LICUN_CHECKED, unit_class, lang)))
    for item in card.items:
        assert shown[item.name] == 1 + any(line.name == item.name for line in item.lines)
        assert all(shown[line.name] for line in item.lines if line.name)
    for weight, count in Counter(percent(weight) for _, weight in lines).items():
        assert shown[weight] >= count


def test_indicators_stand_in_the_order_of_the_weight_table() -> None:
    names = [item.name for item in class_card(LICUN_CHECKED, "一线队组", "zh").items]
    assert names == [
        "月度任务",
        "精神文明",
        "企业文化",
        "调度管理",
        "安全管理",
        "职工培训",
        "质量标准化",
        "综合治理",
        "信息管理",
    ]


def test_a_line_says_target_appraiser_clause_and_veto() -> None:
    item = next(item for item in class_card(LICUN_CHECKED, "一线队组", "zh").items if item.name == "安全管理")
    assert (item.target, item.clause, item.vetoes) == ("安全事故 = 0", "三（二）（6）", ("安全事故",))
    assert [line.appraiser for line in item.lines] == ["安监处"]
    assert {"一票否决：安全事故", "安全事故 = 0", "安监处", "三（二）（6）"} <= set(card_texts("一线队组"))


def test_a_class_without_the_veto_does_not_show_it() -> None:
    assert not any("安全事故" in text for text in card_texts("政工科室"))


def test_what_the_author_marked_is_open_and_nothing_else() -> None:
    card = class_card(LICUN_CHECKED, "政工科室", "zh")
    assert [item.name for item in card.items if item.weight_open] == ["月度任务", "精神文明", "企业文化"]
    assert [item.name for item in card.items if item.lead_open] == ["信息管理"]
    assert [line.key for item in card.items for line in item.lines if line.appraiser_open] == ["月度任务"]
    assert card.usual_open


def test_a_policy_without_anything_provisional_has_no_hatching_and_no_key_for_it() -> None:
    assert not any("斜线" in text for text in texts(cards(FIRST["zh"], "掘进队", "zh")))
    assert any("斜线" in text for text in card_texts("政工科室"))


@pytest.mark.parametrize(("unit_class", "effective"), [("一线队组", Fraction(3, 10)), ("政工科室", None)])
def test_the_weight_in_the_composite_is_shown_where_it_differs(unit_class: str, effective: Fraction | None) -> None:
    first = class_card(LICUN_CHECKED, unit_class, "zh").items[0]
    assert (first.name, first.effective) == ("月度任务", effective)
    assert ("折算权重" in card_texts(unit_class)) == (effective is not None)


def test_what_comes_through_a_link_is_shown_with_its_weight() -> None:
    shown = "".join(card_texts("一线队组"))
    assert "综合得分 = 所属支部·综合得分 × 25% + 总分 × 75%" in shown
    assert "综合得分中来自队组支部的：月度任务 9.25%、党建管理 9.5%" in shown
    assert "无所属支部：停算" in shown


def test_a_card_says_what_the_class_is_paid() -> None:
    policy = compiled(
        BASE + "兑现 绩效工资 { 适用于：食堂；金额：总分 ÷ 1 分 × 50 元；保留小数：2 位，四舍五入；条款：四 }\n"
    )
    said = "绩效工资　金额：总分 ÷ 1 分 × 50 元　2 位，四舍五入　条款：四"
    assert said in "".join(texts(cards(policy, "食堂", "zh")))
    assert "绩效工资" not in "".join(texts(cards(policy, "车队", "zh")))


@pytest.mark.parametrize(
    ("unit_class", "said"),
    [
        ("一线队组", "月度等次：一线队组、二线队组一并排名　条款：三（五）（2）"),
        ("生产性科室", "月度等次：在本类单位内排名　条款：三（五）（2）"),
        ("联合支部", "月度等次：不参加排名"),
    ],
)
def test_a_card_says_with_whom_a_class_is_ranked(unit_class: str, said: str) -> None:
    assert said in card_texts(unit_class)


def test_scoring_of_their_own_stands_beside_the_indicators_the_usual_one_below() -> None:
    own = class_card(FIRST["zh"], "掘进队", "zh")
    assert own.usual == ""
    assert [line.scoring for item in own.items for line in item.lines] == [
        "达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计，扣完为止",
        "打分 0～100 分，精确到 0.5 分，扣分须写明原因",
    ]
    usual = class_card(BASE_CHECKED, "食堂", "zh")
    assert usual.usual == "打分 0～100 分，精确到 0.5 分"
    assert [line.scoring for item in usual.items for line in item.lines] == ["", "达标得 100 分，未达标不得分", "", ""]


def test_tiers_are_said_in_one_line() -> None:
    tiers = "分档 完成率 { ≥ 100%：100 分；[95%, 100%)：90.5 分；其余：0 分 }"
    text = (ROOT / "docs/first/zh/掘进队.kpi").read_text(encoding="utf-8")
    policy = compiled(re.sub("达标得 100 分.*扣完为止", tiers, text))
    line = class_card(policy, "掘进队", "zh").items[0].lines[0]
    assert line.scoring == "分档 完成率（≥ 100%：100 分；[95%, 100%)：90.5 分；其余：0 分）"


def test_a_veto_that_reaches_a_class_through_a_link_is_on_its_card() -> None:
    linked = compiled(changed(("对象：本单位", "对象：本单位、所属分部")))
    assert [veto.name for veto in class_card(linked, "分部", "zh").vetoes] == ["重大事故"]
    assert class_card(BASE_CHECKED, "分部", "zh").vetoes == ()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("zh", ["95 及以上", "85（含）～95（不含）", "60（含）～85（不含）", "60 以下（不含）"]),
        ("en", ["95 and above", "85 to below 95", "60 to below 85", "below 60"]),
    ],
)
def test_bands_of_scores_are_said_in_words(lang: Lang, said: list[str]) -> None:
    assert [Phrases(lang).band(band) for band in FIRST[lang].policy.grades[0].bands] == said


def test_bars_are_as_long_as_weights_are_large_and_shaded_like_the_matrix() -> None:
    source = cards(FIRST["zh"], "掘进队", "zh").source
    lengths = {weight: _bar_length(source, shade(weight)) for weight in (Fraction(65, 100), Fraction(35, 100))}
    assert lengths[Fraction(35, 100)] / lengths[Fraction(65, 100)] == pytest.approx(35 / 65, abs=0.01)


def _bar_length(source: str, fill: str) -> float:
    """The width of the one rectangle with this fill."""
    (corners,) = re.findall(rf"C 7 -{fill} P 4 ([-\d. ]+)", source.replace("\\\n", " "))
    across = [float(number) for number in corners.split()[::2]]
    return max(across) - min(across)


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_is_xml_that_holds_every_text(lang: Lang) -> None:
    picture = cards(LICUN_CHECKED, "非生产性科室", lang)
    assert sorted(svg_texts(picture)) == sorted(texts(picture))


def test_names_with_signs_of_their_own_are_shown_as_they_are() -> None:
    name, office = "A & B <c> \\n 😀 “甲”", "部 门" * 20
    text = changed(
        ("指标 卫生 { 考评部门：后勤部", f"指标 「{name}」 {{ 考评部门：后勤部"), ("| 卫生 |", f"| 「{name}」 |")
    )
    policy = compiled(text.replace("后勤部", f"“{office}”"))
    item = class_card(policy, "食堂", "zh").items[0]
    shown = "".join(svg_texts(cards(policy, "食堂", "zh"))).replace(" ", "")
    assert item.name.replace(" ", "") in shown
    assert item.lines[0].appraiser.replace(" ", "") in shown


def test_thirty_departments_and_sixty_indicators_are_all_on_the_card() -> None:
    shown = set(texts(cards(compiled(large(1, 60, 30)), "类0", "zh")))
    assert {f"指标{number}" for number in range(60)} | {f"部门{number}" for number in range(30)} <= shown


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(policies())
def test_any_policy_has_cards_whose_weights_add_up(text: str) -> None:
    checked = compiled(text)
    for unit_class in checked.policy.class_names:
        weighed = any(weights[unit_class] is not None for weights in leaf_weights(checked.policy).values())
        assert class_card(checked, unit_class, "zh").total == int(weighed)
        for lang in LANGS:
            picture = cards(checked, unit_class, lang)
            full = str(checked.policy.full)  # its unit may stand on the next line
            assert {"100%", full, f"{full} 分", f"{full} points"} & set(texts(picture))
            assert unit_class in picture.title


IN_POINTS = """考核办法 《办法》 {
  版本：1；考核周期：月度；满分：1000 分；施行日期：2024年1月1日
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～满分；缺报：停算催报；不涉及：按比例折算 }
部门：调度室
单位分类：支部、队组
对应关系 所属支部 { 队组：支部 }
指标 产量 { 考评部门：调度室 }
指标 安全 { 考评部门：调度室 }
权重表 {
  | 指标 | 支部   | 队组   |
  | 产量 | 600 分 | 700 分 |
  | 安全 | 400 分 | 300 分 |
}
综合得分（队组）= 所属支部·综合得分 × 25% + 总分 × 75% { 无所属支部：停算 }
"""


def test_effective_weights_of_a_table_in_points_are_points() -> None:
    shown = texts(cards(compiled(IN_POINTS), "队组", "zh"))
    assert {"700 分", "525 分", "300 分", "225 分", "750 分"} <= {*shown}
    assert not {"52.5%", "22.5%", "75%"} & {*shown}


def test_a_card_says_the_full_mark_that_an_indicator_has_of_its_own() -> None:
    own = compiled(POLICY.replace("指标 安全 {", "指标 安全 { 满分 { 采煤队：30 分 }"))
    assert "满分 30 分；扣分事项" in "".join(texts(cards(own, "采煤队", "zh")))
    assert "full mark 30 points; " in " ".join(texts(cards(own, "采煤队", "en")))
    assert "满分" not in "".join(texts(cards(own, "掘进队", "zh")))


def test_limits_of_extras_stand_on_the_cards_of_those_who_have_extras() -> None:
    some = compiled(POLICY.replace("加分项 表彰 {", "加分项 表彰 { 适用于：采煤队；"))
    assert "荣誉：最多 3 分" in texts(cards(some, "采煤队", "zh"))
    assert "荣誉：最多 3 分" not in texts(cards(some, "掘进队", "zh"))
