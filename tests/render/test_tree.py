"""The structure of a policy: whom it appraises, what on and by whom, and what its vetoes do."""

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.class_names import grouped, short_names
from kpidsl.render.diagram.tree import tree
from kpidsl.render.diagram.tree_indicators import MOST_LEAVES
from kpidsl.testing import policies
from tests.check.changed import changed
from tests.render.pictures import BASE, LICUN, ROOT, compiled, large, svg_texts, texts

LICUN_CHECKED = compiled(LICUN)
LANGS: tuple[Lang, ...] = ("zh", "en")
_ARROW_HEAD = re.compile(r"P 3 ")


def licun_texts(lang: Lang = "zh") -> list[str]:
    return texts(tree(LICUN_CHECKED, lang))


def test_every_class_indicator_part_and_office_is_shown() -> None:
    policy, shown = LICUN_CHECKED.policy, set(licun_texts())
    assert set(policy.class_names) | set(policy.class_sets) <= shown
    assert {family.name for family in policy.families} | {leaf.name for leaf in policy.leaves} <= shown
    assert {
        "安监处",
        "职工培训中心",
        "组织部（政工科室、党支部）",
        "企管科（非生产性科室）",
        "调度室（生产性科室、队组）",
    } <= shown


def test_an_indicator_is_one_box_whatever_the_classes() -> None:
    shown = Counter(licun_texts())
    assert all(shown[name] == 1 for name in ("月度任务", "党建管理", "安全管理", "信息管理"))


def test_an_indicator_that_no_class_is_appraised_on_is_shown_without_a_weight() -> None:
    text = (
        large(2, 3).replace("| 指标1 | 33% | 33% |", "| 指标1 | — | — |").replace("| 指标0 | 34% |", "| 指标0 | 67% |")
    )
    shown = texts(tree(compiled(text.replace("| 67% | 34% |", "| 67% | 67% |")), "zh"))
    assert shown[shown.index("指标1") :][1:3] == ["—", "—"]


def test_weights_are_shown_from_the_least_to_the_largest() -> None:
    shown = licun_texts()
    assert {"25%～42%", "3%～12%"} <= set(shown)
    assert shown[shown.index("工会") :].index("2%") < shown[shown.index("工会") :].index("联合支部")


def test_a_composite_shows_its_shares_and_an_arrow_from_the_score_it_reads() -> None:
    shown = licun_texts()
    assert {"75%", "25%", "所属支部", "综合得分"} <= set(shown)
    plain = BASE.replace("综合得分（班组）= 所属分部·综合得分 × 20% + 总分 × 80% { 无所属分部：停算 }\n", "")
    plain = plain.replace("服务·折算权重 ≥ 36%", "服务·权重 ≥ 30%")
    with_arrow, without = (_ARROW_HEAD.findall(tree(compiled(text), "zh").source) for text in (BASE, plain))
    assert len(with_arrow) == len(without) + 1


def test_a_composite_that_is_no_sum_of_shares_is_shown_as_its_formula() -> None:
    free = changed(
        ("所属分部·综合得分 × 20% + 总分 × 80%", "较高者（所属分部·综合得分，总分）"),
        ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
    )
    assert "综合得分 = 较高者（所属分部·综合得分，总分）" in "".join(texts(tree(compiled(free), "zh")))


def test_ranks_are_shown_by_group() -> None:
    shown = licun_texts()
    assert {"月度等次：分类排名", "队组（一并排名）", "不参加排名", "前 20%", "20%～50%", "后 10%"} <= set(shown)


def test_a_veto_is_shown_with_its_condition_and_its_effects() -> None:
    shown = set(licun_texts())
    assert {
        "安全管理·安全事故 > 0",
        "安全事故　三（二）（6）",
        "适用于：生产性科室、非生产性科室、队组",
        "对象：本单位",
    } <= shown
    assert {"月度等次：不合格", "综合得分上限：59 分", "排名：剔除后递补；不合格名额：不占用"} <= shown


def test_a_policy_without_vetoes_has_no_block_for_them() -> None:
    assert "三、一票否决" not in texts(tree(compiled(large(2, 3)), "zh"))
    assert "三、一票否决" in licun_texts()


@pytest.mark.parametrize(("leaves", "is_tree"), [(MOST_LEAVES, True), (MOST_LEAVES + 1, False), (60, False)])
def test_above_forty_leaves_a_table_says_who_appraises_whom(leaves: int, is_tree: bool) -> None:
    shown = Counter(texts(tree(compiled(large(3, leaves, 30)), "zh")))
    assert all(shown[f"指标{number}"] == 1 for number in range(leaves))
    assert all(shown[f"部门{number}"] >= 1 for number in range(30))
    assert shown["总分"] == 3 + is_tree  # the score of each class, and what the branches of a tree lead from


def test_classes_appraised_alike_share_a_column_of_the_table() -> None:
    text = large(3, 50).replace("| 指标0 | 2% | 2% | 2% |\n| 指标1 | 2% |", "| 指标0 | — | 2% | 2% |\n| 指标1 | 4% |")
    shown = texts(tree(compiled(text), "zh"))
    assert "类1、类2" in shown
    assert "—" in shown


def test_sixty_classes_are_drawn() -> None:
    assert len([text for text in texts(tree(compiled(large(60, 5)), "zh")) if text.startswith("类")]) == 60


def test_classes_are_called_by_the_sets_that_hold_them_all() -> None:
    policy = LICUN_CHECKED.policy
    assert short_names(policy, ["一线队组", "政工科室", "二线队组"]) == ["政工科室", "队组"]
    assert short_names(policy, policy.class_names) == ["科室", "党支部", "队组"]
    assert list(grouped(policy, {"一线队组": "甲", "二线队组": "甲", "联合支部": "乙"}, policy.class_names)) == [
        ("乙", ["联合支部"]), ("甲", ["队组"]),
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_is_xml_that_holds_every_text(lang: Lang) -> None:
    picture = tree(LICUN_CHECKED, lang)
    assert sorted(svg_texts(picture)) == sorted(texts(picture))


@pytest.mark.parametrize(("path", "lang"), [("docs/first/zh/掘进队.kpi", "zh"), ("docs/first/en/crews.kpi", "en")])
def test_the_first_policies_have_a_structure(path: str, lang: Lang) -> None:
    checked = compiled((ROOT / path).read_text(encoding="utf-8"))
    assert set(checked.policy.class_names) <= set(texts(tree(checked, lang)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(policies())
def test_any_policy_has_a_structure_that_names_all_of_it(text: str) -> None:
    checked = compiled(text)
    for lang in LANGS:
        shown = set(texts(tree(checked, lang)))
        assert set(checked.policy.class_names) <= shown
        assert {family.name for family in checked.policy.families} <= shown
