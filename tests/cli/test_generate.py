"""`kpidsl generate` as a process: what it makes, what it replaces and removes, and what `--check` says."""

import os
import shutil
from pathlib import Path

import pytest

from tests.cli.process import kpidsl

ROOT = Path(__file__).parents[2]
TWO_CLASSES = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：调度室、安监处
单位分类：采煤队、掘进队
指标 月度任务 { 考评部门：调度室 }
指标 安全管理 { 考评部门：安监处 }
权重表 {
  | 指标     | 采煤队 | 掘进队 |
  | 月度任务 | 40%    | 50%    |
  | 安全管理 | 60%    | 50%    |
  | 合计     | 100%   | 100%   |
}
"""
RANKED = """等次 月度等次 {
  分类排名：采煤队｜掘进队
  优：前 20%；合格：20%～90%；不合格：后 10%
  名额取整：只舍不入；并列：按较高等次
  不足 5 个单位：只排名不定等次
}
"""
ONE_CLASS = (
    TWO_CLASSES.replace("、掘进队", "")
    .replace("| 掘进队 |", "|")
    .replace("| 50%    |", "|")
    .replace("| 100%   |\n}", "|\n}")
)
PICTURES = ["card-掘进队", "card-采煤队", "structure", "weights"]
FILES = sorted(
    [f"{name}{suffix}" for name in PICTURES for suffix in (".dot", ".svg")] + ["README.md", "duckdb.sql", "plan.txt"]
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A working folder with one policy and its review files."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "policies").mkdir()
    (folder / "policies" / "办法.kpi").write_text(TWO_CLASSES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        done = kpidsl("generate")
        assert (done.returncode, done.stderr) == (0, "")
        assert sorted(done.stdout.splitlines()) == sorted(f"写入 generated/办法/{name}" for name in FILES)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder with the review files, in a working folder of one's own."""
    work = tmp_path / "work"
    shutil.copytree(made, work)
    monkeypatch.chdir(work)
    return Path("generated/办法")


def write(text: str) -> None:
    Path("policies/办法.kpi").write_text(text, encoding="utf-8")


def stale() -> list[str]:
    """What `--check` names; empty where it is content."""
    done = kpidsl("generate", "--check")
    assert done.stdout == ""
    assert done.returncode == (1 if done.stderr else 0)
    return [line.partition("：")[2] for line in done.stderr.splitlines() if line.startswith("错误[K410]")]


