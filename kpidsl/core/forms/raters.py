"""Raters (评分人 测评·评分（按 组别）{ 主要领导：15%；职工：85% }): the mark is the weighted mean of the means of groups.

Ballots are the records of a log, each with its score and its group; where no groups are told apart (评分人 测评·评分) all are one.
mean of a group = sum ÷ votes; where there are more votes than ``trim`` one highest and one lowest score are left out of both. A
group with fewer votes than ``least`` (1 where it is not said) is too few: ``few`` STOP ends evaluation, REWEIGHT leaves the
group out and spreads its weight over the others; without any group the indicator is not applicable. Slots: ``of`` log and
score, ``by`` the group, ``groups``, ``mean`` a rounding.
"""

from fractions import Fraction

from kpidsl.core import expr as e
from kpidsl.core.aggregates import GREATEST, LEAST, NUMBER, SUM, Rows
from kpidsl.core.calls.records import column_key, current, most_in, within
from kpidsl.core.forms.marking import Marking
from kpidsl.core.program import Guard
from kpidsl.core.wording import plain
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.names import names_in
from kpidsl.resolve.policy import LogColumn, LogTable
from kpidsl.syntax.tree import Block, Form, Items, Name, Number, Ref, Word
from kpidsl.values import frozen


@frozen
class _Group:
    """A group of raters: its weight, how many votes it gave, their mean."""

    weight: Fraction
    votes: e.Expr
    mean: e.Expr
    score: e.Expr
    """The score of one of its ballots."""


def mark(form: Form, marking: Marking) -> e.Expr | None:
    """The weighted mean of the means of groups."""
    few, least = form.get("few"), form.get("least")
    groups = _groups(form, marking)
    if few is None:
        marking.problems.add("K689", form.place, "few", (), name=marking.leaf.key)
    if isinstance(least, Number) and (least.value < 1 or least.value.denominator != 1):
        marking.problems.add("K689", least.place, "least")
        return None
    if few is None or not groups:
        return None
    enough = e.const(least.value if isinstance(least, Number) else 1)
    if isinstance(few, Word) and few.word == "STOP":
        short = e.any_of(*(e.Cmp("<", group.votes, enough) for group in groups))
        marking.guards.append(Guard(short, "STOP"))
        return e.add(*(e.mul(group.mean, e.const(group.weight)) for group in groups))
    none = e.And(tuple(e.Cmp("<", group.votes, enough) for group in groups))
    marking.guards.append(Guard(none, "NOT_APPLICABLE"))
    if len(groups) == 1:
        return groups[0].mean
    present = [e.Cmp(">=", group.votes, enough) for group in groups]
    parts = [
        (e.Case(((there, e.mul(group.mean, e.const(group.weight))),), e.ZERO),
         e.Case(((there, e.const(group.weight)),), e.ZERO))
        for group, there in zip(groups, present, strict=True)
    ]  # fmt: skip
    mean = e.div(e.add(*(part for part, _ in parts)), e.add(*(weight for _, weight in parts)))
    return within(mean, groups[0].score, marking.elaborator)


def _groups(form: Form, marking: Marking) -> list[_Group]:
    """The groups of raters, all of them one where none are told apart; none after reporting what does not fit."""
    found, block = _ballots(form, marking), form.get("groups")
    if found is None:
        return []
    log, score = found
    if not isinstance(block, Block):
        return [_group(form, log, score, e.TRUE, Fraction(1), marking)]
    by = _one(log, "label", next((name.text for name in names_in(form.get("by"))), ""), form, marking)
    weights = None if by is None else _weights(block, by, marking)
    if by is None or weights is None:
        return []
    group = e.Col(column_key(log.name, by.name))
    return [
        _group(form, log, score, e.Cmp("=", group, e.const(level)), weight, marking)
        for level, weight in weights.items()
    ]


def _ballots(form: Form, marking: Marking) -> tuple[LogTable, LogColumn] | None:
    """The log and its score, inferred where only one could be meant."""
    of, policy, problems = form.get("of"), marking.elaborator.policy, marking.problems
    names = [part.text for part in of.parts if isinstance(part, Name)] if isinstance(of, Ref) else []
    log = policy.log(names[0]) if names else None
    if log is None or len(names) > 2:
        known = listed("columns", [one.name for one in policy.logs])
        problems.add("K681", form.place, "log", (), name="·".join(names), **known)
        return None
    score = _one(log, "number", names[1] if len(names) == 2 else "", form, marking)
    return None if score is None else (log, score)


def _one(log: LogTable, kind: str, name: str, form: Form, marking: Marking) -> LogColumn | None:
    fitting = [column for column in log.columns if column.kind == kind and (not name or column.name == name)]
    if len(fitting) == 1 and (kind != "number" or fitting[0].unit in ("", "points")):
        return fitting[0]
    found = [one.name for one in fitting]
    variant = kind if found else f"no_{kind}"
    marking.problems.add("K689", form.place, variant, (), log=log.name, name=name, **listed("columns", found))
    return None


def _weights(block: Block, by: LogColumn, marking: Marking) -> dict[int, Fraction] | None:
    """The weight of each group; every label has one, and together they are the whole."""
    found: dict[int, Fraction] = {}
    problems = marking.problems
    for entry in block.fields:
        for name in names_in(Items(entry.keys, entry.place)):
            number = entry.value
            if name.text not in by.levels:
                words = {"name": name.text, "column": by.name}
                problems.add("K684", name.place, "level", (), **words, **listed("levels", by.levels))
                return None
            if not isinstance(number, Number) or number.unit != "percent" or number.value <= 0:
                problems.add("K689", number.place, "percent")
                return None
            found[by.levels.index(name.text)] = number.value / 100
    total = sum(found.values(), Fraction())
    left = [level for at, level in enumerate(by.levels) if at not in found]
    if left or total != 1:
        words = {"total": plain(total * 100) + "%"}
        problems.add("K689", block.place, "left" if left else "", (), **words, **listed("left", left))
        return None
    return found


def _group(form: Form, log: LogTable, score: LogColumn, belongs: e.Expr, weight: Fraction, marking: Marking) -> _Group:
    elaborator, of = marking.elaborator, e.Col(column_key(log.name, score.name))
    when = e.all_of(current(log, elaborator.policy), belongs)

    def figure(op: str) -> e.Col:
        return elaborator.aggregate(
            op, of, when, Rows(log.name), most_in(log, elaborator.policy), "" if op == NUMBER else "points"
        )

    votes, total = figure(NUMBER), figure(SUM)
    mean = within(e.div(total, votes), of, elaborator)
    trim = form.get("trim")
    if isinstance(trim, Number):
        if trim.value < 2 or trim.value.denominator != 1:
            marking.problems.add("K689", trim.place, "trim")
        kept = e.add(total, e.neg(figure(GREATEST)), e.neg(figure(LEAST)))
        many = e.Cmp(">", votes, e.const(trim.value))
        mean = e.Case(((many, within(e.div(kept, e.sub(votes, e.const(2))), of, elaborator)),), mean)
    rounding = form.get("mean")
    if isinstance(rounding, Form):
        digits, mode = rounding.get("digits"), rounding.get("mode")
        if isinstance(digits, Number) and isinstance(mode, Word):
            mean = e.Round(mean, int(digits.value), e.Rounding(mode.word))
    return _Group(weight, votes, mean, of)
