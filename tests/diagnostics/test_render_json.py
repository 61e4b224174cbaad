"""The JSON document: everything that was found, in the form its schema describes."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from kpidsl.diagnostics import Diagnostic, Edit, Held, Label, Lang, Problems, Waived, catalogue
from kpidsl.diagnostics.batch import Batch, Verdict
from kpidsl.diagnostics.render_json import FORMAT_VERSION, SCHEMA, document, render_json
from kpidsl.pipeline import compile_policy
from kpidsl.source import Cell, Source, Span

VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
POLICY = Source("李村.kpi", "部门：调度室\n单位：𠮷队甲\n")


def strict(schema: Any) -> Any:
    """The schema with nothing allowed that it does not name: what we write is described to the last member."""
    if isinstance(schema, dict):
        closed = {"additionalProperties": False} if "properties" in schema else {}
        return {**closed, **{key: strict(value) for key, value in schema.items()}}
    return [strict(value) for value in schema] if isinstance(schema, list) else schema


def made(found: list[Diagnostic], lang: Lang = "zh", **of_batch: Any) -> dict[str, Any]:
    return document([Batch(tuple(found), **of_batch)], [Verdict("李村.kpi", not found)], lang, "1.0")


def validate(written: Any) -> None:
    Draft202012Validator(strict(VALIDATOR.schema)).validate(written)


def test_the_schema_is_one_and_of_this_version() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    assert VALIDATOR.schema["properties"]["format_version"]["const"] == FORMAT_VERSION
    assert SCHEMA.stem.endswith(f"-{FORMAT_VERSION}")


def test_nothing_found_is_a_document_too() -> None:
    assert made([]) == {
        "format_version": 1,
        "tool": {"name": "kpidsl", "version": "1.0"},
        "language": "zh",
        "policies": [{"file": "李村.kpi", "ok": True, "holds": [], "waived": [], "left_out": {}}],
        "diagnostics": [],
        "summary": {"errors": 0, "warnings": 0, "notes": 0},
    }


def test_what_holds_what_was_reviewed_and_what_is_left_out() -> None:
    place = Span(POLICY.name, POLICY.text.index("甲"), POLICY.text.index("甲") + 1)
    words = {"first": "甲", "second": "乙", "orders_zh": "甲 → 乙；乙 → 甲", "orders_en": "甲 -> 乙; 乙 -> 甲"}
    aside = Waived(Diagnostic("K612", place, "two", (), words), "已定", place)
    held = Held("K613", None, args={"limits": 3})
    verdict = Verdict("李村.kpi", True, (held,), (aside,), {"K207": 2}, {POLICY.name: POLICY})
    written = document([], [verdict], "zh", "1.0")
    validate(written)
    (policy,) = written["policies"]
    assert policy["holds"] == [{"code": "K613", "message": "时限 3 项，起点都有着落，先后不颠倒"}]
    assert [(one["reason"], one["finding"]["code"]) for one in policy["waived"]] == [("已定", "K612")]
    assert policy["waived"][0]["place"]["start"]["line"] == 2
    assert policy["left_out"] == {"K207": 2}


def test_an_edit_that_puts_a_finding_right() -> None:
    place = Span(POLICY.name, POLICY.text.index("甲"), POLICY.text.index("甲") + 1)
    found = Diagnostic("K231", place, "", (), {"code": "K207"}, [Edit(place, "乙")])
    written = made([found], sources={POLICY.name: POLICY})
    validate(written)
    (edit,) = written["diagnostics"][0]["fix"]
    assert (edit["text"], edit["place"]["start"]["column"]) == ("乙", 6)


def test_a_finding_in_a_text() -> None:
    place = Span(POLICY.name, POLICY.text.index("甲"), POLICY.text.index("甲") + 1)
    label = Label(Span(POLICY.name, 0, 2), "first")
    found = Diagnostic("K109", place, "", [label], {"word": "甲"})
    written = made([found], sources={POLICY.name: POLICY})
    validate(written)
    (one,) = written["diagnostics"]
    assert one["message"] == "“甲”在同一处写了两次。"
    assert one["place"] == {
        "kind": "span",
        "file": "李村.kpi",
        "start": {"offset": 12, "line": 2, "column": 6, "utf16_column": 7},
        "end": {"offset": 13, "line": 2, "column": 7, "utf16_column": 8},
    }
    assert [(label["message"], label["place"]["start"]["line"]) for label in one["labels"]] == [("第一次写在这里", 1)]
    assert (one["code"], one["variant"], one["severity"], one["args"]) == ("K109", None, "error", {"word": "甲"})


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (Cell("a.xlsx", 8, 3, "表一"), ("表一", 8, 3, "C8", "职工培训")),
        (Cell("a.xlsx", 8, 0, "表一"), ("表一", 8, None, "8", None)),
        (Cell("a.xlsx", 0, 28), (None, None, 28, "AB", None)),
        (Cell("a.xlsx"), (None, None, None, None, None)),
    ],
)
def test_a_finding_in_a_table(cell: Cell, told: tuple[object, ...]) -> None:
    headings = {("a.xlsx", "表一"): ("单位", "单位分类", "职工培训")}
    written = made([Diagnostic("K591", cell, "binary", (), {"file": "甲"})], headings=headings)
    validate(written)
    place = written["diagnostics"][0]["place"]
    assert tuple(place[key] for key in ("sheet", "row", "column", "address", "heading")) == told


def test_what_is_about_no_file_or_no_text_at_hand_has_a_place_all_the_same() -> None:
    found = [Diagnostic("K591", None, "binary", (), {"file": "a"})]
    found.append(Diagnostic("K591", Span("a", 3, 4), "binary", (), {"file": "a"}))
    written = made(found)
    validate(written)
    assert written["diagnostics"][0]["place"] is None
    assert written["diagnostics"][1]["place"]["start"] == {
        "offset": 3, "line": None, "column": None, "utf16_column": None,
    }  # fmt: skip


def test_the_very_same_in_many_places_is_written_out_every_time() -> None:
    found = [Diagnostic("K591", Cell("a", row), "binary", (), {"file": "a"}) for row in range(1, 41)]
    assert len(made(found)["diagnostics"]) == made(found)["summary"]["errors"] == 40


def test_a_console_without_chinese_gets_the_same_document() -> None:
    batch = Batch((Diagnostic("K591", None, "binary", (), {"file": "甲\udc80\x1b"}),))
    text = render_json([batch], [], "zh", "1.0", ascii_only=True)
    assert text.isascii()
    assert json.loads(text) == document([batch], [], "zh", "1.0")
    assert json.loads(text)["diagnostics"][0]["args"] == {"file": "甲\udc80\x1b"}


PAGES = [
    (code, body)
    for code in catalogue.codes()
    if (page := catalogue.page(code))
    for info, body in catalogue.examples(page.articles["zh"])
    if info == "kpi bad"
]


@pytest.mark.parametrize(("code", "text"), PAGES, ids=[code for code, _ in PAGES])
def test_the_findings_of_every_page_are_of_the_schema(code: str, text: str) -> None:
    problems, source = Problems(), Source(f"{code}.kpi", text)
    compile_policy([source], problems)
    for lang in catalogue.LANGS:
        validate(json.loads(json.dumps(made(list(problems), lang, sources={source.name: source}))))
