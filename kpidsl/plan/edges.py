"""Values of an input at which the rules of a plan bite.

Takes a plan; gives, for each input, the numbers it is compared with or counted from, one step below and above them, and the
ends of its range. Never all values: whoever tries a plan out adds others at random.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.plan.nodes import Extend, Gather, Input, LogColumn, Plan, Rank, Report
from kpidsl.syntax.units import DATE


def edges(plan: Plan) -> Mapping[str, tuple[Fraction, ...]]:
    """Input key → values in base units, each once, the ends of the range first."""
    numbers: dict[str, set[Fraction]] = {}
    for expr in _expressions(plan):
        _compared(expr, numbers)
    inputs: list[Input | LogColumn] = [*plan.scan.inputs, *(column for log in plan.scan.logs for column in log.columns)]
    return {source.key: _within(source, numbers.get(source.key, set())) for source in inputs}


def unit_of(source: Input | LogColumn) -> Fraction:
    """The smallest step between two values, in base units."""
    return (source.step or Fraction(1, 10**source.decimals)) * source.scale


def _within(source: Input | LogColumn, numbers: set[Fraction]) -> tuple[Fraction, ...]:
    if source.levels:
        return tuple(map(Fraction, range(len(source.levels))))
    step, low, high = unit_of(source), source.low * source.scale, source.high * source.scale
    ends = () if source.unit == DATE.key else (low, high)  # nobody reports the first day of the calendar
    near = [number + shift for number in sorted(numbers) for shift in (Fraction(0), -step, step)]
    fitting = (value for value in (*ends, *near) if low <= value <= high and (value / step).denominator == 1)
    return tuple(dict.fromkeys(fitting))


def _expressions(plan: Plan) -> Iterator[e.Expr]:
    for node in plan.nodes:
        match node:
            case Extend(_, expr):
                yield expr
            case Report(_, when):
                yield when
            case Rank():
                yield from (node.ranked, node.counted, node.spends)
            case Gather():
                yield from (node.of, node.where)
            case _:
                pass


def _compared(expr: e.Expr, found: dict[str, set[Fraction]]) -> None:
    """Numbers beside a column, in comparisons and sums."""
    match expr:
        case e.Cmp(_, e.Col(key), e.Const(value)) | e.Cmp(_, e.Const(value), e.Col(key)):
            found.setdefault(key, set()).add(value)
        case e.Add(args) | e.Least(args) | e.Greatest(args):
            numbers = {abs(arg.value) for arg in args if isinstance(arg, e.Const)}
            for key in {key for arg in args if not isinstance(arg, e.Const) for key in e.columns_of(arg)}:
                found.setdefault(key, set()).update(numbers)
        case _:
            pass
    for part in e.children(expr):
        _compared(part, found)
