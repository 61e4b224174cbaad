"""The lines of a text that change, in the unified form."""

import difflib

from kpidsl.source import Source


def changes(before: Source, after: str) -> str:
    """What differs, under the name of the text; empty where nothing does."""
    old, new = ([f"{line}\n" for line in text.splitlines()] for text in (before.text, after))
    return "".join(difflib.unified_diff(old, new, before.name, before.name))
