"""The published sheets, as data: which columns, under which heading, in which written form.

Takes a plan; gives ``Sheet``s that the reference evaluator applies row by row and a database emits as SQL, so that both
write the same bytes. Rows stand in the order of the roster; a decimal is written with all its declared digits; absent is
an empty cell. Never reads data.
"""

from attrs import evolve

from kpidsl.core.dimensions import unit_name
from kpidsl.core.types import Decimal, Ordinal, Type
from kpidsl.plan.nodes import CLASS, UNIT, Input, PastColumn, Plan, State
from kpidsl.results.figures import PART, name_text, part_text
from kpidsl.results.titles import power_of, titles
from kpidsl.syntax.units import DATE
from kpidsl.values import frozen

HEADINGS = {
    "zh": {
        "unit": "被考核单位", "class": "单位分类", "mark": "考评分", "points": "单项得分", "total": "总分",
        "composite": "综合得分", "annual": "年度得分",
        "WEIGHED": "加权合计", "COEFFICIENT": "系数后得分", "BONUS_SUM": "加分", "MALUS_SUM": "减分",
        "ADJUSTMENT": "领导调整",
        "group": "排名组", "place": "名次", "base": "参加排名单位数", "vetoes": "一票否决",
        "exclusions": "不定等次情形", "UNGRADED": "不定等次", "NOT_ASSESSED": "不参加考核",
    },
    "en": {
        "unit": "unit", "class": "class", "mark": "mark", "points": "points", "total": "total",
        "composite": "composite", "annual": "annual",
        "WEIGHED": "weighted sum", "COEFFICIENT": "after coefficients", "BONUS_SUM": "bonus", "MALUS_SUM": "malus",
        "ADJUSTMENT": "adjustment",
        "group": "rank group", "place": "rank", "base": "units ranked", "vetoes": "vetoes",
        "exclusions": "ungraded because of", "UNGRADED": "ungraded", "NOT_ASSESSED": "not assessed",
    },
}  # fmt: skip
STATE_WORDS = {
    "zh": {
        State.NOT_APPLICABLE: "不涉及",
        State.UNREPORTED: "缺报",
        State.NOT_APPRAISED: "—",
        State.RECUSED: "回避",
    },
    "en": {
        State.NOT_APPLICABLE: "not applicable",
        State.UNREPORTED: "unreported",
        State.NOT_APPRAISED: "-",
        State.RECUSED: "recused",
    },
}
REACHED = {"zh": "本期一票否决", "en": "vetoes of this period"}
"""Heads the vetoes that the period itself set off; those still in force from before stand with them under ``vetoes``."""
JOINER = {"zh": "、", "en": ", "}


@frozen
class TextOf:
    """The text column ``key`` as it stands."""

    key: str


@frozen
class ByClass:
    """A text fixed by the unit's class; empty for a class not listed."""

    texts: tuple[tuple[str, str], ...]


@frozen
class NumberOf:
    """A decimal with ``digits`` decimals; where the column is absent, the word for the state in ``state`` if there is one."""

    key: str
    digits: int
    state: str = ""
    words: tuple[tuple[int, str], ...] = ()
    power: int = 0
    """It is written in units of ten to that power, ``digits`` decimals of these."""


@frozen
class DayOf:
    """The day that a column of days holds, in ISO form; else the word for its state, as above."""

    key: str
    state: str = ""
    words: tuple[tuple[int, str], ...] = ()


@frozen
class LevelOf:
    """The label at the position that an ordinal column holds; else the word for its state, as above."""

    key: str
    scale: tuple[str, ...]
    state: str = ""
    words: tuple[tuple[int, str], ...] = ()


@frozen
class NamesOf:
    """The names whose yes/no columns hold, joined."""

    flags: tuple[tuple[str, str], ...]
    joiner: str


Content = TextOf | ByClass | NumberOf | DayOf | LevelOf | NamesOf


@frozen
class SheetColumn:
    """A heading and what stands under it."""

    heading: str
    content: Content


@frozen
class Sheet:
    """One published file: its name without suffix and its columns."""

    name: str
    columns: tuple[SheetColumn, ...]


