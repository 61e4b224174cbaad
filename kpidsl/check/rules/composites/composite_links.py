"""A composite knows what to do without the linked unit it reads, and every class has one composite."""

from fractions import Fraction

from kpidsl.check.effective import linear
from kpidsl.check.words import half_up, percent, score
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.strata import links_read
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.policy import Composite, Policy


def composite_links(policy: Policy, core: Core, problems: Problems) -> None:
    """K371 without a rule for a missing link, K372 for classes that have no such link, K373 for two formulas."""
    ends = {link.name: link.ends for link in policy.links}
    first: dict[str, Composite] = {}
    for composite, (formula, _) in zip(policy.composites, core.composites, strict=True):
        for link in sorted(links_read(formula) | links_read(formula, "total")):
            without = [name for name in composite.classes if not ends.get(link, {}).get(name)]
            if without:
                problems.add("K372", composite.place, "", (), link=link, **listed("classes", without))
            elif link not in composite.no_link:
                _no_rule(policy, composite, formula, link, problems)
        again = [name for name in composite.classes if name in first]
        if again:
            problems.add(
                "K373", composite.place, "", [Label(first[again[0]].place, "first")], **listed("classes", again)
            )
        first |= {name: composite for name in composite.classes if name not in first}


def _no_rule(policy: Policy, composite: Composite, formula: e.Expr, link: str, problems: Problems) -> None:
    """The same unit read three ways: without the share, wholly by itself, and with the score of somebody else's unit."""
    factors = linear(formula) or {}
    shares = [factor for key, factor in factors.items() if key.startswith(f"linked:{link}:")]
    own = factors.get("total")
    total, other = policy.full * Fraction(9527, 10000), policy.full * Fraction(9341, 10000)
    words: dict[str, object] = {"link": link, **listed("classes", composite.classes)}
    if own is None or not shares:
        problems.add("K371", composite.place, "plain", (), **words)
        return
    problems.add(
        "K371", composite.place, "", (), **words, share=percent(sum(shares, Fraction())), own=percent(own),
        total=plain(total), only_own=score(half_up(own * total, 2)), whole=score(total), other=plain(other),
        borrowed=score(half_up(own * total + sum(shares, Fraction()) * other, 2)),
    )  # fmt: skip
