"""Forms at random on levels, and on yes and no.

Takes the policy so far; gives the lines of the indicator.
"""

from kpidsl.testing.writer import Writer

_LEVELS = ("一级", "二级", "三级", "四级")


def condition(writer: Writer, levels: tuple[str, ...], depth: int = 1) -> str:
    """A condition on 等级, 上线 and 停用."""
    made = [
        lambda: f"等级 {writer.one('达到', '=', '≠')} {writer.one(*levels)}",
        lambda: f"{writer.one('', '非 ')}{writer.one('上线', '停用')}",
    ]
    if depth > 0:
        made += [
            lambda: (
                f"{condition(writer, levels, depth - 1)} {writer.one('且', '或')} {condition(writer, levels, depth - 1)}"
            ),
            lambda: f"非（{condition(writer, levels, depth - 1)}）",
        ]
    return str(writer.one(*made)())


def leveled(writer: Writer, name: str) -> list[str]:
    """Levels, yes and no in a target, in a choice, or as the key of a table."""
    levels = _LEVELS[: writer.number(2, 4)]
    data = f"填报数据：等级（{' > '.join(levels)}）、上线（是否）、停用（是否）"
    # every figure is read, whatever the rule reads
    whole = f"等级 = {levels[0]} 或 上线 或 停用 或 非 停用"
    match writer.number(0, 3):
        case 0:
            return [
                data,
                f"目标值：（{condition(writer, levels)}） 且 （{whole}）",
                f"计分办法：达标得 {writer.decimal(0, 100)} 分，未达标得 {writer.decimal(0, 100)} 分",
            ]
        case 1:
            levels_of = [f"等级 = {level}：{_inner(writer)}" for level in levels]
            return [data, f"计分办法：考评分 = 分情况 {{ {'；'.join(levels_of)} }}，最低 0 分，最高 100 分"]
        case 2:
            first, second = condition(writer, levels), condition(writer, levels, 0)
            arms = f"{first}：{writer.decimal(0, 100)} 分；其余：分情况 {{ {second}：{writer.decimal(0, 100)} 分；其余：{_inner(writer)} }}"
            return [data, f"计分办法：考评分 = 分情况 {{ {arms} }}"]
        case _:
            return [
                data,
                f"计分办法：考评分 = {_by_level(writer, name, levels)} + {_inner(writer)}，最低 0 分，最高 100 分",
            ]


def _inner(writer: Writer) -> str:
    return f"分情况 {{ 上线 且 非 停用：{writer.decimal(0, 60)} 分；停用：{writer.decimal(0, 60)} 分；其余：{writer.decimal(0, 60)} 分 }}"


def _by_level(writer: Writer, name: str, levels: tuple[str, ...]) -> str:
    """A table with a row for each level, or for several."""
    table, at = f"{name}等级分", writer.number(1, len(levels) - 1)
    several: list[tuple[str, ...]] = [levels[:at], writer.one(levels[at:], ("其余",))]
    rows: list[tuple[str, ...]] = writer.one(several, [(level,) for level in levels])
    writer.lines += [f"对照表 {table}（按 {name}·等级） {{", "  | 等级 | 分 |"]
    writer.lines += [*(f"  | {'、'.join(row)} | {writer.decimal(0, 60)} 分 |" for row in rows), "}"]
    return table