def csv_field(text: str) -> str:
    """A field of a published csv file.

    Quoted where the text holds a comma, a quotation mark, CR or LF, or begins or ends with a blank or a tab; quotation
    marks inside are doubled. Every backend writes fields by this rule, separated by commas, lines ended by LF.
    """
    if any(mark in text for mark in ',"\r\n') or text != text.strip(" \t"):
        return '"' + text.replace('"', '""') + '"'
    return text


def totals_sheet(plan: Plan, lang: str) -> Sheet:
    """One row per unit: total, composite, place and grade on every scale, vetoes."""
    words, emit = HEADINGS[lang], plan.emit
    columns = [
        SheetColumn(words["unit"], TextOf(UNIT)),
        SheetColumn(words["class"], TextOf(CLASS)),
        *(SheetColumn(words[word], _number(key, plan.types[key])) for word, key in emit.steps),
        SheetColumn(words["total"], _number(emit.total, plan.types[emit.total])),
        SheetColumn(words["composite"], _number(emit.composite, plan.types[emit.composite])),
    ]
    columns += _grades(plan, words)
    if emit.exclusions:
        columns.append(SheetColumn(words["exclusions"], NamesOf(emit.exclusions, JOINER[lang])))
    columns.append(SheetColumn(words["vetoes"], NamesOf(emit.vetoes, JOINER[lang])))
    return Sheet("totals", tuple(columns))


def _grades(plan: Plan, words: dict[str, str]) -> list[SheetColumn]:
    """Rank group, place, base and grade on every scale."""
    columns: list[SheetColumn] = []
    for scale in plan.emit.grades:
        levels = plan.types[scale.grade]
        assert isinstance(levels, Ordinal)
        if scale.place:
            columns += [
                SheetColumn(_joined(scale.scale, words["group"]), ByClass(scale.groups)),
                SheetColumn(_joined(scale.scale, words["place"]), NumberOf(scale.place, 0)),
                SheetColumn(_joined(scale.scale, words["base"]), NumberOf(scale.base, 0)),
            ]
        why = (words["UNGRADED"], words["NOT_ASSESSED"]) if scale.shown else ()
        columns.append(SheetColumn(scale.scale, LevelOf(scale.shown or scale.grade, (*levels.scale, *why))))
    return columns


def scores_sheet(plan: Plan, lang: str) -> Sheet:
    """One row per unit: mark and points of every leaf indicator."""
    words = HEADINGS[lang]
    states = tuple((int(state), word) for state, word in STATE_WORDS[lang].items())
    columns = [SheetColumn(words["unit"], TextOf(UNIT)), SheetColumn(words["class"], TextOf(CLASS))]
    for leaf in plan.emit.leaves:
        mark, points = plan.types[leaf.mark], plan.types[leaf.points]
        assert isinstance(mark, Decimal)
        columns.append(
            SheetColumn(_joined(leaf.leaf, words["mark"]), NumberOf(leaf.mark, mark.digits, leaf.state, states))
        )
        columns.append(SheetColumn(_joined(leaf.leaf, words["points"]), _number(leaf.points, points)))
    return Sheet("scores", tuple(columns))


def annual_sheet(plan: Plan, lang: str) -> Sheet:
    """One row per unit of a year: what is read of each period, figures of the year's own, its score, place and grade on every scale."""
    words = HEADINGS[lang]
    columns = [SheetColumn(words["unit"], TextOf(UNIT)), SheetColumn(words["class"], TextOf(CLASS))]
    parts = [part for part in plan.scan.past if not part.of.startswith("reached:")]
    mixed = {"total", "composite"} <= {part.of for part in parts}
    columns += [_part(part, mixed, lang) for part in parts]
    columns += [_cell(cell, lang) for cell in plan.scan.inputs]
    columns.append(SheetColumn(words["annual"], _number(plan.emit.total, plan.types[plan.emit.total])))
    columns += _grades(plan, words)
    if plan.emit.exclusions:
        columns.append(SheetColumn(words["exclusions"], NamesOf(plan.emit.exclusions, JOINER[lang])))
    if plan.emit.vetoes:
        columns.append(SheetColumn(words["vetoes"], NamesOf(plan.emit.vetoes, JOINER[lang])))
    return Sheet("annual", tuple(columns))


