"""Every fact of the two regulations is accounted for: declared or evaluated where a tag says so, or outside with a reason."""

import re

import pytest

from tests.policies.as_printed import FOLDER, ROOT, ids, printed, rows

FACTS = {"licun": ("L", 172), "coal": ("C", 177)}
KINDS = {"declared", "evaluated", "outside"}


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_is_in_the_table_once(name: str) -> None:
    letter, count = FACTS[name]
    table = rows(ROOT / FOLDER / f"ledger-{name}.csv")
    assert [row["id"] for row in table] == [f"{letter}-{number:03}" for number in range(1, count + 1)]
    assert {row["how"] for row in table} <= KINDS
    assert all(row["clause"].strip() and row["kind"].strip() for row in table)
    assert [row["id"] for row in table if bool(row["reason"].strip()) != (row["how"] == "outside")] == []


@pytest.mark.parametrize("name", FACTS)
def test_what_is_declared_or_evaluated_carries_its_tag_and_nothing_else_does(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    tags = printed(name).policy.declared.tags
    assert all(re.fullmatch(r"[A-Z]-[0-9]{3}([、,～~\s]+([A-Z]-)?[0-9]{3})*", tag.text) for tag in tags)
    tagged = {one for tag in tags for one in ids(tag.text)}
    table = rows(ROOT / FOLDER / f"ledger-{name}.csv")
    assert tagged == {row["id"] for row in table if row["how"] != "outside"}


def test_numbers_of_a_tag_are_read_one_by_one_and_as_runs() -> None:
    assert list(ids("L-003、L-010～L-012、C-001")) == ["L-003", "L-010", "L-011", "L-012", "C-001"]
