"""Of any file at all: never an exception; what was written is read; the order of rows and columns means nothing."""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.diagnostics import Diagnostic, Problems, catalogue
from kpidsl.plan.nodes import Input, State
from kpidsl.resolve.absence import NOT_APPLICABLE, PENDING
from kpidsl.scores.complete import Cells
from kpidsl.scores.contract import SIGNS
from kpidsl.scores.month import Month
from kpidsl.scores.names import name_of
from kpidsl.scores.read import read_month
from kpidsl.scores.roster import Roster, read_roster
from kpidsl.scores.words import decimal_text
from tests.scores.plans import BRANCH, CREW, HEADING, INPUTS, OFFICE, PLAN, ROSTER, ROWS, csv_text, roster


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scores")


@pytest.fixture(scope="module")
def known(folder: Path) -> Roster:
    found, _ = roster(folder)
    assert found
    return found


def read(folder: Path, known: Roster, data: bytes) -> tuple[Month | None, Problems]:
    path = folder / "2019-03.csv"
    path.write_bytes(data)
    problems = Problems()
    found = read_month(path, PLAN, known, problems)
    assert (found is None) == problems.has_errors
    for diagnostic in problems:
        spell_out(diagnostic)
    return found, problems


def spell_out(one: Diagnostic) -> None:
    """Every finding can be worded in both languages."""
    for lang in catalogue.LANGS:
        assert catalogue.message(one.code, lang, one.variant, one.args)
        assert catalogue.help_text(one.code, lang, one.variant, one.args)
        for label in one.labels:
            assert catalogue.label_text(one.code, lang, label.key, label.args)


UNITS = (("综采一队", CREW), ("综采二队", CREW), ("党办", OFFICE), ("综采支部", BRANCH))
FRAGMENTS = st.sampled_from([
    *HEADING, *NOT_APPLICABLE, *PENDING, "单位", "指标", "数据", "数值", "月份", "单位分类", "合计", "小计", "备注", "综采一队", "一队",
    "党办", "-0", "1e5", "NaN", "+5", "1,234", ".5", "95.5%", "95.5", "2019-03", "是", "一级", "（%）", "（", '"', "\n", "\r", ",",
    "\t", ";", "\x00", "\ufeff", "９９", "٣", "²", "½", "1" * 5000, "0." + "3" * 5000, "00" * 3000,
])  # fmt: skip
CELLS = st.one_of(FRAGMENTS, st.text(max_size=6), st.decimals(allow_nan=True, places=3).map(str))


@settings(deadline=None, max_examples=150)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(CELLS, max_size=40).map(lambda parts: ",".join(parts).encode("utf-8", "replace")),
    )
)
def test_any_bytes_are_read_or_refused(folder: Path, known: Roster, data: bytes) -> None:
    read(folder, known, data)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 9), CELLS), min_size=1, max_size=6))
def test_any_cell_changed_is_read_or_refused(folder: Path, known: Roster, changes: list[tuple[int, int, str]]) -> None:
    table = [HEADING, *ROWS]
    rows = [list(row) for row in table]
    for row, column, text in changes:
        rows[row][column] = '"' + text.replace('"', '""') + '"'
    read(folder, known, csv_text(rows[1:], rows[0]).encode("utf-8", "replace"))


def written(wanted: Input, value: Fraction | State) -> str:
    if isinstance(value, State):
        return "不涉及"
    if wanted.levels:
        return wanted.levels[int(value)]
    return decimal_text(value / wanted.scale) + SIGNS.get(wanted.unit, "")


@st.composite
def values(draw: st.DrawFn, wanted: Input) -> Fraction | State:
    if draw(st.integers(0, 9)) == 0:
        return State.NOT_APPLICABLE
    if wanted.levels:
        return Fraction(draw(st.integers(0, len(wanted.levels) - 1)))
    step = wanted.step or Fraction(1, 10**wanted.decimals)
    return draw(st.integers(int(wanted.low / step), int(wanted.high / step))) * step * wanted.scale


@st.composite
def cells(draw: st.DrawFn) -> Cells:
    owners = [dict(wanted.owners) for wanted in INPUTS]
    return {
        wanted.key: {unit: draw(values(wanted)) for unit, unit_class in UNITS if unit_class in owned}
        for wanted, owned in zip(INPUTS, owners, strict=True)
    }


def wide(month: Cells) -> list[list[str]]:
    heading = ["被考核单位", *(name_of(wanted) for wanted in INPUTS)]
    rows = [
        [
            unit,
            *(
                written(wanted, found) if (found := month[wanted.key].get(unit)) is not None else ""
                for wanted in INPUTS
            ),
        ]
        for unit, _ in UNITS
    ]
    return [heading, *rows]


@settings(deadline=None, max_examples=60)
@given(cells(), st.randoms(use_true_random=False), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_what_is_written_is_read_in_any_order_of_rows_and_columns(
    folder: Path, known: Roster, month: Cells, order: Random, encoding: str
) -> None:
    table = wide(month)
    columns, rows = list(range(len(table[0]))), list(range(1, len(table)))
    order.shuffle(columns)
    order.shuffle(rows)
    shuffled = [[table[row][column] for column in columns] for row in (0, *rows)]
    found, problems = read(folder, known, csv_text(shuffled[1:], shuffled[0]).encode(encoding))
    assert found
    assert not list(problems)
    assert (found.cells, found.units, found.period) == (month, known.units, "2019-03")


@settings(deadline=None, max_examples=60)
@given(cells(), st.randoms(use_true_random=False))
def test_what_is_written_in_the_long_layout_is_read(folder: Path, known: Roster, month: Cells, order: Random) -> None:
    rows = [
        [unit, wanted.leaf, wanted.datum, written(wanted, value)]
        for wanted in INPUTS
        for unit, value in month[wanted.key].items()
    ]
    order.shuffle(rows)
    found, problems = read(folder, known, csv_text(rows, ["被考核单位", "指标", "数据", "数值"]).encode())
    assert found
    assert not list(problems)
    assert found.cells == month


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.lists(CELLS, max_size=30))
def test_any_roster_is_read_or_refused(folder: Path, text: str, parts: list[str]) -> None:
    path = folder / "any.csv"
    for content in (text, ROSTER + text, "单位,单位分类,又称,所属支部\n" + ",".join(parts)):
        path.write_text(content, encoding="utf-8", errors="replace")
        problems = Problems()
        found = read_roster(path, PLAN.scan, problems)
        assert (found is None) == problems.has_errors
        for diagnostic in problems:
            spell_out(diagnostic)
