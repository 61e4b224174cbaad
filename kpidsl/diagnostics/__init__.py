"""Findings about what the user wrote: collected as values, worded by the catalogue, rendered many ways.

Takes places from `kpidsl.source`; gives text for people and machines. Never raises because of a user's mistake, never
prints.
"""

from kpidsl.diagnostics.catalogue import CatalogueFault, Lang, Severity
from kpidsl.diagnostics.diagnostic import Diagnostic, Label
from kpidsl.diagnostics.problems import Problems

__all__ = ["CatalogueFault", "Diagnostic", "Label", "Lang", "Problems", "Severity"]
