"""What the author settled where the source is silent: every mark is listed, under the name of its rule."""

import re
from pathlib import Path

import pytest

import kpidsl
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled
from kpidsl.results.figures import rule_text

FOLDERS = [folder for folder in (Path(__file__).parents[2] / "policies").iterdir() if folder.name != "as-printed"]
FILES = sorted(path for folder in FOLDERS for path in folder.rglob("*.kpi"))
POLICIES = [path for path in FILES if re.search("^考核办法 ", path.read_text(encoding="utf-8"), re.MULTILINE)]
(LICUN,) = [path for path in POLICIES if path.stem == "licun"]


def compiled(path: Path) -> Compiled:
    policy = kpidsl.load(path, Problems())
    assert policy is not None
    return policy


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_every_provisional_mark_of_a_policy_is_listed_with_its_reason(path: Path) -> None:
    listed = compiled(path).plan.provisional
    text = path.read_text(encoding="utf-8")
    shared = [
        (path.parent / name).read_text(encoding="utf-8") for name in re.findall("^引用：“(.+)”", text, re.MULTILINE)
    ]
    assert len(listed) == sum(one.count("暂定（") for one in [text, *shared])
    assert all(reason for _, reason, _ in listed)


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("保留小数", "round"),  # inside a block of the header
        ("缺报", "unreported"),  # a rule of the defaults
        ("月度任务·考评部门", "月度任务·appraiser"),
        ("党建管理·目标值", "党建管理·target"),  # for one class of several
        ("月度任务·权重", "月度任务·weight"),  # a row of the weight table
        ("科室、党支部·确保", "科室、党支部·ensure"),
        ("队组·综合得分", "队组·composite"),  # what holds where a unit has no link
        ("安全事故·影响期", "安全事故·lasts"),
        ("月度等次·良", "月度等次·良"),  # a grade
        ("年度得分", "annual"),  # a whole declaration
    ],
)
def test_what_is_provisional_is_named_in_the_language_of_the_reader(chinese: str, english: str) -> None:
    titles = [title for title, _, _ in compiled(LICUN).plan.provisional]
    assert (chinese, english) in {(rule_text(title, "zh"), rule_text(title, "en")) for title in titles}
