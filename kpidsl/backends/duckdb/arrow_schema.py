"""What a stream of Arrow tables says of its columns, by the C interface itself.

Takes the capsule that ``__arrow_c_stream__`` gives; gives the names of its columns and how Arrow writes their types. Consumes
nothing of the stream. The database changes names that are alike or empty, and does not say which column it does not take.
"""

import ctypes
import re
from typing import Any

from kpidsl.values import frozen

_TABLE = b"+s"
_DECIMAL = re.compile(r"d:([0-9]+),(-?[0-9]+)(?:,([0-9]+))?")
_MOST_DIGITS = 38
"""Of a decimal that the database holds."""


class _Schema(ctypes.Structure):
    """``ArrowSchema``."""


_Schema._fields_ = [
    ("format", ctypes.c_char_p),
    ("name", ctypes.c_char_p),
    ("metadata", ctypes.c_void_p),
    ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64),
    ("children", ctypes.POINTER(ctypes.POINTER(_Schema))),
    ("dictionary", ctypes.POINTER(_Schema)),
    ("release", ctypes.CFUNCTYPE(None, ctypes.POINTER(_Schema))),
    ("private_data", ctypes.c_void_p),
]


class _Stream(ctypes.Structure):
    """``ArrowArrayStream``; only its schema is asked for."""


_Stream._fields_ = [
    ("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Stream), ctypes.POINTER(_Schema))),
    ("get_next", ctypes.c_void_p),
    ("get_last_error", ctypes.c_void_p),
    ("release", ctypes.c_void_p),
    ("private_data", ctypes.c_void_p),
]


@frozen
class ArrowColumn:
    """A column; ``format`` is its type as the C interface writes it."""

    heading: str
    format: str

    @property
    def is_half(self) -> bool:
        """Whether it holds 16-bit floats."""
        return self.format == "e"

    @property
    def decimal(self) -> str:
        """``decimal256(60,18)`` for a decimal that the database cannot hold; empty for all others."""
        found = _DECIMAL.fullmatch(self.format)
        if found is None:
            return ""
        digits, places, bits = int(found[1]), int(found[2]), found[3] or "128"
        unfit = digits > _MOST_DIGITS or places < 0 or bits == "256"
        return f"decimal{bits}({digits},{places})" if unfit else ""


def columns_in(capsule: object) -> tuple[ArrowColumn, ...] | None:
    """The columns of the stream in a capsule; None where it is a stream of single values, or gives no schema."""
    pointer_of: Any = ctypes.pythonapi.PyCapsule_GetPointer
    pointer_of.restype, pointer_of.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    stream = ctypes.cast(pointer_of(capsule, b"arrow_array_stream"), ctypes.POINTER(_Stream))
    schema = _Schema()
    if stream.contents.get_schema(stream, ctypes.byref(schema)):
        return None
    try:
        if schema.format != _TABLE:
            return None
        children = [schema.children[at].contents for at in range(schema.n_children)]
        return tuple(ArrowColumn(_text(child.name), _text(child.format)) for child in children)
    finally:
        schema.release(ctypes.byref(schema))


def _text(text: bytes | None) -> str:
    return (text or b"").decode("utf-8", "replace")
