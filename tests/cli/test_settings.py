"""What kpidsl.toml may say, how it is told what is wrong with one, and what --show-settings says is in force."""

import re
from pathlib import Path

import pytest

from kpidsl.cli.find_policy import SETTINGS, find_settings, policies_under
from tests.cli.process import kpidsl

TITLES = {"zh": "考核办法 《甲》 { 版本：1 }\n", "en": "policy “A” { version: 1 }\n"}
pytestmark = pytest.mark.usefixtures("here")


def write(name: str, text: str = TITLES["zh"], encoding: str = "utf-8") -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_settings_are_read_as_a_text_editor_leaves_them(encoding: str, end: str) -> None:
    lines = ["# 设置", 'policy = "办法/乙.kpi"', "", "exclude = [", '  "旧稿",', "]", ""]
    write(SETTINGS, end.join(lines), encoding)
    settings = find_settings(Path())
    assert settings
    assert (settings.policy, settings.exclude) == ("办法/乙.kpi", ("旧稿",))
    assert (settings.line("policy"), settings.line("exclude")) == (2, 4)


@pytest.mark.parametrize(
    ("text", "line", "message", "help_words"),
    [
        ('\npolicy = "办法/乙.kpi"\n', 2, "kpidsl.toml 写明的考核办法“办法/乙.kpi”不存在。", "改成现有的文件"),
        ('polcy = "a"\n', 1, "kpidsl.toml 里没有“polcy”这一项；最接近的是“policy”。", "若指“policy”，照此改写。"),
        ('# 注\n"excludes" = []\n', 2, "kpidsl.toml 里没有“excludes”这一项；最接近的是“exclude”。", "照此改写"),
        ("[tool.kpidsl]\n", 1, "kpidsl.toml 里没有“tool”这一项。", "可写的有：policy"),
        ("policy = 3\n", 1, "kpidsl.toml 里“policy”的写法不对。", "policy 写一个文件"),
        ('exclude = "a"\n', 1, "kpidsl.toml 里“exclude”的写法不对。", "exclude 写一串"),
        ("exclude = [1]\n", 1, "kpidsl.toml 里“exclude”的写法不对。", "exclude 写一串"),
        ("# 注\r\npolicy: a\r\n", 2, "kpidsl.toml 第 2 行不合 TOML 的写法。", "文字放在英文双引号里"),
        ('policy = "办法\\乙.kpi"\n', 1, "kpidsl.toml 第 1 行不合 TOML 的写法。", "文件夹之间用 / 隔开"),
        ("policy = ", 1, "kpidsl.toml 第 1 行不合 TOML 的写法。", "一行写一项"),
        ('exclude = [\n  "a",\n', 3, "kpidsl.toml 第 3 行不合 TOML 的写法。", "一行写一项"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, message: str, help_words: str) -> None:
    write("甲.kpi")
    write(SETTINGS, text)
    done = kpidsl("compile")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"错误[K595]：{message}\n" in done.stderr
    assert f"--> {SETTINGS}:{line}:" in done.stderr
    assert help_words in done.stderr
    english = kpidsl("compile", "--lang", "en").stderr
    assert "error[K595]: " in english
    assert f"--> {SETTINGS}:{line}:" in english


def test_everything_wrong_is_said_at_once() -> None:
    write(SETTINGS, 'polcy = "a"\nexclude = 3\nlang = "zh"\n')
    assert kpidsl("check").stderr.count("[K595]") == 3


def test_settings_that_are_no_text_are_refused_by_name() -> None:
    write(SETTINGS, "policy = 'a'", "utf-16")
    done = kpidsl("check")
    assert done.returncode == 2
    assert f"错误[K591]：“{SETTINGS}”存成了 UTF-16" in done.stderr


def test_a_line_inside_a_text_is_no_setting() -> None:
    write(SETTINGS, "exclude = ['''\nexcluded\n''']\npolicy = '甲.kpi'\n")
    settings = find_settings(Path())
    assert settings
    assert (settings.line("exclude"), settings.line("policy")) == (1, 4)


def test_a_link_that_leads_out_of_the_folder_is_none_of_its_policies(tmp_path: Path) -> None:
    write("甲.kpi")
    (tmp_path / "外.kpi").write_text(TITLES["zh"], encoding="utf-8")
    try:
        Path("外.kpi").symlink_to(tmp_path / "外.kpi")
    except OSError:
        pytest.skip("no links here")
    assert policies_under(Path()) == [Path("甲.kpi")]


# ---- how a command takes the name of a policy ----------------------------------------------------------------------

BY_ARGUMENT = ["diagram", "compile"]
OF_A_FOLDER = ["check", "test", "fmt", "generate"]


@pytest.mark.parametrize("command", BY_ARGUMENT)
def test_help_fits_commands_that_take_the_policy_as_their_argument(command: str) -> None:
    none = kpidsl(command)
    assert none.returncode == 2
    assert "K593" in none.stderr
    assert "建议：把考核办法的文件写在命令后面；" in none.stderr
    assert "--policy" not in none.stderr
    write("甲.kpi")
    write("乙.kpi")
    several = kpidsl(command)
    assert "K594" in several.stderr
    assert "建议：把要用的一个写在命令后面，如 乙.kpi；" in several.stderr
    assert "--policy" not in several.stderr


@pytest.mark.parametrize("command", OF_A_FOLDER)
def test_help_fits_commands_that_take_all_policies_of_a_folder(command: str, here: Path) -> None:
    done = kpidsl(command)
    assert done.returncode == 2
    assert f"错误[K593]：“{here}”和它下面各级文件夹里没有 .kpi 文件，设置里跳过的不算。" in done.stderr
    assert "--policy" not in done.stderr


def test_help_fits_commands_that_take_data() -> None:
    write("2019-03.csv", "被考核单位\n")
    assert "建议：用 --policy 写明考核办法的文件；" in kpidsl("evaluate", "2019-03.csv").stderr


# ---- --show-settings -----------------------------------------------------------------------------------------------


def shown(*arguments: str, **environ: str) -> dict[str, tuple[str, str]]:
    """What the table says of each item: the value and where it comes from."""
    done = kpidsl(*arguments, "--show-settings", **environ)
    assert (done.returncode, done.stderr) == (0, "")
    rows = (re.split(r" {2,}", line) for line in done.stdout.splitlines()[2:])
    return {item: (value, why[0] if why else "") for item, value, *why in rows}


def test_nothing_is_set() -> None:
    table = shown()
    assert table["设置文件"] == ("没有", "这里和往上各级文件夹都没有 kpidsl.toml")
    assert table["考核办法"][0] == "没有"
    assert "里没有 .kpi 文件" in table["考核办法"][1]
    assert table["单位表"] == ("没有", "")
    assert table["跳过的文件"] == ("没有", "没有写")
    assert table["语言"] == ("中文", "默认（系统没有设成英文）")
    assert table["着色"] == ("不着色", "提示不显示在终端")


def test_settings_say_which_policy_and_where_they_say_so(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(SETTINGS, '# 设置\nexclude = ["旧稿", "试*"]\n\npolicy = "办法/甲.kpi"\n')
    write("办法/甲.kpi")
    write("办法/units.csv", "单位,单位分类\n")
    write("三月/丙.kpi")
    assert shown() | {"语言": ("", ""), "缓存": ("", ""), "版本": ("", "")} == {
        "版本": ("", ""),
        "设置文件": (str(here / SETTINGS), "往上最近的一个"),
        "考核办法": (str(Path("办法/甲.kpi")), "kpidsl.toml 第 4 行"),
        "单位表": (str(Path("办法/units.csv")), "在考核办法旁边"),
        "跳过的文件": ("旧稿 试*", "kpidsl.toml 第 2 行"),
        "语言": ("", ""),
        "着色": ("不着色", "提示不显示在终端"),
        "缓存": ("", ""),
    }
    monkeypatch.chdir("三月")
    assert shown()["考核办法"] == (str(here / "办法/甲.kpi"), f"{here / SETTINGS} 第 4 行")


def test_policies_found_without_settings() -> None:
    write("policies/甲/甲.kpi")
    assert shown()["考核办法"] == (str(Path("policies/甲/甲.kpi")), "policies 文件夹里只有这一个")
    write("乙.kpi")
    assert shown()["考核办法"] == ("乙.kpi", "这个文件夹里只有这一个")
    assert shown()["单位表"] == ("没有", "考核办法旁边没有 units.csv")
    write("丙.kpi")
    assert shown()["考核办法"] == ("没有", "这里有 2 个考核办法，没有写明按哪一个：丙.kpi、乙.kpi。")


@pytest.mark.parametrize(
    ("policy", "arguments", "environ", "language"),
    [
        ("", [], {"LANG": "zh_CN.UTF-8"}, ("语言", "中文", "环境变量 LANG=zh_CN.UTF-8")),
        ("", [], {"LANG": "en_US.UTF-8"}, ("language", "English", "environment LANG=en_US.UTF-8")),
        ("", [], {"LANG": "zh_CN.UTF-8", "LC_ALL": "en_GB"}, ("language", "English", "environment LC_ALL=en_GB")),
        ("zh", [], {"LANG": "en_US.UTF-8"}, ("语言", "中文", "考核办法是中文的")),
        ("en", [], {"LANG": "C.UTF-8"}, ("language", "English", "the policy is in English")),
        ("en", [], {"LANG": "zh_CN.UTF-8"}, ("语言", "中文", "环境变量 LANG=zh_CN.UTF-8")),
        ("zh", [], {"KPIDSL_LANG": "en"}, ("language", "English", "environment KPIDSL_LANG=en")),
        ("en", ["--lang", "zh"], {"KPIDSL_LANG": "en"}, ("语言", "中文", "命令行 --lang")),
    ],
)
def test_the_language_and_why(
    policy: str, arguments: list[str], environ: dict[str, str], language: tuple[str, str, str]
) -> None:
    if policy:
        write("甲.kpi", TITLES[policy])
    item, value, why = language
    assert shown(*arguments, **environ)[item] == (value, why)


def test_an_option_after_it_counts_as_well() -> None:
    done = kpidsl("--show-settings", "--color", "always", "--lang", "en")
    assert re.search(r"^colour +on +command line --color$", done.stdout, re.MULTILINE)
    assert re.search(r"^language +English +command line --lang$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("environ", "why"),
    [({"NO_COLOR": "1"}, "环境变量 NO_COLOR=1"), ({"TERM": "dumb"}, "环境变量 TERM=dumb")],
)
def test_what_turns_colour_off(environ: dict[str, str], why: str) -> None:
    assert shown(**environ)["着色"] == ("不着色", why)


def test_the_cache_and_why(tmp_path: Path) -> None:
    kept = {"XDG_CACHE_HOME": str(tmp_path)}
    assert shown(**kept, KPIDSL_NO_CACHE="1")["缓存"] == ("没有", "环境变量 KPIDSL_NO_CACHE=1")
    assert list(tmp_path.glob("kpidsl")) == []
    assert shown(**kept)["缓存"] == (str(tmp_path / "kpidsl"), f"环境变量 XDG_CACHE_HOME={tmp_path}")


@pytest.mark.parametrize("text", ['polcy = "a"\n', 'policy = "没有.kpi"\n'])
def test_settings_that_are_not_right_are_told_as_everywhere(text: str) -> None:
    write(SETTINGS, text)
    done = kpidsl("--show-settings")
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误[K595]" in done.stderr


def test_a_gbk_console_reads_the_table() -> None:
    write("甲.kpi")
    assert "考核办法    甲.kpi" in kpidsl("--show-settings", encoding="gbk").stdout


def test_which_findings_are_told_is_shown_where_it_is_set() -> None:
    write("甲.kpi")
    write(SETTINGS, '[check]\nselect = ["K2", "K3"]\nignore = ["K207"]\n[check.severity]\nK38 = "error"\n')
    assert shown()["校核的提示"] == ("select K2 K3 ignore K207 K38=error", "kpidsl.toml 第 1 行")
