"""Events (扣分事项 三违 × 人次（按 程度）{ 轻微：扣 1 分；严重：扣 10 分 }): every record of a log has its points.

points of a record = rate of its kind × its count × how often it is a repeat; change = their sum over the month, deducted or
added. Slots: ``effect`` EVENTS_OFF or EVENTS_ON, ``log``, ``count``, ``by``, ``rates``; ``each`` where every record counts once
though the log has counts; ``several``: of the records of one event EACH_OF_EVENT or the HEAVIEST, of all
those of the period the HEAVIEST_OF_ALL; ``window``, ``same`` and ``times`` of repeats, ``any`` where one column the same is enough.
What a record is worth is for ``worth`` to say, which items outside the hundred use too.
"""

from fractions import Fraction
from itertools import combinations

from kpidsl.core import dimensions as dim
from kpidsl.core import expr as e
from kpidsl.core.aggregates import NUMBER, SUM, Rows
from kpidsl.core.calls.records import column_key, current, months_ago, most_in, years_ago
from kpidsl.core.elaborate import Elaborator
from kpidsl.core.forms.marking import Marking
from kpidsl.diagnostics import Problems
from kpidsl.diagnostics.bilingual import listed
from kpidsl.resolve.names import Once, names_in
from kpidsl.resolve.policy import LogColumn, LogTable
from kpidsl.source import Span
from kpidsl.syntax.tree import Block, Form, Name, Node, Number, Ref, Word
from kpidsl.values import define, frozen

MOST_SAME = 4
"""Columns of which one the same makes a repeat, at most."""


@frozen
class Worth:
    """What the records of a log come to: ``points`` of one record, ``when`` it counts, ``all`` when it costs everything."""

    log: LogTable
    points: e.Expr
    when: e.Expr
    all: e.Expr

    def total(self, elaborator: Elaborator) -> e.Expr:
        """The points of all records of the month, never negative."""
        return elaborator.aggregate(
            SUM, self.points, self.when, Rows(self.log.name), most_in(self.log, elaborator.policy), "points"
        )


def change(form: Form, marking: Marking) -> e.Expr | None:
    """What the records of the month add (or, negative, deduct)."""
    found = worth(form, marking.elaborator)
    if found is None:
        return None
    total = found.total(marking.elaborator)
    if _word(form, "effect") == "EVENTS_ON":
        return total
    if found.all == e.FALSE:
        return e.neg(total)
    log = found.log
    when = e.all_of(current(log, marking.elaborator.policy), found.all)
    number = marking.elaborator.aggregate(NUMBER, e.ONE, when, Rows(log.name), most_in(log, marking.elaborator.policy))
    return e.Case(((e.Cmp(">", number, e.ZERO), e.const(-marking.full)),), e.neg(total))


def worth(form: Form, elaborator: Elaborator) -> Worth | None:
    """What each record of the log of ``form`` is worth, or None after reporting what is left open."""
    name = form.get("log")
    assert isinstance(name, Name)
    log = elaborator.policy.log(name.text)
    if log is None:
        elaborator.problems.add("K681", name.place, "log", (), name=name.text, **listed("columns", _logs(elaborator)))
        return None
    return _Events(form, log, elaborator).worth()


def _logs(elaborator: Elaborator) -> list[str]:
    return [log.name for log in elaborator.policy.logs]


def _word(form: Form, slot: str) -> str:
    node = form.get(slot)
    return node.word if isinstance(node, Word) else ""


