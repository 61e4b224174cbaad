"""A regulation as printed: blank cells, lost rows and names. Each loss is said once, and what does not hang on it is still found."""

from tests.check.changed import Faults, NearMisses, changed, found_in, said, silent_in

SUMS = "  | 合计 | 100% | 100% | 100% |\n"
HYGIENE = "  | 卫生 | 50%  | 15%  | 40%  |\n"
SERVICE = "  | 服务 | 30%  | 30%  | 60%  |\n"
SPLIT_SUMS = "  | 合计     | 30%  | 30%  | 60%  |\n"
NO_SPLIT_SUMS = (SPLIT_SUMS, "")
LATE = "及时     | 20%  | 15%  | 30%"
PROMISE = "服务·折算权重 ≥ 36%"

FAULTS: Faults = {
    "rows blank in the same columns are one finding": (
        [
            ("| 卫生 | 50%  | 15%  | 40%  |", "| 卫生 | | | 40% |"),
            ("| 安全 | 20%  | 55%  | —    |", "| 安全 | | | — |"),
        ],
        [("K305", "several", {"rows_zh": "“卫生”、“安全”", "columns_zh": "“食堂”、“车队”", "count": "4"})],
    ),
    "a figure that is lost is not a blank": (
        [("| 卫生 | 50%  | 15%  |", "| 卫生 | ？ |  |")],
        [
            ("K305", "", {"row": "卫生", "unit_class": "车队"}),
            ("K757", "one", {"rows_zh": "“卫生”", "columns_zh": "“食堂”", "left_zh": "“食堂”其余合计 50%，应为 50%"}),
        ],
    ),
    "a blank cell does not hide that a row is missing": (
        [(HYGIENE, ""), ("| 安全 | 20%  | 55%  | —    |", "| 安全 | 20%  | 55%  |      |")],
        [
            ("K305", "", {"row": "安全", "unit_class": "分部"}),
            (
                "K301",
                "rows_several",
                {
                    "rows_zh": "“卫生”一行（条款第四条要考）",
                    "columns_zh": "“食堂” 50%（差 50 个百分点）；“车队” 85%（差 15 个百分点）；“分部” 60%（差 40 个百分点）",
                },
            ),
        ],
    ),
    "a row without a name is the indicator before the next one, and its weights count": (
        [(HYGIENE, "  | ？ | 40% | 15% | 40% |\n")],
        [
            ("K305", "nameless", {"meant": "卫生", "cells_zh": "食堂 40%、车队 15%、分部 40%"}),
            (
                "K301",
                "rows",
                {"unit_class": "食堂", "sum": "90%", "gap": "10", "rows_zh": "“卫生”一行（条款第四条要考，行名缺失）"},
            ),
        ],
    ),
    "a row without a name at the end of a table that is out of order may be anything": (
        [(HYGIENE, ""), (SERVICE, SERVICE + HYGIENE.replace("卫生", "？"))],
        [
            ("K305", "nameless_alone", {"cells_zh": "食堂 50%、车队 15%、分部 40%"}),
            ("K301", "rows_several", {"rows_zh": "“卫生”一行（条款第四条要考）"}),
        ],
    ),
    "a promise is broken whatever the lost rows were": (
        [(HYGIENE, ""), (PROMISE, "服务·折算权重 ≥ 40%")],
        [
            ("K301", "rows_several", {}),
            ("K304", "made_up", {"classes_zh": "“食堂”、“车队”", "found": "36%", "gap": "4"}),
        ],
    ),
    "a promise is read from the split where the row of the whole is lost": (
        [(SERVICE, ""), (PROMISE, "服务·折算权重 ≥ 40%")],
        [
            ("K301", "rows_several", {"rows_zh": "“服务”一行"}),
            ("K304", "made_up", {"classes_zh": "“食堂”、“车队”", "found": "36%", "gap": "4"}),
        ],
    ),
    "a blank that the printed total shows to be nothing is nothing to a promise": (
        [(f"{LATE}  |", "及时     |      | 15%  | 30%  |"), ("30%  | 30%  | 60%  |\n}", "10%  | 30%  | 60%  |\n}")],
        [
            ("K305", "", {"row": "服务·及时", "unit_class": "食堂"}),
            ("K304", "made_up", {"classes_zh": "“食堂”", "found": "20%", "gap": "16"}),
        ],
    ),
    "a split without its basis: the reading its sums speak for, and the other": (
        [("权重分配表 服务，占总分", "权重分配表 服务")],
        [
            (
                "K308",
                "basis_total",
                {
                    "name": "服务",
                    "unit_class": "食堂",
                    "sum": "30%",
                    "gap": "70",
                    "part": "及时",
                    "share": "20%",
                    "twice": "6%",
                },
            )
        ],
    ),
    "a split without its basis whose columns are whole": (
        [
            ("权重分配表 服务，占总分", "权重分配表 服务"),
            ("| 10%  | 15%  | 30%  |", "| 40%  | 50%  | 50%  |"),
            ("| 20%  | 15%  | 30%  |", "| 60%  | 50%  | 50%  |"),
            (SPLIT_SUMS, "  | 合计     | 100% | 100% | 100% |\n"),
            (f"确保（班组）：{PROMISE}\n", ""),
        ],
        [("K308", "basis_part", {"unit_class": "食堂", "part": "及时", "share": "60%"})],
    ),
    "an indicator whose weights are lost still says whom it applies to": (
        [
            (HYGIENE, ""),
            ("指标 卫生 { 考评部门：后勤部；", "指标 卫生 { 适用于：班组、分部；考评部门 { 班组：后勤部 }；"),
        ],
        [("K301", "rows_several", {}), ("K363", "applies", {"name": "卫生", "classes_zh": "分部"})],
    ),
    "holes between printed shares do not hide that places and ties are left open": (
        [("中：25%～85%", "中：26%～85%"), ("名额取整：四舍五入；并列：按较低等次；", "")],
        [
            ("K314", "", {"to": "25%", "low": "26%", "size": "27", "rank": "7"}),
            ("K316", "", {"size": "4"}),
            ("K317", "", {"best": "好"}),
        ],
    ),
    "a class that is misspelt in one group does not hide that another is in none": (
        [("分类排名：食堂｜车队；不参加排名：分部", "分类排名：职工食堂｜车队")],
        [("K201", "class_near", {"name": "职工食堂"}), ("K351", "", {"classes_zh": "分部"})],
    ),
}

