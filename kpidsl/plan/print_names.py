"""What the columns of a plan are called where the whole plan is printed.

Takes a plan; gives a name for every column, each different, in the words of the policy and of the language
(``月度任务·考评分``). Values before a veto acts, which no result shows, are told apart from those after it. Never looks
at an expression.
"""

from collections.abc import Iterator

from kpidsl.core import calendar
from kpidsl.core.aggregates import Rows
from kpidsl.core.earlier import earlier_of
from kpidsl.core.wording import keyword
from kpidsl.plan.nodes import (
    CLASS,
    ORDER,
    UNIT,
    Extend,
    Gather,
    Linked,
    Node,
    Plan,
    Precede,
    Rank,
    Reach,
    Title,
    Weigh,
)  # fmt: skip

_WORDS = {
    "zh": {
        UNIT: "单位", CLASS: "单位分类", ORDER: "名单次序", "link": "{}", "data": "{}", "value": "{}",
        "entered": "{}·打分", "state": "{}·情况", "weight": "{}·权重", "own_weight": "{}·并入后权重",
        "kept": "{}·在考权重", "kept_all": "在考权重合计", "whole": "{}·应考权重",
        "scored": "{}·考评分（否决前）", "mark": "{}·考评分", "points": "{}·单项得分", "met": "{}·达标",
        "summed": "总分（否决前）", "weighed": "加权合计", "coefficient": "{}·难度系数", "scaled": "系数后得分",
        "bonus_sum": "加分合计", "malus_sum": "减分合计",
        "adjustment": "领导调整", "total": "总分", "composed": "综合得分（否决前）", "composite": "综合得分",
        "composed@": "综合得分（第 {} 层，否决前）", "composite@": "综合得分（第 {} 层）", "linked@": "{}（第 {} 层）",
        "linked_total": "{}·总分", "linked_composite": "{}·综合得分", "fired": "“{}”的情形", "veto": "被“{}”否决",
        "place": "{}·名次", "places": "{}·参加排名单位数", "base": "{}·基数", "spent": "{}·否决占用名额",
        "cut": "{}及以上名额", "fails": "{}·末等名额",
        "own": "{}·名额", "grouped": "{}·合计名额之前", "most": "{}·各组合计名额", "placing": "{}·名次取负",
        "overall_place": "{}·各组合计名次", "overall_places": "{}·各组合计单位数", "overall_base": "{}·各组合计基数",
        "overall_spent": "{}·各组合计占用", "TAKEN": "{}·前面各等次已评单位数",
        "banded": "{}（按分数段）", "fitting": "{}（按分数）",
        "placed": "{}（否决前）", "after": "{}（“{}”之后）",
        "lowered": "{}（“{}”之后）", "shown": "{}（公布）", "rate": "{}·得分率", "parts": "{}·适用项数",
        "ungraded": "“{}”不定等次", "not_assessed": "“{}”不参加考核",
        "grade": "{}", "again": "{}（{}）",
        "row": "{}", "months ago": "{}·距本月月数", "years ago": "{}·距本年年数", "agg": "汇总 {}", "before": "{}·在前条数",
        "UNITS_SUM": "{}·各单位合计", "UNITS_COUNT": "{}·单位数", "UNITS_LEAST": "{}·各单位最小值",
        "UNITS_GREATEST": "{}·各单位最大值", "UNITS_MEDIAN": "{}·各单位中位数", "UNITS_GEOMETRIC_MEAN": "{}·各单位几何平均",
        "alone": "没有单位可算（第 {} 条）",
        "pay": "{}", "unpaid": "{}·因不参加考核不发",
        "pay_share": "{}·分配份额", "pay_shares": "{}·分配份额合计", "pay_cut": "{}·舍去余数后",
        "pay_cuts": "{}·舍去余数后合计", "pay_rest": "{}·余数次序", "pay_order": "{}·名单先后", "pay_place": "{}·余数名次",
        "pay_places": "{}·分配单位数", "pay_base": "{}·分配基数", "pay_spent": "{}·分配占用",
        "among_place": "{}·单位间名次", "among_count": "{}·参加比较的单位数", "among_of": "{}·参加比较的数",
        "earlier": "{}（前 {} 期）", "within": "{}（本年前 {} 期）", "reached": "本期“{}”否决",
        "SUM": "{}·合计", "COUNT": "{}·条数", "LEAST": "{}·最小值", "GREATEST": "{}·最大值", "MEDIAN": "{}·中位数",
        "GEOMETRIC_MEAN": "{}·几何平均",
    },
    "en": {
        UNIT: "unit", CLASS: "class", ORDER: "place in the roster", "link": "{}", "data": "{}", "value": "{}",
        "entered": "{}·entered", "state": "{}·state", "weight": "{}·weight", "own_weight": "{}·weight with what is merged",
        "kept": "{}·weight appraised", "kept_all": "weight appraised", "whole": "{}·weight due",
        "scored": "{}·mark (before vetoes)", "mark": "{}·mark", "points": "{}·points", "met": "{}·met",
        "summed": "total (before vetoes)", "weighed": "weighted sum", "coefficient": "{}·coefficient",
        "scaled": "weighted sum after coefficients", "bonus_sum": "bonus", "malus_sum": "malus",
        "adjustment": "adjustment", "total": "total",
        "composed": "composite (before vetoes)",
        "composite": "composite", "composed@": "composite (level {}, before vetoes)", "composite@": "composite (level {})",
        "linked@": "{} (level {})", "linked_total": "{}·total", "linked_composite": "{}·composite",
        "fired": "case of “{}”", "veto": "vetoed by “{}”", "place": "{}·rank", "places": "{}·units ranked",
        "base": "{}·base", "spent": "{}·places used by vetoes", "cut": "places down to {}", "fails": "{}·last places",
        "own": "{}·places", "grouped": "{}·before the limit", "most": "{}·places over all groups", "placing": "{}·rank negated",
        "overall_place": "{}·rank over all groups", "overall_places": "{}·units over all groups", "overall_base": "{}·base of all groups",
        "overall_spent": "{}·spent over all groups", "TAKEN": "{}·units graded before",
        "banded": "{} (by band)", "fitting": "{} (by score)",
        "placed": "{} (before vetoes)", "after": "{} (after “{}”)",
        "lowered": "{} (after “{}”)",
        "shown": "{} (as published)", "rate": "{}·score rate", "parts": "{}·applicable parts",
        "ungraded": "ungraded by “{}”", "not_assessed": "not assessed by “{}”", "grade": "{}", "row": "{}",
        "months ago": "{}·months ago", "years ago": "{}·years ago", "agg": "aggregate {}", "before": "{}·records before",
        "UNITS_SUM": "{}·sum of units", "UNITS_COUNT": "{}·number of units", "UNITS_LEAST": "{}·least of units",
        "UNITS_GREATEST": "{}·greatest of units", "UNITS_MEDIAN": "{}·median of units",
        "UNITS_GEOMETRIC_MEAN": "{}·geometric mean of units",
        "alone": "no unit counts (formula {})",
        "pay": "{}", "unpaid": "{}·not paid, for not assessed",
        "pay_share": "{}·shares", "pay_shares": "{}·sum of shares", "pay_cut": "{}·cut",
        "pay_cuts": "{}·sum of cuts", "pay_rest": "{}·order of remainders", "pay_order": "{}·order of the roster",
        "pay_place": "{}·place for the remainder", "pay_places": "{}·units that share", "pay_base": "{}·base of sharing",
        "pay_spent": "{}·spent of sharing",
        "among_place": "{}·place among units", "among_count": "{}·units compared", "among_of": "{}·figure compared",
        "earlier": "{} ({} back)", "within": "{} ({} back, this year)", "reached": "vetoed by “{}” in this period",
        "SUM": "{}·sum", "COUNT": "{}·records", "LEAST": "{}·least", "GREATEST": "{}·greatest", "MEDIAN": "{}·median",
        "GEOMETRIC_MEAN": "{}·geometric mean",
        "again": "{} ({})",
    },
}  # fmt: skip


