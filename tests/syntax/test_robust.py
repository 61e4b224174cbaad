"""Any text at all gives a tree or findings: never an exception, never a loop, in time that grows with the text."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kpidsl.grammar_files import grammar_text
from kpidsl.source import Span
from kpidsl.syntax.kept import kept
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.parse_table import made_by_lark
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


@pytest.mark.parametrize(
    "sign",
    ["(", "{", "[", "“", "《", "|", "-", "非 ", "a·", "a=", ";", "\n", "　", "9", "9.", "暂定（", "注：", "指标 {"],
)
def test_one_sign_over_and_over(sign: str) -> None:
    start = time.perf_counter()
    for opening in ("", "指标 甲 { 目标值：", "权重表 {\n| "):
        survives(opening + sign * 20_000)
    assert time.perf_counter() - start < 20


def test_a_sum_of_ten_thousand_terms_is_one_shallow_node() -> None:
    file = good("确保：" + " + ".join(["甲·考评分 × 2"] * 10_000) + " ≥ 20%")
    value = line(file.declarations[0].value)
    assert value.count("甲.MARK") == 10_000


def test_nesting_up_to_the_limit_reads() -> None:
    good("确保：" + "（" * 200 + "1" + "）" * 200 + " > 0")


def seconds(task: Callable[[], object]) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def test_fifty_thousand_declarations() -> None:
    text = "\n".join(f"指标 甲{number} {{ 牵头部门：党办；条款：三（二） }}" for number in range(50_000))
    assert seconds(lambda: good(text)) < 30


def test_fifty_thousand_mistakes() -> None:
    text = "\n".join(f"指标 甲{number} {{ 牵头部门：" for number in range(50_000))
    assert seconds(lambda: read(text)) < 60


def nothing_to_make() -> object:
    raise AssertionError("made again")


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "kpidsl"


def test_the_table_kept_is_the_table_made(cache: Path) -> None:
    grammar = grammar_text("kpi.lark")
    made = made_by_lark(grammar)
    assert kept("grammar", [grammar], lambda: made) == made
    assert kept("grammar", [grammar], nothing_to_make) == made
    assert [file.suffix for file in cache.iterdir()] == [".bin"]


def test_what_is_made_from_other_content_is_made_anew(cache: Path) -> None:
    assert cache.parent.is_dir()
    assert kept("words", ["a", "b"], lambda: (1,)) == (1,)
    assert kept("words", ["a", "c"], lambda: (2,)) == (2,)
    assert kept("words", ["a", "b"], nothing_to_make) == (1,)


@pytest.mark.parametrize("damage", [
    lambda _: b"", lambda _: b"not a table", lambda content: content[:-1], lambda content: content[:40],
    lambda content: content[:-1] + bytes([content[-1] ^ 1]), lambda content: content + b"0",
])  # fmt: skip
def test_a_kept_copy_that_is_damaged_is_made_anew(cache: Path, damage: Callable[[bytes], bytes]) -> None:
    made = ({"a": 1}, ("b",))
    kept("words", [""], lambda: made)
    (file,) = cache.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    assert kept("words", [""], lambda: made) == made
    assert kept("words", [""], nothing_to_make) == made


def test_a_folder_in_place_of_the_kept_copy_does_not_matter(cache: Path) -> None:
    kept("words", [""], lambda: 1)
    (file,) = cache.iterdir()
    file.unlink()
    file.mkdir()
    assert kept("words", [""], lambda: 1) == 1
    assert list(cache.iterdir()) == [file]


def test_no_folder_to_keep_anything_in_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert kept("words", [""], lambda: 1) == 1
    assert kept("words", [""], lambda: 2) == 2


def test_a_user_without_a_home_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "~nobody-of-this-name/cache")
    assert kept("words", [""], lambda: 1) == 1
