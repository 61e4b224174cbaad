"""Weights: every column is whole, every split agrees, every promise is kept. Numbers worked out by hand."""

from tests.check.changed import Faults, NearMisses, changed, found, found_in, said, silent_in, written_at

FAULTS: Faults = {
    "a column short of 100%": (
        [("| 卫生 | 50%  |", "| 卫生 | 48.5% |")],
        [("K301", "", {"unit_class": "食堂", "sum": "98.5%", "gap": "1.5"})],
    ),
    "a fraction for a percentage": (
        [("| 卫生 | 50%  |", "| 卫生 | 0.5  |")],
        [("K306", "fraction", {"text": "0.5", "percent": "50%"})],
    ),
    "points in a table of percentages, of a full mark of 100": (
        [("| 卫生 | 50%  |", "| 卫生 | 50分 |")],
        [("K631", "percent_same", {"text": "15%", "first": "50分", "points": "15", "full": "100"})],
    ),
    "a column over 100%": (
        [("| 卫生 | 50%  |", "| 卫生 | 60%  |")],
        [("K301", "over", {"unit_class": "食堂", "sum": "110%", "gap": "10"})],
    ),
    "a missing row is named once with its clause and with every column it leaves short": (
        [("  | 卫生 | 50%  | 15%  | 40%  |\n", "")],
        [
            (
                "K301",
                "rows_several",
                {
                    "rows_zh": "“卫生”一行（条款第四条要考）",
                    "columns_zh": "“食堂” 50%（差 50 个百分点）；“车队” 85%（差 15 个百分点）；“分部” 60%（差 40 个百分点）",
                },
            )
        ],
    ),
    "a missing row that leaves one column short": (
        [
            ("  | 卫生 | 50%  | 15%  | 40%  |\n", ""),
            ("| 安全 | 20%  | 55%  | —    |", "| 安全 | 70%  | 55%  | 40%  |"),
        ],
        [("K301", "rows", {"unit_class": "车队", "sum": "85%", "gap": "15"})],
    ),
    "a weight in a class that the indicator is not for": (
        [("指标 卫生 { 考评部门：后勤部；", "指标 卫生 { 考评部门：后勤部；适用于：班组；")],
        [("K384", "", {"name": "卫生", "unit_class": "分部", "weight": "40%"})],
    ),
    "a class that the indicator is for and in which it weighs nothing": (
        [("考评部门：安保部；填报数据", "考评部门：安保部；适用于：班组、分部；填报数据")],
        [("K385", "", {"name": "安全", "classes_zh": "分部"})],
    ),
    "a row that no sum misses is still asked for": (
        [("  | 卫生 | 50%  | 15%  | 40%  |\n", ""), ("| 安全 | 20%  | 55%  | —    |", "| 安全 | 70%  | 70%  | 40%  |")],
        [("K307", "", {"name": "卫生"})],
    ),
    "no weight table": (
        [
            (
                "权重表 {\n  | 指标 | 食堂 | 车队 | 分部 |\n  | 卫生 | 50%  | 15%  | 40%  |\n  | 安全 | 20%  | 55%  | —    |\n"
                "  | 服务 | 30%  | 30%  | 60%  |\n  | 合计 | 100% | 100% | 100% |\n}\n",
                "",
            )
        ],
        [("K307", "table", {})],
    ),
    "a class without a column": (
        [("食堂、车队、分部\n", "食堂、车队、分部、公寓\n"), ("不参加排名：分部", "不参加排名：分部、公寓")],
        [("K307", "class", {"name": "公寓"})],
    ),
    "a split short of the weight, its missing part named": (
        [("  | 及时     | 20%  | 15%  | 30%  |\n", "")],
        [
            (
                "K302",
                "rows",
                {
                    "name": "服务",
                    "rows_zh": "“及时”",
                    "columns_en": "食堂 10% of 30%, 20 pp short; 车队 15% of 30%, 15 pp short; "
                    "分部 30% of 60%, 30 pp short",
                },
            )
        ],
    ),
    "shares of the total that are called shares of the part": (
        [("服务，占总分", "服务，占本项")],
        [("K302", "is_of_total", {"name": "服务", "columns_zh": "食堂 30%、车队 30%、分部 60%"})],
    ),
    "shares of the part that are called shares of the total": (
        [
            ("| 10%  | 15%  | 30%  |", "| 40%  | 50%  | 50%  |"),
            ("| 20%  | 15%  | 30%  |", "| 60%  | 50%  | 50%  |"),
            ("  | 合计     | 30%  | 30%  | 60%  |\n", ""),
        ],
        [("K302", "is_of_part", {"columns_en": "食堂 100%, 车队 100%, 分部 100%"})],
    ),
    "a split over the weight": (
        [("| 态度     | 10%  |", "| 态度     | 11%  |")],
        [("K302", "over", {"unit_class": "食堂", "sum": "31%", "parent": "30%", "gap": "1"})],
    ),
    "shares of the part that are not 100%": (
        [
            ("服务，占总分", "服务，占本项"),
            ("| 10%  | 15%  | 30%  |", "| 40%  | 50%  | 50%  |"),
            ("| 20%  | 15%  | 30%  |", "| 60%  | 40%  | 55%  |"),
            ("  | 合计     | 30%  | 30%  | 60%  |\n", ""),
            ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
        ],
        [
            ("K302", "part_short", {"unit_class": "车队", "sum": "90%", "gap": "10"}),
            ("K302", "part_over", {"unit_class": "分部", "sum": "105%", "gap": "5"}),
        ],
    ),
    "a split of an indicator the class is not appraised on": (
        [
            ("| 服务 | 30%  | 30%  | 60%  |", "| 服务 | 30%  | 30%  | —    |"),
            ("| 卫生 | 50%  | 15%  | 40%  |", "| 卫生 | 50%  | 15%  | 100% |"),
            ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
        ],
        [("K302", "dash", {"unit_class": "分部", "sum": "60%"})],
    ),
    "a split without a column for a class": (
        [
            ("| 二级指标 | 食堂 | 车队 | 分部 |", "| 二级指标 | 食堂 | 车队 |"),
            ("| 10%  | 15%  | 30%  |", "| 10%  | 15%  |"),
            ("| 20%  | 15%  | 30%  |", "| 20%  | 15%  |"),
            ("| 合计     | 30%  | 30%  | 60%  |", "| 合计     | 30%  | 30%  |"),
            ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
        ],
        [("K302", "column", {"unit_class": "分部", "parent": "60%"})],
    ),
    "a printed total that is not the sum": (
        [("| 合计 | 100% | 100% | 100% |", "| 合计 | 100% | 99%  | 100% |")],
        [("K303", "", {"unit_class": "车队", "printed": "99%", "sum": "100%", "gap": "1"})],
    ),
    "a printed total of a split": (
        [("| 合计     | 30%  | 30%  | 60%  |", "| 合计     | 30%  | 35%  | 60%  |")],
        [("K303", "", {"unit_class": "车队", "printed": "35%", "sum": "30%", "gap": "5"})],
    ),
    # 食堂: 20% × 60% + 80% × 30% = 36%; 车队 the same.
    "a promise that the composite breaks": (
        [("服务·折算权重 ≥ 36%", "服务·折算权重 > 36%")],
        [
            (
                "K304",
                "made_up",
                {
                    "classes_zh": "“食堂”、“车队”",
                    "found": "36%",
                    "wanted": "> 36%",
                    "gap": "0",
                    "sum_zh": "20% × 60%（分部）+ 80% × 30%（食堂）",
                },
            )
        ],
    ),
    # 安全 weighs nothing for 分部: 80% × 20% = 16% and 80% × 55% = 44%.
    "a promise that one class breaks": (
        [("服务·折算权重 ≥ 36%", "安全·折算权重 ≥ 20%")],
        [("K304", "made_up", {"classes_zh": "“食堂”", "found": "16%", "gap": "4"})],
    ),
    "a promise about the plain weight": (
        [("服务·折算权重 ≥ 36%", "服务·态度·权重 ≥ 12%")],
        [("K304", "", {"classes_en": "“食堂”", "found": "10%", "wanted": "≥ 12%", "gap": "2"})],
    ),
    "a promise in several parts": (
        [("服务·折算权重 ≥ 36%", "安全·权重 ≥ 50% 或 卫生·权重 + 安全·权重 ≥ 71%")],
        [("K304", "broken", {"unit_class": "食堂"})],
    ),
    "a promise without the percent sign": ([("折算权重 ≥ 36%", "折算权重 ≥ 36")], [("K304", "percent", {})]),
    "a promise about a score": (
        [("服务·折算权重 ≥ 36%", "总分 ≥ 36 分")],
        [
            ("K304", "other", {}),
        ],
    ),
    "a promise about nothing known": (
        [("服务·折算权重 ≥ 36%", "卫生工作·折算权重 ≥ 36%")],
        [("K205", "near", {"nearest_zh": "卫生"})],
    ),
    "a composite that is no sum of shares": (
        [("= 所属分部·综合得分 × 20% + 总分 × 80%", "= 较低者（所属分部·综合得分, 总分）")],
        [("K304", "unclear", {"unit_class": "食堂"}), ("K304", "unclear", {"unit_class": "车队"})],
    ),
    "a family without a split": (
        [
            (
                "权重分配表 服务，占总分 {\n  | 二级指标 | 食堂 | 车队 | 分部 |\n  | 态度     | 10%  | 15%  | 30%  |\n"
                "  | 及时     | 20%  | 15%  | 30%  |\n  | 合计     | 30%  | 30%  | 60%  |\n}\n",
                "",
            ),
            ("确保（班组）：服务·折算权重 ≥ 36%\n", ""),
        ],
        [("K308", "", {"name": "服务", "parts_zh": "态度、及时"})],
    ),
    "a family as a whole and by its parts": (
        [("  | 合计 | 100% | 100% | 100% |\n", "  | 服务·态度 | — | — | — |\n")],
        [("K308", "twice", {"name": "服务", "part": "服务·态度"})],
    ),
    "a split of an indicator without parts": (
        [("确保（班组）", "权重分配表 卫生，占本项 {\n  | 二级指标 | 食堂 |\n  | 卫生 | 100% |\n}\n确保（班组）")],
        [("K308", "no_parts", {"name": "卫生"})],
    ),
}

