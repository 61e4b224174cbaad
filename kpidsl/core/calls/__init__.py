"""The functions of the language: each file gives some of them their meaning as core expressions.

Takes a ``Call`` with its elaborator, the family whose names may be used bare and the kinds of columns that may be read; gives
its value, or nothing after reporting why not. A call with a scope runs over other units or periods (``SCOPES``, by the word
of the scope), one that names the columns of a log over its rows, any other over its arguments (``ONE_ROW``, by its own word).
A call that says whether something holds is a truth (``TRUTHS``, by its own word).
"""

from collections.abc import Mapping

from kpidsl.core.calls import dates, records, units
from kpidsl.core.calls.arithmetic import ARITHMETIC
from kpidsl.core.calls.lookups import looked_up
from kpidsl.core.calls.periods import GROWTH, PERIODS, consecutive
from kpidsl.core.calls.within_grade import within_grade
from kpidsl.core.calls.years import is_over_year, over_year
from kpidsl.core.elaborate import Elaborator, Function, Truth
from kpidsl.core.irrational import GEOMETRIC_MEAN
from kpidsl.core.names import ROW
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import keyword
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.tree import Call

ONE_ROW: Mapping[str, Function] = {**ARITHMETIC, **GROWTH, "DAYS": dates.days, "GRADE_POSITION": within_grade}
SCOPES: Mapping[str, Function] = {**PERIODS, **dict.fromkeys(units.POPULATIONS, units.over_units)}
TRUTHS: Mapping[str, Truth] = {"CONSECUTIVE": consecutive}


def called(call: Call, elaborator: Elaborator, family: str, kinds: str) -> Quantity | None:
    """The value of a call."""
    if call.word == "LOOKED_UP":
        return looked_up(call, elaborator, family, kinds)
    if elaborator.year is not None and is_over_year(call):
        return over_year(call, elaborator, family)
    if call.word == GEOMETRIC_MEAN:
        return ARITHMETIC[call.word](call, elaborator, family, kinds)
    log = "" if kinds == ROW else records.log_of(call, elaborator.policy)
    if log:
        return records.over_log(call, log, elaborator)
    function = SCOPES.get(call.scope.word) if call.scope else ONE_ROW.get(call.word)
    if function is None or (call.scope is None and call.where is not None):
        elaborator.problems.add(
            "K395", call.place, "", (), **both("word", *(keyword(call.word, lang) for lang in ("zh", "en")))
        )
        return None
    return function(call, elaborator, family, kinds)
