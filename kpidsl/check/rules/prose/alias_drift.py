"""One office, body or document is called by one name throughout."""

import re
from collections.abc import Iterator

from kpidsl.check.alike import about, neighbours
from kpidsl.check.figure_words import says, words_of
from kpidsl.core.program import Core
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span

_BETWEEN = re.compile(r"[、，,；;/]")
_TITLE = re.compile(r"《[^《》]{2,60}》")
_LONGEST = 12
"""Characters of the name of an office: what is longer is a sentence."""
_SHOWN = 5
_CJK = re.compile(r"[一-鿿]*\Z")

Named = dict[str, Span]
"""A name and where it stands first."""


def alias_drift(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K770 (note), once for all groups of names that look the same; and for each office that only issues a document."""
    declared = _declared(policy)
    free = _sources(policy)
    issuers = [*_issuers(policy)]
    free |= {office: place for office, _, _, place in issuers if office not in free}
    groups = [
        (one, other) for one, other in neighbours([*declared, *free]) if one not in declared or other not in declared
    ]
    documents = _documents(policy)
    groups += _same_documents(documents)
    bodies = [*_bodies(policy, declared)]
    groups += [(name, longer) for name, longer, _ in bodies]
    if groups:
        places = free | documents | {longer: place for _, longer, place in bodies}
        place = next((places[name] for pair in groups for name in pair if name in places), policy.place)
        zh = "；".join(f"“{one}”和“{other}”" for one, other in groups[:_SHOWN])
        en = "; ".join(f"“{one}” and “{other}”" for one, other in groups[:_SHOWN])
        more = len(groups) > _SHOWN
        words = both("groups", zh + f"等 {len(groups)} 组" * more, en + f" and {len(groups) - _SHOWN} more" * more)
        problems.add("K770", place, "", (), **words)
    alike = {name for pair in groups for name in pair}
    for office, document, indicator, place in issuers:
        if office not in declared and office not in alike:
            words = {"office": office, "document": document, "name": indicator}
            problems.add("K770", place, "office", (), **words)


def _declared(policy: Policy) -> set[str]:
    found = {name for one in policy.departments for name in (one.name, *one.aliases)}
    return found | {*policy.class_names, *policy.class_sets, *(one.name for one in policy.declared.roles)}


def _sources(policy: Policy) -> Named:
    """The offices that data come from."""
    found: Named = {}
    said = [(family.source, family.place) for family in policy.all_families if family.source]
    said += [(row.source, row.source_place) for one in policy.lists for row in one.rows if row.source]
    for source, place in said:
        for piece in _BETWEEN.split(source):
            if _STEMS <= len(name := piece.strip()) <= _LONGEST and "的" not in name:
                found.setdefault(name, place)
    return found


_STEMS = 2


def _issuers(policy: Policy) -> Iterator[tuple[str, str, str, Span]]:
    """Who issued a document that is followed: office, document, by what rule, and where."""
    words = words_of("issued")
    for one in policy.declared.outside:
        for word in words:
            office, found, document = one.document.partition(word)
            if found and _STEMS <= len(office.strip("《 ")) <= _LONGEST:
                yield office.strip("《 "), document, one.by, one.place


def _documents(policy: Policy) -> Named:
    """Documents that are followed or cited, by their titles."""
    found: Named = {}
    for one in policy.declared.outside:
        found.setdefault(one.document, one.place)
    for article in policy.declared.articles:
        for title in _TITLE.findall(article.text):
            found.setdefault(title, article.place)
    return found


def _same_documents(documents: Named) -> list[tuple[str, str]]:
    """Pairs of titles of one document: of the same kind, about the same, the one with an organization's name before it."""
    by_subject: dict[tuple[str, str], str] = {}
    for title in documents:
        by_subject.setdefault(about(title), title)
    found = []
    for title in documents:
        subject, kind = about(title)
        ends = (by_subject.get((subject[at:], kind)) for at in range(len(subject) - _STEMS + 1))
        other = next((one for one in ends if one and _bare(one) != _bare(title)), None)
        if other is not None:
            found.append((other, title))
    return found


def _bare(title: str) -> str:
    return title.strip("《》 ")


def _bodies(policy: Policy, declared: set[str]) -> Iterator[tuple[str, str, Span]]:
    """Bodies that articles call by a longer name, twice at least: the name, the longer one, and the article."""
    for name in sorted(declared):
        if says("body", name):
            before: list[tuple[str, Span]] = []
            for article in policy.declared.articles:
                for at in re.finditer(re.escape(name), article.text):
                    run = _CJK.search(article.text[max(0, at.start() - 8) : at.start()])
                    before.append((run[0] if run else "", article.place))
            longer = _common(before)
            if longer and longer[0] + name not in declared:
                yield name, longer[0] + name, longer[1]


def _common(before: list[tuple[str, Span]]) -> tuple[str, Span] | None:
    """What stands before a name twice, without the verb before that; the longest."""
    best: tuple[str, Span] | None = None
    seen: dict[str, int] = {}
    for text, place in before:
        for length in range(_STEMS, len(text) + 1):
            end = text[-length:]
            seen[end] = seen.get(end, 0) + 1
            if seen[end] > 1 and (best is None or length > len(best[0])):
                best = end, place
    if best is None:
        return None
    text = best[0]
    for word in sorted(words_of("before"), key=len, reverse=True):
        text = text.rpartition(word)[2] if word in text else text
    return (text, best[1]) if len(text) >= _STEMS else None
