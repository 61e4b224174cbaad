"""What a weight matrix shows: rows, columns, sums, what is provisional and why.

Takes a policy and one of its weight tables; gives values in the order of the table. Shows weights as written; works none out but
the sums. Never draws.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from kpidsl.check.sums import column_sum
from kpidsl.check.words import percent
from kpidsl.core import expr as e
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.class_sets import ClassSpan, class_spans, other_sets
from kpidsl.render.phrases import Phrases
from kpidsl.render.provisional import Provisional
from kpidsl.resolve.policy import Policy, Split, Weight, WeightTable
from kpidsl.source import Span
from kpidsl.syntax.tree import Number
from kpidsl.values import frozen

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "weights": "《{policy}》权重表", "split": "《{policy}》{family}权重分配表", "OF_TOTAL": "权重占总分",
        "OF_PART": "权重占本项", "version": "版本：{}", "effective": "施行日期：{}",
        "expires": "废止日期：{}", "marked": "{}（暂定）", "part": "二级指标",
        "appraiser": "考评部门",
    },
    "en": {
        "weights": "{policy}: weights", "split": "{policy}: weights within {family}",
        "OF_TOTAL": "shares of the total", "OF_PART": "shares of the indicator", "version": "version {}",
        "effective": "in force from {}", "expires": "expires {}", "marked": "{} (provisional)", "part": "part", "appraiser": "appraiser",
    },
}  # fmt: skip


@frozen
class Row:
    """A row; ``part`` is empty where the whole family is meant, ``reason`` None where nothing is provisional."""

    family: str
    part: str
    cells: Mapping[str, Weight]
    reason: str | None


@frozen
class Matrix:
    """What one picture shows; ``name`` is for its file, ``parts`` heads the column of parts, ``sets`` are those without a span."""

    name: str
    title: str
    facts: str
    columns: tuple[str, ...]
    spans: tuple[ClassSpan, ...]
    rows: tuple[Row, ...]
    sums: Mapping[str, Fraction]
    parts: str
    sets: str
    words: Phrases
    points: Fraction | None = None
    """The full mark, where the cells are points of it."""

    def said(self, share: Fraction) -> str:
        """A weight as the table writes it."""
        return weight_text(share, self.points, self.words)


def matrices(policy: Policy, lang: Lang, classes: Sequence[str] = ()) -> tuple[Matrix, ...]:
    """The weight table and each split; only the columns of ``classes`` where some are given.

    A table that has none of these columns is left out.
    """
    reader, words, found = _Reader(policy, lang, classes), _WORDS[lang], []
    if policy.weights:
        titled = words["weights"].format(policy=policy.name), facts_of(policy, lang)
        found.append(reader.matrix(policy.weights, "weights", titled, words["part"]))
    for split in policy.splits:
        facts = "　".join(filter(None, [words.get(split.of or "", ""), facts_of(policy, lang)]))
        titled = words["split"].format(policy=policy.name, family=split.family), facts
        parts = words["appraiser" if _by_office(policy, split) else "part"]
        found.append(reader.matrix(split.table, f"weights-{split.family}", titled, parts))
    return tuple(matrix for matrix in found if matrix.columns)


def weight_text(share: Fraction, points: Fraction | None, phrases: Phrases) -> str:
    """A share of 1 as ``30%``, or as ``30 分`` of as many ``points``."""
    return percent(share) if points is None else phrases.expr(written_points(share * points))


def written_points(value: Fraction) -> Number:
    """A number of points as an author would write it."""
    return Number(value, e.decimal_digits(value) or 0, "points", Span("", 0, 0))


@frozen
class _Reader:
    policy: Policy
    lang: Lang
    classes: Sequence[str]

    def matrix(self, table: WeightTable, name: str, titled: tuple[str, str], parts: str) -> Matrix:
        """A table with its title and facts; ``parts`` heads the column of parts."""
        columns = tuple(column for column in table.column_places if not self.classes or column in self.classes)
        sums = {column: column_sum(table, column) or Fraction(0) for column in columns}
        spans, others = class_spans(self.policy, columns), other_sets(self.policy, columns, Phrases(self.lang))
        points = self.policy.full if table.in_points else None
        rows, phrases = tuple(self._rows(table)), Phrases(self.lang)
        return Matrix(name, *titled, columns, spans, rows, sums, parts, others, phrases, points)

    def _rows(self, table: WeightTable) -> Iterator[Row]:
        parts = {leaf.key: leaf for leaf in self.policy.leaves if leaf.name != leaf.family}
        provisional = Provisional(self.policy)
        for key, cells in table.rows.items():
            leaf, reason = parts.get(key), provisional.reason(table.row_places[key])
            yield Row(leaf.family if leaf else key, leaf.name if leaf else "", cells, reason)


def _by_office(policy: Policy, split: Split) -> bool:
    """Whether the parts of a family are the offices that appraise it, all of them or most."""
    leaves = list(policy.leaves_of(split.family))
    return 2 * sum(set(leaf.appraisers.values()) == {leaf.name} for leaf in leaves) > len(leaves)


def facts_of(policy: Policy, lang: Lang) -> str:
    """Version and date, each marked where it is provisional."""
    words = _WORDS[lang]
    assumed = {done.word for done in policy.completions if not done.subject}
    shown = []
    dates = (("EFFECTIVE", _date(policy.effective, lang)), ("EXPIRES", _date(policy.expires, lang)))
    for word, value in (("VERSION", policy.version), *dates):
        if value:
            said = words[word.lower()].format(value)
            shown.append(words["marked"].format(said) if word in assumed else said)
    return "　".join(shown)


def _date(written: str, lang: Lang) -> str:
    """``2019-01-01`` as an office writes it."""
    year, _, rest = written.partition("-")
    month, _, day = rest.partition("-")
    return f"{year}年{int(month)}月{int(day)}日" if lang == "zh" and day else written
