"""The pieces of scoring rules: numbers of points, readings of a step, bands, gates, rates of records.

Takes a leaf and one of its scoring rules; gives a rule for each piece of its forms, altered where it stands.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve

from kpidsl.core.weighing import full_marks
from kpidsl.examples.rule import Alterations, Altered, Rule, one_more
from kpidsl.resolve.policy import Leaf, Scoring
from kpidsl.source import Span
from kpidsl.syntax.tree import Block, Field, Form, Node, Number, Op, Word

POINTS_IN = {
    "PASS_FAIL": ("met", "missed"), "STEP": ("points",), "FLOOR": ("at",), "CAP": ("at",), "MAX_DEDUCT": ("points",),
    "MAX_ADD": ("points",), "PROPORTIONAL": ("cap",), "TIERS": ("bands",), "RANK_SCORE": ("bands",),
    "EFFICACY": ("low", "high", "equal", "alone"), "INTERPOLATE": ("anchors",), "SLICES": ("slices",), "EVENTS": ("rates", "times"),
    "DEAD_BAND": ("size",), "RATERS": ("trim", "least"),
}  # fmt: skip
"""The slots of a form that hold points or another number, or a block of them: each number is altered by one."""
READINGS = (
    ("WHOLE", "STARTED", "PRO_RATA"), ("FROM_EDGE", "FROM_TARGET"), ("EACH_OF_EVENT", "HEAVIEST"), ("STOP", "REWEIGHT"),
    ("HOLD", "NO_POINTS"),
)  # fmt: skip
"""Words that stand for one another: what a part of a step counts, where a band ends, which records of an event count, few votes,
what lies beyond the anchors of an interpolation."""
READ_IN = ("mode", "counted", "several", "few", "below", "above")
"""The slots that hold one of them."""


def pieces(made: Alterations, leaf: Leaf, scoring: Scoring) -> Iterator[Rule]:
    """Each piece of a scoring rule: a point more, another reading, without its condition."""
    fulls = full_marks(made.policy)[leaf.key]
    full = max(fulls[name] for name in scoring.classes or made.policy.class_names)
    for at, form in enumerate(scoring.forms):
        for place, others in _altered(form, full):
            plans = tuple(_with_forms(made, leaf, scoring, at, other) for other in others)
            yield Rule("SCORING", leaf.key, place, plans, "", scoring.classes)


def _with_forms(made: Alterations, leaf: Leaf, scoring: Scoring, at: int, forms: tuple[Form, ...]) -> Altered:
    """The policy with ``forms`` in the place of one; none leaves it out."""
    changed = (*scoring.forms[:at], *forms, *scoring.forms[at + 1 :])
    other = evolve(leaf, scoring=tuple(evolve(one, forms=changed) if one is scoring else one for one in leaf.scoring))
    leaves = tuple(other if one is leaf else one for one in made.policy.leaves)
    extras = tuple(evolve(one, leaf=other) if one.leaf is leaf else one for one in made.policy.extras)
    return made.policy_with(leaves=leaves, extras=extras)


def _altered(form: Form, full: Fraction) -> Iterator[tuple[Span, list[tuple[Form, ...]]]]:
    """Each piece of a form with what it is altered to."""
    for slot, node in form.slots:
        if slot in POINTS_IN.get(form.word, ()):
            for place, other in _more(node, full):
                yield place, [(_slot(form, slot, other),)]
        elif slot in READ_IN and isinstance(node, Word):
            alike = next((words for words in READINGS if node.word in words), ())
            if alike:
                yield node.place, [(_slot(form, slot, evolve(node, word=word)),) for word in alike if word != node.word]
        elif form.word == "GATE" and slot == "when":
            yield form.place, [()]
            for place, other in one_more(node) if isinstance(node, Op) else ():
                yield place, [(_slot(form, slot, other),)]
        elif form.word == "RATERS" and slot == "groups" and isinstance(node, Block):
            for place, other in _moved(node):
                yield place, [(_slot(form, slot, other),)]


def _more(node: Node | None, full: Fraction) -> Iterator[tuple[Span, Node]]:
    match node:
        case Number(value=value, place=place):
            yield place, evolve(node, value=value + 1)
        case Word("FULL", place):
            yield place, Number(full + 1, 0, "points", place)
        case Block(fields):
            for field in fields:
                other = _more_of(field)
                if other is not None:
                    yield field.place, evolve(node, fields=tuple(other if one is field else one for one in fields))
        case _:
            pass


def _more_of(field: Field) -> Field | None:
    """A line of a block with one more: of its number, or of the points of its rate."""
    match field.value:
        case Number(value=value):
            return evolve(field, value=evolve(field.value, value=value + 1))
        case Form() as rate if isinstance(points := rate.get("points"), Number):
            return evolve(field, value=_slot(rate, "points", evolve(points, value=points.value + 1)))
        case _:
            return None


def _moved(groups: Block) -> Iterator[tuple[Span, Block]]:
    """Each group of raters with a percentage point taken from the one after it."""
    for at, field in enumerate(groups.fields):
        after = groups.fields[(at + 1) % len(groups.fields)]
        if after is not field and isinstance(field.value, Number) and isinstance(after.value, Number):
            gains = evolve(field, value=evolve(field.value, value=field.value.value + 1))
            loses = evolve(after, value=evolve(after.value, value=after.value.value - 1))
            fields = tuple(gains if one is field else loses if one is after else one for one in groups.fields)
            yield field.place, evolve(groups, fields=fields)


def _slot(form: Form, slot: str, node: Node) -> Form:
    return evolve(form, slots=tuple((name, node if name == slot else old) for name, old in form.slots))
