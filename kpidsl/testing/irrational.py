"""Forms at random with functions that leave the quotients, and those of their arguments that do not.

Takes the policy so far; gives the lines of the indicator.
"""

from kpidsl.testing.writer import Writer


def irrational(writer: Writer, _: str) -> list[str]:
    """Logarithms, roots and geometric means, each brought to digits at once."""
    terms = [_term(writer) for _ in range(writer.number(1, 3))]
    return [
        "填报数据：甲（分，0～100，2 位小数）、乙（分，0～100）、人数（人，1～1000000）、比（%，0～400%）",
        f"计分办法：考评分 = {' + '.join(terms)} + 甲 × 0 + 乙 × 0 + 人数 × 0 分 + 比 × 0 分，最低 0 分，最高 100 分",
    ]


def _term(writer: Writer) -> str:
    made = writer.one(
        f"几何平均（甲，{writer.one('乙', '乙，50 分', '甲，乙')}）",
        f"乘方（比，{writer.one('0.5', '1 ÷ 3', '1.5', '2 ÷ 7')}） × 10 分",
        f"乘方（比 + {writer.one('10%', '1%')}，{writer.one('-0.5', '-1.5', '-1 ÷ 3')}） × 1 分",
        f"对数（人数 ÷ 1 人{writer.one('', '，10', '，2', '，1.5')}） × 1 分",
        f"对数（较高者（保留（比，{writer.number(0, 1)} 位，四舍五入），{writer.one('1%', '0.1%')}）） × 1 分",
        f"乘方（比，{writer.one('2', '3')}） × 1 分",
        "加权平均（甲，60%，乙，40%）",
    )
    whole, _, rest = made.partition("） × ")
    if whole.startswith(("加权", "乘方（比，2", "乘方（比，3")) and not whole.endswith("2 ÷ 7"):
        return made
    inner = f"{whole}）" if rest else whole
    return f"保留（{inner}，{writer.rounding(3)}）" + (f" × {rest}" if rest else "")
