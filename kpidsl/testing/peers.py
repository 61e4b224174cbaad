"""What compares units, at random: scores by place, between the best and the worst, places of their own.

Takes the policy so far; gives lines.
"""

from kpidsl.testing.writer import Writer

_POPULATIONS = ("同类单位", "全部单位")


def placed(writer: Writer, _: str) -> list[str]:
    """A mark by the place among units, or by its share of them."""
    order, ties = writer.one("从高到低", "从低到高"), writer.one("并列取靠前名次", "并列取靠后名次")
    if writer.maybe():
        first, second = writer.cuts(2, 5, 95)
        marks = writer.cuts(3, 0, 100)
        bands = f"≤ {first}%：{marks[2]} 分；({first}%, {second}%]：{marks[1]} 分；其余：{marks[0]} 分"
        return [_output(writer), f"计分办法：{_by_place(writer, order, ties)}{{ {bands} }}"]
    first, size = writer.number(1, 3), writer.number(1, 3)
    bands = f"{'1' if first == 1 else f'1～{first}'}：100 分；此后每 {size} 名减 {writer.decimal(1, 40)} 分"
    return [_output(writer), f"计分办法：{_by_place(writer, order, ties)}{{ {bands} }}；扣完为止"]


def _output(writer: Writer) -> str:
    return f"填报数据：产量（吨，0～{writer.one('9', '500')}）"


def _by_place(writer: Writer, order: str, ties: str) -> str:
    return f"按名次计分（产量，{writer.one(*_POPULATIONS)}，{order}，{ties}）"


def between(writer: Writer, _: str) -> list[str]:
    """A mark between those of the best and the worst of the units."""
    low = writer.number(0, 80)
    return [
        f"填报数据：成本（元，0～{writer.one('9', '5000')}，{writer.number(0, 2)} 位小数）",
        f"计分办法：功效系数法（成本，{writer.one(*_POPULATIONS)}，{writer.one('从低到高', '从高到低')}）{low}～100 分，"
        f"全部相同得 {writer.decimal(0, 100)} 分，只有一个单位得 {writer.decimal(0, 100)} 分",
    ]


def own_places(writer: Writer) -> list[str]:
    """Bands of a scale by rank whose grades have places of their own, and how ties are settled."""
    groups, limits = writer.one("｜".join(writer.classes), "、".join(writer.classes)), writer.maybe()
    best = writer.number(1, 20)
    most = "最多 " if limits else ""
    first = writer.one(
        f"优：{most}{best}%",
        f"优 {{ 不足 {writer.number(2, 6)} 个单位：{most}1 名；其余：{most}{writer.number(1, 2)} 名 }}",
    )
    ties = writer.one("按较低等次", "先比 总分，仍并列按较低等次", *([] if limits else ["按较高等次"]))
    lines = [
        f"  分类排名：{groups}",
        f"  {first}；良：{most}{writer.number(1, 20)}%；合格：其余；不合格：{writer.number(1, 10)}%",
        f"  名额取整：{writer.one('只舍不入', '四舍五入', '只入不舍')}；并列：{ties}；不足 5 个单位：只排名不定等次",
    ]
    if "｜" in groups and not limits and writer.maybe(60):
        way = writer.one("综合得分低的降一等", "名次靠后的降一等")
        lines.append(f"  各组合计 {{ 优：最多 {writer.one(f'{writer.number(1, 40)}%', '1 名')}，{way} }}")
    return lines
