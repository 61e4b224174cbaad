"""Any text at all gives a tree or findings: never an exception, never a loop, in time that grows with the text."""

import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.source import Span
from kpidsl.syntax.keywords import load_keywords
from tests.syntax.reading import MODEL, good, line, read

SIGNS = '{}()（）[]；;、，,：:|｜=＝<>≥≤≠+-×÷/*%～.·…?？“”"《》「」#＃—\n\r 　\t\u2028\ufeff０9五a暂注'
WORDS = sorted(load_keywords().whole)
FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survives(text: str) -> None:
    file, problems = read(text)
    assert (file is None) == bool(problems)
    for one in problems:
        assert isinstance(one.place, Span)
        assert 0 <= one.place.start <= one.place.end <= len(text)


@FUZZ
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    survives(text)


@FUZZ
@given(st.lists(st.one_of(st.sampled_from(SIGNS), st.sampled_from(WORDS), st.just("甲")), max_size=60).map("".join))
def test_any_row_of_words_and_signs(text: str) -> None:
    survives(text)
    survives("指标 甲 { " + text + " }")


@st.composite
def mutations(draw: st.DrawFn) -> str:
    text = MODEL[draw(st.sampled_from(sorted(MODEL)))]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text) - 1))
        end = min(len(text), start + draw(st.integers(1, 40)))
        other = draw(st.integers(0, len(text) - 1))
        change = draw(st.sampled_from(["delete", "double", "move", "insert"]))
        match change:
            case "delete":
                text = text[:start] + text[end:]
            case "double":
                text = text[:end] + text[start:]
            case "move":
                text = text[:other] + text[start:end] + text[other:]
            case _:
                text = text[:start] + draw(st.sampled_from(SIGNS)) + text[start:]
        text = text or "。"
    return text


@FUZZ
@given(mutations())
def test_the_model_policy_changed_at_random(text: str) -> None:
    survives(text)


def test_the_model_policy_cut_off_anywhere() -> None:
    for end in range(0, len(MODEL["zh"]), 37):
        survives(MODEL["zh"][:end])


@pytest.mark.parametrize("sign", [
    "(", "{", "[", "“", "《", "|", "-", "非 ", "a·", "a=", ";", "\n", "　", "9", "9.", "暂定（", "注：", "指标 {", "每每每", "9 ",
])  # fmt: skip
def test_one_sign_over_and_over(sign: str) -> None:
    openings = ("", "指标 甲 { 目标值：", "指标 甲 { 计分办法：", "权重表 {\n| ")
    assert seconds(lambda: [survives(opening + sign * 20_000) for opening in openings]) < 10


def test_a_sum_of_ten_thousand_terms_is_one_shallow_node() -> None:
    file = good("确保：" + " + ".join(["甲·考评分 × 2"] * 10_000) + " ≥ 20%")
    value = line(file.declarations[0].value)
    assert value.count("甲.MARK") == 10_000


def test_nesting_up_to_the_limit_reads() -> None:
    good("确保：" + "（" * 200 + "1" + "）" * 200 + " > 0")


def seconds(task: Callable[[], object]) -> float:
    """Of this process, so that others at work on the machine do not count."""
    start = time.process_time()
    task()
    return time.process_time() - start


def test_twenty_thousand_declarations() -> None:
    text = "\n".join(f"指标 甲{number} {{ 牵头部门：党办；条款：三（二） }}" for number in range(20_000))
    assert seconds(lambda: good(text)) < 15


def test_fifty_thousand_mistakes() -> None:
    text = "\n".join(f"指标 甲{number} {{ 牵头部门：" for number in range(50_000))
    assert seconds(lambda: read(text)) < 60
