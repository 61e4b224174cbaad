"""Policies and months at random, for whoever tests an engine or a tool of their own against the reference.

Takes nothing but draws; gives the text of whole policies that pass every check (``policies``), made of every form of the
language, and months that fit them (``months``). Needs the library hypothesis.

    @given(st.data())
    def test_my_engine(data):
        compiled = compile_text(data.draw(policies()), Problems())
        month = data.draw(months(compiled))
        assert my_engine(compiled.plan, month) == evaluate(compiled.plan, month)
"""

from kpidsl.testing.months import months
from kpidsl.testing.policies import policies

__all__ = ["months", "policies"]
