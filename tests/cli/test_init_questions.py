"""The questions of `kpidsl init`: every answer makes a sound policy, and at a terminal a person is asked them in turn."""

import os
import re
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise, product
from pathlib import Path

import pytest

from kpidsl.cli.new_folder import new_files
from kpidsl.cli.questions import Answer, load_questions, settle
from kpidsl.diagnostics import Lang, Problems
from kpidsl.diagnostics.catalogue import LANGS
from kpidsl.examples import verify
from kpidsl.pipeline import compile_policy
from kpidsl.source import Source
from kpidsl.syntax.print.formatted import formatted
from tests.cli.new_folders import init, names
from tests.cli.process import COMMAND

pytestmark = pytest.mark.usefixtures("here")


def picks() -> list[tuple[tuple[int, ...], Lang]]:
    """The usual readings, each other one alone, and all that bear on places together: these read one another's words.

    The last in one language: policies in two differ in words alone, and each word stands in one of the others.
    """
    counts = [len(question.readings) for question in load_questions("zh")]
    usual = (0,) * len(counts)
    alone = [(*usual[:i], pick, *usual[i + 1 :]) for i, count in enumerate(counts) for pick in range(1, count)]
    together = (((0,) * 5 + rest, "zh") for rest in product(*map(range, counts[5:])))
    return list(dict.fromkeys([*product([usual, *alone], LANGS), *together]))


def answered(lang: Lang, chosen: Sequence[int]) -> tuple[list[Answer], str]:
    left = iter(chosen)
    answers, words = settle(lang, lambda _: next(left))
    name = "考核办法.kpi" if lang == "zh" else "policy.kpi"
    files = new_files("本单位" if lang == "zh" else "our organisation", "2024-03", answers, words, lang)
    return answers, files[name].decode()


@pytest.mark.parametrize(
    ("chosen", "lang"),
    picks(),
    ids=lambda chosen: chosen if isinstance(chosen, str) else "".join(str(pick + 1) for pick in chosen),
)
def test_whatever_is_answered_the_policy_is_sound_and_its_examples_come_out_as_told(
    chosen: tuple[int, ...], lang: Lang
) -> None:
    _, text = answered(lang, chosen)
    problems, source = Problems(), Source("甲.kpi", text)
    compiled = compile_policy([source], problems)
    assert compiled
    results = verify(compiled, problems)
    assert [found.code for found in problems] == []
    assert [result.holds for result in results] == [True] * 7
    assert formatted(source, Problems()) == text


def test_the_effect_told_is_the_figure_of_the_example() -> None:
    """The numbers of a question are those that its example expects, so what was asked is what is computed."""
    told = {"rounding": "rounded", "unreported": "total_unreported", "not_applicable": "total_not_applicable",
            "step": "mark", "veto": "composite"}  # fmt: skip
    for lang in LANGS:
        for question in load_questions(lang):
            for reading in question.readings if question.key in told else ():
                figure = reading.put[told[question.key]]
                if not figure[0].isdigit():
                    continue  # a month that is stopped has no figure
                assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d.])", reading.effect), (lang, reading)


