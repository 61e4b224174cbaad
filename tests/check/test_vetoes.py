"""Vetoes: all that one must say, and that what it says works. A unit with 95 everywhere shows the difference."""

from fractions import Fraction
from operator import eq, ge, gt, le, lt, ne

import pytest

from kpidsl.check.implied import implies
from kpidsl.core import expr as e
from tests.check.changed import Change, Faults, NearMisses, found_in, silent_in

MANY = "月评：差；综合得分上限：59 分"


def beside(case: str, effects: str = MANY, lasts: str = "当月", classes: str = "班组") -> Change:
    """A second veto, 多起事故, before 重大事故, which is about any accident of 班组."""
    place = "剔除后递补；不合格名额：不占用" if "月评" in effects else "保留名次"
    order = "总分" if "总分" in effects else "综合得分"
    return "一票否决 重大事故 {", (
        f"一票否决 多起事故 {{ 适用于：{classes}；情形：{case}；处理 {{ {effects} }}；对象：本单位；执行顺序：{order}之后；"
        f"影响期：{lasts}；排名：{place} }}\n一票否决 重大事故 {{"
    )


FAULTS: Faults = {
    "no case": ([("情形：安全·事故 > 0\n", "")], [("K362", "", {"name": "重大事故"}), ("K791", "", {})]),
    # 安全 weighs 55% for 车队: 95 − 55% × 95 = 42.75.
    "no effect": (
        [("  处理 { 月评：差；综合得分上限：59 分 }\n", "")],
        [
            (
                "K353",
                "",
                {
                    "unit_class": "车队",
                    "family": "安全",
                    "others": "95",
                    "item": "42.75",
                    "unchanged": "95.00",
                    "grade": "差",
                },
            )
        ],
    ),
    "no scope": ([("对象：本单位；", "")], [("K354", "", {"links_zh": "所属分部"})]),
    "a scope that does not name the link": (
        [("对象：本单位；", "对象：本单位、对应单位；")],
        [("K354", "which", {"links_zh": "所属分部"})],
    ),
    "a scope along a link its classes do not have": (
        [
            ("适用于：班组；", "适用于：分部；"),
            ("对象：本单位；", "对象：本单位、所属分部；"),
            ("月评：差；", "分数评：差；"),
        ],
        [("K354", "nobody", {"link": "所属分部", "classes_zh": "分部"})],
    ),
    # 20% × 95 + 80% × 59 = 66.2 where the total is capped, 59 where the composite is.
    "no order": (
        [("执行顺序：综合得分之后；", "")],
        [("K355", "", {"unit_class": "食堂", "points": "59", "after_total": "66.20", "after_composite": "59.00"})],
    ),
    "no duration": ([("影响期：当月；", "")], [("K356", "", {"name": "重大事故"})]),
    "a duration beyond the month": ([("影响期：当月；", "影响期：当季；")], [("K357", "", {"months": "3"})]),
    # Half up: of 10 units 3 are 好 (2.5), of 9 two (2.25). From 6 on the first such size: 6 → 2 (1.5), 5 → 1 (1.25).
    "no rank": (
        [("排名：剔除后递补；", "")],
        [("K358", "", {"size": "6", "rest": "5", "best": "好", "with_it": "2", "without": "1"})],
    ),
    "no word on fail places": (
        [("；不合格名额：不占用", "")],
        [("K359", "", {"grade": "差", "size": "5", "count": "1", "rest": "0", "all": "2"})],
    ),
    "another order than its effect": (
        [("执行顺序：综合得分之后；", "执行顺序：总分之后；")],
        [("K360", "", {"said_zh": "总分", "meant_zh": "综合得分"})],
    ),
    "a case known only after the effect": (
        [
            ("情形：安全·事故 > 0\n", "情形：综合得分 < 40\n"),
            ("综合得分上限：59 分", "总分：0 分"),
            ("执行顺序：综合得分之后", "执行顺序：总分之后"),
            ("任何情况下：若 安全·事故 > 0，则 综合得分 ≤ 59\n", ""),
        ],
        [("K360", "late", {"target_zh": "总分"})],
    ),
    "a composite that changes itself while others read it": (
        [("情形：安全·事故 > 0\n", "情形：综合得分 < 40\n")],
        [("K360", "composite", {"name": "重大事故"})],
    ),
    "a mark that a veto reads and a veto changes": (
        [
            ("情形：安全·事故 > 0\n", "情形：卫生·考评分 < 10\n"),
            ("综合得分上限：59 分", "卫生·考评分：0 分"),
            ("执行顺序：综合得分之后", "执行顺序：单项得分之后"),
        ],
        [("K360", "mark", {"leaf": "卫生"}), ("K791", "", {})],  # no veto reads 事故 any more
    ),
    "a case known after ranking that changes the ranking": (
        [
            ("情形：安全·事故 > 0\n", "情形：分数评 = 差\n"),
            ("综合得分上限：59 分", "月评：差"),
            ("处理 { 月评：差；", "处理 { "),
        ],
        [("K360", "ranking", {"ranking_zh": "剔除后递补"})],
    ),
    "classes left out unsaid": (
        [("适用于：班组；", "")],
        [("K361", "", {"classes_zh": "分部", "families_zh": "安全"})],
    ),
    "a case out of range": ([("安全·事故 > 0\n", "安全·事故 > 20\n")], [("K377", "", {"name": "重大事故"})]),
    "a case that always holds": ([("安全·事故 > 0\n", "安全·事故 ≥ 0\n")], [("K377", "always", {"name": "重大事故"})]),
    "one of two cases out of range": (
        [("安全·事故 > 0\n", "安全·事故 > 0、总分 > 100\n")],
        [("K377", "", {"name": "重大事故"})],
    ),
    "an effect on a scale its classes do not have": (
        [("适用于：班组；", "适用于：分部；")],
        [("K207", "effect", {"target": "月评", "classes_zh": "分部"})],
    ),
}

