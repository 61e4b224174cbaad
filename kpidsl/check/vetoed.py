"""Vetoes as rules see them: their trigger, the classes they are about, and a unit for whom to show what they do.

Takes a policy and its core; gives one ``Case`` for each veto. The unit has 95% of the full mark everywhere.
"""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.check.words import ALMOST_FULL
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.reach import families_read, reach_of
from kpidsl.core.weighing import LeafWeights, all_weights
from kpidsl.resolve.policy import Effect, Policy, Veto
from kpidsl.values import frozen

SCORES = ("MARK", "TOTAL", "COMPOSITE_SCORE")


@frozen
class Case:
    """One veto of a policy."""

    policy: Policy
    veto: Veto
    trigger: e.Expr
    weights: LeafWeights

    @property
    def reach(self) -> tuple[str, ...]:
        """The classes it is about."""
        return reach_of(self.policy, self.trigger, self.veto.classes, self.weights)

    @property
    def score_effects(self) -> list[Effect]:
        """Its effects on scores."""
        return [effect for effect in self.veto.effects if effect.target in SCORES]

    @property
    def score(self) -> Fraction:
        """The score of the unit before the veto."""
        return self.policy.full * ALMOST_FULL

    def family_weight(self, unit_class: str, family: str) -> Fraction:
        """The weight of an indicator in a class."""
        leaves = self.policy.leaves_of(family)
        return sum((self.weights[leaf.key].get(unit_class) or Fraction() for leaf in leaves), Fraction())

    def heaviest(self) -> tuple[str, str, Fraction] | None:
        """Class, indicator and weight: where the indicator that the trigger reads weighs most."""
        families = sorted(families_read(self.trigger) & {family.name for family in self.policy.families})
        cells = [(name, family, self.family_weight(name, family)) for family in families for name in self.reach]
        best = max(cells, key=lambda cell: cell[2], default=None)
        return best if best and best[2] else None


def cases(policy: Policy, core: Core) -> Iterator[Case]:
    """All vetoes, in order."""
    weights = all_weights(policy)
    for veto, trigger in zip(policy.vetoes, core.vetoes, strict=True):
        yield Case(policy, veto, trigger, weights)