def column_names(plan: Plan, lang: str) -> dict[str, str]:
    """Column key → its name, for every column of the plan; of equal ones the later are numbered."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    over_records = _over_records(plan, lang)
    for key in _columns(plan):
        if key in names:
            continue
        name = once = over_records.get(key) or _name(key, lang)
        count = 1
        while name in taken:
            count += 1
            name = _WORDS[lang]["again"].format(once, count)
        taken.add(name)
        names[key] = name
    return names


def _over_records(plan: Plan, lang: str) -> dict[str, str]:
    """The names of figures over records, and of what is counted of records."""
    found: dict[str, str] = {}
    for node in plan.nodes:
        match node:
            case Gather(column, op, over=Rows(log)):
                found[column] = _WORDS[lang][op].format(log)
            case Gather(column) if not column.startswith("pay_"):
                found[column] = _WORDS[lang][node.title.word].format(node.title.subject).strip("·")
            case Rank() if node.place.startswith("among:"):
                words = ("among_place", "among_count", "base", "spent")
                for key, word in zip((node.place, node.places, node.base, node.spent), words, strict=True):
                    found[key] = _WORDS[lang][word].format(node.title.subject)
            case Extend(column) if column.startswith("among:"):
                found[column] = _WORDS[lang]["among_of"].format(node.title.subject)
            case Precede(column, log):
                found[column] = _WORDS[lang]["before"].format(log)
            case _:
                pass
    return found


def titles(plan: Plan) -> dict[str, Title]:
    """What is known of every column that has a title: its unit of measure, and whether it is a state."""
    found = {source.key: Title(source.leaf, "", source.unit) for source in plan.scan.inputs}
    found |= {column.key: Title(column.name, "", column.unit) for log in plan.scan.logs for column in log.columns}
    found |= {earlier.key: earlier.title for earlier in plan.scan.past}
    for node in plan.nodes:
        match node:
            case Extend() | Linked() | Reach() | Gather() | Precede():
                found[node.column] = node.title
            case Weigh(columns, unit=unit):
                found.update(dict.fromkeys(columns, Title("", "WEIGHT", unit)))
            case _:
                pass
    return found


def _columns(plan: Plan) -> Iterator[str]:
    yield from (UNIT, CLASS, ORDER, *("link:" + link for link in plan.scan.links), *plan.scan.calendar)
    for source in plan.scan.inputs:
        yield from (source.key, source.state)
    yield from (earlier.key for earlier in plan.scan.past)
    for log in plan.scan.logs:
        yield from (*(column.key for column in log.columns), *log.ages)
    for node in plan.nodes:
        yield from added(node)


def added(node: Node) -> tuple[str, ...]:
    """The columns that a node adds after the first."""
    match node:
        case Weigh(columns):
            return columns
        case Extend(column) | Linked(column) | Reach(column) | Gather(column) | Precede(column):
            return (column,)
        case Rank():
            return (node.place, node.places, node.base, node.spent)
        case _:
            return ()


def _name(key: str, lang: str) -> str:
    words = _WORDS[lang]
    plain, _, level = key.rpartition("@")
    if level.isdecimal() and plain in ("composed", "composite"):
        return words[f"{plain}@"].format(int(level) + 1)
    if level.isdecimal() and plain.startswith("linked:"):
        return words["linked@"].format(_name(plain, lang), int(level) + 1)
    earlier = earlier_of(key)
    if earlier:
        return words["within" if earlier.this_year else "earlier"].format(_name(earlier.of, lang), earlier.back)
    kind, _, rest = key.partition(":")
    match kind:
        case "state":
            inner = _name(rest, lang) if rest.startswith(("data:", "entered:")) else rest
            return words["state"].format(inner)
        case "month":
            return keyword(next(word for word, column in calendar.KEYS.items() if column == key), lang)
        case "kept" if not rest:
            return words["kept_all"]
        case "parts" if not rest:
            return keyword("APPLICABLE_INDICATORS", lang)
        case (
            "cut"
            | "own"
            | "grouped"
            | "most"
            | "placing"
            | "overall_place"
            | "overall_places"
            | "overall_base"
            | "overall_spent"
        ):
            return words[kind].format(rest.replace(":", "·", 1))
        case "after" | "lowered":
            return words["after"].format(*rest.split(":", 1))
        case "met":
            return words["met"].format(rest.rpartition(":")[0])
        case "linked":
            link, _, score = rest.rpartition(":")
            return words[f"linked_{score}"].format(link)
        case _:
            return words[kind].format(rest)
