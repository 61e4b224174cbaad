"""A quotation mark too many in one row, and another further down: the rows between them are told, not lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpidsl.diagnostics import Problems
from kpidsl.scores.table import Table, table_of_bytes
from kpidsl.source import Cell
from tests.scores.plans import ROWS, csv_text, month, said

CELLS = st.text(alphabet="一二队95.% ", max_size=4)


def read(text: str, delimiter: str = ",") -> tuple[Table | None, list[tuple[str, str, object]]]:
    problems = Problems()
    table = table_of_bytes("数.csv", text.replace(",", delimiter).encode(), "被考核单位".__eq__, problems)
    return table, [(one.code, one.variant, one.place) for one in problems]


@settings(max_examples=300, deadline=None)
@given(
    rows=st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=2, max_size=6)),
    at=st.data(),
    delimiter=st.sampled_from(",;\t"),
)  # fmt: skip
def test_rows_in_one_cell_are_told_where_they_begin(rows: list[list[str]], at: st.DataObject, delimiter: str) -> None:
    """Whatever cells the marks stand in, if what stands between them would pass for one cell."""
    first = at.draw(st.integers(0, len(rows) - 2))
    last = at.draw(st.integers(first + 1, len(rows) - 1))
    opened, closed = (at.draw(st.integers(0, len(rows[0]) - 1)) for _ in range(2))
    rows[0][0] = rows[0][0] or "一队"  # a row of blanks is none
    heading = ["被考核单位", *(f"数{place}" for place in range(1, len(rows[0])))]
    marked = [list(row) for row in rows]
    marked[first][opened] = '"' + marked[first][opened]
    marked[last][closed] += '"'
    _, found = read("\n".join(map(",".join, [heading, *marked])) + "\n", delimiter)
    assert ("K509", "rows", Cell("数.csv", first + 2, opened + 1)) in found


@pytest.mark.parametrize(
    "row",
    [
        '一队,95,"前两班好，\n后一班差"',
        '一队,95,"前两班,好\n后一班,差"',
        '一队,"95\n",备注',
        '"一\n队",95,',
        '"一队,井下\n二段",95,',
        '一队,95,"甲,乙,丙\n"',
    ],
)
def test_lines_within_a_cell_are_no_rows(row: str) -> None:
    table, found = read(f"被考核单位,培训,备注\n{row}\n")
    assert not found
    assert table
    assert len(table.records) == 1


def test_the_command_refuses_them(tmp_path: Path) -> None:
    lines = csv_text(ROWS).splitlines()
    text = "\n".join([lines[0], '"' + lines[1], lines[2].replace("综采二队", '综采二队"'), *lines[3:]]) + "\n"
    found, problems = month(tmp_path, text)
    assert found is None
    assert (
        "K509 A2 第 2 行起有一格占了 2 行，每一行都像是另一个单位的数：多半是前后缺了引号，把它们包进了一格。"
        in said(problems)
    )
