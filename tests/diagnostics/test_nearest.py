"""Did you mean: who is taken for whom."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.diagnostics.nearest import edit_distance, nearest, unlikeness

DEPARTMENTS = ["调度室", "企管科", "安监处", "组织部", "宣传部", "纪委监察科", "党办", "党建调度", "网络信息部"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("纪检监察科", "纪委监察科"),
        ("安监", "安监处"),
        ("信息部", "网络信息部"),
        ("度调室", "调度室"),
        ("调 度 室", "调度室"),
        ("绩效办", None),
        ("科", None),
        ("", None),
    ],
)
def test_departments(written: str, meant: str | None) -> None:
    assert nearest(written, DEPARTMENTS) == meant


@pytest.mark.parametrize(
    ("written", "candidates", "meant"),
    [
        ("目标植", ["目标", "目标值", "指标"], "目标值"),
        ("综采1队", ["综采二队", "综采一队"], "综采一队"),
        ("ＯＡ平台", ["OA平台"], "OA平台"),
        ("scroing", ["scoring", "source"], "scoring"),
        ("Trget", ["target", "tiers"], "target"),
        ("weight", ["policy", "veto"], None),
    ],
)
def test_names(written: str, candidates: list[str], meant: str | None) -> None:
    assert nearest(written, candidates) == meant


NAMES = st.text(st.sampled_from("甲乙丙丁ab一1"), max_size=6)


@given(NAMES, NAMES)
def test_unlikeness_is_symmetric(one: str, other: str) -> None:
    assert unlikeness(one, other) == unlikeness(other, one)


@given(NAMES, st.lists(NAMES, max_size=6).flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_the_order_of_the_candidates_does_not_matter(name: str, orders: tuple[list[str], list[str]]) -> None:
    assert nearest(name, orders[0]) == nearest(name, orders[1])


@given(NAMES, NAMES, st.integers(0, 4))
def test_distance_is_that_of_the_recurrence_up_to_its_limit(one: str, other: str, limit: int) -> None:
    def distance(i: int, j: int) -> int:
        if not i or not j:
            return i + j
        ways = [distance(i - 1, j) + 1, distance(i, j - 1) + 1, distance(i - 1, j - 1) + (one[i - 1] != other[j - 1])]
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            ways.append(distance(i - 2, j - 2) + 1)
        return min(ways)

    one, other = one[:4], other[:4]
    assert edit_distance(one, other, limit) == min(distance(len(one), len(other)), limit + 1)
