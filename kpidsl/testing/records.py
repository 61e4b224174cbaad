"""A log in some policies, and records for it in their months.

Takes the policy so far, or a log of a plan; gives lines, or records of which a unit has any number.
"""

from fractions import Fraction

from hypothesis import strategies as st

from kpidsl.plan.nodes import Log, LogColumn
from kpidsl.scores.month import LogRow, RosterUnit
from kpidsl.testing.writer import LAST_DAY, Writer

LOG = "三违"
OTHER_KINDS = ("违章指挥", "违章作业", "违反纪律")
"""Kinds of records that are no levels."""
_MONTHS = 14
_MOST = 8


def a_log(writer: Writer) -> None:
    """Declares a log with a column of every kind."""
    if not writer.maybe(35):
        return
    writer.logged, writer.same_event = True, writer.maybe(60)
    same = "；同一事件按：编号" if writer.same_event else ""
    most = f"；每单位每月最多：{writer.number(8, 300)}" if writer.maybe(30) else ""
    writer.lines.append(
        f"台账 {LOG} {{ 日期（日期）；编号（文字）；程度（轻微 < 一般 < 严重）；种类（文字：{'、'.join(OTHER_KINDS)}）；"
        f"分数（分，-5～5 分，1 位小数）；人次（人次，1～9{writer.one('', '，缺省 1', '，缺省 3')}）；到期（日期）；核实（是否）；"
        f"所属月份按：日期{same}{most}；填报部门：安监处 }}"
    )


@st.composite
def records(draw: st.DrawFn, log: Log, units: tuple[RosterUnit, ...]) -> tuple[LogRow, ...]:
    """Records of the units of the log's classes, in any order."""
    own = [unit.name for unit in units if unit.unit_class in log.classes]
    return tuple(draw(st.lists(_record(log, own), max_size=_MOST))) if own else ()


@st.composite
def _record(draw: st.DrawFn, log: Log, units: list[str]) -> LogRow:
    ago = draw(st.integers(0, _MONTHS))
    values: dict[str, Fraction | str] = {column.key: draw(_entry(column, ago)) for column in log.columns}
    if log.dated:
        months, years = log.ages
        values |= {months: Fraction(ago), years: Fraction(ago > 2) + Fraction(ago > 14)}
    return LogRow(draw(st.sampled_from(units)), values)


def _entry(column: LogColumn, ago: int) -> st.SearchStrategy[Fraction | str]:
    if column.kind == "date":
        return st.integers(0, 27).map(lambda day: Fraction(LAST_DAY - 30 * ago - day))
    if column.levels:
        return st.integers(0, len(column.levels) - 1).map(Fraction)
    if column.kind == "text":
        return st.sampled_from(("A", "B", "a"))
    step = column.step or Fraction(1, 10**column.decimals)
    ends = int(column.low / step), int(column.high / step)
    return st.integers(*ends).map(lambda n: n * step * column.scale)
