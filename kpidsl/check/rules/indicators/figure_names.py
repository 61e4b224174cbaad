"""The name of an indicator says what is measured: no rate that counts, no quality that counts faults, no share above all."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.check.appraised import measured
from kpidsl.check.figure_words import says
from kpidsl.check.measures import dimensions, is_count
from kpidsl.check.normal import OPEN, normal_form
from kpidsl.check.words import counted
from kpidsl.core import dimensions as dim
from kpidsl.core.program import Core
from kpidsl.core.types import bounds
from kpidsl.core.wording import amount_words, plain
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Datum, Family, Formula, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Op


def figure_names(policy: Policy, core: Core, problems: Problems) -> None:
    """K766 (note): names that say another thing than the measure; K767 (note), once, where several rates are defined by nobody."""
    known = dimensions(policy, core)
    rates: list[tuple[str, Span]] = []
    for family in policy.families:
        figure = measured(family)
        if figure is not None:
            kind = "value" if isinstance(figure, Formula) else "data"
            _level(family, figure, problems)
            _name(family, figure, known.get(f"{kind}:{family.name}·{figure.name}"), problems)
        for formula in family.formulas:
            _share(family, formula, core, known, problems)
        if not family.note:
            ready = [one for one in family.data if one.unit in ("percent", "permille") and _is_rate(family, one)]
            rates += [(datum.name, datum.place) for datum in ready]
    if len(rates) > 1:  # one alone is seen where it stands
        words = {"number": len(rates), **counted("names", list(dict.fromkeys(name for name, _ in rates)))}
        problems.add("K767", rates[0][1], "", (), **words)


def _is_rate(family: Family, datum: Datum) -> bool:
    return says("rate", datum.name) or says("rate", family.name)


def _name(family: Family, figure: Datum | Formula, dimension: dim.Dimension | None, problems: Problems) -> None:
    if not is_count(dimension):
        return
    words: dict[str, object] = {"name": family.name, "figure": figure.name}
    if says("rate", family.name):
        variant = "rate_itself" if says("rate", figure.name) else "rate"
        problems.add("K766", figure.place, variant, (), **words)
    elif says("quality", family.name) and says("defect", figure.name) and family.direction is None:
        problems.add("K766", figure.place, "", (), **words)


def _level(family: Family, figure: Datum | Formula, problems: Problems) -> None:
    """A level that is reported as a number: of 一级 and 二级 the first is the better one and the smaller number."""
    if (
        isinstance(figure, Datum)
        and figure.kind == "number"
        and figure.unit in ("", "grade_step")
        and family.direction is None
    ):
        signs = {op for target in family.targets for op in _signs(target.expr)}
        if says("level", figure.name) and signs & _BY_SIZE.keys():
            sign = next(op for op in _BY_SIZE if op in signs)
            problems.add("K766", figure.place, "level", (), name=family.name, figure=figure.name, sign=_BY_SIZE[sign])


def _signs(expr: Expr) -> Iterator[str]:
    match expr:
        case Op("and" | "or" | "not", args):
            for arg in args:
                yield from _signs(arg)
        case Op(op, (_, _)):
            yield op


_BY_SIZE = {">=": "≥", ">": ">", "<=": "≤", "<": "<"}


def _share(
    family: Family, formula: Formula, core: Core, known: Mapping[str, dim.Dimension], problems: Problems
) -> None:
    """A share of which the part may be larger than the whole, by the ranges that are declared."""
    if not (says("share", formula.name) or says("share", family.name)):
        return
    form = normal_form(formula.expr, family.name)
    if form is None or len(form.above) != 1 or len(form.below) != 1:
        return
    (part, factor), (whole, divisor) = next(iter(form.above.items())), next(iter(form.below.items()))
    if (
        OPEN in form.figures
        or len(part) != 1
        or len(whole) != 1
        or factor != divisor
        or part[0][1] != 1
        or whole[0][1] != 1
    ):
        return
    keys = [f"data:{term[0][0]}" for term in (part, whole)]
    if not all(key in core.types and key in known for key in keys) or known[keys[0]] != known[keys[1]]:
        return
    most, all_of_it = (bounds(core.types[key])[1] for key in keys)
    if most > all_of_it > 0:
        words: dict[str, object] = {"name": formula.name, "percent": plain(_cut(most / all_of_it * 100))}
        words |= amount_words("part", most, known[keys[0]]) | amount_words("whole", all_of_it, known[keys[1]])
        problems.add("K766", formula.place, "share", (), **words)


def _cut(value: Fraction) -> Fraction:
    return Fraction(int(value))
