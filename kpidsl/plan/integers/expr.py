"""Integer expressions: what is left of a core expression once every number is whole.

Values only. Every numeric expression carries the proven interval ``lo … hi`` of its value (where it has one), whether
it may be absent, and, where it computes, whether the computation could leave 64 bits (``wide``). ``build`` makes
them and gives the proofs. Never looks at data, never knows a database.
"""

from fractions import Fraction

from kpidsl.core.expr import Rounding
from kpidsl.core.irrational import rounded_value
from kpidsl.values import frozen


@frozen(cache_hash=True)
class IntLit:
    """A whole number."""

    value: int


@frozen(cache_hash=True)
class IntNull:
    """No value."""


@frozen(cache_hash=True)
class IntCol:
    """A stored column of whole numbers."""

    key: str
    lo: int
    hi: int
    nullable: bool


@frozen(cache_hash=True)
class IntAdd:
    """The sum of all arguments, from left to right."""

    args: tuple["Int", ...]
    lo: int
    hi: int
    nullable: bool
    wide: bool


@frozen(cache_hash=True)
class IntMul:
    """The product of all arguments, from left to right."""

    args: tuple["Int", ...]
    lo: int
    hi: int
    nullable: bool
    wide: bool


@frozen(cache_hash=True)
class IntDiv:
    """``num / den`` brought to a whole number by ``mode``; ``den`` is positive wherever it is present."""

    num: "Int"
    den: "Int"
    mode: Rounding
    lo: int
    hi: int
    nullable: bool
    wide: bool
    """Whether ``num`` plus or minus ``den``, or the double of a rest, may leave 64 bits."""


@frozen(cache_hash=True)
class IntWorked:
    """A function of core/irrational.py over stored columns and literals, arguments over ``10**scales``; stored by itself."""

    word: str
    args: tuple["Int", ...]
    scales: tuple[int, ...]
    by: Fraction | None
    digits: int
    mode: Rounding
    lo: int
    hi: int
    nullable: bool

    def value(self, mantissas: tuple[int, ...]) -> int | None:
        """The mantissa for those of the arguments."""
        numbers = [Fraction(number, 10**scale) for number, scale in zip(mantissas, self.scales, strict=True)]
        found = rounded_value(self.word, numbers, self.by, self.digits, self.mode)
        return None if found is None else int(found * 10**self.digits)


@frozen(cache_hash=True)
class IntMin:
    """The smallest argument; absent where one is."""

    args: tuple["Int", ...]
    lo: int
    hi: int
    nullable: bool


@frozen(cache_hash=True)
class IntMax:
    """The largest argument; absent where one is."""

    args: tuple["Int", ...]
    lo: int
    hi: int
    nullable: bool


@frozen(cache_hash=True)
class IntCase:
    """The value of the first arm whose condition holds, else ``default``."""

    arms: tuple[tuple["Truth", "Int"], ...]
    default: "Int"
    lo: int
    hi: int
    nullable: bool


@frozen(cache_hash=True)
class IntCmp:
    """``op`` as in ``core.expr.Cmp``; false where a side is absent."""

    op: str
    left: "Int"
    right: "Int"


@frozen(cache_hash=True)
class Known:
    """Whether there is a value."""

    arg: "Int"


@frozen(cache_hash=True)
class Filled:
    """Whether a text or yes/no column holds anything."""

    key: str


@frozen(cache_hash=True)
class TextAmong:
    """Whether a text column holds one of the texts; false where absent."""

    key: str
    texts: tuple[str, ...]


@frozen(cache_hash=True)
class TruthCol:
    """A stored yes/no column; false where absent."""

    key: str
    nullable: bool


@frozen(cache_hash=True)
class All:
    """True where all arguments are."""

    args: tuple["Truth", ...]


@frozen(cache_hash=True)
class Any:
    """True where one argument is."""

    args: tuple["Truth", ...]


@frozen(cache_hash=True)
class IsNot:
    """The opposite."""

    arg: "Truth"


@frozen(cache_hash=True)
class Choice:
    """The truth of the first arm whose condition holds, else ``default``; ``None`` is absent."""

    arms: tuple[tuple["Truth", "Truth | None"], ...]
    default: "Truth | None"


Int = IntLit | IntNull | IntCol | IntAdd | IntMul | IntDiv | IntWorked | IntMin | IntMax | IntCase
Truth = IntCmp | Known | Filled | TextAmong | TruthCol | All | Any | IsNot | Choice

ZERO, ONE = IntLit(0), IntLit(1)
ALWAYS, NEVER = All(()), Any(())


@frozen
class Interval:
    """Proven bounds of a value, where it is present."""

    lo: int
    hi: int


def interval(expr: Int) -> Interval:
    """The proven bounds; an absent value has those of 0."""
    match expr:
        case IntLit(value):
            return Interval(value, value)
        case IntNull():
            return Interval(0, 0)
        case _:
            return Interval(expr.lo, expr.hi)


def may_be_absent(expr: Int) -> bool:
    """Whether the value may be absent."""
    match expr:
        case IntLit():
            return False
        case IntNull():
            return True
        case _:
            return expr.nullable


def columns_of(expr: Int | Truth) -> set[str]:
    """The keys of all stored columns an expression reads."""
    found: set[str] = set()
    stack: list[Int | Truth] = [expr]
    while stack:
        match stack.pop():
            case IntCol(key) | Filled(key) | TextAmong(key) | TruthCol(key):
                found.add(key)
            case IntAdd(args) | IntMul(args) | IntMin(args) | IntMax(args) | IntWorked(_, args):
                stack += args
            case All(args) | Any(args):
                stack += args
            case IntDiv(num, den):
                stack += (num, den)
            case IntCmp(_, left, right):
                stack += (left, right)
            case Known(arg):
                stack.append(arg)
            case IsNot(truth):
                stack.append(truth)
            case IntCase(arms, default):
                stack += [part for arm in arms for part in arm] + [default]
            case Choice(choices, otherwise):
                stack += [part for arm in choices for part in arm if part is not None]
                stack += [otherwise] if otherwise is not None else []
            case _:
                pass
    return found
