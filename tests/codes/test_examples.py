"""The examples of every page: the wrong one raises exactly that code, the right one raises nothing."""

import pytest

from kpidsl.check.roster import check_roster
from kpidsl.diagnostics import Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.examples import verify
from kpidsl.pipeline import compile_policy
from kpidsl.resolve.library import library_of
from kpidsl.source import Source

BAD, GOOD = "kpi bad", "kpi good"
FILE = "kpi file "
"""Opens a block that holds another file, named after it, which both policies of the page can import or amend."""
ROSTERS = {BAD: "csv bad", GOOD: "csv good"}
"""Beside a policy a page may show units, a name and a class on each line, where only both together raise the code."""
OF_A_POLICY = ("K1", "K2", "K3", "K6")
"""Families that a policy alone raises; the others take data, an evaluator or a fault of ours."""
OF_DATA = ("K219", "K234", "K235", "K600", "K609", "K639")
"""Of these families, what data or the command line raise."""


def blocks(kind: str) -> list[tuple[str, str]]:
    found = []
    for code in catalogue.codes():
        page = catalogue.page(code)
        assert page
        found += [(code, body) for info, body in catalogue.examples(page.articles["zh"]) if info == kind]
    return found


BY_EXAMPLES = ("K390", "K391", "K392", "K393")
"""Codes that the examples of a policy raise when they are run."""


def files_of(code: str) -> dict[str, str]:
    page = catalogue.page(code)
    assert page
    found = catalogue.examples(page.articles["zh"])
    return {info.removeprefix(FILE): body for info, body in found if info.startswith(FILE)}


def codes_of(text: str, units: str = "", *, examples: bool = False, files: dict[str, str] | None = None) -> list[str]:
    """The codes that ``text`` raises; each finding must also have all its words, in both languages."""
    problems, source = Problems(), Source("例.kpi", text)
    compiled = compile_policy([source], problems, library_of(files or {}))
    if compiled and examples:
        verify(compiled, problems)
    if compiled and units:
        rows = [line.split(",") for line in units.splitlines()]
        check_roster(compiled.checked.policy, [(name, unit_class, {}) for name, unit_class in rows], problems)
    for lang in catalogue.LANGS:
        render_text(problems, {source.name: source}, lang)
    return [found.code for found in problems]


@pytest.mark.parametrize(
    "code", [code for code in catalogue.codes() if code.startswith(OF_A_POLICY) and code not in OF_DATA]
)
def test_the_page_of_a_policy_code_shows_a_wrong_and_a_right_policy(code: str) -> None:
    assert code in dict(blocks(BAD))
    assert code in dict(blocks(GOOD))


@pytest.mark.parametrize(("code", "text"), blocks(BAD), ids=[code for code, _ in blocks(BAD)])
def test_the_wrong_policy_raises_exactly_this_code(code: str, text: str) -> None:
    assert set(
        codes_of(text, dict(blocks(ROSTERS[BAD])).get(code, ""), examples=code in BY_EXAMPLES, files=files_of(code))
    ) == {code}


@pytest.mark.parametrize(("code", "text"), blocks(GOOD), ids=[code for code, _ in blocks(GOOD)])
def test_the_right_policy_raises_nothing(code: str, text: str) -> None:
    assert (
        codes_of(text, dict(blocks(ROSTERS[GOOD])).get(code, ""), examples=code in BY_EXAMPLES, files=files_of(code))
        == []
    ), code
