"""What a text says of itself before all else: whether it is a policy, and which other files it leans on.

Takes a source; gives its ``Preface``, of what reads; mistakes are for the parser to tell. Knows the units of measure that a
text declares before a tree of it can be made, since whoever imports it may use them.
"""

from kpidsl.diagnostics import Problems
from kpidsl.source import Source
from kpidsl.syntax.tree import Declaration, File, Items, Name
from kpidsl.values import frozen

SHARED = frozenset({
    "IMPORT", "DEPARTMENTS", "CLASSES", "CLASS_SETS", "LINK", "MEASURES", "ARTICLES", "ARTICLE", "CHAPTERS", "CHAPTER", "LOOKUP",
    "SCHEME", "LEVELS", "ROLES", "FORMS", "TAG",
})  # fmt: skip
"""What a file that is imported may declare: names and texts that are not of one policy alone."""
HEADS = frozenset({"POLICY", "AMEND"})


@frozen
class Preface:
    """``heads`` are the declarations POLICY and AMEND, ``imports`` the files named, ``measures`` the units declared.

    ``words`` are those that the declarations begin with; what a text that is no policy is, is told by them.
    """

    heads: tuple[Declaration, ...]
    imports: tuple[Name, ...]
    measures: tuple[str, ...]
    words: frozenset[str]

    @property
    def is_shared(self) -> bool:
        """Whether the text is there to be imported: it declares something, all of it common to many policies."""
        return bool(self.words) and self.words <= SHARED

    @property
    def amendment(self) -> Declaration | None:
        """The declaration that says which version this one amends."""
        return next((head for head in self.heads if head.word == "AMEND"), None)


def preface(source: Source) -> Preface:
    """The preface of a text."""
    from kpidsl.syntax.parser import opening

    file, words, measures = opening(source, HEADS | {"IMPORT"}, Problems())
    heads = tuple(one for one in file.declarations if one.word in HEADS)
    return Preface(heads, imports_of(file), measures, words)


def imports_of(file: File) -> tuple[Name, ...]:
    """The files that a file imports."""
    values = (one.value for one in file.declarations if one.word == "IMPORT")
    return tuple(name for value in values if isinstance(value, Items) for name in value if isinstance(name, Name))
