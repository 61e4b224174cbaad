"""A target that asks for exactly a number where more, or less, is surely as good."""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.check.measures import dimensions
from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.types import bounds
from kpidsl.core.wording import amount_words, expr_words
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Family, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Blank, Expr, Name, Op, Ref

_SIGN = {"MORE_IS_BETTER": "≥", "LESS_IS_BETTER": "≤"}


def comparators(policy: Policy, core: Core, problems: Problems) -> None:
    """K768 (warning) for each target of one number that is at no end of what its figure can be."""
    known, met = dimensions(policy, core), _asks_whether_met(policy)
    for family in policy.families:
        if (family.direction and family.direction.word == "IN_RANGE") or family.name not in met:
            continue
        for target in family.targets:
            for left, place in _left_open(target.expr):
                if known.get(f"data:{family.name}·{_last(left)}", dim.RATIO) != dim.RATIO:
                    continue  # a number of things may be asked for exactly
                problems.add("K768", place, "open", (), **expr_words("name", left), **_signs(family))
        for rule in core.targets.get(family.name, ()):
            for key, value in _equalities(rule.met):
                dimension = known.get(key)
                if dimension not in (None, dim.DATE) and value not in _ends(core, key, dimension):
                    _report(core, family, key, value, dimension, rule.place, problems)


def _asks_whether_met(policy: Policy) -> set[str]:
    """The indicators for which it matters that the target is met; a rule that measures by its value does not ask."""
    found = set()
    for leaf in policy.leaves:
        forms = {form.word for one in leaf.scoring for form in one.forms}
        if "PASS_FAIL" in forms or forms <= {"ENTERED", "LOST"}:
            found.add(leaf.family)
    return found


def _last(ref: Ref) -> str:
    last = ref.parts[-1]
    return last.text if isinstance(last, Name) else ""


def _left_open(expr: Expr) -> Iterator[tuple[Ref, Span]]:
    match expr:
        case Op("=", (Ref() as left, Blank(lost=False)), place):
            yield left, place
        case Op("and", args):
            for arg in args:
                yield from _left_open(arg)


def _equalities(met: e.Expr) -> Iterator[tuple[str, Fraction]]:
    match met:
        case e.Cmp("=", e.Col(key), e.Const(value)):
            yield key, value
        case e.And(args):
            for arg in args:
                yield from _equalities(arg)


def _ends(core: Core, key: str, dimension: dim.Dimension | None) -> tuple[Fraction | int, ...]:
    """What can only be meant exactly: nothing, all, and the ends of the declared range."""
    return (0, 1, *bounds(core.types[key])) if dimension == dim.RATIO else (0, *bounds(core.types[key]))


def _report(
    core: Core,
    family: Family,
    key: str,
    value: Fraction,
    dimension: dim.Dimension | None,
    place: Span,
    problems: Problems,
) -> None:
    step, high = (Fraction(1, 100) if dimension == dim.RATIO else Fraction(1)), bounds(core.types[key])[1]
    other = value + step if value + step <= high else value - step
    name = key.rpartition("·")[2]
    words = amount_words("value", value, dimension) | amount_words("other", other, dimension) | _signs(family)
    problems.add("K768", place, "", (), **both("name", name, name), **words)


def _signs(family: Family) -> dict[str, object]:
    sign = _SIGN.get(family.direction.word, "") if family.direction else ""
    return both("signs", f"“{sign}”" if sign else "“≥”或“≤”", f"“{sign}”" if sign else "“≥” or “≤”")
