"""Expressions at random, by the dimension of their value.

Takes the figures of an indicator; gives text. ``points`` and ``ratio`` mix figures, numbers and operations to a depth;
``truth`` compares them.
"""

from kpidsl.testing.writer import Writer
from kpidsl.values import frozen


@frozen
class Figures:
    """The names of an indicator's figures: ratios, and counts of things."""

    ratios: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


def points(writer: Writer, figures: Figures, depth: int = 2) -> str:
    """An expression in points."""
    made = [lambda: f"{writer.decimal(0, 120)} 分"]
    if figures.ratios:
        made.append(lambda: f"{_atom(ratio(writer, figures, depth - 1))} × {writer.decimal(0, 150)} 分")
    if figures.counts:
        made.append(lambda: f"{writer.one(*figures.counts)} × {writer.decimal(0, 9)} 分")
    if depth > 0:
        made += [
            lambda: f"{points(writer, figures, depth - 1)} + {points(writer, figures, depth - 1)}",
            lambda: f"{points(writer, figures, depth - 1)} − {_atom(points(writer, figures, depth - 1))}",
            lambda: (
                f"{writer.one('较低者', '较高者')}（{points(writer, figures, depth - 1)}，{points(writer, figures, depth - 1)}）"
            ),
        ]
    return str(writer.one(*made)())


def ratio(writer: Writer, figures: Figures, depth: int = 1) -> str:
    """An expression of no dimension, written in percent."""
    made = [lambda: f"{writer.decimal(0, 150)}%"]
    if figures.ratios:
        made.insert(0, lambda: writer.one(*figures.ratios))
    if depth > 0:
        made += [
            lambda: f"{ratio(writer, figures, depth - 1)} − {writer.decimal(0, 100)}%",
            lambda: f"{_atom(ratio(writer, figures, depth - 1))} × {writer.decimal(0, 200)}%",
            lambda: (
                f"{writer.one('较低者', '较高者')}（{ratio(writer, figures, depth - 1)}，{writer.decimal(0, 120)}%）"
            ),
        ]
    return str(writer.one(*made)())


def truth(writer: Writer, figures: Figures, depth: int = 1) -> str:
    """A condition."""
    made = []
    if figures.ratios:
        made.append(
            lambda: f"{writer.one(*figures.ratios)} {writer.one('≥', '>', '<', '≤', '=')} {writer.decimal(50, 120)}%"
        )
    if figures.counts:
        made.append(
            lambda: f"{writer.one(*figures.counts)} {writer.one('>', '≥', '=', '≠', '<')} {writer.number(0, 4)}"
        )
    if depth > 0:
        made.append(
            lambda: f"{truth(writer, figures, depth - 1)} {writer.one('且', '或')} {truth(writer, figures, depth - 1)}"
        )
    return str(writer.one(*made)())


def _atom(text: str) -> str:
    """In brackets where a product would take a sum apart."""
    return f"（{text}）" if " + " in text or " − " in text else text
