"""A plan while it is made: nodes in order, and the type of every column so far."""

from collections.abc import Mapping
from fractions import Fraction

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core import expr as e
from kpidsl.core.aggregates import MOST_UNITS, aggregate_type
from kpidsl.core.types import Type, type_of
from kpidsl.core.weighing import FullMarks, LeafWeights, all_weights, appraised, full_marks
from kpidsl.plan.nodes import CLASS, Extend, Node, Origin, Title
from kpidsl.resolve.policy import Policy, RoundingRule
from kpidsl.values import define, field


@define
class Builder:
    """Collects nodes; ``types`` starts with the columns of the core program."""

    checked: CheckedPolicy
    weights: LeafWeights
    fulls: FullMarks
    whole: Fraction
    """What all weights of a class add up to: 1, or the full mark where they are points that are no decimal share of it."""
    types: dict[str, Type]
    nodes: list[Node] = field(factory=list)
    computed: set[str] = field(factory=set)
    """The columns that nodes have added."""

    @classmethod
    def of(cls, checked: CheckedPolicy) -> "Builder":
        """A builder with no nodes yet."""
        weights = all_weights(checked.policy)
        shares = (share for row in weights.values() for share in row.values() if share is not None)
        whole = Fraction(1) if all(e.decimal_digits(share) is not None for share in shares) else checked.policy.full
        return cls(checked, weights, full_marks(checked.policy), whole, dict(checked.core.types))

    @property
    def policy(self) -> Policy:
        """The policy that is planned."""
        return self.checked.policy

    def extend(self, column: str, expr: e.Expr, title: Title, origin: Origin, kind: Type | None = None) -> e.Col:
        """Adds a computed column; gives a reference to it. ``kind`` is given for an ordinal, else inferred."""
        assert column not in self.computed, f"{column} is computed twice, and databases take either"
        self.computed.add(column)
        self.learn(expr)
        kind = kind or type_of(expr, self.types)
        self.types[column] = kind
        self.nodes.append(Extend(column, expr, kind, title, origin))
        return e.Col(column)

    def learn(self, expr: e.Expr) -> None:
        """The types of aggregates that an expression reads, which follow from scores computed by now."""
        for aggregate in self.checked.core.aggregates:
            if aggregate.key not in self.types and aggregate.key in e.columns_of(expr):
                self.learn(aggregate.of)
                self.types[aggregate.key] = aggregate_type(aggregate.op, type_of(aggregate.of, self.types), MOST_UNITS)

    def rounded(self, expr: e.Expr, place: str) -> e.Expr:
        """``expr`` brought to the digits that the policy states for a place of the calculation (``TOTAL`` …)."""
        rule = self.policy.rounding.get(place)
        return expr if rule is None else rounded(expr, rule)

    def by_class(self, leaf: str, values: Mapping[str, Fraction]) -> e.Expr:
        """The value of the unit's class; a number where the classes appraised on the leaf have the same one."""
        classes = self.appraised(leaf) or self.policy.class_names
        found: dict[Fraction, tuple[str, ...]] = {}
        for name in classes:
            found[values[name]] = (*found.get(values[name], ()), name)
        if len(found) == 1:
            return e.const(next(iter(found)))
        return e.Case(tuple((among(names), e.const(value)) for value, names in found.items()), e.Null())

    def full(self, leaf: str) -> e.Expr:
        """The full mark of a leaf."""
        return self.by_class(leaf, self.fulls[leaf])

    def spellings(self, department: str) -> tuple[str, ...]:
        """A department by all its names."""
        found = next((d for d in self.policy.departments if d.name == department), None)
        return (department, *found.aliases) if found else (department,)

    def appraised(self, leaf: str) -> tuple[str, ...]:
        """The classes appraised on a leaf."""
        return appraised(self.weights, leaf)


def rounded(expr: e.Expr, rule: RoundingRule) -> e.Expr:
    """``expr`` brought to the digits of a rule."""
    return e.Round(expr, rule.digits, e.Rounding(rule.mode))


def among(classes: tuple[str, ...]) -> e.Expr:
    """Whether the unit is of one of the classes."""
    return e.Among(CLASS, classes)


def present(flag: e.Expr, value: e.Expr) -> e.Expr:
    """``value`` where ``flag`` holds, else 0."""
    return e.Case(((flag, value),), e.ZERO)
