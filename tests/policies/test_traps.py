"""What committees missed in the two regulations is found, each where it stands; the page that tells so is up to date."""

import pytest

from tests.policies import traps
from tests.policies.as_printed import NAMES, ROOT, printed

LEAST = 60
MANDATORY = {
    "TL-01", "TL-02", "TL-03", "TL-04", "TL-08", "TL-10", "TL-11", "TL-14", "TL-16", "TL-18",
    "TC-01", "TC-02", "TC-03", "TC-04", "TC-06", "TC-08", "TC-19", "TC-26",
}  # fmt: skip


@pytest.fixture(autouse=True)
def at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.parametrize("name", NAMES)
def test_every_finding_that_is_looked_for_is_there(name: str) -> None:
    missing = [
        (one.trap, one.code, one.on)
        for one in traps.sought(name)
        if one.code and not traps.shown_by(one, printed(name))
    ]
    assert missing == []


def test_sixty_of_them_are_found_and_the_grave_ones_all() -> None:
    found = traps.found()
    assert len(found) >= LEAST
    assert found >= MANDATORY


def test_every_trap_is_looked_for_or_told_why_it_cannot_be() -> None:
    every = [one for name in NAMES for one in traps.sought(name)]
    assert {one.trap for one in every} == set(traps.titles())
    assert len(traps.titles()) == 67
    assert [one.trap for one in every if bool(one.code) == bool(one.why_zh and one.why_en)] == []


def test_the_page_is_that_of_the_findings() -> None:
    assert traps.PAGE.read_text(encoding="utf-8") == traps.page(), "run: python -m tests.policies.traps"
