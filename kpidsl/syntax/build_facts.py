"""Rules of the grammar for declared facts to nodes.

Takes the nodes of a rule's parts; gives one node, or a ``Draft``. Never compares a fact with another.
"""

from typing import Any

from attrs import evolve

from kpidsl.syntax.build_expr import covering
from kpidsl.syntax.drafts import Draft, draft, keyed_field, parts_of
from kpidsl.syntax.tree import Blank, Field, Form, Items, Name, Node, Number, Text, Word


class FactRules:
    """Callbacks of the rules below "declared facts"."""

    def article(self, children: list[Any]) -> Draft:
        """``第三条 考核对象 { 文字 }``."""
        text = next(child for child in children if isinstance(child, Text))
        return draft(children, value=evolve(children[0], slots=(*children[0].slots, ("text", text))))

    def chapter(self, children: list[Any]) -> Draft:
        """``第二章 总则``."""
        return self.article(children)

    def levels(self, children: list[Any]) -> Draft:
        """A list of names, of holders, or one name for all units."""
        return draft(children, value=children[1])

    roles = forms = attached = tag = levels

    def holders(self, children: list[Any]) -> Items:
        """Names, each with whom or what it belongs to."""
        return Items(tuple(parts_of(children)), covering(children))

    def holder(self, children: list[Any]) -> Form:
        """``编制（企管科）``."""
        name, *of = parts_of(children)
        return Form("HOLDER", (("name", name), *(("of", one) for one in of)), covering(children))

    def officer(self, children: list[Any]) -> Draft:
        """``汇总部门：企管科``, or by class."""
        value = children[1] if isinstance(children[1], Name) else None
        return evolve(draft(children, value=value), subject=None)

    def approval(self, children: list[Any]) -> Draft:
        """``审批 考核结果：编制 → 审核 → 批准``."""
        return draft(children, value=children[2])

    def signings(self, children: list[Any]) -> Items:
        """Those who sign, in order."""
        return Items(tuple(child for child in children if isinstance(child, Form)), covering(children))

    def time_limits(self, children: list[Any]) -> Draft:
        """A block of entries."""
        return draft(children)

    counts = appeal = disclosure = content = time_limits

    def limits_entry(self, children: list[Any]) -> Field:
        """``申诉：7 天，自公示起``."""
        name, timing = children
        return keyed_field("ENTRY", (name,), timing)

    def timing(self, children: list[Any]) -> Form:
        """``7 天，自公示起``; ``2 周，在考核前``."""
        span: Form
        span, counted = children
        return span if counted is None else evolve(span, slots=(*span.slots, *counted.slots), place=covering(children))

    def counted_with(self, children: list[Any]) -> Form:
        """``自公示起``, ``在考核前``: what it begins with, or what it has to come before."""
        slot = "since" if children[0].word == "SINCE" else "ahead"
        return Form("COUNTED_WITH", ((slot, children[1]),), covering(children))

    def span(self, children: list[Any]) -> Form:
        """``5 天``; ``每月 3 日前``; ``每月 5 日～10 日``; ``次年 1 月 15 日以前``; ``？`` where the source does not say."""
        if isinstance(children[0], Blank):
            return Form("UNSTATED", (), children[0].place)
        words = {child.word for child in children if isinstance(child, Word)}
        numbers = [child for child in children if isinstance(child, Number)]
        if words & {"EACH_YEAR", "NEXT_YEAR"}:
            month, day = numbers if "MONTH" in words else reversed(numbers)
            day = day if day.unit else evolve(day, unit="day")
            return Form("DATE_OF_YEAR", (("year", children[0]), ("month", month), ("day", day)), covering(children))
        if not isinstance(children[0], Word):
            return Form("LASTING", (("length", numbers[0]),), covering(children))
        days = tuple(evolve(number, unit="day" if not number.unit else number.unit) for number in numbers)
        slots: list[tuple[str, Node]] = [("month", children[0])]
        slots += [("last", days[0])] if words & {"BY_DAY", "BY_THEN"} else [("first", days[0]), ("last", days[1])]
        return Form("DAYS_OF_MONTH", tuple(slots), covering(children))

    def disclosure_entry(self, children: list[Any]) -> Field:
        """``考核结果：本人、直接主管``."""
        names, audience = children
        return keyed_field("ENTRY", names.items, audience)

    def audience(self, children: list[Any]) -> Node:
        """Those who may see something; ``？`` where the source does not say."""
        return children[0] if isinstance(children[0], Blank) else Items(tuple(children), covering(children))

    def content_entry(self, children: list[Any]) -> Field:
        """``月度、季度：定量指标``."""
        return keyed_field("ENTRY", children[:-1], children[-1])

    def content_kinds(self, children: list[Any]) -> Items:
        """Kinds of indicators."""
        return Items(tuple(children), covering(children))

    def counts_entry(self, children: list[Any]) -> Field:
        """``指标：共 35 项``; the word after the number is how one speaks, it says nothing."""
        key, _, tally, said = children
        keys = (key,) if isinstance(key, Name) else ()
        place = covering([key, tally, said] if said is not None else [key, tally])
        return Field(key.word if isinstance(key, Word) else "ENTRY", keys, tally, None, place, key.place)

    def counts_of_several(self, children: list[Any]) -> Field:
        """``科室、队组：共 13 + 12 = 25 项``."""
        *names, _, tally, said = children
        place = covering([*names, tally, said] if said is not None else [*names, tally])
        return Field("ENTRY", tuple(names), tally, None, place, names[0].place)

    def tally(self, children: list[Any]) -> Form:
        """``13 + 12 + 10 = 35 项``."""
        equals = next((at for at, child in enumerate(children) if isinstance(child, Word) and child.word == "EQ"), None)
        terms = [evolve(child, unit="") for child in children[:equals] if isinstance(child, Number)]
        slots: list[tuple[str, Node]] = [("terms", Items(tuple(terms), covering(children[:equals])))]
        if equals is not None:
            slots.append(("sum", evolve(children[equals + 1], unit="")))
        return Form("TALLY", tuple(slots), covering([child for child in children if child is not None]))
