"""The command shell as a process: exit codes, names, language, streams."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kpidsl.cli import _ENTRIES
from kpidsl.diagnostics.width import width
from tests.cli.process import COMMAND, kpidsl


def python(code: str, **environ: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", "-c", code]
    return subprocess.run(
        command, capture_output=True, env={**os.environ, **environ}, encoding="utf-8", check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["explain"], 2, "命令写法不对：还缺代码。\n看用法：kpidsl explain --help\n"),
        (["explian", "K901"], 2, "没有“explian”这个命令；最接近的是“explain”。"),
        (["释意"], 2, "没有“释意”这个命令；最接近的是“释义”。"),
        (["xyz"], 2, "没有“xyz”这个命令。"),
        (["explain", "--lnag", "en"], 2, "没有“--lnag”这个选项；最接近的是“--lang”。"),
        (["--lang", "fr"], 2, "--lang 只能写 zh、en。"),
        (["explain", "K901", "--lang"], 2, "--lang 后面要写一项内容。\n看用法：kpidsl explain --help\n"),
        (["init", "矿", "队"], 2, "多写或少写了内容。"),
        ([], 2, "用法：kpidsl"),
        (["explain", "K000"], 2, "错误[K596]：没有“K000”这个代码。"),
        (["explain", "K900"], 2, "相近的代码：K901。"),
        (["explain", "优先"], 2, "照提示里方括号中的写，如 K301。"),
        (["explain", "合计不是"], 2, "若要看讲“合计不是”的：K301（权重合计不是 100%）"),
    ],
)
def test_a_line_not_understood_is_usage_and_says_why_on_stderr(arguments: list[str], code: int, words: str) -> None:
    done = kpidsl(*arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr


@pytest.mark.parametrize("name", ["explain", "释义"])
@pytest.mark.parametrize("code", ["K901", "k901", "[K901]"])
def test_explain_prints_the_page_by_either_name(name: str, code: str) -> None:
    done = kpidsl(name, code)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("# K901 程序自身出错\n")


def test_explain_prints_several_pages_in_the_order_asked_and_names_the_codes_there_are_not() -> None:
    done = kpidsl("explain", "k901", "K000", "K590", "K901")
    headings = [line for line in done.stdout.splitlines() if line.startswith("# ")]
    assert headings == ["# K901 程序自身出错", "# K590 文件打不开或写不进"]
    assert done.returncode == 2
    assert "没有“K000”这个代码。" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "environ", "heading"),
    [
        ([], {}, "程序自身出错"),
        ([], {"LANG": "zh_CN.UTF-8"}, "程序自身出错"),
        ([], {"LANG": "C.UTF-8"}, "程序自身出错"),
        ([], {"LANG": "en_US.UTF-8"}, "The program failed"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "程序自身出错"),
        ([], {"KPIDSL_LANG": "en"}, "The program failed"),
        (["--lang", "zh"], {"KPIDSL_LANG": "en"}, "程序自身出错"),
        (["--lang=en"], {}, "The program failed"),
    ],
)
def test_the_language_is_that_of_the_option_the_variable_the_locale(
    arguments: list[str], environ: dict[str, str], heading: str
) -> None:
    assert kpidsl("explain", "K901", *arguments, **environ).stdout.startswith(f"# K901 {heading}\n")


def test_help_speaks_both_languages_and_names_every_command_in_both() -> None:
    chinese, english = kpidsl("--help"), kpidsl("--help", "--lang", "en")
    assert chinese.returncode == english.returncode == 0
    assert chinese.stdout.startswith("用法：kpidsl")
    assert english.stdout.startswith("Usage: kpidsl")
    for done in (chinese, english):
        for name in ("check 校核", "evaluate 核算", "trace 查分", "explain 释义"):
            assert f"  {name} " in done.stdout


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", [*_ENTRIES, ""])
def test_help_fits_a_console_of_80_and_is_all_in_its_language(command: str, lang: str) -> None:
    shown = kpidsl(*filter(None, [command]), "--help", "--lang", lang).stdout
    assert [line for line in shown.splitlines() if width(line) > 80] == []
    if lang == "zh":
        assert [word for word in re.findall(r"\b[A-Z.]{4,}\b", shown) if word != "README"] == []
    else:
        assert not re.search(r"[：。]", shown)


def test_meanings_stand_flush_beside_names_of_any_width() -> None:
    shown = kpidsl("--help").stdout.partition("命令：\n")[2].partition("\n\n")[0].splitlines()
    assert len(shown) == len(_ENTRIES)
    assert {width(line) - width(re.split(r" {2,}", line)[2]) for line in shown} == {25}


def test_version() -> None:
    done = kpidsl("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("kpidsl ")


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_a_console_that_lacks_a_character_gets_a_question_mark(encoding: str) -> None:
    done = kpidsl("explain", "K9\N{GRINNING FACE}9", encoding=encoding, PYTHONUTF8="0", LC_ALL="C.UTF-8")
    assert done.returncode == 2
    assert "K596" in done.stderr
    assert "K9?9" in done.stderr
    assert kpidsl("释义", "K901", encoding=encoding, LC_ALL="C.UTF-8").returncode == 0


def test_gbk_consoles_read_chinese() -> None:
    assert kpidsl("explain", "K901", encoding="gbk").stdout.startswith("# K901 程序自身出错\n")


def test_a_reader_that_leaves_early_ends_the_command_quietly() -> None:
    process = subprocess.Popen(
        [*COMMAND, "explain", "K901"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert (process.wait(60), errors) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "environ", "coloured"),
    [
        ([], {}, False),
        (["--color", "always"], {}, True),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {}, False),
    ],
)
def test_messages_into_a_pipe_are_coloured_only_when_asked(
    arguments: list[str], environ: dict[str, str], coloured: bool
) -> None:
    assert ("\x1b[" in kpidsl("explain", "K000", *arguments, **environ).stderr) == coloured


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are made with pty")
@pytest.mark.parametrize(("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_messages_on_a_terminal_are_coloured_unless_no_color_is_set(environ: dict[str, str], coloured: bool) -> None:
    ours, theirs = os.openpty()
    try:
        command = [*COMMAND, "explain", "K000"]
        subprocess.run(command, stderr=theirs, env={**os.environ, "TERM": "xterm", **environ}, check=False, timeout=60)
        shown = os.read(ours, 4096)
    finally:
        os.close(ours)
        os.close(theirs)
    assert b"K596" in shown
    assert (b"\x1b[" in shown) == coloured


RUN_WITH = """
import sys, types, click
from kpidsl.cli import group
from kpidsl.cli.commands import Entry, text
from kpidsl.cli.guard import run

