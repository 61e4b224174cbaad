"""Random trees over the whole grammar, in the form the parser gives them.

``files()`` gives ``File`` values whose places are dummies; ``samples()`` gives them with what each declaration says, for
``trees_texts`` to write down in any way an author might. Every production of ``grammar/kpi.lark`` is taken sooner or
later, and names, numbers and texts are as awkward as the parser allows (``trees_words``).
"""

import os
from functools import cache

from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from kpidsl.syntax.drafts import Draft
from kpidsl.syntax.tokens import Token
from kpidsl.syntax.tree import Declaration, Field, File, Form, Word
from kpidsl.values import frozen
from tests.syntax.trees_grammar import Speaker, grammar
from tests.syntax.trees_tables import Row, TableMaker, spoken
from tests.syntax.trees_words import MEASURES, PLACE, Leaves, Pick

EXAMPLES = int(os.environ.get("KPIDSL_EXAMPLES", "0"))
"""How many files each test looks at, in place of its own number; ``KPIDSL_EXAMPLES=2000`` looks longer, at others each time."""

REMOVED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("NAME",): ("INDICATOR", "FIGURES", "BONUS", "COEFFICIENT", "LINK", "SPLIT", "SCORECARD", "LOOKUP",
               "VETO", "GRADES", "EXAMPLE", "LOG", "PAY"),
    ("_COLON", "paths"): ("DEPARTMENTS", "CLASSES", "CLASS_SETS", "ROLES", "LEVELS", "FORMS"),
    ("LPAR", "names", "RPAR"): ("COMPOSITE",),
    ("ARTICLE",): ("ARTICLE",),
    ("CHAPTER",): ("CHAPTER",),
    (): ("DEFAULTS", "WEIGHTS", "EXTRAS", "ANNUAL", "COUNTS", "SUBJECTS"),
}  # fmt: skip
"""How an amendment says which declaration is gone, and the words that say it so."""

_UNHURRIED = settings(
    deadline=None,
    derandomize=not EXAMPLES,  # a build tells of the change it is of; what is rare is looked for on purpose
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
SEARCH = settings(_UNHURRIED, max_examples=EXAMPLES or 200)
SEARCH_POLICIES = settings(_UNHURRIED, max_examples=EXAMPLES or 40)


@frozen
class Statement:
    """What one declaration says: its tokens, read as ``start``, and the rows that its token TABLE_ROW stands for.

    ``lead`` is what the parser takes off before: the word of a change, and what is removed by its own word.
    """

    tokens: tuple[Token, ...]
    rows: tuple[Row, ...] = ()
    lead: tuple[Token, ...] = ()
    start: str = "declaration"


@frozen
class Sample:
    """A tree and what it says."""

    file: File
    statements: tuple[Statement, ...]


def sample(pick: Pick, most: int = 3) -> Sample:
    """A file of up to ``most`` declarations made by choices; one that declares units of measure uses them."""
    own = tuple(dict.fromkeys(MEASURES[pick(len(MEASURES))] for _ in range(max(0, pick(5) - 2))))
    kinds = [kind for (kind,) in grammar().productions["declaration"] if kind not in ("measures", "tag")]
    chosen = [kinds[pick(len(kinds))] for _ in range(1 + pick(most))]
    if own:
        chosen.insert(pick(len(chosen) + 1), "measures")
    made = [_tagged(*_changed(kind, Leaves(pick, own)), Leaves(pick, own)) for kind in chosen]
    file = File(tuple(declaration for declaration, _ in made), PLACE)
    return Sample(file, tuple(statement for _, statements in made for statement in statements))


@st.composite
def samples(draw: st.DrawFn, most: int = 3) -> Sample:
    """The same for Hypothesis, which finds the plainest file that shows a fault."""
    return sample(picking(draw), most)


def files(most: int = 3) -> st.SearchStrategy[File]:
    """The trees alone."""
    return samples(most).map(lambda made: made.file)


def picking(draw: st.DrawFn) -> Pick:
    """Choices that Hypothesis makes."""
    return lambda below: int(draw(_below(below)))


@cache
def _below(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number - 1)


def _tagged(
    declaration: Declaration, statement: Statement, leaves: Leaves
) -> tuple[Declaration, tuple[Statement, ...]]:
    """A declaration, one in eight with the line below it that says where it comes from."""
    if leaves.pick(8):
        return declaration, (statement,)
    line, below = _declaration("tag", leaves)
    assert line.value is not None
    tag = Field("TAG", (), line.value, None, PLACE, PLACE)
    return evolve(declaration, tag=tag), (statement, below)


def _changed(kind: str, leaves: Leaves) -> tuple[Declaration, Statement]:
    """A declaration, one in four with the word of an amendment before it."""
    if kind == "measures" or leaves.pick(4):
        return _declaration(kind, leaves)
    change = Word(leaves.one(("INSERT", "REPLACE", "ADJUST", "REMOVE")), PLACE)
    lead = (Token(change.word, 0, 0, change),)
    if change.word == "REMOVE":
        return _removed(lead, change, leaves)
    declaration, statement = _declaration(kind, leaves)
    return evolve(declaration, change=change), evolve(statement, lead=lead)


def _removed(lead: tuple[Token, ...], change: Word, leaves: Leaves) -> tuple[Declaration, Statement]:
    """What is removed: a word, and which one in the way of that word."""
    way = leaves.one(tuple(REMOVED))
    word = leaves.one(REMOVED[way])
    if way == ():
        tokens: tuple[Token, ...] = ()
        named, marks = None, None
    else:
        tokens = tuple(Speaker(leaves).follow((*way, *("PROVISIONAL",) * (leaves.pick(3) == 2))))
        named, marks = spoken("removed", list(tokens))
    if word not in ("ARTICLE", "CHAPTER"):
        lead = (*lead, Token("COMPOSITE_SCORE" if word == "COMPOSITE" else word, 0, 0, Word(word, PLACE)))
    subject, value = (None, named) if isinstance(named, Form) else (named, None)
    provisional, waivers = (marks.provisional, marks.waivers) if marks else (None, ())
    declaration = Declaration(word, subject, value, (), None, provisional, PLACE, PLACE, change, waivers)
    return declaration, Statement(tokens, (), lead, "removed")


def _declaration(kind: str, leaves: Leaves) -> tuple[Declaration, Statement]:
    tokens = Speaker(leaves).sentence(kind)
    draft: Draft = spoken("declaration", tokens)
    table, rows = None, ()
    if draft.rows is not None:
        table, rows = TableMaker(draft.word, Speaker(evolve(leaves, cell=True))).table()
    head = (draft.word, draft.subject, draft.value, draft.fields)
    declaration = Declaration(*head, table, draft.provisional, PLACE, PLACE, None, draft.waivers)
    return declaration, Statement(tuple(tokens), rows)
