"""What stands beside the weighted sum on the page for reviewers: coefficients and extras, pay, lookup tables.

Takes a policy; gives headings with tables. Says nothing that is wrong: that is the checker's.
"""

from collections.abc import Iterator

from kpidsl.render.phrases import Phrases
from kpidsl.render.provisional import Provisional
from kpidsl.render.reviewing.markdown import plain, table
from kpidsl.resolve.policy import Lookup, LookupCell, LookupCells, Policy
from kpidsl.source import Span
from kpidsl.values import frozen

_WORDS = {
    "zh": {
        "extras": "系数与加减分", "pay": "兑现", "lookup": "对照表：{name}",
        "what": "项目", "classes": "适用于", "by": "考评部门", "said": "规定", "clause": "条款", "rounding": "保留小数",
        "MONTH_NUMBER": "{}月", "QUARTER": "{}季度",
        "all": "各类", "provisional": "{said}（暂定）", "together": "合计", "linked": "{said}，这里不算",
    },
    "en": {
        "extras": "Coefficients, bonuses, maluses", "pay": "Pay", "lookup": "Lookup table: {name}",
        "what": "item", "classes": "for", "by": "appraiser", "said": "rule", "clause": "clause", "rounding": "rounding",
        "MONTH_NUMBER": "{}月", "QUARTER": "{}季度",
        "all": "all classes", "provisional": "{said} (provisional)", "together": "together", "linked": "{said}, not worked out here",
    },
}  # fmt: skip


def beside(policy: Policy, phrases: Phrases, provisional: Provisional) -> Iterator[tuple[str, list[str]]]:
    """The sections of a page, each a heading and its lines; none for what a policy does not have."""
    page = _Beside(policy, phrases, provisional)
    extras = [*page.coefficients(), *page.extras()]
    if extras:
        yield page.word("extras"), table([page.word(head) for head in ("what", "classes", "by", "said")], extras)
    if policy.pays or policy.declared.pays:
        heads = [page.word(head) for head in ("what", "classes", "said", "rounding", "clause")]
        yield page.word("pay"), table(heads, list(page.pay()))
    for lookup in policy.lookups:
        yield plain(page.word("lookup").format(name=lookup.name)), page.lookup(lookup)


def _runs(numbers: list[int]) -> Iterator[str]:
    """``1～3``, ``5``: numbers that follow each other as one."""
    starts = [one for one in numbers if one - 1 not in numbers]
    ends = [one for one in numbers if one + 1 not in numbers]
    for start, end in zip(starts, ends, strict=True):
        yield str(start) if start == end else f"{start}～{end}"


@frozen
class _Beside:
    policy: Policy
    phrases: Phrases
    provisional: Provisional

    def word(self, key: str) -> str:
        return _WORDS[self.phrases.lang][key]

    def coefficients(self) -> Iterator[tuple[str, str, str, str]]:
        """What totals are multiplied by."""
        for one in self.policy.coefficients:
            name = f"{self.phrases.word('COEFFICIENT')} {one.name}"
            yield name, self._classes(one.classes), "", self._at(self.phrases.expr(one.expr), one.place)

    def extras(self) -> Iterator[tuple[str, str, str, str]]:
        """What is added to totals and taken off: a row for each rule of an item, then how far all go together."""
        for extra in self.policy.extras:
            name = f"{self.phrases.word(extra.word)} {extra.leaf.key}"
            kind = self.phrases.kind(extra.kind) if extra.kind else ""
            for rule in extra.leaf.scoring:
                classes = [one for one in rule.classes if one in extra.classes]
                by = self.phrases.listed(dict.fromkeys(extra.leaf.appraisers.get(one, "") for one in classes))
                said = self.phrases.joined([self.phrases.scoring(rule.forms), kind])
                yield name, self._classes(tuple(classes)), by, self._at(said, extra.leaf.place)
        together = self.phrases.together(self.policy.extras_together)
        if together and self.policy.extras:
            yield self.word("together"), "", "", together

    def pay(self) -> Iterator[tuple[str, str, str, str, str]]:
        """Amounts of money, parts of pools and steps; what is only said to hang on results."""
        for pay in self.policy.pays:
            said = self._at(self.phrases.pay(pay), pay.place)
            yield (
                pay.name,
                self._classes(pay.classes),
                said,
                self.phrases.rounding(pay.rounding) if pay.rounding else "",
                pay.clause,
            )

        for link in self.policy.declared.pays:
            said = self._at(self.word("linked").format(said=link.said), link.place)
            yield link.name, self._classes(link.classes), said, "", ""

    def lookup(self, lookup: Lookup) -> list[str]:
        """The table as it is read: by one key, or by two, the second across."""
        keys = [self.phrases.lookup_key(key) for key in lookup.keys]
        across = [self._cells(column, lookup.keys[-1].word) for column in lookup.columns]
        heads = [" ＼ ".join(keys), *across] if across else [*keys, self.word("said")]
        rows = [
            [self._cells(row, lookup.keys[0].word), *map(self._number, numbers)]
            for row, numbers in zip(lookup.rows, lookup.numbers, strict=True)
        ]
        return table(heads, rows)

    def _cells(self, cells: LookupCells, key: str) -> str:
        if cells.is_rest:
            return self.phrases.word("OTHERWISE")
        if key in ("MONTH_NUMBER", "QUARTER"):
            return self.phrases.listed(map(self.word(key).format, _runs(list(map(int, cells.names)))))
        return self.phrases.interval(cells.band) if cells.band else self.phrases.listed(cells.names)

    def _number(self, cell: LookupCell) -> str:
        return "—" if cell.number is None else self._at(self.phrases.expr(cell.number), cell.place)

    def _classes(self, classes: tuple[str, ...]) -> str:
        return self.word("all") if classes == self.policy.class_names else self.phrases.listed(classes)

    def _at(self, said: str, place: Span) -> str:
        return self.word("provisional").format(said=said) if said and self.provisional.at(place) else said
