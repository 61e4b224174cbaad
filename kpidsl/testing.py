"""Policies and months at random, for whoever tests an engine or a tool of their own against the reference.

Takes nothing but draws; gives the text of whole policies that pass every check, and months that fit them, with values
at the edges where rules bite (targets, steps, ends of ranges), cells that are not applicable or unreported where the
policy allows, links that lead nowhere where the policy says what then. Needs the library hypothesis.

    @given(st.data())
    def test_my_engine(data):
        compiled = compile_text(data.draw(policies()), Problems())
        month = data.draw(months(compiled))
        assert my_engine(compiled.plan, month) == evaluate(compiled.plan, month)
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from attrs import field
from hypothesis import strategies as st

from kpidsl.core.types import Decimal
from kpidsl.pipeline import Compiled
from kpidsl.plan.nodes import Input, State
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.values import define

Draw = Callable[[st.SearchStrategy[Any]], Any]

_CLASSES = ("科室", "队组", "支部")
_APPRAISERS = ("企管科", "调度室", "安监处")
_MODES = ("四舍五入", "只舍不入", "只入不舍", "四舍六入五成双")
_ABSENT = ("按比例折算", "计满分", "计零分")
_UNREPORTED = ("停算催报", "计零分", "计满分")
_ZERO = ("不涉及", "计满分", "计零分")
_STEP_MODES = ("不足 {k} 不计", "不足 {k} 按 1 个计", "不足部分按比例计")


@define
class _Writer:
    """A policy while it is written; ``scored`` names what carries a mark, a family's parts with a dot."""

    draw: Draw
    lines: list[str] = field(factory=list)
    scored: list[str] = field(factory=list)
    families: dict[str, list[str]] = field(factory=dict)
    entered: list[str] = field(factory=list)
    counts: list[str] = field(factory=list)

    def one(self, *options: str) -> str:
        """One of the options."""
        return str(self.draw(st.sampled_from(options)))

    def number(self, low: int, high: int) -> int:
        """A whole number within the range."""
        return int(self.draw(st.integers(low, high)))

    def maybe(self, chance: int = 50) -> bool:
        """True in ``chance`` of a hundred cases, false where a failure shrinks to."""
        return self.number(0, 99) >= 100 - chance


@st.composite
def policies(draw: st.DrawFn) -> str:
    """The text of a policy (Chinese keywords) that has no errors."""
    writer = _Writer(draw)
    classes = _CLASSES[: writer.number(1, 3)]
    _header(writer, classes)
    for index in range(writer.number(1, 4)):
        _indicator(writer, f"指标{'甲乙丙丁'[index]}")
    _weights(writer, classes)
    linked = len(classes) == 3 and writer.maybe()
    ranked = writer.maybe(70)
    if writer.counts and writer.maybe(60):
        _veto(writer, classes, linked, ranked)
    if linked:
        share = writer.number(0, 20) * 5
        instead = writer.one("总分", "60 分", "总分 × 90%")
        writer.lines.append(
            f"综合得分（队组）= 所属支部·综合得分 × {share}% + 总分 × {100 - share}% {{ 无所属支部：{instead} }}"
        )
    _grades(writer, classes, ranked)
    return "\n".join(writer.lines) + "\n"


def _header(writer: _Writer, classes: tuple[str, ...]) -> None:
    def rounding() -> str:
        return f"{writer.number(0, 4)} 位，{writer.one(*_MODES)}"

    writer.lines += [
        "考核办法 《随机考核办法》 {",
        "  版本：1；考核周期：月度；满分：100 分；施行日期：2019年1月1日",
        f"  保留小数 {{ 考评分：{rounding()}；单项得分：{rounding()}；总分：{rounding()}；综合得分：{rounding()} }}",
        "}",
        f"通则 {{ 缺报：{writer.one(*_UNREPORTED)}；不涉及：{writer.one(*_ABSENT)}；自评：照评；"
        f"折算范围：{writer.one('本组', '总分')} }}",
        f"部门：{'、'.join(_APPRAISERS)}",
        f"单位分类：{'、'.join(classes)}",
    ]
    if len(classes) == 3:
        writer.lines.append("对应关系 所属支部 { 队组：支部 }")


