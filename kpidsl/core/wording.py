"""Units, amounts and references as messages name them, in both languages.

Takes values of the compiler; gives arguments of diagnostics (``step_zh``, ``step_en``). Never rounds an amount of the
user's: a value with more than six decimals is cut and marked ``≈``.
"""

from fractions import Fraction

from kpidsl.core import dimensions as dim
from kpidsl.core.dimensions import Dimension
from kpidsl.diagnostics.bilingual import both
from kpidsl.resolve.amounts import decimal
from kpidsl.resolve.policy import Reviewed
from kpidsl.syntax.days import day_text
from kpidsl.syntax.keywords import load_keywords
from kpidsl.syntax.tree import Name, Node, Number, Ref, Word
from kpidsl.syntax.units import DATE

LONGEST = 6
"""Decimals that a message shows at most."""
_MANY = Fraction(2)
"""Of which a unit without a number is the plural: “is in events”."""


def unit_words(name: str, dimension: Dimension | None, unit: str = "") -> dict[str, object]:
    """The unit with that key, else one that quantities of this dimension are written in."""
    if unit:
        return both(name, dim.unit_name(unit, "zh"), dim.unit_name(unit, "en", _MANY))
    return both(name, _unit(dimension, "zh"), _unit(dimension, "en", _MANY))


def _unit(dimension: Dimension | None, lang: str, count: Fraction | None = None) -> str:
    if dimension == dim.GAP:
        return dim.unit_name("pp", lang)
    return dim.spelled(dimension, lang, count)


def amount_words(name: str, value: Fraction, dimension: Dimension | None) -> dict[str, object]:
    """A value in base units with its unit: ``92.5%``, ``12 起``; a bare number stays bare."""
    return both(name, _amount(value, dimension, "zh"), _amount(value, dimension, "en"))


def _amount(value: Fraction, dimension: Dimension | None, lang: str) -> str:
    if dimension == dim.RATIO:
        return plain(value * 100) + "%"
    if dimension == dim.DATE:
        return day_text(value)
    if dimension == dim.GAP:
        return f"{plain(value * 100)} {_unit(dimension, lang)}"
    return plain(value) + ("" if dimension is None else f" {_unit(dimension, lang, value)}")


def written_words(name: str, value: Fraction, unit: str) -> dict[str, object]:
    """A number with the unit it was written with: ``1 个百分点``, ``1%``."""
    return both(name, _written(value, unit, "zh"), _written(value, unit, "en"))


def _written(value: Fraction, unit: str, lang: str) -> str:
    if unit == DATE.key:
        return day_text(value)
    between = "" if unit in ("", "percent", "permille") else " "
    return plain(value) + between + (dim.unit_name(unit, lang, value) if unit else "")


def plain(value: Fraction) -> str:
    """A number in decimal notation, cut to six decimals where it has more."""
    text = decimal(value, LONGEST)
    return text if Fraction(text) == value else f"≈{text}"


def expr_words(name: str, expr: Node | None) -> dict[str, object]:
    """A reference or a number as its author reads it; empty for a longer expression."""
    match expr:
        case Ref():
            return both(name, *(_reference(expr, lang) for lang in ("zh", "en")))
        case Number(value, _, unit):
            return written_words(name, value, unit)
        case _:
            return both(name, "", "")


def _reference(ref: Ref, lang: str) -> str:
    return "·".join(part.text if isinstance(part, Name) else keyword(part, lang) for part in ref.parts)


def reviewed_words(mark: Reviewed, lang: str) -> str:
    """What a mark 已审 speaks of: 指标“产量”, “产量”的目标值, “产量”一行."""
    word = keyword(mark.word, lang) if mark.word in load_keywords().of_word else ""
    if not mark.subject:
        return word
    match mark.kind, lang:
        case "row", "zh":
            return f"“{mark.subject}”一行"
        case "row", _:
            return f"row {mark.subject}"
        case "declaration", "zh":
            return f"{word}“{mark.subject}”"
        case "declaration", _:
            return f"{word} {mark.subject}".strip()
        case _, "zh":
            return f"“{mark.subject}”的{word}" if word else f"“{mark.subject}”"
        case _:
            return f"{word} of {mark.subject}" if word else mark.subject


def keyword(word: Word | str, lang: str, within: str = "") -> str:
    """A word of the language in its canonical spelling, in a field ``within`` where that has one of its own."""
    return load_keywords().spelling(word.word if isinstance(word, Word) else word, lang, within)
