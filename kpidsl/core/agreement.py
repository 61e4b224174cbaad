"""Whether two quantities may meet: in a sum, a comparison or a choice.

Takes quantities with their dimensions; says whether they may be added or compared, and reports why they may not. A bare number
is a count of the other side's unit or 分; 0 and 1 also stand for 0% and 100% beside a ratio, 0 beside anything.
"""

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.quantity import Quantity
from kpidsl.core.wording import plain, unit_words, written_words
from kpidsl.diagnostics import Label, Problems
from kpidsl.diagnostics.bilingual import both
from kpidsl.syntax.keywords import LANGS


def agree(left: Quantity, right: Quantity, problems: Problems, gaps: bool = False) -> bool:
    """Whether two quantities may be added or compared; reports where they may not.

    ``gaps``: percentage points and percentages may meet, as they do in a sum.
    """
    if left.dimension is None and right.dimension is None:
        return True
    if left.dimension is None or right.dimension is None:
        bare, other = (left, right) if left.dimension is None else (right, left)
        return _bare_fits(bare, other, problems)
    if left.dimension == right.dimension or (gaps and {left.dimension, right.dimension} == {dim.RATIO, dim.GAP}):
        return True
    args = _side("left", left) | _side("right", right)
    variant = "days" if {left.dimension, right.dimension} == {dim.DATE, dim.TIME} else ""
    problems.add("K324", right.place, variant, [Label(left.place, "other", args.items())], **args)
    return False


def _bare_fits(bare: Quantity, other: Quantity, problems: Problems) -> bool:
    assert other.dimension is not None
    if other.dimension == dim.DATE and bare.constant is not None:
        problems.add("K325", bare.place, "date", (), number=plain(bare.constant))
        return False
    if bare.constant == 0 or dim.is_count(other.dimension) or other.dimension == dim.POINTS:
        return True
    if other.dimension == dim.RATIO and bare.constant == 1:
        return True
    unit = unit_words("unit", other.dimension, other.unit)
    if bare.constant is None:
        problems.add("K325", bare.place, "rank", (), **unit)
        return False
    words = {"number": plain(bare.constant)}
    if other.dimension != dim.RATIO:
        problems.add("K325", bare.place, "", (), **words, **unit)
    elif abs(bare.constant) > 1:
        problems.add("K325", bare.place, "percent", (), **words)
    else:
        problems.add("K325", bare.place, "decimal", (), **words, hundredfold=plain(bare.constant * 100))
    return False


def _side(name: str, quantity: Quantity) -> dict[str, object]:
    """One side of a comparison or sum, with its unit: ``“单位成本”是元/吨``, ``这里写的是 18.5 万元``."""
    units = unit_words("unit", quantity.dimension, quantity.unit)
    zh, en = (str(units[f"unit_{lang}"]) for lang in LANGS)
    is_zh, is_en = "是百分数" if zh == "%" else f"的单位是{zh}", f"is in {en}"
    if quantity.dimension == dim.DATE:
        is_zh, is_en = "是日期", "is a date"
    unnamed = f"这一项{is_zh}", f"this {is_en}"
    match quantity.expr:
        case e.Col(column):
            subject = column.partition(":")[2].rpartition("·")[2]
            return both(name, f"“{subject}”{is_zh}", f"“{subject}” {is_en}") if subject else both(name, *unnamed)
        case e.Const(value) if quantity.unit:
            words = written_words("number", value / dim.measure(quantity.unit).scale, quantity.unit)
            return both(name, f"这里写的是 {words['number_zh']}", f"this is {words['number_en']}")
        case _:
            return both(name, *unnamed)
