"""The page on adding a form names files that hold what it says they hold, and tests that there are."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "adding-a-form.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| [^|]*\| `([^`]+)` \| `((?:[^`|]|\\\|)+)` \|$", PAGE, re.MULTILINE)
RUN = re.findall(r"^python -m pytest (.+)$", PAGE, re.MULTILINE)


def test_the_page_names_every_step() -> None:
    assert len(ROWS) == PAGE.count("\n| ") - 1


@pytest.mark.parametrize(("path", "holds"), ROWS, ids=[path for path, _ in ROWS])
def test_a_file_holds_what_the_page_says(path: str, holds: str) -> None:
    assert holds.replace("\\|", "|") in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [path for line in RUN for path in line.split()])
def test_what_is_run_exists(path: str) -> None:
    assert (ROOT / path).exists()


def test_no_evaluator_knows_the_form() -> None:
    places = [ROOT / "kpidsl" / folder for folder in ("plan", "backends", "results", "scores")]
    assert [
        path for place in places for path in place.rglob("*.py") if "SLICES" in path.read_text(encoding="utf-8")
    ] == []
