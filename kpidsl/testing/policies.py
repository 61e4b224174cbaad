"""Whole policies at random: a frame of classes, weights, vetoes, composites and grades around indicators of every form.

Takes draws; gives the text of a policy (Chinese keywords) that has no errors. A new declaration of the language joins by a
function in ``DECLARATIONS``.
"""

from collections.abc import Callable

from hypothesis import strategies as st

from kpidsl.testing.cycles import MONTHS, OTHERS
from kpidsl.testing.forms import FORMS, RECORD_FORMS, entered
from kpidsl.testing.full_marks import full_mark_of
from kpidsl.testing.graded import excluded
from kpidsl.testing.outside import outside
from kpidsl.testing.pay import pays
from kpidsl.testing.peers import own_places
from kpidsl.testing.promises import promises
from kpidsl.testing.records import a_log
from kpidsl.testing.vetoes import vetoes
from kpidsl.testing.weights import weights
from kpidsl.testing.writer import ABSENT, UNREPORTED, Writer
from kpidsl.testing.year import annual, reported_yearly

_CLASSES = ("科室", "队组", "支部")
_PARTS = ("分项一", "分项二", "分项三")
_APPRAISERS = ("企管科", "调度室", "安监处")


@st.composite
def policies(draw: st.DrawFn, yearly: bool = False) -> str:
    """The text of a policy that has no errors; with ``yearly`` one that has 年度得分, as some others have too."""
    return written(Writer(draw), yearly)


def written(writer: Writer, yearly: bool = False) -> str:
    """The text of a policy, by whatever the writer draws with."""
    writer.classes = _CLASSES[: writer.number(1, 3)]
    cycles = [cycle for cycle in (MONTHS, *OTHERS) if cycle.in_a_year] if yearly else [MONTHS, *OTHERS]
    writer.cycle = writer.one(*cycles) if writer.maybe(35) else MONTHS
    if writer.cycle.in_a_year and (yearly or writer.maybe(15)):
        writer.yearly = writer.one("none", "score", "rank")
    writer.linked = len(writer.classes) == len(_CLASSES) and writer.maybe()
    writer.composed = writer.maybe(25)
    writer.ranked = writer.maybe(70)
    _header(writer)
    a_log(writer)
    for index in range(writer.number(1, 4)):
        _indicator(writer, f"指标{'甲乙丙丁'[index]}")
    for declare in DECLARATIONS:
        declare(writer)
    return "\n".join(writer.lines) + "\n"


def _header(writer: Writer) -> None:
    """The head and the frame; the class set and the second name of a department are used where they may be."""
    writer.full = 100 if writer.maybe(70) else writer.one(120, 1000)
    writer.in_points = writer.maybe(25)
    places = [f"{place}：{writer.rounding()}" for place in ("单项得分", "难度系数", "总分", "综合得分")]
    places.insert(0, f"考评分：{writer.one(writer.rounding(), '取整数，四舍五入')}")
    places += [f"年度得分：{writer.rounding()}"] if writer.yearly else []
    begins = f"  年度起算月：{writer.number(2, 12)} 月；" if writer.cycle.word != "TERM" and writer.maybe(10) else "  "
    begins += f"月度起算日：{writer.one('上月 26 日', '本月 6 日')}；" if writer.maybe(10) else ""
    own = (
        f"自评：{writer.one('照评', '按比例折算', '计满分', f'回避，由 {_APPRAISERS[0]} 考评')}；"
        if writer.maybe(85)
        else ""
    )
    writer.lines += [
        "考核办法 《随机考核办法》 {",
        f"{begins}版本：1；考核周期：{writer.cycle.said}；满分：{writer.full} 分；施行日期：2019年1月1日",
        f"  保留小数 {{ {'；'.join(places)} }}",
        "}",
        f"通则 {{ 缺报：{writer.one(*UNREPORTED)}；不涉及：{writer.one(*ABSENT)}；{own}"
        f"折算范围：{writer.one('本组', '总分')} }}",
        f"部门：{'、'.join(_APPRAISERS)}（又称 安全科）",
        f"单位分类：{'、'.join(writer.classes)}",
    ]
    if len(writer.classes) == len(_CLASSES):
        writer.lines.append("对应关系 所属支部 { 队组：支部 }")
    if len(writer.classes) > 1:
        writer.lines.append(f"统称 {{ 基层：{'、'.join(writer.classes[:2])} }}")


def _indicator(writer: Writer, name: str) -> None:
    """One indicator with one of the forms; one that a person marks may have parts."""
    form = writer.one(*(RECORD_FORMS if writer.logged and writer.maybe(40) else FORMS))
    fields, leaves, parts = form(writer, name), [name], list[str]()
    appraiser = [f"考评部门：{writer.one(*_APPRAISERS, '安全科')}"]
    if form is entered and writer.maybe(40):
        offices = writer.maybe(30)
        parts = list(_APPRAISERS if offices else _PARTS)[: writer.number(2, 3)]
        fields.append(f"二级指标{'（按考评部门）' if offices else ''}：{'、'.join(parts)}")
        leaves = [f"{name}·{part}" for part in parts]
        writer.families[name] = "考评部门" if offices else "二级指标"
        appraiser = [] if offices else appraiser
    fields += full_mark_of(writer, fields, parts)
    if writer.maybe(30):
        fields.append(
            f"缺报：{writer.one(*UNREPORTED, '沿用上期' if form is entered and len(leaves) == 1 else '计零分')}"
        )
    if writer.maybe(30):
        last = writer.scored[-1:] if not writer.needed else []
        absent = writer.one(*ABSENT, *(f"权重并入 {leaf}" for leaf in last))
        writer.needed |= {leaf for leaf in last if leaf in absent}
        fields.append(f"不涉及：{absent}")
    writer.scored += leaves
    lines = appraiser + fields
    words = [line.partition("：")[0] for line in lines]
    if len(set(words)) == len(words) and not any(sign in "".join(lines) for sign in "{|") and writer.maybe(25):
        cells = [line.partition("：")[2] for line in lines]
        writer.lines += ["指标表 {", f"  | 指标 | {' | '.join(words)} |", f"  | {name} | {' | '.join(cells)} |", "}"]
        return
    writer.lines += [f"指标 {name} {{", *(f"  {line}" for line in lines), "}"]


