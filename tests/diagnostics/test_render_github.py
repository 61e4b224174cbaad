"""Annotations of GitHub: one line each, in which no name of a file and no words can end a command or begin another."""

import re

import pytest

from kpidsl.diagnostics import Diagnostic, Label
from kpidsl.diagnostics.render_github import render_github
from kpidsl.source import Cell, Source, Span

COMMAND = re.compile(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:\r\n]*,?)*)::([^\r\n]*)\n")
ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def read(text: str) -> tuple[str, dict[str, str], str]:
    """A command as GitHub reads it: what it is, its properties, its text."""
    found = COMMAND.fullmatch(text)
    assert found, text
    properties = dict(pair.split("=", 1) for pair in found[2].split(",") if pair)
    return found[1], {name: unescaped(value) for name, value in properties.items()}, unescaped(found[3])


def unescaped(text: str) -> str:
    return re.sub("|".join(ESCAPES), lambda sign: ESCAPES[sign[0]], text)


def written(found: Diagnostic, source: Source) -> tuple[str, dict[str, str], str]:
    return read(render_github([found], {source.name: source}, "zh"))


HOSTILE = ["a,b.kpi", "a:b::c.kpi", "100%.kpi", "a%0Ab.kpi", "a\nb.kpi", "::error::x.kpi", "办 法,=1.kpi"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_files_are_told_whole(name: str) -> None:
    source = Source(name, "甲\n乙甲\n")
    kind, properties, text = written(Diagnostic("K109", Span(name, 3, 4), "", (), {"word": "甲"}), source)
    assert (kind, properties["file"]) == ("error", name)
    assert {key: properties[key] for key in ("line", "endLine", "col", "endColumn")} == {
        "line": "2", "endLine": "2", "col": "2", "endColumn": "3",
    }  # fmt: skip
    assert properties["title"] == "K109 同一项写了两次"
    assert text == "“甲”在同一处写了两次。\n建议：核对原文，留下一处。"


@pytest.mark.parametrize("word", ["a\nb", "::error::x", "50%", "%0A", "a\r\n::stop-commands::t"])
def test_words_of_the_author_neither_end_nor_begin_a_command(word: str) -> None:
    source = Source("a.kpi", "甲\n")
    line = render_github([Diagnostic("K109", Span("a.kpi", 0, 1), "", (), {"word": word})], {"a.kpi": source}, "zh")
    assert line.count("\n") == 1
    assert "\r" not in line
    read(line)


def test_of_several_lines_no_columns_are_told_and_further_places_are_in_the_text() -> None:
    source = Source("a.kpi", "甲\n乙\n丙\n")
    found = Diagnostic("K109", Span("a.kpi", 0, 3), "", [Label(Span("a.kpi", 4, 5), "first")], {"word": "甲"})
    _, properties, text = written(found, source)
    assert set(properties) == {"file", "line", "endLine", "title"}
    assert "\na.kpi:3:1 第一次写在这里\n" in text


@pytest.mark.parametrize(("place", "wanted"), [
    (None, {}), (Cell("u.csv"), {"file": "u.csv"}), (Cell("u.csv", 3, 2), {"file": "u.csv", "line": "3"}),
    (Span("b.kpi", 1, 2), {"file": "b.kpi"}),
])  # fmt: skip
def test_places_that_are_no_stretch_of_a_text_at_hand(place: Cell | Span | None, wanted: dict[str, str]) -> None:
    found = Diagnostic("K109", place, "", (), {"word": "甲"})
    _, properties, _ = written(found, Source("a.kpi", "甲\n"))
    assert {key: value for key, value in properties.items() if key != "title"} == wanted


@pytest.mark.parametrize(("code", "settled", "kind"), [
    ("K109", None, "error"), ("K207", None, "warning"), ("K230", None, "notice"), ("K207", "error", "error"), ("K207", "note", "notice"),
])  # fmt: skip
def test_severities(code: str, settled: str | None, kind: str) -> None:
    args = {"word": "甲", "name": "甲", "count": "1", "reviewed_zh": "x", "reviewed_en": "x"}
    found = Diagnostic(code, Span("a.kpi", 0, 1), "", (), args, (), settled)  # type: ignore[arg-type]
    assert written(found, Source("a.kpi", "甲\n"))[0] == kind
