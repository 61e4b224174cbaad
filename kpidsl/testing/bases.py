"""Forms at random that count steps from a base, or a ratio the other way round.

Takes the policy so far; gives the lines of the indicator.
"""

from kpidsl.testing.writer import ZERO, Writer


def from_base(writer: Writer, _: str) -> list[str]:
    """Steps that begin elsewhere than at the target, in both spellings of a step."""
    size = f"{writer.one('1', '0.5', '2')} 个百分点"
    base = f"以 {writer.decimal(50, 100)}% 为基准" if writer.maybe(70) else f"from {writer.decimal(50, 100)}%"
    points, mode = writer.decimal(1, 9), writer.step_mode(size)
    step = writer.one(
        f"每超 {size}加 {points} 分，{mode}，最高 {writer.number(100, 120)} 分",
        f"every {size} above add {points} 分，{mode}，at most {writer.number(5, 20)} points added",
        f"every {size} below deduct {points} 分，{mode}，at most {writer.number(5, 50)} points off",
        f"every {size} below deduct {points} 分，{mode}，最多扣 满分，最低 0 分",
    )
    missed = "" if "deduct" in step else f"，未达标得 {writer.decimal(0, 60)} 分"
    return [
        "填报数据：计划（项，1～100）、完成（项，0～120）",
        f"计算公式：率 = 完成 ÷ 计划 × 100%，保留小数 {writer.rounding()}",
        f"目标值：率 ≥ {writer.decimal(60, 110)}%",
        f"计分办法：达标得 {writer.decimal(50, 100)} 分{missed}；{base}，{step}",
    ]


def inverse(writer: Writer, _: str) -> list[str]:
    """Less is better: target over actual, or 2 minus actual over target."""
    how = writer.one("按目标值与实际值之比", "按 2 减去实际值与目标值之比")
    cap = writer.one("最多 满分", f"最多 {writer.number(80, 130)} 分")
    ratio = writer.maybe()
    lines = ["填报数据：成本（元，1～900，2 位小数）"]
    if ratio:
        lines = [
            f"填报数据：费用（元，1～900）、数量（吨，{writer.one('0', '1')}～50）",
            f"计算公式：成本 = 费用 ÷ 数量，分母为零：{writer.one(*ZERO)}",
        ]
    unit = "元/吨" if ratio else "元"
    return [
        *lines,
        *(["方向：逆向"] if writer.maybe() else []),
        f"目标值：成本 {writer.one('≤', '<')} {writer.decimal(5, 400)} {unit}",
        f"计分办法：按成本计分，{how}，{cap}，扣完为止",
    ]


def in_intervals(writer: Writer, _: str) -> list[str]:
    """Tiers in every way to write an interval."""
    first, second, third = writer.cuts(3, 5, 95)
    own = writer.maybe()
    bands = [
        writer.one(f"{third} 分以上（含）", f"≥ {third} 分")
        if own
        else writer.one(f"{third} 分以上（不含）", f"> {third} 分"),
        f"{second} 分 < 得数 {'<' if own else '≤'} {third} 分",
        *writer.one(
            (f"[{first} 分, {second} 分]", writer.one(f"{first} 分以下（不含）", f"< {first} 分")),
            (f"({first} 分, {second} 分]", writer.one(f"{first} 分以下（含）", f"≤ {first} 分")),
        ),
    ]
    marks = "；".join(f"{band}：{writer.decimal(0, 100)} 分" for band in bands)
    return [f"填报数据：得数（0～100 分，{writer.number(0, 2)} 位小数）", f"计分办法：分档 得数 {{ {marks} }}"]
