"""The examples (示例) of every shipped policy come out as they say."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Problems
from kpidsl.examples import run_examples
from kpidsl.pipeline import compile_text

POLICIES = [*sorted(Path("policies").rglob("*.kpi")), *sorted(Path("tests/syntax").glob("model.*.kpi"))]


@pytest.mark.parametrize("path", POLICIES, ids=str)
def test_examples_hold(path):
    problems = Problems()
    compiled = compile_text(path.read_text(encoding="utf-8"), problems, path.name)
    assert compiled is not None, [*problems]
    outcomes = run_examples(compiled)
    assert outcomes
    assert [(o.case.example.name, o.expectation.name, o.got) for o in outcomes if not o.holds] == []


def test_a_wrong_expectation_is_found():
    text = Path("tests/syntax/model.zh.kpi").read_text(encoding="utf-8").replace("总分 = 76，", "总分 = 77，")
    compiled = compile_text(text, Problems())
    assert compiled is not None
    assert [o.expectation.name for o in run_examples(compiled) if not o.holds] == ["TOTAL"]
