"""To which clause of a regulation a place in its text belongs.

Takes declarations; gives the parts that a regulation is read in: its articles, and what stands between them and cites none. A
declaration that cites an article (条款) belongs to it wherever it stands. Never says that a clause is missing.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpidsl.resolve.citations import references
from kpidsl.resolve.declared import Article
from kpidsl.resolve.facts import articles
from kpidsl.resolve.identity import title_of
from kpidsl.source import Place, Span
from kpidsl.syntax.tree import Declaration, Items, Table, Text, Word
from kpidsl.values import frozen


@frozen
class Clause:
    """An article with its text; or a declaration that cites none, by its word and name, with what it cites as written and the
    article it stands after.
    """

    article: Article | None
    word: str
    name: str
    cites: str
    after: Article | None
    place: Span


@frozen
class Clauses:
    """``areas`` are the beginnings of what belongs to a clause, by file and in order."""

    areas: Mapping[str, tuple[tuple[int, Clause], ...]]

    def of(self, place: Place | None) -> Clause | None:
        """The clause that a place belongs to; None for a place in no text, or before all declarations."""
        if not isinstance(place, Span) or place.file not in self.areas:
            return None
        areas = self.areas[place.file]
        at = bisect_right([start for start, _ in areas], place.start)
        return areas[at - 1][1] if at else None


def clauses(declarations: Sequence[Declaration]) -> Clauses:
    """The clauses of a regulation."""
    title = next((title_of(one) for one in declarations if one.word == "POLICY"), "")
    known = tuple(articles(declarations))
    own = {article.place: article for article in known}
    areas: dict[str, list[tuple[int, Clause]]] = {}
    above: dict[str, Article] = {}
    for one in sorted(declarations, key=lambda one: one.place):
        file = one.place.file
        if one.word_place in own:
            above[file] = own[one.word_place]
        found = ((place.start, clause) for place, clause in _areas(one, known, title, above.get(file)))
        areas.setdefault(file, []).extend(found)
    return Clauses({file: tuple(pairs) for file, pairs in areas.items()})


def _areas(
    one: Declaration, known: Sequence[Article], title: str, above: Article | None
) -> Iterator[tuple[Span, Clause]]:
    """Where a declaration begins, and each of its rows that cites another article, with the clauses they belong to."""
    field = one.field("CLAUSE")
    cites = field.value.text if field and isinstance(field.value, Text) else ""
    article = above if above and above.place == one.word_place else _cited(cites, known, title)
    whole = _of_article(article) if article else _alone(one, cites, above)
    yield one.place, whole
    for place, text in _rows(one.table) if one.table else ():
        article = _cited(text, known, title)
        yield place, _of_article(article) if article else whole


def _of_article(article: Article) -> Clause:
    return Clause(article, "", "", "", None, article.place)


def _alone(one: Declaration, cites: str, above: Article | None) -> Clause:
    name = f"（{title_of(one)}）" if isinstance(one.subject, Items) else title_of(one)
    return Clause(None, one.word, name, cites, above, one.place)


def _rows(table: Table) -> Iterator[tuple[Span, str]]:
    """What each row cites; nothing of a table without such a column."""
    heads = [cell.node.word if isinstance(cell.node, Word) else "" for cell in table.head]
    for row in table.rows if "CLAUSE" in heads else ():
        cell = row[heads.index("CLAUSE")]
        yield row[0].place, cell.node.text if isinstance(cell.node, Text) else ""


def _cited(text: str, known: Iterable[Article], title: str) -> Article | None:
    """The first article that a text cites, the innermost of those that hold it."""
    for reference in references(text, title):
        holding = [
            article for article in known
            if article.is_outline == reference.is_outline and reference.levels[: len(article.levels)] == article.levels
        ]  # fmt: skip
        if holding:
            return max(holding, key=lambda article: len(article.levels))
    return None
