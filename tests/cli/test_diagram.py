"""`kpidsl diagram` as a process: files, formats, and what it says when a picture cannot come out right."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from kpidsl.render.diagram.font_files import installed
from tests.cli.process import COMMAND, kpidsl

LICUN = (Path(__file__).parents[2] / "policies" / "licun").resolve()
POLICY = str(LICUN / "licun.kpi")
MATRIX = ["weights", "weights-党建管理"]
pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def no_fonts(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without fonts and without fontconfig's program."""
    if sys.platform in ("win32", "darwin"):
        pytest.skip("the font folders of this system cannot be moved")
    names = ("PATH", "HOME", "XDG_DATA_HOME", "XDG_DATA_DIRS")
    return dict.fromkeys(names, str(tmp_path)) | {"PYTHONPATH": str(LICUN.parents[1])}


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


@pytest.mark.parametrize("command", ["diagram", "出图"])
@pytest.mark.parametrize("policy", [POLICY, str(LICUN)])
def test_files_are_written_here_and_named_on_stdout(command: str, policy: str) -> None:
    done = kpidsl(command, policy, "--kind", "matrix")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{name}.svg" for name in MATRIX]
    assert files() == sorted(done.stdout.splitlines())
    for name in files():
        assert ET.fromstring(Path(name).read_bytes()).get("role") == "img"


def test_a_policy_beside_one_needs_no_name() -> None:
    Path("甲.kpi").write_bytes(Path(POLICY).read_bytes())
    done = kpidsl("diagram", "--kind", "matrix", "--format", "dot", "-o", "图")
    assert done.stdout.splitlines() == [str(Path("图", f"{name}.dot")) for name in MATRIX]
    assert (
        Path("图", "weights.dot").read_text("utf-8").startswith('graph "《李村煤矿党政一体化KPI管理体系》权重表" {\n')
    )


def test_there_is_a_picture_of_every_kind() -> None:
    assert kpidsl("diagram", POLICY, "--format", "dot").returncode == 0
    assert len(files()) == len(MATRIX) + 7 + 1


def test_one_picture_goes_to_the_file_named_and_its_suffix_is_the_format() -> None:
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "--class", "队组", "-o", "图/队组.DOT")
    assert (done.returncode, done.stdout) == (0, f"{Path('图', '队组.DOT')}\n")
    source = Path("图", "队组.DOT").read_text("utf-8")
    assert '"月度任务｜一线队组"' in source
    assert "月度任务｜生产性科室" not in source


def test_a_folder_may_be_called_as_a_file_is() -> None:
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "--class", "队组", "--format", "dot", "-o", "图.svg/")
    assert (done.returncode, done.stdout) == (0, f"{Path('图.svg', 'weights.dot')}\n")
    assert Path("图.svg").is_dir()


def test_one_picture_may_go_to_stdout() -> None:
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "--class", "一线队组", "-o", "-")
    assert (done.returncode, done.stderr, files()) == (0, "", [])
    assert done.stdout.startswith("<svg ")


def test_a_policy_may_come_from_stdin() -> None:
    with Path(POLICY).open("rb") as policy:
        command = [*COMMAND, "diagram", "-", "--kind", "matrix", "--format", "dot"]
        done = subprocess.run(command, stdin=policy, capture_output=True, check=False, timeout=60)
    assert (done.returncode, files()) == (0, sorted(f"{name}.dot" for name in MATRIX))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--kind", "matrix", "-o", "图.svg"], 2, "错误[K406]：要画 2 张图，-o 后面却是一个文件“图.svg”。"),
        (["--kind", "matrix", "-o", "-"], 2, "错误[K406]：要画 2 张图，“-o -”只写得出一张。"),
        (
            ["--kind", "matrix", "--format", "png", "-o", "图.svg"],
            2,
            "错误[K406]：-o 后面的“图.svg”与 --format png 不一致。",
        ),
        (["--kind", "matrix", "-o", "图.pdf"], 2, "错误[K406]：-o 后面写的是“图.pdf”，可图画不成 .pdf 文件。"),
        (["--class", "对组"], 2, "最接近的是“队组”。"),
        (["--class", "xyz"], 2, "错误[K405]：办法里没有“xyz”这个单位分类，也没有这个统称。\n"),
        (["--kind", "pie"], 2, "--kind 只能写 matrix、cards、tree、all。"),
        (["-o", ""], 2, "还缺 -o。"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(arguments: list[str], code: int, words: str) -> None:
    done = kpidsl("diagram", POLICY, *arguments)
    assert (done.returncode, done.stdout, files()) == (code, "", [])
    assert words in done.stderr


def test_a_policy_with_errors_has_no_pictures() -> None:
    Path("甲.kpi").write_text("考核办法\n", "utf-8")
    done = kpidsl("diagram")
    assert (done.returncode, done.stdout, files()) == (1, "", ["甲.kpi"])
    assert "错误[K1" in done.stderr


def test_a_png_is_refused_where_its_characters_would_be_boxes(no_fonts: dict[str, str]) -> None:
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "--format", "png", **no_fonts)
    assert (done.returncode, done.stdout, files()) == (4, "", [])
    assert "错误[K403]：本机没有字体能显示图里的" in done.stderr
    assert "apt install fonts-noto-cjk" in done.stderr


