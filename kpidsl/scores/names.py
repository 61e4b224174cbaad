"""Which cell of the plan a heading means.

Takes the inputs of a plan and a heading without its unit of measure; gives the input, or why none or several fit.
"""

from collections.abc import Sequence

from kpidsl.diagnostics.nearest import nearest
from kpidsl.plan.nodes import Input
from kpidsl.scores.contract import COMPUTED, MARK_WORDS
from kpidsl.scores.words import heading_key
from kpidsl.values import frozen


@frozen
class Miss:
    """A heading that names no single input.

    ``why``: ``computed`` (a result), ``several`` (of ``meant``), ``indicator`` (one that is reported by ``meant``),
    ``near`` (to ``meant``) or ``unknown``.
    """

    why: str
    meant: tuple[Input, ...] = ()


def name_of(wanted: Input) -> str:
    """The heading that names ``wanted`` in any policy: ``职工培训``, ``月度任务·计划数``."""
    return f"{wanted.leaf}·{wanted.datum}" if wanted.datum else wanted.leaf


class InputNames:
    """All headings that name the inputs of a plan.

    An entered mark is named by its leaf (``职工培训``, ``职工培训·考评分``), a datum by leaf and datum
    (``月度任务·计划数``); either may leave out the front parts where the rest names nothing else in the plan.
    """

    def __init__(self, inputs: Sequence[Input]) -> None:
        self.inputs = tuple(inputs)
        self._full: dict[str, Input] = {}
        self._short: dict[str, list[Input]] = {}
        self._of_leaf: dict[str, list[Input]] = {}
        for wanted in self.inputs:
            self._add(wanted)

    def _add(self, wanted: Input) -> None:
        full = heading_key(name_of(wanted))
        self._full.setdefault(full, wanted)
        if not wanted.datum:
            for word in MARK_WORDS:
                self._full.setdefault(f"{full}·{word}", wanted)
        parts = full.split("·")
        for cut in range(1, len(parts)):
            self._short.setdefault("·".join(parts[cut:]), []).append(wanted)
        leaf = heading_key(wanted.leaf).split("·")
        for cut in range(1, len(leaf) + 1):
            self._of_leaf.setdefault("·".join(leaf[:cut]), []).append(wanted)

    def find(self, heading: str) -> Input | Miss:
        """The input that ``heading`` names."""
        key = heading_key(heading)
        if key in self._full:
            return self._full[key]
        of_leaf = self._of_leaf.get(key, ())
        short = self._short.get(key, ())
        if of_leaf:
            return Miss("indicator", tuple(of_leaf))
        if len(short) == 1:
            return short[0]
        if short:
            return Miss("several", tuple(short))
        if key in COMPUTED:
            return Miss("computed")
        return self._nearest(key)

    def _nearest(self, key: str) -> Miss:
        by_name = {name: wanted for name, wanted in self._full.items() if name.split("·")[-1] not in MARK_WORDS}
        by_name |= {name: meant[0] for name, meant in self._short.items() if len(meant) == 1}
        best = nearest(key, by_name)
        return Miss("near", (by_name[best],)) if best else Miss("unknown")