def _part(part: PastColumn, mixed: bool, lang: str) -> SheetColumn:
    """A figure of a period; a score has the period alone as its heading, unless totals and composites are ``mixed``."""
    _, kind, number = part.title.word.removeprefix(PART).split(":")
    alone = part.of in ("total", "composite") and not mixed
    heading = part_text(kind, int(number), lang) if alone else name_text(part.title, lang)
    return _figure(part.key, part.type, part.title.unit, heading, lang)


def _cell(cell: Input, lang: str) -> SheetColumn:
    return _figure(cell.key, cell.type, cell.unit, _joined(cell.leaf, cell.datum), lang, cell.state)


def _figure(key: str, kind: Type, unit: str, heading: str, lang: str, state: str = "") -> SheetColumn:
    """A reported or derived figure, in base or derived units, with why there is none where it has a ``state``."""
    states = tuple((int(known), word) for known, word in STATE_WORDS[lang].items()) if state else ()
    if isinstance(kind, Ordinal):
        return SheetColumn(heading, LevelOf(key, kind.scale, state, states))
    if unit == DATE.key:
        return SheetColumn(heading, DayOf(key, state, states))
    assert isinstance(kind, Decimal)
    power = power_of(unit)
    content = NumberOf(key, max(kind.digits + power, 0), state, states, power)
    return SheetColumn(heading_in(heading, unit, lang) if power else heading, content)


MONEY = "yuan"
"""The unit of pay, which its headings do not say."""


def pay_sheet(plan: Plan, lang: str) -> Sheet | None:
    """One row per unit: what it gets, in yuan where its heading says no unit; None where the policy pays nothing."""
    if not plan.emit.pays:
        return None
    words = HEADINGS[lang]
    columns = [SheetColumn(words["unit"], TextOf(UNIT)), SheetColumn(words["class"], TextOf(CLASS))]
    unpaid, why = dict(plan.emit.unpaid), ((1, words["NOT_ASSESSED"]),)
    units = {key: title.unit for key, title in titles(plan).items()}
    for name, key in plan.emit.pays:
        amount = _number(key, plan.types[key])
        heading = name if units.get(key, MONEY) == MONEY else heading_in(name, units[key], lang)
        columns.append(
            SheetColumn(heading, evolve(amount, state=unpaid[name], words=why) if name in unpaid else amount)
        )
    return Sheet("pay", tuple(columns))


def figures_sheet(plan: Plan, lang: str) -> Sheet | None:
    """One row per unit: the data and derived values that later periods may read, in base or derived units; None if none reads them."""
    emit = plan.emit
    if not emit.kept and not emit.reached:
        return None
    words = HEADINGS[lang]
    columns = [SheetColumn(words["unit"], TextOf(UNIT)), SheetColumn(words["class"], TextOf(CLASS))]
    inputs = {source.key: source.state for source in plan.scan.inputs}
    units = {key: title.unit for key, title in titles(plan).items()}
    columns += [
        _figure(key, plan.types[key], units.get(key, ""), key.partition(":")[2], lang, inputs.get(key, ""))
        for key in emit.kept
    ]
    if emit.reached:
        columns.append(SheetColumn(REACHED[lang], NamesOf(emit.reached, JOINER[lang])))
    return Sheet("figures", tuple(columns))


def heading_in(name: str, unit: str, lang: str) -> str:
    """The heading of figures that are written in a derived unit."""
    return f"{name}（{unit_name(unit, lang)}）" if lang == "zh" else f"{name} ({unit_name(unit, lang)})"


def _number(key: str, kind: Type) -> NumberOf:
    assert isinstance(kind, Decimal)
    return NumberOf(key, kind.digits)


def _joined(subject: str, word: str) -> str:
    return f"{subject}·{word}"


def published_sheets(plan: Plan, lang: str) -> list[Sheet]:
    """What is published of a period, or of a year."""
    if plan.emit.total == "annual":
        return [annual_sheet(plan, lang)]
    further = (pay_sheet(plan, lang), figures_sheet(plan, lang))
    return [scores_sheet(plan, lang), totals_sheet(plan, lang), *(sheet for sheet in further if sheet)]
