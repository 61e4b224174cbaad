"""Rules in one line, in the words of the language.

Takes parts of a linked policy; gives texts as an author would write them in that language, names untouched. Never shortens.
"""

from collections.abc import Iterable
from fractions import Fraction
from functools import cache

from attrs import evolve

from kpidsl.check.words import percent
from kpidsl.core.bands import interval_of, share_of
from kpidsl.core.forms.intervals import Interval
from kpidsl.core.own_places import Quota, own_of, quota_of
from kpidsl.core.wording import plain
from kpidsl.diagnostics import Lang
from kpidsl.resolve.cycle import Cycle
from kpidsl.resolve.policy import (
    AnnualRule,
    Band,
    Choice,
    Composite,
    Effect,
    Extras,
    Formula,
    GradeScale,
    LookupKey,
    Overall,
    Pay,
    RoundingRule,
    Veto,
)
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.print.documents import Documents, flat
from kpidsl.syntax.print.scoring import LIMITS, ScoringWords
from kpidsl.syntax.print.words import SIGNS
from kpidsl.syntax.tree import Block, Expr, Field, Form, Items, Name, Node, Word
from kpidsl.values import frozen

_OF_PERIODS = {"PRESENT_MONTHS": "PRESENT_PERIODS", "MISSING_ZERO": "GAPS_ZERO", "MISSING_STOP": "GAPS_STOP"}
"""What is said of months, where the periods are longer."""
_POINTS = {"zh": "分", "en": "points"}
_COUNTED = {
    "zh": {
        "places": "{n} 位",
        "months": "{n} 个月",
        "small": "不足 {n} 个单位",
        "seats": "{n} 名",
        "group": "单位数 {n}",
        "points": "{n} 分",
    },
    "en": {
        "places": "{n} places",
        "months": "{n} months",
        "small": "under {n} units",
        "seats": "{n} places",
        "group": "group size {n}",
        "points": "{n} points",
    },
}

_BANDS = {
    "zh": {
        "between": "{low}～{high}",
        "low": "{low} 及以上", "low_open": "{low} 以上（不含）", "high": "{high} 及以下", "high_open": "{high} 以下（不含）",
        "low+high": "{low}～{high}", "low+high_open": "{low}（含）～{high}（不含）",
        "low_open+high": "{low}（不含）～{high}（含）", "low_open+high_open": "{low}～{high}（都不含）",
    },
    "en": {
        "between": "{low} to {high}",
        "low": "{low} and above", "low_open": "above {low}", "high": "{high} and below", "high_open": "below {high}",
        "low+high": "{low} to {high}", "low+high_open": "{low} to below {high}",
        "low_open+high": "above {low} to {high}", "low_open+high_open": "above {low}, below {high}",
    },
}  # fmt: skip
"""Shares of a group, and intervals of points by the ends they have; ``open``: the end itself is not in it."""


