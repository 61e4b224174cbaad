"""Every fact of the two regulations is accounted for: declared or evaluated where a tag says so, or outside with a reason.

A tag stands in the regulation as printed; of what had to be put in for it to be evaluated, in the repaired one.
"""

import re

import pytest

from tests.policies.as_printed import FOLDER, REPAIRED, ROOT, ids, printed, rows, tags_of

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
    own = [tag.text for tag in printed(name).policy.declared.tags]
    tags = own + [tag for path in sorted(REPAIRED[name].rglob("*.kpi")) for tag in tags_of(path)]
    assert all(re.fullmatch(r"[A-Z]-[0-9]{3}([、,～~\s]+([A-Z]-)?[0-9]{3})*", tag) for tag in tags)
    tagged = {one for tag in tags for one in ids(tag)}
    assert len({one for tag in own for one in ids(tag)}) > 150
    table = rows(ROOT / FOLDER / f"ledger-{name}.csv")
    assert tagged == {row["id"] for row in table if row["how"] != "outside"}


def test_numbers_of_a_tag_are_read_one_by_one_and_as_runs() -> None:
    assert list(ids("L-003、L-010～L-012、C-001")) == ["L-003", "L-010", "L-011", "L-012", "C-001"]
