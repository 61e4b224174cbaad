"""The leaves of random trees: names, numbers, texts, reasons, dates, units of measure.

Takes choices (`Pick`) and nothing else; gives nodes in the form the parser gives them. Names are made to be mistaken for
something else: all spellings of keywords and units, alone and with more around them. Texts and reasons are those that
read as themselves.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from kpidsl.source import Span
from kpidsl.syntax.chars import QUOTED, blanks_to_spaces, half_width, script
from kpidsl.syntax.keywords import LANGS, load_keywords
from kpidsl.syntax.tree import Form, Marks, Name, Node, Number, Provisional, Spelled, Text, Waiver
from kpidsl.syntax.units import load_units
from kpidsl.values import frozen
from tests.syntax.reading import read

PLACE = Span("random", 0, 0)
T = TypeVar("T")

Pick = Callable[[int], int]
"""A whole number from 0 to below the one given; 0 is the plainest choice."""

MEASURES = ("班次", "钻场", "Train", "车皮", "m4", "工作面", "趟", "元/立方米", "人·次", "吨、班")
"""Counts of an author's own; no spelling of a unit of ``units.toml``, though they begin like some."""

PLAIN = (
    "甲", "乙", "月度任务", "安全管理", "完成率", "综采一队", "党办", "OA平台", "6S管理", "Team One", "a", "b2",
    "3#煤层", "2019年计划", "所属支部", "分值A",
)  # fmt: skip
_ODD = (
    "数据上报率", "部门满意度", "目标责任书", "“甲”", "《细则》", "甲（含乙）", "甲(乙", "a、b", "a，b", "a：b",
    "甲；乙", "a|b", "甲｜乙", "{甲}", "[80, 90)", "3分", "3 分", "100%", "95", "5..6", "1e5", "3 and a", "每低",
    "每低1分", "不足 5 个单位", "#1机组", "甲 # 乙", "注", "注：甲", "暂定", "暂定（甲）", "甲暂定（乙）",
    "甲 provisional (b)", "降低上限", "月度等次最高", "b cap", "综合考评", "甲 按分数", "甲计分", "x by score",
    "甲不低于乙", "甲 且 乙", "a and b", "非 甲", "not a", "甲达到乙", "?", "？", "___", "——", "-", "甲-乙", "a·b",
    "党 办", "党　办", "OA 平台", "Team  One", "１２", "Ａ", 'a"b', "a'b", "a”b", "。", "~", "～", "TOTAL", "无 甲",
    "no x", "前 20%", "注:", "标:注", "2019-01-01", "e10", "É", "ﬀ", "\x7f", "𠮷", "e\u0301", "‰", "=", ">=", "a.b",
    "3.5", "a/b", "指标 甲", "{", "}", "甲\\n", "3#", "…",
    "已审", "甲已审 K207（乙）", "已审 K207", "a reviewed K207 (b)",
)  # fmt: skip
_SPELLINGS = sorted({
    str(spelling)
    for lang in LANGS
    for part, table in load_keywords().tables[lang].items()
    for word, spellings in (table.items() if part != "within" else [])
    for spelling in ([word] if part == "ask" else spellings)
} | {spelling for unit in load_units().values() for spelling in (*unit.zh, *unit.en)})  # fmt: skip
_AROUND = ("{}", "甲{}", "{}甲", "甲 {}", "{} 甲", "a {} b", "甲{}乙", "3{}", "3 {}", "{}3", "{}（甲）")

