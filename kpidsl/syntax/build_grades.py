"""Rules of the grammar for grade scales to nodes.

Takes the nodes of a rule's parts; gives one node. Never asks whether the bands fit each other.
"""

from typing import Any

from attrs import evolve

from kpidsl.syntax.build_expr import covering
from kpidsl.syntax.drafts import keyed_field, parts_of
from kpidsl.syntax.tree import Field, Form, Items, Node, Number, Ref, Word


class GradeRules:
    """Callbacks of the rules of a grade scale."""

    def groups(self, children: list[Any]) -> Items:
        """Groups that are ranked apart; one of several classes is a list of its own."""
        groups = tuple(group.items[0] if len(group.items) == 1 else group for group in children)
        return Items(groups, covering(children))

    def grade_entry(self, children: list[Any]) -> Field:
        """``良：20%～50%`` is a share of the ranked, ``良：80～89`` a band of scores.

        A share holds its last place, and begins after the last one of the share before; any other ends are none of a share.
        """
        name, band, _, also, _, basis = children
        if band.word == "INTERVAL":
            low, high, last = band.get("low"), band.get("high"), band.get("high_closed")
            shares = isinstance(low, Number) and isinstance(high, Number) and "percent" in (low.unit, high.unit)
            if shares and isinstance(last, Word) and last.word == "CLOSED":
                band = Form("BETWEEN", (("low", low), ("high", high)), band.place)
        if also is not None:
            band = evolve(band, slots=(*band.slots, ("also", also)), place=band.place.to(also.place))
        if basis is not None:
            band = evolve(band, slots=(*band.slots, ("basis", basis)), place=band.place.to(basis.place))
        return keyed_field("ENTRY", (name,), band)

    def label_entry(self, children: list[Any]) -> Field:
        """``优秀、良好``: grades of which nothing is said but what they are called."""
        names: Items = children[0]
        return Field("LABELS", names.items, names, None, names.place, names.place)

    def small_entry(self, children: list[Any]) -> Field:
        """``不足 5 个单位：…``."""
        head, number, value = children
        return Field("SMALL", (number,), value, None, covering(children), head.place)

    def small(self, children: list[Any]) -> Node:
        """What is done with a group too small to grade by shares."""
        parts = parts_of(children)
        if len(parts) == 1:
            word: Word = parts[0]
            return word
        return Form("BY_SCALE", (("scale", parts[1]),), covering(children))

    def top(self, children: list[Any]) -> Form:
        """``前 20%``."""
        return Form(children[0].word, (("share", children[1]),), covering(children))

    bottom = top

    def ties(self, children: list[Any]) -> Node:
        """Who comes first when scores are equal."""
        if len(children) == 1:
            word: Word = children[0]
            return word
        *between, last = children[1:]
        refs = [one for one in between if isinstance(one, Ref)]
        word = evolve(last, word="BETTER" if last.word == "THEN_BETTER" else "WORSE")
        by = Items(tuple(refs), covering(refs))
        return Form("BREAK", (("by", by), ("last", word)), covering(children))

    # ---- examples

    def balance(self, children: list[Any]) -> Form:
        """``合格：其余``: the places that the other grades leave."""
        return Form("OTHERWISE", (), covering(children))

    def own_places(self, children: list[Any]) -> Form:
        """``15%``, ``1 名``: places of its own, wherever the grades before end."""
        return Form("OWN", (("share", children[0]),), covering(children))

    def size_entry(self, children: list[Any]) -> Field:
        """``不足 6 人：最多 1 名``."""
        *head, quota = children
        size: Node = head[0]
        if len(head) == 2:
            sides = (("high", head[1]), ("high_closed", Word("OPEN", head[0].place)))
            size = Form("INTERVAL", sides, covering(head))
        return Field("ENTRY", (size,), quota, None, covering(children), size.place)

    def sized_grade(self, children: list[Any]) -> Field:
        """``特等 { 不足 6 人：最多 1 名；其余：最多 2 名 }``."""
        name, sizes = children
        return keyed_field("ENTRY", (name,), sizes)

    def overall_entry(self, children: list[Any]) -> Field:
        """``优：最多 15%，综合得分低的降一等``."""
        name, quota, way = children
        return keyed_field(
            "ENTRY", (name,), Form("OVERALL", (("quota", quota), ("way", way)), quota.place.to(way.place))
        )
