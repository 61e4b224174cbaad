"""What a cell of data may hold in place of a value.

Words only, compared in lower case and half width; data and policies agree on them, so that no level and no label is called so.
"""

from typing import Final

from kpidsl.syntax.chars import half_width

NOT_APPLICABLE: Final = ("不涉及", "不适用", "无此项工作", "/", "—", "——", "-", "n/a", "not applicable")
PENDING: Final = ("待核实", "待复核", "pending")


def is_said_of_absence(text: str) -> bool:
    """Whether a cell with this text holds no value."""
    return half_width(text).strip().lower() in (*NOT_APPLICABLE, *PENDING)
