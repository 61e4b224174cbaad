"""Files that import and amend, by the commands; the version of a month."""

import json
from pathlib import Path

import pytest

from kpidsl.cli.compiling import load_for_data
from kpidsl.cli.exits import Exit
from kpidsl.cli.guard import run
from kpidsl.cli.session import CommandError, Session
from tests.resolve.shared import AMEND, HEAD, PLACES, REST, WHOLE

HEADING = "被考核单位,单位分类,安全·事故,产量,出勤\n"
UNITS = "甲队,采煤队,1,90,80\n乙队,掘进队,0,70,60\n"
SECOND = AMEND + "调整 权重表 {\n| 指标 | 采煤队 |\n| 安全 | 50% |\n| 产量 | 40% |\n}\n"


def write(**texts: str) -> None:
    for name, text in texts.items():
        path = Path(name.replace("__", ".").replace("_", "/"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def versions(here: Path) -> Path:
    """Two versions of one policy that share a file, and months under each."""
    write(共用_部门__kpi=PLACES, 一__kpi="引用：“共用/部门.kpi”\n" + HEAD + REST, 二__kpi=SECOND)
    for month in ("2023-12", "2024-06", "2025-01"):
        Path(f"{month}.csv").write_text(HEADING + UNITS, encoding="utf-8")
    return here


def told(capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = run([*arguments, "--lang", "zh"])
    out, err = capfd.readouterr()
    return code, out, err


def version_of(data: str, policy: str | None = None, period: str | None = None) -> str:
    return load_for_data(Session("zh"), policy, Path(data), period).plan.version


def refused(data: str, period: str | None = None) -> tuple[str, str]:
    with pytest.raises(CommandError) as failure:
        version_of(data, None, period)
    (found,) = failure.value.found
    return found.code, found.variant


@pytest.mark.usefixtures("versions")
def test_a_month_is_evaluated_under_the_version_in_force_in_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert (version_of("2024-06.csv"), version_of("2025-01.csv")) == ("1", "2")
    code, out, _ = told(capfd, "evaluate", "2024-06.csv")
    assert (code, "91.00" in out) == (Exit.OK, True)  # 95 × 40% + 90 × 50% + 80 × 10%
    code, out, _ = told(capfd, "evaluate", "2025-01.csv")
    assert (code, "91.50" in out) == (Exit.OK, True)  # 95 × 50% + 90 × 40% + 80 × 10%


@pytest.mark.usefixtures("versions")
def test_a_month_without_a_version_names_the_ranges(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = told(capfd, "evaluate", "2023-12.csv")
    assert code == Exit.USAGE
    assert "一.kpi（版本 1，2024-01 至 2024-12）、二.kpi（版本 2，2025-01 起）" in err


@pytest.mark.usefixtures("versions")
def test_two_in_force_are_refused_until_the_older_expires() -> None:
    write(二__kpi=WHOLE.replace("版本：1；", "版本：2；").replace("2024年1月1日", "2025年1月1日"))
    assert refused("2025-01.csv") == ("K600", "several")
    assert version_of("2024-06.csv") == "1"
    write(一__kpi=WHOLE.replace("2024年1月1日", "2024年1月1日；废止日期：2025年1月1日"))
    assert version_of("2025-01.csv") == "2"


@pytest.mark.usefixtures("versions")
def test_a_policy_that_is_named_is_taken_and_its_own_range_holds(capfd: pytest.CaptureFixture[str]) -> None:
    assert version_of("2025-01.csv", "一.kpi") == "1"
    code, _, err = told(capfd, "evaluate", "2024-06.csv", "--policy", "二.kpi")
    assert (code, "K515" in err) == (Exit.DATA, True)
    write(一__kpi=WHOLE.replace("2024年1月1日", "2024年1月1日；废止日期：2024年6月15日"))
    code, _, err = told(capfd, "evaluate", "2024-06.csv", "--policy", "一.kpi")
    assert (code, "自 2024-06-15 起废止" in err) == (Exit.DATA, True)


@pytest.mark.usefixtures("versions")
def test_the_month_is_that_of_the_option_the_name_the_folder_or_the_column() -> None:
    write(数据__csv=HEADING + UNITS, 有月份__csv="月份," + HEADING + "2025-03,甲队,采煤队,1,90,80\n")
    assert refused("数据.csv") == ("K609", "")
    assert version_of("数据.csv", None, "2024-03") == "1"
    assert version_of("有月份.csv") == "2"
    for folder, file, version in (("2025-02", "a.csv", "2"), ("月", "2024-03 a.csv", "1")):
        Path(folder).mkdir()
        (Path(folder) / file).write_text(HEADING + UNITS, encoding="utf-8")
        assert version_of(folder) == version


@pytest.mark.usefixtures("versions")
def test_a_change_within_a_month_is_told_and_the_newer_version_has_the_month(capfd: pytest.CaptureFixture[str]) -> None:
    write(二__kpi=SECOND.replace("2025年1月1日", "2025年1月15日"))
    code, out, err = told(capfd, "evaluate", "2025-01.csv")
    assert (code, "91.50" in out, "提示[K219]" in err) == (Exit.OK, True, True)


@pytest.mark.usefixtures("versions")
def test_versions_change_where_their_months_begin(capfd: pytest.CaptureFixture[str]) -> None:
    starts = "月度起算日：上月 26 日；"
    write(一__kpi="引用：“共用/部门.kpi”\n" + HEAD.replace("考核周期", starts + "考核周期") + REST)
    write(二__kpi=SECOND.replace("2025年1月1日", "2024年12月26日"))
    assert (version_of("2024-06.csv"), version_of("2025-01.csv", None, "2024-12")) == ("1", "1")
    code, _, err = told(capfd, "evaluate", "2025-01.csv")
    assert (code, "K219" in err) == (Exit.OK, False)
    write(二__kpi=SECOND.replace("2025年1月1日", "2024年12月27日"))
    code, _, err = told(capfd, "evaluate", "2025-01.csv")
    assert (code, "K219" in err) == (Exit.OK, True)
    write(**{"2025年1月26日__csv": HEADING + UNITS})
    code, _, err = told(capfd, "evaluate", "2025年1月26日.csv")
    assert (code, "2025-02 的，名称里的月份却是 2025-01" in err) == (Exit.DATA, True)


@pytest.mark.usefixtures("versions")
def test_policies_of_different_titles_are_never_picked_from() -> None:
    write(三__kpi=WHOLE.replace("示例办法", "别的办法"))
    assert refused("2024-06.csv") == ("K594", "")


def test_a_file_to_be_imported_is_not_taken_for_a_policy(here: Path) -> None:
    write(部门__kpi=PLACES, 办法__kpi="引用：“部门.kpi”\n" + HEAD + REST, **{"2024-06__csv": HEADING + UNITS})
    assert version_of("2024-06.csv") == "1"
    assert here.is_dir()


@pytest.mark.usefixtures("versions")
def test_check_says_what_a_file_to_be_imported_is(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = told(capfd, "check")
    assert (code, err) == (Exit.OK, "")
    assert "共用/部门.kpi：没有错误（供引用的文件" in out
    assert out.count("没有错误。") == 2


@pytest.mark.usefixtures("versions")
def test_what_is_wrong_with_a_file_that_several_policies_import_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    write(共用_部门__kpi=PLACES + "计分方式 折半 {\n  计分办法：打分 0～100 分\n}\n")
    code, out, err = told(capfd, "check")
    assert (code, err.count("错误[K101]")) == (Exit.ERRORS, 1)
    assert "这里可以写：“（”" in err, "the brackets of its parameters"
    assert [line.partition("：")[0] for line in out.splitlines()] == ["一.kpi", "二.kpi", "共用/部门.kpi"]


@pytest.mark.usefixtures("versions")
def test_a_scoring_form_that_is_there_for_others_need_not_be_applied(capfd: pytest.CaptureFixture[str]) -> None:
    write(共用_部门__kpi=PLACES + "计分方式 折半（实际）{ 计分办法：考评分 = 实际 ÷ 2 }\n")
    assert told(capfd, "check")[::2] == (Exit.OK, "")


@pytest.mark.usefixtures("versions")
def test_an_edit_of_an_imported_file_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, "evaluate", "2025-01.csv")[0] == Exit.OK
    write(共用_部门__kpi=PLACES.replace("安监处", "安全处"))
    code, _, err = told(capfd, "evaluate", "2025-01.csv")
    assert (code, "安监处" in err) == (Exit.ERRORS, True)
    assert told(capfd, "check", "二.kpi")[0] == Exit.ERRORS
    write(共用_部门__kpi=PLACES)
    assert told(capfd, "evaluate", "2025-01.csv")[0] == Exit.OK
    Path("共用/部门.kpi").unlink()
    assert told(capfd, "check", "二.kpi")[0] == Exit.ERRORS
    write(共用_部门__kpi=PLACES)
    assert told(capfd, "check", "二.kpi")[0] == Exit.OK


@pytest.mark.usefixtures("versions")
def test_findings_show_the_lines_of_the_file_they_are_in(capfd: pytest.CaptureFixture[str]) -> None:
    write(共用_部门__kpi=PLACES + "部门：安监处\n")
    _, _, err = told(capfd, "check", "二.kpi")
    assert "共用/部门.kpi:4:4" in err
    assert "4 | 部门：安监处" in err


@pytest.mark.usefixtures("versions")
def test_a_trace_names_the_file_where_each_rule_stands(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, _ = told(capfd, "trace", "甲队", "2025-01.csv")
    assert code == Exit.OK
    assert "一.kpi:" in out
    code, out, _ = told(capfd, "trace", "甲队")
    assert (code, "2025-01" in out) == (Exit.OK, True)


@pytest.mark.usefixtures("versions")
def test_written_results_know_the_version_and_all_its_files(capfd: pytest.CaptureFixture[str]) -> None:
    def manifest() -> dict[str, str]:
        assert told(capfd, "evaluate", "2025-01.csv", "-o", "结果", "--period", "2025-01")[0] == Exit.OK
        policy: dict[str, str] = json.loads(next(Path("结果").rglob("manifest.json")).read_text())["policy"]
        return policy

    before = manifest()
    assert (before["version"], before["effective"]) == ("2", "2025-01-01")
    write(共用_部门__kpi=PLACES + "# 一条注\n")
    assert manifest()["sha256"] != before["sha256"]


@pytest.mark.usefixtures("versions")
def test_other_commands_take_the_policies_and_pass_over_what_is_imported(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(capfd, "generate", ".", "-o", "生成")[0] == Exit.OK
    assert sorted(path.name for path in Path("生成").iterdir()) == ["一", "二"]
    code, out, _ = told(capfd, "test")
    assert (code, "部门" in out) == (Exit.OK, False)
    assert told(capfd, "fmt")[0] == Exit.OK
    assert told(capfd, "fmt", "--check")[0] == Exit.OK
    assert version_of("2025-01.csv") == "2"


@pytest.mark.usefixtures("versions")
def test_fmt_knows_the_units_of_measure_of_imported_files(capfd: pytest.CaptureFixture[str]) -> None:
    write(共用_部门__kpi=PLACES + "计量单位：班次\n")
    rest = REST.replace("事故（起", "事故（班次").replace("1 起", "1班次").replace("3 起", "3 班次")
    write(一__kpi="引用：“共用/部门.kpi”\n" + HEAD + rest)
    assert told(capfd, "fmt", "一.kpi")[0] == Exit.OK
    assert "每超 1 班次扣 5 分" in Path("一.kpi").read_text(encoding="utf-8")
