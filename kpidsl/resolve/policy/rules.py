"""What a regulation says in one word or by a number of digits, at its place."""

from kpidsl.source import Span
from kpidsl.values import frozen


@frozen
class RoundingRule:
    """Digits and mode of one place of the calculation; ``mode`` is the grammar's word."""

    digits: int
    mode: str
    place: Span


@frozen
class Choice:
    """A rule that is one word, or a form with slots, at its place."""

    word: str
    argument: str
    place: Span
