"""Random plans and months: every core operation, every plan node, values at the edges of their ranges."""

from collections.abc import Callable
from fractions import Fraction

from attrs import define, field
from hypothesis import strategies as st

from kpidsl.core import expr as e
from kpidsl.core.aggregates import GEOMETRIC, MOST_UNITS, Inflow, Peers, aggregate_type
from kpidsl.core.types import COUNT, FLAG, Absent, Bool, Decimal, Ordinal, Rational, Text, Type, type_of
from kpidsl.plan.nodes import (
    CLASS,
    ORDER,
    UNIT,
    Emit,
    Extend,
    Gather,
    GradeOutput,
    Input,
    LeafOutput,
    Linked,
    Node,
    Origin,
    Plan,
    Rank,
    Reach,
    Report,
    Rounding,
    Scan,
    State,
    Title,
    Weigh,
)  # fmt: skip
from kpidsl.scores.month import Month, RosterUnit

CLASSES = ("科室", "队组", 'A,"x"')
SCALE = ("优", "良", "a,b")
ORIGIN = Origin(5, clause="三（二）")

INPUTS = {
    "计划数": Decimal(0, Fraction(1), Fraction(100)),
    "完成数": Decimal(0, Fraction(0), Fraction(120)),
    "完成率": Decimal(4, Fraction(0), Fraction(2)),
    "利润": Decimal(2, Fraction(-(10**6)), Fraction(10**6)),
    "OA": Decimal(1, Fraction(-3), Fraction(3)),
    "oa": Decimal(0, Fraction(-2), Fraction(2)),
    "等级": Ordinal(SCALE),
}


def input_of(key: str, kind: Type) -> Input:
    low, high = (Fraction(0), Fraction(2)) if isinstance(kind, Ordinal) else (kind.low, kind.high)
    owners = tuple((name, "企管科") for name in CLASSES)
    return Input(key, key, "", kind, owners, CLASSES, "item", Fraction(1), 0, low, high)


@define
class Shape:
    """The columns that exist at some point of a plan, and the draw that chooses."""

    draw: Callable[[st.SearchStrategy], object]
    types: dict[str, Type] = field(factory=dict)

    def keys(self, *kinds: type) -> list[str]:
        return [key for key, kind in self.types.items() if isinstance(kind, kinds)]

    def one(self, options):
        return self.draw(st.sampled_from(options))

    def number(self, depth: int) -> e.Expr:
        if depth == 0 or self.draw(st.integers(0, 9)) < 2:
            if self.draw(st.integers(0, 9)) < 3:
                return e.const(self.one(CONSTANTS))
            return e.Col(self.one(self.keys(Decimal, Rational, Ordinal)))
        match self.draw(st.integers(0, 9)):
            case 0 | 1:
                return e.add(*(self.number(depth - 1) for _ in range(self.draw(st.integers(2, 3)))))
            case 2:
                return e.mul(self.number(depth - 1), self.number(depth - 1))
            case 3 | 4:
                return e.div(self.number(depth - 1), self.number(depth - 1))
            case 5:
                return e.Round(self.number(depth - 1), self.draw(st.integers(0, 3)), self.one(list(Rounding)))
            case 6:
                return e.Least(tuple(self.number(depth - 1) for _ in range(self.draw(st.integers(1, 3)))))
            case 7:
                return e.Greatest(tuple(self.number(depth - 1) for _ in range(self.draw(st.integers(1, 3)))))
            case 8:
                arms = tuple(
                    (self.truth(depth - 1), self.number(depth - 1)) for _ in range(self.draw(st.integers(1, 3)))
                )
                return e.Case(arms, self.number(depth - 1))
            case _:
                return e.Case(((self.truth(depth - 1), e.Null()),), self.number(depth - 1))

    def truth(self, depth: int) -> e.Expr:
        match self.draw(st.integers(0, 6 if depth else 2)):
            case 0:
                return e.Cmp(self.one(["=", "!=", "<", "<=", ">", ">="]), self.number(depth), self.number(0))
            case 1:
                return e.Present(self.one(list(self.types)))
            case 2:
                names = self.one([("科室",), CLASSES[1:], ()])
                truths = self.keys(Bool)
                return e.Col(self.one(truths)) if truths else e.Among(CLASS, names)
            case 3:
                return e.And((self.truth(depth - 1), self.truth(depth - 1)))
            case 4:
                return e.Or((self.truth(depth - 1), self.truth(depth - 1)))
            case 5:
                return e.Not(self.truth(depth - 1))
            case _:
                return e.Cmp(self.one(["=", "<", ">="]), self.number(depth - 1), self.number(depth - 1))


