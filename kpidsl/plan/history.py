"""What a plan reads of earlier periods, and what it keeps for later ones.

Takes the columns that expressions of the policy name; gives the past columns of the opening table, and the data and derived values
that are written so that later periods can read them. A veto that lasts longer than its period is one more reader.
"""

from collections.abc import Iterable

from kpidsl.core import expr as e
from kpidsl.core.earlier import Earlier, earlier_of
from kpidsl.core.types import COUNT, Decimal, Ordinal
from kpidsl.plan.builder import Builder
from kpidsl.plan.nodes import Input, PastColumn, Title
from kpidsl.resolve.cycle import LENGTHS
from kpidsl.resolve.policy import Veto

WORDS = {
    "mark": "MARK",
    "points": "POINTS",
    "total": "TOTAL",
    "composite": "COMPOSITE_SCORE",
    "place": "RANK",
    "reached": "VETO",
}


def past_columns(builder: Builder) -> tuple[PastColumn, ...]:
    """Every column of an earlier period that is read, by how long ago it was."""
    for veto in builder.policy.vetoes:
        for earlier in in_force(builder, veto):
            builder.types[earlier.key] = COUNT
    keys = (known for key in builder.types if (known := earlier_of(key)))
    return tuple(
        PastColumn(known.key, known.of, known.back, known.this_year, builder.types[known.key], _title(builder, known))
        for known in sorted(keys, key=lambda known: (known.back, known.of, known.this_year))
    )


def _title(builder: Builder, known: Earlier) -> Title:
    kind, _, subject = known.of.partition(":")
    return Title(subject, f"BACK:{WORDS.get(kind, '')}:{known.back}", unit_of_earlier(builder, known.of))


def unit_of_earlier(builder: Builder, of: str) -> str:
    """The unit of measure of a figure that results hold."""
    kind, _, subject = of.partition(":")
    if kind == "data":
        family, _, name = subject.partition("·")
        return next((datum.unit for datum in builder.policy.family(family).data if datum.name == name), "")
    if kind == "value":
        return next((value.unit for value in builder.checked.core.derived if value.key == of), "")
    return "points" if kind in ("mark", "points", "total", "composite") else ""


def lasts(builder: Builder, veto: Veto) -> bool:
    """Whether a veto is in force in later periods too."""
    return bool(in_force(builder, veto))


def in_force(builder: Builder, veto: Veto) -> list[Earlier]:
    """The earlier periods in which a veto may have been set off that is still in force."""
    own = builder.policy.cycle.months
    if not own or veto.lasts is None:
        return []
    of, word = f"reached:{veto.name}", veto.lasts.word
    if word == "MONTHS":
        return [Earlier(of, back, this_year=False) for back in range(1, int(veto.lasts.argument) // own)]
    if word == "YEAR":
        return [Earlier(of, back, this_year=True) for back in range(1, builder.policy.cycle.in_a_year)]
    return [Earlier(of, back, this_year=False) for back in range(1, LENGTHS.get(word, own) // own)]


def kept(builder: Builder, cells: Iterable[Input]) -> tuple[str, ...]:
    """The reported figures and derived values with declared digits, in the order of the policy."""
    values = [cell.key for cell in cells if cell.datum and cell.owners]
    values += [value.key for value in builder.checked.core.derived]
    return tuple(key for key in values if isinstance(builder.types[key], (Decimal, Ordinal)))


def still(builder: Builder, veto: Veto) -> e.Expr:
    """Whether an earlier period's veto is still in force."""
    return e.any_of(*(e.Cmp("=", e.Col(earlier.key), e.ONE) for earlier in in_force(builder, veto)))
