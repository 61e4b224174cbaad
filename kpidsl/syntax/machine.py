"""The LALR(1) machine: tokens to one node by the parse table.

Takes a start symbol and where tokens come from, each asked for by the terminals that could stand next; gives what the
callbacks of the rules make. No recursion. Never says what is wrong: ``Stuck`` holds where it stopped.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from kpidsl.syntax.build import Builder
from kpidsl.syntax.parse_table import PLACEHOLDER, parse_table
from kpidsl.syntax.tokens import Token

END = "$END"

_ITSELF = ((0, False),)
"""The parts of a rule of one part: most steps of an expression are of this kind, and leave the part as it is."""

NextToken = Callable[[frozenset[str]], Token | None]


class Stuck(Exception):  # noqa: N818  it is the author's mistake, not an error of ours
    """No rule takes ``token`` (None: the end) after ``stack``, the states passed so far for the symbol ``start``."""

    def __init__(self, start: str, stack: list[int], token: Token | None) -> None:
        super().__init__(start)
        self.start = start
        self.stack = stack
        self.token = token


def run(start: str, next_token: NextToken) -> Any:
    """What the tokens make, read as ``start``; raises Stuck."""
    table = parse_table()
    actions, gotos, rules, end_state = table.actions, table.gotos, table.rules, table.ends[start]
    callbacks = _callbacks()
    states, values = [table.starts[start]], list[Any]()
    while True:
        token = next_token(terminals(states[-1]))
        kind = token.type if token else END
        while (action := actions[states[-1]].get(kind)) is not None and action < 0:
            symbol, size, _, single, taken = rules[~action]
            if single and taken == _ITSELF and size == 1:
                del states[-1]
            else:
                parts = values[len(values) - size :]
                del states[len(states) - size :], values[len(values) - size :]
                made = _parts(parts, taken)
                values.append(made[0] if single and len(made) == 1 else callbacks[~action](made))
            states.append(gotos[states[-1]][symbol])
            if token is None and states[-1] == end_state:
                return values[-1]
        if action is None or token is None:
            raise Stuck(start, states, token)
        states.append(action)
        values.append(token.node)


def _parts(parts: list[Any], taken: tuple[tuple[int, bool], ...]) -> list[Any]:
    made: list[Any] = []
    for at, is_row in taken:
        if at == PLACEHOLDER:
            made.append(None)
        elif not is_row:
            made.append(parts[at])
        elif made:
            made += parts[at]
        else:
            made = parts[at]  # a long row grows at its end: copying it each time would take quadratic time
    return made


@cache
def _callbacks() -> list[Callable[[list[Any]], Any]]:
    builder = Builder()
    return [getattr(builder, name, _row) for _, _, name, _, _ in parse_table().rules]


def _row(parts: list[Any]) -> list[Any]:
    """What a rule without a callback of its own makes: the parts of another."""
    return parts


@cache
def terminals(state: int) -> frozenset[str]:
    """The terminals of a state; some of them a reduction may yet turn down."""
    return frozenset(parse_table().actions[state])


def first_of(start: str) -> frozenset[str]:
    """The terminals a stretch read with ``start`` can begin with."""
    return terminals(parse_table().starts[start])


def acceptable(stuck: Stuck) -> list[str]:
    """The terminals that could really stand where the machine stopped."""
    return [name for name in terminals(stuck.stack[-1]) if shifted(stuck.start, list(stuck.stack), name) is not None]


def shifted(start: str, stack: list[int], name: str) -> list[int] | None:
    """The states after ``name`` was taken, for the symbol ``start``; None when it is not. ``stack`` is used up."""
    table = parse_table()
    end_state = table.ends[start]
    while True:
        action = table.actions[stack[-1]].get(name)
        if action is None:
            return stack if name == END and stack[-1] == end_state else None
        if action >= 0:
            return [*stack, action]
        symbol, size, *_ = table.rules[~action]
        del stack[len(stack) - size :]
        stack.append(table.gotos[stack[-1]][symbol])
        if name == END and stack[-1] == end_state:
            return stack


@cache
def before_colon() -> frozenset[str]:
    """The words after which nothing but a colon, or a block, can stand."""
    table = parse_table()
    after: dict[str, frozenset[str]] = {}
    for actions in table.actions:
        for name, action in actions.items():
            if action >= 0:
                after[name] = after.get(name, frozenset()) | terminals(action)
    return frozenset(name for name, kinds in after.items() if "_COLON" in kinds and kinds <= {"_COLON", "LBRACE"})
