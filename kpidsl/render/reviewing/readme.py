"""The page that shows a policy to those who review it.

Takes a checked policy, its plan, the files beside the page and the size of each class; gives Markdown in one language: what is
provisional and must be settled first, then the pictures, the vetoes, the grades, rounding, data, and links to plan and SQL.
"""

from collections.abc import Iterator, Mapping, Sequence

from kpidsl.check.checked import CheckedPolicy
from kpidsl.core.wording import keyword, reviewed_words
from kpidsl.core.wording import plain as amount
from kpidsl.diagnostics import Lang
from kpidsl.diagnostics.catalogue import title
from kpidsl.render.phrases import Phrases
from kpidsl.render.provisional import Provisional
from kpidsl.render.review import ReviewTable, review_tables
from kpidsl.render.reviewing.beside import beside
from kpidsl.render.reviewing.facts import facts
from kpidsl.render.reviewing.markdown import image, link, plain, table
from kpidsl.resolve.policy import GradeScale, Policy, Veto
from kpidsl.source import Span
from kpidsl.values import frozen

_WORDS = {
    "zh": {
        "title": "{policy}审阅资料", "version": "版本 {version}", "effective": "{date} 起施行",
        "expires": "{date} 废止", "full": "满分 {full} 分",
        "made": "本页和图表由 kpidsl generate 按 {source} 生成；改办法后重新生成，不要改这里。",
        "open": "请审定的暂定内容（{count} 项）", "open_why": "办法原文没有规定或残缺、编写时补定的，逐项列在这里，核算结果按此计算。",
        "number": "序号", "rule": "规定", "reason": "暂定理由", "none": "没有暂定内容。",
        "reviewed": "已审的提示（{count} 项）", "finding": "提示", "left": "照旧的理由",
        "reviewed_why": "校核查出了这些，编写的人看过，规定照旧。",
        "weights": "权重", "cards": "考评卡", "structure": "结构", "vetoes": "一票否决",
        "excluded": "一票否决、不定等次与不参加考核", "grades": "等次：{scale}",
        "formulas": "计算公式",
        "formed": "按什么周期形成", "formed_by": "周期",
        "owner": "所属", "always": "任何情况下", "if": "若", "then": "则",
        "always_why": "每次核算都拿结果核对，有一个单位不合，就按名提出来。",
        "rounding": "保留小数", "composites": "综合得分", "data": "填报数据", "steps": "核算步骤",
        "grade": "等次", "where": "范围", "groups": "排名组", "item": "项目", "no_link": "没有对应单位时", "said": "规定", "clause": "条款",
        "provisional": "{said}（暂定）", "unranked": "不参加排名", "by_score": "按分数", "group": "{name}（{classes}）",
        "others": "其余单位分类的综合得分就是总分。", "classes": "单位分类",
        "plan": "核算步骤", "plan_why": "逐条写明先算什么、后算什么、怎么算", "sql": "SQL",
        "sql_why": "可以在 DuckDB 里直接运行，与 kpidsl evaluate 结果相同",
        "by_scale": "按分数（{scale}）", "colon": "：", "natures": "定量、定性指标", "nature": "性质", "of_nature": "指标", "pause": "、",
    },
    "en": {
        "title": "{policy}: for review", "version": "version {version}", "effective": "effective {date}", "expires": "expires {date}",
        "full": "full mark {full}", "made": "This page and its pictures are made by kpidsl generate from {source}; edit that, not this.",
        "open": "Provisional, to be settled ({count})",
        "open_why": "What the regulation leaves open or lacks was settled by the author. Results rest on it as it stands here.",
        "number": "no.", "rule": "rule", "reason": "why it is provisional", "none": "Nothing is provisional.",
        "reviewed": "Findings that were reviewed ({count})", "finding": "finding", "left": "why it stays",
        "reviewed_why": "The check finds these; the author has looked at them and left the rule as it is.",
        "weights": "Weights", "cards": "Cards", "structure": "Structure", "vetoes": "Vetoes",
        "excluded": "Vetoes, and who is not graded or assessed", "grades": "Grades: {scale}",
        "formulas": "Formulas",
        "formed": "For which periods figures are formed", "formed_by": "periods",
        "owner": "belongs to", "always": "In any case", "if": "if", "then": "then",
        "always_why": "Compared with the results each time; a unit that breaks one is named.",
        "rounding": "Rounding", "composites": "Composites", "data": "Data", "steps": "How it is computed",
        "grade": "grade", "where": "range", "groups": "rank groups", "item": "item", "no_link": "without a linked unit",
        "said": "rule", "clause": "clause",
        "provisional": "{said} (provisional)", "unranked": "not ranked", "by_score": "by score", "group": "{name} ({classes})",
        "others": "The composite of any other class is its total.", "classes": "classes",
        "plan": "The steps", "plan_why": "what is computed, in which order, and how", "sql": "SQL",
        "sql_why": "runs in DuckDB as it is and gives what kpidsl evaluate gives",
        "by_scale": "by score ({scale})", "colon": ": ",
        "natures": "Quantitative and qualitative indicators", "nature": "nature", "of_nature": "indicators", "pause": ", ",
    },
}  # fmt: skip
_VETO = ("WHEN", "THEN", "PERIOD", "SCOPE", "AFTER", "LASTS", "RANKING", "FAIL_PLACES", "FOR")


