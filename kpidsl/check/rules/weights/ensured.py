"""确保: what the policy promises about weights is true of its own tables.

``权重`` is the weight in the class's own column; ``折算权重`` the weight in what the class is finally ranked by, with composites
expanded (a crew: 25% of the branch's weight and 75% of its own).
"""

from collections.abc import Callable
from fractions import Fraction

from kpidsl.check import reported
from kpidsl.check.effective import Share, shares
from kpidsl.check.rules.weights.weight_rows import COLUMNS_LOST, ROWS_LOST
from kpidsl.check.unknown import unknown_weights
from kpidsl.check.words import gap, percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import LeafWeights, leaf_weights
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Diagnostic, Problems
from kpidsl.diagnostics.bilingual import both, listed
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.policy import Ensure, Policy
from kpidsl.syntax.tree import Blank, Call, Expr, Name, Number, Op, Ref, Word, refs_in
from kpidsl.values import frozen

FAULTS = ("K301", "K302", "K306", "K307", "K308")
WEIGHTS = ("WEIGHT", "EFFECTIVE_WEIGHT")
SIGNS = {"=": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
COMPARE: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
}  # fmt: skip


@frozen
class _Case:
    """A class and one way in which its composite is made up."""

    policy: Policy
    weights: LeafWeights
    unit_class: str
    way: tuple[Share, ...]


def ensured(policy: Policy, core: Core, problems: Problems) -> None:
    """K304, for each promise and each class that breaks it."""
    tables = [split.table for split in policy.splits] + ([policy.weights] if policy.weights else [])
    unsure = any(reported.within(problems, table.area, *ROWS_LOST, *COLUMNS_LOST) for table in tables)
    if policy.weights is None or unsure or any(_is_fault(found) for found in problems):
        return  # promises about weights that are wrong themselves
    weights, unknown = leaf_weights(policy), unknown_weights(policy)
    for ensure in policy.ensures:
        if not _readable(policy, ensure.expr, problems):
            continue
        fallen: list[_Case] = []
        for unit_class in ensure.classes:
            ways = shares(policy, core, unit_class) if "EFFECTIVE_WEIGHT" in _words(ensure.expr) else [()]
            if ways is None:
                if not reported.anywhere(problems, "K370") and not _is_left_open(policy, unit_class):
                    problems.add("K304", ensure.place, "unclear", unit_class=unit_class)
                continue
            asked = {leaf for ref in refs_in(ensure.expr) for leaf in _leaves(policy, ref)}
            if any((leaf, name) in unknown for leaf in asked for way in ways for name in (unit_class, *_classes(way))):
                continue
            broken = (way for way in ways if not _holds(ensure.expr, _Case(policy, weights, unit_class, way)))
            way = next(broken, None)
            if way is not None:
                fallen.append(_Case(policy, weights, unit_class, way))
        _report(ensure, fallen, problems)


def _is_fault(found: Diagnostic) -> bool:
    """Whether it says that some weight may be another. Rows that are not there leave the others as they are."""
    if found.variant.startswith(("rows", "part_rows", "basis")):
        return False
    return found.code in FAULTS and not (found.code == "K307" and not found.variant)


def _is_left_open(policy: Policy, unit_class: str) -> bool:
    """Whether the formula of a class is lost or blank, which has been said."""
    return any(isinstance(one.expr, Blank) for one in policy.composites if unit_class in one.classes)


def _classes(way: tuple[Share, ...]) -> tuple[str, ...]:
    return tuple(share.unit_class for share in way)


def _words(expr: Expr) -> set[str]:
    match expr:
        case Ref(parts):
            return {part.word for part in parts if isinstance(part, Word)}
        case Op(_, args) | Call(_, args):
            return set[str]().union(*map(_words, args))
        case _:
            return set()


def _readable(policy: Policy, expr: Expr, problems: Problems, top: bool = True) -> bool:
    """Whether the statement speaks of weights and percentages only; reports what does not."""
    match expr:
        case Op("and" | "or" | "not", args) if top:
            return all(_readable(policy, arg, problems) for arg in args)
        case Op(op, args) if (op in COMPARE) == top and op in (*COMPARE, "+", "-", "*", "/", "neg", "min", "max"):
            return all(_readable(policy, arg, problems, False) for arg in args)
        case Number(value, _, unit) if not top and (unit == "percent" or (not unit and value in (0, 1))):
            return True
        case Ref((*names, Word(word)), place) if not top and word in WEIGHTS and names:
            return _known(
                policy,
                "·".join(part.text for part in names if isinstance(part, Name)),
                Ref(tuple(names), place),
                problems,
            )
        case Number():
            problems.add("K304", expr.place, "percent")
        case _:
            problems.add("K304", expr.place, "other")
    return False