_TEXTS = (
    "三（二）（1）", "见《安全细则》第 3 条，按月报送", "三（二；一）(1)、暂定部分", "a  b", "１）甲 ２）乙",
    "暂定（见附件） 另议", "原文 2: 表 1#", "“；}”", "见{附件}", "三（二", "一)二", "a“b", "「", "L-023", "2.0",
    "—", "?", "|", "{a；b}", "provisional", "暂定", "目标值：甲", "[80，90)", "= 3", "甲 \u2028 乙", "3#", "、",
    "（", "注", "注：乙", "e\u0301", ")", "优：前 20%", "指标 甲", "每低 1 分扣 1 分", "，", "暂定 （甲）（乙）",
    "已审", "见已审 K207（甲）一项", "“", "a “b ", '"x"', "“#1”机组", "甲\t乙", "为\u3000空", "［甲", "《", "》",
)  # fmt: skip
PERIODS = ("2019-03", "2019-12", "2019Q1", "2020Q4", "2019H1", "2019H2", "2019", "2019-2021")
_OUTLINES = ("三（二）（1）", "三", "十二（三）", "一（1）")
_PROSE = (
    "月度任务完成率 95% 以上。", "第一款。\n\n第二款：\n（一）甲；\n（二）乙。", "{甲}", "“}”",
    "三#", "指标 甲\n部门：乙", "（", "甲；乙", "“", "|甲|\n|乙|", "暂定（甲）", "1.", "a\tb",
)  # fmt: skip
_REASONS = (
    "原文只写“实行一票否决”", "", "理由；（二）", "见 第 3 条", "a\nb", "{甲；乙}", "“（”", "按 (2) 办",
    "暂定（甲）", "甲\n指标 乙", "，", "a\t b", "3#", "|", '"("', "权重以 %", "；", "。", "“", "L-023: a, b",
    "甲\n乙（丙\n丁）", "“#1”机组", "、", "注：甲",
)  # fmt: skip
_WILD = '甲乙分%个月ab３3 \u3000.·：，、；|（）(){}[]“”"《》「」#-—+*/=<>?？且或非前后每低扣\t\u2028注'
_QUOTES = ("“”", '""', "《》", "「」")
_ROW_BREAKERS = re.compile(r"[|｜│\n\r]")


def quotes(text: str) -> str:
    """A pair of quotes that ``text`` can stand between; nothing when there is none."""
    return next((pair for pair in _QUOTES if not set(pair) & set(text)), "")


def fits_a_cell(text: str) -> bool:
    """Whether a table's row can hold the text: no bar, no line end, no quote left open."""
    left = re.sub(QUOTED, "", text)
    return not _ROW_BREAKERS.search(text) and not any(pair[0] in left for pair in _QUOTES)


def _is_name(text: str) -> bool:
    return bool(text) and bool(quotes(text)) and text == blanks_to_spaces(text).strip()


_AWKWARD = tuple(text for text in map(str.strip, _ODD) if _is_name(text))
_SPELLED = tuple(
    text for spelling in _SPELLINGS for text in (around.format(spelling) for around in _AROUND) if _is_name(text)
)


def _pairs_with_others(text: str) -> bool:
    """Whether a quotation mark or a bracket of it would pair with one of another text on the same line."""
    depth = 0
    for sign in half_width(text):
        depth += {"(": 1, "[": 1, "{": 1, "《": 1, ")": -1, "]": -1, "}": -1, "》": -1}.get(sign, 0)
        if depth < 0:
            return True
    return depth > 0 or text.count('"') % 2 > 0


@lru_cache(maxsize=20_000)
def reads_as_text(text: str) -> bool:
    """Whether a clause can consist of ``text``."""
    file, _ = read(f"指标 甲 {{ 条款：{text}\n备注：乙\n}}\n部门：乙")
    if _pairs_with_others(text) or file is None or len(file.declarations) != 2 or len(file.declarations[0].fields) != 2:
        return False
    first = file.declarations[0].fields[0]
    return isinstance(first.value, Text) and first.value.text == text and first.provisional is None


@lru_cache(maxsize=20_000)
def reads_as_title(text: str) -> bool:
    """Whether a chapter can be called ``text``, whatever stands on the next line: no sign that keeps a line open is its last."""
    file, _ = read(f"第一章 {text}\n 部门：乙")
    if not reads_as_text(text) or file is None or len(file.declarations) != 2:
        return False
    value = file.declarations[0].subject or file.declarations[0].value
    return text in str(value)


@lru_cache(maxsize=20_000)
def reads_as_prose(text: str) -> bool:
    """Whether an article can consist of ``text``, which holds nothing that looks like a comment."""
    file, _ = read(f"第一条 {{ {text} }}\n部门：乙")
    if file is None or len(file.declarations) != 2 or script("", text).comments:
        return False
    value = file.declarations[0].value
    said = value.get("text") if isinstance(value, Form) else None
    return isinstance(said, Text) and said.text == text


@lru_cache(maxsize=20_000)
def reads_as_reason(text: str) -> bool:
    """Whether a provisional mark can give ``text`` as its reason, after a declaration, a name and a clause."""
    mark = f"　暂定（{text}）"
    file, _ = read(f"部门：甲{mark}\n指标 甲 {{ 牵头部门：乙{mark}\n备注：乙{mark}\n }}\n部门：乙")
    if _pairs_with_others(text) or "\n#" in text or file is None or len(file.declarations) != 3:
        return False
    first, second, _ = file.declarations
    marks = [first.provisional, *(one.provisional for one in second.fields)]
    return len(marks) == 3 and all(one is not None and one.reason == text for one in marks)


