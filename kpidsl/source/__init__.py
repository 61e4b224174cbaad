"""Text and tables as they came in, and places inside them.

Takes bytes; gives decoded text with its digest, and places that point into it. Never interprets what it holds.
"""

from kpidsl.source.place import Cell, Place, Span
from kpidsl.source.text import Source

__all__ = ["Cell", "Place", "Source", "Span"]
