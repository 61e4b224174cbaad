"""The model policy: it reads in both languages, to equal trees, with exact places, in no time."""

import time

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.source import Source, Span
from kpidsl.syntax import parse
from kpidsl.syntax.tree import Name, Number, Word
from tests.syntax.reading import MODEL, good, line, nodes, shape


def test_both_languages_give_the_same_tree() -> None:
    assert shape(good(MODEL["zh"])) == shape(good(MODEL["en"]))


def test_every_declaration_is_there_in_order() -> None:
    words = [declaration.word for declaration in good(MODEL["zh"]).declarations]
    assert words == [
        "POLICY",
        "DEFAULTS",
        "DEPARTMENTS",
        "CLASSES",
        "CLASS_SETS",
        "LINK",
        "LINK",
        "INDICATOR",
        "INDICATOR",
        "INDICATOR",
        "INDICATOR",
        "INDICATORS",
        "WEIGHTS",
        "SPLIT",
        "ENSURE",
        "VETO",
        "COMPOSITE",
        "GRADES",
        "ANNUAL",
        "EXAMPLE",
        "ALWAYS",
    ]


def test_the_scoring_rule_of_the_first_indicator() -> None:
    monthly = next(one for one in good(MODEL["zh"]).declarations if one.word == "INDICATOR")
    scoring = monthly.field("SCORING")
    assert scoring is not None
    assert line(scoring) == (
        "SCORING: [PASS_FAIL(met=100 points), STEP(direction=BELOW, effect=DEDUCT, size=1 pp, points=2 points, "
        "mode=STARTED), FLOOR(at=0 points)] ?原文只有目标值"
    )


def test_the_weights_keep_every_cell() -> None:
    weights = next(one for one in good(MODEL["zh"]).declarations if one.word == "WEIGHTS").table
    assert weights is not None
    assert [line(cell.node) for cell in weights.head][:2] == ["INDICATOR", "生产性科室"]
    assert {len(row) for row in weights.rows} == {9}
    assert [line(cell.node) for cell in weights.rows[4]] == (
        [
            "调度管理",
            "8 percent",
            "4 percent",
            "dash",
            "dash",
            "dash",
            "10 percent",
            "8 percent",
            "PROVISIONAL(reason='')",
        ]
    )
    assert line(weights.rows[-1][0].node) == "SUM"
    assert line(weights.rows[11][0].node) == "信息管理.党建数字化平台"


@pytest.mark.parametrize("lang", MODEL)
def test_places_point_at_what_was_written(lang: str) -> None:
    text = MODEL[lang]
    file = good(text)
    names = [node for node in nodes(file) if isinstance(node, Name)]
    assert len(names) > 150
    for name in names:
        assert text[name.place.start : name.place.end] == name.text
    for node in nodes(file):
        if isinstance(node, Number) and node.unit == "percent":
            assert text[node.place.start : node.place.end].endswith("%")
        if isinstance(node, Word):
            assert text[node.place.start : node.place.end].strip()


@pytest.mark.parametrize("lang", MODEL)
def test_every_node_lies_inside_its_declaration(lang: str) -> None:
    for declaration in good(MODEL[lang]).declarations:
        for node in nodes(declaration):
            assert isinstance(node.place, Span)
            assert declaration.place.start <= node.place.start <= node.place.end <= declaration.place.end


@pytest.mark.parametrize("lang", MODEL)
def test_the_place_of_a_declaration_holds_all_of_it(lang: str) -> None:
    text = MODEL[lang]
    for declaration in good(text).declarations:
        (alone,) = good(text[declaration.place.start : declaration.place.end]).declarations
        assert shape(alone) == shape(declaration)


def test_reading_it_takes_less_than_forty_milliseconds() -> None:
    source = Source("model.kpi", MODEL["zh"])
    parse(source, Problems())
    times = []
    for _ in range(5):
        start = time.process_time()
        parse(source, Problems())
        times.append(time.process_time() - start)
    assert min(times) < 0.04
