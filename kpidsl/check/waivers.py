"""What was reviewed: findings that their author has looked at and leaves as they are.

Takes the marks 已审 of a policy and everything found; puts the findings aside that the marks name, says once which were
reviewed, and refuses a mark that does nothing. Never drops a finding: what is put aside is kept with its reason.
"""

from collections.abc import Collection, Iterable, Sequence

from kpidsl.core.wording import reviewed_words
from kpidsl.diagnostics import Diagnostic, Edit, Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.diagnostics.catalogue import page
from kpidsl.resolve.policy import Reviewed
from kpidsl.source import Span

_WITH_THE_ROSTER = frozenset({"K364", "K380"})
"""Codes that are found once the units file is read."""
_OWN = frozenset({"K230", "K231", "K232", "K233"})


def waive(marks: Sequence[Reviewed], own: Collection[str], problems: Problems) -> None:
    """K230 (note), once, for all that was reviewed; K231, K232, K233 for a mark that cannot act.

    ``own`` are the files that are checked: a mark in another one may be meant for other policies. Whether a finding is gone is
    told only where there is no error, which could keep it from being found.
    """
    if not marks:
        return
    whole = not problems.has_errors
    good = [mark for mark in marks if _can_act(mark, problems)]
    acted = _put_aside(good, problems)
    idle = [mark for mark in good if mark not in acted and mark.code not in _WITH_THE_ROSTER] if whole else []
    for mark in idle:
        if mark.place.file in own and mark.reason:
            _stale(mark, problems)
    listed = [mark for mark in good if mark not in idle and mark.reason]
    if listed:
        first = min(listed, key=lambda mark: (mark.place.file not in own, mark.place))
        problems.add("K230", first.place, "", (), count=len(listed), **_listed(listed))


def waive_with_roster(marks: Sequence[Reviewed], own: Collection[str], problems: Problems) -> None:
    """The same for what is found with the units file, when all else has been said; K231 (error)."""
    late = [mark for mark in marks if mark.code in _WITH_THE_ROSTER and mark.reason]
    acted = _put_aside(late, problems) | {mark for mark in late if _has_acted(mark, problems)}
    for mark in late:
        if mark not in acted and mark.place.file in own:
            _stale(mark, problems)


def _has_acted(mark: Reviewed, problems: Problems) -> bool:
    return any(one.place == mark.place for one in problems.waived)


def _can_act(mark: Reviewed, problems: Problems) -> bool:
    found = page(mark.code)
    if found is None or mark.code in _OWN:
        problems.add("K232", mark.place, "unknown" if found is None else "own", code=mark.code)
    elif found.severity == "error":
        problems.add("K232", mark.place, code=mark.code)
    else:
        if not mark.reason:
            problems.add("K233", mark.place, code=mark.code)
        return True
    return False


def _put_aside(marks: Sequence[Reviewed], problems: Problems) -> set[Reviewed]:
    """Puts aside each finding that a mark names, by the mark nearest to it; gives the marks that acted."""
    of_code: dict[str, list[Reviewed]] = {}
    for mark in marks:
        of_code.setdefault(mark.code, []).append(mark)
    acted = set()
    for found in list(problems):
        place = found.place
        if found.code not in of_code or not isinstance(place, Span):
            continue
        over = [mark for mark in of_code[found.code] if mark.holds(place)]
        if over:
            nearest = min(over, key=lambda mark: _size(mark, place))
            problems.waive(found, nearest.reason, nearest.place)
            acted.add(nearest)
    return acted


def _size(mark: Reviewed, place: Span) -> int:
    """How much of the text a mark speaks of, around ``place``."""
    return min(area.end - area.start for area in mark.areas if area.file == place.file and area.start <= place.start)


def _stale(mark: Reviewed, problems: Problems) -> None:
    """K231, with the place of another finding of the code where there is one."""
    others = (found for found in problems if found.code == mark.code and isinstance(found.place, Span))
    labels = [Label(found.place, "other") for found in _first(others) if found.place]
    fix = [Edit(mark.place, "")]
    variant = "elsewhere" if labels else ""
    problems.extend([Diagnostic("K231", mark.place, variant, labels, {"code": mark.code}, fix)])


def _first(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    return next(([one] for one in found), [])


def _listed(marks: Sequence[Reviewed]) -> dict[str, object]:
    """Code, what it speaks of, and the reason of each, a line each."""
    zh = (f"\n{mark.code} {reviewed_words(mark, 'zh')}：{_in_one_line(mark.reason)}" for mark in marks)
    en = (f"\n{mark.code} {reviewed_words(mark, 'en')}: {_in_one_line(mark.reason)}" for mark in marks)
    return both("reviewed", "；".join(zh), ";".join(en))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())
