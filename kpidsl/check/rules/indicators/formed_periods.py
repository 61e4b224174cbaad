"""A figure is formed for the periods in which it is appraised."""

from collections.abc import Iterable, Iterator, Mapping

from kpidsl.check.appraised import appraised_classes
from kpidsl.check.figure_words import says
from kpidsl.check.words import counted
from kpidsl.core import expr as e
from kpidsl.core.program import Core
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.cycle import A_YEAR, LENGTHS
from kpidsl.resolve.policy import Choice, Policy
from kpidsl.source import Span
from kpidsl.syntax.tree import Call, Expr, Op
from kpidsl.values import frozen

_ORDER = ("MONTH", "QUARTER", "HALF_YEAR", "YEAR", "TERM")


@frozen
class _Gap:
    """An indicator that is appraised in a period for which it is not formed."""

    indicator: str
    appraised: str
    formed: tuple[str, ...]
    place: Span


def formed_periods(policy: Policy, core: Core, problems: Problems) -> None:
    """K762 (warning), once for all that are alike; K763 (note) for figures of a year in shorter periods, once."""
    classes = appraised_classes(policy)
    gaps: dict[tuple[str, tuple[str, ...]], list[_Gap]] = {}
    for gap in _gaps(policy, core, classes):
        gaps.setdefault((gap.appraised, gap.formed), []).append(gap)
    for (appraised, formed), found in gaps.items():
        names = list(dict.fromkeys(gap.indicator for gap in found))
        longer = all(_ORDER.index(one) > _ORDER.index(appraised) for one in formed)
        words: dict[str, object] = {
            **counted("names", names),
            **_spelled("appraised", [appraised]),
            **_spelled("formed", formed),
        }
        if longer and appraised in LENGTHS and formed[0] in LENGTHS:
            words |= {"times": LENGTHS[formed[0]] // LENGTHS[appraised]}
            problems.add("K762", found[0].place, "", (), **words)
        else:
            problems.add("K762", found[0].place, "longer" if longer else "between", (), **words)
    _of_a_year(policy, classes, {gap.indicator for found in gaps.values() for gap in found}, problems)


def _gaps(policy: Policy, core: Core, classes: Mapping[str, tuple[str, ...]]) -> Iterator[_Gap]:
    own: dict[tuple[str, str], tuple[Choice, ...]] = {}
    together: dict[str, list[Choice]] = {}
    for one in policy.lists:
        for row in one.rows:
            if row.periods:
                own[one.unit_class, row.indicator] = row.periods
                together.setdefault(row.indicator, []).extend(row.periods)
    shortest = _shortest(policy)
    ratios = _ratios(policy, core)
    for family in policy.families:
        said = together.get(family.name, family.periods)
        for name in classes[family.name] or policy.class_names if said else ():
            formed, appraised = own.get((name, family.name), said), shortest.get(name, policy.period)
            words = tuple(sorted({one.word for one in formed}, key=_ORDER.index))
            if appraised not in _ORDER or appraised in words:
                continue
            if _ORDER.index(words[0]) > _ORDER.index(appraised) or family.name in ratios:
                yield _Gap(family.name, appraised, words, formed[0].place)


def _shortest(policy: Policy) -> dict[str, str]:
    """Class → the shortest period in which the table of those appraised says that it is."""
    found: dict[str, str] = {}
    for row in policy.declared.subjects:
        periods = [word for word in row.said("PERIOD") if word in _ORDER]
        if periods:
            found |= dict.fromkeys(row.classes, min(periods, key=_ORDER.index))
    return found


def _ratios(policy: Policy, core: Core) -> set[str]:
    """The indicators with a figure that is a quotient, or reported in percent: those of periods do not add up."""
    found = {value.formula.family for value in core.derived if _divides(value.expr)}
    reported = {
        family.name for family in policy.families for datum in family.data if datum.unit in ("percent", "permille")
    }
    return found | reported


def _divides(expr: e.Expr) -> bool:
    pending = [expr]
    while pending:
        part = pending.pop()
        if isinstance(part, e.Div):
            return True
        pending += e.children(part)
    return False


def _of_a_year(policy: Policy, classes: Mapping[str, tuple[str, ...]], told: set[str], problems: Problems) -> None:
    """K763 for names that say 年末, 全年 and the like where appraisal is more often than once a year."""
    shortest = _shortest(policy)
    found: list[tuple[str, Span]] = []
    appraised: set[str] = set()
    for family in policy.families:
        periods = {shortest.get(name, policy.period) for name in classes[family.name] or policy.class_names}
        periods = {period for period in periods if LENGTHS.get(period, A_YEAR) < A_YEAR}
        if family.name in told or not periods:
            continue
        names = [(family.name, family.place), *((datum.name, datum.place) for datum in family.data)]
        names += [(one.name, one.place) for one in family.formulas if not _gathers(one.expr)]
        named = [(name, place) for name, place in names if says("year", name)]
        found += named
        appraised |= periods if named else set()
    if found:
        words = counted("names", list(dict.fromkeys(name for name, _ in found)))
        spelled = _spelled("appraised", sorted(appraised, key=_ORDER.index))
        problems.add("K763", found[0][1], "", (), **words, **spelled)


def _gathers(expr: Expr) -> bool:
    """Whether a formula says itself over which periods it runs."""
    return isinstance(expr, Call) or (isinstance(expr, Op) and any(map(_gathers, expr.args)))


def _spelled(name: str, periods: Iterable[str]) -> dict[str, object]:
    periods = list(periods)
    return both(
        name, "、".join(keyword(word, "zh") for word in periods), ", ".join(keyword(word, "en") for word in periods)
    )
