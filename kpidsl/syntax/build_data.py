"""Rules of the grammar for data, logs with their records, and formulas to nodes.

Takes the nodes of a rule's parts; gives one node, or the slots of one. Never asks whether a figure is within its range.
"""

from typing import Any

from kpidsl.diagnostics import Label
from kpidsl.syntax.build_expr import covering
from kpidsl.syntax.drafts import parts_of
from kpidsl.syntax.tokens import Refused
from kpidsl.syntax.tree import Field, Form, Items, Node, Number, Text, Word


class DataRules:
    """Callbacks of the rules of what is reported and what is computed from it."""

    # ---- data

    def datum(self, children: list[Any]) -> Form:
        """``计划数（项，1～100000）``; a unit written after the range counts as the datum's."""
        name, *specs = parts_of(children)
        slots: dict[str, Node] = {"name": name}
        for spec in specs:
            for slot, node in spec:
                if slot in slots:
                    raise Refused("K109", node.place, "part", [Label(slots[slot].place, "first")])
                slots[slot] = node
        high = slots.get("high")
        if isinstance(high, Number) and high.unit and "unit" not in slots:
            slots["unit"] = Text(high.unit, high.place)
        return Form("DATUM", tuple(slots.items()), covering(children))

    def datum_unit(self, children: list[Any]) -> list[tuple[str, Node]]:
        """A unit of measure, by its key."""
        return [("unit", children[0])]

    def datum_yes_no(self, children: list[Any]) -> list[tuple[str, Node]]:
        """``是否``."""
        return [("yes_no", children[0])]

    def datum_scale(self, children: list[Any]) -> list[tuple[str, Node]]:
        """``一级 > 二级 > 三级``."""
        return [("scale", Items(tuple(children[::2]), covering(children)))]

    def datum_range(self, children: list[Any]) -> list[tuple[str, Node]]:
        """``0～200%``."""
        return [("low", children[0]), ("high", children[2])]

    def datum_digits(self, children: list[Any]) -> list[tuple[str, Node]]:
        """``2 位小数``."""
        number: Number = children[0]
        if number.unit != "places":
            raise Refused("K111", number.place, "datum")
        return [("digits", number)]

    def datum_step(self, children: list[Any]) -> list[tuple[str, Node]]:
        """``精确到 0.5 分``."""
        return [("step", children[1])]

    def date_datum(self, children: list[Any]) -> Form:
        """``完成日期（日期）``."""
        return Form("DATUM", (("name", children[0]), ("date", children[2])), covering(children))

    def text_datum(self, children: list[Any]) -> Form:
        """``种类（文字：甲、乙）``, ``事项（文字）``."""
        name, _, word, choices, _ = children
        slots: tuple[tuple[str, Node], ...] = (("name", name), ("text", word))
        return Form("DATUM", slots if choices is None else (*slots, ("choices", choices)), covering(children))

    # ---- logs

    column = datum

    def datum_scale_up(self, children: list[Any]) -> list[tuple[str, Node]]:
        """``轻微 < 一般 < 严重``."""
        scale = Items(tuple(children[::2]), covering(children))
        return [("scale", scale), ("rising", Word("LT", children[1].place))]

    def datum_default(self, children: list[Any]) -> list[tuple[str, Node]]:
        """``缺省 1``."""
        return [("default", children[1])]

    def column_entry(self, children: list[Any]) -> Field:
        """A column of a log."""
        form: Form = children[0]
        return Field("COLUMN", (), form, None, form.place, form.place)

    def record(self, children: list[Any]) -> Field:
        """``记录 三违：程度 = 严重，人次 = 2``."""
        head, log, *items = parts_of(children)
        place = covering([head, log, *items])
        return Field("RECORD", (log,), Items(tuple(items), place), None, place, head.place)

    def record_item(self, children: list[Any]) -> Form:
        """``程度 = 严重``."""
        name, _, value = children
        return Form("CELL", (("name", name), ("value", value)), covering(children))

    # ---- formulas

    def formula(self, children: list[Any]) -> Items:
        """``率 = a ÷ b × 100%，分母为零：不涉及``."""
        name, _, expr, *more = children
        slots: dict[str, Node] = {"name": name, "expr": expr}
        for slot, node in more:
            if slot in slots:
                raise Refused("K109", node.place, "part", [Label(slots[slot].place, "first")])
            slots[slot] = node
        last = list(slots.values())[-1]
        place = name.place.to(last.place)
        return Items((Form("FORMULA", tuple(slots.items()), place),), place)

    def formula_zero(self, children: list[Any]) -> tuple[str, Node]:
        """``分母为零：…``."""
        return ("zero", children[1])

    def formula_negative(self, children: list[Any]) -> tuple[str, Node]:
        """``分母为负：…``."""
        return ("negative", children[1])

    def formula_empty(self, children: list[Any]) -> tuple[str, Node]:
        """``无记录：…``."""
        return ("empty", children[1])

    def formula_alone(self, children: list[Any]) -> tuple[str, Node]:
        """``没有单位：…``."""
        return ("alone", children[1])

    def formula_round(self, children: list[Any]) -> tuple[str, Node]:
        """``保留小数 2 位，四舍五入``."""
        return ("round", children[1])

    def formula_earlier(self, children: list[Any]) -> tuple[str, Node]:
        """``无上期：…``."""
        return ("earlier", children[1])
