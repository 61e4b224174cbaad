"""Coverage of policies at random: an example of one class reaches that class and no other, whatever the policy says."""

import re
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.diagnostics import Problems
from kpidsl.examples import run_examples
from kpidsl.examples.coverage import coverage
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.results.figures import number_text
from kpidsl.testing import policies

ONE = "示例 一例 {{ 单位：甲（{unit_class}）；数据：{month}其余指标：满分；结果：总分 = {total} }}\n"
CALENDAR = {"月份": "月份 = 3，", "当月天数": "当月天数 = 31，", "年份": "年份 = 2019，"}


def compiled(text: str) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    assert found, [*problems]
    return found


def calendar_asked_for(text: str) -> str:
    """What of the calendar the policy reads, in any class, as its example has to say it."""
    compile_text(text, problems := Problems())
    asked = "".join(str(dict(one.args)["words_zh"]) for one in problems if one.code == "K638")
    return "".join(said for word, said in CALENDAR.items() if word in asked)


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_an_example_reaches_its_own_class_and_what_its_total_hangs_on(data: st.DataObject) -> None:
    text = re.sub(r"^任何情况下：.*\n", "", data.draw(policies()), flags=re.MULTILINE)  # drawn, they may not hold
    classes = re.search(r"^单位分类：(.*)$", text, re.MULTILINE)
    assert classes
    unit_class, *others = classes[1].split("、")
    month = calendar_asked_for(text + ONE.format(unit_class=unit_class, month="", total=0))
    (result,) = run_examples(compiled(text + ONE.format(unit_class=unit_class, month=month, total=0)))
    total = result.replayed.row["total"]
    assert total is not None or result.replayed.stopped
    policy = compiled(text + ONE.format(unit_class=unit_class, month=month, total=number_text(total or Fraction())))
    assert all(result.holds for result in run_examples(policy)) != result.replayed.stopped
    reached = [one.rule for one in coverage(policy) if one.example]
    assert [rule.subject for rule in reached if rule.kind == "CLASSES"] == [unit_class] * (not result.replayed.stopped)
    assert not any(rule.kind == "WEIGHT" and rule.subject.rpartition("·")[2] in others for rule in reached)
