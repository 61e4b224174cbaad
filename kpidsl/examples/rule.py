"""A rule of a policy and what an alteration of it looks like.

Takes a compiled policy; gives plans in which one thing is altered: a column of the plan, or the policy before it is planned.
Never runs an example.
"""

from collections.abc import Callable, Iterator
from typing import Any

from attrs import evolve

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core import expr as e
from kpidsl.core.expand import expand
from kpidsl.core.weighing import LeafWeights, all_weights
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled
from kpidsl.plan.from_policy import unproven
from kpidsl.plan.nodes import CLASS, Extend, Node, Plan
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Expr, Number, Op
from kpidsl.values import frozen

Altered = Callable[[], Plan]


@frozen
class Rule:
    """One rule. ``kind`` is the word of the language it stands under, ``subject`` what of the policy's own it is about.

    ``aspect`` tells rules of one place apart: ``fired`` and ``idle`` of a veto, or the word of the reading it is told from.
    ``altered`` makes the plans; an example reaches the rule where one of them (``every``: where for each of them some
    example) comes out otherwise. ``classes`` are those whose examples can, None for all.
    """

    kind: str
    subject: str
    place: Span
    altered: tuple[Altered, ...]
    aspect: str = ""
    classes: tuple[str, ...] | None = None
    every: bool = False


@frozen
class Alterations:
    """Makes plans of one policy in which something is altered."""

    compiled: Compiled
    weights: LeafWeights

    @classmethod
    def of(cls, compiled: Compiled) -> "Alterations":
        """The alterations of a policy."""
        return cls(compiled, all_weights(compiled.checked.policy))

    @property
    def policy(self) -> Policy:
        """The policy as it is."""
        return self.compiled.checked.policy

    @property
    def plan(self) -> Plan:
        """The plan as it is."""
        return self.compiled.plan

    def policy_with(self, **changes: Any) -> Altered:
        """The policy with other fields."""
        policy = evolve(self.policy, **changes)

        def plan() -> Plan:
            return unproven(CheckedPolicy(policy, expand(policy, Problems())), "")

        return plan

    def nodes_with(self, change: Callable[[Node], Node]) -> Altered:
        """The plan with other nodes."""
        return lambda: evolve(self.plan, nodes=tuple(change(node) for node in self.plan.nodes))

    def column_with(
        self, column: str, change: Callable[[e.Expr], e.Expr], classes: tuple[str, ...] | None = None
    ) -> Altered:
        """The plan in which a column is computed otherwise, in some classes or in all."""

        def changed(node: Node) -> Node:
            if not isinstance(node, Extend) or node.column != column:
                return node
            other = change(node.expr)
            if classes is not None:
                other = e.Case(((e.Among(CLASS, classes), other),), node.expr)
            return evolve(node, expr=other)

        return self.nodes_with(changed)


def substituted(expr: e.Expr, old: e.Expr, new: e.Expr) -> e.Expr:
    """An expression with another part, wherever it occurs."""
    if expr == old:
        return new
    match expr:
        case (
            e.Add(args) | e.Mul(args) | e.Least(args) | e.Greatest(args) | e.And(args) | e.Or(args)
            | e.Irrational(_, args)
        ):  # fmt: skip
            return evolve(expr, args=tuple(substituted(arg, old, new) for arg in args))
        case e.Div(num, den):
            return e.Div(substituted(num, old, new), substituted(den, old, new))
        case e.Round(arg) | e.Not(arg):
            return evolve(expr, arg=substituted(arg, old, new))
        case e.Cmp(op, left, right):
            return e.Cmp(op, substituted(left, old, new), substituted(right, old, new))
        case e.Case(arms, default):
            changed = tuple((substituted(when, old, new), substituted(value, old, new)) for when, value in arms)
            return e.Case(changed, substituted(default, old, new))
        case _:
            return expr


def one_more(expr: Expr) -> Iterator[tuple[Span, Expr]]:
    """The expression with each of its numbers one greater as it is written, and the place of what the number stands in."""
    if not isinstance(expr, Op):
        return
    for at, arg in enumerate(expr.args):
        changed = [(expr.place, evolve(arg, value=arg.value + 1))] if isinstance(arg, Number) else one_more(arg)
        for place, other in changed:
            yield place, evolve(expr, args=(*expr.args[:at], other, *expr.args[at + 1 :]))
