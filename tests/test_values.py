"""Classes of values: what attrs promises of them holds for ours."""

import pickle
from functools import cached_property

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpidsl.values import define, field, frozen


@frozen
class Pair:
    left: int
    right: str = ""


@frozen
class OtherPair:
    left: int
    right: str = ""


@frozen
class Nothing:
    """No fields."""


@frozen
class Named:
    name: str
    seen: list[int] = field(factory=list, eq=False, repr=False)


@frozen(cache_hash=True)
class Deep:
    inner: object


@frozen(order=True)
class Place:
    line: int


@frozen(eq=False)
class Itself:
    name: str


@define
class Growing:
    parts: list[int] = field(factory=list)


@frozen
class Told:
    _words: tuple[str, ...] = ()
    most: int = field(default=3, repr=False)
    length: int = field(init=False)
    seen: list[str] = field(factory=list, init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "length", len(self._words))


@frozen
class OfAttrs:
    word: str = field(converter=str.strip)
    length: int = attrs.field()

    @length.default
    def _length(self) -> int:
        return len(self.word)


@frozen
class Longer(Pair):
    more: list[int] = field(factory=list)


@frozen
class Counted:
    words: tuple[str, ...]

    @cached_property
    def longest(self) -> int:
        return max(map(len, self.words))


PAIRS = st.builds(Pair, st.integers(-2, 2), st.sampled_from(["", "a"]))


@given(PAIRS, PAIRS)
def test_values_are_equal_where_their_fields_are_and_hashed_alike(one: Pair, other: Pair) -> None:
    same = (one.left, one.right) == (other.left, other.right)
    assert (one == other) is same
    assert (one != other) is not same
    assert len({one, other}) == 2 - same


def test_values_of_two_classes_are_never_equal() -> None:
    assert Pair(1) != OtherPair(1)
    assert len({Pair(1), OtherPair(1)}) == 2
    assert Pair(1) != (1, "")


def test_a_value_without_fields_equals_another() -> None:
    assert Nothing() == Nothing()
    assert len({Nothing(), Nothing()}) == 1


def test_a_field_may_be_left_out_of_comparison_and_display() -> None:
    assert Named("a", [1]) == Named("a", [2])
    assert hash(Named("a", [1])) == hash(Named("a", [2]))
    assert repr(Named("a", [1])) == "Named(name='a')"


def test_the_options_of_attrs_hold() -> None:
    assert Deep(Deep(1)) == Deep(Deep(1))
    assert hash(Deep(1)) == hash(Deep(1))
    assert sorted([Place(2), Place(1)]) == [Place(1), Place(2)]
    assert Itself("a") != Itself("a")


def test_what_is_worked_out_once_is_no_field() -> None:
    counted = Counted(("a", "bcd"))
    assert counted.longest == counted.longest == 3
    assert counted == Counted(("a", "bcd"))
    assert pickle.loads(pickle.dumps(counted)) == counted
    with pytest.raises(TypeError):
        Place(1) < Counted(())  # type: ignore[operator]  # noqa: B015 - values of two classes have no order


def test_what_is_frozen_cannot_change_and_what_is_not_has_no_hash() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Pair(1).left = 2  # type: ignore[misc]
    growing = Growing()
    growing.parts = [1]
    assert growing == Growing([1])
    with pytest.raises(TypeError):
        hash(growing)


def test_values_are_shown_with_their_fields_and_changed_by_evolve() -> None:
    assert repr(Pair(1, "a")) == "Pair(left=1, right='a')"
    assert attrs.evolve(Pair(1, "a"), left=2) == Pair(2, "a")
    match Pair(1, "a"):
        case Pair(left, right):
            assert (left, right) == (1, "a")


def test_fields_have_what_attrs_makes_of_them() -> None:
    told = Told(words=("a", "b"))
    assert (told.most, told.length, told.seen) == (3, 2, [])
    assert attrs.evolve(told, words=()).length == 0
    assert (OfAttrs(" ab").length, OfAttrs("ab", 1).length) == (2, 1)
    assert (Longer(1).more, Longer(1, "a", [2]).more) == ([], [2])
    assert Growing().parts is not Growing().parts
    assert Growing(parts := [1]).parts is parts


def test_a_method_may_name_its_class() -> None:
    @frozen
    class Named:
        word: str

        def again(self) -> object:
            return __class__(self.word)  # type: ignore[name-defined]

    assert Named("a").again() == Named("a")


def test_a_value_needs_all_its_fields_and_no_others() -> None:
    for build in (Pair, lambda: Pair(1, "a", 2), lambda: Pair(1, middle=2), lambda: Told(length=1)):  # type: ignore[call-arg]
        with pytest.raises(TypeError):
            build()


def test_a_field_without_a_default_stands_before_those_that_have_one() -> None:
    @frozen
    class WrongOrder:
        left: int = 0
        right: int  # type: ignore[misc]

    with pytest.raises(TypeError, match="left, right"):
        WrongOrder(1, 2)


def test_the_fields_of_a_class_are_known_before_its_first_value() -> None:
    @frozen
    class Never:
        left: int
        right: str = field(default="", eq=False)

    assert [(one.name, one.default, one.eq) for one in attrs.fields(Never)] == [
        ("left", attrs.NOTHING, True),
        ("right", "", False),
    ]
    assert Never.__match_args__ == ("left", "right")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "value", [Pair(1, "a"), Nothing(), Deep(None), Told(("a",)), OfAttrs("a"), Place(3), Growing([1])]
)
def test_a_value_comes_back_as_it_was_pickled(value: object) -> None:
    again = pickle.loads(pickle.dumps(value))
    assert again == value
