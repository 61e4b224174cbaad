"""What the pages about Python show is what happens: every example is run, in order, and prints what stands below it."""

import io
import re
import shutil
from contextlib import redirect_stdout
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = ("python.md", "python.zh-CN.md")


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_of_a_page_print_what_it_shows(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "docs" / "first", tmp_path / "docs" / "first")
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    shown = re.findall(r"^```python\n(.*?)^```\n(?:```text\n(.*?)^```$)?", text, re.MULTILINE | re.DOTALL)
    assert len(shown) == text.count("```python\n") > 5
    names: dict[str, object] = {}
    for example, expected in shown:
        with redirect_stdout(io.StringIO()) as printed:
            exec(example, names)
        assert printed.getvalue().strip() == expected.strip(), example


def test_both_languages_show_the_same_calls() -> None:
    pages = [(ROOT / "docs" / page).read_text(encoding="utf-8") for page in PAGES]
    calls = [re.findall(r"(?:kpidsl|run|pyarrow|polars|pandas)\.[a-z_.]+", page) for page in pages]
    assert sorted(calls[0]) == sorted(calls[1])
