"""Policies as an office writes them, with the slips of an office: what ``kpidsl check`` says of each, in both languages.

A folder a case. ``edit.toml`` changes a sound policy (``base``, of ``bases`` or of ``policies``) at the words given;
``policy.kpi`` is a policy of its own. ``zh.txt`` and ``en.txt`` are what the command prints, stderr before stdout, as a
person reviewed them. ``pytest tests/messages --snapshot-update`` accepts what is printed now.
"""

import tomllib
from pathlib import Path

import pytest

from kpidsl.cli.exits import Exit
from kpidsl.cli.guard import run
from kpidsl.diagnostics import Lang
from kpidsl.diagnostics.catalogue import LANGS

HERE = Path(__file__).parent
BASES = {
    path.name: path.read_text(encoding="utf-8")
    for path in (*HERE.glob("bases/*.kpi"), HERE.parents[1] / "policies" / "licun" / "licun.kpi")
}
CASES = sorted(path for path in HERE.iterdir() if path.name[:2].isdigit())
NAMES = [case.name for case in CASES]


def policy_of(case: Path) -> tuple[str, str]:
    """The name of the file and its text."""
    whole = case / "policy.kpi"
    if whole.exists():
        return whole.name, whole.read_text(encoding="utf-8")
    table = tomllib.loads((case / "edit.toml").read_text(encoding="utf-8"))
    text = BASES[table["base"]]
    for edit in table["edit"]:
        assert text.count(edit["old"]) == 1, edit["old"]
        text = text.replace(edit["old"], edit["new"])
    return table["base"], text


def said_of(name: str, text: str, lang: Lang, capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of ``kpidsl check`` in a folder that holds the policy, and what it prints."""
    Path(name).write_text(text, encoding="utf-8")
    code = run(["check", name, "--lang", lang])
    printed = capfd.readouterr()
    return code, printed.err + printed.out


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_what_check_says_is_what_was_reviewed(
    case: Path, lang: Lang, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    code, said = said_of(*policy_of(case), lang, capfd)
    reviewed = case / f"{lang}.txt"
    if request.config.getoption("--snapshot-update"):
        reviewed.write_text(said, encoding="utf-8")
    assert said == reviewed.read_text(encoding="utf-8")
    assert (code == Exit.ERRORS) == ("错误[" in said or "error[" in said)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a_case_is_one_policy_and_its_two_texts(case: Path) -> None:
    files = {path.name for path in case.iterdir()}
    assert files in ({"policy.kpi", "zh.txt", "en.txt"}, {"edit.toml", "zh.txt", "en.txt"})


@pytest.mark.parametrize("name", BASES)
def test_the_policies_that_are_changed_are_sound(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    code, said = said_of(name, BASES[name], "zh", capfd)
    assert code == Exit.OK
    assert "错误" not in said.replace("没有错误", "")
    assert "提醒[" not in said


def test_there_are_forty_cases_and_more() -> None:
    assert len(CASES) >= 40
