"""The rules, in the order they report."""

from collections.abc import Callable

from kpidsl.core import Core
from kpidsl.diagnostics import Problems
from kpidsl.resolve import Policy

Rule = Callable[[Policy, Core, Problems], None]

RULES: tuple[Rule, ...] = ()