FAULTS |= {
    "no name": ([("一票否决 重大事故 {", "一票否决 {")], [("K362", "unnamed", {})]),
    "a kept place that uses up a fail place": (
        [("剔除后递补；不合格名额：不占用", "保留名次；不合格名额：占用")],
        [("K359", "kept", {"name": "重大事故"})],
    ),
    "out of the ranking without a grade": (
        [("处理 { 月评：差；", "处理 { "), ("；不合格名额：不占用", "")],
        [("K388", "", {"scale": "月评", "classes_zh": "食堂、车队"})],
    ),
    "out of the ranking, a cap on the grade it has not": (
        [("处理 { 月评：差；", "处理 { 月评上限：中；"), ("；不合格名额：不占用", "")],
        [("K388", "cap", {"scale": "月评", "grade": "中"})],
    ),
    "what another one always does too": (
        [beside("安全·事故 ≥ 3")],
        [("K375", "", {"name": "多起事故", "other": "重大事故"})],
    ),
    "less than another one takes of more classes": (
        [beside("安全·事故 ≥ 3", "综合得分上限：70 分", classes="食堂")],
        [("K375", "heavier", {"name": "多起事故", "other": "重大事故"})],
    ),
    "one case, two grades": (
        [beside("安全·事故 > 0", "综合得分上限：70 分")],
        [("K375", "contradicts", {"name": "多起事故", "other": "重大事故"})],
    ),
    "one veto twice": ([beside("安全·事故 > 0")], [("K375", "twice", {"name": "重大事故", "other": "多起事故"})]),
    "one of the cases of another": (
        [
            beside("安全·事故 > 2"),
            ("  适用于：班组；情形：安全·事故 > 0\n", "  适用于：班组；情形：服务·态度·考评分 < 20、安全·事故 > 1\n"),
        ],
        [("K375", "", {"name": "多起事故"})],
    ),
    "an order for grades": (
        [("；综合得分上限：59 分", ""), ("执行顺序：综合得分之后", "执行顺序：总分之后")],
        [("K207", "after", {"name": "重大事故"})],
    ),
}

NEAR_MISSES: NearMisses = {
    "more is taken for more": [beside("安全·事故 ≥ 3", "月评：差；综合得分上限：40 分")],
    "another score": [beside("安全·事故 ≥ 3", "月评：差；总分上限：59 分")],
    "only a grade: no order asked": [("；综合得分上限：59 分", ""), ("执行顺序：综合得分之后；", "")],
    "a place kept: no fail place asked": [("排名：剔除后递补；不合格名额：不占用", "排名：保留名次")],
    "a cap above the last grade: no fail place asked": [
        ("处理 { 月评：差；", "处理 { 月评上限：中；"),
        ("排名：剔除后递补；不合格名额：不占用", "排名：保留名次"),
    ],
    "one month in a number": [("影响期：当月", "影响期：1")],
    "a case at the end of the range": [("安全·事故 > 0\n", "安全·事故 ≥ 20\n")],
    "a scope along a link": [("对象：本单位；", "对象：本单位、所属分部；")],
    "a total that changes itself": [
        ("情形：安全·事故 > 0\n", "情形：总分 < 40\n"),
        ("综合得分上限：59 分", "总分：0 分"),
        ("执行顺序：综合得分之后", "执行顺序：总分之后"),
    ],
    "a case known after ranking, the rank kept": [
        ("情形：安全·事故 > 0\n", "情形：分数评 = 差\n"),
        ("；综合得分上限：59 分", ""),
        ("执行顺序：综合得分之后；", ""),
        ("排名：剔除后递补；不合格名额：不占用", "排名：保留名次"),
    ],
}

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)

X, Y = e.Col("x"), e.Col("y")


def of(op: str, value: int, of_what: e.Expr = X) -> e.Cmp:
    return e.Cmp(op, of_what, e.Const(Fraction(value)))


THREE, ANY, LATE = of(">=", 3), of(">", 0), of(">", 0, Y)


@pytest.mark.parametrize("op", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("other", ["=", "!=", "<", "<=", ">", ">="])
@pytest.mark.parametrize("edge", [4, 5, 6])
def test_a_comparison_implies_another_where_no_number_tells_them_apart(op: str, other: str, edge: int) -> None:
    holds = {"=": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
    numbers = [Fraction(n, 2) for n in range(-2, 30)]
    assert implies(of(op, 5), of(other, edge)) == all(holds[other](n, edge) for n in numbers if holds[op](n, 5))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (e.And((THREE, LATE)), ANY), (THREE, e.Or((LATE, ANY))), (e.Or((THREE, of("=", 1))), ANY),
        (e.And((THREE, LATE)), e.And((LATE, ANY))), (e.Not(THREE), e.Not(THREE)),
    ],
)  # fmt: skip
def test_a_case_implies_what_follows_from_its_parts(one: e.Expr, other: e.Expr) -> None:
    assert implies(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(e.Or((THREE, LATE)), ANY), (THREE, e.And((ANY, LATE))), (THREE, of(">=", 3, Y)), (e.Not(THREE), ANY)],
)
def test_a_case_implies_nothing_that_may_not_hold(one: e.Expr, other: e.Expr) -> None:
    assert not implies(one, other)
