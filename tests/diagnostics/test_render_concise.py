"""A line for each finding."""

import pytest

from kpidsl.diagnostics import Diagnostic, Lang
from kpidsl.diagnostics.render_concise import render_concise
from kpidsl.source import Cell, Place, Source, Span

POLICY = Source("李村.kpi", "部门：调度室\n单位分类：队组\n")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        (Span("李村.kpi", 12, 14), "李村.kpi:2:6"),
        (Span("其他.kpi", 12, 14), "其他.kpi"),
        (Cell("units.csv", 8, 3), "units.csv:8:3"),
        (Cell("units.csv", 8), "units.csv:8"),
        (Cell("units.csv", 0, 3), "units.csv"),
        (Cell("三月.xlsx", 8, 28, "表一"), "三月.xlsx:表一!AB8"),
        (Cell("三月.xlsx", 0, 0, "表一"), "三月.xlsx:表一"),
        (None, "kpidsl"),
    ],
)
def test_the_place_comes_first_as_editors_read_it(place: Place | None, shown: str) -> None:
    found = Diagnostic("K591", place, "binary", (), {"file": "甲"})
    assert render_concise([found], {POLICY.name: POLICY}, "zh") == f"{shown}: 错误[K591] “甲”不是文本文件，读不了。\n"


@pytest.mark.parametrize(("lang", "head"), [("zh", "错误[K591] "), ("en", "error[K591] ")])
def test_whatever_the_words_a_finding_is_one_line(lang: Lang, head: str) -> None:
    found = [Diagnostic("K591", Cell("a\nb"), "binary", (), {"file": "甲\n乙\x1b"})] * 2
    lines = render_concise(found, {}, lang).splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"a␊b: {head}") and line.isprintable() for line in lines)


def test_nothing_found_is_no_line() -> None:
    assert render_concise([], {}, "zh") == ""
