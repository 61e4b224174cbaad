"""Cases each drawn afresh.

Takes a test over draws; runs it. After the tenth case of a run Hypothesis makes six in seven by repeating draws of the one before,
so that whole policies come out nearly alike again and again: here each case is a run of its own, the same every time.
"""

from collections.abc import Callable

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

_SEEDS = 10**9
_SWITCH = 2**16


def drawn_afresh(test: Callable[[st.DataObject], None], cases: int, shard: int = 0) -> None:
    """Runs ``test`` on so many cases, other ones for each ``shard``. One that fails is shrunk, and reported as Hypothesis does.

    Raises ValueError where there is not one case.
    """
    if cases < 1:
        raise ValueError(f"{cases} cases hold nothing to the reference")
    for case in range(cases):
        _once(test, shard * _SEEDS + case)


def _once(test: Callable[[st.DataObject], None], number: int) -> None:
    """The first case of a run is always the plainest; it is passed over."""

    @seed(number)
    @settings(max_examples=2, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def run(data: st.DataObject) -> None:
        if data.draw(st.integers(0, _SWITCH)):
            test(data)

    run()
