"""Periods as authors write them: ``2019年3月``, ``2019-03``, ``2019年第1季度``, ``2019Q1``, ``2019年上半年``, ``2019年``, ``2019～2021年``.

Takes a text of half width; gives the name of the period that stands at a place in it. Never says whether a policy has such periods.
"""

import re

_ENDS = r"(?= *(?:[:;{}\n\r]|$))"
_ORDINALS = dict(zip("一二三四上下", "123412", strict=True))
_FORMS = (
    ("", re.compile(r"([0-9]{4}) *[-/年] *(0?[1-9]|1[0-2])(?: *月)?" + _ENDS)),
    ("Q", re.compile(r"([0-9]{4}) *(?:-? *[Qq]|年 *第?) *([1-4一二三四])(?: *季度?)?" + _ENDS)),
    ("H", re.compile(r"([0-9]{4}) *(?:-? *[Hh] *([12])|年 *([上下]) *半年)" + _ENDS)),
    ("-", re.compile(r"([0-9]{4}) *年? *(?:[-～—]|至|到|\.\.) *([0-9]{4})(?: *年度?)?" + _ENDS)),
    ("Y", re.compile(r"([0-9]{4})(?: *年度?)?" + _ENDS)),
)


def period_at(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The name of the period written at ``start`` (``2019-03``, ``2019Q1``, ``2019H1``, ``2019``, ``2019-2021``) and where it ends."""
    for kind, form in _FORMS:
        if found := form.match(text, start, end):
            year, said = found[1], next((part for part in found.groups()[1:] if part), "")
            said = _ORDINALS.get(said, said)
            name = {"": f"{year}-{said:0>2}", "-": f"{year}-{said}", "Y": year}.get(kind, f"{year}{kind}{said}")
            return name, found.end()
    return None
