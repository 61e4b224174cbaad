"""What a finding says of names that no line has room for: people read them cut, programs whole."""

import json
import re

import pytest

from kpidsl.diagnostics import Diagnostic, Label, Lang
from kpidsl.diagnostics.batch import Batch
from kpidsl.diagnostics.render_concise import render_concise
from kpidsl.diagnostics.render_json import render_json
from kpidsl.diagnostics.texts import NAME_CELLS, said
from kpidsl.diagnostics.width import width
from kpidsl.source import Source, Span


def finding(name: str) -> Diagnostic:
    place = Span("a.kpi", 0, 1)
    label = Label(place, "nearest", {"nearest": name})
    return Diagnostic("K201", place, "indicator_near", (label,), {"name": "x", "nearest": name})


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_name_of_a_megabyte_is_cut_in_the_middle_wherever_it_is_quoted(lang: Lang) -> None:
    name = "起" + "掘进" * 500_000 + "止"
    one = said(finding(name), lang)
    for text in (one.message, one.help, *one.labels):
        (quoted,) = set(re.findall("起[掘进…]*止", text))
        assert width(quoted) <= NAME_CELLS
        assert re.fullmatch("起[掘进]+…[掘进]+止", quoted)
        assert "掘进" * NAME_CELLS not in text


def test_a_list_of_many_names_stays_and_only_the_long_one_is_cut() -> None:
    names = [f"第{number}掘进队" for number in range(40)]
    text = said(finding("、".join([*names, "掘" * 1000])), "zh").message
    assert all(name in text for name in names)
    assert "掘" * 31 not in text


def test_names_that_a_line_has_room_for_stay_whole() -> None:
    name = "煤矿安全生产标准化管理体系考核定级" * 3
    assert name in said(finding(name), "zh").message


def test_programs_read_the_whole_name() -> None:
    name = "掘进" * 5000
    batch = Batch((finding(name),), {"a.kpi": Source("a.kpi", "甲")})
    assert len(render_concise(batch.found, batch.sources, "zh")) < 400
    (read,) = json.loads(render_json([batch], (), "zh", "0"))["diagnostics"]
    assert name in read["message"]
    assert read["args"]["nearest"] == name