def act():
    {action}

module = types.ModuleType("acting")
module.command = click.Command("act", callback=act)
sys.modules["acting"] = module
group.entries["act"] = Entry("acting", "试", text("", ""))
sys.exit(run(["act"]))
"""


@pytest.mark.parametrize(
    ("action", "code", "words"),
    [
        ("raise KeyError('x')", 70, "错误[K901]：程序自身出错，这一步没有做完。出错处：KeyError"),
        ("raise RecursionError", 70, "K901"),
        ("raise KeyboardInterrupt", 130, ""),
        ("open('没有/2019-03.csv')", 4, "错误[K590]：没有“没有”这个文件夹，“没有/2019-03.csv”读不了，也写不了。"),
        ("open('.')", 4, "“.”是文件夹，这里要一个文件。"),
        ("raise PermissionError(13, 'Permission denied', '三月.xlsx')", 4, "没有权限打开或改写“三月.xlsx”。"),
        ("raise OSError(28, 'No space left', '结果.csv')", 4, "磁盘满了，“结果.csv”没有写成。"),
        ("raise OSError(5, 'Input/output error', 'a.csv')", 4, "系统给的原因是：Input/output error。"),
        ("return 3", 3, ""),
        ("return None", 0, ""),
    ],
)
def test_whatever_a_command_raises_becomes_words_and_a_code(action: str, code: int, words: str) -> None:
    done = python(RUN_WITH.format(action=action))
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert bool(words) == bool(done.stderr.strip())
    assert "Traceback" not in done.stderr


def test_the_traceback_of_our_fault_is_there_for_those_who_ask() -> None:
    done = python(RUN_WITH.format(action="raise KeyError('x')"), KPIDSL_DEBUG="1")
    assert done.returncode == 70
    assert "Traceback" in done.stderr
    assert "K901" in done.stderr


def test_a_report_of_our_fault_names_the_line_and_the_version() -> None:
    done = python(RUN_WITH.format(action="from kpidsl.source.read import read_source; read_source(3)"))
    assert done.returncode == 70
    assert "AttributeError @ read.py:" in done.stderr
    assert f"Python {sys.version.split()[0]}" in done.stderr


@pytest.mark.parametrize("heavy", ["lark", "duckdb", "rich", "python_calamine", "graphviz", "tomllib"])
def test_importing_the_shell_imports_no_heavy_library(heavy: str) -> None:
    assert python(f"import sys, kpidsl.cli; sys.exit({heavy!r} in sys.modules)").returncode == 0


def test_the_script_is_the_shell(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[1:] = ['释义', 'K901']; from kpidsl.cli import main; main()"],
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        cwd=tmp_path,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_stream_is_nobodys_trouble(closed: str) -> None:
    command = subprocess.list2cmdline([*COMMAND, "check", "policies/licun/licun.kpi"])
    done = subprocess.run(["bash", "-c", f"{command} {closed}"], capture_output=True, check=False, timeout=60)
    assert (done.returncode, b"K901" in done.stderr) == (0, False)


@pytest.mark.parametrize(("encoding", "quota"), [("gbk", "└8 × 20%┘ = 1"), ("utf-8", "⌊8 × 20%⌋ = 1")])
def test_a_console_without_a_sign_shows_the_nearest_it_has(encoding: str, quota: str) -> None:
    done = kpidsl("trace", "离退休管理科", "policies/licun/2019-03.csv", encoding=encoding)
    assert quota in done.stdout
    assert "?" not in done.stdout
