"""Policies and months at random, for whoever tests an engine or a tool of their own against the reference.

Takes nothing but draws; gives the text of whole policies that pass every check (``policies``), made of every form of the
language; months and years that fit them (``months``, ``years``), of units that do (``rosters``). Runs a test on cases each drawn
afresh (``drawn_afresh``), and tells what a program publishes otherwise than the reference (``same``). Needs the library
hypothesis.

    def agrees(data):
        compiled = compile_text(data.draw(policies()), Problems())
        month = data.draw(months(compiled))
        same(compiled.plan, month, {"totals": my_totals(compiled.plan, month)})

    def test_my_engine():
        drawn_afresh(agrees, 500)
"""

from kpidsl.testing.fresh import drawn_afresh
from kpidsl.testing.months import months, rosters, years
from kpidsl.testing.policies import policies
from kpidsl.testing.same import same

__all__ = ["drawn_afresh", "months", "policies", "rosters", "same", "years"]