def _indicator(writer: _Writer, name: str) -> None:
    """One indicator with one of the forms; one that a person marks may have parts."""
    forms = (_entered, _passed, _stepped, _relative, _tiered, _interpolated, _proportional, _free)
    form = forms[writer.number(0, len(forms) - 1)]
    fields = form(writer, name)
    if form is _entered and writer.maybe(40):
        parts = ["分项一", "分项二", "分项三"][: writer.number(2, 3)]
        fields.append(f"二级指标：{'、'.join(parts)}")
        writer.families[name] = [f"{name}·{part}" for part in parts]
    else:
        writer.families[name] = [name]
    if writer.maybe(30):
        fields.append(f"缺报：{writer.one(*_UNREPORTED)}")
    if writer.maybe(30):
        fields.append(f"不涉及：{writer.one(*_ABSENT)}")
    writer.scored += writer.families[name]
    writer.lines += [
        f"指标 {name} {{",
        f"  考评部门：{writer.one(*_APPRAISERS)}",
        *(f"  {line}" for line in fields),
        "}",
    ]


def _entered(writer: _Writer, name: str) -> list[str]:
    writer.entered.append(name)
    return [f"计分办法：打分 0～100 分，精确到 {writer.one('0.5', '1', '0.1', '0.05')} 分，扣分须写明原因"]


def _ratio(writer: _Writer) -> list[str]:
    return [
        f"填报数据：计划（项，{writer.one('0', '1')}～100）、完成（项，0～120）",
        f"计算公式：率 = 完成 ÷ 计划 × 100%，分母为零：{writer.one(*_ZERO)}",
    ]


def _passed(writer: _Writer, name: str) -> list[str]:
    writer.counts.append(f"{name}·事故")
    target = writer.one("事故 = 0", "事故 ≤ 2", "事故 < 1")
    points = f"达标得 {writer.number(0, 100)} 分，未达标{writer.one('不得分', '得 30 分')}"
    return ["填报数据：事故（起，0～5）", f"目标值：{target}", f"计分办法：{points}"]


def _stepped(writer: _Writer, _: str) -> list[str]:
    k = f"{writer.one('1', '0.5', '3')} 个百分点"
    mode = writer.one(*_STEP_MODES).format(k=k)
    end = writer.one("扣完为止", "最多扣 37.5 分", "最低 20 分")
    more = f"；每超 2 个百分点加 1.5 分，{writer.one('不足 2 个百分点不计', '不足部分按比例计')}，最高 110 分"
    scoring = f"达标得 100 分；每低 {k}扣 {writer.one('2', '0.7', '5')} 分，{mode}，{end}" + more * writer.maybe(40)
    return [*_ratio(writer), f"目标值：率 ≥ {writer.one('95', '100', '87.5')}%", f"计分办法：{scoring}"]


def _relative(writer: _Writer, _: str) -> list[str]:
    unit = writer.one("目标值的 1%", "7 米")
    mode = "不足部分按比例计" if unit.startswith("目") else writer.one(*_STEP_MODES).format(k=unit)
    return [
        "填报数据：进尺（米，0～2000，1 位小数）",
        f"目标值：进尺 ≥ {writer.one('300', '850.5')} 米",
        f"计分办法：每低 {unit}扣 1.5 分，{mode}，扣完为止",
    ]


def _tiered(writer: _Writer, _: str) -> list[str]:
    bands = "≥ 100%：100 分；[95%, 100%)：90.5 分；(60%, 95%)：70 分；其余：0 分"
    return [*_ratio(writer), f"计分办法：分档 率 {{ {bands} }}"]


def _interpolated(writer: _Writer, _: str) -> list[str]:
    anchors = writer.one("80%：0 分；100%：100 分", "70%：60 分；85%：90 分；115%：20 分")
    return [*_ratio(writer), f"计分办法：插值 率 {{ {anchors} }}，两端：{writer.one('按端点计', '不得分')}"]


def _proportional(writer: _Writer, _: str) -> list[str]:
    return [*_ratio(writer), f"目标值：率 ≥ {writer.one('90', '100')}%", "计分办法：按率计分，最多 100 分"]


def _free(writer: _Writer, _: str) -> list[str]:
    expression = writer.one("较低者（100 分，200 分 × 率）", "80 分 + 较高者（-5 分，20 分 × (率 - 50%)）")
    return [*_ratio(writer), f"计分办法：考评分 = {expression}"]


def _weights(writer: _Writer, classes: tuple[str, ...]) -> None:
    """A column per class that adds up to 100%; some cells are not appraised."""
    columns = {name: _shares(writer, len(writer.scored)) for name in classes}
    head = "  | 指标 | " + " | ".join(classes) + " |"
    rows = []
    for index, leaf in enumerate(writer.scored):
        cells = [f"{columns[name][index]}%" if columns[name][index] else "—" for name in classes]
        rows.append(f"  | {leaf} | " + " | ".join(cells) + " |")
    total = "  | 合计 | " + " | ".join("100%" for _ in classes) + " |"
    writer.lines += ["权重表 {", head, *rows, total, "}"]


