"""Which warnings and notes ``check`` tells, and how grave they are: ``kpidsl.toml``, ``--select``, ``--ignore``. Nothing is silent."""

import json
import re
from pathlib import Path

import pytest

from kpidsl.cli.chosen import Choice
from kpidsl.diagnostics import Diagnostic
from tests.cli.process import kpidsl

POLICY = """考核办法 《食堂考核办法》 {
  版本：1；考核周期：月度；满分：100 分
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：后勤处、宣传部
单位分类：食堂
指标 卫生 { 考评部门：后勤处 }
指标 菜品 { 考评部门：后勤处 }
权重表 {
  | 指标 | 食堂 |
  | 卫生 | 60%  |
  | 菜品 | 40%  |
  | 合计 | 100% |
}
"""
"""Finds K207 (宣传部 is never used) and K210 (no effective date), both warnings."""
pytestmark = pytest.mark.usefixtures("here")


def write(settings: str = "", text: str = POLICY) -> None:
    Path("食堂.kpi").write_text(text, encoding="utf-8")
    if settings:
        Path("kpidsl.toml").write_text(settings, encoding="utf-8")


def told(*arguments: str) -> tuple[int, list[str], str]:
    """The exit code, what is told as severity and code, and the line on what is not."""
    done = kpidsl("check", *arguments)
    found = re.findall(r"^(错误|提醒|提示)\[(K\d+)\]", done.stderr, re.MULTILINE)
    rest = [line for line in done.stdout.splitlines() if line.startswith("另有")]
    return done.returncode, [f"{severity} {code}" for severity, code in found], "".join(rest)


@pytest.mark.parametrize(
    ("settings", "arguments", "wanted"),
    [
        ("", [], (0, ["提醒 K210", "提醒 K207"], "")),
        ('[check]\nignore = ["K207"]', [], (0, ["提醒 K210"], "另有 1 处按设置不列：K207 1 处。")),
        ('[check]\nignore = ["K2"]', [], (0, [], "另有 2 处按设置不列：K207 1 处、K210 1 处。")),
        ('[check]\nselect = ["K21"]', [], (0, ["提醒 K210"], "另有 1 处按设置不列：K207 1 处。")),
        ("[check]\nselect = []", [], (0, [], "另有 2 处按设置不列：K207 1 处、K210 1 处。")),
        ('[check.severity]\nK207 = "error"', [], (1, ["提醒 K210", "错误 K207"], "")),
        ('[check.severity]\nK2 = "note"\nK207 = "error"', [], (1, ["提示 K210", "错误 K207"], "")),
        ('[check.severity]\nK210 = "off"', [], (0, ["提醒 K207"], "另有 1 处按设置不列：K210 1 处。")),
        ('[check.severity]\nK2 = "note"', ["--strict"], (0, ["提示 K210", "提示 K207"], "")),
        ("", ["--strict"], (1, ["提醒 K210", "提醒 K207"], "")),
        ("", ["--ignore", "k207"], (0, ["提醒 K210"], "另有 1 处按设置不列：K207 1 处。")),
        ("", ["--select", "k21,K207"], (0, ["提醒 K210", "提醒 K207"], "")),
        ("", ["--ignore", "K207"], (0, ["提醒 K210"], "另有 1 处按设置不列：K207 1 处。")),
        ("", ["--ignore", "K207,K210", "--strict"], (0, [], "另有 2 处按设置不列：K207 1 处、K210 1 处。")),
        ("", ["--select", "K207", "--select", "K30"], (0, ["提醒 K207"], "另有 1 处按设置不列：K210 1 处。")),
        ('[check]\nignore = ["K207"]', ["--ignore", "K210"], (0, [], "另有 2 处按设置不列：K207 1 处、K210 1 处。")),
        ('[check]\nignore = ["K207"]', ["--select", "K207"], (0, ["提醒 K207"], "另有 1 处按设置不列：K210 1 处。")),
    ],
)  # fmt: skip
def test_what_is_told(settings: str, arguments: list[str], wanted: tuple[int, list[str], str]) -> None:
    write(settings)
    assert told("食堂.kpi", *arguments) == wanted


def test_the_settings_are_those_nearest_to_the_policy() -> None:
    write('[check]\nignore = ["K2"]')
    inner = Path("二食堂")
    inner.mkdir()
    (inner / "二.kpi").write_text(POLICY, encoding="utf-8")
    assert told("二食堂/二.kpi")[1] == []
    (inner / "kpidsl.toml").write_text('[check]\nignore = ["K207"]', encoding="utf-8")
    assert told("二食堂/二.kpi")[1] == ["提醒 K210"]
    assert told("食堂.kpi")[1] == []


def test_errors_are_told_whatever_is_set() -> None:
    write('[check]\nselect = []\nignore = ["K2"]', POLICY.replace("| 60%", "| 50%"))
    code, found, _ = told("食堂.kpi")
    assert (code, found) == (1, ["错误 K301"])


def test_a_policy_that_only_settings_call_wrong_is_said_to_be_one() -> None:
    write('[check.severity]\nK207 = "error"')
    done = kpidsl("check", "食堂.kpi")
    assert "食堂.kpi：可以核算，但有 kpidsl.toml 列为错误的提示。" in done.stdout
    written = json.loads(kpidsl("check", "食堂.kpi", "--format", "json").stdout)
    assert [one["severity"] for one in written["diagnostics"]] == ["warning", "error"]
    assert written["summary"] == {"errors": 1, "warnings": 1, "notes": 0}
    assert written["policies"][0]["ok"] is False


