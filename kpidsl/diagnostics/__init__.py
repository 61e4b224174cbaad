"""Findings about what the user wrote: collected as values, worded by the catalogue, rendered many ways.

Takes places from `kpidsl.source`; gives text for people and machines. Never raises because of a user's mistake, never
prints.
"""

from kpidsl.diagnostics.catalogue import CatalogueError, Lang, Severity
from kpidsl.diagnostics.diagnostic import Diagnostic, Edit, Held, Label, Waived
from kpidsl.diagnostics.nearest import nearest
from kpidsl.diagnostics.problems import Problems

__all__ = ["CatalogueError", "Diagnostic", "Edit", "Held", "Label", "Lang", "Problems", "Severity", "Waived", "nearest"]
