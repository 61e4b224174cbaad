"""Classes of values: attrs' ``frozen`` and ``define``, made to be cheap to import; and what is made of one value once.

Takes the fields of a class, as attrs does; gives the class with attrs' fields, ``__init__`` and slots. attrs would write and
compile source text for every class of the program at every start, which takes longer than a small month. Here classes share
functions for comparison, hashing, display and pickling, and those of one shape share the text of their ``__init__``. What attrs
knows of a class (``attrs.fields``, ``evolve``) it makes when it is asked for, and ``__init__`` too where a field is one of attrs'
own. Two values are equal when they are of one class and their fields are, those with ``eq=False`` left out; frozen ones are
hashed alike.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from weakref import ref

import attrs

if TYPE_CHECKING:
    from attrs import define, field, frozen

__all__ = ["define", "field", "frozen", "made_once"]

T = TypeVar("T", bound=type)
K = TypeVar("K")
V = TypeVar("V")

_OF_ATTRS: Any = type(attrs.field())
"""What attrs puts in the body of a class for a field."""
_OPTIONS = frozenset({"default", "factory", "init", "repr", "eq"})
"""What is said of a field without attrs."""
_KEPT = "_kept_hash"
"""Where a value keeps its hash."""


def _frozen(cls: T | None = None, /, **options: Any) -> Any:
    return _made(cls, frozen=True, **options) if cls else lambda cls: _made(cls, frozen=True, **options)


def _define(cls: T | None = None, /, **options: Any) -> Any:
    return _made(cls, **options) if cls else lambda cls: _made(cls, **options)


def _field(**options: Any) -> Any:
    return _Field(**options) if options.keys() <= _OPTIONS else attrs.field(**options)


def _made(cls: type, *, frozen: bool = False, cache_hash: bool = False, order: bool = False, eq: bool = True) -> type:
    made: Any
    if cls.__bases__ == (object,) and not any(map(_names_its_class, vars(cls).values())):
        made, compared = _outlined(cls, frozen, [_KEPT] if cache_hash else [])
    else:  # its bases may have fields too, and attrs shows its methods the new class
        for name, one in list(vars(cls).items()):
            if isinstance(one, _Field):
                setattr(cls, name, one.of_attrs())
        made, cache_hash = attrs.define(cls, frozen=frozen, eq=False, repr=False), False  # there is no room for a hash
        compared = [entry.name for entry in attrs.fields(made) if entry.eq]
    key: Callable[[Any], Any] = attrgetter(*compared) if compared else lambda _: ()
    if eq:
        made.__eq__ = _comparison(key, operator.eq)
        made.__hash__ = _kept_hash(made, key) if cache_hash else _hash(made, key) if frozen else None
    if order:
        made.__lt__, made.__le__ = _comparison(key, operator.lt), _comparison(key, operator.le)
        made.__gt__, made.__ge__ = _comparison(key, operator.gt), _comparison(key, operator.ge)
    made.__repr__ = _repr
    finished: type = made
    return finished


def _names_its_class(part: object) -> bool:
    """Whether a method says ``super()`` or ``__class__``."""
    code = getattr(getattr(part, "fget", part), "__code__", None)
    return code is not None and "__class__" in code.co_freevars


class _Field:
    """A field of which more is said than its type, in the body of its class; the options are those of attrs."""

    def __init__(
        self, *, default: Any = attrs.NOTHING, factory: Any = None, init: bool = True, eq: bool = True, **others: Any
    ) -> None:
        self.default, self.factory, self.init, self.eq, self._others = default, factory, init, eq, others

    @property
    def shape(self) -> str:
        """What ``__init__`` does about it: takes it, takes it or makes it, makes it, or leaves it alone."""
        if self.init:
            return "take" if self.factory is None else "take or make"
        return "leave" if self.factory is None and self.default is attrs.NOTHING else "make"

    def make(self) -> Any:
        """What the field holds where nothing is given."""
        return self.default if self.factory is None else self.factory()

    def of_attrs(self) -> Any:
        """The same as attrs has it."""
        given = {"default": self.default} if self.factory is None else {"factory": self.factory}
        return attrs.field(**given, init=self.init, eq=self.eq, **self._others)


def _outlined(cls: type, frozen: bool, more_slots: Sequence[str]) -> tuple[type, list[str]]:
    """A class with its slots; and which of its fields are compared."""
    names = list(cls.__annotations__)
    body = {name: part for name, part in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    stated = {name: body.pop(name) for name in names if name in body}
    marked = {name: one for name, one in stated.items() if isinstance(one, (_Field, _OF_ATTRS))}
    remembers = any(isinstance(part, cached_property) for part in body.values())
    body["__slots__"] = (*names, *more_slots, *(["__dict__"] if remembers else []), "__weakref__")
    body["__match_args__"] = tuple(name for name in names if name not in marked or marked[name].init)
    body["__getstate__"] = _emptying(names)
    if frozen:
        body["__setattr__"] = body["__delattr__"] = _refuse
    made: Any = type(cls.__name__, (), body)
    setters = [vars(made)[name].__set__ for name in names]
    made.__setstate__ = _filling(setters)
    made.__attrs_attrs__ = late = _Late(made, stated, frozen, setters)
    made.__init__ = late.first_init()
    return made, [name for name in names if name not in marked or marked[name].eq]


def _init(fields: Sequence[tuple[str, _Field]], setters: Sequence[Any], has_more: bool) -> Any:
    """``__init__``: the same for all classes whose fields are of the same shapes, but for their names and what they hold."""
    taken = [(name.lstrip("_"), one) for name, one in fields if one.init]
    optional = [one.factory is not None or one.default is not attrs.NOTHING for _, one in taken]
    if sorted(optional) != optional:
        raise TypeError(f"a field without a default behind one that has it: {', '.join(name for name, _ in taken)}")
    init: Any = _init_of(tuple(one.shape for _, one in fields), has_more)(setters, [one.make for _, one in fields])
    init.__code__ = init.__code__.replace(co_varnames=("self", *(name for name, _ in taken)))
    init.__defaults__ = tuple(one.default for (_, one), given in zip(taken, optional, strict=True) if given)
    return init


@cache
def _init_of(shapes: tuple[str, ...], has_more: bool) -> Callable[..., Any]:
    """What makes the ``__init__`` of a class of what sets its fields and what makes what they hold."""
    text = {
        "take": "set_{0}(self, value_{0})",
        "take or make": "set_{0}(self, make_{0}() if value_{0} is NOTHING else value_{0})",
        "make": "set_{0}(self, make_{0}())",
        "leave": "pass",
    }
    taken = "".join(f", value_{at}" for at, shape in enumerate(shapes) if shape.startswith("take"))
    sets, makes = ("".join(f"{kind}_{at}, " for at in range(len(shapes))) or "_" for kind in ("set", "make"))
    lines = [
        "def of(sets, makes):",
        f" {sets} = sets",
        f" {makes} = makes",
        f" def __init__(self{taken}):",
        *("  " + text[shape].format(at) for at, shape in enumerate(shapes)),
        "  self.__attrs_post_init__()" if has_more else "  pass",
        " return __init__",
    ]
    found: dict[str, Any] = {"NOTHING": attrs.NOTHING}
    exec("\n".join(lines), found)
    made: Callable[..., Any] = found["of"]
    return made


class _Late:
    """What is made of a class when it is asked for: its ``__init__``, and what attrs knows of it."""

    def __init__(self, cls: type, stated: Mapping[str, Any], frozen: bool, setters: Sequence[Any]) -> None:
        self._cls: Any = cls
        self._stated = stated
        self._frozen = frozen
        self._setters = setters

    def __get__(self, instance: object, owner: type) -> Any:
        self._cls.__attrs_attrs__ = self._of_attrs().__attrs_attrs__
        return self._cls.__attrs_attrs__

    def first_init(self) -> Callable[..., None]:
        """What makes the ``__init__`` of the class and then builds a value."""

        def init(value: Any, *args: Any, **named: Any) -> None:
            self._cls.__init__ = self._init()
            self._cls.__init__(value, *args, **named)

        return init

    def _init(self) -> Any:
        if any(isinstance(one, _OF_ATTRS) for one in self._stated.values()):
            return self._of_attrs().__init__
        stated = ((name, self._stated.get(name, attrs.NOTHING)) for name in self._cls.__annotations__)
        fields = [(name, one if isinstance(one, _Field) else _Field(default=one)) for name, one in stated]
        init = _init(fields, self._setters, hasattr(self._cls, "__attrs_post_init__"))
        init.__qualname__ = f"{self._cls.__qualname__}.__init__"
        return init

    def _of_attrs(self) -> Any:
        """A class of the same fields that attrs has made."""
        parts = ("__module__", "__qualname__", "__annotations__", "__attrs_post_init__")
        stated = {name: one.of_attrs() if isinstance(one, _Field) else one for name, one in self._stated.items()}
        body = {name: getattr(self._cls, name) for name in parts if hasattr(self._cls, name)} | stated
        return attrs.define(type(self._cls.__name__, (), body), frozen=self._frozen, eq=False, repr=False)


def _refuse(_value: object, _name: str, _new: object = None) -> NoReturn:
    raise attrs.exceptions.FrozenInstanceError


def _emptying(names: Sequence[str]) -> Callable[[Any], tuple[Any, ...]]:
    def state(self: Any) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in names])

    return state


def _filling(setters: Sequence[Callable[[Any, Any], None]]) -> Callable[[Any, tuple[Any, ...]], None]:
    def fill(self: Any, state: tuple[Any, ...]) -> None:
        for put, value in zip(setters, state, strict=True):
            put(self, value)

    return fill


def _comparison(key: Callable[[Any], Any], holds: Callable[[Any, Any], bool]) -> Callable[[Any, object], Any]:
    def compared(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return holds(key(self), key(other))

    return compared


def _hash(cls: type, key: Callable[[Any], Any]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        return hash((cls, key(self)))

    return hashed


def _kept_hash(cls: type, key: Callable[[Any], Any]) -> Callable[[Any], int]:
    def hashed(self: Any) -> int:
        try:
            known: int = self._kept_hash
        except AttributeError:
            known = hash((cls, key(self)))
            object.__setattr__(self, _KEPT, known)
        return known

    return hashed


def _repr(self: Any) -> str:
    shown = (entry.name for entry in attrs.fields(type(self)) if entry.repr)
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"


def made_once(make: Callable[[K], V]) -> Callable[[K], V]:
    """``make`` for values that are costly to compare: made once for each value as long as it lives; equal ones are not the same."""
    known: dict[int, tuple[ref[K], V]] = {}

    def made(value: K) -> V:
        at = id(value)
        if at in known:
            return known[at][1]
        result = make(value)
        known[at] = ref(value, lambda _: known.pop(at, None)), result
        return result

    return made


if not TYPE_CHECKING:
    frozen, define, field = _frozen, _define, _field
