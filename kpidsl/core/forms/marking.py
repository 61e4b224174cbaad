"""What a form needs to know about the indicator it marks."""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.names import DATA
from kpidsl.core.program import Guard
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import unit_words, written_words
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Extra, Leaf, Target
from kpidsl.syntax.tree import Blank, Call, Expr, Form, Node, Number, Op, Ref, Word
from kpidsl.values import define, field


@define
class Marking:
    """A leaf being marked in some classes, the target that holds there, and the dead band of its rule."""

    elaborator: Elaborator
    leaf: Leaf
    target: Target | None
    full: Fraction
    """The full mark of the leaf in these classes."""
    extra: Extra | None = None
    """The bonus or malus that the leaf is."""
    guards: list[Guard] = field(factory=list)
    """What decides before the mark, beside the guards of the figures it reads."""
    band: Form | None = None

    @property
    def problems(self) -> Problems:
        """Where findings go."""
        return self.elaborator.problems

    def quantity(self, expr: Expr) -> Quantity | None:
        """An expression over the data of this indicator."""
        return self.elaborator.quantity(expr, self.leaf.family, DATA)

    def points(self, node: Node | None) -> Fraction | None:
        """A written number of points; 满分 is the full mark. Another unit is reported."""
        match node:
            case Word("FULL"):
                return self.full
            case Number(value, _, unit, place):
                if unit not in ("", "points"):
                    self.problems.add("K332", place, "", (), **written_words("number", value, unit))
                    return None
                return value
            case _:
                return None

    def amount(self, node: Node | None) -> e.Expr | None:
        """A number of points, written or worked out over the data of this indicator. Another unit is reported."""
        if not isinstance(node, (Ref, Op, Call, Blank)):
            points = self.points(node)
            return None if points is None else e.const(points)
        value = self.quantity(node)
        if value is None:
            return None
        if value.dimension is not None and value.dimension != dim.POINTS:
            self.problems.add("K332", node.place, "worked_out", (), **unit_words("unit", value.dimension, value.unit))
            return None
        return value.expr

    def measure(self, node: Node | None) -> Quantity | None:
        """The measured value a form is about: the one it names, else the left side of the target."""
        if isinstance(node, (Ref, Op, Call, Number)):
            return self.quantity(node)
        sides = self.target_sides()
        return self.quantity(sides[0]) if sides else None

    def target_sides(self) -> tuple[Expr, str, Expr] | None:
        """Measure, comparison and wanted value of a target that is one comparison."""
        match self.target.expr if self.target else None:
            case Op("=" | ">" | ">=" | "<" | "<=" as op, (left, right)):
                return left, op, right
            case _:
                return None

    def target_value(self) -> Quantity | None:
        """The wanted value of the target."""
        sides = self.target_sides()
        return self.quantity(sides[2]) if sides else None


def refuse_without_target(marking: Marking, form: Form) -> None:
    """Reports a form that measures a distance to a target, where the target gives no value to measure from."""
    if marking.target is None:
        refuse_no_target(marking, form, "step")
    else:
        marking.problems.add("K333", form.place, "compound", name=marking.leaf.family)


def refuse_no_target(marking: Marking, form: Form, variant: str) -> None:
    """Reports a rule that needs a target and has none; with the classes it has none for, where others have one."""
    name, classes = marking.leaf.family, marking.elaborator.classes
    if marking.elaborator.policy.family(name).targets and classes:
        marking.problems.add("K333", form.place, "classes", (), name=name, **listed("classes", classes))
    else:
        marking.problems.add("K333", form.place, variant, name=name)


def number_beside(marking: Marking, node: Node, measure: Quantity) -> e.Expr | None:
    """A written number compared with a measure, in base units; units that do not agree are reported."""
    return number_in(marking.elaborator, node, measure)


def number_in(elaborator: Elaborator, node: Node, measure: Quantity) -> e.Expr | None:
    """As `number_beside`, without an indicator that is marked."""
    if not isinstance(node, Number):
        return None
    literal = elaborator.literal(node.value, node.unit, node.place)
    return literal.expr if elaborator.agree(measure, literal) else None
