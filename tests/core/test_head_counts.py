"""Head counts: the whole numbers of messages and tables are those the plan computes."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.backends.reference.expressions import value_of
from kpidsl.core import expr as e
from kpidsl.core.head_counts import METHODS, cut_offs, head_counts
from kpidsl.plan import quotas

EDGES = st.lists(st.integers(1, 999), min_size=1, max_size=5, unique=True).map(
    lambda numbers: [Fraction(number, 1000) for number in sorted(numbers)]
)


@given(size=st.integers(0, 400), edges=EDGES, method=st.sampled_from(METHODS))
def test_cut_offs_are_the_plans(size: int, edges: list[Fraction], method: str) -> None:
    columns = quotas.cut_offs(e.Col("n"), edges, method)
    assert [value_of(column, {"n": Fraction(size)}) for column in columns] == cut_offs(size, edges, method)


@given(size=st.integers(0, 400), edges=EDGES, method=st.sampled_from(METHODS))
def test_everybody_has_a_place(size: int, edges: list[Fraction], method: str) -> None:
    counts = head_counts(size, edges, method)
    assert sum(counts) == size
    assert all(count >= 0 for count in counts)


# 优 20%, 良 to 50%, 合格 to 90%: worked out by hand.
@pytest.mark.parametrize(
    ("size", "method", "counts"),
    [
        (8, "TRUNCATE", (1, 3, 3, 1)),  # 1.6, 4, 7.2
        (8, "HALF_UP", (2, 2, 3, 1)),
        (8, "UP", (2, 2, 4, 0)),
        (8, "LARGEST_REMAINDER", (2, 2, 3, 1)),  # shares 1.6, 2.4, 3.2, 0.8: the places left go to 不合格 and 优
        (10, "TRUNCATE", (2, 3, 4, 1)),
        (10, "UP", (2, 3, 4, 1)),
        (1, "TRUNCATE", (0, 0, 0, 1)),
        (1, "UP", (1, 0, 0, 0)),
    ],
)
def test_places_of_a_group(size: int, method: str, counts: tuple[int, ...]) -> None:
    assert head_counts(size, [Fraction(1, 5), Fraction(1, 2), Fraction(9, 10)], method) == counts
