"""Steps that can be read in more than one way: the question, with what each reading costs.

Takes a STEP form and the values around it; reports ``每低 1%`` (of what?), a step that does not say what a part of it
costs, and a part that is not the step's own. Never chooses a reading.
"""

from fractions import Fraction
from math import gcd, lcm

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.dimensions import RATIO
from kpidsl.core.forms.marking import Marking
from kpidsl.core.quantity import Quantity
from kpidsl.core.types import Decimal, type_of
from kpidsl.core.wording import amount_words, expr_words, keyword, plain, written_words
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.tree import Form, Number, Word
from kpidsl.values import frozen

USUAL = Fraction(13, 5)
"""How many steps the example of a message misses: 2.6, so that whole, pro rata and started all differ."""
USUAL_TARGET = Fraction(95, 100)
"""The target of an example where the policy's own is not fixed, or does not tell its readings apart."""


@frozen
class Step:
    """A step as written: its size, the points of one, and the distance and base they are counted over."""

    form: Form
    size: Number
    points: Fraction
    distance: Quantity
    base: Quantity
    each: e.Expr = e.ZERO
    """The points of one step, which ``points`` are, or at most."""

    @property
    def below(self) -> bool:
        """Whether it counts below its base (每低) rather than above (每超)."""
        return self._word("direction") == "BELOW"

    @property
    def deducts(self) -> bool:
        """Whether it deducts rather than adds."""
        return self._word("effect") == "DEDUCT"

    def _word(self, slot: str) -> str:
        node = self.form.get(slot)
        return node.word if isinstance(node, Word) else ""

    def words(self) -> dict[str, object]:
        """What the messages call it: ``way``, ``effect``, ``step``, ``points``."""
        below, deducts = self.below, self.deducts
        return {
            **both("way", "低" if below else "超", "below" if below else "above"),
            **both("off", "差" if below else "超出", "below" if below else "above"),
            **both("effect", keyword("DEDUCT" if deducts else "ADD", "zh"), "deduct" if deducts else "add"),
            **self.amount("step", self.size.value),
            "points": plain(self.points),
        }

    def amount(self, name: str, value: Fraction) -> dict[str, object]:
        """An amount in the unit of the step."""
        words = written_words(name, value, self.size.unit)
        if self.form.get("of_target") is None:
            return words
        return both(name, f"目标值的 {words[f'{name}_zh']}", f"{words[f'{name}_en']} of target")

    def at(self, gap: Fraction) -> dict[str, object]:
        """The value that misses a constant base by ``gap``; empty where the base is not constant."""
        if self.base.constant is None:
            return {}
        value = self.base.constant - gap if self.below else self.base.constant + gap
        unit = self.distance.unit or self.size.unit
        if dim.measure(unit).dimension == self.distance.dimension and unit not in ("percent", "permille"):
            return written_words("value", value / dim.measure(unit).scale, unit)
        return amount_words("value", value, self.distance.dimension)


def is_always_whole(step: Step, size: Fraction, marking: Marking) -> bool:
    """Whether every distance the data allow is a whole number of steps, so that no part is ever left over."""
    grain = _grain(step.distance.expr, marking)
    return grain is not None and (grain / size).denominator == 1


def _grain(expr: e.Expr, marking: Marking) -> Fraction | None:
    """What every value is a whole multiple of: a day where days are reported, though they are kept in minutes. None of a quotient."""
    match expr:
        case e.Const(value):
            return abs(value)
        case e.Col(key) if key.startswith("data:"):
            family, _, name = key.removeprefix("data:").partition("·")
            found = [datum for datum in marking.elaborator.policy.family(family).data if datum.name == name]
            if found and not found[0].levels:
                scale = dim.measure(found[0].unit).scale if found[0].unit else Fraction(1)
                return scale * Fraction(1, 10 ** found[0].decimals)
        case e.Add(args) | e.Least(args) | e.Greatest(args):
            return _together([_grain(arg, marking) for arg in args])
        case e.Mul((one, e.Const(factor))) if (own := _grain(one, marking)) is not None:
            return own * abs(factor)
        case _:
            pass
    kind = type_of(expr, marking.elaborator.types)
    return Fraction(1, 10**kind.digits) if isinstance(kind, Decimal) else None


def _together(grains: list[Fraction | None]) -> Fraction | None:
    """The greatest common divisor; what is always 0 has no say in it."""
    known = [grain for grain in grains if grain is not None]
    if len(known) < len(grains):
        return None
    common = lcm(*(grain.denominator for grain in known))
    return Fraction(gcd(*(int(grain * common) for grain in known)), common) or None


def ask_mode(step: Step, size: e.Expr, marking: Marking) -> None:
    """Asks what a part of a step costs (K338), with what the three readings make of one miss."""
    k = size.value if isinstance(size, e.Const) else None
    count = _steps_missed(step, k, marking)
    known = {} if k is None else step.at(count * k)
    variant = ("deduct" if step.deducts else "add") + ("_at" if known else "")
    sides = marking.target_sides()
    measure = step.form.get("measure") or (sides[0] if sides else None)
    marking.problems.add(
        "K338", step.form.place, variant, (),
        **step.words(), **step.amount("gap", count * step.size.value), **known,
        **(expr_words("measure", measure) if known and measure else {}),
        whole=plain(count // 1 * step.points), pro_rata=plain(count * step.points),
        started=plain(-(-count // 1) * step.points),
    )  # fmt: skip


def _steps_missed(step: Step, size: Fraction | None, marking: Marking) -> Fraction:
    """2.6 steps; where the data are too coarse for that, two steps and the smallest part there is."""
    unit = None if size is None else _grain(step.distance.expr, marking)
    if size is None or unit is None:
        return USUAL
    return USUAL if (USUAL * size / unit).denominator == 1 else 2 + unit / size


def ask_reading(step: Step, marking: Marking) -> None:
    """Asks what ``每低 1%`` beside a ratio is 1% of (K337), with what both readings make of one miss."""
    same = step.base.constant == 1  # then both readings cost the same, until the target is another one
    target = USUAL_TARGET if same or not step.base.constant else step.base.constant
    share = step.size.value * dim.measure(step.size.unit).scale
    missed = target * 3 * share
    value = target - missed if step.below else target + missed
    marking.problems.add(
        "K337", step.size.place, "same" if same else "", (), number=plain(share * 100), **step.words(),
        **amount_words("target", target, RATIO), **amount_words("value", value, RATIO),
        gap=plain(missed * 100), gap_points=plain(missed / share * step.points),
        relative=plain(300 * share), relative_points=plain(3 * step.points),
    )  # fmt: skip


def refuse_other_part(step: Step, marking: Marking) -> None:
    """``不足 K`` must speak of the same K as ``每低 K`` (K339)."""
    part = step.form.get("part")
    if isinstance(part, Number) and _in_base_units(step.size) != _in_base_units(part):
        marking.problems.add("K339", part.place, "", (), **step.words(), **written_words("part", part.value, part.unit))


def _in_base_units(number: Number) -> tuple[dim.Dimension | None, Fraction]:
    """What a written number is, in whatever unit it is written."""
    if not number.unit:
        return None, number.value
    measure = dim.measure(number.unit)
    return measure.dimension, number.value * measure.scale
