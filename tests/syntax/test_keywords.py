"""Keywords as data: one word one spelling, one spelling one word, in each language; the grammar knows them all."""

import re
import tomllib
from collections import Counter

import pytest

from kpidsl.grammar_files import grammar_text
from kpidsl.syntax import load_keywords, load_units
from kpidsl.syntax.keywords import LANGS, solid
from kpidsl.syntax.parse_table import parse_table
from kpidsl.syntax.tree import Word
from tests.syntax.reading import MODEL, good, nodes

TABLES = {lang: tomllib.loads(grammar_text(f"keywords/{lang}.toml")) for lang in LANGS}
MADE_BY_LEXER = {
    "NAME",
    "NUMBER",
    "FREE_TEXT",
    "DATE",
    "PERIOD_NAME",
    "MEASURE_UNIT",
    "BLANK",
    "TABLE_ROW",
    "TO",
    "CAP_AHEAD",
    "ARTICLE",
    "CHAPTER",
    "PROSE",
    "ARROW",
}
SIGNS = {
    "LBRACE",
    "RBRACE",
    "LPAR",
    "RPAR",
    "LSQ",
    "RSQ",
    "EQ",
    "NE",
    "LT",
    "LE",
    "GT",
    "GE",
    "PLUS",
    "MINUS",
    "STAR",
    "SLASH",
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_canonical_spelling_belongs_to_one_word(lang: str) -> None:
    table = TABLES[lang]
    canonical = [solid(spellings[0]) for part in ("words", "only", "operators") for spellings in table[part].values()]
    twice = {spelling for spelling, count in Counter(canonical).items() if count > 1}
    assert twice <= {solid(table["words"]["PRECISE_TO"][0])}  # English says to for a range and for a precision


@pytest.mark.parametrize("lang", LANGS)
def test_a_word_has_no_spelling_twice(lang: str) -> None:
    for spellings in TABLES[lang]["words"].values():
        assert len({solid(one) for one in spellings}) == len(spellings)


def test_both_languages_spell_the_same_words() -> None:
    assert TABLES["zh"]["words"].keys() == TABLES["en"]["words"].keys()
    assert TABLES["zh"]["operators"].keys() == TABLES["en"]["operators"].keys()
    assert not TABLES["zh"]["only"].keys() & TABLES["en"]["only"].keys()


def test_a_spelling_with_two_readings_is_never_an_alias() -> None:
    keywords = load_keywords()
    assert not keywords.ask.keys() & keywords.whole.keys()
    for readings in keywords.ask.values():
        assert len(readings) > 1
        assert set(readings) <= keywords.of_word.keys()


def test_the_grammar_and_the_keyword_files_name_the_same_words() -> None:
    declared = set(
        re.findall(r"\b[A-Z_]{2,}\b", " ".join(re.findall(r"^%declare (.*)$", grammar_text("kpi.lark"), re.MULTILINE)))
    )
    words = {name for name in declared if not name.startswith("_")} - MADE_BY_LEXER - SIGNS
    assert words == load_keywords().of_word.keys() - {"GE", "LE", "LT", "TO"}


def test_no_two_words_that_can_stand_in_one_place_share_a_spelling() -> None:
    whole = load_keywords().whole
    for actions in parse_table().actions:
        for spelling, words in whole.items():
            meant = words & actions.keys() - {"GE", "LE", "LT", "TO", "AND", "OR", "NOT", "REACHES"}
            assert len(meant) < 2, (spelling, meant)


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_a_tree_can_be_spelled(lang: str) -> None:
    keywords = load_keywords()
    internal = {"CLOSED", "OPEN"}
    for node in nodes(good(MODEL["zh"])):
        if isinstance(node, Word) and node.word not in internal:
            assert keywords.spelling(node.word, lang)


def test_the_same_word_has_a_spelling_of_its_own_where_the_regulation_has_one() -> None:
    keywords = load_keywords()
    assert keywords.spelling("MONTH", "zh") == "月度"
    assert keywords.spelling("MONTH", "zh", "LASTS") == "当月"
    assert keywords.spelling("STOP_AND_CHASE", "zh", "UNREPORTED") == "停算催报"
    assert keywords.spelling("SUM", "en", "WEIGHTS") == "total"


def test_no_two_units_share_a_spelling() -> None:
    spellings = [solid(one) for unit in load_units().values() for one in {*unit.zh, *unit.en}]
    assert [one for one, count in Counter(spellings).items() if count > 1] == []
