"""Vetoes at random: cases of every stage, effects on marks, totals, composites and grades, periods in which they last.

Takes the policy so far; gives lines. A case is known before its effect is read, and what vetoes lower sets none off.
"""

from kpidsl.testing.writer import Writer
from kpidsl.testing.year import SCALE

_STAGES = ("单项得分", "总分", "综合得分", "等次")
GRADE_EFFECTS = ("不合格", "降一级", "不定等次")


def vetoes(writer: Writer) -> None:
    """Adds one or two to most policies."""
    if not writer.maybe(65):
        return
    lowered = writer.scored[0] if writer.maybe(30) else ""
    for name in ("事故", "失信")[: writer.number(1, 2)]:
        _veto(writer, name, lowered)


def _veto(writer: Writer, name: str, lowered: str) -> None:
    stage = writer.one(*_STAGES) if lowered else writer.one(*_STAGES[1:])
    effects = {
        "单项得分": [f"{lowered}·考评分{writer.one('', '上限')}：{writer.number(0, 15)} 分"],
        "总分": [f"总分{writer.one('上限', '')}：{writer.number(0, 90)} 分"],
        "综合得分": [f"综合得分上限：{writer.one(writer.decimal(0, 99), '-5')} 分"],
        "等次": [],
    }[stage]
    if stage == "等次" or writer.maybe(70):
        effects.append(_on_grade(writer))
    classes = writer.some(writer.classes) if writer.maybe(30) else writer.classes
    lines = [
        f"  情形：{'、'.join(_case(writer, stage, lowered) for _ in range(writer.number(1, 2)))}",
        f"  适用于：{'、'.join(classes)}",
    ]
    if writer.ranked or writer.yearly == "rank":
        ranking = writer.one("剔除后递补", "保留名次", "计入基数不占名次")
        places = "不占用" if ranking == "保留名次" else writer.one("占用", "不占用")
        lines += [f"  排名：{ranking}", f"  不合格名额：{places}"]
    lines += [
        f"  处理 {{ {'；'.join(effects)} }}",
        f"  对象：{_reached(writer, stage, '队组' in classes)}",
        *([f"  执行顺序：{stage}之后"] if stage != "等次" else []),
        f"  影响期：{writer.one(*writer.cycle.lasts)}",
    ]
    writer.lines += [f"一票否决 {name} {{", *lines, "}"]


def _on_grade(writer: Writer) -> str:
    scale = SCALE if writer.yearly in ("score", "rank") and writer.maybe() else "月度等次"
    return writer.one(f"{scale}上限：合格", *(f"{scale}：{effect}" for effect in GRADE_EFFECTS))


def _reached(writer: Writer, stage: str, leads: bool) -> str:
    more = ["本单位、所属支部"] if writer.linked and leads and stage in ("综合得分", "等次") else []
    return writer.one("本单位", "本类各单位", *more)


def _case(writer: Writer, stage: str, lowered: str) -> str:
    """What sets a veto off whose effect is of ``stage``; nothing in it is lowered by a veto on marks."""
    safe = [leaf for leaf in writer.everywhere if leaf.partition("·")[0] != lowered.partition("·")[0]]
    families = list(dict.fromkeys(leaf.partition("·")[0] for leaf in safe))
    made = [f"{count} > {writer.number(0, 3)}" for count in writer.counts[-1:]]
    made += [f"{ratio} < {writer.decimal(50, 110)}%" for ratio in writer.ratios[-1:]]
    made += writer.conditions[-2:]
    for leaf in safe[-1:]:
        low = f"{leaf}·考评分 < {writer.decimal(30, 95)} 分"
        made += [low, f"连续 {writer.one(*writer.cycle.in_a_row)}（{low}）", f"上期·{low}"]
    if families:
        family = writer.one(*families)
        made.append(f"{family}·得分率 < {writer.decimal(30, 95)}%")
        made.append(f"{family}·适用项数 < {writer.number(1, 3)} 且 {family}·得分率 ≤ {writer.decimal(50, 99)}%")
    if stage in ("综合得分", "等次"):
        made += [f"总分 < {writer.decimal(40, 90)} 分", f"连续 {writer.one(*writer.cycle.in_a_row)}（总分 < 70 分）"]
    made += ["上期·月度等次 = 不合格", f"上期·综合得分 ≥ {writer.number(60, 99)} 分"]
    first = writer.one(*made)
    return (
        f"{first} {writer.one('且', '或')} {writer.one(*made)}" if writer.maybe(20) and " 且 " not in first else first
    )
