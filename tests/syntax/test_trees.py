"""The random trees are over the whole grammar, and any way of writing one down reads as that tree."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import given

from kpidsl.syntax.chars import script
from kpidsl.syntax.parse_table import FIELD_STARTS
from kpidsl.syntax.tokens import Token
from kpidsl.syntax.tree import Declaration, Field, Form, Number, Op, Word
from kpidsl.syntax.units import load_units
from tests.syntax import test_forms
from tests.syntax.reading import MODEL, good, nodes, shape
from tests.syntax.trees import SEARCH, Sample, sample
from tests.syntax.trees_grammar import Production, grammar, productions_of
from tests.syntax.trees_texts import Written, written_samples

SHIPPED = sorted((Path(__file__).parents[2] / "policies").rglob("*.kpi"))
POLICIES = [path for path in SHIPPED if path.parent.name != "as-printed"]
BLOCKS = {"INDICATOR": "指标", "SCORING": "指标", "VETO": "一票否决", "GRADES": "等次", "EXAMPLE": "示例"}
ENTERED_AT = {*FIELD_STARTS.values(), "rows", "__rows_star_0"}
"""Where reading starts again after a mistake; and rows, which are made one by one."""


def random_samples(most: int) -> Iterator[Sample]:
    pick = Random(2019).randrange
    return (sample(pick, most=1) for _ in range(most))


def said(made: Sample) -> Iterator[tuple[str, tuple[Token, ...]]]:
    """Everything a sample says, with what it is read as."""
    for statement in made.statements:
        if statement.tokens:
            yield statement.start, statement.tokens
        for row in statement.rows:
            yield from ((cell.kind, cell.tokens) for cell in row.said if cell.kind)


def facts(tree: Any) -> Iterator[tuple[str, ...]]:
    """What kinds of nodes a tree has, and with which parts."""
    for node in nodes(tree):
        match node:
            case Declaration(word, subject, value):
                yield "declaration", word, type(subject).__name__, type(value).__name__
                yield from (("field", word, one.word, type(one.value).__name__) for one in node.fields)
            case Form(word, slots):
                # an expression is one symbol of the grammar, whatever holds it
                yield from (
                    ("form", "" if slot == "expr" else word, slot, type(content).__name__) for slot, content in slots
                )
            case Field(word, keys):
                yield "entry", word, *(type(key).__name__ for key in keys[:1])
            case Number(unit=unit) if unit in load_units():
                yield "number", unit
            case Op(op, args, _, signs):
                yield "operation", op, signs[1:2], str(min(len(args), 3))
            case Word(word):
                yield "word", word


def known_texts() -> Iterator[str]:
    """Every policy here, and every form of ``test_forms``."""
    yield from MODEL.values()
    yield from (path.read_text(encoding="utf-8") for path in POLICIES)
    for name, word in BLOCKS.items():
        cases = getattr(test_forms, name)
        body = "计分办法：{}" if name == "SCORING" else "{}"
        yield from (f"{word} 甲 {{ {body.format(zh)}\n}}" for zh, _, _ in cases)
    yield from (f"确保：{text}" for text, _ in test_forms.EXPRESSIONS)


def test_every_production_is_taken_and_whatever_a_policy_has_shown_occurs() -> None:
    productions: set[tuple[str, Production]] = {
        (symbol, production)
        for symbol, known in grammar().productions.items()
        if symbol not in ENTERED_AT
        for production in known
    }
    shown = {fact for text in known_texts() for fact in facts(good(text))} | {("number", key) for key in load_units()}
    assert len(productions) > 400
    assert len(shown) > 300
    for made in random_samples(20_000):
        for start, tokens in said(made):
            productions -= productions_of(start, tokens)
        shown -= set(facts(made.file))
        if not productions and not shown:
            break
    assert not productions
    assert not shown


@SEARCH
@given(written_samples())
def test_any_way_of_writing_a_tree_down_reads_as_the_tree(written: Written) -> None:
    assert shape(good(written.text)) == shape(written.sample.file)
    prepared = script("random.kpi", written.text)
    assert [prepared.raw[start:end].strip() for start, end in prepared.comments] == list(written.comments)
