"""What a composite is made of adds up to the whole: full marks everywhere give the full mark."""

from fractions import Fraction

from kpidsl.check.effective import linear
from kpidsl.check.words import gap, percent
from kpidsl.core.program import Core
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy


def composite_shares(policy: Policy, core: Core, problems: Problems) -> None:
    """K374 (warning), for a formula that is a sum of shares of totals and composites and of nothing else."""
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        factors = linear(formula) or {}
        if not factors or not all(key == "total" or key.startswith("linked:") for key in factors):
            continue
        whole = sum(factors.values(), Fraction())
        if whole != 1:
            problems.add(
                "K374", composite.expr.place, "over" if whole > 1 else "", (), sum=percent(whole), gap=gap(whole - 1),
                best=plain(whole * policy.full), full=plain(policy.full), **listed("classes", composite.classes),
            )  # fmt: skip