@pytest.mark.parametrize("form", ["concise", "github"])
def test_what_is_left_out_is_said_where_no_tool_takes_it_for_a_finding(form: str) -> None:
    write()
    done = kpidsl("check", "食堂.kpi", "--ignore", "K210", "--format", form)
    assert done.stderr == "另有 1 处按设置不列：K210 1 处。\n"
    assert len(done.stdout.splitlines()) == 1


def test_json_counts_what_is_left_out() -> None:
    write()
    written = json.loads(kpidsl("check", "食堂.kpi", "--ignore", "K2", "--format", "json").stdout)
    assert (written["policies"][0]["left_out"], written["diagnostics"]) == ({"K207": 1, "K210": 1}, [])


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("check = 3", "kpidsl.toml 里“check”的写法不对。"),
        ('[check]\nignroe = ["K2"]', "kpidsl.toml 的 [check] 里没有“ignroe”这一项；最接近的是“ignore”。"),
        ("[check]\nlevel = 1", "kpidsl.toml 的 [check] 里没有“level”这一项。"),
        ('[check]\nignore = "K207"', "kpidsl.toml 的 [check] 里“ignore”的写法不对。"),
        ('[check]\nignore = ["K199"]', "没有代码“K199”，也没有代码以它开头。"),
        ('[check]\nselect = ["207"]', "没有代码“207”，也没有代码以它开头。"),
        ('[check]\nignore = ["K301"]', "K301 是错误，不能不列，也不能改轻：有错误的办法不能核算。"),
        ('[check]\nseverity = "note"', "kpidsl.toml 的 [check] 里“severity”的写法不对。"),
        ('[check.severity]\nK301 = "warning"', "K301 是错误，不能不列，也不能改轻：有错误的办法不能核算。"),
        ('[check.severity]\nK207 = "fatal"', "K207 后面写的“fatal”不在可写的几种里。"),
        ('[check.severity]\nX = "note"', "没有代码“X”，也没有代码以它开头。"),
    ],
)
def test_what_is_wrong_with_settings_is_said(settings: str, message: str) -> None:
    write(settings)
    done = kpidsl("check", "食堂.kpi")
    assert done.returncode == 2
    assert f"错误[K595]：{message}" in done.stderr
    assert "--> kpidsl.toml" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--select", "K9x"], "--select 后面的“K9x”不对"),
        (["--ignore", "K207,K198"], "--ignore 后面的“K198”不对"),
        (["--ignore", "K301"], "K301 是错误，不能不列"),
    ],
)
def test_what_is_wrong_with_an_option_is_said(arguments: list[str], message: str) -> None:
    write()
    done = kpidsl("check", "食堂.kpi", *arguments)
    assert done.returncode == 2
    assert f"错误[K234]：{message}" in done.stderr


def test_a_setting_of_more_letters_stands_above_one_of_fewer() -> None:
    choice = Choice(None, (), (("K207", "off"), ("K2", "error")))
    settled = choice.settled([Diagnostic("K207", None), Diagnostic("K210", None), Diagnostic("K301", None)])
    assert [(one.code, one.severity) for one in settled.found] == [("K210", "error"), ("K301", "error")]
    assert settled.left_out == {"K207": 1}


BROKEN = POLICY.replace("| 菜品 | 40%  |", "| 菜品 | 30%  |").replace("| 合计 | 100% |", "| 合计 | 90%  |")
COMMANDS = (["check"], ["test"], ["compile"], ["diagram", "--format", "dot"], ["evaluate"])


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(
    ("settings", "wanted", "left_out"),
    [
        ("", ["提醒 K210", "错误 K301"], 0),
        ('[check.severity]\nK210 = "note"', ["提示 K210", "错误 K301"], 0),
        ('[check]\nignore = ["K210"]', ["错误 K301"], 1),
    ],
)
def test_every_command_shows_a_policy_that_is_refused_as_check_does(
    command: list[str], settings: str, wanted: list[str], left_out: int
) -> None:
    write(settings, BROKEN)
    Path("2024-01.csv").write_text("被考核单位,单位分类,卫生,菜品\n甲,食堂,90,80\n", encoding="utf-8")
    data = ["2024-01.csv", "--policy", "食堂.kpi"] if command == ["evaluate"] else ["食堂.kpi"]
    done = kpidsl(*command, *data)
    assert done.returncode
    assert [f"{severity} {code}" for severity, code in re.findall(r"(错误|提醒|提示)\[(K\d+)\]", done.stderr)] == wanted
    assert done.stdout.count("另有 1 处按设置不列：K210 1 处。") == left_out


def test_a_warning_that_is_made_an_error_fails_check_and_stops_nothing_else() -> None:
    write('[check.severity]\nK207 = "error"')
    Path("2024-01.csv").write_text("被考核单位,单位分类,卫生,菜品\n甲,食堂,90,80\n", encoding="utf-8")
    assert kpidsl("check", "食堂.kpi").returncode == 1
    done = kpidsl("evaluate", "2024-01.csv", "--policy", "食堂.kpi")
    assert (done.returncode, "86" in done.stdout) == (0, True), done.stderr
    assert kpidsl("test", "食堂.kpi").returncode == 0
