"""`kpidsl init`: the folder it makes is one to work in, whatever is answered; nothing that exists is touched."""

import os
import re
import shlex
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.cli.new_folder import new_files, policy_file, title_of
from kpidsl.cli.questions import settle
from kpidsl.diagnostics import Lang, Problems
from kpidsl.diagnostics.catalogue import LANGS
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source
from tests.cli.new_folders import init, names
from tests.cli.process import COMMAND, kpidsl

FILES: dict[Lang, list[str]] = {
    "zh": ["2024-03.csv", "kpidsl.toml", "units.csv", "考核办法.kpi", "说明.md"],
    "en": ["2024-03.csv", "README.md", "kpidsl.toml", "policy.kpi", "units.csv"],
}
pytestmark = pytest.mark.usefixtures("here")


# ---- the folder as it is made --------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["init", "新建"])
@pytest.mark.parametrize("lang", LANGS)
def test_a_folder_is_made_and_what_to_do_next_is_said(command: str, lang: Lang) -> None:
    done = kpidsl(command, "新 单位/甲", "--period", "2024年3月", "--lang", lang)
    assert (done.returncode, done.stderr) == (0, "")
    assert names("新 单位/甲") == FILES[lang]
    assert all(name in done.stdout for name in FILES[lang])
    assert done.stdout.splitlines()[-3:] == ["  cd '新 单位/甲'", "  kpidsl check", "  kpidsl evaluate 2024-03.csv"]