@define
class _Events:
    """Reads one form over one log."""

    form: Form
    log: LogTable
    elaborator: Elaborator

    @property
    def problems(self) -> Problems:
        """Where findings go."""
        return self.elaborator.problems

    def worth(self) -> Worth | None:
        """What each record is worth."""
        block = self.form.get("rates")
        assert isinstance(block, Block)
        columns = self._columns(block)
        rates = None if columns is None else self._rates(block, columns)
        count, factor = self._count(), self._repeats()
        if rates is None or count is None or factor is None:
            return None
        points = e.mul(rates[0], count, factor)
        when = self._counted(points)
        return None if when is None else Worth(self.log, points, when, rates[1])

    # ---- the columns that rates go by

    def _columns(self, block: Block) -> tuple[LogColumn, ...] | None:
        """The one or two columns that say the kind of a record; inferred where only one could be meant."""
        by = names_in(self.form.get("by"))
        if by:
            found = [self._column(name, ("ordinal", "label", "yes_no")) for name in by]
            known = tuple(column for column in found if column is not None)
            return known if len(known) == len(by) else None
        keys = [key for field in block.fields for key in field.keys if isinstance(key, Ref)]
        if not keys:
            return ()
        fitting = [column for column in self.log.columns if all(_spelled(key)[-1] in column.levels for key in keys)]
        if len(fitting) == 1 and all(len(key.parts) == 1 for key in keys):
            return tuple(fitting)
        kinds = [column.name for column in self.log.columns if column.levels]
        if len(kinds) == 1 and all(len(key.parts) == 1 for key in keys):
            (only,) = (column for column in self.log.columns if column.levels)
            for key in keys:
                if _spelled(key)[-1] not in only.levels:
                    words = {"name": _spelled(key)[-1], "column": only.name}
                    self.problems.add("K684", key.place, "level", (), **words, **listed("levels", only.levels))
            return None
        variant = "by" if kinds else "no_kinds"
        self.problems.add("K684", self.form.place, variant, (), log=self.log.name, **listed("columns", kinds))
        return None

    def _column(self, name: Name, kinds: tuple[str, ...]) -> LogColumn | None:
        column = self.log.column(name.text)
        if column is not None and column.kind in kinds:
            return column
        fitting = [other.name for other in self.log.columns if other.kind in kinds]
        self.problems.add("K681", name.place, "", (), name=name.text, **listed("columns", fitting))
        return None

    # ---- rates

    def _rates(self, block: Block, columns: tuple[LogColumn, ...]) -> tuple[e.Expr, e.Expr] | None:
        """The points of a record by its kind, and when it costs everything."""
        once = Once("rest", self.problems)
        arms: list[tuple[e.Expr, e.Expr]] = []
        everything: list[e.Expr] = []
        default: e.Expr | None = None
        covered: dict[tuple[int, ...], Span] = {}
        before = len(self.problems)
        for entry in block.fields:
            points = self._points(entry.value)
            for key in entry.keys:
                if isinstance(key, Word):
                    default = points if once.says("", key.place) else default
                    if points is None:
                        self.problems.add("K684", entry.value.place, "all")
                    continue
                position = self._position(key, columns)
                if position is None or not self._is_new(position, key, covered):
                    continue
                holds = e.all_of(*(self._is(column, at) for column, at in zip(columns, position, strict=True)))
                if points is None:
                    everything.append(holds)
                arms.append((holds, e.ZERO if points is None else points))
        rest = any(isinstance(key, Word) for entry in block.fields for key in entry.keys)
        if not rest and not self._is_complete(columns, covered):
            return None
        if len(self.problems) > before:
            return None
        return (e.Case(tuple(arms), default or e.ZERO) if arms else default or e.ZERO), e.any_of(*everything)

    def _is(self, column: LogColumn, at: int) -> e.Expr:
        return e.Cmp("=", e.Col(column_key(self.log.name, column.name)), e.const(at))

    def _points(self, value: Node) -> e.Expr | None:
        """The points of one record; None for all of the mark. Another effect than that of the form is reported."""
        adds = _word(self.form, "effect") == "EVENTS_ON"
        match value:
            case Form("RATE") as rate if isinstance(number := rate.get("points"), Number):
                if _word(rate, "effect") != ("ADD" if adds else "DEDUCT"):
                    self.problems.add("K684", value.place, "effect")
                elif number.unit not in ("", "points"):
                    self.problems.add("K684", number.place, "points")
                return e.const(number.value)
            case Word("DEDUCT_ALL", place):
                if adds:
                    self.problems.add("K684", place, "effect")
                return None
            case _:
                if (_word_of(value) == "NO_ADDITION") != adds:
                    self.problems.add("K684", value.place, "effect")
                return e.ZERO

    def _position(self, key: Node, columns: tuple[LogColumn, ...]) -> tuple[int, ...] | None:
        """The levels that a key names, one for each column."""
        names = _spelled(key)
        if len(names) == len(columns):
            wrong = [column for column, name in zip(columns, names, strict=True) if name not in column.levels]
            if not wrong:
                return tuple(column.levels.index(name) for column, name in zip(columns, names, strict=True))
            words = {"name": "·".join(names), "column": wrong[0].name}
            self.problems.add("K684", key.place, "level", (), **words, **listed("levels", wrong[0].levels))
            return None
        by = "·".join(column.name for column in columns)
        self.problems.add("K684", key.place, "parts", (), name="·".join(names), columns=by)
        return None

    def _is_new(self, position: tuple[int, ...], key: Node, covered: dict[tuple[int, ...], Span]) -> bool:
        if position in covered:
            once = Once("level", self.problems)
            once.says("·".join(_spelled(key)), covered[position])
            return once.says("·".join(_spelled(key)), key.place)
        covered[position] = key.place
        return True

    def _is_complete(self, columns: tuple[LogColumn, ...], covered: dict[tuple[int, ...], Span]) -> bool:
        """Whether every kind of record has a rate; the others are reported."""
        kinds: list[tuple[int, ...]] = [()]
        for column in columns:
            kinds = [(*kind, at) for kind in kinds for at in range(len(column.levels))]
        left = [
            "·".join(column.levels[at] for column, at in zip(columns, kind, strict=True))
            for kind in kinds
            if kind not in covered
        ]
        if left:
            shown = listed("kinds", left[:5])
            self.problems.add("K684", self.form.place, "", (), log=self.log.name, count=len(left), **shown)
        return not left

    # ---- counts, repeats, events

    def _count(self) -> e.Expr | None:
        """How often a record counts; a log with a count must be said to be counted by it or by its records."""
        name = self.form.get("count")
        each = self.form.get("each")
        if isinstance(name, Name):
            column = self._column(name, ("number",))
            if each is not None:
                self.problems.add("K685", each.place, "both")
                return None
            return None if column is None else e.Col(column_key(self.log.name, column.name))
        counts = [
            column.name
            for column in self.log.columns
            if column.kind == "number" and dim.is_count(dim.measure(column.unit).dimension)
        ]
        if counts and each is None:
            self.problems.add(
                "K685", self.form.place, "", (), log=self.log.name, first=counts[0], **listed("counts", counts)
            )
            return None
        return e.ONE

    def _repeats(self) -> e.Expr | None:
        """What a repeat costs more."""
        times, window = self.form.get("times"), self.form.get("window")
        if times is None or window is None:
            return e.ONE
        log = self.log
        if not log.dated:
            self.problems.add("K692", window.place, "undated", (), log=log.name)
            return None
        named: list[str] = []
        same: list[str] = []
        written = names_in(self.form.get("same"))
        for name in written:
            column = self._column(name, ("ordinal", "label", "yes_no", "text"))
            if column is None:
                return None
            named.append(column_key(log.name, column.name))
        within: e.Expr | None = None
        match window:
            case Number(value, _, "day", place):
                if value <= 0 or value.denominator != 1:
                    self.problems.add("K692", place, "days")
                    return None
                within = e.const(value)
            case Word("THIS_MONTH"):
                same.append(months_ago(log.name))
            case Word("WITHIN_YEAR"):
                same.append(years_ago(log.name))
            case _:
                self.problems.add("K692", window.place, "days")
                return None
        date = e.Col(column_key(log.name, log.dated))
        any_same = self.form.get("any")
        if any_same is not None and len(named) < 2:
            self.problems.add("K692", any_same.place, "any")
            return None
        if any_same is not None and len(named) > MOST_SAME:
            self.problems.add("K692", any_same.place, "many", (), most=MOST_SAME)
            return None
        either: list[tuple[str, ...]] = [(key,) for key in named] if any_same is not None else [tuple(named)]
        return self._factor(self._before(either, tuple(same), date, within), times)

    def _before(
        self, either: list[tuple[str, ...]], same: tuple[str, ...], date: e.Expr, within: e.Expr | None
    ) -> e.Expr:
        """How many records before one agree with it in the columns of one of ``either``, each counted once: those of one, less
        those of two, and so on.
        """
        counts: list[e.Expr] = []
        for size in range(1, len(either) + 1):
            for chosen in combinations(either, size):
                columns = tuple(dict.fromkeys(key for keys in chosen for key in keys))
                count = self.elaborator.records_before(self.log.name, (*columns, *same), date, within, e.TRUE)
                counts.append(count if size % 2 else e.neg(count))
        return e.add(*counts)

    def _factor(self, before: e.Expr, times: Node) -> e.Expr | None:
        if isinstance(times, Number):
            return e.Case(((e.Cmp(">", before, e.ZERO), e.const(times.value)),), e.ONE)
        assert isinstance(times, Block)
        arms: list[tuple[e.Expr, e.Expr]] = []
        last = Fraction(1)
        open_end = False
        for entry in times.fields:
            number, factor = entry.keys[0], entry.value
            assert isinstance(number, Number)
            assert isinstance(factor, Number)
            if open_end or number.value != last + 1:
                self.problems.add("K692", number.place, "")
                return None
            last, open_end = number.value, len(entry.keys) > 1
            arms.append((e.Cmp(">=" if open_end else "=", before, e.const(last - 1)), e.const(factor.value)))
        if not open_end:
            self.problems.add("K692", times.place, "end", (), last=str(last))
            return None
        return e.Case(tuple(arms), e.ONE)

    def _counted(self, points: e.Expr) -> e.Expr | None:
        """When a record counts: in its month, and of one event all records or only the heaviest."""
        here, said = current(self.log, self.elaborator.policy), self.form.get("several")
        if said is not None and _word_of(said) == "HEAVIEST_OF_ALL":
            return self._heaviest(points, here, ())
        if not self.log.event:
            if said is not None:
                self.problems.add("K686", said.place, "no_event", (), log=self.log.name)
                return None
            return here
        if said is None:
            self.problems.add("K686", self.form.place, "", (), log=self.log.name, event=self.log.event)
            return None
        if _word_of(said) == "EACH_OF_EVENT":
            return here
        return self._heaviest(points, here, (column_key(self.log.name, self.log.event),))

    def _heaviest(self, points: e.Expr, here: e.Expr, same: tuple[str, ...]) -> e.Expr:
        """Whether a record is that of most points of those that agree with it in ``same``, of equal ones the first."""
        before = self.elaborator.records_before(self.log.name, same, e.neg(points), None, here)
        return e.all_of(here, e.Cmp("=", before, e.ZERO))


def _word_of(node: Node) -> str:
    return node.word if isinstance(node, Word) else ""


def _spelled(key: Node) -> tuple[str, ...]:
    return tuple(part.text for part in key.parts if isinstance(part, Name)) if isinstance(key, Ref) else ()
