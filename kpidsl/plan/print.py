"""A plan as text: what is computed for every unit, in which order, from what.

Takes a plan; gives text for an engineer or a careful reviewer, a small block a node, in the words of the policy. Clauses and
names say where a rule stands; places in the file and digests do not appear, so that an edit changes only the lines it is
about. Never computes, never looks at data.
"""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import Rows
from kpidsl.core.types import Decimal, Ordinal, Rational, Type
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Lang, catalogue
from kpidsl.diagnostics.wording import severity_word
from kpidsl.plan.nodes import (
    Emit,
    Extend,
    Gather,
    Input,
    Linked,
    Log,
    Node,
    Origin,
    Plan,
    Precede,
    Rank,
    Reach,
    Report,
    Scan,
    Weigh,
)  # fmt: skip
from kpidsl.plan.print_expr import STATES, Printer, amount
from kpidsl.plan.print_facts import Facts, simplified
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

_STEP = "  "
_INPUT, _WEIGHTS, _TARGETS, _ALWAYS, _RESULTS = "input", "weights", "targets", "always", "results"
_HEADS = {
    "zh": {
        _INPUT: "1 填报数据", _WEIGHTS: "权重", 2: "2 计算公式", 5: "5 考评分", _TARGETS: "5 目标值核对",
        7: "7 一票否决的情形，单项上的否决", 8: "8 折算权重", 9: "9 单项得分与总分", 11: "11 总分上的否决",
        13: "13 综合得分", 15: "15 名次与等次", 16: "16 等次上的否决", _ALWAYS: "16 任何情况下都须成立",
        17: "17 兑现", 10: "10 系数", 12: "12 连带", 6: "6 单位之间的计分", _RESULTS: "公布",
    },
    "en": {
        _INPUT: "1 data", _WEIGHTS: "weights", 2: "2 formulas", 5: "5 marks", _TARGETS: "5 targets, cross-checked",
        7: "7 cases for a veto, vetoes on marks", 8: "8 re-weighting", 9: "9 points and total",
        11: "11 vetoes on the total", 13: "13 composites", 15: "15 places and grades", 16: "16 vetoes on grades",
        _ALWAYS: "16 statements that always hold",
        17: "17 pay", 10: "10 coefficients", 12: "12 joint liability", 6: "6 scores among units", _RESULTS: "results",
    },
}  # fmt: skip
_WORDS = {
    "zh": {
        "title": "《{policy}》的核算步骤", "facts": "版本 {version}；施行日期 {effective}", "undated": "版本 {version}",
        "note": (
            "步骤按先后排列，前面的数字是语言规定的计算顺序。括号里是从办法推出的取值范围：再多的数据也不会越出，实际往往窄得多。\n"
            "“情况”说明一项有没有数：{states}。\n"
            "用到没有的数，结果也没有，比较则不成立；除数不是正数的，商没有。\n"
            "代入算式的数都折成基本单位：95% 是 0.95，2 万吨是 20000 吨。"
        ),
        "units": "每个单位有：单位（名称）、单位分类（{classes}）、名单次序", "link": "{link}：对应单位的名称，可以没有",
        "by": "{who}报（{classes}）", "no_owner": "没有哪类单位须报", "optional": "可以缺报：{classes}",
        "recused": "{unit}由 {who} 报", "step": "精确到 {step}", "clause": "条款 {clause}",
        "digits": "{digits} 位小数", "digit": "1 位小数", "whole": "整数", "between": "{low}～{high}", "exact": "不取舍",
        "class_weight": "{unit_class} {weight}", "unappraised": "不考评：{classes}", "comma": "、", "semicolon": "；",
        "also": "，", "colon": "：", "open": "（", "close": "）",
        "over": "范围：{over}", "linked": "{link}一栏所写单位的“{source}”，没有该单位的为无",
        "reach": "有{fired}的单位：{ways}", "unit": "该单位", "class": "与它同类的各单位", "far": "它的{link}",
        "group": "{name}（{classes}）", "groups": "排名组：{groups}", "keys": "先后：{keys}，大的在前",
        "then": "，相同再比 ", "better": "并列：都按靠前的名次", "worse": "并列：都按靠后的名次",
        "ranked": "参加排名：{when}", "counted": "计入基数：{when}", "spends": "否决占用名额：{when}",
        "log": "台账 {log}：{columns}；每单位每月最多 {most} 条", "value": "每条记录：{of}",
        "each_unit": "每个单位：{of}", "rounded": "{digits} 位小数，{mode}", "counts": "计入：{when}",
        "all_records": "各条记录", "same": "同一单位且相同：{same}", "order": "先后：{order}", "within": "相差不超过：{days}",
        "nothing": "无", "everyone": "各单位", "nobody": "没有", "said": "{severity}[{code}] {title}{about}", "shown": "列出：{figures}",
        "when": "若 {when}", "provisional": "暂定 {count} 项", "reason": "{what}：{reason}",
        "published": "各单位：{columns}", "published_leaf": "各指标：考评分（没有的写情况）、单项得分",
        "group_of": "{scale}·排名组", "veto_of": "被哪些一票否决（{vetoes}）",
    },
    "en": {
        "title": "How {policy} is computed", "facts": "version {version}; effective {effective}",
        "undated": "version {version}",
        "note": (
            "Steps stand in their order; the number before a heading is that of the order of evaluation. In brackets: the bounds "
            "that\nfollow from the policy, whatever the data; real values mostly lie well within.\n"
            "A state says whether there is a number: {states}.\n"
            "What is made of a number that is not there is not there either, and a comparison with it does not hold;\n"
            "a quotient by what is not positive is not there. Numbers are reckoned with in base units: 95% is 0.95, 2 km is 2000 m."
        ),
        "units": "every unit has: unit (its name), class ({classes}), place in the roster",
        "link": "{link}: name of the linked unit; may be absent", "by": "from {who} ({classes})",
        "no_owner": "no class of unit reports it", "optional": "may be unreported: {classes}",
        "recused": "{unit}: from {who}", "step": "to {step}", "clause": "clause {clause}",
        "digits": "{digits} decimals", "digit": "1 decimal", "whole": "whole", "between": "{low}..{high}", "exact": "unrounded",
        "class_weight": "{unit_class} {weight}", "unappraised": "not appraised: {classes}",
        "comma": ", ", "semicolon": "; ", "also": ", ", "colon": ": ", "open": " (", "close": ")",
        "over": "over {over}", "linked": "“{source}” of the unit named under {link}; none without such a unit",
        "reach": "every unit with the {fired}: {ways}", "unit": "the unit itself", "class": "all units of its class",
        "far": "its {link}", "group": "{name} ({classes})", "groups": "rank groups: {groups}",
        "keys": "order: {keys}, the larger first", "then": ", then ", "better": "ties: all take the better place",
        "worse": "ties: all take the worse place", "ranked": "ranked: {when}", "counted": "in the base: {when}",
        "spends": "uses a place by a veto: {when}", "everyone": "every unit", "nobody": "none",
        "log": "log {log}: {columns}; at most {most} records a unit and month", "value": "each record: {of}",
        "each_unit": "each unit: {of}", "rounded": "{digits} places, {mode}",
        "counts": "counted: {when}", "all_records": "every record", "same": "same unit and same {same}",
        "order": "order: {order}", "within": "apart by no more than {days}", "nothing": "unit",
        "said": "{severity}[{code}] {title}{about}", "shown": "shown: {figures}", "when": "if {when}",
        "provisional": "{count} provisional items", "reason": "{what}: {reason}",
        "published": "every unit: {columns}", "published_leaf": "every indicator: mark (its state where there is none), points",
        "group_of": "{scale}·rank group", "veto_of": "which vetoes reach it ({vetoes})",
    },
}  # fmt: skip


