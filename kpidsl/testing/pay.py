"""Pay at random: by score, by grade, by place, pools that are shared, and steps of a pay scale.

Takes the policy so far with its grades; gives lines.
"""

from kpidsl.testing.writer import Writer


def pays(writer: Writer) -> None:
    """Adds pay by score, grade or place, a pool, and steps, to some policies."""
    if writer.maybe(30):
        writer.lines.append(f"兑现 绩效 {{ 金额：{writer.one(*_amounts(writer))}；保留小数：{writer.rounding(2)} }}")
    if writer.maybe(30):
        _pool(writer)
    if writer.maybe(20):
        _steps(writer)


def _amounts(writer: Writer) -> list[str]:
    among = writer.one("同类单位", "全部单位")
    share = f"百分位（综合得分，{among}，从高到低，{writer.one('并列取靠前名次', '并列取靠后名次')}）"
    found = [
        f"综合得分 ÷ 1 分 × {writer.decimal(1, 90)} 元",
        f"分情况 {{ 月度等次 = 优：{writer.number(100, 900)} 元；综合得分 ≥ {writer.number(40, 90)} 分："
        f"较低者（综合得分 ÷ 3 分 × 7 元，150 元）；其余：0 元 }}",
        f"分情况 {{ {share} ≤ {writer.number(5, 90)}%：{writer.decimal(1, 900)} 元；其余：较高者（总分 ÷ 1 分 × 2 元，50 元） }}",
    ]
    if writer.ranked:
        found.append(
            f"分情况 {{ 月度等次·名次 ≤ {writer.number(1, 4)}：{writer.number(100, 900)} 元；其余：{writer.decimal(0, 90)} 元 }}"
        )
    if writer.closed:
        found.append(f"{writer.number(0, 900)} 元 + {writer.decimal(1, 900)} 元 × 级内位置（月度等次）")
    return found


def _steps(writer: Writer) -> None:
    """Up for a grade or a score, down else."""
    arms = [
        f"月度等次 = 优：{writer.number(1, 3)} 级",
        f"综合得分 < {writer.number(30, 70)} 分：-{writer.number(1, 2)} 级",
    ]
    only = f"适用于：{'、'.join(writer.some(writer.classes))}；" if writer.maybe(30) else ""
    writer.lines.append(f"兑现 升降 {{ {only}级数：分情况 {{ {'；'.join(writer.some(arms))}；其余：0 级 }} }}")


def _pool(writer: Writer) -> None:
    only = f"适用于：{'、'.join(writer.some(writer.classes))}；" if writer.maybe(30) else ""
    among = ["同类单位", "全部单位", f"各类单位（{'、'.join(writer.classes)}）"]
    if writer.ranked and not only:
        among.append("同组单位（月度等次）")
    over = writer.one(*among)
    pool, share = f"{writer.decimal(1, 9999)} 元", "综合得分"
    if over in among[:2] and writer.maybe(30):  # earned by the units themselves
        pool = f"总和（保留（综合得分，0 位，四舍五入） ÷ 1 分 × {writer.number(1, 9)} 元，{over}）"
    elif writer.maybe(30):
        share = writer.one(f"综合得分 × {writer.number(2, 9)}", *["综合得分 × 考勤·在岗"] * writer.attended)
    writer.lines.append(
        f"兑现 奖金 {{ {only}分配总额：{pool}；分配份额：{share}；分配范围：{over}；"
        f"余数：{writer.one('最大余数', '归份额最大的单位')}；保留小数：{writer.number(0, 2)} 位，只舍不入 }}"
    )