def _composites(writer: Writer) -> None:
    """Composites that read other units, where there are links, and of a unit's own figures."""
    if writer.composed:
        some = writer.one(writer.classes[0], *["基层"] * (len(writer.classes) == 2))
        writer.lines.append(f"综合得分（{some}）= {_own_composite(writer)}")
    if not writer.linked:
        return
    share = writer.number(0, 20) * 5
    if writer.maybe(30):
        under, of = "下属单位（所属支部）", writer.one("平均", "最大值", "最小值", "中位数")
        writer.lines.append(
            f"综合得分（支部）= 总分 × {100 - share}% + {of}（综合得分，{under}）× {share}% {{ 没有单位：{writer.one('总分', '停算')} }}"
        )
    else:
        instead = writer.one("总分", f"{writer.decimal(0, 100)} 分", f"总分 × {writer.number(0, 100)}%")
        mixed = f"所属支部·综合得分 × {share}% + 总分 × {100 - share}%"
        shown = writer.one(mixed, mixed, "所属支部·综合得分")
        writer.lines.append(f"综合得分（队组）= {shown} {{ 无所属支部：{instead} }}")


def _own_composite(writer: Writer) -> str:
    share = writer.number(50, 130)
    return writer.one(
        f"总分 × {share}%",
        f"较低者（总分 × {share}%，{writer.number(60, 120)} 分）",
        f"限于（总分 − {writer.number(0, 30)} 分，-10 分，{writer.number(60, 120)} 分）",
    )


def _grades(writer: Writer) -> None:
    if not writer.ranked:
        low, high = writer.cuts(2, 20, 95)
        demand = _demand(writer)
        best = f"[{high}, {writer.number(2000, 9000)}00]" if writer.maybe(40) else f"≥ {high}"
        writer.closed = best.startswith("[")
        writer.lines.append(f"等次 月度等次 按分数 {{ 优：{best}{demand}；合格：[{low}, {high})；不合格：< {low} }}")
        return
    if writer.maybe(40):
        writer.lines += ["等次 月度等次 {", *own_places(writer), "}"]
        return
    first, second, third = writer.cuts(3, 5, 95)
    small, scale = _small(writer)
    writer.lines += [
        "等次 月度等次 {",
        *_ranked(writer),
        f"  优：前 {first}%；良：{first}%～{second}%；合格：{second}%～{third}%；不合格：后 {100 - third}%",
        f"  名额取整：{writer.one('只舍不入', '四舍五入', '只入不舍', '最大余数')}",
        f"  并列：{_ties(writer)}",
        f"  不足 {writer.number(1, 4)} 个单位：{small}",
        "}",
        *scale,
    ]


def _demand(writer: Writer) -> str:
    """What a grade by score may ask for besides its band."""
    if not writer.everywhere or not writer.maybe():
        return ""
    leaf = writer.one(*writer.everywhere)
    mark = f"{leaf}·考评分 ≥ {writer.decimal(20, 95)} 分"
    rate = f"{leaf.partition('·')[0]}·得分率 {writer.one('≥', '>')} {writer.decimal(20, 99)}%"
    return f"，且 {writer.one(mark, rate, f'（{mark} 或 {rate}）')}"


def _small(writer: Writer) -> tuple[str, list[str]]:
    """How a small group is graded: not at all, or by a scale by score, which may be for other classes."""
    if not writer.maybe(40):
        return "只排名不定等次", []
    low, high = writer.cuts(2, 20, 95)
    reached = f"适用于：{'、'.join(writer.some(writer.classes))}；" if writer.maybe() else ""
    bands = f"优：≥ {high}{_demand(writer)}；合格：[{low}, {high})；不合格：< {low}"
    return "按分数（分数等次）", [f"等次 分数等次 按分数 {{ {reached}{bands} }}"]


def _ties(writer: Writer) -> str:
    """How units with one composite are told apart: not at all, or by further figures in turn."""
    then = writer.one("按较高等次", "按较低等次")
    figures = ["总分", *(f"{leaf}·考评分" for leaf in writer.everywhere[:2])]
    compared = writer.some(figures) if writer.maybe() else []
    return "，".join(
        [f"{'再' if at else '先'}比 {one}" for at, one in enumerate(compared)]
        + [f"{'仍并列' if compared else ''}{then}"]
    )


def _ranked(writer: Writer) -> list[str]:
    """Who is ranked with whom; one class or two may be ranked with nobody."""
    left = writer.classes[-writer.number(1, 2) :] if len(writer.classes) > 2 and writer.maybe(25) else ()
    groups = writer.classes[: len(writer.classes) - len(left)]
    ranked = f"  分类排名：{writer.one('｜'.join(groups), '、'.join(groups))}"
    return [ranked, *([f"  不参加排名：{'、'.join(left)}"] if left else [])]


DECLARATIONS: tuple[Callable[[Writer], None], ...] = (
    weights,
    outside,
    reported_yearly,
    excluded,
    vetoes,
    _composites,
    _grades,
    annual,
    pays,
    promises,
)
