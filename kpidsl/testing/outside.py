"""What stands outside the weights, at random: a coefficient, bonuses and maluses with their limits.

Takes the policy so far; gives lines. Every limit that the language demands is written.
"""

from kpidsl.testing.writer import Writer


def outside(writer: Writer) -> None:
    """Adds them to some policies."""
    if not writer.maybe(40):
        return
    if writer.maybe():
        _coefficient(writer)
    sums = [_item(writer, "加分项", f"加分{index}", 5) for index in range(writer.number(0, 2))]
    sums += [_item(writer, "减分项", f"减分{index}", 8) for index in range(writer.number(0, 2))]
    sums += [_adjustment(writer)] if writer.maybe(40) else []
    limits = [f"荣誉：最多 {writer.decimal(1, 6)} 分"] if "荣誉" in sums else []
    limits += (
        [_sum(writer, "加分")] if any(line.startswith("加分项") for line in writer.lines) and writer.maybe() else []
    )
    limits += (
        [_sum(writer, "减分")] if any(line.startswith("减分项") for line in writer.lines) and writer.maybe() else []
    )
    if sums and writer.maybe():
        limits.append(f"总分：0～{writer.number(100, 130)} 分")
    if limits:
        writer.lines.append(f"加减分合计 {{ {'；'.join(limits)} }}")


def _sum(writer: Writer, word: str) -> str:
    """How far all of one kind go together."""
    return f"{word}：{writer.one('不设上限', f'最多 {writer.decimal(1, 9)} 分')}"


def _coefficient(writer: Writer) -> None:
    classes = f"（{'、'.join(writer.some(writer.classes))}）" if writer.maybe() else ""
    least = writer.number(10, 90)
    families = [leaf.partition("·")[0] for leaf in writer.everywhere]
    if families and writer.maybe(25):
        rate = f"{writer.one(*families)}·得分率"
        writer.lines.append(f"难度系数 达标{classes} = {writer.number(40, 90)}% + {rate} × {writer.number(1, 60)}%")
        return
    writer.lines += [
        f"基础数据 规模 {{ 牵头部门：企管科；填报数据：系数（%，{least}%～150%，{writer.number(0, 3)} 位小数） }}",
        f"难度系数 规模{classes} = 规模·系数",
    ]


def _item(writer: Writer, word: str, name: str, most: int) -> str:
    """One item; gives its kind."""
    kind = "荣誉" if word == "加分项" and writer.maybe(40) else ""
    fields = [f"考评部门：{writer.one('企管科', '安监处')}", "缺报：停算催报"] + [f"类别：{kind}"] * bool(kind)
    if writer.maybe(30):
        fields.append(f"适用于：{'、'.join(writer.some(writer.classes))}")
    if writer.maybe():
        fields.append(f"计分办法：打分 0～{most} 分，精确到 {writer.one('0.5', '0.1', '1')} 分")
    else:
        fields.append("填报数据：次数（次，0～9）")
        fields.append(f"计分办法：考评分 = 次数 × {writer.decimal(1, 4)} 分，最高 {writer.decimal(1, most)} 分")
    writer.lines.append(f"{word} {name} {{ {'；'.join(fields)} }}")
    return kind


def _adjustment(writer: Writer) -> str:
    """What a person adds or takes; of no kind."""
    most = writer.number(1, 5)
    scoring = [f"计分办法：打分 -{most}～{writer.number(0, 5)} 分，精确到 {writer.one('0.5', '0.1', '1')} 分"]
    if writer.logged and writer.maybe(40):
        scoring = [f"计分办法：考评分 = 总和（三违·分数），最低（-{most} 分），最高 5 分"]
    elif writer.maybe(40):
        share = writer.decimal(1, 200)
        scoring = [
            "填报数据：分数（分，-20～20 分，1 位小数）",
            f"计分办法：考评分 = 分数 × {share}%，最低（-{most}.5 分），最高 2.5 分",
        ]
    fields = [f"考评部门：{writer.one('企管科', '安监处')}", "缺报：停算催报"]
    fields += [f"适用于：{'、'.join(writer.some(writer.classes))}"] if writer.maybe(30) else []
    writer.lines.append(f"领导调整 调整 {{ {'；'.join([*fields, *scoring])} }}")
    return ""
