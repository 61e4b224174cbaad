"""A better grade gets no less than a worse one, in whatever is paid, moved or worked out by grades.

Every combination of the grades that are asked about is looked at, those of earlier periods too. Steps of a pay scale are better the more
there are. What an amount is for nobody says, and some are taken off: where all of it falls with better grades it is left alone, and
what goes one way for most grades and the other way for some is named. A count that begins again (连续 2 年…且 非 连续 3 年…) gives the
better history less by design, where that history is just what the 非 leaves out.
"""

from collections.abc import Iterator
from fractions import Fraction

from kpidsl.check.by_grade import Amount, Asked, Case, Choice, Given
from kpidsl.core import dimensions as dim
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword, plain, written_words
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Policy
from kpidsl.syntax.tree import Call, Expr, Op
from kpidsl.values import frozen


@frozen
class _Pair:
    """Two cases that differ in one grade; ``better`` has the better one."""

    asked: Asked
    better: Case
    worse: Case
    way: int
    """1 where the better one gets more, -1 where less."""


def pay_order(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001 - as written: see `by_grade`
    """K746 (warning), with two cases, once for each grade that is asked about."""
    families = {one.name: one for one in policy.all_families}
    for name, family, expr, is_pay in _expressions(policy):
        choice = Choice(policy, families, family, expr)
        cases = choice.cases()
        if family and len({amount.number for _, _, amount in cases}) < 3:
            continue  # it marks some grades: what follows from that is shown where it is read
        for asked in choice.asked() if cases else ():
            _report(name, choice, asked, cases, is_pay, problems)


def _expressions(policy: Policy) -> Iterator[tuple[str, str, Expr, bool]]:
    """What is worked out by choices: its name, whose figures are bare in it, and whether more is better for certain."""
    for pay in policy.pays:
        for written, steps in ((pay.amount, False), (pay.shares, False), (pay.steps, True)):
            if written is not None and _chooses(written):
                yield pay.name, "", written, steps
    for family in policy.all_families:
        for formula in family.formulas:
            if _chooses(formula.expr):
                yield formula.name, family.name, formula.expr, False


def _chooses(expr: Expr) -> bool:
    if isinstance(expr, Op) and expr.op == "cases":
        return True
    return any(map(_chooses, expr.args)) if isinstance(expr, (Op, Call)) else False


def _report(name: str, choice: Choice, asked: Asked, cases: tuple[Case, ...], is_pay: bool, problems: Problems) -> None:
    pairs = [pair for pair in _pairs(asked, cases) if not _is_ended(choice, pair)]
    up, down = ([pair for pair in pairs if pair.way == way] for way in (1, -1))
    misses_the_best = any(pair.better[0][asked] == 0 and pair.worse[0][asked] == 1 for pair in down)
    wrong = down if is_pay or misses_the_best or len(up) >= len(down) else up
    if not wrong or not (is_pay or (up and down)):
        return
    named = choice.named(asked)
    shown = min(wrong, key=lambda pair: _order(pair, cases, named))
    grade = asked.levels[shown.better[0][asked]]
    unit = next((amount.unit for _, _, amount in cases if amount.unit), "")
    words = {
        **_history("worse", shown.worse[0]), **_history("better", shown.better[0]),
        **_worth("at_worse", shown.worse[2], unit), **_worth("at_better", shown.better[2], unit),
    }  # fmt: skip
    if wrong is up:
        problems.add("K746", choice.expr.place, "taken", (), name=name, **words)
    elif grade not in named:
        problems.add("K746", choice.expr.place, "unnamed", (), name=name, grade=grade, **words)
    elif asked.back:
        worse = asked.levels[shown.worse[0][asked]]
        problems.add("K746", choice.expr.place, "past", (), name=name, grade=worse, **words)
    else:
        problems.add("K746", choice.expr.place, "", (), name=name, **words)


def _pairs(asked: Asked, cases: tuple[Case, ...]) -> Iterator[_Pair]:
    """All pairs of cases that differ in that grade alone and in what they get."""
    alike: dict[tuple[object, ...], list[Case]] = {}
    for case in cases:
        given, other, _ = case
        alike.setdefault((other, *(at for one, at in given.items() if one != asked)), []).append(case)
    for group in alike.values():
        for at, better in enumerate(group):
            for worse in group[at + 1 :]:
                way = better[2].above(worse[2])
                if way:
                    yield _Pair(asked, better, worse, way)


def _is_ended(choice: Choice, pair: _Pair) -> bool:
    """Whether the better one gets less because a count begins again: its own history is what a 非 (…) leaves out."""
    if pair.way > 0:
        return False
    return any(
        mine and not its for mine, its in zip(choice.ended(pair.better[0]), choice.ended(pair.worse[0]), strict=True)
    )


def _order(pair: _Pair, cases: tuple[Case, ...], named: frozenset[str]) -> tuple[object, ...]:
    """The plainest pair first: of the best grade and the next, of those named in the past, with one grade throughout in the worse case."""
    (better, _, _), (worse, other, _) = pair.better, pair.worse
    uneven = sum(at != worse[pair.asked] for one, at in worse.items() if one.name == pair.asked.name)
    is_strange = pair.asked.back > 0 and pair.asked.levels[better[pair.asked]] not in named
    return other, is_strange, uneven, better[pair.asked], worse[pair.asked], cases.index(pair.better)


def _history(word: str, given: Given) -> dict[str, object]:
    """The grades of a case, the earliest first."""
    several = len({one.name for one in given}) > 1
    texts = []
    for lang, now in (("zh", "本期"), ("en", "this period")):
        parts = []
        for one, at in sorted(given.items(), key=lambda pair: -pair[0].back):
            period = _period(one, lang) or (now if len(given) > 1 else "")
            parts.append(" ".join(part for part in (period, one.name if several else "", one.levels[at]) if part))
        texts.append(("、" if lang == "zh" else ", ").join(parts))
    return both(word, *texts)


def _period(asked: Asked, lang: str) -> str:
    if asked.back > 1:
        return f"前 {asked.back} 期" if lang == "zh" else f"{asked.back} periods before"
    return keyword(asked.word, lang) if asked.word else ""


def _worth(word: str, amount: Amount, unit: str) -> dict[str, object]:
    """What a case gets: a number with its unit, or so many times the figures it is reckoned by."""
    if amount.number is not None:
        return written_words(word, amount.number / (dim.measure(unit).scale if unit else Fraction(1)), unit)
    parts = [(key, factor) for key, factor in amount.parts if factor]
    zh = "加".join(
        f"“{'×'.join(_last(one) for one in key)}”的 {plain(factor)} 倍" if key else plain(factor)
        for key, factor in parts
    )
    en = " plus ".join(
        f"{plain(factor)} times “{'*'.join(map(_last, key))}”" if key else plain(factor) for key, factor in parts
    )
    return both(word, zh, en)


def _last(name: str) -> str:
    return name.rpartition("·")[2]