def test_what_was_just_made_is_fresh_and_left_alone(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert stale() == []
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    done = kpidsl("生成审阅资料")
    assert (done.returncode, done.stdout) == (0, "generated 与考核办法一致，没有改动。\n")
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_after_an_edit_the_files_it_changes_are_named_then_made_again(folder: Path) -> None:
    write(TWO_CLASSES.replace("打分 0～100 分", "打分 0～100 分，精确到 0.5 分"))
    named = stale()
    assert "“generated/办法/plan.txt”不是按现在的考核办法生成的。" in named
    assert "“generated/办法/weights.svg”不是按现在的考核办法生成的。" not in named
    before = (folder / "weights.svg").stat().st_mtime_ns
    done = kpidsl("generate")
    assert sorted(done.stdout.splitlines()) == sorted(line.partition("”")[0].replace("“", "写入 ") for line in named)
    assert (folder / "weights.svg").stat().st_mtime_ns == before
    assert stale() == []


@pytest.mark.usefixtures("folder")
def test_a_comment_in_the_policy_changes_nothing() -> None:
    write(f"注：先说一句。\n\n{TWO_CLASSES}")
    assert stale() == []


def test_a_picture_is_compared_by_what_it_was_drawn_from(folder: Path) -> None:
    picture = folder / "weights.svg"
    first, _, _ = picture.read_bytes().partition(b"\n")
    picture.write_bytes(first + b"\n<svg>as another Graphviz draws it</svg>\n")
    assert stale() == []
    picture.write_bytes(first[:-8] + b"0000 -->\n<svg/>\n")
    assert stale() == ["“generated/办法/weights.svg”不是按现在的考核办法生成的。"]
    picture.unlink()
    assert stale() == ["“generated/办法/weights.svg”还没有生成。"]
    (folder / "structure.dot").write_bytes((folder / "structure.dot").read_bytes() + b"// more\n")
    assert sorted(stale()) == [
        "“generated/办法/structure.dot”不是按现在的考核办法生成的。",
        "“generated/办法/weights.svg”还没有生成。",
    ]


def test_what_a_removed_class_leaves_behind_is_named_then_removed(folder: Path) -> None:
    write(ONE_CLASS)
    own = [folder / "会议纪要.md", folder / "card-旧图.svg", folder / "说明.docx"]
    for path in own:
        path.write_text("kpidsl generate 的用法，写的是人。\n", encoding="utf-8")
    gone = [f"考核办法里已经没有“generated/办法/card-掘进队.{suffix}”讲的内容，文件还在。" for suffix in ("dot", "svg")]
    named = stale()
    assert [line for line in named if "文件还在" in line] == gone
    done = kpidsl("generate")
    assert [line for line in done.stdout.splitlines() if line.startswith("删除")] == [
        "删除 generated/办法/card-掘进队.dot",
        "删除 generated/办法/card-掘进队.svg",
    ]
    assert all(path.read_text(encoding="utf-8") == "kpidsl generate 的用法，写的是人。\n" for path in own)
    assert stale() == []


def test_a_file_of_somebodys_own_is_never_replaced(folder: Path) -> None:
    (folder / "README.md").write_text("# 会议纪要\n", encoding="utf-8")
    (folder / "plan.txt").unlink()
    done = kpidsl("generate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误[K411]：“generated/办法/README.md”不是 kpidsl generate 生成的文件" in done.stderr
    assert (folder / "README.md").read_text(encoding="utf-8") == "# 会议纪要\n"
    assert not (folder / "plan.txt").exists()
    assert "“generated/办法/README.md”不是生成的文件，占了生成文件的位置。" in stale()


def test_line_ends_of_another_system_are_no_difference(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert stale() == []


def test_the_language_is_that_of_the_policy_whatever_the_users(folder: Path) -> None:
    done = kpidsl("generate", "--check", "--lang", "en", LC_ALL="en_US.UTF-8")
    assert (done.returncode, done.stderr) == (0, "")
    done = kpidsl("generate", str(ROOT / "docs/first/en/crews.kpi"), "--lang", "zh")
    assert done.returncode == 0, done.stderr
    page = Path("generated/crews/README.md").read_text(encoding="utf-8")
    assert page.splitlines()[:2] == [
        "<!-- made by kpidsl generate, not to be edited -->",
        "# Monthly appraisal of the heading crews: for review",
    ]
    assert not any("\u4e00" <= letter <= "\u9fff" for letter in page)
    assert folder.is_dir()


def test_review_files_of_a_policy_that_is_gone_are_named_then_removed(folder: Path) -> None:
    Path("policies/办法.kpi").rename("policies/新办法.kpi")
    assert kpidsl("generate", "-o", "elsewhere").returncode == 0
    (folder / "会议纪要.md").write_text("# 会议纪要\n", encoding="utf-8")
    assert "考核办法“policies/办法.kpi”已经没有了，它的审阅资料“generated/办法”还在。" in stale()
    done = kpidsl("generate")
    assert done.returncode == 0, done.stderr
    assert sorted(line for line in done.stdout.splitlines() if line.startswith("删除")) == sorted(
        f"删除 generated/办法/{name}" for name in FILES
    )
    assert [path.name for path in folder.iterdir()] == ["会议纪要.md"]
    assert stale() == []


def test_an_empty_folder_does_not_stay_and_another_policy_stays(folder: Path) -> None:
    Path("other").mkdir()
    Path("policies/办法.kpi").rename("other/旧办法.kpi")
    Path("policies/新办法.kpi").write_text(TWO_CLASSES, encoding="utf-8")
    assert kpidsl("generate", "other").returncode == 0
    assert kpidsl("generate").returncode == 0
    assert sorted(path.name for path in folder.parent.iterdir()) == ["新办法", "旧办法"]


def test_a_file_where_the_folder_of_a_policy_belongs_is_left_alone(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("own\n", encoding="utf-8")
    done = kpidsl("generate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误[K411]：“generated/办法”不是 kpidsl generate 生成的文件" in done.stderr
    assert stale() == ["“generated/办法”不是生成的文件，占了生成文件的位置。"]


@pytest.mark.usefixtures("folder")
def test_a_policy_without_a_file_has_no_folder() -> None:
    done = kpidsl("generate", "-")
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误[K412]：“-”读来的办法没有文件名" in done.stderr


def test_where_no_picture_can_be_drawn_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "pygraphviz.py").write_text("raise ImportError('not in this test')\n", "utf-8")
    environ = {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)]), "PATH": str(tmp_path)}
    shutil.rmtree(folder)
    done = kpidsl("generate", **environ)
    assert (done.returncode, done.stdout) == (4, "")
    assert "错误[K404]：图没有画成：画图程序 Graphviz 用不了（ImportError: not in this test）。" in done.stderr
    assert not folder.exists()
    assert kpidsl("generate", "--check", **environ).returncode == 1


@pytest.mark.usefixtures("folder")
def test_a_policy_with_errors_leaves_everything_as_it_was() -> None:
    write(TWO_CLASSES.replace("40%", "41%"))
    Path("policies/另.kpi").write_text(TWO_CLASSES, encoding="utf-8")
    done = kpidsl("generate")
    assert (done.returncode, done.stdout) == (1, "")
    assert "错误[K301]" in done.stderr
    assert not Path("generated/另").exists()


@pytest.mark.usefixtures("folder")
def test_two_policies_of_one_name_would_be_mixed_up() -> None:
    Path("policies/旧").mkdir()
    Path("policies/旧/办法.kpi").write_text(TWO_CLASSES, encoding="utf-8")
    done = kpidsl("generate")
    assert (done.returncode, done.stdout) == (2, "")
    assert "错误[K412]：“policies/办法.kpi”和“policies/旧/办法.kpi”文件名相同" in done.stderr


@pytest.mark.usefixtures("folder")
def test_units_beside_the_policy_give_the_places_of_each_group() -> None:
    write(TWO_CLASSES + RANKED)
    units = [f"采煤{n}队,采煤队" for n in range(10)] + [f"掘进{n}队,掘进队" for n in range(5)]
    Path("policies/units.csv").write_text("\n".join(["单位,单位分类", *units]) + "\n", encoding="utf-8")
    assert kpidsl("generate").returncode == 0
    page = Path("generated/办法/README.md").read_text(encoding="utf-8")
    assert "| 采煤队 | 10 | 2 | 7 | 1 |" in page
    assert "| 掘进队 | 5 | 1 | 3 | 1 |" in page
