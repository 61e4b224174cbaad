"""The pages for the committees of the two regulations are those of the findings as they are."""

from pathlib import Path

import pytest

from tests.cli.process import kpidsl
from tests.policies.as_printed import FOLDER, NAMES, ROOT

PAGES = [(file, lang) for file in NAMES.values() for lang in ("zh", "en")]


@pytest.mark.parametrize(("file", "lang"), PAGES)
def test_the_page_is_that_of_the_findings(file: str, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    suffix = "" if lang == "zh" else ".en"
    page = Path("docs") / f"audit-{Path(file).stem}{suffix}.md"
    before = page.read_text(encoding="utf-8")
    done = kpidsl("audit", str(FOLDER / file), "--lang", lang, "-o", str(page))
    now = page.read_text(encoding="utf-8")
    page.write_text(before, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert now == before, "run: make generate"
