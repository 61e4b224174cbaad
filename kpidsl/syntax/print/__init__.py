"""Trees as canonical text, in either language.

Takes a tree and, where it was read from a text, that text's layout; gives text that reads as an equal tree. Spelling,
blanks, punctuation and brackets are ours; names, free text and comments the author's, and so are line breaks where either
way is good. Never looks a name up.
"""

from kpidsl.diagnostics import Lang
from kpidsl.syntax.print.layout import Layout
from kpidsl.syntax.tree import File

__all__ = ["Layout", "print_file"]


def print_file(file: File, lang: Lang, layout: Layout | None = None, measures: tuple[str, ...] = ()) -> str:
    """The text of ``file`` in ``lang``; ``layout`` is that of the text it was read from, places and all.

    ``measures`` are units of measure that other files declare.
    Without a layout each field has a line of its own, and places are not looked at.
    """
    from kpidsl.syntax.print.declarations import statements_of
    from kpidsl.syntax.print.documents import Documents, own_measures
    from kpidsl.syntax.print.lines import Lines

    documents = Documents(lang, (*measures, *own_measures(file.declarations)), layout)
    statements = [part for one in file.declarations for part in statements_of(one, documents, layout)]
    return Lines(layout).text(statements)