def _known(policy: Policy, name: str, ref: Ref, problems: Problems) -> bool:
    names = [*(family.name for family in policy.families), *(leaf.key for leaf in policy.leaves)]
    if name in names:
        return True
    near = nearest(name, names)
    if near:
        problems.add("K205", ref.place, "near", (), **both("nearest", near, near), **both("name", name, name))
    else:
        problems.add("K205", ref.place, "", (), **both("name", name, name))
    return False


def _leaves(policy: Policy, ref: Ref) -> tuple[str, ...]:
    name = "·".join(part.text for part in ref.parts if isinstance(part, Name))
    return next((family.leaves for family in policy.families if family.name == name), (name,))


def _value(expr: Expr, case: _Case) -> Fraction:
    match expr:
        case Number(value, _, unit):
            return value / 100 if unit == "percent" else value
        case Ref((*_, Word("EFFECTIVE_WEIGHT"))):
            leaves = _leaves(case.policy, expr)
            return sum((share.factor * share.weight(leaves, case.weights) for share in case.way), Fraction())
        case Ref():
            leaves = _leaves(case.policy, expr)
            return sum((case.weights[leaf][case.unit_class] or Fraction() for leaf in leaves), Fraction())
        case Op("min", args):
            return min(_value(arg, case) for arg in args)
        case Op("max", args):
            return max(_value(arg, case) for arg in args)
        case Op("neg", (arg,)):
            return -_value(arg, case)
        case Op(_, args, _, signs):
            return _chain(signs, [_value(arg, case) for arg in args])
        case _:
            return Fraction()


def _chain(signs: str, values: list[Fraction]) -> Fraction:
    result = values[0]
    for sign, value in zip(signs[1:], values[1:], strict=True):
        match sign:
            case "+":
                result += value
            case "-":
                result -= value
            case "*":
                result *= value
            case _:
                result = result / value if value else Fraction()
    return result


def _holds(expr: Expr, case: _Case) -> bool:
    match expr:
        case Op("and", args):
            return all(_holds(arg, case) for arg in args)
        case Op("or", args):
            return any(_holds(arg, case) for arg in args)
        case Op("not", (arg,)):
            return not _holds(arg, case)
        case Op(op, (left, right)) if op in COMPARE:
            return COMPARE[op](_value(left, case), _value(right, case))
        case _:
            return True


def _report(ensure: Ensure, fallen: list[_Case], problems: Problems) -> None:
    """One finding for all classes that have the same weight."""
    match ensure.expr:
        case Op(op, (Ref() as left, Number() as right)):
            alike: dict[tuple[Fraction, bool], list[_Case]] = {}
            for case in fallen:
                alike.setdefault((_value(left, case), len(case.way) > 1), []).append(case)
            for (found, is_made_up), cases in alike.items():
                wanted = _value(right, cases[0])
                words: dict[str, object] = {
                    **listed("classes", [f"“{case.unit_class}”" for case in cases]), "found": percent(found),
                    "wanted": f"{SIGNS[op]} {percent(wanted)}", "gap": gap(found - wanted), **_named(left),
                }  # fmt: skip
                if is_made_up:
                    problems.add("K304", ensure.place, "made_up", (), **words, **_made_up(left, cases[0]))
                else:
                    problems.add("K304", ensure.place, "", (), **words)
        case _:
            for case in fallen:
                problems.add("K304", ensure.place, "broken", unit_class=case.unit_class)


def _named(ref: Ref) -> dict[str, object]:
    def spelled(lang: str) -> str:
        joiner = "·" if lang == "zh" else "."
        return joiner.join(part.text if isinstance(part, Name) else keyword(part, lang) for part in ref.parts)

    return both("weight", spelled("zh"), spelled("en"))


def _made_up(ref: Ref, case: _Case) -> dict[str, object]:
    """``25% × 38%（队组支部）+ 75% × 0%（一线队组）``."""
    leaves = _leaves(case.policy, ref)
    parts = [(percent(s.factor), percent(s.weight(leaves, case.weights)), s.unit_class) for s in case.way]
    zh = " + ".join(f"{factor} × {weight}（{name}）" for factor, weight, name in parts)
    en = " + ".join(f"{factor} × {weight} ({name})" for factor, weight, name in parts)
    return both("sum", zh.replace("） +", "）+"), en)
