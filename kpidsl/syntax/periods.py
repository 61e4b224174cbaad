"""Periods as authors write them: ``2019年3月``, ``2019-03``, ``2019年第1季度``, ``2019Q1``, ``2019年上半年``, ``2019年``, ``2019～2021年``.

Takes a text of half width; gives the name of the period that stands at a place in it. Never says whether a policy has such periods.
"""

import re
from collections.abc import Callable

_ORDINALS = dict(zip("一二三四上下", "123412", strict=True))
_FORMS = (
    ("", re.compile(r"([0-9]{4}) *[-/年] *(1[0-2]|0?[1-9])(?![0-9])(?: *月)?")),
    ("Q", re.compile(r"([0-9]{4}) *(?:-? *[Qq]|年 *第?) *([1-4一二三四])(?: *季度?)?")),
    ("H", re.compile(r"([0-9]{4}) *(?:-? *[Hh] *([12])|年 *([上下]) *半年)")),
    ("-", re.compile(r"([0-9]{4}) *年? *(?:[-～—]|至|到|\.\.) *([0-9]{4})(?: *年度?)?")),
    ("Y", re.compile(r"([0-9]{4})(?: *年度?)?")),
)


def period_at(text: str, start: int, end: int, ends_word: Callable[[int], bool]) -> tuple[str, int] | None:
    """The name of the period written at ``start`` (``2019-03``, ``2019Q1``, ``2019H1``, ``2019``, ``2019-2021``) and where it ends."""
    for kind, form in _FORMS:
        found = form.match(text, start, end)
        if found and ends_word(found.end()):
            year, said = found[1], next((part for part in found.groups()[1:] if part), "")
            said = _ORDINALS.get(said, said)
            name = {"": f"{year}-{said:0>2}", "-": f"{year}-{said}", "Y": year}.get(kind, f"{year}{kind}{said}")
            return name, found.end()
    return None
