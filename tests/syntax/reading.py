"""What the tests of the parser share: reading a text, and writing a tree down in a line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from kpidsl.diagnostics import Diagnostic, Problems
from kpidsl.source import Source, Span
from kpidsl.syntax import parse
from kpidsl.syntax.tree import Block, Dash, Field, File, Form, Items, Name, Number, Op, Ref, Text, Word

FOLDER = Path(__file__).parent
MODEL = {lang: (FOLDER / f"model.{lang}.kpi").read_text(encoding="utf-8") for lang in ("zh", "en")}


def read(text: str) -> tuple[File | None, list[Diagnostic]]:
    problems = Problems()
    return parse(Source("test.kpi", text), problems), list(problems)


def good(text: str) -> File:
    file, problems = read(text)
    assert not problems, [(one.code, one.variant, dict(one.args), written(text, one)) for one in problems]
    assert file is not None
    return file


def codes(text: str) -> list[str]:
    return [f"{one.code} {one.variant}".strip() for one in read(text)[1]]


def written(text: str, problem: Diagnostic) -> str:
    assert isinstance(problem.place, Span)
    return text[problem.place.start : problem.place.end]


def shape(node: Any) -> Any:
    """A tree without its places, and without the text of cells, which is as written."""
    if attrs.has(type(node)):
        left_out = {"place", "word_place", "written"} | ({"text"} if type(node).__name__ == "TableCell" else set())
        fields = (one.name for one in attrs.fields(type(node)) if one.name not in left_out)
        return (type(node).__name__, *((name, shape(getattr(node, name))) for name in fields))
    return tuple(shape(one) for one in node) if isinstance(node, tuple) else node


def nodes(node: Any) -> Iterator[Any]:
    """Every node of a tree."""
    stack = [node]
    while stack:
        node = stack.pop()
        if isinstance(node, tuple):
            stack.extend(node)
        elif attrs.has(type(node)) and not isinstance(node, Span):
            yield node
            stack.extend(getattr(node, one.name) for one in attrs.fields(type(node)))


def line(node: Any) -> str:
    """A node in one line: ``Form`` as ``WORD(slot=…)``, numbers with their unit, ``.`` between parts of a reference."""
    match node:
        case None:
            return "none"
        case Word(word):
            return word
        case Name(text):
            return text
        case Text(text):
            return f"'{text}'"
        case Number(value, _, unit):
            return f"{value}{' ' if unit else ''}{unit}"
        case Dash():
            return "dash"
        case Ref(parts):
            return ".".join(line(part) for part in parts)
        case Op(op, args, _, signs):
            return f"({signs or op} {' '.join(line(one) for one in args)})"
        case Form(word, slots):
            return f"{word}({', '.join(f'{name}={line(one)}' for name, one in slots)})"
        case Items(items):
            return f"[{', '.join(line(one) for one in items)}]"
        case Block(fields):
            return "{" + "; ".join(line(one) for one in fields) + "}"
        case Field(word, keys, value, provisional):
            head = " ".join([word, *(line(one) for one in keys)])
            marks = [f" ?{provisional.reason}"] if provisional else []
            marks += [f" !{one.code} {one.reason}" for one in node.waivers]
            return f"{head}: {line(value)}{''.join(marks)}"
    return type(node).__name__.lower()
