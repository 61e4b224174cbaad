"""What a checked policy says, for reviewers: the sums that hold and the head counts it leads to.

Takes a checked policy and the size of each class; gives text. Says nothing that is wrong: that is the checker's.
"""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from kpidsl.check.checked import CheckedPolicy
from kpidsl.check.roster import head_count_table
from kpidsl.core.dimensions import unit_name
from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Held, Lang
from kpidsl.diagnostics.texts import held_text
from kpidsl.render.table import text_table
from kpidsl.resolve.amounts import decimal
from kpidsl.resolve.policy import GradeScale, LogColumn, Policy
from kpidsl.values import frozen

_WORDS = {
    "zh": {
        "class": "单位分类", "sum": "权重合计", "leaves": "考评指标", "units": "单位数",
        "weights": "权重（每列合计 100%）：", "heads": "等次“{scale}”的名额：", "group": "排名组", "size": "单位数",
        "data": "填报数据的范围（没有写的按计量单位的通例）：", "datum": "数据", "measure": "计量单位", "range": "范围",
        "digits": "小数位数", "between": "{low}～{high}",
        "logs": "台账（另交一个文件，一条一行；写明被考核单位）：", "log": "台账", "column": "列", "content": "内容",
        "by": "填报部门", "one_of": "{levels}（选填其一）",
        "date": "日期", "text": "文字", "blank": "不填为 {default}",
        "provisional": "暂定 {count} 项，每次核算的结果都会列出。", "held": "核对无误：",
    },
    "en": {
        "class": "class", "sum": "sum of weights", "leaves": "indicators", "units": "units",
        "weights": "Weights (every column adds up to 100%):", "heads": "Places of the grades “{scale}”:", "group": "rank group",
        "size": "units",
        "data": "Ranges of the data (those of the unit of measure where none is written):", "datum": "data",
        "measure": "unit of measure", "range": "range", "digits": "decimals", "between": "{low} to {high}",
        "logs": "Logs (a file each, a record a row, with the unit it is about):", "log": "log", "column": "column", "content": "content",
        "by": "reported by", "one_of": "one of {levels}", "date": "a date", "text": "text", "blank": "{default} where blank",
        "provisional": "{count} provisional items; every result lists them.", "held": "Checked, and holds:",
    },
}  # fmt: skip
_UP_TO = 40
"""Group sizes shown where no units file tells the real ones."""


@frozen
class ReviewTable:
    """One summary: its heading, and a table; ``about`` is ``weights``, ``data``, ``logs`` or ``places``, of the scale ``subject``."""

    about: str
    subject: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def review(checked: CheckedPolicy, lang: Lang, sizes: Mapping[str, int], held: Iterable[Held] = ()) -> str:
    """The summary as text; ``sizes`` counts the units of each class, empty where it is not known; ``held`` is what holds."""
    parts = [f"{table.title}\n{text_table(table.heads, table.rows)}" for table in review_tables(checked, lang, sizes)]
    parts[1:1] = filter(None, [held_table(held, lang)])
    if checked.policy.completions:
        parts.append(_WORDS[lang]["provisional"].format(count=len(checked.policy.completions)))
    return "\n\n".join(parts)


def held_table(held: Iterable[Held], lang: Lang) -> str:
    """What was checked and holds, a line each; empty where there is nothing."""
    lines = [f"  {held_text(one, lang)}" for one in held]
    return "\n".join([_WORDS[lang]["held"], *lines]) if lines else ""


def review_tables(checked: CheckedPolicy, lang: str, sizes: Mapping[str, int]) -> Iterator[ReviewTable]:
    """The weights, the ranges of the data, the columns of logs, the places of each scale by rank; ``sizes`` as above."""
    policy, words = checked.policy, _WORDS[lang]
    yield _weights(policy, words, sizes)
    if any(family.data for family in policy.all_families):
        yield _data(policy, words, lang)
    if policy.logs:
        yield _logs(policy, words, lang)
    for scale in policy.grades:
        if not scale.by_score:
            yield _head_counts(scale, words, sizes)


def _weights(policy: Policy, words: Mapping[str, str], sizes: Mapping[str, int]) -> ReviewTable:
    weights = leaf_weights(policy)
    rows = []
    for name in policy.class_names:
        own = [w for leaf in policy.leaves if (w := weights[leaf.key][name]) is not None]
        total = decimal(sum(own, Fraction()) * 100, 4) + "%" if name not in policy.only_composed else "—"
        row = (name, total, str(len(own)))
        rows.append((*row, str(sizes.get(name, 0))) if sizes else row)
    heads = [words["class"], words["sum"], words["leaves"]] + [words["units"]] * bool(sizes)
    return ReviewTable("weights", "", words["weights"], tuple(heads), tuple(rows))


def _data(policy: Policy, words: Mapping[str, str], lang: str) -> ReviewTable:
    rows = []
    for family in policy.all_families:
        for datum in family.data:
            if datum.levels:
                rows.append((f"{family.name}·{datum.name}", "、".join(datum.levels), "", ""))
            elif datum.kind == "date":
                rows.append((f"{family.name}·{datum.name}", words["date"], "", ""))
            else:
                low, high = decimal(datum.low, datum.decimals), decimal(datum.high, datum.decimals)
                within, measure = words["between"].format(low=low, high=high), unit_name(datum.unit, lang)
                rows.append((f"{family.name}·{datum.name}", measure, within, str(datum.decimals)))
    heads = (words["datum"], words["measure"], words["range"], words["digits"])
    return ReviewTable("data", "", words["data"], heads, tuple(rows))


def _logs(policy: Policy, words: Mapping[str, str], lang: str) -> ReviewTable:
    rows = [(log.name, one.name, _content(one, words, lang), log.owner) for log in policy.logs for one in log.columns]
    heads = (words["log"], words["column"], words["content"], words["by"])
    return ReviewTable("logs", "", words["logs"], heads, tuple(rows))


def _content(column: LogColumn, words: Mapping[str, str], lang: str) -> str:
    """What is filled in: a date, a text, one of some levels, a number of a unit of measure within a range."""
    if column.kind in ("date", "text"):
        return words[column.kind]
    if column.levels:
        return words["one_of"].format(levels="、".join(column.levels))
    low, high = decimal(column.low, column.decimals), decimal(column.high, column.decimals)
    said = [unit_name(column.unit, lang), words["between"].format(low=low, high=high)]
    if column.default is not None:
        said.append(words["blank"].format(default=decimal(column.default, column.decimals)))
    return ("，" if lang == "zh" else ", ").join(said)


def _head_counts(scale: GradeScale, words: Mapping[str, str], sizes: Mapping[str, int]) -> ReviewTable:
    title = words["heads"].format(scale=scale.name)
    if sizes:
        groups = [(group.name, sum(sizes.get(name, 0) for name in group.classes)) for group in scale.groups]
        table = head_count_table(scale, [size for _, size in groups])
        none = ("—",) * len(scale.grades)
        rows = [(name, str(size), *map(str, table.get(size, none))) for name, size in groups]
        return ReviewTable("places", scale.name, title, (words["group"], words["size"], *scale.grades), tuple(rows))
    table = head_count_table(scale, range(1, _UP_TO + 1))
    rows = [(str(n), *map(str, counts)) for n, counts in table.items()]
    return ReviewTable("places", scale.name, title, (words["size"], *scale.grades), tuple(rows))
