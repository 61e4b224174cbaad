"""Clauses of real regulations, each as a fragment of a policy.

Takes ``C17.kpi`` and its like; gives whole policies. A fragment says what its clause says; the frame that every policy needs
(head, defaults, departments, classes, weights) is put before it where the fragment leaves it out. ``C8.md`` beside a fragment
holds months of several units, their records and what comes out, as chapters of the specification do. ``C159.printed`` is a clause as it
was printed, with a mistake in it: ``# error: K201`` stands at the end of the line where that is found.
"""

import csv
import re
from pathlib import Path

from attrs import frozen

from kpidsl.source import Source

FOLDER = Path(__file__).parent
HEAD = """考核办法 《条款》 {{
  版本：1；施行日期：2019年1月1日；考核周期：月度；满分：{full} 分
  保留小数 {{ 考评分、单项得分、总分、综合得分：2 位，四舍五入 }}
}}
"""
DEFAULTS = "通则 { 计分办法：打分 0～100 分，精确到 0.5 分；缺报：停算催报；不涉及：按比例折算；自评：照评 }\n"


@frozen
class Fragment:
    """A clause of the survey: its number, what it says, and the policy that says the same."""

    clause: str
    says: str
    text: str
    path: Path

    @property
    def sources(self) -> tuple[Source, ...]:
        """The frame, where one is needed, and the fragment."""
        frame = self.frame
        return ((Source("frame.kpi", frame),) if frame else ()) + (Source(self.path.name, self.text),)

    @property
    def printed(self) -> "Fragment | None":
        """The clause as it was printed, where that cannot be evaluated."""
        path = self.path.with_suffix(".printed")
        return Fragment(self.clause, self.says, path.read_text(encoding="utf-8"), path) if path.exists() else None

    @property
    def frame(self) -> str:
        """What every policy has and the fragment leaves out."""
        own, lines = self.text, []
        if not re.search(r"^考核办法", own, re.MULTILINE):
            full = re.search(r"^# 满分 (\d+)", own, re.MULTILINE)
            lines.append(HEAD.format(full=full[1] if full else "100"))
        if not re.search(r"^通则", own, re.MULTILINE):
            lines.append(DEFAULTS)
        if not re.search(r"^部门", own, re.MULTILINE):
            offices = dict.fromkeys(re.findall(r"(?:考评|填报|牵头)部门：(\w+)", own)) or {"考核办": None}
            lines.append(f"部门：{'、'.join(offices)}\n")
        classes = dict.fromkeys(re.findall(r"单位：[^（；，\n]+（(\w+)）", own))
        if not re.search(r"^单位分类", own, re.MULTILINE):
            lines.append(f"单位分类：{'、'.join(classes)}\n")
        if not re.search(r"^权重(表|分配表) *\{", own, re.MULTILINE):
            (indicator,) = re.findall(r"^指标 (\w+) *\{", own, re.MULTILINE)
            declared = re.search(r"^单位分类：(.*)$", own, re.MULTILINE)
            names = declared[1].split("、") if declared else list(classes)
            cells, full = " | ".join("100%" for _ in names), " | ".join(names)
            lines.append(f"权重表 {{\n  | 指标 | {full} |\n  | {indicator} | {cells} |\n}}\n")
        return "".join(lines)


def clauses() -> dict[str, str]:
    """The clauses of the survey by number."""
    with (FOLDER / "clauses.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["clause"] for row in csv.DictReader(file)}


def fragments() -> list[Fragment]:
    """Every clause that is written down, in the order of the survey."""
    return [
        Fragment(number, says, path.read_text(encoding="utf-8"), path)
        for number, says in clauses().items()
        if (path := FOLDER / f"{number}.kpi").exists()
    ]


def unwritten() -> dict[str, str]:
    """The clauses that are not written down, and why."""
    with (FOLDER / "unwritten.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row["why"] for row in csv.DictReader(file)}
