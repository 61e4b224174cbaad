"""Statements at random that results have to keep; many months break them.

Takes the policy so far with its grades; gives lines.
"""

from kpidsl.testing.writer import Writer


def promises(writer: Writer) -> None:
    """Adds up to two to some policies."""
    if not writer.maybe(25):
        return
    for _ in range(writer.number(1, 2)):
        made = [
            f"总分 {writer.one('<', '≥')} {writer.number(20, 90)} 分",
            f"非（综合得分 ≤ {writer.number(20, 90)} 分）",
        ]
        made += [f"{count} > {writer.number(0, 3)}" for count in writer.counts[-1:]]
        made += [f"{leaf}·考评分 {writer.one('<', '>')} {writer.number(20, 90)} 分" for leaf in writer.everywhere[:1]]
        kept = [
            f"月度等次 {writer.one('≠', '=')} {writer.one('优', '合格', '不合格')}",
            f"总分 {writer.one('≤', '>')} {writer.decimal(20, 100)} 分",
            f"月度等次 达到 合格 或 综合得分 < {writer.number(30, 90)} 分",
        ]
        if writer.ranked:
            kept.append(f"月度等次·名次 {writer.one('≥', '<')} {writer.number(1, 5)}")
        first, second = writer.one(*made), writer.one(*made)
        case = first if first == second or writer.maybe() else f"{first} {writer.one('且', '或')} {second}"
        writer.lines.append(f"任何情况下：若 {case}，则 {writer.one(*kept)}")
