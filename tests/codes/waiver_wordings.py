"""Policies that raise each wording about what was reviewed."""

FIGURE = "材料费（元）"
UNUSED = "材料费（元）、次数（次，0～31）"
TARGET = "目标值：完成率 ≥ 95%"


def marked(mark: str) -> tuple[str, str]:
    """An edit that puts a mark where nothing is found."""
    return TARGET, f"{TARGET}　{mark}"


REVIEWED: dict[tuple[str, str], object] = {
    ("K230", ""): (FIGURE, UNUSED + "　已审 K207（先报数）"),
    ("K231", ""): marked("已审 K207（先报数）"),
    ("K231", "elsewhere"): [(FIGURE, UNUSED), marked("已审 K207（先报数）")],
    ("K232", ""): marked("已审 K301（先报数）"),
    ("K232", "unknown"): marked("已审 K200（先报数）"),
    ("K232", "own"): marked("已审 K231（先报数）"),
    ("K233", ""): (FIGURE, UNUSED + "　已审 K207"),
    ("K233", "code"): marked("已审（先报数）"),
    ("K233", "each"): marked("已审 K207、K768（先报数）"),
}
