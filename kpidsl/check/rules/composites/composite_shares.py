"""What a composite is made of adds up to the whole: full marks everywhere give the full mark."""

from fractions import Fraction

from kpidsl.check.effective import linear
from kpidsl.check.words import gap, percent
from kpidsl.core.program import Core
from kpidsl.core.weighing import FullMarks, full_marks
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Policy


def composite_shares(policy: Policy, core: Core, problems: Problems) -> None:
    """K374 (warning), for a formula that is a sum of shares of totals, composites and marks out of as much, and of nothing else."""
    fulls = full_marks(policy)
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        factors = linear(formula) or {}
        if not factors or not all(_is_whole(policy, fulls, composite.classes, key) for key in factors):
            continue
        whole = sum(factors.values(), Fraction())
        if whole != 1:
            problems.add(
                "K374", composite.expr.place, "over" if whole > 1 else "", (), sum=percent(whole), gap=gap(whole - 1),
                best=plain(whole * policy.full), full=plain(policy.full), **listed("classes", composite.classes),
            )  # fmt: skip


def _is_whole(policy: Policy, fulls: FullMarks, classes: tuple[str, ...], key: str) -> bool:
    """Whether a column is a score out of the full mark of the policy; a bonus, or a mark out of another number, is none."""
    kind, _, leaf = key.partition(":")
    if kind != "mark":
        return key == "total" or kind == "linked"
    own = fulls.get(leaf, {})
    return policy.extra(leaf) is None and all(own.get(name) == policy.full for name in classes)
