"""On random policies: one whose places stand in another file, and one said as an older version and what was added to it since, are
what they are in one piece; and whatever a declaration says, it is changed, printed and read again with the word before it.
"""

import os
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Lang, Problems
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.resolve.library import library_of
from kpidsl.results.figures import Value
from kpidsl.source import Source
from kpidsl.syntax.parser import WHOLE, parse
from kpidsl.syntax.preface import SHARED
from kpidsl.syntax.print.formatted import formatted
from kpidsl.syntax.tree import Declaration, File, Name
from kpidsl.testing import months, policies

CASES = int(os.environ.get("KPIDSL_CASES", "500")) // 25
ONCE = settings(max_examples=CASES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
ADDED = frozenset({"INDICATOR", "VETO", "GRADES", "LOG", "COMPOSITE", "ENSURE", "ALWAYS", "SCHEME", "BONUS", "MALUS"})


def tree(text: str, measures: tuple[str, ...] = ()) -> File:
    problems = Problems()
    found = parse(Source("policy.kpi", text), problems, measures)
    assert found, [*problems, text]
    return found


def compiled(text: str, **files: str) -> Compiled:
    problems = Problems()
    found = compile_text(
        text, problems, "policy.kpi", library_of({f"{name}.kpi": body for name, body in files.items()})
    )
    assert found, [*problems, text, *files.values()]
    return found


def written(text: str, declarations: list[Declaration], before: str = "") -> str:
    return "".join(f"{before}{text[one.place.start : one.place.end]}\n" for one in declarations)


def same(data: st.DataObject, one: Compiled, other: Compiled) -> None:
    month = data.draw(months(one))
    expected, got = evaluate(one.plan, month), evaluate(other.plan, month)
    for unit in month.units:
        left_out = {f"link:{link}" for link in one.plan.scan.links.keys() - other.plan.scan.links.keys()}
        figures, found = named(expected.figures(unit.name)), named(got.figures(unit.name))
        assert found == {name: value for name, value in figures.items() if name not in left_out}


def named(figures: Mapping[str, Value] | None) -> dict[str, Value]:
    """The figures that do not hang on the order in which rules stand, as steps between two 降一级 do."""
    return {
        name: value for name, value in (figures or {}).items() if not name.startswith(("agg:", "among:", "lowered:"))
    }


@seed(1)
@ONCE
@given(st.data())
def test_places_in_another_file_are_the_places_of_the_policy(data: st.DataObject) -> None:
    text = data.draw(policies())
    declarations = tree(text).declarations
    shared = written(text, [one for one in declarations if one.word in SHARED])
    own = written(text, [one for one in declarations if one.word not in SHARED])
    same(data, compiled(text), compiled(f"引用：“共用.kpi”\n{own}", 共用=shared))


@seed(2)
@ONCE
@given(st.data())
def test_an_older_version_and_what_was_added_are_the_newer(data: st.DataObject) -> None:
    text = data.draw(policies())
    declarations = tree(text).declarations
    (head,) = (one for one in declarations if one.word == "POLICY")
    assert isinstance(head.subject, Name)
    added = [one for one in declarations if one.word in ADDED and data.draw(st.booleans())]
    older = written(text, [one for one in declarations if one not in added])
    older = older.replace("版本：1", "版本：0", 1).replace("version: 1", "version: 0", 1)
    amendment = f"修订 《{head.subject.text}》 {{ 原版本：0；版本：1；施行日期：2100年1月1日 }}\n"
    same(data, compiled(text), compiled(amendment + written(text, added, "增加 "), 旧=older))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_declaration_is_printed_with_what_an_amendment_does_to_it(lang: Lang) -> None:
    @seed(3)
    @ONCE
    @given(st.data())
    def printed(data: st.DataObject) -> None:
        text = data.draw(policies())
        declarations = list(tree(text).declarations)
        words = data.draw(
            st.lists(st.sampled_from(["增加", "改为", "调整", "insert", "replace", "adjust"]), min_size=1)
        )
        changed = "".join(written(text, [one], f"{words[at % len(words)]} ") for at, one in enumerate(declarations))
        removed = [one for one in declarations if one.word in WHOLE]
        problems = Problems()
        found = formatted(Source("policy.kpi", changed + written(text, removed, "删除 ")), problems, lang)
        assert found, [*problems]
        assert [one.change.word for one in tree(found).declarations if one.change] == [
            {"增加": "INSERT", "改为": "REPLACE", "调整": "ADJUST"}.get(word, word.upper())
            for word in (words[at % len(words)] for at in range(len(declarations)))
        ] + ["REMOVE"] * len(removed)

    printed()
