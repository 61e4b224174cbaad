"""SQL statements laid out to be read.

Takes a statement; gives the same words, signs and comments in the same order, in lines that fit a page. Long lists are filled,
long expressions broken at their outermost operator. Never changes what a statement means: a line may only be broken where a
blank stands, or beside a bracket.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from kpidsl.diagnostics.width import width
from kpidsl.values import frozen

LINE = 120
"""Cells of a line."""
_STEP = "  "
_TOKEN = re.compile(r"""--[^\n]*|"(?:[^"]|"")*"|'(?:[^']|'')*'|\n|[^\S\n]+|[(),;]|[^\s(),;"']+""")
_OPEN, _CLOSE = {"(": ")", "CASE": "END"}, (")", "END")
_CLAUSES = frozenset({"SELECT", "FROM", "LEFT", "CROSS", "JOIN", "WHERE", "GROUP", "ORDER", "WINDOW", "VALUES"})
_ARMS = frozenset({"WHEN", "ELSE"})
_OPERATORS = ({"THEN"}, {"OR"}, {"AND"}, {"<", "<=", "=", "<>", ">=", ">"}, {"+", "-", "||"}, {"*"}, {"//", "/", "DIV"})
"""Where a line is broken, the outermost first; what follows stands one step further in."""


@frozen
class _Word:
    """A word, a sign or a name; ``spaced`` where a blank stands before it."""

    text: str
    spaced: bool


@frozen
class _Group:
    """What stands within brackets or between CASE and END, with these."""

    opening: _Word
    inside: tuple["_Part", ...]
    closing: _Word


_Part = _Word | _Group


def laid_out(statement: str) -> str:
    """The statement in lines of at most ``LINE`` cells, but where a single name is longer."""
    return "\n".join(line for given in _lines_of(statement) for line in _given_line(given))


def words(statement: str) -> list[str]:
    """The words, signs, names and comments of a statement: what it is but for blanks and lines."""
    return [token for token in _TOKEN.findall(statement) if not token.isspace()]


def _lines_of(statement: str) -> Iterator[list[str]]:
    line: list[str] = []
    for token in _TOKEN.findall(statement):
        if token == "\n":
            yield line
            line = []
        else:
            line.append(token)
    yield line


def _given_line(tokens: list[str]) -> list[str]:
    text = "".join(tokens)
    if width(text) <= LINE or text.lstrip().startswith("--"):
        return [text]
    indent = len(text) - len(text.lstrip(" "))
    return _broken(_grouped(tokens), indent)


def _grouped(tokens: Iterable[str]) -> tuple[_Part, ...]:
    """Brackets and cases with what they hold; one that is not closed on its line stands among the rest."""
    stack: list[list[_Part]] = [[]]
    opened: list[_Word] = []
    spaced = False
    for token in tokens:
        if token.isspace():
            spaced = True
            continue
        word = _Word(token, spaced)
        spaced = False
        if token in _OPEN:
            opened.append(word)
            stack.append([])
        elif opened and token == _OPEN[opened[-1].text]:
            inside = tuple(stack.pop())
            stack[-1].append(_Group(opened.pop(), inside, word))
        else:
            stack[-1].append(word)
    while opened:
        rest = stack.pop()
        stack[-1] += [opened.pop(), *rest]
    return tuple(stack[0])


def _flat(parts: Iterable[_Part]) -> str:
    """The text of parts on one line."""
    text = ""
    for part in parts:
        if isinstance(part, _Group):
            inside = _flat(part.inside)
            first = part.inside[0] if part.inside else part.closing
            text += _joint(text, part.opening) + part.opening.text + (" " if _is_spaced(first) else "") + inside
            text += (" " if part.closing.spaced else "") + part.closing.text
        else:
            text += _joint(text, part) + part.text
    return text


def _joint(before: str, word: _Word) -> str:
    return " " if before and word.spaced else ""


def _is_spaced(part: _Part) -> bool:
    return part.opening.spaced if isinstance(part, _Group) else part.spaced


def _broken(parts: tuple[_Part, ...], indent: int, hanging: int = len(_STEP)) -> list[str]:
    """Lines of parts; all but the first line of a list stand ``hanging`` cells further in."""
    flat = " " * indent + _flat(parts)
    if width(flat) <= LINE:
        return [flat]
    clauses = _cut(parts, _CLAUSES)
    if len(clauses) > 1:
        return [line for clause in clauses for line in _broken(clause, indent)]
    items = _cut_after_commas(parts)
    if len(items) > 1:
        return _filled(items, indent, hanging)
    arms = _cut(parts, _ARMS)
    if len(arms) > 1:
        return [line for arm in arms for line in _broken(arm, indent)]
    for separators in _OPERATORS:
        pieces = _cut(parts, frozenset(separators))
        if len(pieces) > 1:
            first, *rest = pieces
            return _broken(first, indent) + [line for piece in rest for line in _broken(piece, indent + len(_STEP))]
    return _opened(parts, indent)


def _cut(parts: tuple[_Part, ...], separators: frozenset[str]) -> list[tuple[_Part, ...]]:
    """The parts in pieces, each but the first opened by one of the separators, which stands after a blank."""
    starts = [
        place for place, part in enumerate(parts)
        if place and isinstance(part, _Word) and part.spaced and part.text in separators and _ends(parts[place - 1])
    ]  # fmt: skip
    return [parts[start:end] for start, end in zip([0, *starts], [*starts, len(parts)], strict=True)]


def _ends(part: _Part) -> bool:
    """Whether a clause may open after this part: LEFT JOIN is one clause."""
    return not (isinstance(part, _Word) and part.text in ("LEFT", "CROSS"))


def _cut_after_commas(parts: tuple[_Part, ...]) -> list[tuple[_Part, ...]]:
    ends = [place + 1 for place, part in enumerate(parts) if isinstance(part, _Word) and part.text == ","]
    cuts = list(dict.fromkeys([0, *(end for end in ends if end < len(parts)), len(parts)]))
    return [parts[start:end] for start, end in pairwise(cuts)]


def _filled(items: list[tuple[_Part, ...]], indent: int, hanging: int) -> list[str]:
    """As many items on a line as fit."""
    lines: list[str] = []
    for item in items:
        if lines and width(f"{lines[-1]} {_flat(item)}") <= LINE:
            lines[-1] += f" {_flat(item)}"
        else:
            lines += _broken(item, indent + hanging * bool(lines))
    return lines


def _opened(parts: tuple[_Part, ...], indent: int) -> list[str]:
    """The widest group on lines of its own, what stands before and after it on its first and last."""
    groups = [(width(_flat([part])), place) for place, part in enumerate(parts) if isinstance(part, _Group)]
    if not groups:
        return [" " * indent + _flat(parts)]
    _, place = max(groups)
    group = parts[place]
    assert isinstance(group, _Group)
    before: list[_Part] = [*parts[:place], group.opening]
    after: list[_Part] = [_Word(group.closing.text, False), *parts[place + 1 :]]
    opening, inside = group.opening, group.inside
    while inside and isinstance(inside[0], _Group) and not any(isinstance(part, _Group) for part in inside[1:]):
        opening = inside[0].opening
        before.append(opening)
        after = [_Word(inside[0].closing.text, False), *inside[1:], *after]
        inside = inside[0].inside
    if opening.text == "CASE" and isinstance(inside[0], _Word) and inside[0].text not in _ARMS:
        before.append(inside[0])
        inside = inside[1:]
    return [" " * indent + _flat(before), *_broken(inside, indent + len(_STEP), 0), *_broken(tuple(after), indent)]
