"""``kpidsl test`` as a process: what it prints, its exit codes, the file for build servers."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.cli.process import kpidsl

POLICY = """考核办法 《安全考核》 {
  版本：1；施行日期：2024年1月1日；考核周期：月度；满分：100 分
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：安监处、调度室
单位分类：采煤队
指标 安全 { 考评部门：安监处 }
指标 任务 { 考评部门：调度室 }
权重表 {
  | 指标 | 采煤队 |
  | 安全 | 40%    |
  | 任务 | 60%    |
}
"""
HOLDS = "示例 扣十分 {\n  单位：一队（采煤队）\n  数据：安全·考评分 = 90，其余指标：满分\n  结果：总分 = 96\n}\n"
FAILS = HOLDS.replace("扣十分", "写错了").replace("96", "97")
ODD = HOLDS.replace("扣十分", '“a<b>&"c”')


@pytest.fixture
def policy(tmp_path: Path):
    def write(text: str, name: str = "p.kpi") -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return write


@pytest.mark.parametrize("name", ["test", "验算"])
def test_examples_that_hold_are_one_line_each(policy, name: str) -> None:
    path = policy(POLICY + HOLDS)
    done = kpidsl(name, path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{path}：\n  相符　扣十分\n1 个示例，全部相符。\n"
    assert kpidsl(name, path, "--lang", "en").stdout == f"{path}:\n  ok      扣十分\nexamples: 1, all ok.\n"


def test_a_failing_example_shows_both_numbers_the_place_and_how_the_number_comes_about(policy) -> None:
    done = kpidsl("test", policy(POLICY + HOLDS + FAILS))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert lines[1:4] == [
        "  相符　扣十分",
        "  不符　写错了",
        "    示例“写错了”写“总分”是 97，按办法算出来是 96，差 1。",
    ]
    assert lines[-1] == "2 个示例，1 个不符。"
    assert [line.split() for line in lines if re.match(r" +9 ", line)] == [
        ["9", "安全·单项得分", "36.00", "90", "×", "40%", "=", "36", "p.kpi:8"],
        ["9", "任务·单项得分", "60.00", "100", "×", "60%", "=", "60", "p.kpi:9"],
        ["9", "总分", "96.00", "36", "+", "60", "=", "96"],
    ]
    assert "错误[K390]" in done.stderr
    shown = done.stderr.splitlines()
    at = next(index for index, line in enumerate(shown) if "总分 = 97" in line)
    assert "^^ 算出来是 96" in shown[at + 1]


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (POLICY, [], 0),  # no example: a warning
        (POLICY, ["--strict"], 1),
        (POLICY + FAILS, [], 1),
        (POLICY.replace("60%", "50%") + HOLDS, [], 1),  # does not compile
        (POLICY + HOLDS, ["--strict"], 0),
        (POLICY + HOLDS, ["--junit"], 2),
    ],
)
def test_exit_codes(policy, text: str, arguments: list[str], code: int) -> None:
    assert kpidsl("test", policy(text), *arguments).returncode == code


def test_a_policy_without_examples_is_warned_about(policy) -> None:
    done = kpidsl("test", policy(POLICY))
    assert "没有示例" in done.stdout
    assert "提醒[K391]" in done.stderr


def test_a_folder_is_all_its_policies(policy, tmp_path: Path) -> None:
    policy(POLICY + HOLDS, "a.kpi")
    policy(POLICY + FAILS, "b.kpi")
    done = kpidsl("test", str(tmp_path))
    assert done.returncode == 1
    assert "2 个示例，1 个不符。" in done.stdout


def test_coverage_names_what_no_example_reaches_with_its_line(policy) -> None:
    done = kpidsl("test", "--coverage", policy(POLICY + HOLDS))
    assert done.returncode == 0
    assert re.search(r"^计分办法 +2 +2$", done.stdout, re.MULTILINE)
    assert "  第 5 行　不涉及：按比例折算\n" in done.stdout
    assert "权重　安全" not in done.stdout  # 90 and 100: a weight that moved would show


def test_junit_has_a_suite_for_each_policy_and_a_case_for_each_example(policy, tmp_path: Path) -> None:
    """The attributes and elements of Jenkins' schema, its order of children and its types."""
    policy(POLICY + ODD + FAILS, "a.kpi")
    policy(POLICY.replace("60%", "50%"), "b.kpi")
    done = kpidsl("test", str(tmp_path), "--junit", str(tmp_path / "out.xml"))
    assert done.returncode == 1
    root = ET.parse(tmp_path / "out.xml").getroot()
    assert (root.tag, root.get("tests"), root.get("failures"), root.get("errors")) == ("testsuites", "3", "1", "1")
    assert [suite.tag for suite in root] == ["testsuite", "testsuite"]
    for suite in root:
        assert suite.keys() == ["name", "tests", "failures", "errors", "skipped"]
        assert all(suite.get(count, "").isdecimal() for count in ("tests", "failures", "errors", "skipped"))
        assert int(suite.get("tests", "")) == len(suite)
        for case in suite:
            assert (case.tag, case.keys()) == ("testcase", ["name", "classname"])
            assert {child.tag for child in case} <= {"failure", "error"}
            assert all(child.get("message") and child.text for child in case)
    assert [case.get("name") for case in root[0]] == ['a<b>&"c', "写错了"]
    (failure,) = root[0][1]
    assert "总分”是 97，按办法算出来是 96" in str(failure.get("message"))
    assert "^^ 算出来是 96" in str(failure.text)
    assert root[1][0][0].tag == "error"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_that_cannot_be_written_is_named_as_asked(policy, tmp_path: Path) -> None:
    done = kpidsl("test", policy(POLICY + HOLDS), "--junit", str(tmp_path / "none" / "out.xml"))
    assert done.returncode == 4
    assert str(tmp_path / "none" / "out.xml") in done.stderr
