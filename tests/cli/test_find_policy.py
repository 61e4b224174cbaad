"""Which policy is meant when none is named."""

from pathlib import Path

import pytest

from kpidsl.cli.exits import Exit
from kpidsl.cli.files import read_policy
from kpidsl.cli.find_policy import find_policy, policies_under, policy_of
from kpidsl.cli.session import CommandError
from kpidsl.diagnostics import Problems, catalogue

NAMED = 'policy = "办法/乙.kpi"\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*files: str, **texts: str) -> None:
    for name, text in [*((file, "") for file in files), *((n.replace("__", "."), t) for n, t in texts.items())]:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("files", "folder", "found"),
    [
        (["甲.kpi"], ".", "甲.kpi"),
        (["policies/licun/licun.kpi", "policies/licun/2019-03.csv"], "policies/licun", "policies/licun/licun.kpi"),
        (["policies/licun/licun.kpi"], ".", "policies/licun/licun.kpi"),
        (["policies/甲.kpi", "data/2019-03.csv"], "data", "policies/甲.kpi"),
        (["data/policies/甲.kpi", "policies/乙.kpi"], "data", "data/policies/甲.kpi"),
        (["甲.kpi", "policies/乙.kpi"], ".", "甲.kpi"),
    ],
)
def test_the_only_policy_beside_the_data_or_in_policies(files: list[str], folder: str, found: str) -> None:
    write(*files)
    assert find_policy(Path(folder)) == Path(found)


def test_the_nearest_settings_upward_name_it_from_their_own_folder() -> None:
    write("甲.kpi", "办法/乙.kpi", "data/三月/2019-03.csv", "data/丙.kpi", kpidsl__toml=NAMED)
    assert find_policy(Path("data/三月")) == Path("办法/乙.kpi")


@pytest.mark.parametrize(
    ("files", "data", "found"),
    [
        (["甲.kpi", "2019-03/scores.csv"], "2019-03", "甲.kpi"),
        (["甲.kpi", "2019-03/乙.kpi", "2019-03/scores.csv"], "2019-03", "2019-03/乙.kpi"),
        (["policies/甲.kpi", "2019-03/scores.csv"], "2019-03", "policies/甲.kpi"),
        (["甲.kpi", "2019-03.csv"], "2019-03.csv", "甲.kpi"),
    ],
)
def test_a_month_lies_beside_its_policy_be_it_a_file_or_a_folder(files: list[str], data: str, found: str) -> None:
    write(*files)
    assert policy_of(Path(data)).path == Path(found)


def test_a_month_is_beside_its_policy_also_from_within(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write("甲.kpi", "2019-03/scores.csv")
    monkeypatch.chdir(tmp_path / "2019-03")
    assert policy_of(Path()).path.resolve() == tmp_path / "甲.kpi"


def failure(folder: str) -> tuple[str, str]:
    with pytest.raises(CommandError) as raised:
        find_policy(Path(folder))
    assert raised.value.code == Exit.USAGE
    [found] = raised.value.found
    return found.code, catalogue.message(found.code, "zh", found.variant, found.args)


def test_several_policies_are_listed_and_none_is_picked() -> None:
    write("policies/甲/甲.kpi", "policies/乙.kpi")
    assert failure(".") == (
        "K594",
        "这里有 2 个考核办法，没有写明按哪一个：policies/乙.kpi、policies/甲/甲.kpi。",
    )


def test_none_at_all(here: Path) -> None:
    assert failure(".") == (
        "K593",
        f"没有找到考核办法：“{here}”和它的 policies 文件夹里没有 .kpi 文件，往上各级也没有 kpidsl.toml 写明是哪一个。",
    )


def test_all_policies_below_but_those_excluded_and_hidden_ones() -> None:
    files = ["乙.kpi", "甲/甲.kpi", "旧稿/丙.kpi", "旧稿/二/丁.kpi", "甲/试.草稿.kpi", ".隐/戊.kpi", "甲/说明.md"]
    write(*files, kpidsl__toml='exclude = ["旧稿/", "*.草稿.kpi"]\n')
    assert policies_under(Path()) == [Path("乙.kpi"), Path("甲/甲.kpi")]
    assert policies_under(Path("甲")) == [Path("甲/甲.kpi")]


def test_no_policy_to_check_is_a_failure() -> None:
    with pytest.raises(CommandError) as raised:
        policies_under(Path())
    assert [(found.code, found.variant) for found in raised.value.found] == [("K593", "all")]


@pytest.mark.parametrize(
    ("data", "code"),
    [("考核办法".encode("utf-16"), "K591"), (b"%PDF-1.7", "K591"), (b"#" * 5_000_001, "K592")],
)
def test_a_policy_that_is_no_text_is_a_finding(data: bytes, code: str) -> None:
    Path("甲.kpi").write_bytes(data)
    problems = Problems()
    assert read_policy("甲.kpi", problems) is None
    assert [found.code for found in problems] == [code]


def test_a_policy_in_gbk_is_read_and_its_encoding_known() -> None:
    Path("甲.kpi").write_bytes("考核办法 《甲》".encode("gbk"))
    source = read_policy("甲.kpi", Problems())
    assert source
    assert (source.text, source.encoding) == ("考核办法 《甲》", "gb18030")