NEAR_MISSES: NearMisses = {
    "dashes": [("| 安全 | 20%  | 55%  | —    |", "| 安全 | 20%  | 55%  | -    |")],
    "a printed total beside dashes": [("| 安全 | 20%  | 55%  | —    |", "| 安全 | 20%  | 55%  | ——   |")],
}


def test_a_blank_alone_is_one_finding() -> None:
    """What a blank leaves open is not said again by the sum, the promise or the printed total."""
    assert said(changed((LATE, "及时     |      | 15%  | 30%"), (SPLIT_SUMS, ""))) == ["K305"]
    assert said(changed((SERVICE, "  | 服务 | ？   | 30%  | 60%  |\n"))) == ["K757 one"]


test_each_loss_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)


COUNTS: Faults = {
    "classes counted one by one, whose sum happens to hold": (
        [("确保（班组）", "总数 { 食堂、分部：共 2 + 3 = 5 项 }\n确保（班组）")],
        [("K615", "several", {"terms_zh": "2、3", "counts_zh": "3、2", "stated": "5", "found": "5"})],
    ),
    "a number of indicators that is none of the ways of counting them": (
        [("确保（班组）", "总数 { 指标：共 7 项 }\n确保（班组）")],
        [("K615", "indicators", {"stated": "7", "found": "3", "parts": "4", "each": "8", "by_class_zh": "3、3、2"})],
    ),
}
COUNTED: NearMisses = {
    "the sum of three classes, one by one or in one number": [
        ("确保（班组）", "总数 { 食堂、车队、分部：共 3 + 3 + 2 = 8 项；班组、分部：共 4 项 }\n确保（班组）")
    ],
}
test_a_count_is_told_with_what_is_there = found_in(COUNTS)
test_a_count_that_holds_is_silent = silent_in(COUNTED)
