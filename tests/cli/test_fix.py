"""``check --fix``: what leaves the meaning as it is, put right in the file; ``--diff`` only shows it."""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from kpidsl.cli.compiling import Review
from kpidsl.cli.disk import Disk
from kpidsl.cli.fixing import put_right
from kpidsl.cli.session import Session
from kpidsl.diagnostics import Diagnostic, Edit, Problems
from kpidsl.diagnostics.edits import meant
from kpidsl.source import Span
from tests.cli.process import BOUND, CANNOT_BIND, COMMAND, kpidsl

POLICY = """考核办法 《食堂考核办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 考评分、单项得分、总分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
部门：后勤处
单位分类：食堂
# 次数每月报一回
指标 卫生 { 考评部门：后勤处；填报数据：检查次数（次，0～31）；@first }
指标 菜品 { 考评部门：后勤处；@second；计分办法：达标得 100 分，未达标不得分 }
权重表 {
  | 指标 | 食堂 |
  | 卫生 | 60%  |
  | 菜品 | 40%  |
  | 合计 | 100% |
}
"""
STALE = "目标值：检查次数 ≥ 20；计分办法：达标得 100 分，未达标得 60 分　已审 K207（先报数）"
KEPT = STALE.partition("　")[0]


def policy(first: str = STALE, second: str = "目标值：检查次数 ≥ 10") -> str:
    return POLICY.replace("@first", first).replace("@second", second)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def fixed(said: str) -> list[str]:
    """What was put right, and what of the kind is left."""
    return re.findall(r"代改 \d+ 处|K211|K231|K659|可代改", said)


@pytest.mark.parametrize(("encoding", "end"), [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("gb18030", "\n")])
def test_what_can_be_put_right_is_and_nothing_else_changes(tmp_path: Path, encoding: str, end: str) -> None:
    path = written(tmp_path / "a.kpi", policy().replace("\n", end), encoding)
    done = kpidsl("check", str(path), "--fix")
    assert done.returncode == 0, done.stderr
    assert fixed(done.stderr) == ["代改 2 处"]
    good = policy(KEPT, "目标值：卫生·检查次数 ≥ 10")
    assert path.read_bytes() == good.replace("\n", end).encode(encoding)
    assert fixed(kpidsl("check", str(path), "--fix").stderr) == []


def test_every_use_of_a_bare_name_is_qualified(tmp_path: Path) -> None:
    path = written(tmp_path / "a.kpi", policy(KEPT, "目标值：“检查次数” ≥ 10 且 检查次数 ≤ 30"))
    assert fixed(kpidsl("check", str(path), "--fix").stderr) == ["代改 2 处"]
    assert path.read_text(encoding="utf-8") == policy(KEPT, "目标值：卫生·检查次数 ≥ 10 且 卫生·检查次数 ≤ 30")


def test_arms_that_never_act_go_but_for_one_without_which_others_would_be_missed(tmp_path: Path) -> None:
    arms = "计分办法：考评分 = 分情况 {{ 检查次数 ≥ 20：100 分；{}检查次数 < 20：60 分{} }}"
    target = "打分 0～100 分"
    text = policy(arms.format("检查次数 ≥ 25：90 分；", "；其余：50 分"), f"计分办法：{target}")
    text = text.replace(f"；计分办法：{target}；计分办法：达标得 100 分，未达标不得分", f"；计分办法：{target}")
    path = written(tmp_path / "a.kpi", text)
    assert fixed(kpidsl("check", str(path), "--fix").stderr) == ["代改 2 处"]
    assert arms.format("", "") in path.read_text(encoding="utf-8")
    other = text.replace("（次，0～31）", "（次，0～31）、帮厨（人，0～9）").replace(
        "检查次数 ≥ 25", "检查次数 ≥ 25 且 帮厨 ≥ 1"
    )
    path = written(tmp_path / "b.kpi", other)
    kpidsl("check", str(path), "--fix")
    assert "帮厨 ≥ 1：90 分" in path.read_text(encoding="utf-8")  # without 帮厨 no mark, and so it stays


def test_the_lines_that_would_change_are_shown_and_the_file_stays(tmp_path: Path) -> None:
    path = written(tmp_path / "a.kpi", policy())
    done = kpidsl("check", str(path), "--diff")
    assert done.returncode == 1
    assert done.stdout.startswith(f"--- {path}\n+++ {path}\n")
    assert "\n+指标 菜品 { 考评部门：后勤处；目标值：卫生·检查次数 ≥ 10；" in done.stdout
    assert "K231" in done.stderr
    assert path.read_text(encoding="utf-8") == policy()


