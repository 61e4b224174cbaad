"""Policies with one thing cut out or one number changed.

Takes the text of a policy; gives other texts with the place that was altered. A cut takes a declaration, a field, an entry of a
block, a row of a table, a name of a list, with the sign that parts it from its neighbour. Examples are left alone.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from itertools import islice

import attrs

from kpidsl.check.checked import CheckedPolicy, check
from kpidsl.core.expand import expand
from kpidsl.diagnostics import Problems
from kpidsl.examples import run_examples
from kpidsl.pipeline import Compiled
from kpidsl.plan.from_policy import unproven
from kpidsl.resolve.amounts import decimal
from kpidsl.resolve.link import link
from kpidsl.source import Source, Span
from kpidsl.syntax.parser import parse
from kpidsl.syntax.tree import Block, Declaration, Field, File, Form, Items, Name, Node, Number, Op, Ref, Table, Word

NAME = "policy.kpi"
_DECLARATION = re.compile(r"\n(?=[^\s#}注])(?!出处)")  # where a rule comes from belongs to the declaration above
SIGNS = {"field": "；;", "member": "、，｜"}
"""What parts a piece from its neighbour."""


def tree_of(text: str) -> File:
    problems = Problems()
    file = parse(Source(NAME, text), problems)
    assert file, [*problems]
    return file


@cache
def parsed(declarations: str) -> tuple[File | None, Problems]:
    """A part of a policy; mutants of one policy share most of their parts."""
    problems = Problems()
    return parse(Source(NAME, declarations), problems), problems


def compiled(text: str, problems: Problems) -> Compiled | None:
    """The policy, without the proof that its numbers fit a database, which takes half of the time.

    A policy may lie in several files: here each declaration is one, so that places are those within the declaration.
    """
    files = []
    for part in _DECLARATION.split(text):
        file, found = parsed(part)
        problems.extend(found)
        files.append(file)
    whole = [file for file in files if file is not None]
    policy = link(whole, problems) if len(whole) == len(files) else None
    if policy is None:
        return None
    core = expand(policy, problems)
    checked: CheckedPolicy | None = check(policy, core, problems)
    return Compiled(checked, unproven(checked, "")) if checked else None


def failures(text: str) -> list[str]:
    """Why ``kpidsl test`` would fail: the codes of the errors of the policy, else the first example that does not hold."""
    problems = Problems()
    policy = compiled(text, problems)
    failing = (result.case.example.name for result in run_examples(policy) if not result.holds) if policy else ()
    return [found.code for found in problems.errors] or list(islice(failing, 1))


def cuts(text: str) -> Iterator[tuple[Span, str]]:
    """Every text with one piece cut out, and the place of that piece."""
    for place, kind in dict(pieces(tree_of(text))).items():
        yield place, without(text, place, SIGNS[kind])


def pieces(file: File) -> Iterator[tuple[Span, str]]:
    for declaration in file.declarations:
        if declaration.word != "EXAMPLE":
            yield of(declaration), "field"
            yield from members(declaration.subject)
            if declaration.word != "APPROVAL":  # steps are parted by arrows, and are no members of a list
                yield from members(declaration.value)
            for field in declaration.fields:
                yield from of_field(field)
            if declaration.table:
                yield from of_table(declaration.table)


def of(node: Declaration | Field) -> Span:
    """A declaration or a field with its 暂定, and with the line that says where it comes from."""
    tag = node.tag if isinstance(node, Declaration) else None
    last = tag or node.provisional
    return node.place.to(last.place) if last else node.place


def of_field(field: Field) -> Iterator[tuple[Span, str]]:
    yield of(field), "field"
    yield from members(Items(field.keys, field.place))
    yield from members(field.value)


def members(node: Node | None) -> Iterator[tuple[Span, str]]:
    """The entries of a block, the members of a list."""
    match node:
        case Block(fields):
            for field in fields:
                yield from of_field(field)
        case Items(items):
            if len(items) > 1:
                yield from ((item.place, "member") for item in items)
            for item in items:
                yield from members(item) if isinstance(item, (Block, Items)) else slots(item)
        case _:
            yield from slots(node)


def slots(node: Node | None) -> Iterator[tuple[Span, str]]:
    for _, value in node.slots if isinstance(node, Form) else ():
        yield from members(value) if isinstance(value, Block) else ()


def of_table(table: Table) -> Iterator[tuple[Span, str]]:
    yield from ((row[0].place.to(row[-1].place), "field") for row in table.rows)


def without(text: str, place: Span, signs: str) -> str:
    """The text without a piece, and without the sign that then parts nothing."""
    before, after = text[: place.start], text[place.end :]
    if re.search(r"\|\s*$", before) and re.match(r"\s*\|", after):  # a row of a table goes with its bars
        return re.sub(r"[^\n]*$", "", before).rstrip("\n") + "\n" + re.sub(r"^[^\n]*\n", "", after)
    parted = re.match(rf"\s*[{signs}]\s*", after)
    if parted:
        return before + after[parted.end() :]
    return re.sub(rf"[{signs}]\s*$", "", before) + after


def moved_weights(text: str) -> Iterator[tuple[tuple[Span, Span], str]]:
    """One percentage point moved from every weight to the next one of its column, the last one to the first."""
    for declaration in tree_of(text).declarations:
        if declaration.word in ("WEIGHTS", "SPLIT") and declaration.table:
            rows = [row for row in declaration.table.rows if not isinstance(row[0].node, Word)]
            for column in range(1, len(declaration.table.head)):
                cells = [row[column] for row in rows if isinstance(row[column].node, Number)]
                for cell, other in zip(cells, cells[1:] + cells[:1], strict=True):
                    yield (cell.place, other.place), changed(text, {cell.place: -1, other.place: 1})


def changed(text: str, steps: dict[Span, int]) -> str:
    """The text with the numbers at some places greater by so much."""
    for place, step in sorted(steps.items(), reverse=True):
        written = re.sub(
            r"[0-9]+(\.[0-9]+)?",
            lambda found, by=step: decimal(Fraction(found[0]) + by, 9),
            text[place.start : place.end],
            count=1,
        )
        text = text[: place.start] + written + text[place.end :]
    return text


def numbers(text: str) -> Iterator[Span]:
    """Every number outside tables and examples."""
    for declaration in tree_of(text).declarations:
        if declaration.word != "EXAMPLE":
            yield from numbers_in((declaration.subject, declaration.value, declaration.fields))


def numbers_in(node: object) -> Iterator[Span]:
    match node:
        case Number():
            yield node.place
        case tuple():
            for part in node:
                yield from numbers_in(part)
        case Field() | Block() | Items() | Form() | Op() | Ref() | Name() | Word():
            for entry in attrs.fields(type(node)):
                yield from numbers_in(getattr(node, entry.name))
        case _:
            pass
