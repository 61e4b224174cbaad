"""Full marks at random: of the policy, of an indicator, and forms that reach up to whatever it is.

Takes the policy so far and the fields of an indicator; gives lines.
"""

from collections.abc import Sequence

from kpidsl.testing.writer import ZERO, Writer


def up_to_the_full(writer: Writer, name: str) -> list[str]:
    """A mark out of the full mark, whatever that is in the class."""
    match writer.number(0, 3):
        case 0:
            return [f"计分办法：打分 0～满分，精确到 {writer.one('0.5', '1')} 分"]
        case 1:
            writer.counts.append(f"{name}·事故")
            rule = writer.one(
                f"达标得满分；每超 1 起扣 {writer.decimal(1, 30)} 分，扣完为止", "达标得满分，未达标不得分"
            )
            return [
                f"填报数据：事故（起，0～{writer.number(1, 9)}）", f"目标值：事故 ≤ {writer.number(0, 2)}", f"计分办法：{rule}",
            ]  # fmt: skip
        case at:
            rule = "按率计分，最多满分" if at == 2 else "考评分 = 率 × 满分，最低 0 分，最高 满分"
            return [
                f"填报数据：计划（项，{writer.one('0', '1')}～100）、完成（项，0～120）",
                f"计算公式：率 = 完成 ÷ 计划 × 100%，分母为零：{writer.one(*ZERO)}",
                *(["目标值：率 ≥ 100%"] if at == 2 else []),
                f"计分办法：{rule}",
            ]


def full_mark_of(writer: Writer, fields: Sequence[str], parts: Sequence[str]) -> list[str]:
    """The full mark of an indicator whose rule gives 100 points, where it is not 100 anyway."""
    said = any(line.startswith("满分") for line in fields) or any(
        "满分" in line for line in fields if "计分办法" in line
    )
    if said or (writer.full == 100 and not writer.in_points):
        return []
    return [f"满分 {{ {'；'.join(f'{part}：100 分' for part in parts)} }}"] if parts else ["满分：100 分"]
