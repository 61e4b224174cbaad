"""What a check still says of policies that are as they should be: exactly what ``remaining.csv`` lists, each with the reason."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from kpidsl import load
from kpidsl.cli.disk import Disk
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source
from kpidsl.syntax.preface import preface
from tests.clauses.fragments import Fragment, fragments

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("remaining.csv")
FOLDERS = ("policies", "tests/conformance", "docs/first")
AS_PRINTED = "as-printed"


def remaining() -> dict[str, Counter[str]]:
    """Policy → code → how often."""
    found: dict[str, Counter[str]] = {}
    with TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            assert row["why"].strip()
            found.setdefault(row["policy"], Counter())[row["code"]] += int(row["count"])
    return found


def policies() -> list[Path]:
    """Every policy that can be evaluated; files that are there to be imported are none."""
    paths = (
        path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.kpi")) if AS_PRINTED not in path.parts
    )
    return [path for path in paths if not preface(source_of(path)).is_shared]


def source_of(path: Path) -> Source:
    source = Disk().policy(path, Problems())
    assert source is not None
    return source


@pytest.mark.parametrize("path", policies(), ids=lambda path: path.stem)
def test_of_a_policy(path: Path) -> None:
    problems = Problems()
    assert load(path, problems)
    assert Counter(one.code for one in problems) == remaining().get(path.relative_to(ROOT).as_posix(), Counter())


@pytest.mark.parametrize("fragment", fragments(), ids=lambda fragment: fragment.clause)
def test_of_a_clause(fragment: Fragment) -> None:
    problems = Problems()
    assert compile_policy(fragment.sources, problems)
    path = fragment.path.relative_to(ROOT).as_posix()
    assert Counter(one.code for one in problems) == remaining().get(path, Counter())


def test_what_is_listed_is_there() -> None:
    assert [name for name in remaining() if not (ROOT / name).exists()] == []
