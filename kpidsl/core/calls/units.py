"""Functions over other units: ``平均（完成率，同类单位）``, ``名次（完成率，同类单位，从高到低，并列取靠前名次）``.

Takes a call with a population; gives its figure for a unit, or nothing after reporting why not. What is aggregated or compared
is a decimal of declared digits (K700); a unit without a value does not count. A function of other units may read what the place
it stands in may read of the unit itself; a composite may read that of the units under a link besides.
"""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import (
    GREATEST,
    LEAST,
    MEDIAN,
    MOST_UNITS,
    NUMBER,
    SUM,
    Inflow,
    Peers,
)  # fmt: skip
from kpidsl.core.calls.records import within
from kpidsl.core.directions import FIRST, direction_of
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.guards import refuse_open_quotients
from kpidsl.core.names import COMPOSITE, DATA, LINKED, ROW
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, Type, bounds, type_of
from kpidsl.core.wording import keyword
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.source import Span
from kpidsl.syntax.tree import Call, Expr, Form, Items, Name

POPULATIONS = ("PEERS", "OTHER_PEERS", "ALL_UNITS", "RANK_GROUP", "UNITS_UNDER", "UNITS_OF")
OPERATIONS = {"SUM_OF": SUM, "LARGEST": GREATEST, "SMALLEST": LEAST, "MEDIAN": MEDIAN}
PLACES = ("RANK", "PERCENTILE")
_OF_DATES = frozenset({"COUNT", "LARGEST", "SMALLEST", *PLACES})
"""The functions that dates can be put to: they count or compare, and never add up."""
TIES = {"TIED_BETTER": ("better",), "TIED_WORSE": ("worse",), "TIED_MEAN": ("better", "worse")}

_DIGITS: Mapping[str, str] = {"mark": "MARK", "points": "POINTS", "total": "TOTAL", "composite": "COMPOSITE_SCORE"}
"""What rounds a score, by the beginning of its column."""


Members = tuple[list[Quantity], e.Expr, Peers | Inflow]
"""What the arguments are of each unit, which units count, over which the function runs."""


