"""Names of units as SQL: what the database takes as it stands is what the reader of rows leaves as it is."""

import duckdb
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.backends.duckdb.names import LAID_OUT, key_of
from kpidsl.scores.contract import BLANKS
from kpidsl.scores.words import name_key, plain_name, without_invisible

NAMES = st.lists(
    st.text(alphabet=[*BLANKS, *"\x00\x01\x1f\x7f\x85\u200e\u202a", "a", "B", "队", "，", "ａ", "1"], max_size=6),
    min_size=1,
    max_size=20,
)
DATABASE = duckdb.connect(config={"threads": 1})


@given(NAMES)
def test_a_name_is_laid_out_where_the_reader_writes_it_otherwise_or_refuses_it(names: list[str]) -> None:
    query = f"SELECT regexp_matches(name, $pattern), {key_of('name')} FROM (SELECT unnest($names) AS name)"
    found = DATABASE.execute(query, {"pattern": LAID_OUT, "names": names}).fetchall()
    assert found == [
        (plain_name(name) != name or without_invisible(name) is not None, name_key(name)) for name in names
    ]