def plan_text(plan: Plan, lang: Lang) -> str:
    """The plan as lines, the last one ended."""
    return _Text(plan, lang, Printer(Facts.of(plan, lang), lang)).whole()


@frozen
class _Text:
    plan: Plan
    lang: Lang
    printer: Printer

    def whole(self) -> str:
        lines = self._opening()
        section: str | int = ""
        for node in self.plan.nodes:
            found = _section(node, section)
            if found != section:
                lines += ["", f"== {_HEADS[self.lang][found]} =="]
                section = found
            lines += self._node(node)
        return "\n".join(lines + self._provisional()) + "\n"

    def word(self, key: str, **args: object) -> str:
        return _WORDS[self.lang][key].format(**args)

    def _listed(self, parts: Iterator[str] | list[str] | tuple[str, ...], between: str = "comma") -> str:
        return self.word(between).join(parts)

    def _opening(self) -> list[str]:
        plan, states = self.plan, list(STATES[self.lang].values())
        facts = self.word("facts" if plan.effective else "undated", version=plan.version, effective=plan.effective)
        return [self.word("title", policy=plan.policy), facts, "", self.word("note", states=self._listed(states))]

    def _provisional(self) -> list[str]:
        if not self.plan.provisional:
            return []
        lines = ["", f"== {self.word('provisional', count=len(self.plan.provisional))} =="]
        for title, reason, _ in self.plan.provisional:
            word = keyword(title.word, self.lang) if title.word else ""
            what = "·".join(part for part in (title.subject, word) if part)
            lines.append(self.word("reason", what=what, reason=reason))
        return lines

    def _node(self, node: Node) -> list[str]:
        match node:
            case Scan():
                return self._scan(node)
            case Weigh():
                return self._weigh(node)
            case Extend():
                return self._extend(node)
            case Linked(column, link, source):
                how = self.word("linked", link=link, source=self._name(source))
                return [self._head(column, node.type, node.title.unit, node.origin), _STEP + how]
            case Reach(column, fired, via):
                ways = [self.word("far", link=way[5:]) if way.startswith("link:") else self.word(way) for way in via]
                how = self.word("reach", fired=self._name(fired), ways=self._listed(ways))
                return [self._head(column, None, "", node.origin), _STEP + how]
            case Rank():
                return self._rank(node)
            case Gather(column, over=Rows()):
                return [self._head(column, node.type, node.title.unit, node.origin), *self._gathered(node)]
            case Gather(column):
                how = self.word("over", over=self.printer.population(node))
                return [self._head(column, node.type, node.title.unit, node.origin), _STEP + how, *self._gathered(node)]
            case Precede():
                return self._precede(node)
            case Report():
                return self._report(node)
            case Emit():
                return self._emit(node)

    def _gathered(self, node: Gather) -> list[str]:
        """What is gathered, from which records."""
        of = self.printer.text(simplified(node.of, self.printer.facts), node.title.unit)
        records = isinstance(node.over, Rows)
        said = [self.word("value" if records else "each_unit", of=of)] if node.of != e.ONE else []
        if records or node.where != e.TRUE:
            said.append(self.word("counts", when=self._which(node.where)))
        if node.rounding is not None:
            digits, mode = node.rounding
            said.append(self.word("rounded", digits=digits, mode=keyword(mode.value, self.lang)))
        return [_STEP + line for line in said]

    def _which(self, when: e.Expr) -> str:
        found = simplified(when, self.printer.facts)
        return self.word("all_records") if found == e.TRUE else self.printer.text(found)

    def _precede(self, node: Precede) -> list[str]:
        same = self._listed([self._name(key) for key in node.same]) or self.word("nothing")
        said = [self.word("same", same=same), self.word("order", order=self.printer.text(node.order))]
        if node.within is not None:
            said.append(self.word("within", days=self.printer.text(node.within)))
        said.append(self.word("counts", when=self._which(node.among)))
        return [self._name(node.column) + self._clause(node.origin), *(_STEP + line for line in said)]

    def _log(self, log: Log) -> list[str]:
        """A log: its columns, who reports it."""
        columns = self._listed([column.name for column in log.columns])
        lines = [self.word("log", log=log.name, columns=columns, most=log.most) + self._clause(log.origin)]
        return lines + (
            [_STEP + self.word("by", who=log.owner, classes=self._listed(log.classes))] if log.owner else []
        )

    def _name(self, key: str) -> str:
        return self.printer.facts.names[key]

    def _head(self, column: str, kind: Type | None, unit: str, origin: Origin) -> str:
        """A name, its type in brackets, its clause."""
        state = column in self.printer.facts.states
        said = "" if kind is None or state else self._type(kind, unit)
        said = self.word("open") + said + self.word("close") if said else ""
        return self._name(column) + said + self._clause(origin)

    def _clause(self, origin: Origin) -> str:
        return _STEP + self.word("clause", clause=origin.clause) if origin.clause else ""

    def _type(self, kind: Type, unit: str) -> str:
        match kind:
            case Decimal() if unit == DATE.key:
                return DATE.word(self.lang)
            case Decimal(digits, low, high):
                scale = dim.measure(unit).scale if unit else Fraction(1)
                written = digits + _power(scale)
                return f"{self._digits(written)}{self.word('also')}{self._between(low, high, unit)}"
            case Rational(low, high):
                return f"{self.word('exact')}{self.word('also')}{self._between(low, high, unit)}"
            case Ordinal(scale):
                return self._listed(scale)
            case _:
                return ""

    def _digits(self, count: int) -> str:
        return self.word("whole" if count <= 0 else "digit" if count == 1 else "digits", digits=count)

    def _between(self, low: Fraction, high: Fraction, unit: str) -> str:
        """The unit stands once, but for the percent sign."""
        short = low if unit == "percent" or not unit else low / dim.measure(unit).scale
        first = amount(short, unit if unit == "percent" else "", self.lang)
        return self.word("between", low=first, high=amount(high, unit, self.lang))

    def _scan(self, node: Scan) -> list[str]:
        lines = [self.word("units", classes=self._listed(node.classes))]
        lines += [self.word("link", link=link) for link in node.links]
        for source in node.inputs:
            lines.append(
                self._name(source.key) + self.word("colon") + self._range(source) + self._clause(source.origin)
            )
            lines += [_STEP + said for said in (self._owners(source), self._optional(source)) if said]
        lines += [self._name(earlier.key) for earlier in node.past]
        return lines + [line for log in node.logs for line in self._log(log)]

    def _range(self, source: Input) -> str:
        if source.levels:
            return self._listed(source.levels)
        if source.unit == DATE.key:
            return DATE.word(self.lang)
        low, high = source.low * source.scale, source.high * source.scale
        if source.step:
            precision = self.word("step", step=amount(source.step * source.scale, source.unit, self.lang))
        else:
            precision = self._digits(source.decimals)
        return self._listed([self._between(low, high, source.unit), precision], "also")

    def _owners(self, source: Input) -> str:
        by: dict[str, list[str]] = {}
        for unit_class, who in source.owners:
            by.setdefault(who, []).append(unit_class)
        said = [self.word("by", who=who, classes=self._listed(classes)) for who, classes in by.items()]
        said += [self.word("recused", unit=unit, who=who) for unit, who in source.recused]
        return self._listed(said, "semicolon") or self.word("no_owner")

    def _optional(self, source: Input) -> str:
        return self.word("optional", classes=self._listed(source.optional)) if source.optional else ""

    def _weigh(self, node: Weigh) -> list[str]:
        lines = []
        for index, column in enumerate(node.columns):
            weights = [(name, row[index]) for name, row in node.rows]
            said = [
                self.word("class_weight", unit_class=name, weight=amount(weight, node.unit, self.lang))
                for name, weight in weights if weight is not None
            ]  # fmt: skip
            none = [name for name, weight in weights if weight is None]
            said_none = [self.word("unappraised", classes=self._listed(none))] if none else []
            lines.append(
                self._name(column) + self.word("colon") + self._listed([self._listed(said), *said_none], "semicolon")
            )
        return lines

    def _extend(self, node: Extend) -> list[str]:
        levels = self.printer.facts.levels.get(node.column, ())
        kind = Ordinal(levels) if isinstance(node.type, Ordinal) else node.type
        head = self._head(node.column, kind, node.title.unit, node.origin)
        if node.column in self.printer.facts.states:
            levels = tuple(STATES[self.lang].values())
        return [head, *(_STEP + line for line in self.printer.block(node.expr, node.title.unit, levels))]

    def _rank(self, node: Rank) -> list[str]:
        groups = [
            name if classes == (name,) else self.word("group", name=name, classes=self._listed(classes))
            for name, classes in node.groups
        ]
        said = [
            self.word("groups", groups=self._listed(groups, "semicolon")),
            self.word("keys", keys=self.word("then").join(map(self._name, node.keys))),
            self.word(node.ties),
            *(
                self.word(role, when=self._whom(when))
                for role, when in (("ranked", node.ranked), ("counted", node.counted), ("spends", node.spends))
            ),
        ]
        names = self._listed([self._name(key) for key in (node.place, node.places, node.base, node.spent)])
        return [names + self._clause(node.origin), *(_STEP + line for line in said)]

    def _whom(self, when: e.Expr) -> str:
        found = simplified(when, self.printer.facts)
        if found in (e.TRUE, e.FALSE):
            return self.word("everyone" if found == e.TRUE else "nobody")
        return self.printer.text(found)

    def _report(self, node: Report) -> list[str]:
        severity = severity_word(catalogue.severity(node.code), self.lang)
        about = next((self.word("colon") + word for _, word in node.words), "")
        title = catalogue.title(node.code, self.lang)
        head = self.word("said", severity=severity, code=node.code, title=title, about=about) + self._clause(
            node.origin
        )
        first, *rest = self.printer.condition(node.when)
        lines = [head, _STEP + self.word("when", when=first), *(_STEP + line for line in rest)]
        if node.show:
            lines.append(_STEP + self.word("shown", figures=self._listed([self._name(key) for key in node.show])))
        return lines

    def _emit(self, node: Emit) -> list[str]:
        columns = [self._name(key) for key in (node.total, node.composite)]
        for scale in node.grades:
            columns += [self.word("group_of", scale=scale.scale)] * bool(scale.place)
            columns += [self._name(key) for key in (scale.place, scale.base, scale.grade) if key]
        if node.vetoes:
            columns.append(self.word("veto_of", vetoes=self._listed([name for name, _ in node.vetoes])))
        return [self.word("published", columns=self._listed(columns)), self.word("published_leaf")]


def _power(scale: Fraction) -> int:
    """How many decimals a number in base units loses where it is read in a unit of that scale: −2 for a percentage."""
    power = 0
    while scale < 1:
        scale, power = scale * 10, power - 1
    while scale > 1:
        scale, power = scale / 10, power + 1
    return power


def _section(node: Node, before: str | int) -> str | int:
    """Under which heading a node stands; what is said of an earlier stage stays under the heading ``before``."""
    match node:
        case Scan():
            return _INPUT
        case Weigh():
            return _WEIGHTS
        case Emit():
            return _RESULTS
        case Report("K545"):
            return _TARGETS
        case Report("K546"):
            return _ALWAYS
        case Report() | Gather() | Precede() if isinstance(before, int) and node.origin.stage < before:
            return before
        case Extend() if node.title.word == "TARGET":
            return _TARGETS
        case _:
            return node.origin.stage