@pytest.mark.parametrize(("shares", "counts"), [(0, (4, 6, 8, 2)), (1, (2, 6, 10, 2)), (2, (6, 8, 5, 1))])
@pytest.mark.parametrize("lang", LANGS)
def test_shares_and_places_told_are_those_of_the_bands(shares: int, counts: tuple[int, ...], lang: Lang) -> None:
    answers, words = settle(lang, lambda question: shares if question.key == "shares" else 0)
    by_key = {answer.question.key: answer for answer in answers}
    told = tuple(map(int, re.findall(r"\d+", by_key["shares"].reading.effect)))
    cuts = [int(words[key].rstrip("%")) for key in ("first", "second", "third")]
    ends = [0, *(20 * cut // 100 for cut in cuts), 20]
    assert told == counts == tuple(after - before for before, after in pairwise(ends))
    eighths = 8 * cuts[0]
    assert words["eight"] == f"{eighths // 100}.{eighths % 100 // 10}"
    places = [int(number) for one in by_key["places"].question.readings for number in re.findall(r"\d+", one.effect)]
    assert places == [eighths // 100, (eighths + 50) // 100, -(-eighths // 100)]
    assert int(words["ten"]) * 10 == cuts[0]


def test_both_languages_ask_the_same() -> None:
    zh, en = (load_questions(lang) for lang in LANGS)
    assert [(one.key, [sorted(reading.put) for reading in one.readings]) for one in zh] == [
        (one.key, [sorted(reading.put) for reading in one.readings]) for one in en
    ]


# ---- at a terminal -------------------------------------------------------------------------------------------------

terminal = pytest.mark.skipif(sys.platform == "win32", reason="terminals are made with pty")
LEAVE = "\x03"
END = "\x04"


def at_terminal(*arguments: str, typed: Sequence[str], **environ: str) -> tuple[int, str]:
    """The exit code and all that is seen, of a command at a terminal of its own; each line is typed when one is asked."""
    import fcntl
    import termios

    def takes_the_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a run in the background has it ignored

    ours, theirs = os.openpty()
    process = subprocess.Popen(
        [*COMMAND, "init", "--period", "2024-03", *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", **environ},
        start_new_session=True, preexec_fn=takes_the_terminal,  # noqa: PLW1509
    )  # fmt: skip
    os.close(theirs)
    seen, left = b"", list(typed)
    try:
        while select.select([ours], [], [], 20)[0]:
            try:
                got = os.read(ours, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            seen += got
            if not got:
                break
            if left and seen.decode(errors="replace").rstrip("\n").endswith(("：", ": ")):
                os.write(ours, left.pop(0).encode())
        return process.wait(20), seen.decode().replace("\r\n", "\n")
    finally:
        process.kill()
        os.close(ours)


@terminal
def test_a_person_is_asked_nine_questions_and_the_answers_stand_in_the_policy() -> None:
    typed = ["李村煤矿\n", "2\n", "\n", "９\n", "二\n", "３\n", "1\n", "2\n", "\n", "3\n", "2\n", "2\n"]
    code, seen = at_terminal("甲", typed=typed)
    assert code == 0
    assert seen.startswith("下面 9 个问题，")
    assert [f"\n{number}/9　" in seen for number in range(1, 10)] == [True] * 9
    assert seen.count("请写 1 到 3 中的一个数。") == 2
    assert "92.5 分 × 5% = 4.625 分：" in seen
    policy = Path("甲/李村煤矿.kpi").read_text(encoding="utf-8")
    for words in (
        "考核办法 《李村煤矿月度绩效考核办法》",
        "只舍不入 }　暂定（92.5 分 × 5% = 4.625 分：记 4.62 分；待考核领导小组审定）",
        "缺报：停算催报",
        "不涉及：计零分",
        "不足 1 个百分点按 1 个计",
        "处理 { 月度等次：不合格 }",
        "优：前 20%",
        "名额取整：只入不舍",
        "并列：按较低等次",
        "不足 5 个单位：按分数（分数等次）",
    ):
        assert words in policy


@terminal
def test_enter_takes_the_usual_reading_as_nobody_to_ask_does() -> None:
    code, seen = at_terminal("甲", "--lang", "en", typed=["\n"] * 10)
    assert code == 0
    assert "Name of the organisation (Enter: our organisation): " in seen
    assert init("乙", "--lang", "en").returncode == 0
    assert {path.name: path.read_bytes() for path in Path("甲").iterdir()} == {
        path.name: path.read_bytes() for path in Path("乙").iterdir()
    }


@terminal
@pytest.mark.parametrize("leave", [LEAVE, END])
@pytest.mark.parametrize("answers", [0, 1, 5])
def test_who_leaves_finds_nothing_written(leave: str, answers: int) -> None:
    code, seen = at_terminal("甲", typed=["\n"] * answers + [leave])
    assert code == 130
    assert "Traceback" not in seen
    assert "K901" not in seen
    assert names() == []


@terminal
def test_yes_and_a_name_leave_nothing_to_ask() -> None:
    code, seen = at_terminal("甲", "--yes", typed=[])
    assert code == 0
    assert "1/9" not in seen
    code, seen = at_terminal("乙", "--name", "某矿", typed=["\n"] * 9)
    assert code == 0
    assert "单位名称" not in seen
    assert "某矿.kpi" in names("乙")


@terminal
def test_a_name_that_cannot_be_used_is_asked_again() -> None:
    code, seen = at_terminal("甲", typed=['《“「"\n', "某矿\n", *["\n"] * 9])
    assert code == 0
    assert "这个名称不能用" in seen
    assert "某矿.kpi" in names("甲")


@terminal
def test_what_is_there_already_is_said_before_anything_is_asked() -> None:
    init("甲")
    code, seen = at_terminal("甲", typed=[])
    assert code == 2
    assert "下面" not in seen
    assert "K570" in seen
