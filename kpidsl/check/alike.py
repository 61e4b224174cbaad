"""Names that are probably the same: offices that differ by how they end, names with one slip, documents under several titles.

Takes names; tells which are alike. Never looks at a policy. What differs by a number or by 东 and 西 is two things.
"""

import re
from collections.abc import Iterable, Iterator

from kpidsl.check.figure_words import endings, words_of

_FEWEST = 4
"""Characters of names in which one may be a slip."""
_STEM = 2
"""Characters that two offices must have in common before what they are called after."""
_TITLE_MARKS = re.compile(r"[（(][^（）()]*[）)]|[《》“”\"\s]|×+")
_TYPE = 2
"""Characters at the end of a title that say what kind of document it is: 细则, 办法."""


def same_office(one: str, other: str) -> bool:
    """财务部 and 财务科, 质检 and 质检科; 纪检监察科 and 纪委监察科; never 采煤一队 and 采煤二队."""
    if one == other:
        return False
    stems = _stem(one), _stem(other)
    return (stems[0] == stems[1] and len(stems[0]) >= _STEM) or _one_slip(one, other)


def _stem(name: str) -> str:
    for ending in endings("office"):
        if name.endswith(ending) and len(name) - len(ending) >= _STEM:
            return name.removesuffix(ending)
    return name


def _one_slip(one: str, other: str) -> bool:
    """One character put in, left out or taken for another, that does not tell two things apart."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _FEWEST or len(longer) - len(shorter) > 1:
        return False
    at = next(
        (at for at, (left, right) in enumerate(zip(shorter, longer, strict=False)) if left != right), len(shorter)
    )
    same = shorter[at + 1 :] if len(shorter) == len(longer) else shorter[at:]
    if same != longer[at + 1 :]:
        return False
    apart = words_of("apart", "signs")
    return longer[at] not in apart and (len(shorter) < len(longer) or shorter[at] not in apart)


def neighbours(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of names that are the same office; only names that share a stem or all characters but one are compared."""
    apart = str.maketrans("", "", words_of("apart", "signs"))
    bins: dict[str, dict[str, str]] = {}
    seen: set[tuple[str, str]] = set()
    for name in dict.fromkeys(names):
        kind = name.translate(
            apart
        )  # of 采煤一队, 采煤二队, … one stands for all: they are not alike, and others like one like all
        keys = {
            f"={_stem(name)}",
            name,
            *(name[:at] + name[at + 1 :] for at in range(len(name)) if len(name) >= _FEWEST),
        }
        for key in keys:
            for other in bins.setdefault(key, {}).values():
                if (other, name) not in seen and same_office(other, name):
                    seen.add((other, name))
                    yield other, name
            bins[key].setdefault(kind, name)


def about(title: str) -> tuple[str, str]:
    """What a document is about without the words that every title has, and of what kind it is."""
    text = _TITLE_MARKS.sub("", title)
    kind = text[-_TYPE:]
    for word in sorted(words_of("document"), key=len, reverse=True):
        text = text.replace(word, "")
    return text, kind