CONSTANTS = [
    Fraction(value) for value in ("0", "1", "-1", "100", "0.95", "1/3", "-7/30", "2.675", "60", "1/1000", "4/3")
]


def add_column(shape: Shape, nodes: list[Node], key: str) -> None:
    choice = shape.draw(st.integers(0, 9))
    if choice < 2:
        expr, kind = shape.truth(2), Bool()
    elif choice == 2:
        steps = tuple((shape.truth(1), e.const(place)) for place in range(2))
        expr, kind = e.Case(steps, e.const(2)), Ordinal(SCALE)
    elif choice < 7:
        expr = e.Round(shape.number(3), shape.draw(st.integers(0, 3)), shape.one(list(Rounding)))
        kind = type_of(expr, shape.types)
    else:
        expr = shape.number(3)
        kind = type_of(expr, shape.types)
        if isinstance(kind, Ordinal):
            expr = e.mul(expr, e.const(3))  # the place of a label, joined with other numbers, is none any more
            kind = type_of(expr, shape.types)
    nodes.append(Extend(key, expr, kind, Title(key, "MARK"), ORIGIN))
    shape.types[key] = kind


def look_across(shape: Shape, nodes: list[Node], key: str) -> None:
    title = Title(key, "RANK")
    match shape.draw(st.integers(0, 4)):
        case 3 | 4:
            op = shape.one(["SUM", "COUNT", "LEAST", "GREATEST", "MEDIAN", GEOMETRIC])
            of: e.Expr = e.Round(shape.number(2), shape.draw(st.integers(0, 2)), shape.one(list(Rounding)))
            over = shape.one([
                Peers((CLASSES,)), Peers((CLASSES[:1], CLASSES[1:2])), Peers((CLASSES[:2],), others=True),
                Peers((CLASSES,), others=True), Peers(()), Inflow("支部"),
            ])  # fmt: skip
            where, rounding = shape.one([e.TRUE, shape.truth(1)]), None
            if op == GEOMETRIC:
                of, rounding = e.Greatest((of, e.ZERO)), (shape.draw(st.integers(0, 3)), shape.one(list(Rounding)))
            shape.types[key] = kind = aggregate_type(op, type_of(of, shape.types), MOST_UNITS, rounding)
            nodes.append(Gather(key, op, of, where, over, kind, title, ORIGIN, rounding))
        case 0:
            source = shape.one(list(shape.types))
            nodes.append(Linked(key, "支部", source, shape.types[source], title, ORIGIN))
            shape.types[key] = shape.types[source]
        case 1 if shape.keys(Bool):
            ways = shape.draw(st.lists(st.sampled_from(["unit", "class", "link:支部"]), unique=True))
            nodes.append(Reach(key, shape.one(shape.keys(Bool)), tuple(ways), title, ORIGIN))
            shape.types[key] = Bool()
        case _:
            keys = tuple(shape.draw(st.lists(st.sampled_from(shape.keys(Decimal, Ordinal)), min_size=1, max_size=3)))
            groups = shape.one([(("甲", CLASSES),), (("甲", CLASSES[:1]), ("乙", CLASSES[1:2])), ()])
            ties = shape.one(["better", "worse"])
            names = [f"{key}:{part}" for part in ("place", "places", "base", "spent")]
            truths = [shape.truth(1) for _ in range(3)]
            nodes.append(Rank(groups, keys, ties, *truths, *names, title, ORIGIN))
            shape.types.update(dict.fromkeys(names, COUNT))


