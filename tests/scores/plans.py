"""A small policy as a plan, its roster, and helpers that read text as files."""

from fractions import Fraction
from pathlib import Path

from kpidsl.core.types import Bool, Decimal, Ordinal
from kpidsl.diagnostics import Problems, catalogue
from kpidsl.plan.nodes import Emit, Input, Plan, Scan
from kpidsl.scores.month import Month
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import Roster, read_roster
from kpidsl.source import Cell

CREW, OFFICE, BRANCH = "一线队组", "政工科室", "队组支部"
CLASSES = (CREW, OFFICE, BRANCH)
ROSTER = """\
单位,单位分类,又称,所属支部
综采一队,一线队组,"一队、综一",综采支部
综采二队,一线队组,,综采支部
党办,政工科室,党委办公室,
综采支部,队组支部,,
"""


def number(
    leaf: str,
    datum: str,
    unit: str,
    *,
    owners: dict[str, str],
    decimals: int = 0,
    scale: Fraction = Fraction(1),
    low: int = 0,
    high: int = 10**9,
    step: Fraction | None = None,
    optional: tuple[str, ...] = (),
) -> Input:
    kind = Decimal(decimals, low * scale, high * scale)
    key = f"{leaf}·{datum}" if datum else leaf
    return Input(
        key,
        leaf,
        datum,
        kind,
        tuple(owners.items()),
        optional,
        unit,
        scale,
        decimals,
        Fraction(low),
        Fraction(high),
        step,
    )


def levels(leaf: str, datum: str, names: tuple[str, ...], owners: dict[str, str]) -> Input:
    kind = Bool() if names == ("是", "否") else Ordinal(names)
    last = Fraction(len(names) - 1)
    return Input(
        f"{leaf}·{datum}",
        leaf,
        datum,
        kind,
        tuple(owners.items()),
        (),
        "",
        Fraction(1),
        0,
        Fraction(0),
        last,
        None,
        names,
    )


TASKS = {CREW: "调度室", OFFICE: "绩效办", BRANCH: "绩效办"}
INPUTS = (
    number("月度任务", "计划数", "item", owners=TASKS, low=1),
    number("月度任务", "完成数", "item", owners=TASKS),
    number("安全管理", "安全事故", "event", owners={CREW: "安监处"}),
    number("职工培训", "", "points", owners={CREW: "培训中心", OFFICE: "培训中心"}, decimals=1, high=100, step=Fraction(1, 2)),
    number("上报", "及时率", "percent", owners={OFFICE: "企管科"}, decimals=2, scale=Fraction(1, 100), high=200),
    number("产量", "原煤产量", "wan_ton", owners={CREW: "调度室"}, decimals=2, scale=Fraction(10000), low=-5, high=100),
    levels("信息", "上线", ("是", "否"), {OFFICE: "网信部"}),
    levels("质量", "等级", ("一级", "二级", "三级"), {CREW: "工程部"}),
    number("宣传", "稿件", "article", owners={BRANCH: "宣传部"}, optional=(BRANCH,)),
)  # fmt: skip
PLAN = Plan(
    "试行办法", "1", (Scan(INPUTS, {"所属支部": {CREW: (BRANCH,)}}, CLASSES), Emit((), "总分", "综合得分", (), ())), {}
)

HEADING = [
    "被考核单位",
    "计划数",
    "完成数",
    "安全事故",
    "职工培训",
    "及时率",
    "原煤产量（万吨）",
    "上线",
    "等级",
    "稿件",
]
ROWS = [
    ["综采一队", "20", "19", "0", "92.5", "", "1.25", "", "一级", ""],
    ["综采二队", "10", "10", "1", "90", "", "2.50", "", "二级", ""],
    ["党办", "8", "8", "", "100", "95.5%", "", "是", "", ""],
    ["综采支部", "5", "5", "", "", "", "", "", "", "3"],
]


def csv_text(rows: list[list[str]], heading: list[str] | None = None, delimiter: str = ",") -> str:
    return "".join(delimiter.join(row) + "\n" for row in [HEADING if heading is None else heading, *rows])


def with_cell(row: int, heading: str, value: str) -> str:
    """The sound table with one cell changed; ``row`` counts from 1 with the heading."""
    rows = [list(cells) for cells in ROWS]
    rows[row - 2][HEADING.index(heading)] = value
    return csv_text(rows)


def roster(folder: Path, text: str = ROSTER) -> tuple[Roster | None, Problems]:
    path = folder / "units.csv"
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    return read_roster(path, PLAN.scan, problems), problems


def month(
    folder: Path,
    *texts: str | bytes,
    plan: Plan = PLAN,
    names: tuple[str, ...] = ("2019-03.csv",),
    period: str | None = None,
) -> tuple[Month | None, Problems]:
    """The files ``texts``, called ``names``, read with the small policy's roster."""
    known, problems = roster(folder)
    assert known
    assert not list(problems)
    paths = []
    for name, text in zip(names, texts, strict=True):
        path = folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        paths.append(path)
    problems = Problems()
    return read_month(paths, plan, known, problems, period), problems


def said(problems: Problems) -> list[str]:
    """Each finding as ``K533 C8 message``; cells by letter and row, ``1`` the whole row, nothing for the whole file."""
    return [f"{one.code} {where(one.place)} {message(one)}".replace("  ", " ") for one in problems]


def where(place: object) -> str:
    if place is None:
        return ""
    assert isinstance(place, Cell)
    return ("" if not place.column else chr(64 + place.column)) + ("" if not place.row else str(place.row))


def message(diagnostic: object) -> str:
    from kpidsl.diagnostics import Diagnostic

    assert isinstance(diagnostic, Diagnostic)
    return catalogue.message(diagnostic.code, "zh", diagnostic.variant, diagnostic.args)


def labels(problems: Problems) -> list[str]:
    return [catalogue.label_text(one.code, "zh", label.key, label.args) for one in problems for label in one.labels]


def helps(problems: Problems) -> list[str]:
    return [catalogue.help_text(one.code, "zh", one.variant, one.args) for one in problems]
