"""The compiler, on one screen: text becomes a tree, a policy, a core program, a checked policy and a plan.

Takes sources; gives a plan, or nothing when a phase found an error, with everything found in ``problems``. User mistakes are
values, never exceptions. Knows no backend and reads no data.
"""

from collections.abc import Sequence

from kpidsl.check.checked import CheckedPolicy, check
from kpidsl.core.expand import expand
from kpidsl.diagnostics import Problems
from kpidsl.plan.from_policy import lower
from kpidsl.plan.nodes import Plan
from kpidsl.resolve.link import link
from kpidsl.source import Source
from kpidsl.syntax.parser import parse
from kpidsl.values import frozen


@frozen
class Compiled:
    """A policy that checks, and the plan that every backend runs."""

    checked: CheckedPolicy
    plan: Plan


def compile_policy(sources: Sequence[Source], problems: Problems) -> Compiled | None:
    """Compiles the files of one policy."""
    files = [parse(source, problems) for source in sources]
    trees = [file for file in files if file is not None]
    if len(trees) < len(files):
        return None
    policy = link(trees, problems)
    if policy is None:
        return None
    program = expand(policy, problems)
    checked = check(policy, program, problems)
    if checked is None:
        return None
    plan = lower(checked, "".join(source.data_digest for source in sources), problems)
    return Compiled(checked, plan) if plan else None


def compile_text(text: str, problems: Problems, name: str = "policy.kpi") -> Compiled | None:
    """Compiles a policy given as text."""
    return compile_policy([Source(name, text)], problems)