@st.composite
def plans(draw: Callable[[st.SearchStrategy], object]) -> Plan:
    """A plan whose reports show every column of every unit."""
    inputs = tuple(input_of(key, kind) for key, kind in INPUTS.items())
    nodes: list[Node] = [Scan(inputs, {"支部": {}}, CLASSES)]
    shape = Shape(draw, {UNIT: Text(), CLASS: Text(), "link:支部": Text(), ORDER: COUNT, **INPUTS})
    shape.types.update({source.state: FLAG for source in inputs})
    weights = draw(
        st.lists(st.sampled_from([None, Fraction(0), Fraction("0.05"), Fraction(1)]), min_size=6, max_size=6)
    )
    kind = Decimal(4, Fraction(0), Fraction(1))
    rows = tuple((name, (weights[place], weights[place + 3])) for place, name in enumerate(CLASSES))
    nodes.append(Weigh(("权重:甲", "权重:乙"), rows, kind))
    shape.types.update({"权重:甲": kind, "权重:乙": kind})
    for number in range(draw(st.integers(1, 7))):
        if draw(st.integers(0, 9)) < 6:
            add_column(shape, nodes, f"列{number}")
        else:
            look_across(shape, nodes, f"列{number}")
    nodes.append(Report("K599", shape.truth(1), (UNIT,)))
    nodes.append(Report("K598", e.TRUE, tuple(shape.types)))
    decimals, truths = shape.keys(Decimal), shape.keys(Bool)
    levels, states = shape.keys(Ordinal), [source.state for source in inputs]
    leaves = tuple(LeafOutput(f"甲,{n}", shape.one(decimals), shape.one(states), shape.one(decimals)) for n in range(2))
    grade = GradeOutput("月度等次", shape.one(levels), ORDER, ORDER, ((CLASSES[0], "组,1"), (CLASSES[2], "组2")))
    vetoes = tuple((name, shape.one(truths)) for name in ("安全", "质量 ")) if truths else ()
    nodes.append(Emit(leaves, shape.one(decimals), shape.one(decimals), (grade,), vetoes))
    return Plan("办法", "1", tuple(nodes), shape.types)


@st.composite
def months(draw: Callable[[st.SearchStrategy], object], complete: bool = False) -> Month:
    """Up to six units; each cell a value, at an edge of its range more often than not, or a state unless ``complete``."""
    count = draw(st.integers(0, 6))
    names = ["一队", "二队", "党,支部", '引"号', " 空格", "换\n行"][:count]
    units = []
    for name in names:
        far = draw(st.sampled_from([None, *names]))
        units.append(RosterUnit(name, draw(st.sampled_from(CLASSES)), {"支部": far} if far else {}))
    cells = {key: {name: draw(cell_of(kind, complete)) for name in names} for key, kind in INPUTS.items()}
    return Month("2019-03", tuple(units), cells)


def cell_of(kind: Type, complete: bool = False) -> st.SearchStrategy:
    states = st.sampled_from([State.NOT_APPLICABLE, State.UNREPORTED, State.NOT_APPRAISED])
    if isinstance(kind, Ordinal):
        value = st.sampled_from([Fraction(place) for place in range(len(kind.scale))])
        return value if complete else st.one_of(value, states)
    scale = 10**kind.digits
    low, high = int(kind.low * scale), int(kind.high * scale)
    whole = st.one_of(st.sampled_from([low, high, max(low, 0), max(low, 1)]), st.integers(low, high))
    value = whole.map(lambda mantissa: Fraction(mantissa, scale))
    return value if complete else st.one_of(value, value, value, states)


__all__ = ["Absent", "months", "plans"]
