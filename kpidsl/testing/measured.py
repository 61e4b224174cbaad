"""Forms at random on figures in every kind of unit of measure, and which way is better.

Takes the policy so far; gives the lines of the indicator. Targets and steps are written in the unit of the figure or in another
of its kind.
"""

from fractions import Fraction

from kpidsl.testing.writer import ZERO, Writer

MEASURES = "计量单位：工时、班次"
_KINDS = (
    ("万吨", "吨", "10000"), ("吨", "百万吨", "1/1000000"), ("千克", "吨", "1/1000"), ("公里", "米", "1000"), ("平方米", "平方米", "1"),
    ("元", "万元", "1/10000"), ("亿元", "万元", "10000"), ("小时", "分钟", "60"), ("天", "小时", "24"), ("年", "个月", "12"),
    ("‰", "%", "1/10"), ("%", "‰", "10"), ("个百分点", "个百分点", "1"), ("分", "分", "1"), ("万立方米", "立方米", "10000"),
    ("千瓦时", "千瓦时", "1"), ("班次", "班次", "1"), ("件", "件", "1"),
    ("万元/人", "元/人", "10000"), ("元/吨", "万元/万吨", "1"), ("起/百万工时", "起/万工时", "1/100"), ("人/千人", "%", "1/10"),
    ("吨·公里", "万吨·公里", "1/10000"), ("元/（人·次）", "万元/（人·次）", "1/10000"), ("元/月", "元/年", "12"),
    ("人/百万吨", "人/万吨", "1/100"), ("项/户", "项/百户", "100"), ("米/班次", "公里/班次", "1/1000"),
)  # fmt: skip
"""A unit for a figure, another of its kind, and how many of the other one of it is."""
_SIGNED = frozenset({"元", "亿元", "个百分点", "分", "万元/人", "元/吨", "元/月"})
_QUOTIENTS = (
    ("产值", "万元", "职工", "人", "元/人", 4), ("事故", "起", "工时数", "工时", "起/百万工时", 2),
    ("电量", "千瓦时", "产量", "万吨", "千瓦时/吨", 3),
    ("周转量", "吨·公里", "里程", "公里", "吨", 2), ("负伤", "人", "职工", "人", "人/千人", 1),
    ("租金", "元", "面积", "平方米", "元/平方米", 2),
    ("补贴", "元/人", "次数", "次", "元/（人·次）", 2),
)  # fmt: skip


def measured(writer: Writer, _: str) -> list[str]:
    """A target, and steps that agree with the direction."""
    writer.declare(MEASURES)
    unit, other, many = writer.one(*_KINDS)
    low, high = "-20" if unit in _SIGNED and writer.maybe() else "0", writer.one("5", "100", "3000")
    data = f"填报数据：数量（{unit}，{low}～{high}，{writer.number(0, 2)} 位小数）"
    wanted = writer.one("≥", "≤", ">", "<", "两端")
    if wanted == "两端":
        first, second = writer.cuts(2, 0, int(high))
        return [
            data,
            *_direction(writer, "适度"),
            f"目标值：数量 ≥ {first}{unit} 且 数量 ≤ {_written(Fraction(second), other, many)}",
            f"计分办法：达标得 100 分，未达标得 {writer.decimal(0, 99)} 分",
        ]
    up = wanted in "≥>"
    at = Fraction(writer.decimal(0, int(high)))
    target = writer.one(f"{_plain(at)}{unit}", _written(at, other, many))
    return [
        data,
        *_direction(writer, "正向" if up else "逆向"),
        f"目标值：{writer.one(f'数量 {wanted} {target}', f'{target} {_TURNED[wanted]} 数量')}",
        f"计分办法：{_steps(writer, unit, other, many, up)}",
    ]


_TURNED = {"≥": "≤", "≤": "≥", ">": "<", "<": ">"}


def _direction(writer: Writer, word: str) -> list[str]:
    return [f"方向：{word}"] if writer.maybe() else []


def _steps(writer: Writer, unit: str, other: str, many: str, up: bool) -> str:
    """Points off on the wrong side of the target, perhaps more on the right one."""
    if writer.maybe(30):
        return f"达标得 {writer.decimal(50, 100)} 分，未达标得 {writer.decimal(0, 50)} 分"
    wrong, right = ("低", "超") if up else ("超", "低")
    size = Fraction(writer.one("1", "0.5", "3", "2.5", "20"))
    step = writer.one(f"{_plain(size)}{unit}", _written(size, other, many))
    if step[-1] in "%‰":
        step = f"{_plain(size)} 个百分点"  # a share of what, nobody could tell
    text = f"达标得 100 分；每{wrong} {step}扣 {writer.decimal(1, 9)} 分，{writer.step_mode(step)}，扣完为止"
    if writer.maybe(40):
        text += f"；每{right} {step}加 {writer.decimal(1, 9)} 分，{writer.step_mode(step)}，最多加 {writer.number(1, 20)} 分"
    return text


def _plain(number: Fraction) -> str:
    """As a decimal without end zeros."""
    whole, part = divmod(number * 10**8, 10**8)
    return f"{whole}.{int(part):08d}".rstrip("0").rstrip(".")


def _written(number: Fraction, unit: str, many: str) -> str:
    return f"{_plain(number * Fraction(many))}{unit}"


def divided(writer: Writer, _: str) -> list[str]:
    """A quotient in a unit made of those of its parts."""
    writer.declare(MEASURES)
    above, over, below, under, unit, most = writer.one(*_QUOTIENTS)
    least = writer.one("0", "1")
    zero = f"，分母为零：{writer.one(*ZERO)}" if least == "0" else ""
    rounding = f"，保留小数 {writer.rounding(most)}" if writer.maybe() else ""
    up = writer.maybe()
    lines = [
        f"填报数据：{above}（{over}，0～{writer.one('9', '1000')}）、{below}（{under}，{least}～{writer.one('50', '10000')}）",
        f"计算公式：率 = {above} ÷ {below}{zero}{rounding}",
        *_direction(writer, "正向" if up else "逆向"),
    ]
    if writer.maybe(30):
        cuts = writer.cuts(2, 0, 300)
        bands = f"≥ {cuts[1]}{unit}：{writer.decimal(0, 100)} 分；[{cuts[0]}{unit}, {cuts[1]}{unit})：{writer.decimal(0, 100)} 分"
        return [*lines, f"计分办法：分档 率 {{ {bands}；其余：{writer.decimal(0, 100)} 分 }}"]
    return [
        *lines,
        f"目标值：率 {'≥' if up else '≤'} {writer.decimal(0, 300)}{unit}",
        f"计分办法：{_steps(writer, unit, unit, '1', up)}",
    ]


def below_zero(writer: Writer, _: str) -> list[str]:
    """A denominator that may be below zero."""
    way = f"，分母为零：{writer.one(*ZERO)}，分母为负：{writer.one(*ZERO)}"
    return [
        f"填报数据：成本（万元，0～100）、利润（万元，{writer.one('-1', '-50')}～50，{writer.number(0, 2)} 位小数）",
        f"计算公式：率 = 成本 ÷ 利润{way}，保留小数 {writer.rounding()}",
        f"计分办法：考评分 = {writer.decimal(50, 120)} 分 − 率 × {writer.decimal(0, 9)} 分，最低 0 分，最高 100 分",
    ]