NEAR_MISSES: NearMisses = {
    "nothing changed": [],
    "a class in which only a veto reads the indicator": [
        ("考评部门：安保部；填报数据", "考评部门：安保部；适用于：班组、分部；填报数据"),
        ("  适用于：班组；情形：安全·事故 > 0", "  适用于：班组、分部；情形：安全·事故 > 0"),
    ],
    "no printed totals": [("  | 合计 | 100% | 100% | 100% |\n", ""), ("  | 合计     | 30%  | 30%  | 60%  |\n", "")],
    "hundredths that add up": [("| 卫生 | 50%  |", "| 卫生 | 49.95% |"), ("| 安全 | 20%  |", "| 安全 | 20.05% |")],
    "parts listed instead of a split": [
        ("  | 服务 | 30%  | 30%  | 60%  |\n", "  | 服务·态度 | 10% | 15% | 30% |\n  | 服务·及时 | 20% | 15% | 30% |\n"),
        (
            "权重分配表 服务，占总分 {\n  | 二级指标 | 食堂 | 车队 | 分部 |\n  | 态度     | 10%  | 15%  | 30%  |\n"
            "  | 及时     | 20%  | 15%  | 30%  |\n  | 合计     | 30%  | 30%  | 60%  |\n}\n",
            "",
        ),
    ],
    "shares of the part that are 100%": [
        ("服务，占总分", "服务，占本项"),
        ("| 10%  | 15%  | 30%  |", "| 40%  | 50%  | 50%  |"),
        ("| 20%  | 15%  | 30%  |", "| 60%  | 50%  | 50%  |"),
        ("| 合计     | 30%  | 30%  | 60%  |", "| 合计     | 100% | 100% | 100% |"),
    ],
    "a promise that holds by one of two": [("服务·折算权重 ≥ 36%", "安全·权重 ≥ 50% 或 卫生·权重 ≥ 50%")],
    "a promise about a sum": [("服务·折算权重 ≥ 36%", "卫生·权重 + 安全·权重 = 70%")],
}

test_a_fault_is_found_with_its_numbers = found_in(FAULTS)
test_a_near_miss_is_silent = silent_in(NEAR_MISSES)


def test_a_wrong_sum_stands_at_the_heading_and_points_at_the_printed_total() -> None:
    text = changed(("| 卫生 | 50%  | 15%  |", "| 卫生 | 50%  | 16%  |"))
    (finding,) = found(text)
    assert written_at(text, finding) == "车队"
    assert [(label.key, dict(label.args)) for label in finding.labels] == [("printed", {"printed": "100%"})]


def test_a_misspelt_row_is_said_once_and_no_sum_is_blamed() -> None:
    assert said(changed(("| 卫生 | 50%  |", "| 卫声 | 50%  |"))) == ["K201 indicator_near"]


def test_a_blank_cell_is_said_once_and_its_column_is_not_summed() -> None:
    assert said(changed(("| 卫生 | 50%  |", "| 卫生 |      |"))) == ["K305"]


def test_a_misspelt_column_leaves_its_class_alone() -> None:
    assert said(changed(("| 指标 | 食堂 | 车队 |", "| 指标 | 食唐 | 车队 |"))) == ["K201 class_near"]
