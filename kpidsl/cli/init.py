"""``kpidsl init``: a working folder for a new organisation, with a policy that can be evaluated at once."""

import io
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, FileName, Option, text
from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import SETTINGS
from kpidsl.cli.new_folder import (
    NOBODY,
    README,
    UNITS,
    month_file,
    new_files,
    policy_file,
    refuse_taken,
    title_of,
    write_new,
)
from kpidsl.cli.questions import Answer, Question, load_questions, settle
from kpidsl.cli.session import Session, failed
from kpidsl.diagnostics import Lang
from kpidsl.diagnostics.width import pad, width

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "opening": "下面 {count} 个问题，考核办法里常常没有写明，而答法不同，分数、等次就不同。选定的都标“暂定”，以后可以改。\n"
        "直接按回车选第 1 种；按 Ctrl-C 退出，什么都不写。\n",
        "name": "单位名称（直接按回车是“{default}”）：",
        "bad_name": "这个名称不能用：名称里不能有控制字符，也不能把各种引号都用上。\n",
        "question": "\n{number}/{count}　{ask}\n     {case}：\n",
        "reading": "     {number}  {words}  {effect}\n",
        "choose": "  选 1～{last}（直接按回车是 1）：",
        "bad_choice": "  请写 1 到 {last} 中的一个数。\n",
        "made": "已建好“{folder}”：\n",
        "policy": "考核办法，按里面的注改成本单位的",
        "units": "单位表，用 Excel 打开就能改",
        "month": "{period} 的数据，样例",
        "settings": "设置",
        "readme": "说明，以及请考核领导小组审定的 {count} 项",
        "next": "\n接着做：\n",
    },
    "en": {
        "opening": "{count} questions follow that policies often leave open, though marks and grades depend on them. Answers are\n"
        "written down as provisional and can be changed later. Enter takes the first reading; Ctrl-C leaves, nothing is written.\n",
        "name": "Name of the organisation (Enter: {default}): ",
        "bad_name": "This name cannot be used: no control characters, and not every kind of quotation mark.\n",
        "question": "\n{number}/{count}  {ask}\n     {case}:\n",
        "reading": "     {number}  {words}  {effect}\n",
        "choose": "  Choose 1 to {last} (Enter: 1): ",
        "bad_choice": "  Write one number from 1 to {last}.\n",
        "made": "Made {folder}:\n",
        "policy": "the policy; its comments say what to change",
        "units": "the units, to be edited in a spreadsheet",
        "month": "data of {period}, made up",
        "settings": "settings",
        "readme": "how to go on, and {count} questions for the committee",
        "next": "\nNext:\n",
    },
}  # fmt: skip


def _init(session: Session, folder: str, name: str | None, period: str | None, yes: bool) -> Exit:
    lang, place = session.lang, Path(folder)
    month = _month(period)
    refuse_taken(place, [SETTINGS, UNITS, month_file(month), README[lang]])
    asking = not yes and _at_terminal()
    if name is not None:
        name = name.strip()
        if title_of(name, lang) is None:
            raise failed(Exit.USAGE, "K571", None, name=name)
    if asking:
        sys.stderr.write(_WORDS[lang]["opening"].format(count=len(load_questions(lang))) + "\n")
        if name is None:
            name = _asked_name(lang)
    name = name or NOBODY[lang]
    refuse_taken(place, [policy_file(name, lang)])
    answers, words = settle(lang, _Asker(lang).ask if asking else _first)
    if asking:
        sys.stderr.write("\n")
    files = new_files(name, month, answers, words, lang)
    write_new(place, files)
    _conclude(lang, folder, list(files), month, answers)
    return Exit.OK


def _month(period: str | None) -> str:
    """The month asked for, else the last one that is over."""
    from datetime import date, timedelta

    from kpidsl.resolve.cycle import Cycle
    from kpidsl.scores.period import parse_period, period_words

    if period is None:
        return (date.today().replace(day=1) - timedelta(days=1)).strftime("%Y-%m")
    found = parse_period(period)
    if found is None:
        raise failed(Exit.USAGE, "K513", None, "asked", value=period, **period_words(Cycle()))
    return found


