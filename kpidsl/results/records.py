"""The records behind a figure, as those who look into it want to see them: which day, what, how much.

Takes a figure over a log, the log and one unit's records as rows; gives one line of text with the records that count, in the
order of their files. A long list is cut, and says how long it is. Never computes: values are the evaluator's.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.plan.nodes import Gather, Log, LogColumn
from kpidsl.results.figures import Value, value_text
from kpidsl.syntax.days import day_text

_SHOWN = 20
_WORDS = {
    "zh": {"none": "没有记录", "colon": "：", "semicolon": "；", "rest": "等 {count} 条"},
    "en": {"none": "no records", "colon": ": ", "semicolon": "; ", "rest": "… {count} records"},
}
_NAMES = frozenset({"date", "label", "ordinal", "text"})
"""Kinds of columns by which a record is known; how much it counts is said by its value."""


def records_text(
    node: Gather,
    log: Log,
    records: Sequence[Mapping[str, Value]],
    value_of: Callable[[e.Expr, Mapping[str, Value]], Value],
    lang: str,
) -> str:
    """``2026-03-04 一般：1；2026-03-09 严重：10``: the records of a unit that count in a figure."""
    words = _WORDS[lang]
    counted = [record for record in records if value_of(node.where, record)]
    if not counted:
        return words["none"]
    told = []
    for record in counted[:_SHOWN]:
        name = " ".join(filter(None, (_text(column, record[column.key]) for column in log.columns)))
        value = "" if node.of == e.ONE else value_text(value_of(node.of, record), node.title.unit, lang)
        told.append(words["colon"].join(filter(None, (name, value))))
    if not all(told):  # a log of numbers alone, counted
        return ""
    rest = [words["rest"].format(count=len(counted))] if len(counted) > _SHOWN else []
    return words["semicolon"].join([*told, *rest])


def _text(column: LogColumn, value: Value) -> str:
    """What a column says of which record this is; empty for numbers and blank cells."""
    if value is None or column.kind not in _NAMES:
        return ""
    if isinstance(value, Fraction):
        if column.kind == "date":
            return day_text(value)
        return column.levels[int(value)] if column.levels else ""
    return str(value)