def test_people_are_told_what_can_be_put_right(tmp_path: Path) -> None:
    path = written(tmp_path / "a.kpi", policy())
    assert kpidsl("check", str(path)).stderr.count("（kpidsl check --fix 可代改）") == 2
    assert kpidsl("check", str(path), "--lang", "en").stderr.count("(kpidsl check --fix does it)") == 2


def test_what_settings_leave_out_is_not_put_right(tmp_path: Path) -> None:
    path = written(tmp_path / "a.kpi", policy(KEPT))
    assert "代改" not in kpidsl("check", str(path), "--fix", "--ignore", "K211").stderr
    assert path.read_text(encoding="utf-8") == policy(KEPT)


def test_standard_input_is_not_put_right_in_place() -> None:
    done = subprocess.run(
        [*COMMAND, "check", "-", "--fix"], input=policy(), capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert "K235" in done.stderr


@pytest.mark.parametrize(
    ("text", "stretch", "replaced", "after"),
    [
        ("甲：“乙” ≥ 1", (3, 4), "丙·乙", "甲：丙·乙 ≥ 1"),
        ("甲：乙　已审 K1（x）；丙", (4, 12), "", "甲：乙；丙"),
        ("甲\n  已审 K1（x）\n乙", (4, 12), "", "甲\n乙"),
        ("分情况 { 甲：1；乙：2 }", (6, 10), "", "分情况 { 乙：2 }"),
        ("{ 甲：“子”；乙：“丑” }", (6, 12), "", "{ 甲：“子” }"),
        ("{ 甲：“子”；乙：2；丙：3 }", (6, 11), "", "{ 甲：“子”；丙：3 }"),
    ],
)
def test_an_edit_takes_the_quotes_of_a_name_and_the_blanks_before_what_goes(
    text: str, stretch: tuple[int, int], replaced: str, after: str
) -> None:
    place = meant(text, Edit(Span("a.kpi", *stretch), replaced)).place
    assert text[: place.start] + replaced + text[place.end :] == after


def test_nothing_is_written_where_an_edit_would_bring_an_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "a.kpi", policy(KEPT, "目标值：卫生·检查次数 ≥ 10"))
    disk = Disk()
    source = disk.policy(path, Problems())
    assert source
    at = source.text.index("| 60%")
    wrong = Diagnostic(
        "K207", Span(source.name, at, at + 5), "", (), {"name": "x"}, [Edit(Span(source.name, at, at + 5), "| 50%")]
    )
    session = Session("zh")
    assert put_right(session, str(path), source, disk, Review((wrong,), None), None, writes=True) is None
    assert "错误[K235]：代改以后会多出一处 K301" in capfd.readouterr().err
    assert path.read_text(encoding="utf-8") == source.text


def test_lines_that_would_change_are_kept_from_what_tools_read(tmp_path: Path) -> None:
    path = written(tmp_path / "a.kpi", policy())
    done = kpidsl("check", str(path), "--diff", "--format", "json")
    assert json.loads(done.stdout)["summary"]["errors"] == 1
    assert done.stderr.startswith(f"--- {path}\n")


@pytest.mark.skipif(CANNOT_BIND, reason="needs a user whom the rights of files bind")
@pytest.mark.parametrize(("place", "rights"), [("a.kpi", 0o444), (".", 0o555)])
@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "没有权限打开或改写“{}”"), ("en", "no permission to open or change {}")]
)
def test_what_may_not_be_written_stays_as_it_is_and_is_named(
    tmp_path: Path, place: str, rights: int, lang: str, said: str
) -> None:
    path = written(tmp_path / "a.kpi", policy())
    before, locked = path.read_bytes(), tmp_path / place
    own = locked.stat().st_mode
    locked.chmod(rights)
    try:
        done = subprocess.run(
            [*BOUND, *COMMAND, "check", str(path), "--fix", "--lang", lang], capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout) == (4, "")
        assert "K590" in done.stderr
        assert said.format(locked) in done.stderr
        assert (path.read_bytes(), locked.stat().st_mode & 0o777) == (before, rights)
        assert list(tmp_path.iterdir()) == [path]
    finally:
        locked.chmod(own)


def test_a_file_put_right_keeps_its_rights(tmp_path: Path) -> None:
    path = written(tmp_path / "a.kpi", policy())
    path.chmod(0o640)
    assert kpidsl("check", str(path), "--fix").returncode == 0
    assert path.stat().st_mode & 0o777 == 0o640
