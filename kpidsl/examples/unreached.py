"""What a policy says that no example can reach, and why: by reading the text, not by running it.

Takes the tree of a policy; gives the places of what is only declared, of who appraises and reports, of what `check` settles
for every unit, of demands (which change no number: see `demands` of `coverage`), of names for several classes, of what is
compared with a month and changes no number, and of what is not evaluated yet.
"""

from collections.abc import Iterator

from kpidsl.examples.score_rules import READ_TARGET
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Block, Declaration, Field, File, Form, Name, Node, Table, Word
from kpidsl.values import frozen

WHY = {
    "declared": ("CLAUSE", "TAG", "NOTE", "EVIDENCE", "OTHERWISE_BY", "BEARER", "COLLECTOR", "VERSION", "EFFECTIVE", "NEED_REASON",
                 "DOCUMENT_NUMBER", "NATURE", "ARTICLE", "CHAPTER", "LEVELS", "ROLES", "FORMS", "ASSESSOR", "ASSESSEE", "APPROVAL",
                 "SUBJECTS", "TIME_LIMITS", "APPEAL", "DISCLOSURE", "ATTACHED", "CONTENT", "COUNTS", "GRADED_ON"),
    "who": ("APPRAISER", "LEAD", "DATA_SOURCE", "DEPARTMENTS"),
    "checked": ("ENSURE", "SUM", "FOR", "AFTER", "LASTS", "PERIOD", "FULL", "DATA"),
    "demanded": ("ALWAYS",),
    "names": ("CLASS_SETS",),
    "later": ("ANNUAL",),
}  # fmt: skip
"""The reasons, by the words of the fields and declarations they hold for."""
_REASON = {word: why for why, words in WHY.items() for word in words}


@frozen
class Unreached:
    """A place, the word it stands under, and why no example can reach it: a key of ``WHY``, ``compared`` or ``unread``."""

    word: str
    why: str
    place: Span


def unreached(file: File, policy: Policy) -> list[Unreached]:
    """Everything of a policy that no example can reach, in reading order."""
    found = [one for declaration in file.declarations for one in _of_declaration(declaration)]
    found += [Unreached("TARGET", "compared", place) for place in _compared(policy)]
    read = {link for composite in policy.composites for link in composite.no_link}
    for declaration in file.declarations:
        if (
            declaration.word == "LINK"
            and isinstance(declaration.subject, Name)
            and declaration.subject.text not in read
        ):
            found.append(Unreached("LINK", "unread", declaration.place))
    return sorted(found, key=lambda one: one.place)


def _of_declaration(declaration: Declaration) -> Iterator[Unreached]:
    if declaration.word in _REASON:
        yield Unreached(declaration.word, _REASON[declaration.word], declaration.place)
    for field in declaration.fields:
        yield from _of_field(field)
    if declaration.table:
        yield from _of_table(declaration.table)


def _of_field(field: Field) -> Iterator[Unreached]:
    if field.word in _REASON:
        yield Unreached(field.word, _REASON[field.word], field.place)
    else:
        for key in field.keys:
            if isinstance(key, Word) and key.word in _REASON:
                yield Unreached(key.word, _REASON[key.word], key.place)
        yield from _of_value(field.value)


def _of_value(value: Node) -> Iterator[Unreached]:
    match value:
        case Block(fields):
            for field in fields:
                yield from _of_field(field)
        case Form(slots=slots):
            for _, node in slots:
                if isinstance(node, Word) and node.word in _REASON:
                    yield Unreached(node.word, _REASON[node.word], node.place)
        case _:
            for node in getattr(value, "items", ()):
                yield from _of_value(node)


def _of_table(table: Table) -> Iterator[Unreached]:
    heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in table.head]
    for row in table.rows:
        if isinstance(row[0].node, Word) and row[0].node.word == "SUM":
            yield Unreached("SUM", "checked", row[0].place.to(row[-1].place))
            continue
        for word, cell in zip(heads, row, strict=False):
            if word in _REASON and cell.text:
                yield Unreached(word, _REASON[word], cell.place)


def _compared(policy: Policy) -> Iterator[Span]:
    """Targets that no scoring rule measures by: a month is compared with them, no number comes of it."""
    for family in policy.families:
        leaves = policy.leaves_of(family.name)
        if not any(form.word in READ_TARGET for leaf in leaves for one in leaf.scoring for form in one.forms):
            yield from (target.place for target in family.targets)
