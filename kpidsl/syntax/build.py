"""Rules of the grammar to nodes of the tree.

One method for each rule of ``grammar/kpi.lark``, called by the parser when the rule is complete, with the nodes of its
parts (None for an optional part left out). Gives nodes of ``tree`` and, for a declaration, a ``Draft``. No recursion.
"""

from typing import Any

from attrs import evolve

from kpidsl.syntax.build_data import DataRules
from kpidsl.syntax.build_expr import ExpressionRules, covering
from kpidsl.syntax.build_facts import FactRules
from kpidsl.syntax.build_grades import GradeRules
from kpidsl.syntax.build_scoring import ScoringRules
from kpidsl.syntax.drafts import Draft, Rows, draft, keyed_field, parts_of
from kpidsl.syntax.tree import Block, Field, Form, Items, Marks, Name, Node, Number, Op, Ref, Word


class Builder(ExpressionRules, DataRules, ScoringRules, FactRules, GradeRules):
    """The callbacks; it holds no state, so that one serves all texts."""

    # ---- what every part is made of

    def field(self, children: list[Any]) -> Field:
        """A field and what is said about it behind it."""
        entry: Field
        entry, marks = children
        if marks is None:
            return entry
        place = entry.place.to(marks.place)
        return evolve(entry, provisional=marks.provisional, waivers=marks.waivers, place=place)

    def body(self, children: list[Any]) -> Block:
        """``{ … }``."""
        return Block(tuple(parts_of(children)), children[0].place.to(children[-1].place))

    block = body

    def rows(self, children: list[Any]) -> Rows:
        """The rows of a table."""
        return Rows(tuple(row.place for row in children), covering(children))

    def table(self, children: list[Any]) -> Rows:
        """A table in its braces."""
        rows: Rows = children[1]
        return evolve(rows, place=covering(children))

    def names(self, children: list[Any]) -> Items:
        """Names separated by commas."""
        return Items(tuple(children), covering(children))

    members = data = exprs = scopes = given = others = expected = names

    def keyed(self, children: list[Any]) -> Field:
        """``a、b：value``."""
        return keyed_field("ENTRY", children[0].items, children[1])

    names_entry = keyed

    def entry(self, children: list[Any]) -> Field:
        """``WORD：value``."""
        head, value = parts_of(children)
        return Field(head.word, (), value, None, covering(children), head.place)

    def member(self, children: list[Any]) -> Form:
        """A name with its other names."""
        parts = parts_of(children)
        slots: list[tuple[str, Node]] = [("name", parts[0])]
        if len(parts) > 1:
            slots.append(("aliases", parts[2]))
        return Form("MEMBER", tuple(slots), covering(children))

    def signed(self, children: list[Any]) -> Number:
        """A number that may be below zero."""
        number: Number = children[-1]
        if len(children) == 1:
            return number
        return evolve(number, value=-number.value, place=covering(children))

    def rounding(self, children: list[Any]) -> Form:
        """``2 位，四舍五入``."""
        digits, mode = children
        if isinstance(digits, Word):
            digits = Number(self.ZERO, 0, "places", digits.place)
        return Form("ROUNDING", (("digits", digits), ("mode", mode)), covering(children))

    def round_entry(self, children: list[Any]) -> Field:
        """``单项得分、总分：2 位，四舍五入``."""
        return keyed_field("ENTRY", children[:-1], children[-1])

    # ---- indicators

    def unreported(self, children: list[Any]) -> Word:
        """What a missing datum does; 停算 of a month is also a call for the datum."""
        word: Word = children[0]
        return evolve(word, word="STOP_AND_CHASE") if word.word == "STOP" else word

    def not_applicable(self, children: list[Any]) -> Node:
        """What 不涉及 does."""
        if len(children) == 1:
            word: Word = children[0]
            return word
        return Form("MERGE_INTO", (("target", children[1]),), covering(children))

    def self_appraisal(self, children: list[Any]) -> Node:
        """What is done where an appraiser would mark itself."""
        if len(children) == 1:
            word: Word = children[0]
            return word
        return Form("SUBSTITUTE", (("by", children[1]),), covering(children))

    def path(self, children: list[Any]) -> Ref:
        """The first cell of a weights row."""
        return Ref(tuple(children), covering(children))

    # ---- vetoes, composites, grades

    def then_entry(self, children: list[Any]) -> Field:
        """``月度等次：不合格``."""
        return keyed_field("ENTRY", (children[0],), children[1])

    def then_cap(self, children: list[Any]) -> Field:
        """``综合得分上限：59 分``."""
        return keyed_field("CAP", (children[1],), children[3])

    def kind_entry(self, children: list[Any]) -> Field:
        """``荣誉：最多 5 分``."""
        name, most = children
        return keyed_field("ENTRY", [name], most)

    def range_entry(self, children: list[Any]) -> Field:
        """``总分：0～110 分``."""
        head, low, _, high = children
        span = Form("RANGE", (("low", low), ("high", high)), low.place.to(high.place))
        return Field(head.word, (), span, None, covering(children), head.place)

    def most(self, children: list[Any]) -> Node:
        """``最多 10 分``."""
        if len(children) == 1:
            return Word("UNLIMITED", children[0].place)
        return Form("MOST", (("points", children[1]),), covering(children))

    def no_link(self, children: list[Any]) -> Field:
        """``无所属支部：停算``."""
        head, link, value = children
        return Field(head.word, (link,), value, None, covering(children), head.place)

    def unit_is(self, children: list[Any]) -> Items:
        """``综采一队（一线队组），…``."""
        name, unit_class, *facts = parts_of(children)
        place = name.place.to(children[3].place)
        unit = Form("UNIT_IS", (("unit", name), ("unit_class", unit_class)), place)
        return Items((unit, *facts), covering(children))

    def peer_entry(self, children: list[Any]) -> Field:
        """``乙队：产量 = 90``, ``一支部（支部）：…``."""
        name, *unit_class = [part for part in children if isinstance(part, Name)]
        key: Node = name
        if unit_class:
            slots = (("unit", name), ("unit_class", unit_class[0]))
            key = Form("UNIT_IS", slots, name.place.to(children[-2].place))
        return keyed_field("ENTRY", (key,), children[-1])

    def earlier_entry(self, children: list[Any]) -> Field:
        """``2019年2月：产量 = 90``."""
        return keyed_field("ENTRY", (children[0],), children[-1])

    def others_full(self, children: list[Any]) -> Form:
        """``其余指标：满分``."""
        return Form("OTHERS_FULL", (), covering(children))

    def other(self, children: list[Any]) -> Form:
        """``59（安全事故）``: the score of another unit, and the veto that reached it."""
        score, *veto = (part for part in parts_of(children) if isinstance(part, (Number, Name)))
        return Form("OTHER_UNIT", (("score", score), *(("veto", name) for name in veto)), covering(children))

    def equality(self, children: list[Any]) -> Op:
        """``总分 = 76``."""
        ref, _, value = children
        if isinstance(value, Word) and value.word == "NOT_APPLICABLE":
            value = evolve(value, word="NOT_APPLICABLE_VALUE")
        return Op("=", (ref, value), covering(children))

    # ---- declarations

    def policy(self, children: list[Any]) -> Draft:
        """Word, subject, block, table and provisional mark, whichever the declaration has."""
        return draft(children)

    defaults = class_sets = link = indicator = indicators = weights = subjects = veto = example = log = policy
    figures = extra = extras = pay = exclusion = policy

    def grades(self, children: list[Any]) -> Draft:
        """``等次 X［，按分数］ { … }``."""
        value = next((child for child in children if type(child) is Word and child.word == "BY_SCORE"), None)
        return draft(children, value=value)

    amend = policy

    def imported(self, children: list[Any]) -> Draft:
        """``引用：“共用/部门.kpi”``."""
        return draft(children, value=children[1])

    def removed(self, children: list[Any]) -> tuple[Node, Marks | None]:
        """A name, a list of them after a colon or classes in brackets: which declaration or what of it is gone."""
        parts = parts_of(children)
        return parts[0], next((part for part in parts[1:] if isinstance(part, Marks)), None)

    def split(self, children: list[Any]) -> Draft:
        """``权重分配表 X，占总分 { … }``."""
        return draft(children, value=children[2])

    def scorecard(self, children: list[Any]) -> Draft:
        """``考核量表 X，考评部门：Y { … }``."""
        names = [child for child in children if isinstance(child, Name)]
        return draft(children, value=names[1] if len(names) > 1 else None)

    def lookup(self, children: list[Any]) -> Draft:
        """``对照表 X（按 单位分类、月份）{ … }``."""
        keys = tuple(
            one
            for one in children[4:]
            if isinstance(one, Ref) or (type(one) is Word and one.word not in ("LPAR", "RPAR"))
        )
        return draft(children, value=Items(keys, covering(keys)))

    def departments(self, children: list[Any]) -> Draft:
        """A list of names, each with its other names."""
        word = {"DEPARTMENTS": "DEPARTMENT", "CLASSES": "CLASS"}[children[0].word]
        members = children[1]
        forms = tuple(evolve(form, word=word) for form in members.items)
        return draft(children, value=Items(forms, members.place))

    classes = departments

    def measures(self, children: list[Any]) -> Draft:
        """A list of units of measure."""
        names = children[1]
        forms = tuple(Form("MEASURE", (("name", name),), name.place) for name in names.items)
        return draft(children, value=Items(forms, names.place))

    def scheme(self, children: list[Any]) -> Draft:
        """``计分方式 X（a（%），b）{ … }``; the value holds the parameters."""
        params = tuple(child for child in children if isinstance(child, Form))
        return draft(children, value=Items(params, covering(params)))

    def param(self, children: list[Any]) -> Form:
        """``实际（%）``."""
        parts = parts_of(children)
        slots = zip(("name", "unit"), parts, strict=False)
        return Form("PARAMETER", tuple(slots), covering(children))

    def composite(self, children: list[Any]) -> Draft:
        """``综合得分（队组）= …``."""
        return evolve(draft(children, subject=children[2], value=children[5]), word="COMPOSITE")

    def coefficient(self, children: list[Any]) -> Draft:
        """``难度系数 规模（队组）= 规模·系数``."""
        _, name, _, classes, _, _, value, *_ = children
        return draft(children, subject=_named(name, classes), value=value)

    def ensure(self, children: list[Any]) -> Draft:
        """``确保（科室）：…``."""
        return draft(children, subject=children[2], value=children[4])

    def month_start(self, children: list[Any]) -> Form:
        """``上月 26 日``; in which month may be left out, to be asked for."""
        which, day = children
        if day.unit == "day":  # as 26 alone: a day of the month, not a length of time
            day = evolve(day, unit="")
        slots: tuple[tuple[str, Node], ...] = (("day", day), *((("which", which),) if which else ()))
        return Form("MONTH_START", slots, (which or day).place.to(day.place))

    def year_start(self, children: list[Any]) -> Form:
        """``4 月``."""
        return Form("YEAR_START", (("month", children[0]),), covering([child for child in children if child]))

    def term(self, children: list[Any]) -> Node:
        """``任期 3 年``; how many years may be left out, to be asked for."""
        word, years = children
        if years is None:
            return Form("TERM_PERIOD", (), word.place)
        return Form("TERM_PERIOD", (("years", years),), word.place.to(years.place))

    def periods(self, children: list[Any]) -> Items:
        """``年度、月度``, ``年度/月``."""
        said = tuple(child for child in children if not isinstance(child, Word) or child.word != "SLASH")
        return Items(said, covering(said))

    def annual(self, children: list[Any]) -> Draft:
        """``年度得分（党支部）：平均（综合得分），缺月按实有月数``."""
        value, missing, _ = children[-3:]
        slots: tuple[tuple[str, Node], ...] = (("of", value), *((("missing", missing),) if missing else ()))
        form = Form("ANNUAL", slots, value.place.to((missing or value).place))
        return draft(children, subject=children[2], value=form)

    def always(self, children: list[Any]) -> Draft:
        """``任何情况下：若 …，则 …``."""
        _, head, condition, _, promise, _ = children
        form = Form("IF_THEN", (("if_", condition), ("then", promise)), head.place.to(promise.place))
        return draft(children, value=form)


def _named(name: Name, classes: Items | None) -> Items:
    """A name and the classes in brackets behind it."""
    return Items((name, *(classes.items if classes else ())), name.place.to((classes or name).place))
