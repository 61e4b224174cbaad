"""Articles are numbered in order, and what cites one finds it."""

from collections.abc import Iterable, Sequence

from kpidsl.core.program import Core
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.nearest import nearest
from kpidsl.resolve.citations import Reference, is_titled, quoted_titles, references
from kpidsl.resolve.declared import Article, Chapter
from kpidsl.resolve.policy import Policy
from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class _Numbered:
    """An article or a chapter by its numbers."""

    label: str
    levels: tuple[int, ...]
    place: Span


def articles(policy: Policy, core: Core, problems: Problems) -> None:  # noqa: ARG001
    """K610: a number twice; K611 (warning): one left out, or out of order; K221: a citation of what is not there."""
    facts = policy.declared
    for outline in (False, True):
        _in_order([_of_article(one) for one in facts.articles if one.is_outline == outline], problems)
    _in_order([_of_chapter(one) for one in facts.chapters], problems)
    titles = [
        title for title in (*(one.title for one in facts.articles), *(one.title for one in facts.chapters)) if title
    ]
    for citation in facts.citations:
        for reference in references(citation.text, policy.name):
            _found(reference, facts.articles, citation.place, problems)
        for title in quoted_titles(citation.text) if titles else ():
            if not is_titled(title, titles):
                guess = nearest(title, titles)
                variant = "heading_near" if guess else "heading"
                problems.add("K221", citation.place, variant, (), cited=title, **({"nearest": guess} if guess else {}))


def _of_article(article: Article) -> _Numbered:
    return _Numbered(article.label, article.levels, article.place)


def _of_chapter(chapter: Chapter) -> _Numbered:
    return _Numbered(chapter.label, (chapter.number,), chapter.place)


def _in_order(numbered: Sequence[_Numbered], problems: Problems) -> None:
    """Every number once, each after the one it follows."""
    seen: dict[tuple[int, ...], _Numbered] = {}
    kept: list[_Numbered] = []
    for one in numbered:
        first = seen.setdefault(one.levels, one)
        if first is not one:
            problems.add("K610", one.place, "", [Label(first.place, "first")], label=one.label)
            continue
        kept.append(one)
    last: _Numbered | None = None
    for one in kept:
        if last and one.levels < last.levels:
            problems.add("K611", one.place, "order", [Label(last.place, "last")], label=one.label, last=last.label)
        elif not _follows(one, last, seen):
            problems.add(
                "K611", one.place, "" if last else "first", (), label=one.label, last=last.label if last else ""
            )
        last = one


def _follows(one: _Numbered, last: _Numbered | None, seen: Iterable[tuple[int, ...]]) -> bool:
    """Whether no number is left out right before this one: it is the first of its level, or the one before is there."""
    *above, own = one.levels
    before = (*above, own - 1)
    if own <= 1 or before in seen:
        return True
    inside = any(levels[: len(before)] == before for levels in seen)
    return inside or (bool(above) and (last is None or last.levels[: len(above)] != tuple(above)))


def _found(reference: Reference, declared: Sequence[Article], place: Span, problems: Problems) -> None:
    own = [article for article in declared if article.is_outline == reference.is_outline]
    if not own:
        return  # the policy does not hold its articles, or numbers them otherwise
    if reference.is_outline:
        if not any(_holds(article, reference) for article in own):
            _missing(reference, own, place, problems)
        return
    article = next((one for one in own if one.levels == reference.levels), None)
    if article is None:
        _missing(reference, own, place, problems)
    elif reference.items and not _has_item(article, reference.items[0]):
        problems.add(
            "K221", place, "item", [Label(article.place, "here")], cited=reference.written, label=article.label
        )


def _missing(reference: Reference, own: Sequence[Article], place: Span, problems: Problems) -> None:
    problems.add("K221", place, "", (), cited=reference.written, first=own[0].label, last=own[-1].label)


def _holds(article: Article, reference: Reference) -> bool:
    """Whether an outline's article is the one cited, stands below it, or has it as an item in its text."""
    shorter = min(len(article.levels), len(reference.levels))
    if article.levels[:shorter] != reference.levels[:shorter]:
        return False
    if len(article.levels) >= len(reference.levels):
        return True
    brackets = reference.written[reference.written.index("（" if "（" in reference.written else "(") :]
    items = [part for part in brackets.replace("(", "（").replace(")", "）").replace("（", "").split("）") if part]
    return _has_item(article, items[len(article.levels) - 1])


def _has_item(article: Article, item: str) -> bool:
    """Whether the text has this item; a text without items may be cited however its lines are counted."""
    text = article.text.replace("(", "（").replace(")", "）")
    return ("（一）" not in text and "（1）" not in text) or f"（{item}）" in text