def test_an_svg_comes_out_the_same_without_any_font(no_fonts: dict[str, str]) -> None:
    assert kpidsl("diagram", POLICY, "--kind", "matrix", "-o", "with").returncode == 0
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "-o", "without", **no_fonts)
    assert (done.returncode, done.stderr) == (0, "")
    for name in MATRIX:
        assert Path("with", f"{name}.svg").read_bytes() == Path("without", f"{name}.svg").read_bytes()


@pytest.mark.skipif(
    bool(installed().missing("权重（暂定）《》")), reason="no Chinese font here: a png cannot be looked at"
)
def test_a_png_is_drawn_where_there_is_a_font_for_it() -> None:
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "--class", "一线队组", "-o", "图.png")
    assert (done.returncode, done.stderr) == (0, "")
    assert Path("图.png").read_bytes().startswith(b"\x89PNG\r\n")


def test_without_graphviz_it_says_what_to_install_and_source_is_still_written(tmp_path: Path) -> None:
    (tmp_path / "pygraphviz.py").write_text("raise ImportError('not in this test')\n", "utf-8")
    environ = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(LICUN.parents[1])]), "PATH": str(tmp_path)}
    done = kpidsl("diagram", POLICY, "--kind", "matrix", **environ)
    assert (done.returncode, done.stdout, files()) == (4, "", [])
    assert "错误[K404]：图没有画成：画图程序 Graphviz 用不了（ImportError: not in this test）。" in done.stderr
    assert "pip install pygraphviz" in done.stderr
    assert kpidsl("diagram", POLICY, "--kind", "matrix", "--format", "dot", **environ).returncode == 0


def test_a_graphviz_of_the_machine_draws_where_the_wheel_does_not(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a program written in shell does not run here")
    (tmp_path / "pygraphviz.py").write_text("raise ImportError('not in this test')\n", "utf-8")
    program = tmp_path / "dot"
    program.write_text("#!/bin/sh\nwhile read -r _; do :; done\necho '<svg width=\"1pt\"/>'\n", "utf-8")
    program.chmod(0o755)
    environ = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(LICUN.parents[1])]), "PATH": str(tmp_path)}
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "--class", "队组", "-o", "-", **environ)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == '<svg role="img" aria-label="《李村煤矿党政一体化KPI管理体系》权重表" width="1pt"/>\n'


def test_a_graphviz_of_the_machine_that_dies_is_no_closed_pipe_of_ours(tmp_path: Path) -> None:
    if sys.platform == "win32":
        pytest.skip("a program written in shell does not run here")
    (tmp_path / "pygraphviz.py").write_text("raise ImportError('not in this test')\n", "utf-8")
    (tmp_path / "dot").write_text("#!/bin/sh\nexit 0\n", "utf-8")
    (tmp_path / "dot").chmod(0o755)
    environ = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(LICUN.parents[1])]), "PATH": str(tmp_path)}
    done = kpidsl("diagram", POLICY, "--kind", "matrix", **environ)
    assert (done.returncode, done.stdout, files()) == (4, "", [])
    assert "错误[K404]" in done.stderr


def test_a_folder_in_the_way_of_one_file_keeps_all_from_being_written() -> None:
    Path("weights-党建管理.svg").mkdir()
    done = kpidsl("diagram", POLICY, "--kind", "matrix")
    assert (done.returncode, done.stdout, files()) == (4, "", ["weights-党建管理.svg"])
    assert "错误[K590]：“weights-党建管理.svg”是文件夹，这里要一个文件。" in done.stderr


def test_a_file_in_the_way_of_the_folder_is_named() -> None:
    Path("图").write_text("", "utf-8")
    done = kpidsl("diagram", POLICY, "--kind", "matrix", "-o", "图")
    assert (done.returncode, done.stdout, files()) == (4, "", ["图"])
    assert "错误[K590]：“图”是文件，这里要一个文件夹。" in done.stderr
