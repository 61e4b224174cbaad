"""What another program calls: a policy loaded, a month evaluated, and everything wrong collected."""

import shutil
from pathlib import Path

import kpidsl
from kpidsl.diagnostics import Problems

FIRST = Path(__file__).parents[1] / "docs" / "first" / "en"
POLICY = FIRST / "crews.kpi"


def test_a_month_under_a_policy() -> None:
    problems = Problems()
    compiled = kpidsl.load(POLICY, problems)
    assert compiled
    run = kpidsl.evaluate(compiled, [str(FIRST / "2019-03.csv")], problems)
    assert run
    assert (run.period, run.outcome.units, list(problems)) == ("2019-03", 3, [])


def test_the_month_is_given_where_the_file_does_not_say_it(tmp_path: Path) -> None:
    data = shutil.copy(FIRST / "2019-03.csv", tmp_path / "crews.csv")
    problems = Problems()
    compiled = kpidsl.load(str(POLICY), problems)
    assert compiled
    assert kpidsl.evaluate(compiled, [data], problems) is None
    assert [found.code for found in problems] == ["K512"]
    run = kpidsl.evaluate(compiled, [data], problems := Problems(), period="2019-03")
    assert run
    assert (run.period, list(problems)) == ("2019-03", [])


def test_a_policy_with_errors_is_none_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "crews.kpi"
    path.write_text(POLICY.read_text(encoding="utf-8").replace("65%", "60%"), encoding="utf-8")
    assert kpidsl.load(path, problems := Problems()) is None
    assert [found.code for found in problems] == ["K301"]
