"""Runs every rule over a policy and its core."""

from kpidsl.check.rules import RULES
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve.policy import Policy
from kpidsl.values import frozen


@frozen
class CheckedPolicy:
    """A policy in which no rule found an error, with its core."""

    policy: Policy
    core: Core


def check(policy: Policy, core: Core, problems: Problems) -> CheckedPolicy | None:
    """The policy as fit to be planned, or None where anything so far is an error."""
    for rule in RULES:
        rule(policy, core, problems)
    return None if problems.has_errors else CheckedPolicy(policy, core)