def _at_terminal() -> bool:
    """Whether somebody can be asked. What cannot be read from a terminal as text is no reason to fail."""
    if sys.stdin is None or not sys.stdin.isatty() or not sys.stderr.isatty():
        return False
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    return True


def _first(_: Question) -> int:
    return 0


def _typed(prompt: str) -> str:
    """What is typed after ``prompt``; the end of the input is the wish to leave, as Ctrl-C is. Raises KeyboardInterrupt."""
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        raise KeyboardInterrupt
    return line.strip()


def _asked_name(lang: Lang) -> str:
    while name := _typed(_WORDS[lang]["name"].format(default=NOBODY[lang])):
        if title_of(name, lang):
            break
        sys.stderr.write(_WORDS[lang]["bad_name"])
    return name


class _Asker:
    """Asks one question after another on a terminal."""

    def __init__(self, lang: Lang) -> None:
        self._words = _WORDS[lang]
        self._count = len(load_questions(lang))
        self._number = 0

    def ask(self, question: Question) -> int:
        """The number of the reading chosen, from 0. Raises KeyboardInterrupt."""
        self._number += 1
        write, last = sys.stderr.write, len(question.readings)
        write(
            self._words["question"].format(number=self._number, count=self._count, ask=question.ask, case=question.case)
        )
        cells = max(width(reading.words) for reading in question.readings)
        for number, reading in enumerate(question.readings, start=1):
            write(self._words["reading"].format(number=number, words=pad(reading.words, cells), effect=reading.effect))
        while True:
            typed = unicodedata.normalize("NFKC", _typed(self._words["choose"].format(last=last))) or "1"
            if typed in map(str, range(1, last + 1)):
                return int(typed) - 1
            write(self._words["bad_choice"].format(last=last))


def _conclude(lang: Lang, folder: str, names: Sequence[str], period: str, answers: Sequence[Answer]) -> None:
    """What was made, and the commands to go on with."""
    words = _WORDS[lang]
    told = ("policy", "units", "month", "settings", "readme")
    elsewhere = Path(folder).resolve() != Path.cwd()
    lines = [words["made"].format(folder=folder if elsewhere else Path.cwd())]
    cells = max(map(width, names))
    for name, key in zip(names, told, strict=True):
        lines.append(f"  {pad(name, cells)}  {words[key].format(period=period, count=len(answers))}\n")
    lines.append(words["next"])
    if elsewhere:
        lines.append(f"  cd {_quoted(folder)}\n")
    lines += ["  kpidsl check\n", f"  kpidsl evaluate {month_file(period)}\n"]
    streams.write("".join(lines))


def _quoted(folder: str) -> str:
    """A path as the usual shell of the system takes it in one piece."""
    if sys.platform == "win32":
        return subprocess.list2cmdline([folder])
    return shlex.quote(folder if not folder.startswith("-") else f"./{folder}")


command = Command(
    "init",
    callback=click.pass_obj(_init),
    params=[
        click.Argument(["folder"], default=".", type=FileName(), metavar="[FOLDER]"),
        Option(
            ["--name"], metavar="NAME",
            words=text("单位名称，写进考核办法的标题", "name of the organisation, for the title of the policy"),
        ),
        Option(
            ["--period"], metavar="YYYY-MM",
            words=text("样例数据的月份，不写时是上个月", "month of the made-up data, last month by default"),
        ),
        Option(
            ["--yes", "-y"], is_flag=True,
            words=text("不提问，每个问题都选第 1 种", "ask nothing, take the first reading of every question"),
        ),
    ],
    words=text(
        "为一个单位新建工作文件夹：考核办法、单位表、一个月的样例数据、设置。“.”是现在的文件夹。\n"
        "在终端里会先问几个办法里常没有写明的问题。已有的文件一个也不改。",
        "Make a working folder for an organisation: policy, units, a month of made-up data, settings. “.” is this folder.\n"
        "On a terminal it first asks what policies often leave open. No file that exists is touched.",
    ),
)  # fmt: skip
