"""Classes of values: attrs' ``frozen`` and ``define``, made to be cheap to import.

Takes the fields of a class, as attrs does; gives the class with attrs' fields, ``__init__`` and slots. attrs would compile
source text for comparison, hashing and display as well, for every class of the program at every start, which takes longer
than a small month; here the classes share functions for these. Two values are equal when they are of one class and their
fields are, those with ``eq=False`` left out; frozen ones are hashed alike.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

if TYPE_CHECKING:
    from attrs import define, frozen

__all__ = ["define", "frozen"]

T = TypeVar("T", bound=type)


def _frozen(cls: T | None = None, /, **options: Any) -> Any:
    return _made(cls, frozen=True, **options) if cls else lambda cls: _made(cls, frozen=True, **options)


def _define(cls: T | None = None, /, **options: Any) -> Any:
    return _made(cls, **options) if cls else lambda cls: _made(cls, **options)


def _made(cls: T, **options: Any) -> T:
    if options.keys() & {"eq", "order"}:
        made: Any = attrs.define(cls, repr=False, **options)
    else:
        keeps = options.pop("cache_hash", False)
        made = attrs.define(_with_room(cls) if keeps else cls, eq=False, repr=False, **options)
        key = _key(made)
        made.__eq__ = _equality(key)
        made.__hash__ = _kept_hash(made, key) if keeps else _hash(made, key) if options.get("frozen") else None
    made.__repr__ = _repr
    result: T = made
    return result


def _key(cls: type) -> Callable[[Any], Any]:
    names = [entry.name for entry in attrs.fields(cls) if entry.eq]
    return attrgetter(*names) if names else lambda _: ()


def _equality(key: Callable[[Any], Any]) -> Callable[[Any, object], Any]:
    def equal(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return key(self) == key(other)

    return equal


def _hash(cls: type, key: Callable[[Any], Any]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        return hash((cls, key(self)))

    return hashed


class _Room:
    """Where a value keeps its hash."""

    __slots__ = ("_kept_hash",)


def _with_room(cls: type) -> type:
    return type(cls.__name__, (_Room,), dict(cls.__dict__))


def _kept_hash(cls: type, key: Callable[[Any], Any]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        try:
            known: int = self._kept_hash
        except AttributeError:
            known = hash((cls, key(self)))
            object.__setattr__(self, "_kept_hash", known)
        return known

    return hashed


def _repr(self: Any) -> str:
    shown = (entry.name for entry in attrs.fields(type(self)) if entry.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


if not TYPE_CHECKING:
    frozen, define = _frozen, _define
