"""SARIF 2.1.0: valid by the standard, places that other tools find, the same finding known again, what was reviewed suppressed."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft202012Validator

from kpidsl.diagnostics import Diagnostic, Edit, Label, Lang, Problems, Waived, catalogue
from kpidsl.diagnostics.batch import Batch, Verdict
from kpidsl.diagnostics.render_sarif import FINGERPRINT, document, render_sarif
from kpidsl.pipeline import compile_text
from kpidsl.source import Cell, Source, Span

SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0-used.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
POLICY = Source("办法/李 村,1:2.kpi", "部门：调度室\n单位：𠮷队甲\n")


def at(text: str, source: Source = POLICY) -> Span:
    start = source.text.index(text)
    return Span(source.name, start, start + len(text))


def made(
    *found: Diagnostic, waived: tuple[Waived, ...] = (), source: Source = POLICY, lang: Lang = "zh"
) -> dict[str, Any]:
    sources = {source.name: source}
    verdict = Verdict(source.name, True, waived=waived, sources=sources)
    written = json.loads(render_sarif([Batch(found, sources)], [verdict], lang, "1.0"))
    VALIDATOR.validate(written)
    [run] = written["runs"]
    return run


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_columns_count_units_of_utf16_and_files_are_relative_addresses() -> None:
    run = made(Diagnostic("K109", at("甲"), "", [Label(at("调度室"), "first")], {"word": "甲"}))
    assert run["columnKind"] == "utf16CodeUnits"
    [result] = run["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 8}  # 𠮷 is two units
    assert unquote(physical["artifactLocation"]["uri"]) == POLICY.name
    assert ":" not in physical["artifactLocation"]["uri"]
    [related] = result["relatedLocations"]
    assert related["message"]["text"] == "第一次写在这里"
    assert related["physicalLocation"]["region"]["startColumn"] == 4


def test_a_file_outside_of_the_folder_is_named_whole(tmp_path: Path) -> None:
    source = Source(str(tmp_path / "外.kpi"), "甲\n")
    [result] = made(Diagnostic("K109", at("甲", source), "", (), {"word": "甲"}), source=source)["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == (tmp_path / "外.kpi").as_uri()


def test_a_row_of_a_table_is_a_line_and_what_is_about_no_file_has_no_place() -> None:
    row, whole, nowhere = (
        made(Diagnostic("K590", place, "", (), {"path": "a", "cause": "b", "folder": "c", "parent": "d"}))["results"][0]
        for place in (Cell("units.csv", 3, 2), Cell("units.csv"), None)
    )
    assert row["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "region" not in whole["locations"][0]["physicalLocation"]
    assert nowhere["locations"] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_rules_carry_their_page_in_both_languages(lang: Lang) -> None:
    found = [
        Diagnostic("K109", at("甲"), "", (), {"word": "甲"}),
        Diagnostic("K103", at("单位"), "stray", (), {"sign": "}"}),
    ]
    run = made(*found, lang=lang)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["K103", "K109"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == ["K109", "K103"]
    assert rules[1]["shortDescription"]["text"] == catalogue.title("K109", lang)
    assert {"# K109 同一项写了两次", "# K109 The same thing is said twice"} <= set(
        rules[1]["help"]["markdown"].splitlines()
    )
    assert "}}" in run["results"][1]["message"]["text"]  # a single brace would be filled in


def test_what_was_reviewed_is_suppressed_with_its_reason_and_nothing_else_is() -> None:
    found = Diagnostic("K109", at("甲"), "", (), {"word": "甲"})
    shown, aside = made(found, waived=(Waived(Diagnostic("K207", None, "", (), {"name": "甲"}), "先报数", at("队")),))[
        "results"
    ]
    assert shown["suppressions"] == []
    [suppression] = aside["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("inSource", "先报数")
    assert suppression["location"]["physicalLocation"]["region"]["startLine"] == 2


def test_edits_are_told_as_they_are_made() -> None:
    source = Source("a.kpi", "目标值：“完成率” ≥ 1\n")
    words = {"name": "完成率", "family": "甲", "other": "乙"}
    found = Diagnostic("K211", at("完成率", source), "", (), words, [Edit(at("完成率", source), "乙·完成率")])
    [result] = made(found, source=source)["results"]
    [replacement] = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replacement["deletedRegion"] == {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 10}
    assert replacement["insertedContent"] == {"text": "乙·完成率"}


def test_a_finding_is_known_again_when_lines_are_put_above_it_and_two_alike_are_told_apart() -> None:
    def prints(source: Source) -> list[str]:
        found = [Diagnostic("K109", at(word, source), "", (), {"word": "x"}) for word in ("甲", "𠮷")]
        return [result["partialFingerprints"][FINGERPRINT] for result in made(*found, source=source)["results"]]

    first, second = prints(POLICY)
    assert first != second
    assert prints(Source(POLICY.name, f"# 注\n\n{POLICY.text}")) == [first, second]


def test_severity_as_settings_have_it() -> None:
    [result] = made(Diagnostic("K207", at("甲"), "", (), {"name": "甲"}, (), "error"))["results"]
    assert result["level"] == "error"


def test_nothing_found_is_a_run_too() -> None:
    assert made()["results"] == []


def test_everything_the_catalogue_shows_can_be_written() -> None:
    found = Problems()
    for code in catalogue.codes():
        page = catalogue.page(code)
        assert page
        for kind, text in catalogue.examples(page.articles["zh"])[:1]:
            if kind == "kpi bad" and code.startswith("K2"):
                compile_text(text, found, f"{code}.kpi")
    assert len(found) > 5
    written = document([Batch(tuple(found))], [], "zh", "1.0")
    VALIDATOR.validate(written)
    assert len(written["runs"][0]["results"]) == len(found)
