"""How the time and memory of ``kpidsl check`` grow with the cells of a policy: indicators × classes.

Checks policies made up of every common form of indicator, each in a process of its own, their sizes in turn: the largest, half
its cells and a quarter, by fewer indicators and by fewer classes. Prints user and system time and peak memory, and per cell as a
multiple of the smallest: 1.0 is linear. With ``--passes``, the time of each pass; with ``--rules``, of the slowest rules.

    python bench/check.py --indicators 2000 --classes 60 --rounds 3
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[1]
OFFICES = 40
HEAD = """考核办法 《大办法》 {{
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 {{ 考评分、单项得分、总分：2 位，四舍五入 }}
}}
通则 {{ 缺报：停算催报；不涉及：按比例折算；自评：照评 }}
部门：{offices}
单位分类：{classes}
统称 {{ 全部：{classes} }}
"""
FORMS = (
    """指标 {name} {{
  考评部门：{office}；填报数据：计划{at}（项，1～1000）、完成{at}（项，0～1000）
  计算公式：率{at} = 完成{at} ÷ 计划{at} × 100%；目标值：率{at} ≥ 95%；条款：第{article}条
  计分办法：达标得 100 分；每低 1 个百分点扣 2 分，不足 1 个百分点按 1 个计，扣完为止
}}
""",
    """指标 {name} {{
  考评部门：{office}；填报数据：比{at}（%，0～100%，1 位小数）；条款：第{article}条
  计分办法：分档 比{at} {{ ≥ 98%：100 分；[95%, 98%)：90 分；[80%, 95%)：60 分；其余：0 分 }}
}}
""",
    "指标 {name} {{ 考评部门：{office}；计分办法：打分 0～100 分，精确到 0.5 分；条款：第{article}条 }}\n",
    """指标 {name} {{
  考评部门：{office}；填报数据：事故{at}（起，0～20）；目标值：事故{at} = 0
  计分办法：达标得 100 分，未达标不得分
}}
""",
    """指标 {name} {{
  考评部门：{office}；填报数据：产量{at}（吨，0～1000）；条款：第{article}条
  计分办法：插值 产量{at} {{ 500 吨：0 分；900 吨：100 分 }}，两端：按端点计
}}
""",
)
TAIL = """一票否决 事故 {
  情形：指标3·事故3 > 0
  处理 { 月度等次：不合格；综合得分上限：59 分 }
  对象：本单位；执行顺序：综合得分之后；影响期：当月；排名：剔除后递补；不合格名额：不占用
}
等次 月度等次 {
  分类排名：全部
  优：前 20%；良：20%～50%；合格：50%～90%；不合格：后 10%
  名额取整：只舍不入；并列：按较高等次；不足 5 个单位：只排名不定等次
}
"""


def policy(indicators: int, classes: int) -> str:
    """A policy without errors, in which every indicator weighs the same in every class."""
    names = [f"分类{at}" for at in range(classes)]
    offices = [f"部门{at}" for at in range(OFFICES)]
    rules = [
        FORMS[at % len(FORMS)].format(name=f"指标{at}", at=at, office=offices[at % OFFICES], article=1 + at % 100)
        for at in range(indicators)
    ]
    weight = f" {100 / indicators:.10f}".rstrip("0").rstrip(".") + "% |"
    rows = [f"  | 指标{at} |{weight * classes}\n" for at in range(indicators)]
    table = f"  | 指标 | {' | '.join(names)} |\n{''.join(rows)}  | 合计 |{' 100% |' * classes}\n"
    articles = "".join(f"第{at}条 条目{at} {{ 文字 }}\n" for at in range(1, 101))
    head = HEAD.format(offices="、".join(offices), classes="、".join(names))
    return f"{head}{articles}{''.join(rules)}权重表 {{\n{table}}}\n{TAIL}"


def checked(path: Path) -> tuple[float, float]:
    """Seconds of user and system time, and peak megabytes, of one process that checks the policy."""
    command = [sys.executable, "-m", "kpidsl", "check", "--format", "concise", str(path)]
    with (path.parent / "out.txt").open("wb") as out:
        done = subprocess.Popen(
            command,
            stdout=out,
            stderr=out,
            env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(path.parent)},
        )
        _, status, used = os.wait4(done.pid, 0)
    if status:
        sys.stdout.write((path.parent / "out.txt").read_text(encoding="utf-8")[:2000])
        raise SystemExit(f"check: status {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def sizes(indicators: int, classes: int) -> Iterator[tuple[int, int]]:
    """A quarter, half and all of the cells, by indicators and then by classes."""
    yield from ((indicators // by, classes) for by in (4, 2, 1))
    yield from ((indicators, classes // by) for by in (4, 2))


def passes(path: Path, rules: bool) -> None:
    """The time of each pass within one process, or of each rule."""
    from kpidsl.check.checked import CheckedPolicy
    from kpidsl.check.rules import RULES
    from kpidsl.core.expand import expand
    from kpidsl.diagnostics import Problems
    from kpidsl.pipeline import NO_FILES
    from kpidsl.plan.from_policy import lower
    from kpidsl.render.review import review
    from kpidsl.resolve.files import whole
    from kpidsl.resolve.link import link
    from kpidsl.source import Source

    problems = Problems()
    took: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        found = work()
        took[name] = time.process_time() - start
        return found

    source = Source(str(path), path.read_text(encoding="utf-8"))
    found = timed("parse", lambda: whole([source], NO_FILES, problems))
    linked = timed("link", lambda: link(found.files, problems, found.shared))
    core = timed("expand", lambda: expand(linked, problems))
    for rule in RULES:
        timed(f"check.{rule.__name__}", lambda rule=rule: rule(linked, core, problems))
    checked_policy = CheckedPolicy(linked, core)
    timed("lower", lambda: lower(checked_policy, "", problems))
    timed("review", lambda: review(checked_policy, "zh", {}))
    if not rules:
        took["check"] = sum(took.pop(name) for name in [name for name in took if name.startswith("check.")])
    for name, seconds in sorted(took.items(), key=lambda one: -one[1])[:20]:
        sys.stdout.write(f"  {name:<28}{seconds:8.2f} s\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--indicators", type=int, default=2000)
    parser.add_argument("--classes", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--passes", action="store_true")
    parser.add_argument("--rules", action="store_true")
    args = parser.parse_args()
    best: dict[tuple[int, int], tuple[float, float]] = {}
    with TemporaryDirectory() as folder:
        for turn in range(args.rounds):
            for size in sizes(args.indicators, args.classes):
                path = Path(folder) / f"{size[0]}x{size[1]}-{turn}.kpi"
                path.write_text(policy(*size), encoding="utf-8")
                if args.passes or args.rules:
                    sys.stdout.write(f"{size[0]} x {size[1]}\n")
                    passes(path, args.rules)
                else:
                    now = checked(path)
                    best[size] = min(now, best.get(size, now))
    for (indicators, classes), (seconds, megabytes) in best.items():
        first = best[next(iter(best))]
        cells, base = indicators * classes, args.indicators // 4 * args.classes
        sys.stdout.write(
            f"{indicators:>6} x {classes:<4}{cells:>8} cells{seconds:8.2f} s{seconds / first[0] * base / cells:8.2f} per cell"
            f"{megabytes:9.0f} MB{megabytes / first[1] * base / cells:8.2f} per cell\n"
        )


if __name__ == "__main__":
    main()
