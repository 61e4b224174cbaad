"""The reference of the language is complete and its policies compile; its links lead somewhere."""

import re
import tomllib
from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems, catalogue
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source

ROOT = Path(__file__).parents[1]
LANGUAGE = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
PRELUDES = ROOT / "tests" / "spec" / "preludes"
PAGES = sorted((ROOT / "docs").rglob("*.md"))
BLOCKS = re.findall(r"^```kpi([^\n]*)\n(.*?)^```$", LANGUAGE, re.MULTILINE | re.DOTALL)


def spellings(lang: str) -> dict[str, str]:
    """The canonical spelling of every word: inside a field another one may be, which counts as well."""
    with (ROOT / "grammar" / "keywords" / f"{lang}.toml").open("rb") as file:
        tables = tomllib.load(file)
    return {word: own[0] for table in ("words", "only", "operators") for word, own in tables[table].items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_word_of_the_language_stands_in_its_reference(lang: str) -> None:
    page = LANGUAGE.lower().replace(" ", "")
    missing = {word: text for word, text in spellings(lang).items() if text.lower().replace(" ", "") not in page}
    assert missing == {}


@pytest.mark.parametrize(("preludes", "text"), BLOCKS, ids=range(len(BLOCKS)))
def test_a_policy_of_the_reference_has_no_errors(preludes: str, text: str) -> None:
    problems = Problems()
    before = [PRELUDES / f"{name}.kpi" for name in preludes.split()]
    sources = [*(Source(path.name, path.read_text(encoding="utf-8")) for path in before), Source("例.kpi", text)]
    assert compile_policy(sources, problems), [*problems]


def test_every_chapter_of_the_specification_is_linked() -> None:
    chapters = {path.name for path in (ROOT / "tests" / "spec").glob("[0-9]*.md")}
    assert chapters == set(re.findall(r"tests/spec/([0-9][^)]*\.md)", LANGUAGE))


@pytest.mark.parametrize("page", PAGES, ids=[path.name for path in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_codes_that_are_named_exist() -> None:
    assert set(re.findall(r"K\d{3}", LANGUAGE)) <= set(catalogue.codes())
