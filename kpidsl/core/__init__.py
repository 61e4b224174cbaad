"""The scalar language that gives every form its meaning.

Takes a linked policy; gives typed expressions over named columns. Never computes a score.
"""

from kpidsl.core.expand import expand
from kpidsl.core.program import Core

__all__ = ["Core", "expand"]