@frozen
class Shown:
    """A picture beside the page: its file, and what it is called."""

    file: str
    title: str


@frozen
class Beside:
    """The files beside the page. ``source`` leads to the policy, ``cards`` are by class."""

    source: str
    weights: tuple[Shown, ...]
    cards: tuple[tuple[str, Shown], ...]
    structure: Shown
    plan: str
    sql: str


def readme(checked: CheckedPolicy, beside: Beside, sizes: Mapping[str, int], lang: Lang) -> str:
    """The page; ``sizes`` counts the units of each class, empty where it is not known."""
    tables = list(review_tables(checked, lang, sizes))
    page = _Page(checked, beside, tables, lang, Phrases(lang), Provisional(checked.policy))
    return "\n".join(page.lines()) + "\n"


@frozen
class _Page:
    checked: CheckedPolicy
    beside: Beside
    tables: Sequence[ReviewTable]
    lang: Lang
    phrases: Phrases
    provisional: Provisional

    @property
    def policy(self) -> Policy:
        return self.checked.policy

    def word(self, key: str, **args: object) -> str:
        return _WORDS[self.lang][key].format(**args)

    def lines(self) -> Iterator[str]:
        yield from self._head()
        yield from self._open()
        yield from self._reviewed()
        yield from self._section("weights", self._weights())
        yield from self._section("cards", self._cards())
        yield from self._section("structure", [image(self.beside.structure.title, self.beside.structure.file)])
        yield from self._section("formulas", self._formulas())
        yield from self._section("formed", self._formed())
        yield from self._section("composites", self._composites())
        yield from self._section("excluded" if self.policy.exclusions else "vetoes", self._vetoes())
        for scale in self.policy.grades:
            yield from self._section("grades", self._grades(scale), scale=scale.name)
        yield from self._year()
        for heading, lines in beside(self.policy, self.phrases, self.provisional):
            yield from ["", f"## {heading}", "", *lines]
        yield from self._section("always", self._always())
        yield from self._section("rounding", self._rounding())
        data, logs = self._table("data"), self._table("logs")
        yield from self._section("data", [*data, *[""] * bool(data and logs), *logs])
        for heading, lines in facts(self.policy.declared, self.policy.name, self.lang):
            yield from ["", f"## {plain(heading)}", "", *lines]
        yield from self._section("natures", self._natures())
        yield from self._section("steps", self._steps())

    def _natures(self) -> list[str]:
        """Which indicators are measured and which are judged, where that is said."""
        kinds: dict[str, list[str]] = {}
        for family in self.policy.families:
            if family.nature is not None:
                kinds.setdefault(family.nature.word, []).append(family.name)
        rows = [(keyword(kind, self.lang), self.word("pause").join(names)) for kind, names in kinds.items()]
        return table([self.word("nature"), self.word("of_nature")], rows) if rows else []

    def _section(self, key: str, content: Sequence[str], **args: object) -> list[str]:
        """A heading and what stands under it; nothing where there is nothing to say."""
        return ["", f"## {plain(self.word(key, **args))}", "", *content] if content else []

    def _head(self) -> Iterator[str]:
        policy = self.policy
        name = f"《{policy.name}》" if self.lang == "zh" else policy.name
        yield f"# {plain(self.word('title', policy=name))}"
        yield ""
        number = policy.declared.document_number
        facts = [number] * bool(number)
        facts += [self.word("version", version=policy.version)] * bool(policy.version)
        facts += [self.word("effective", date=policy.effective)] * bool(policy.effective)
        facts += [self.word("expires", date=policy.expires)] * bool(policy.expires)
        facts.append(self.word("full", full=amount(policy.full)))
        facts += self.phrases.beginnings(policy.cycle)
        yield self.phrases.joined(map(plain, facts))
        yield ""
        source = self.beside.source
        yield self.word("made", source=link(source.rpartition("/")[2], source))

    def _open(self) -> list[str]:
        done = self.policy.completions
        if not done:
            return ["", self.word("none")]
        rows = []
        for number, one in enumerate(done, start=1):
            word = keyword(one.word, self.lang) if one.word else ""
            rows.append((str(number), "·".join(part for part in (one.subject, word) if part), one.reason))
        heads = [self.word(head) for head in ("number", "rule", "reason")]
        return self._section("open", [self.word("open_why"), "", *table(heads, rows)], count=len(done))

    def _reviewed(self) -> list[str]:
        """The findings that the author has looked at and leaves as they are."""
        rows = []
        for number, one in enumerate(self.policy.reviewed, start=1):
            rows.append(
                (str(number), reviewed_words(one, self.lang), f"{one.code} {title(one.code, self.lang)}", one.reason)
            )
        heads = [self.word(head) for head in ("number", "rule", "finding", "left")]
        return self._section(
            "reviewed", [self.word("reviewed_why"), "", *table(heads, rows)] if rows else [], count=len(rows)
        )

    def _weights(self) -> list[str]:
        pictures = [line for shown in self.beside.weights for line in (image(shown.title, shown.file), "")]
        return [*pictures, *self._table("weights")]

    def _cards(self) -> list[str]:
        lines: list[str] = []
        for name, shown in self.beside.cards:
            lines += [""] * bool(lines) + [f"### {plain(name)}", "", image(shown.title, shown.file)]
        return lines

    def _table(self, about: str, subject: str = "") -> list[str]:
        """The tables of `check` about something, each under its heading."""
        lines: list[str] = []
        for found in self.tables:
            if (found.about, found.subject) == (about, subject):
                lines += [""] * bool(lines) + [plain(found.title), "", *table(found.heads, found.rows)]
        return lines

    def _marked(self, said: str, is_provisional: bool) -> str:
        return self.word("provisional", said=said) if is_provisional and said else said

    def _formulas(self) -> list[str]:
        """What is worked out of the data, by what it belongs to."""
        rows = [
            (family.name, self._at(self.phrases.formula(formula), formula.place))
            for family in self.policy.all_families
            for formula in family.formulas
        ]
        return table([self.word("owner"), self.word("formulas")], rows) if rows else []

    def _formed(self) -> list[str]:
        """For which periods indicators say that their figures are formed."""
        rows = [
            (family.name, self.word("pause").join(keyword(one.word, self.lang) for one in family.periods))
            for family in self.policy.families
            if family.periods
        ]
        return table([self.word("owner"), self.word("formed_by")], rows) if rows else []

    def _always(self) -> list[str]:
        """What has to hold in any case."""
        rows = [
            (self._at(self.phrases.expr(one.if_), one.place), self.phrases.expr(one.then)) for one in self.policy.always
        ]
        return [self.word("always_why"), "", *table([self.word("if"), self.word("then")], rows)] if rows else []

    def _composites(self) -> list[str]:
        if not self.policy.composites:
            return []
        rows = [
            (
                self.phrases.listed(one.classes),
                self._marked(self.phrases.composite(one), self.provisional.at(one.place)),
                self._marked(self.phrases.without_link(one), self.provisional.of_composite(one)),
                one.clause,
            )
            for one in self.policy.composites
        ]
        heads = [self.word("classes"), self.word("composites"), self.word("no_link"), self.word("clause")]
        named = {name for one in self.policy.composites for name in one.classes}
        rest = ["", self.word("others")] if named < set(self.policy.class_names) else []
        return [*table(heads, rows), *rest]

    def _vetoes(self) -> list[str]:
        lines: list[str] = []
        annual = self.policy.annual
        for veto in (*self.policy.vetoes, *(annual.exclusions if annual else ())):
            rows = [(self.phrases.word(word), said) for word in _VETO if (said := self._of_veto(veto, word))]
            rows += [(self.word("clause"), veto.clause)] * bool(veto.clause)
            name = self._marked(veto.name, bool(veto.provisional))
            lines += [""] * bool(lines) + [
                f"### {plain(name)}",
                "",
                *table([self.word("item"), self.word("said")], rows),
            ]
        return lines

    def _of_veto(self, veto: Veto, word: str) -> str:
        said = self.phrases.of_veto(veto, word)
        field = veto.fields.get(word)
        return self._marked(said, field is not None and self.provisional.at(field.place))

    def _grades(self, scale: GradeScale) -> list[str]:
        phrases = self.phrases
        bands = [(band.grade, self._at(phrases.band(band), band.place)) for band in scale.bands]
        lines = table([self.word("grade"), self.word("where")], bands)
        said = list(self._counting(scale))
        if said:
            lines += ["", *table([self.word("item"), self.word("said")], said)]
        places = self._table("places", scale.name)
        return lines + (["", *places] if places else [])

    def _year(self) -> Iterator[str]:
        """The year's score of each class, and the scales that grade the year."""
        annual = self.policy.annual
        if annual is None:
            return
        heads = [self.word("classes"), self.word("said")]
        rows = []
        for rule in annual.rules:
            said = self.phrases.annual(rule, self.policy.period)
            rows.append((self.phrases.listed(rule.classes), self._at(said, rule.place)))
        yield from ["", f"## {self.phrases.word('ANNUAL')}", "", *table(heads, rows)]
        for scale in annual.grades:
            yield from self._section("grades", self._grades(scale), scale=scale.name)

    def _counting(self, scale: GradeScale) -> Iterator[tuple[str, str]]:
        """How units are grouped and places counted."""
        phrases = self.phrases
        groups = [
            group.name if group.classes == (group.name,)
            else self.word("group", name=group.name, classes=phrases.listed(group.classes))
            for group in scale.groups
        ]  # fmt: skip
        basis = scale.basis or next((band.basis.text for band in scale.bands if band.basis), "")
        if basis:
            yield phrases.word("GRADED_ON"), basis
        if groups:
            yield self.word("groups"), phrases.joined(groups)
        if scale.not_ranked:
            open_ = self.provisional.field(scale.name, "NOT_RANKED")
            yield self.word("unranked"), self._marked(phrases.listed(scale.not_ranked), open_)
        if scale.places:
            yield phrases.word("PLACES"), self._at(phrases.word(scale.places.word), scale.places.place)
        if scale.ties:
            _, _, said = phrases.ties(scale).partition(self.word("colon"))
            yield phrases.word("TIES"), self._at(said, scale.ties.place)
        if scale.small:
            named = scale.small.word == "BY_SCALE"
            said = self.word("by_scale", scale=scale.small.argument) if named else phrases.word(scale.small.word)
            yield phrases.counted(scale.small_size, "small"), self._at(said, scale.small.place)
        for limit in scale.overall:
            yield phrases.word("OVERALL"), self._at(phrases.overall(limit), limit.place)
        if scale.clause:
            yield self.word("clause"), scale.clause

    def _at(self, said: str, place: Span) -> str:
        return self._marked(said, self.provisional.at(place))

    def _rounding(self) -> list[str]:
        rows = [
            (self.phrases.word(place), self._marked(self.phrases.rounding(rule), bool(rule and self.provisional.at(rule.place))))
            for place, rule in self.policy.rounding.items()
        ]  # fmt: skip
        return table([self.word("item"), self.word("said")], rows) if rows else []

    def _steps(self) -> list[str]:
        colon = self.word("colon")
        return [
            f"- {link(self.word('plan'), self.beside.plan)}{colon}{self.word('plan_why')}",
            f"- {link(self.word('sql'), self.beside.sql)}{colon}{self.word('sql_why')}",
        ]
