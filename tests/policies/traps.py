"""The page of the traps: what is wrong in the two regulations as printed, and which finding says so where.

``python -m tests.policies.traps`` writes ``docs/traps.md``; a test fails where it is not that of the findings as they are. What is
looked for stands in ``traps-*.csv``: the code, and words of the lines that it is placed on.
"""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from kpidsl.diagnostics import Diagnostic
from kpidsl.diagnostics.texts import in_one_line, said
from kpidsl.render.reviewing.markdown import plain
from tests.policies.as_printed import FOLDER, NAMES, Printed, printed, rows

HERE = Path("tests/policies")
PAGE = Path("docs/traps.md")
HEAD = """# Traps 陷阱

What committees missed in two real regulations, [as printed](../{folder}), and the finding of `kpidsl check` that says so:
{found} of {all} are found. No rule knows these regulations; each is tried on others (`kpidsl explain CODE`).

两份真实的考核办法照原文录入后，`kpidsl check` 自己找出来的毛病：{all} 处中找出 {found} 处。每条规则都不是为这两份办法写的。
"""


@frozen
class Sought:
    """What shows a trap: a code, and words of the lines it is placed on; or why nothing can."""

    trap: str
    code: str
    on: str
    why_zh: str
    why_en: str


def sought(name: str) -> list[Sought]:
    """What is looked for in one of the regulations."""
    table = rows(HERE / f"traps-{name}.csv")
    return [Sought(row["trap"], row["code"], row["on"], row["why_zh"] or "", row["why_en"] or "") for row in table]


def titles() -> dict[str, tuple[str, str]]:
    """What each trap is, in Chinese and English."""
    return {row["trap"]: (row["zh"], row["en"]) for row in rows(HERE / "trap-titles.csv")}


def shown_by(one: Sought, where: Printed) -> list[Diagnostic]:
    """The findings that show a trap."""
    return [finding for finding in where.findings if finding.code == one.code and one.on in where.lines(finding)]


def found() -> set[str]:
    """The traps that some finding shows."""
    return {one.trap for name in NAMES for one in sought(name) if one.code and shown_by(one, printed(name))}


def page() -> str:
    """The page."""
    known = titles()
    parts = [HEAD.format(folder=FOLDER.as_posix(), found=len(found()), all=len(known))]
    for name, file in NAMES.items():
        parts += ["", f"## {plain(printed(name).policy.name)}", "", f"[{file}](../{(FOLDER / file).as_posix()})", ""]
        parts += [
            "| 陷阱 | what is wrong 毛病 | code 代码 | line 行 | finding 发现 |",
            "|---|---|---|---|---|",
            *_rows(name, known),
        ]
    unseen = [one for name in NAMES for one in sought(name) if not one.code]
    parts += [
        "",
        "## Not to be found by a compiler 程序看不出来的",
        "",
        "| 陷阱 | what is wrong 毛病 | why 原因 |",
        "|---|---|---|",
    ]
    parts += [f"| {one.trap} | {_both(known[one.trap])} | {_both((one.why_zh, one.why_en))} |" for one in unseen]
    return "\n".join(parts) + "\n"


def _both(texts: tuple[str, str]) -> str:
    return "<br>".join(map(plain, texts))


def _rows(name: str, known: dict[str, tuple[str, str]]) -> Iterator[str]:
    where, last, shown = printed(name), "", set[tuple[str, Diagnostic]]()
    for one in sought(name):
        new = [finding for finding in shown_by(one, where) if (one.trap, finding) not in shown] if one.code else []
        for finding in new[:1]:
            shown.add((one.trap, finding))
            title = "" if one.trap == last else _both(known[one.trap])
            trap, last = "" if one.trap == last else one.trap, one.trap
            message = plain(in_one_line(said(finding, "zh").message))
            yield f"| {trap} | {title} | {one.code} | {where.line(finding)} | {message} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
