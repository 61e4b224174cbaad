"""The roster beside the policy: units, classes, other names, links."""

from pathlib import Path

import pytest

from tests.scores.plans import ROSTER, helps, labels, roster, said


def test_a_roster(tmp_path: Path) -> None:
    read, problems = roster(tmp_path)
    assert not list(problems)
    assert read
    assert [unit.name for unit in read.units] == ["综采一队", "综采二队", "党办", "综采支部"]
    assert read.units[0].links == {"所属支部": "综采支部"}
    assert read.units[2].links == {}
    for name in ("一队", "综一", "综采一队", "综 采　一队"):
        assert read.find(name) == read.units[0]
    assert read.find("三队") is None


@pytest.mark.parametrize(
    "text",
    [
        ROSTER.replace("单位,", "被考核单位,", 1),
        ROSTER.replace(",", "\t").replace("一队、综一", "一队；综一"),
        ROSTER.replace("一队、综一", "一队,综一"),
        ROSTER.replace("综采支部\n", "综 采支部\n").replace("\n综 采支部", "\n综采支部"),
        ROSTER.replace("单位,单位分类", "序号,单位,单位分类").replace("\n综", "\n1,综").replace("\n党", "\n2,党"),
        ROSTER.replace("政工科室,党委办公室,", "政工科室,党委办公室,—"),
    ],
)
def test_a_roster_however_it_is_written(text: str, tmp_path: Path) -> None:
    plain, _ = roster(tmp_path)
    read, problems = roster(tmp_path, text)
    assert plain
    assert read, said(problems)
    assert read.units == plain.units


BAD = [
    (",政工科室", ",政工科", "K554 B4 “党办”的单位分类写成“政工科”，办法里没有；最接近的是“政工科室”。"),
    (",政工科室", ",厂部", "K554 B4 “党办”的单位分类写成“厂部”，办法里没有。"),
    (",政工科室", ",", "K553 B4 “党办”没写单位分类。"),
    ("党办,", ",", "K553 A4 这一行没写单位名称。"),
    ("党办,", "合计,", "K553 A4 “合计”这个名称留给合计行，不能当单位。"),
    ("党办,政工科室,党委办公室,", "综采 一队,政工科室,,", "K555 A4 “综采一队”在名册上有两行。"),
    ("党办,", "党\u202a办,", "K526 A4 单位名称“党�办”里有看不见的字符（显示为 � 的地方），同一个单位会因此算成两个。"),
    (
        "党委办公室",
        "党\x7f委",
        "K526 C4 单位名称“党�委”里有看不见的字符（显示为 � 的地方），同一个单位会因此算成两个。",
    ),
    ("党委办公室", "综采支部", "K555 C4 “综采支部”写成“党办”的又称，可它已经是“综采支部”的名称。"),
    ("党委办公室", "一队", "K555 C4 “一队”写成“党办”的又称，可它已经是“综采一队”的名称。"),
    (",,综采支部", ",,综掘支部", "K556 D3 “综采二队”的所属支部写成“综掘支部”，名册上没有；最接近的是“综采支部”。"),
    (",,综采支部", ",,机关", "K556 D3 “综采二队”的所属支部写成“机关”，名册上没有。"),
    (
        ",,综采支部",
        ",,党办",
        "K557 D3 “综采二队”（一线队组）的所属支部写成“党办”，它是政工科室；办法规定应是队组支部。",
    ),
    (
        "党委办公室,",
        "党委办公室,综采支部",
        "K557 D4 “党办”是政工科室，办法里没有规定它的所属支部，名册上写了“综采支部”。",
    ),
    ("又称", "别名", "K551 C1 名册里不用“别名”一列。"),
    (",所属支部", ",所属党支部", "K551 D1 名册里不用“所属党支部”一列；最接近的是“所属支部”。"),
    ("又称", "单位名称", "K506 C1 “单位名称”和前面一列是同一项：单位名称。"),
    ("单位分类", "备注", "K552 1 名册没有“单位分类”一列。"),
    ("单位,", "名称,", "K552 1 名册没有“单位”一列。"),
    (",所属支部", ",备注", "K552 1 名册没有“所属支部”一列，办法里有这项对应关系。"),
    ("党委办公室,\n", "党委办公室,,x\n", "K508 E4 第 4 行有一格“x”，上面没有表头。"),
]


@pytest.mark.parametrize(("old", "new", "finding"), BAD, ids=[f"{old.strip()} → {new.strip()}" for old, new, _ in BAD])
def test_a_roster_that_is_refused(old: str, new: str, finding: str, tmp_path: Path) -> None:
    read, problems = roster(tmp_path, ROSTER.replace(old, new, 1))
    assert read is None
    assert finding in said(problems)
    assert all(helps(problems))


def test_a_repeated_name_says_where_it_was_first(tmp_path: Path) -> None:
    _, problems = roster(tmp_path, ROSTER.replace("党委办公室", "一队"))
    assert labels(problems) == ["先写给“综采一队”"]
    assert said(problems) == ["K555 C4 “一队”写成“党办”的又称，可它已经是“综采一队”的名称。"]


def test_every_problem_of_a_roster_in_one_run(tmp_path: Path) -> None:
    _, problems = roster(tmp_path, "单位,单位分类,所属支部\n甲,科,\n乙,一线队组,丙\n,政工科室,\n")
    assert [line.split(" ")[:2] for line in said(problems)] == [["K554", "B2"], ["K556", "C3"], ["K553", "A4"]]
