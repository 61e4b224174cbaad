"""The policy and the months of ``large.py``: shares with a target, counts that must be none, entered marks.

Takes how many classes and indicators; gives the text of a policy, and writes months for it, the same numbers every time.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

SHARES, COUNTS, MARKS = 6, 2, 5
FEW = (SHARES, COUNTS, MARKS)
CLASSES = ("甲", "乙", "丙", "丁")
WEIGHTS = (10, 10, 10, 10, 5, 5, 5, 5, 10, 10, 10, 5, 5)
LAST_WEIGHTS = (5, 5, 5, 10, 10, 10, 5, 10, 5, 5, 10, 10, 10)
"""Of the last class."""
SEED = 20190301

HEAD = """考核办法 《百万单位》 {{
  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日
  保留小数 {{ 单项得分、总分：2 位，四舍五入 }}
}}
通则 {{ 缺报：停算催报；不涉及：按比例折算；自评：照评 }}
部门：企管科
单位分类：{classes}
"""
SHARE = """指标 率{at} {{
  考评部门：企管科
  填报数据：比{at}（%，0～200%，2 位小数）
  目标值：比{at} ≥ 95%
  计分办法：达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计，扣完为止
}}
"""
COUNT = """指标 数{at} {{
  考评部门：企管科
  填报数据：起{at}（起，0～10）
  目标值：起{at} = 0
  计分办法：达标得 100 分，未达标不得分
}}
"""
MARK = """指标 分{at} {{ 考评部门：企管科；计分办法：打分 0～100 分，精确到 0.5 分，扣分须写明原因 }}
"""
GRADES = """等次 月度等次 {{
  分类排名：{classes}
  优：前 20%；良：20%～50%；合格：50%～90%；不合格：后 10%
  名额取整：只舍不入；并列：按较高等次；不足 5 个单位：只排名不定等次
}}
"""


_FORMS = ((SHARE, "率"), (COUNT, "数"), (MARK, "分"))


def classes_of(count: int) -> tuple[str, ...]:
    """So many classes; the four of the program by hand where there are four."""
    return CLASSES if count == len(CLASSES) else tuple(f"类{at}" for at in range(count))


def policy(classes: Sequence[str] = CLASSES, shape: Sequence[int] = FEW) -> str:
    """A policy with so many shares, counts and entered marks, whose classes weigh them apart."""
    kinds = [(form, name, count) for (form, name), count in zip(_FORMS, shape, strict=True)]
    rules = "".join(form.format(at=at) for form, _, count in kinds for at in range(count))
    leaves = [f"{name}{at}" for _, name, count in kinds for at in range(count)]
    columns = [_weights(at, len(classes), len(leaves)) for at in range(len(classes))]
    rows = [("指标", *classes), *((leaf, *(column[at] for column in columns)) for at, leaf in enumerate(leaves))]
    table = "".join(f" | {' | '.join(row)} |\n" for row in [*rows, ("合计", *["100%"] * len(classes))])
    head, grades = HEAD.format(classes="、".join(classes)), GRADES.format(classes="｜".join(classes))
    return f"{head}{rules}权重表 {{\n{table}}}\n{grades}"


def _weights(place: int, classes: int, leaves: int) -> list[str]:
    """The weights of a class: those of the program by hand, moved on class by class where there are many."""
    if leaves == len(WEIGHTS):
        by = place % leaves if classes != len(CLASSES) else 0
        own = LAST_WEIGHTS if classes == len(CLASSES) and place == classes - 1 else WEIGHTS
        return [f"{weight}%" for weight in (*own[by:], *own[:by])]
    each, rest = divmod(10_000, leaves)
    return [f"{(each + (at < rest)) / 100:.2f}%" for at in range(leaves)]


def write_month(
    path: Path, units: int, classes: Sequence[str] = CLASSES, shape: Sequence[int] = FEW, sign: str = "%"
) -> None:
    """A row per unit; the sign of a share stands in its cells, or with ``sign`` empty in its heading."""
    heading = "" if sign else "（%）"
    columns = [*_own(classes), *(f'{cell} AS "{_headed(name, heading)}"' for name, cell in _cells(shape, sign))]
    duckdb.execute(f"COPY (SELECT {', '.join(columns)} FROM range({units}) AS t(i)) TO '{path}' (HEADER)")


def write_long(path: Path, units: int) -> None:
    """The same numbers, a row for each: the unit, its class, the month, the indicator and the number."""
    cells = _cells(FEW, "%")
    names, texts = (
        ", ".join(part)
        for part in zip(*((f"'{name}'", f"CAST({cell} AS VARCHAR)") for name, cell in cells), strict=True)
    )
    rows = f"SELECT {', '.join(_own(CLASSES))}, unnest([{names}]) AS 指标, unnest([{texts}]) AS 数值 FROM range({units}) AS t(i)"
    duckdb.execute(f"COPY ({rows}) TO '{path}' (HEADER)")


def _own(classes: Sequence[str]) -> list[str]:
    """The columns that tell of whom a row is."""
    return ["'单位' || i AS 被考核单位", f"{list(classes)}[(i % {len(classes)}) + 1] AS 单位分类", "'2019-03' AS 月份"]


def _cells(shape: Sequence[int], sign: str) -> list[tuple[str, str]]:
    """The name of each number, and the number."""
    shares, counts, marks = shape
    return [
        *(
            (f"率{at}·比{at}", f"CAST(85 + {_drawn(at, 2000)} / 100.0 AS DECIMAL(8, 2)) || '{sign}'")
            for at in range(shares)
        ),
        *((f"数{at}·起{at}", f"CAST({_drawn(at + 20, 97)} = 0 AS INTEGER)") for at in range(counts)),
        *((f"分{at}", f"CAST(60 + {_drawn(at + 40, 81)} * 0.5 AS DECIMAL(6, 1))") for at in range(marks)),
    ]


def _headed(name: str, heading: str) -> str:
    return name + heading if name.startswith("率") else name


def _drawn(column: int, bound: int) -> str:
    return f"((i * 7919 + {column} * 104729 + {SEED}) % 1000003 % {bound})"
