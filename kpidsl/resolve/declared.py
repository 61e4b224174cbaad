"""What a policy declares and nothing computes with: articles, roles, signatures, time limits, appeals, forms, counts.

Values only. Names in them have been looked up; whether the facts agree with one another is asked by ``check``.
"""

from collections.abc import Mapping

from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class Article:
    """An article: ``label`` as its author writes it (``第三条``, ``Article 3``, ``三（二）（1）``), ``levels`` its numbers from the top."""

    label: str
    levels: tuple[int, ...]
    is_outline: bool
    title: str
    text: str
    chapter: str
    place: Span


@frozen
class Chapter:
    """A heading above articles."""

    label: str
    number: int
    title: str
    place: Span


@frozen
class Citation:
    """What a rule cites (条款), and whose rule it is."""

    by: str
    text: str
    place: Span


@frozen
class Outside:
    """Another document that a rule follows (另按)."""

    document: str
    by: str
    place: Span


@frozen
class Holder:
    """A name with whom or what it belongs to: a role of a level, a form of who fills it in, an act of who does it."""

    name: str
    of: str
    place: Span


@frozen
class Officer:
    """Who collects, assesses or is assessed (``word``), for whom: class → name, or one name for all under ``""``."""

    word: str
    names: Mapping[str, str]
    place: Span


@frozen
class Approval:
    """Those who sign something, in order; ``about`` is empty for the policy itself."""

    about: str
    steps: tuple[Holder, ...]
    place: Span


@frozen
class TimeLimit:
    """``申诉：7 天，自公示起``: a ``length`` in a ``unit``; days of a month (``month``: EACH_MONTH, NEXT_MONTH); or a day of
    the year (EACH_YEAR, NEXT_YEAR with the month ``of_year``).

    ``first`` is None for a day by which; ``since`` is what it begins with, or with ``ahead`` what it comes before; empty where
    that is not said. ``is_stated``: the source says a length or a day, and not only that there is one (``？``).
    """

    name: str
    length: int | None
    unit: str
    month: str
    first: int | None
    last: int | None
    since: str
    place: Span
    since_place: Span
    of_year: int | None = None
    ahead: bool = False
    is_stated: bool = True


@frozen
class Appeal:
    """A way to object to something: to whom (``body``), until when, after what (``first``), answered when, with which forms.

    ``about`` is empty where it is not said, ``body`` where none is named; ``classes`` are those it is for, None where for all.
    """

    about: str
    body: str
    window: TimeLimit | None
    first: tuple[Holder, ...]
    answer: TimeLimit | None
    forms: tuple[Holder, ...]
    classes: tuple[str, ...] | None
    place: Span


@frozen
class Disclosure:
    """Who may see something: ``readers`` by name, or all staff; neither where the source does not say."""

    about: str
    readers: tuple[str, ...]
    all_staff: bool
    place: Span


@frozen
class Content:
    """Of what kinds (QUANTITATIVE, QUALITATIVE) the indicators of appraisals of a period (MONTH, YEAR …) are."""

    period: str
    kinds: frozenset[str]
    place: Span


@frozen
class Count:
    """``指标：共 13 + 12 + 10 = 35 项``: of a ``word`` of the language, or of what is called by one of ``names``."""

    word: str
    names: tuple[str, ...]
    terms: tuple[int, ...]
    printed: int | None
    place: Span


@frozen
class PayLink:
    """``兑现 绩效工资 { 另按：《工资办法》 }``: what hangs on results, without a number; ``said`` is the document or the remark."""

    name: str
    classes: tuple[str, ...]
    said: str
    basis: str
    place: Span


@frozen
class Concern:
    """Whose results the figures of an indicator come from: ``被考核人`` of it, or what its ``数据来源`` says."""

    indicator: str
    who: str
    text: str
    place: Span


@frozen
class Stated:
    """A cell: what it says, or that the source does not say it (``？``, or nothing). ``—`` says that there is none."""

    names: tuple[str, ...]
    is_open: bool
    place: Span


@frozen
class Subject:
    """A row of a table of those who are appraised: ``classes`` of units, or none where it is a role.

    ``cells`` by the word of the column: ASSESSOR, PERIOD (words of periods), GRADES (scales), LEVELS, PAY_CATEGORY, FORMS; only
    the columns that there are. ``table`` is where the table begins.
    """

    name: str
    classes: tuple[str, ...]
    cells: Mapping[str, Stated]
    place: Span
    table: Span

    def said(self, column: str) -> tuple[str, ...]:
        """What stands in a column; nothing where there is no such column."""
        cell = self.cells.get(column)
        return cell.names if cell else ()


@frozen
class Declared:
    """All declared facts of one policy, in reading order."""

    articles: tuple[Article, ...]
    chapters: tuple[Chapter, ...]
    citations: tuple[Citation, ...]
    outside: tuple[Outside, ...]
    tags: tuple[Citation, ...]
    """Where in its source a rule comes from (出处), as its author numbers that; nothing is looked up."""
    levels: tuple[str, ...]
    roles: tuple[Holder, ...]
    forms: tuple[Holder, ...]
    officers: tuple[Officer, ...]
    approvals: tuple[Approval, ...]
    time_limits: tuple[TimeLimit, ...]
    counts: tuple[Count, ...]
    subjects: tuple[Subject, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    contents: tuple[Content, ...] = ()
    attached: tuple[Holder, ...] = ()
    form_uses: tuple[Holder, ...] = ()
    """Forms that rules name, each with what names it."""
    document_number: str = ""
    pays: tuple[PayLink, ...] = ()
    concerns: tuple[Concern, ...] = ()