class _Spoken(ScoringWords):
    """Spells for people who read and do not write: no name needs a quotation mark, ``>=`` is ``≥``."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang, (), None)
        signs = SIGNS[lang]
        self.signs = evolve(signs, times="×", over="÷", ge="≥", le="≤", ne="≠", to="～" if lang == "zh" else " to ")

    def name(self, name: Name, among: frozenset[str] = frozenset(), after: str = "") -> str:  # noqa: ARG002 - as inherited
        """The name."""
        return name.text

    def whole(self, form: Form) -> str:
        """A way of scoring with its tiers or anchors, and what it does beyond them."""
        if form.word in ("EVENTS", "RATERS"):
            said = flat(Documents(self.lang, (), None).value("SCORING", Items((form,), form.place)))
            return said.replace(" { ", self.signs.space + self.signs.left).replace(" }", self.signs.right)
        block = form.get("bands") or form.get("anchors") or form.get("slices")
        if not isinstance(block, Block):
            return self.scoring(form)
        listed = self.bracketed(self.signs.semicolon.join(map(self._entry, block.fields)))
        return self.signs.comma.join(filter(None, [self.scoring(form) + listed, self.ends(form)]))

    def _entry(self, entry: Field) -> str:
        if entry.word == "THEN_EVERY" and isinstance(entry.value, Form):
            return self.places_down(entry.value)
        return f"{self._key(entry.keys[0])}{self.signs.colon}{self._said(entry.value)}"

    def _said(self, node: Node) -> str:
        return self.rate(node) if isinstance(node, Form) else self.mark(node)

    def _key(self, node: Node) -> str:
        match node:
            case Form("WIDTH"):
                return self.width(node)
            case Form():
                return self.interval(node)
            case Word(word):
                return self.word(word)
            case _:
                return self.expression(node)


@cache
def _spoken(lang: Lang) -> _Spoken:
    return _Spoken(lang)


@frozen
class Phrases:
    """How rules are said in one language."""

    lang: Lang

    def word(self, word: str, within: str = "") -> str:
        """A word of the language in its canonical spelling."""
        return load_keywords().spelling(word, self.lang, within)

    def named(self, name: str, said: str) -> str:
        """``name：said``."""
        return f"{name}{'：' if self.lang == 'zh' else ': '}{said}"

    def listed(self, parts: Iterable[str]) -> str:
        """Names one after another."""
        return ("、" if self.lang == "zh" else ", ").join(parts)

    def joined(self, parts: Iterable[str]) -> str:
        """Statements one after another; empty ones are left out."""
        return ("；" if self.lang == "zh" else "; ").join(part for part in parts if part)

    def dotted(self, *parts: str) -> str:
        """``所属支部·综合得分``."""
        return ("·" if self.lang == "zh" else ".").join(parts)

    def counted(self, number: Fraction | int | str, what: str) -> str:
        """A number with what it counts: a key of the table above."""
        return _COUNTED[self.lang][what].format(n=number if isinstance(number, str) else plain(Fraction(number)))

    def between(self, low: str, high: str) -> str:
        """``20%～50%``; one text where both ends are the same."""
        return low if low == high else _BANDS[self.lang]["between"].format(low=low, high=high)

    def expr(self, expr: Expr) -> str:
        """An expression as an author would write it, with the signs of print."""
        return _spoken(self.lang).expression(expr)

    def full(self, points: Fraction) -> str:
        """``满分 40 分``: the full mark of one indicator."""
        return f"满分 {plain(points)} 分" if self.lang == "zh" else f"full mark {plain(points)} points"

    def annual(self, rule: AnnualRule, period: str) -> str:
        """How the year's score comes from its periods, of the kind ``period``, and what one without a score does."""
        word = rule.missing if period == "MONTH" else _OF_PERIODS.get(rule.missing or "", rule.missing)
        missing = [self.word(word)] if word else []
        return ("，" if self.lang == "zh" else ", ").join([self.expr(rule.expr), *missing])

    def scoring(self, forms: Iterable[Form]) -> str:
        """A 计分办法: what makes the mark, then steps; limits belong to what stands before them."""
        spoken, text = _spoken(self.lang), ""
        for form in forms:
            between = spoken.signs.comma if form.word in LIMITS else spoken.signs.semicolon
            text += (between if text else "") + spoken.whole(form)
        return text

    def kind(self, name: str) -> str:
        """``类别：荣誉``."""
        return f"{self.word('KIND')}{SIGNS[self.lang].colon}{name}"

    def together(self, extras: Extras) -> str:
        """How far bonuses and maluses go together: ``加分：最多 10 分；总分：0～110 分``."""
        said = []
        for name, most in extras.most.items():
            key = self.word(name) if name in ("BONUS_SUM", "MALUS_SUM") else name
            limit = (
                self.word("UNLIMITED") if most is None else f"{self.word('AT_MOST')} {plain(most)} {_POINTS[self.lang]}"
            )
            said.append(f"{key}{SIGNS[self.lang].colon}{limit}")
        if extras.low is not None and extras.high is not None:
            said.append(
                f"{self.word('TOTAL')}{SIGNS[self.lang].colon}{plain(extras.low)}～{plain(extras.high)} {_POINTS[self.lang]}"
            )
        return self.listed(said)

    def pay(self, pay: Pay) -> str:
        """How much: ``金额：综合得分 × 50 元``, or the pool, the shares, who shares it, who gets the rest."""
        spoken, said = _spoken(self.lang), []
        for word, value in (("AMOUNT", pay.amount), ("POOL", pay.pool), ("SHARES", pay.shares), ("STEPS", pay.steps)):
            said += [self.named(self.word(word), self.expr(value))] if value else []
        said += [self.named(self.word("POOL_AMONG"), spoken.scope(pay.among))] if pay.among else []
        said += [self.named(self.word("REMAINDER"), self.word(pay.remainder))] if pay.remainder else []
        return self.joined(said)

    def lookup_key(self, key: LookupKey) -> str:
        """What a lookup table is read by: ``单位分类``, ``月份``, a figure."""
        return self.expr(key.of) if key.of else self.word(key.word)

    def interval(self, form: Form) -> str:
        """A range of values as an author writes it."""
        return _spoken(self.lang).interval(form)

    def band(self, band: Band) -> str:
        """Where a grade lies, and what it demands besides: ``前 20%``, ``85（含）～95（不含），且 安全·考评分 ≥ 80``."""
        if band.also is None:
            return self._plain_band(band)
        comma = "，" if self.lang == "zh" else ", "
        return f"{self._plain_band(band)}{comma}{self.word('AND')} {self.expr(band.also)}"

    def _plain_band(self, band: Band) -> str:
        own = own_of(band.form)
        if own is not None:
            return self.joined(self._places(sizes, quota, len(own.rows) == 1) for sizes, quota in own.rows)
        share = share_of(band.form)
        if share is None:
            return self.word("OTHERWISE") if band.form.word == "OTHERWISE" else self._interval(interval_of(band.form))
        low, high = share
        if band.form.word == "BETWEEN":
            return self.between(percent(low), percent(high))
        return f"{self.word(band.form.word)} {percent(high - low)}"

    def _places(self, sizes: Interval | None, quota: Quota, alone: bool = True) -> str:
        """``不足 6：最多 1 名``."""
        said = percent(quota.share) if quota.share is not None else self.counted(quota.count, "seats")
        said = f"{self.word('AT_MOST')} {said}" if quota.at_most else said
        if sizes is None:
            return said if alone else self.named(self.word("OTHERWISE"), said)
        return self.named(self.counted(self._interval(sizes), "group"), said)

    def overall(self, limit: Overall) -> str:
        """``优：最多 15%，综合得分低的降一等``."""
        quota, comma = quota_of(limit.quota), "，" if self.lang == "zh" else ", "
        said = self._places(None, quota) if quota else ""
        return self.named(limit.grade, f"{said}{comma}{self.word(limit.way)}")

    def _interval(self, interval: Interval) -> str:
        words = _BANDS[self.lang]
        low = "" if interval.low is None else plain(interval.low)
        high = "" if interval.high is None else plain(interval.high)
        ends = (
            ("low" if interval.low_closed else "low_open") * bool(low),
            ("high" if interval.high_closed else "high_open") * bool(high),
        )
        return words["+".join(filter(None, ends))].format(low=low, high=high)

    def formula(self, formula: Formula) -> str:
        """``完成率 = 完成数 ÷ 计划数 × 100%，分母为零：不涉及，保留小数 2 位，四舍五入``."""
        parts = [f"{formula.name} = {self.expr(formula.expr)}"]
        without = {
            "ZERO_DENOMINATOR": formula.zero, "NEGATIVE_DENOMINATOR": formula.negative, "NO_RECORDS": formula.empty,
            "NO_UNITS": formula.alone,
        }  # fmt: skip
        parts += [self.named(self.word(word), self.word(said)) for word, said in without.items() if said]
        if isinstance(formula.earlier, str):
            parts.append(self.named(self.word("NO_EARLIER"), self.word(formula.earlier)))
        elif formula.earlier is not None:
            parts.append(self.named(self.word("START"), self.expr(formula.earlier)))
        if formula.rounding is not None:
            parts.append(f"{self.word('ROUND')} {self.rounding(formula.rounding)}")
        return ("，" if self.lang == "zh" else ", ").join(parts)

    def beginnings(self, cycle: Cycle) -> list[str]:
        """Where months and years begin, where that is not on the first: ``月度起算日：上月 26 日``."""
        found = []
        if cycle.day != 1:
            which = self.word("MONTH_BEFORE" if cycle.in_month_before else "SAME_MONTH")
            said = f"{which} {cycle.day} 日" if self.lang == "zh" else f"{which} {cycle.day}"
            found.append(self.named(self.word("MONTH_START"), said))
        if cycle.first != 1:
            said = f"{cycle.first} 月" if self.lang == "zh" else str(cycle.first)
            found.append(self.named(self.word("YEAR_START"), said))
        return found

    def composite(self, composite: Composite) -> str:
        """``综合得分 = 所属支部·综合得分 × 25% + 总分 × 75%``."""
        return f"{self.word('COMPOSITE_SCORE')} = {self.expr(composite.expr)}"

    def without_link(self, composite: Composite) -> str:
        """``无所属支部：停算``, for each link."""
        return self.joined(
            self.named(
                self.word("NO_LINK") + ("" if self.lang == "zh" else " ") + link,
                self.word(instead) if isinstance(instead, str) else self.expr(instead),
            )
            for link, instead in composite.no_link.items()
        )

    def rounding(self, rule: RoundingRule | None) -> str:
        """``2 位，四舍五入``."""
        if rule is None:
            return self.word("UNROUNDED")
        comma = "，" if self.lang == "zh" else ", "
        return self.counted(rule.digits, "places") + (comma + self.word(rule.mode) if rule.mode else "")

    def choice(self, field: str, choice: Choice | None) -> str:
        """``并列：按较高等次``; empty where nothing is said."""
        if choice is None or not choice.word:
            return ""
        said = self.word(choice.word, field)
        return self.named(self.word(field), f"{said} {choice.argument}" if choice.argument else said)

    def effect(self, effect: Effect) -> str:
        """``综合得分上限：59 分``."""
        scored = self.word(effect.target) if effect.target in ("TOTAL", "COMPOSITE_SCORE", "MARK") else effect.target
        target = self.dotted(effect.leaf, scored) if effect.leaf else scored
        if effect.cap:
            target += ("" if self.lang == "zh" else " ") + self.word("CAP", "THEN")
        if effect.lowers:
            return self.named(target, self.word("ONE_LOWER"))
        if effect.ungraded:
            return self.named(target, self.word("UNGRADED"))
        return self.named(target, effect.grade if effect.value is None else self.counted(effect.value, "points"))

    def of_veto(self, veto: Veto, word: str) -> str:
        """What a veto says in the field ``word``; empty where it says nothing."""
        match word:
            case "WHEN":
                return self.joined(self.expr(expr) for expr in veto.when)
            case "THEN" if veto.word != "VETO":
                return self.word(veto.word)
            case "THEN":
                return self.joined(self.effect(effect) for effect in veto.effects)
            case "PERIOD":
                field = veto.fields.get(word)
                return self.word(field.value.word) if field and isinstance(field.value, Word) else ""
            case "SCOPE":
                return self.scope(veto)
            case "AFTER":
                return self.after(veto)
            case "LASTS":
                return self.lasts(veto)
            case "RANKING" | "FAIL_PLACES":
                said = veto.ranking if word == "RANKING" else veto.fail_places
                return self.word(said) if said else ""
            case "FOR":
                return self.listed(veto.classes or ())
        raise ValueError(f"a veto has no field {word}")

    def scope(self, veto: Veto) -> str:
        """``本单位、所属支部``."""
        return self.listed(s.removeprefix("link:") if s.startswith("link:") else self.word(s) for s in veto.scope)

    def after(self, veto: Veto) -> str:
        """``综合得分之后``; empty where it is not said."""
        if not veto.after:
            return ""
        return self.word(veto.after) + ("之后" if self.lang == "zh" else "")

    def lasts(self, veto: Veto) -> str:
        """``当月``."""
        if veto.lasts is None:
            return ""
        if veto.lasts.word == "MONTHS":
            return self.counted(veto.lasts.argument, "months")
        return self.word(veto.lasts.word, "LASTS")

    def ranking(self, veto: Veto) -> str:
        """``剔除后递补；不合格名额：不占用``."""
        places = self.of_veto(veto, "FAIL_PLACES")
        named = self.named(self.word("FAIL_PLACES"), places) if places else ""
        return self.joined([self.of_veto(veto, "RANKING"), named])

    def ties(self, scale: GradeScale) -> str:
        """``并列：先比 总分，仍并列按较高等次``."""
        if scale.ties is None:
            return ""
        keys = enumerate(map(self.expr, scale.tie_keys))
        first = [f"{self.word('NEXT_BY' if at else 'FIRST_BY')} {key}" for at, key in keys]
        last = [self.word(scale.ties.word)] if scale.ties.word else []
        return self.named(self.word("TIES"), ("，" if self.lang == "zh" else ", ").join(first + last))