@frozen
class Leaves:
    """What the terminals of one file stand for. ``measures``: its own units; ``cell``: all of it goes into a table."""

    pick: Pick
    measures: tuple[str, ...] = ()
    cell: bool = False

    def of(self, kind: str) -> Node | Marks | None:
        """The node of a terminal; None for a keyword or sign."""
        match kind:
            case "NAME":
                return self.name()
            case "NUMBER":
                return self.number()
            case "MEASURE_UNIT":
                return Text(self.one((*load_units(), *self.measures)), PLACE)
            case "FREE_TEXT":
                return Text(self.text(), PLACE)
            case "PROSE":
                return Text(self._reading(_PROSE, reads_as_prose), PLACE)
            case "CHAPTER":
                return Form("CHAPTER", (("number", self._ordinal()), ("spelled", Spelled("", PLACE))), PLACE)
            case "ARTICLE":
                number = self._ordinal() if self.pick(2) else Text(self.one(_OUTLINES), PLACE)
                return Form("ARTICLE", (("number", number), ("spelled", Spelled("", PLACE))), PLACE)
            case "PROVISIONAL":
                return self.marks()
            case "DATE":
                return Text((date(2019, 1, 1) + timedelta(days=self.pick(60_000))).isoformat(), PLACE)
            case "PERIOD_NAME":
                return Text(self.one(PERIODS), PLACE)
        return None

    def marks(self) -> Marks:
        """暂定, codes that were reviewed, or both."""
        kind = self.pick(4)
        provisional = None if kind == 3 else Provisional(self.reason(), PLACE)
        count = (0, 0, 1, 1 + self.pick(2))[kind]
        codes = [f"K{self.one((207, 301, 999, 1, 38))}" for _ in range(count)]
        waivers = tuple(Waiver(code, self.reason() if self.pick(4) else "", PLACE) for code in codes)
        return Marks(provisional, waivers, PLACE)

    def one(self, options: Sequence[T]) -> T:
        """One of the options, the first being the plainest."""
        return options[self.pick(len(options))]

    def name(self) -> Name:
        """A name: every second one plain, the others awkward."""
        kind = self.pick(8)
        if kind < 4:
            text = self.one(PLAIN)
        elif kind < 6:
            text = self.one(_SPELLED)
        elif kind == 6:
            text = self.one(_AWKWARD)
        else:
            wild = blanks_to_spaces(self._wild(8)).strip()
            text = wild if _is_name(wild) else "甲"
        return Name(text, PLACE)

    def _ordinal(self) -> Number:
        return Number(Fraction(1 + self.pick(9999)), 0, "", PLACE)

    def text(self) -> str:
        """Free text that reads as itself; in a table one that a row can hold."""
        return self._reading(_TEXTS, reads_as_text)

    def title(self) -> str:
        """The title of a chapter."""
        return self._reading(_TEXTS, reads_as_title)

    def reason(self) -> str:
        """A reason that reads as itself."""
        return self._reading(_REASONS, reads_as_reason)

    def _reading(self, known: Sequence[str], reads: Callable[[str], bool]) -> str:
        text = self.one(known) if self.pick(4) < 3 else self._wild(12).strip()
        return text if reads(text) and (not self.cell or fits_a_cell(text)) else known[0]

    def _wild(self, most: int) -> str:
        return "".join(map(self._sign, range(1 + self.pick(most))))

    def _sign(self, _: int) -> str:
        at = self.pick(len(_WILD) + 8)
        if at < len(_WILD):
            return _WILD[at]
        code = 0x20 + self.pick(0x10FFE0)
        return "甲" if 0xD800 <= code < 0xE000 else chr(code)

    def number(self, unit: str | None = None) -> Number:
        """A number with any unit, most often a common one."""
        whole = str(self.pick(120)) if self.pick(4) < 3 else str(self.pick(10**30))
        decimals = "".join(str(self.pick(10)) for _ in range(self.pick(7))) if self.pick(3) == 2 else ""
        if unit is None:
            units = ("", "percent", "points", "pp", *self.measures) if self.pick(3) < 2 else tuple(load_units())
            unit = self.one(units)
        return Number(Fraction(f"{whole}.{decimals}0"), len(decimals), unit, PLACE)
