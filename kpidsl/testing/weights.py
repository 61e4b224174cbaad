"""Weights at random: percentages or points, parts in the table or in one of their own, what each class must keep.

Takes the policy so far with all its indicators; gives lines.
"""

from collections.abc import Sequence

from kpidsl.testing.writer import Writer


def weights(writer: Writer) -> None:
    """A column per class that adds up; some cells are not appraised."""
    whole = writer.full if writer.in_points else 100
    columns = [_shares(writer, whole) for _ in writer.classes]
    cells = {leaf: [column[at] for column in columns] for at, leaf in enumerate(writer.scored)}
    writer.everywhere += [leaf for leaf, shares in cells.items() if all(shares)]
    rows: dict[str, list[int]] = {}
    apart = {family for family in writer.families if writer.maybe(60)}
    for leaf, shares in cells.items():
        family = leaf.partition("·")[0]
        name = family if family in apart else leaf
        rows[name] = [a + b for a, b in zip(rows.get(name, [0] * len(shares)), shares, strict=True)]
    total = writer.one({"合计": [whole for _ in columns]}, {})
    if len(writer.classes) > 1 and writer.maybe(25):
        _card(writer, rows, total)
    else:
        _table(writer, "权重表", "指标", rows | total, writer.classes)
    for family in sorted(apart):
        _split(writer, family, cells, rows[family])
    if writer.maybe(30):
        _kept(writer, cells)


def _card(writer: Writer, rows: dict[str, list[int]], total: dict[str, list[int]]) -> None:
    """The last class has a scorecard, and with luck each of the others."""
    every = all(any(shares) for shares in rows.values()) and writer.maybe(
        30
    )  # an indicator that nobody has stands in no card
    apart = range(len(writer.classes)) if every else [len(writer.classes) - 1]
    for at in apart:
        own = {name: [shares[at]] for name, shares in rows.items() if shares[at]}
        _table(
            writer,
            f"考核量表 {writer.classes[at]}",
            "指标",
            own | {name: [sums[at]] for name, sums in total.items()},
            ["权重"],
        )
    if not every:
        others = {name: shares[:-1] for name, shares in rows.items() if any(shares[:-1]) or not shares[-1]}
        sums = {name: shares[:-1] for name, shares in total.items()}
        _table(writer, "权重表", "指标", others | sums, writer.classes[:-1])


def _table(
    writer: Writer, head: str, first: str, rows: dict[str, list[int]], columns: Sequence[str], unit: str = ""
) -> None:
    unit = unit or (" 分" if writer.in_points else "%")
    lines = [f"  | {name} | {' | '.join(_cell(share, unit) for share in shares)} |" for name, shares in rows.items()]
    writer.lines += [f"{head} {{", f"  | {first} | {' | '.join(columns)} |", *lines, "}"]


def _cell(share: int, unit: str) -> str:
    return f"{share}{unit}" if share else "—"


def _split(writer: Writer, family: str, cells: dict[str, list[int]], whole: list[int]) -> None:
    """The parts of a family: in shares of all, or in shares of the family where those are whole percentages."""
    parts = {leaf.partition("·")[2]: shares for leaf, shares in cells.items() if leaf.startswith(f"{family}·")}
    first = writer.families[family]
    even = all(
        share * 100 % (total or 1) == 0 for shares in parts.values() for share, total in zip(shares, whole, strict=True)
    )
    if even and not writer.in_points and writer.maybe():
        own = {
            part: [share * 100 // (total or 1) for share, total in zip(shares, whole, strict=True)]
            for part, shares in parts.items()
        }
        _table(writer, f"权重分配表 {family}，占本项", first, own, writer.classes, "%")
        return
    _table(writer, f"权重分配表 {family}，占总分", first, parts, writer.classes)


def _shares(writer: Writer, whole: int) -> list[int]:
    """Shares of all that is marked; what must have one has."""
    floors = [int(leaf in writer.needed) for leaf in writer.scored]
    left, shares = whole - sum(floors), []
    for index, floor in enumerate(floors[:-1]):
        share = writer.number(0, left if index else min(left, whole * 3 // 5))
        shares.append(share + floor)
        left -= share
    return [*shares, left + floors[-1]]


def _kept(writer: Writer, cells: dict[str, list[int]]) -> None:
    """What must hold of weights, and does."""
    at = writer.number(0, len(writer.classes) - 1)
    leaf = writer.one(*cells)
    share = 0 if writer.in_points else cells[leaf][at]
    own = (
        [] if writer.linked or writer.composed else [f"{leaf}·折算权重 ≥ {share}%"]
    )  # a composite may be no sum of shares
    claim = writer.one(f"{leaf}·权重 ≥ {share}%", f"{leaf}·权重 ≤ 100%", *own)
    writer.lines.append(f"确保（{writer.classes[at]}）：{claim}")
