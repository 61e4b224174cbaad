"""How ``check`` writes what it found: for people, a line each, as JSON."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from tests.cli.process import kpidsl

GOOD = Path(__file__).parents[2] / "policies" / "licun" / "licun.kpi"
BAD = "部门：甲、、乙\n指镖 甲 { 条款：一 }\n"


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "坏.kpi"
    path.write_text(BAD, encoding="utf-8")
    return path


def check(*arguments: object, **environ: Any) -> Any:
    return kpidsl("check", *map(str, arguments), **environ)


def test_for_people_findings_go_to_stderr_and_end_in_where_to_read_more(bad: Path) -> None:
    done = check(bad)
    assert done.returncode == 1
    assert done.stdout == f"{bad}：有错误，不能核算。\n"
    assert done.stderr.startswith("错误[K101]：")
    assert done.stderr.endswith("2 处错误\n\n怎样写才对，每个代码各有一页说明，例如：kpidsl explain K101\n")


def test_where_to_read_more_is_said_once_a_run(bad: Path) -> None:
    assert check(bad, bad, bad).stderr.count("kpidsl explain") == 1


def test_a_code_whose_page_shows_no_policy_is_not_pointed_to(tmp_path: Path) -> None:
    done = check(tmp_path / "没有.kpi")
    assert done.returncode == 4
    assert "kpidsl explain" not in done.stderr


def test_concise_is_a_line_for_each_finding_and_nothing_else(bad: Path) -> None:
    done = check(bad, "--format", "concise")
    assert (done.returncode, done.stderr) == (1, "")
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{bad}:1:6: ")
    assert second.startswith(f"{bad}:2:1: ")


def test_json_is_one_document_whatever_is_checked(bad: Path) -> None:
    done = check(bad, GOOD, "--format", "json")
    assert (done.returncode, done.stderr) == (1, "")
    found = json.loads(done.stdout)
    assert [(one["file"], one["ok"]) for one in found["policies"]] == [(str(bad), False), (str(GOOD), True)]
    assert {one["code"] for one in found["policies"][1]["holds"]} >= {"K301", "K302", "K303"}
    assert [one["code"] for one in found["diagnostics"] if one["severity"] == "error"] == ["K101", "K102"]
    assert found["summary"]["errors"] == 2
    assert found["language"] == "zh"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_json_speaks_the_language_asked_for(bad: Path, lang: str) -> None:
    found = json.loads(check(bad, "--format", "json", "--lang", lang).stdout)
    assert found["language"] == lang
    assert (
        found["diagnostics"][1]["message"]
        == {
            "zh": "“指镖”不能作一条规定的开头，最接近的是“指标”。",
            "en": "No declaration begins with “指镖”; the nearest is “指标”.",
        }[lang]
    )


def test_one_document_has_one_language_that_of_its_first_policy(tmp_path: Path) -> None:
    for name, text in (("1.kpi", "polcy 《A》 {}\n"), ("2.kpi", BAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = json.loads(check(tmp_path, "--format", "json", LANG="fr_FR.UTF-8").stdout)
    assert found["language"] == "en"
    assert "declaration" in found["diagnostics"][0]["message"]
    assert "declaration" in found["diagnostics"][-1]["message"]


def test_trouble_with_a_file_is_in_the_document_too(tmp_path: Path) -> None:
    done = check(tmp_path / "没有.kpi", "--format", "json")
    assert (done.returncode, done.stderr) == (4, "")
    assert [one["code"] for one in json.loads(done.stdout)["diagnostics"]] == ["K590"]


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_json_reads_the_same_from_every_console(bad: Path, encoding: str) -> None:
    told = check(bad, "--format", "json", encoding=encoding).stdout
    assert json.loads(told) == json.loads(check(bad, "--format", "json").stdout)


def test_a_gbk_console_draws_quotation_marks_wide_and_carets_know(tmp_path: Path) -> None:
    path = tmp_path / "a.kpi"
    path.write_text("部门：“甲”、、乙\n", encoding="utf-8")
    utf8, gbk = (check(path, encoding=encoding).stderr.splitlines() for encoding in ("utf-8", "gbk"))
    assert utf8[:4] == gbk[:4]
    assert gbk[4].index("^") - utf8[4].index("^") == 2


def test_strict_counts_warnings_in_every_format() -> None:
    codes = {check(GOOD, "--strict", "--format", form).returncode for form in ("human", "concise", "json")}
    assert len(codes) == 1


def test_another_format_is_a_slip_of_the_command_line(bad: Path) -> None:
    done = check(bad, "--format", "xml")
    assert (done.returncode, done.stdout) == (2, "")
    assert "human" in done.stderr


def test_a_table_of_data_is_told_from_a_policy_at_once(tmp_path: Path) -> None:
    month = tmp_path / "2019-03.csv"
    month.write_text("被考核单位,单位分类\n掘进一队,掘进队\n", encoding="utf-8")
    done = check("--format", "concise", str(month))
    assert done.returncode == 1
    assert done.stdout.splitlines()[0] == f"{month}: 错误[K591] “{month}”是数据表，不是考核办法。"


# ---- for servers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_sarif_is_one_document_whatever_is_checked(bad: Path, encoding: str) -> None:
    done = check(bad, GOOD, "--format", "sarif", encoding=encoding)
    assert (done.returncode, done.stderr) == (1, "")
    [run] = json.loads(done.stdout)["runs"]
    assert [one["ruleId"] for one in run["results"] if one["level"] == "error"] == ["K101", "K102"]
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in run["results"][:2]}
    assert uris == {bad.as_uri()}


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "ascii"])
def test_junit_has_a_suite_for_each_policy_in_which_errors_fail_and_what_holds_passes(bad: Path, encoding: str) -> None:
    done = check(bad, GOOD, "--format", "junit", encoding=encoding)
    assert (done.returncode, done.stderr) == (1, "")
    root = ET.fromstring(done.stdout)
    first, second = root
    assert (root.get("tests"), root.get("failures")) == (str(len(root.findall(".//testcase"))), "2")
    assert (first.get("name"), first.get("failures"), second.get("failures")) == (str(bad), "2", "0")
    assert "K101" in str(first[0].get("name"))
    assert "错误[K101]：" in str(first[0][0].text)
    names = [str(case.get("name")) for case in second]
    assert any(name.startswith("K301 权重 7 列") for name in names)


@pytest.mark.parametrize("form", ["sarif", "junit"])
def test_trouble_with_a_file_is_in_the_documents_for_servers_too(tmp_path: Path, form: str) -> None:
    done = check(tmp_path / "没有.kpi", "--format", form)
    assert (done.returncode, done.stderr) == (4, "")
    assert "K590" in done.stdout


def test_annotations_are_a_line_for_each_finding(bad: Path) -> None:
    done = check(bad, "--format", "github")
    assert (done.returncode, done.stderr) == (1, "")
    assert [line.partition(" ")[0] for line in done.stdout.splitlines()] == ["::error", "::error"]
    assert f"file={bad},line=1," in done.stdout