@pytest.mark.parametrize("lang", LANGS)
def test_every_command_works_in_the_new_folder(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    init("甲", KPIDSL_LANG=lang)
    monkeypatch.chdir("甲")
    checked = kpidsl("check", "--format", "concise", LANG="C.UTF-8")
    assert checked.returncode == 0
    assert set(re.findall(r"\[(K\d+)\]", checked.stdout)) == {"K380"}  # a note on how places come out otherwise
    for line in (["fmt", "--check"], ["test", "--strict"], ["check"], ["compile"], ["diagram", "--kind", "matrix"]):
        assert kpidsl(*line, LANG="C.UTF-8").returncode == 0, line
    evaluated = kpidsl("evaluate", "2024-03.csv", LANG="C.UTF-8")
    assert evaluated.returncode == 0
    rows = [re.split(r" {2,}", line) for line in evaluated.stdout.splitlines()[4:17]]
    assert [row[2] for row in rows if len(row) > 1] == [
        "97.93", "94.15", "96.55", "97.65", "95.63", "95.22", "97.55", "97.03", "96.50", "94.35", "85.90", "96.85", "97.98",
    ]  # fmt: skip
    assert ("安全事故" if lang == "zh" else "Accident") in evaluated.stdout
    assert kpidsl("--show-settings").stdout.count("kpidsl.toml") == 3


@pytest.mark.parametrize("lang", LANGS)
def test_the_commands_of_its_readme_work_as_written(lang: Lang, monkeypatch: pytest.MonkeyPatch) -> None:
    init("甲", "--lang", lang)
    monkeypatch.chdir("甲")
    page = Path("说明.md" if lang == "zh" else "README.md").read_text(encoding="utf-8")
    [block] = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    lines = [shlex.split(line, comments=True) for line in block.splitlines()]
    assert [line[:2] for line in lines] == [["kpidsl", name] for name in ("check", "test", "evaluate", "trace")]
    for line in lines:
        assert kpidsl(*line[1:]).returncode == 0, line


def test_tables_open_in_a_spreadsheet_and_texts_in_an_editor() -> None:
    init("甲")
    marked = {path.name for path in Path("甲").iterdir() if path.read_bytes().startswith(b"\xef\xbb\xbf")}
    assert marked == {"units.csv", "2024-03.csv"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_provisional_item_has_a_reason_and_the_committee_finds_every_question(lang: Lang) -> None:
    init("甲", "--lang", lang)
    policy = Path("甲", "考核办法.kpi" if lang == "zh" else "policy.kpi").read_text(encoding="utf-8")
    reasons = re.findall(r"　暂定（([^）]+)）" if lang == "zh" else r" provisional \(([^)]+)\)", policy)
    assert len(reasons) == 16
    page = Path("甲", "说明.md" if lang == "zh" else "README.md").read_text(encoding="utf-8")
    questions = settle(lang, lambda _: 0)[0]
    for answer in questions:
        assert answer.question.ask in page
        assert any(answer.question.case in reason and answer.reading.effect in reason for reason in reasons)
        for reading in answer.question.readings:
            assert f"| {reading.words} | {reading.effect} |" in page
    rows = page.rpartition(":-: |\n")[2].splitlines()
    assert sum(row.endswith(("| 暂定 |", "| provisional |")) for row in rows) == len(questions)


def test_without_a_month_it_is_the_last_one_that_is_over() -> None:
    before = date.today()
    assert kpidsl("init").returncode == 0
    months = {f"{day.year - (day.month == 1)}-{(day.month - 2) % 12 + 1:02d}.csv" for day in (before, date.today())}
    assert months & set(names())
    assert kpidsl("evaluate", *(months & set(names()))).returncode == 0


def test_this_folder_is_meant_without_a_name_and_needs_no_cd(here: Path) -> None:
    (here / "别的.txt").write_text("别的", encoding="utf-8")
    done = init()
    assert done.returncode == 0
    assert names() == sorted([*FILES["zh"], "别的.txt"])
    assert "  cd " not in done.stdout
    assert str(here) in done.stdout


@pytest.mark.parametrize("folder", ["-甲", "a'b", "x y", "$HOME", "甲&乙"])
@pytest.mark.skipif(sys.platform == "win32", reason="names that this system does not have")
def test_the_commands_it_prints_can_be_pasted_into_a_shell(folder: str) -> None:
    done = kpidsl("init", "--period", "2024-03", "--", folder)
    assert done.returncode == 0
    program = f'kpidsl() {{ {shlex.quote(sys.executable)} -m kpidsl "$@"; }}; set -e\n'
    pasted = "\n".join(done.stdout.rpartition("\n\n")[2].splitlines()[1:])
    ran = subprocess.run(
        ["bash", "-c", program + pasted], capture_output=True, encoding="utf-8", check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    assert "2024-03　13 个单位" in ran.stdout


# ---- nothing that exists is touched --------------------------------------------------------------------------------


@pytest.mark.parametrize("taken", FILES["zh"])
def test_a_file_that_exists_is_named_and_nothing_is_written(taken: str) -> None:
    path = Path("甲", taken)
    path.parent.mkdir()
    path.write_text("我的", encoding="utf-8")
    done = init("甲")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"错误[K570]：“甲/{taken}”已经有了，没有动它，什么都没写。" in done.stderr
    assert names("甲") == [taken]
    assert path.read_text(encoding="utf-8") == "我的"


def test_a_second_time_names_every_file_and_changes_none() -> None:
    init("甲")
    before = {path: path.read_bytes() for path in Path("甲").iterdir()}
    done = init("甲")
    assert done.returncode == 2
    assert done.stderr.count("[K570]") == 4  # the policy is looked for when its name is known
    assert {path: path.read_bytes() for path in Path("甲").iterdir()} == before


def test_a_link_that_leads_nowhere_stands_there_too() -> None:
    Path("甲").mkdir()
    try:
        Path("甲/units.csv").symlink_to("没有")
    except OSError:
        pytest.skip("no links here")
    assert "“甲/units.csv”已经有了" in init("甲").stderr
    assert names("甲") == ["units.csv"]


@pytest.mark.parametrize("folder", ["挡路", "挡路/甲", "挡路/甲/乙"])
def test_a_file_in_the_way_of_the_folder_is_named(folder: str) -> None:
    Path("挡路").write_text("", encoding="utf-8")
    done = init(folder)
    assert (done.returncode, done.stdout) == (4, "")
    assert "“挡路”是文件，这里要一个文件夹" in done.stderr


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs the limits of a POSIX shell")
def test_a_disk_that_takes_no_more_leaves_no_folder_behind() -> None:
    """A limit on the size of files stands for a full disk: the policy is longer than the 1 kB that it leaves."""
    line = subprocess.list2cmdline([*COMMAND, "init", "甲/乙"])
    environ = os.environ | {"KPIDSL_NO_CACHE": "1"}
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 1; exec {line}"], capture_output=True, env=environ, encoding="utf-8", check=False,
        timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (4, ""), done.stderr
    assert "K590" in done.stderr
    assert ".kpidsl-" not in done.stderr
    assert names() == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_named() -> None:
    Path("甲").mkdir(mode=0o500)
    done = init("甲")
    assert (done.returncode, done.stdout) == (4, "")
    assert "没有权限打开或改写“甲”" in done.stderr


# ---- names and months ----------------------------------------------------------------------------------------------

NAMES = {
    "李村煤矿": "李村煤矿.kpi",
    "North Works": "North Works.kpi",
    "《甲》公司": "《甲》公司.kpi",
    "“甲”公司": "“甲”公司.kpi",
    'a "b"': "a _b_.kpi",
    "a/b\\c: d*?": "a_b_c_ d__.kpi",
    "..": "考核办法.kpi",
    "$name {x} # 注：": "$name {x} # 注：.kpi",
    "甲" * 200: "甲" * 60 + ".kpi",
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_a_name_makes_the_title_and_the_file(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    done = init("甲", "--name", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert NAMES[name] in names("甲")
    monkeypatch.chdir("甲")
    assert kpidsl("fmt", "--check").returncode == 0
    title = kpidsl("evaluate", "2024-03.csv").stdout.splitlines()[0]
    assert title == f"《{name}月度绩效考核办法》（版本 1）　2024-03　13 个单位"


@pytest.mark.parametrize("name", ["", "  ", "甲\n乙", "甲\x1b[31m", '《“「"'])
def test_a_name_that_no_title_can_hold_is_refused(name: str) -> None:
    done = init("甲", "--name", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误[K571]" in done.stderr
    assert "\x1b" not in done.stderr
    assert names() == []


@pytest.mark.parametrize("period", ["2024-13", "三月", ""])
def test_a_month_that_is_none_is_refused(period: str) -> None:
    done = kpidsl("init", "甲", "--period", period)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"错误[K513]：“{period}”不是月份。" in done.stderr
    assert names() == []


@settings(max_examples=60, deadline=None)
@given(name=st.text(min_size=1, max_size=12).map(str.strip).filter(bool), lang=st.sampled_from(LANGS))
def test_any_name_makes_a_policy_or_is_refused(name: str, lang: Lang) -> None:
    if title_of(name, lang) is None:
        return
    answers, words = settle(lang, lambda _: 0)
    files = new_files(name, "2024-03", answers, words, lang)
    file = policy_file(name, lang)
    problems = Problems()
    compiled = compile_policy([Source(file, files[file].decode())], problems)
    assert compiled
    assert not problems.has_errors
    assert name in compiled.plan.policy


def test_a_gbk_console_and_a_console_without_chinese() -> None:
    for number, encoding in enumerate(["gbk", "ascii"]):
        done = kpidsl("init", f"甲{number}", "--name", "某矿", encoding=encoding, LC_ALL="C.UTF-8")
        assert done.returncode == 0
        assert "某矿.kpi" in names(f"甲{number}")