def over_units(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """The figure of a call over the units of its scope."""
    if call.word in PLACES:
        over = _population(call, elaborator, kinds)
        return (
            None
            if over is None
            else _place(call, over, elaborator, family, _readable(over, elaborator.gathered or kinds))
        )
    found = members(call, elaborator, family, kinds)
    return None if found is None else _figure(call, *found, elaborator)


def members(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Members | None:
    """What a call is over, or nothing after reporting why not."""
    over = _population(call, elaborator, kinds)
    if over is None:
        return None
    inner = _readable(over, elaborator.gathered or kinds)
    for word in (call.order, call.ties):
        if word is not None:
            elaborator.problems.add("K702", word.place, "order", (), **_word(call))
            return None
    where = e.TRUE if call.where is None else elaborator.truth(call.where, family, inner)
    values = [_value(arg, call.word, elaborator, family, inner) for arg in call.args]
    known = [value for value in values if value is not None]
    return None if where is None or len(known) < len(values) else (known, where, over)


def _population(call: Call, elaborator: Elaborator, kinds: str) -> Peers | Inflow | None:
    over = None if kinds == ROW else population(call.scope, elaborator)
    if kinds == ROW and call.scope:
        elaborator.problems.add("K702", call.scope.place, "records")
    if over is None:
        return None
    if call.mode is not None:
        elaborator.problems.add("K651", call.mode.place, "alone", (), **_word(call))
        return None
    return over


def _readable(over: Peers | Inflow, kinds: str) -> str:
    """What may be read of the others: not what they read through a link, but the composite of those under one."""
    if not kinds or LINKED not in kinds:
        return kinds
    own = kinds.replace(LINKED, "")
    return own + COMPOSITE if isinstance(over, Inflow) else own


def population(scope: Form | None, elaborator: Elaborator) -> Peers | Inflow | None:
    """The units that a scope names; reports a name that it cannot be."""
    policy = elaborator.policy
    match scope:
        case Form("PEERS" | "OTHER_PEERS" as word):
            return Peers(tuple((name,) for name in policy.class_names), word == "OTHER_PEERS")
        case Form("ALL_UNITS"):
            return Peers((policy.class_names,))
        case Form("UNITS_OF") if isinstance(names := scope.get("names"), Items):
            classes = _classes(names, elaborator)
            return None if classes is None else Peers((classes,))
        case Form("RANK_GROUP") if isinstance(name := scope.get("name"), Name):
            scale = policy.scale(name.text)
            if scale is not None and scale.groups:
                return Peers(tuple(group.classes for group in scale.groups))
            elaborator.problems.add("K702", name.place, "scale" if scale is None else "ungrouped", (), name=name.text)
        case Form("UNITS_UNDER") if isinstance(name := scope.get("name"), Name):
            if any(link.name == name.text for link in policy.links):
                return Inflow(name.text)
            links = [link.name for link in policy.links]
            variant = "link" if links else "no_link"
            elaborator.problems.add("K702", name.place, variant, (), name=name.text, **listed("links", links))
        case _:
            pass
    return None


def _classes(names: Items, elaborator: Elaborator) -> tuple[str, ...] | None:
    policy = elaborator.policy
    found: list[str] = []
    for name in names:
        if not isinstance(name, Name):
            return None
        known = policy.class_sets.get(name.text) or ((name.text,) if name.text in policy.class_names else ())
        if not known:
            elaborator.problems.add("K702", name.place, "class", (), name=name.text)
            return None
        found += known
    return tuple(one for one in policy.class_names if one in found)


def _value(arg: Expr, word: str, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """What an argument is of each unit."""
    value = elaborator.quantity(arg, family, kinds)
    if value is None:
        return None
    refuse_open_quotients(
        value.expr,
        arg.place,
        elaborator.types,
        elaborator.problems,
        elaborator.aggregates,
        elaborator.policy.class_names,
    )
    if value.dimension == dim.DATE and word not in _OF_DATES:
        elaborator.problems.add("K643", arg.place)
        return None
    if word != "COUNT" and not isinstance(_type(value.expr, elaborator), Decimal):
        elaborator.problems.add("K700", arg.place)
        return None
    return value


def _type(expr: e.Expr, elaborator: Elaborator) -> Type:
    """The type as far as it is known; a score that is not computed yet has the decimals that the policy states."""
    types = dict(elaborator.types)
    for key in e.columns_of(expr):
        if key not in types:
            rule = elaborator.policy.rounding.get(_DIGITS.get(key.partition(":")[0], ""))
            types[key] = Decimal(rule.digits if rule else 0, Fraction(0), Fraction(0))
    return type_of(expr, types)


def _figure(
    call: Call, values: list[Quantity], where: e.Expr, over: Peers | Inflow, elaborator: Elaborator
) -> Quantity | None:
    first = values[0]

    def total(of: e.Expr, unit: str, when: e.Expr = where) -> e.Expr:
        return elaborator.aggregate(SUM, of, when, over, MOST_UNITS, unit)

    match call.word, values:
        case (("SUM_OF" | "LARGEST" | "SMALLEST" | "MEDIAN"), [_]):
            found = elaborator.aggregate(OPERATIONS[call.word], first.expr, where, over, MOST_UNITS, _unit(first))
            return Quantity(found, first.dimension, call.place, first.unit)
        case "MEAN", [_]:
            count = elaborator.aggregate(NUMBER, first.expr, where, over, MOST_UNITS)
            mean = _within(e.Div(total(first.expr, _unit(first)), count), first.expr, elaborator)
            return Quantity(mean, first.dimension, call.place, first.unit)
        case "COUNT", [_]:
            here = e.all_of(*(e.Present(key) for key in sorted(e.columns_of(first.expr))), where)
            return Quantity(elaborator.aggregate(NUMBER, e.ONE, here, over, MOST_UNITS), None, call.place)
        case "WEIGHTED_MEAN", [_, weight]:
            columns = sorted(e.columns_of(first.expr) | e.columns_of(weight.expr))
            here = e.all_of(*(e.Present(key) for key in columns), where)
            mean = e.Div(total(e.mul(first.expr, weight.expr), "", here), total(weight.expr, _unit(weight), here))
            return Quantity(mean, first.dimension, call.place, first.unit)
        case _:
            elaborator.problems.add("K702", call.place, "function", (), count=len(values), **_word(call))
            return None


def _within(mean: e.Expr, of: e.Expr, elaborator: Elaborator) -> e.Expr:
    """A mean with the bounds of what it is of, where these are known already."""
    return within(mean, of, elaborator) if e.columns_of(of) <= elaborator.types.keys() else mean


def _unit(value: Quantity) -> str:
    return value.unit or value.read_in


def _place(call: Call, over: Peers | Inflow, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """The place among the units that have a value, or that place as a share of their number."""
    if not isinstance(over, Peers) or over.others:
        assert call.scope is not None
        elaborator.problems.add("K702", call.scope.place, "place", (), **_word(call))
        return None
    if call.where is not None or len(call.args) != 1:
        elaborator.problems.add("K702", call.place, "function", (), count=len(call.args), **_word(call))
        return None
    order = first_of(call, elaborator, family, call.place, "order")
    if order and call.ties is None:
        elaborator.problems.add("K703", call.place, "", (), **_word(call))
    if not order or call.ties is None:
        return None
    value = _value(call.args[0], call.word, elaborator, family, kinds)
    if value is None:
        return None
    return placed(value.expr, order == "HIGH_FIRST", call.ties.word, over, call, elaborator)


def first_of(call: Call, elaborator: Elaborator, family: str, place: Span, unsaid: str) -> str:
    """Which end comes first: as said, else by the direction of what is compared; K703 where neither says."""
    if call.order is not None:
        return call.order.word
    name, direction = direction_of(call.args[0], family, elaborator.policy)
    if direction in FIRST:
        return FIRST[direction]
    word = "EFFICACY" if unsaid == "end" else call.word
    words = both("word", *(keyword(word, lang) for lang in ("zh", "en")))
    if direction:
        words |= both("direction", *(keyword(direction, lang) for lang in ("zh", "en")))
        elaborator.problems.add("K703", place, f"{unsaid}_range", (), name=name, **words)
    else:
        elaborator.problems.add("K703", place, unsaid, (), **words)
    return ""


def placed(of: e.Expr, high_first: bool, ties: str, over: Peers, call: Call | Form, elaborator: Elaborator) -> Quantity:
    """The place by a value; of a ``PERCENTILE`` its share of the units that are placed."""
    compared = of if high_first else e.neg(of)
    placings = [elaborator.place_among(compared, over, way) for way in TIES[ties]]
    place = e.mul(e.add(*(e.Col(one.key) for one in placings)), e.const(Fraction(1, len(placings))))
    if not set(elaborator.policy.class_names) <= {name for group in over.groups for name in group}:
        here = e.all_of(*(e.Present(key) for key in sorted(e.columns_of(of))))
        place = e.Least((place, elaborator.aggregate(NUMBER, e.ONE, here, over, MOST_UNITS)))
    if call.word != "PERCENTILE":
        return Quantity(place, None, call.place)
    share = e.Div(place, e.Greatest((e.Col(placings[0].count_key), e.ONE)))
    return Quantity(e.Least((share, e.ONE)), dim.RATIO, call.place)


def _word(call: Call) -> dict[str, object]:
    return both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))


__all__ = ["DATA", "POPULATIONS", "bounds", "over_units", "placed", "population"]
