"""The files of a new working folder: policy, units, one month, settings, and what to do with them.

Takes the name of an organisation, a month and answers; gives names and bytes, and writes them all or none. Never replaces a
file.
"""

import errno
import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from string import Template

from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import SETTINGS
from kpidsl.cli.questions import STARTER, Answer
from kpidsl.cli.session import CommandError
from kpidsl.cli.whole_files import file_names, write_all
from kpidsl.diagnostics import Diagnostic, Lang, Problems
from kpidsl.source import Cell, Source

UNITS = "units.csv"
README: dict[Lang, str] = {"zh": "说明.md", "en": "README.md"}
NOBODY: dict[Lang, str] = {"zh": "本单位", "en": "our organisation"}
"""The organisation that has not said its name."""
_POLICY: dict[Lang, str] = {"zh": "考核办法", "en": "policy"}
_TITLE: dict[Lang, str] = {"zh": "{name}月度绩效考核办法", "en": "Monthly appraisal of {name}"}
_SETTLED: dict[Lang, str] = {"zh": "暂定", "en": "provisional"}


def title_of(name: str, lang: Lang) -> str | None:
    """The title of the policy of an organisation, in quotation marks; None where the name cannot stand in one."""
    from kpidsl.syntax.print.words import Words

    if not name or not name.isprintable() or "\ufffd" in name:
        return None
    try:
        return Words(lang, (), None).quoted(_TITLE[lang].format(name=name), "《" if lang == "zh" else '"')
    except StopIteration:  # it holds every quotation mark there is
        return None


def policy_file(name: str, lang: Lang) -> str:
    """What the file of the policy is called."""
    named = name != NOBODY[lang] and file_names([name])[0]
    return f"{named or _POLICY[lang]}.kpi"


def month_file(period: str) -> str:
    """What the file of the month ``YYYY-MM`` is called."""
    return f"{period}.csv"


def new_files(
    name: str, period: str, answers: Sequence[Answer], words: Mapping[str, str], lang: Lang
) -> dict[str, bytes]:
    """The files by name. The policy is canonical text; tables have the mark by which Excel knows UTF-8."""
    year, month = period.split("-")
    policy = policy_file(name, lang)
    filled = {
        **words, "name": name, "title": title_of(name, lang) or "", "year": year, "month": str(int(month)), "period": period,
        "policy": policy, "data": month_file(period), "count": str(len(answers)), "table": _table(answers, lang),
    }  # fmt: skip

    def text(template: str) -> str:
        return Template((STARTER / lang / template).read_text(encoding="utf-8")).substitute(filled)

    return {
        policy: _canonical(policy, text("policy.kpi.in"), lang).encode(),
        UNITS: text("units.csv.in").encode("utf-8-sig"),
        month_file(period): text("month.csv.in").encode("utf-8-sig"),
        SETTINGS: text("kpidsl.toml.in").encode(),
        README[lang]: text("readme.in").encode(),
    }


def _canonical(name: str, text: str, lang: Lang) -> str:
    from kpidsl.syntax.print.formatted import formatted

    made = formatted(Source(name, text), Problems(), lang)
    assert made is not None
    return made


def _table(answers: Iterable[Answer], lang: Lang) -> str:
    """A row for each reading of each question: what was asked stands in the first of them, the mark in the one that holds."""
    rows = []
    for answer in answers:
        for number, reading in enumerate(answer.question.readings):
            ask = f"{answer.question.ask}{'' if lang == 'zh' else ' '}{answer.question.case}" if number == 0 else ""
            rows.append((ask, reading.words, reading.effect, _SETTLED[lang] if number == answer.pick else ""))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def refuse_taken(folder: Path, names: Iterable[str]) -> None:
    """Raises CommandError with K570 for every file of ``folder`` that stands where one is to be written."""
    taken = [folder / name for name in names if os.path.lexists(folder / name)]
    if taken:
        found = [Diagnostic("K570", Cell(str(path)), "", (), {"path": path.as_posix()}) for path in taken]
        raise CommandError(Exit.USAGE, found)


def write_new(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes the files into ``folder``, which is made if absent; when one cannot be written nothing is left.

    Raises CommandError as `refuse_taken`, and OSError.
    """
    refuse_taken(folder, files)
    places = (folder, *folder.parents)
    for place in places:
        if place.exists() and not place.is_dir():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
    made = [place for place in places if not place.exists()]
    paths = {folder / name: data for name, data in files.items()}
    try:
        write_all(paths)
    except BaseException:
        for path in paths:
            with suppress(OSError):
                path.unlink()
        for place in made:
            with suppress(OSError):  # not empty, or never made
                place.rmdir()
        raise