def _shares(writer: _Writer, count: int) -> list[int]:
    left, shares = 100, []
    for index in range(count - 1):
        share = writer.number(0, left if index else min(left, 60))
        shares.append(share)
        left -= share
    return [*shares, left]


def _veto(writer: _Writer, classes: tuple[str, ...], linked: bool, ranked: bool) -> None:
    after, effects = {
        "单项得分": ("单项得分", [f"{leaf}·考评分：0 分" for leaf in writer.scored[:1]]),
        "总分": ("总分", [f"总分上限：{writer.number(0, 90)} 分"]),
        "综合得分": ("综合得分", ["综合得分上限：59 分"]),
    }[writer.one("单项得分", "总分", "综合得分")]
    lines = [f"  情形：{writer.counts[0]} > {writer.number(0, 3)}", f"  适用于：{'、'.join(classes)}"]
    if ranked:
        effects.append(writer.one("月度等次：不合格", "月度等次上限：合格"))
        ranking = writer.one("剔除后递补", "保留名次", "计入基数不占名次")
        places = "不占用" if ranking == "保留名次" else writer.one("占用", "不占用")
        lines += [f"  排名：{ranking}", f"  不合格名额：{places}"]
    scope = writer.one("本单位", "本类各单位", *(["本单位、所属支部"] if linked and after == "综合得分" else []))
    lines += [f"  处理 {{ {'；'.join(effects)} }}", f"  对象：{scope}", f"  执行顺序：{after}之后", "  影响期：当月"]
    writer.lines += ["一票否决 事故 {", *lines, "}"]


def _grades(writer: _Writer, classes: tuple[str, ...], ranked: bool) -> None:
    if not ranked:
        writer.lines.append("等次 月度等次 按分数 { 优：≥ 90；合格：[60, 90)；不合格：< 60 }")
        return
    groups = writer.one("｜".join(classes), "、".join(classes))
    tie = writer.one("按较高等次", "按较低等次", "先比 总分，仍并列按较高等次")
    writer.lines += [
        "等次 月度等次 {",
        f"  分类排名：{groups}",
        f"  优：前 {writer.one('20', '25', '33')}%；" + "良：{e}%～50%；合格：50%～90%；不合格：后 10%",
        f"  名额取整：{writer.one('只舍不入', '四舍五入', '只入不舍', '最大余数')}；并列：{tie}",
        f"  不足 {writer.number(1, 4)} 个单位：只排名不定等次",
        "}",
    ]
    top = writer.lines[-4].split("前 ")[1].split("%")[0]
    writer.lines[-4] = writer.lines[-4].replace("{e}", top)


@st.composite
def months(draw: st.DrawFn, compiled: Compiled, most: int = 12) -> Month:
    """A month of up to ``most`` units that fits the plan of ``compiled``."""
    plan, policy = compiled.plan, compiled.checked.policy
    count = draw(st.integers(1, most))
    classes = [draw(st.sampled_from(plan.scan.classes)) for _ in range(count)]
    names = [f"{unit_class}{index}" for index, unit_class in enumerate(classes)]
    units = []
    for name, unit_class in zip(names, classes, strict=True):
        links: dict[str, str] = {}
        for link in policy.links:
            far = [other for other, its in zip(names, classes, strict=True) if its in link.ends.get(unit_class, ())]
            linked = draw(st.booleans())
            if far and linked:
                links[link.name] = draw(st.sampled_from(far))
        units.append(RosterUnit(name, unit_class, links))
    cells = {
        source.key: {u.name: draw(_cell(source, u.unit_class)) for u in units if u.unit_class in dict(source.owners)}
        for source in plan.scan.inputs
    }
    return Month("2019-03", tuple(units), cells)


def _cell(source: Input, unit_class: str) -> st.SearchStrategy[Fraction | State]:
    """A value of the input, most often near where rules bite; a state where it is allowed."""
    states = [State.NOT_APPLICABLE] + [State.UNREPORTED] * (unit_class in source.optional)
    return st.one_of(_value(source), _value(source), _value(source), st.sampled_from(states))


def _value(source: Input) -> st.SearchStrategy[Fraction | State]:
    if not isinstance(source.type, Decimal):
        return st.integers(0, len(source.levels) - 1).map(Fraction)
    step = source.step or Fraction(1, 10**source.decimals)
    low, high = -(-source.low // step), source.high // step
    near = [n for n in (0, 1, 2, 19, 20, 95, 100, 9250, 9450) if low <= n <= high] or [int(low)]
    whole = st.one_of(st.integers(int(low), int(high)), st.sampled_from(near))
    return whole.map(lambda n: n * step * source.scale)
