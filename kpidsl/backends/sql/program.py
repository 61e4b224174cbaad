"""A plan as a program of SQL statements.

Takes a plan in integers and a dialect; gives the statements that compute every column that is published, reported or
needed to explain a unit. The opening table ``scan`` (unit, class, order, links, inputs and their states) is filled by
the caller. Each further table holds the columns of one stage for all units, by ``order``; a stage ends where a node
looks at other units. A table brings forward what is asked for together with its own columns, so that it need not be joined.
Never runs anything.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from kpidsl.backends.sql import across, among_units, means, records, worked
from kpidsl.backends.sql.dialect import Dialect, Names, comment
from kpidsl.backends.sql.means import MeansFilling
from kpidsl.backends.sql.relations import SCAN, Relations
from kpidsl.backends.sql.worked import Filling
from kpidsl.core.aggregates import Rows
from kpidsl.plan.integers.expr import Int, IntCol, IntWorked, Truth, TruthCol, columns_of
from kpidsl.plan.integers.numbers import Definition, TextColumn
from kpidsl.plan.integers.program import Integers, IntNode
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import (
    CLASS,
    ORDER,
    UNIT,
    Emit,
    Gather,
    Linked,
    Origin,
    Plan,
    Precede,
    Rank,
    Reach,
    Report,
    Title,
    Weigh,
)  # fmt: skip
from kpidsl.values import define, field

Working = Filling | MeansFilling
"""What is worked out beside the database, between two statements."""


def report_key(index: int) -> str:
    """The stored condition of the report at this place of the plan."""
    return f"report:{index}"


def _about(title: Title, origin: Origin) -> str:
    return " ".join(part for part in (title.subject, title.word, origin.clause) if part)


@define
class Program:
    """The statements in order, and where they leave each stored column (``relations``).

    ``written`` where whole sheets will be asked for: without it marks and points of the leaves are not stored. ``bare_names``
    where no unit has a name that must be quoted in csv. ``about`` words the comment over what a rule computes.
    """

    integers: Integers
    relations: Relations
    written: bool = True
    bare_names: bool = False
    about: Callable[[Title, Origin], str] = _about
    statements: list[str | Working] = field(factory=list)
    widest: int = 0
    """Columns of the widest query over stored ones."""
    _last_use: dict[str, int] = field(factory=dict)
    _carried_to: dict[str, int] = field(factory=dict)
    """How far a column is brought forward from table to table."""
    _sizes: dict[str, str] = field(factory=dict)
    """The small type in which a column is stored."""
    _stage: list[Definition] = field(factory=list)
    _weights: list[IntNode] = field(factory=list)
    _logs: dict[str, str] = field(factory=dict)
    """The table that holds the records of each log, with all that is known of them so far."""

    @staticmethod
    def of(
        integers: Integers,
        dialect: Dialect,
        written: bool = True,
        about: Callable[[Title, Origin], str] = _about,
        names: Names | None = None,
    ) -> "Program":
        """Lays the plan out in stages; ``names`` may have some given already."""
        program = Program(integers, Relations(dialect, names or Names(dialect.longest)), written, about=about)
        program._lay_out()
        return program

    @staticmethod
    def opening(plan: Plan, dialect: Dialect) -> "Program":
        """The program as far as data are loaded with it: no statement yet."""
        return Program(Integers.opening(plan), Relations(dialect))

    def continued(self, integers: Integers, written: bool, bare_names: bool = False) -> "Program":
        """The whole program over what has been loaded with this opening one."""
        program = Program(integers, Relations(self.dialect, self.names), written, bare_names)
        program._lay_out()
        return program

    @property
    def dialect(self) -> Dialect:
        """The database it is written for."""
        return self.relations.dialect

    @property
    def names(self) -> Names:
        """The quoted names of stored columns and tables."""
        return self.relations.names

    def parts_of(self, key: str) -> set[str]:
        """The stored columns in which a column of the plan lies."""
        match self.integers.columns[key]:
            case TextColumn(stored) | TruthCol(stored):
                return {stored}
            case Quotient(num, _, factors):
                return set().union(*map(columns_of, (num, *factors)))

    def _lay_out(self) -> None:
        scan = self.integers.plan.scan
        inputs = [key for source in scan.inputs for key in (source.key, source.state)]
        past = [earlier.key for earlier in scan.past]
        links = ["link:" + link for link in scan.links]
        self.relations.hold(SCAN, [UNIT, CLASS, ORDER, *links, *scan.calendar, *inputs, *past])
        self._find_last_uses()
        for log in scan.logs:
            self._logs[log.name] = f"log:{log.name}"
        for index, node in enumerate(self.integers.nodes):
            if isinstance(node.node, Precede) or (isinstance(node.node, Gather) and isinstance(node.node.over, Rows)):
                self._look_into_records(index, node)
                continue
            for definition in node.definitions:
                if isinstance(definition.expr, IntWorked):
                    self._close_stage(index)
                    self._work_out(definition)
                else:
                    self._stage.append(definition)
            match node.node:
                case Weigh():
                    self._weights += [node] if node.outputs else []
                case Report():
                    column = TruthCol(report_key(index), False)
                    self._stage.append(Definition(column, node.truths[0], Title(node.node.code), node.node.origin))
                case Linked() | Reach() | Rank() | Gather():
                    self._close_stage(index)
                    self._look_across(index, node)
                case _:
                    pass
        self._close_stage(len(self.integers.nodes))

    def _find_last_uses(self) -> None:
        """A column is used as long as it is read; what is published, reported or explained is used to the end."""
        for index, node in enumerate(self.integers.nodes):
            read: list[Int | Truth] = [*(made.expr for made in node.definitions), *node.truths, *node.keys]
            for expr in read:
                self._use(columns_of(expr), index)
            if isinstance(node.node, Linked):
                self._use(self.parts_of(node.node.source), index)
            if isinstance(node.node, (Rank, Reach, Gather)):
                self._use({CLASS}, index)
        end = len(self.integers.nodes)
        if self.written:
            self._use(set().union({UNIT, CLASS}, *map(self.parts_of, summary(self.integers.plan.emit))), end)
        self._carried_to = dict(self._last_use)
        for key in published(self.integers, self.written):
            self._use(self.parts_of(key), end)
        for index, node in enumerate(self.integers.nodes):
            if isinstance(node.node, Report):
                self._use({report_key(index)}, end)

    def _use(self, keys: Iterable[str], index: int) -> None:
        for key in keys:
            self._last_use[key] = max(index, self._last_use.get(key, 0))

    def carried(self, index: int, besides: Iterable[str] = ()) -> list[str]:
        """The columns so far that a table brings forward to node ``index`` and beyond; inputs are read where they stand."""
        scan = self.relations.held[SCAN] - {UNIT, CLASS}
        found = {key for key, last in self._carried_to.items() if last >= index and key in self.relations.home}
        return sorted(found - scan - set(besides))

    def _close_stage(self, index: int) -> None:
        """Stores the columns of the stage that are used from node ``index`` on."""
        made = [definition.column.key for definition in self._stage]
        weighed = [column.key for weights in self._weights for column in weights.outputs]
        kept = [key for key in (*weighed, *made) if self._last_use.get(key, -1) >= index]
        if kept:
            table = f"stage {1 + sum(table.startswith('stage') for table in self.relations.held)}"
            carried = self.carried(index, kept)
            self._note_sizes(definition.column for definition in self._stage)
            self.statements += self._stage_table(table, kept, carried, {*weighed, *made})
            self.relations.hold(table, [*kept, *carried])
        self._stage, self._weights = [], []

    def _stage_table(self, table: str, kept: Sequence[str], carried: Sequence[str], inside: set[str]) -> list[str]:
        """The table; where columns are stored as small as they may be, also the view that gives them back their size."""
        outside = set(carried).union(*(columns_of(definition.expr) for definition in self._stage)) - inside
        order = self.names(ORDER)
        ctes, opening = [], [order, *map(self.names, sorted(outside - {ORDER}))]
        source = self.relations.joined(outside | ({CLASS} if self._weights else set()))
        for number, weights in enumerate(self._weights, start=1):
            relation = self.names(f"weights {number}")
            ctes.append(across.weights_relation(relation, weights, self.names, self.dialect, self.integers))
            source += f" LEFT JOIN {relation} USING ({self.names(CLASS)})"
            opening += (self.names(column.key) for column in weights.outputs)
        ctes.append(f'"layer 0" AS (\n  SELECT {", ".join(opening)}\n  FROM {source}\n)')
        layers = _layers(self._stage)
        self.widest = max(self.widest, len(opening) + len(self._stage))
        for number, layer in enumerate(layers, start=1):
            ctes.append(
                f'"layer {number}" AS {self.dialect.layered}(\n  SELECT *,\n{self._layer(layer)}\n  FROM "layer {number - 1}"\n)'
            )
        small, full = [order], [order]
        for key in (*kept, *carried):
            name, size = self.names(key), self._sizes.get(key)
            small.append(f"CAST({name} AS {size}) AS {name}" if size else name)
            full.append(f"CAST({name} AS {self.dialect.narrow}) AS {name}" if size else name)
        made = f'WITH {", ".join(ctes)}\nSELECT {", ".join(small)} FROM "layer {len(layers)}"'
        if not self.dialect.small:
            self.relations.stored[table] = self.names(table)
            return [f"{self.dialect.create.format(self.names(table))}\n{made}"]
        stored = self.relations.stored[table] = self.names(f"{table} stored")
        create = self.dialect.create.format(stored)
        view = self.dialect.view.format(self.names(table))
        return [
            f"{create}\n{made}",
            f"{view} SELECT {', '.join(full)} FROM {stored}",
        ]

    def _note_sizes(self, columns: Iterable[IntCol | TruthCol]) -> None:
        for column in columns:
            if isinstance(column, IntCol):
                bits = max(-column.lo, column.hi).bit_length()
                size = next((kind for kind, room in self.dialect.small if bits <= room), "")
                self._sizes.update({column.key: size} if size else {})

    def _layer(self, layer: Sequence[Definition]) -> str:
        lines, said = [], ""
        for place, definition in enumerate(layer):
            about = self.about(definition.title, definition.origin)
            if about and about != said:
                lines.append(f"    {comment(about)}")
                said = about
            text = self.relations.emitter.stored(definition.column, definition.expr)
            lines.append(f"    {text} AS {self.names(definition.column.key)}{',' if place < len(layer) - 1 else ''}")
        return "\n".join(lines)

    def _work_out(self, definition: Definition) -> None:
        """A table of a function of what is stored by now."""
        table = f"function {1 + sum(table.startswith('function') for table in self.relations.held)}"
        self._say(definition, table, *worked.filled(self.relations, table, definition))
        self.relations.hold(table, [definition.column.key])

    def _look_across(self, index: int, node: IntNode) -> None:
        table = f"{type(node.node).__name__.lower()} {index}"
        match node.node:
            case Linked(column):
                source = self.integers.columns[node.node.source]
                made = [output.key for output in node.outputs] or [column]
                read = [source] if isinstance(source, (TextColumn, TruthCol)) else [source.num, *source.factors]
                texts = [self._plain(part, output) for part, output in zip_longest(read, node.outputs)]
                sql = across.linked(self.relations, node.node, self.parts_of(node.node.source), texts, made)
            case Reach(column):
                made = [column]
                sql = across.reach(self.relations, node.node, node.truths[0])
            case Rank():
                carried = self.carried(index + 1)
                made = [output.key for output in node.outputs] + carried
                sql = across.rank(self.relations, node, carried)
            case Gather(column) if node.node.rounding is not None:
                self._average(node, means.means(self.relations, node, table))
                self.relations.hold(table, [column])
                return
            case Gather(column):
                made = [column]
                sql = among_units.gather(self.relations, node)
            case _:
                raise TypeError(f"looks at no other unit: {node.node}")
        create = self.dialect.create.format(self.names(table))
        self.statements.append(f"{comment(self.about(node.node.title, node.node.origin))}\n{create}\n{sql}")
        self.relations.hold(table, made)

    def _average(self, node: IntNode, made: tuple[str | Working, ...]) -> None:
        """The statements of a geometric mean, which no SQL works out."""
        assert isinstance(node.node, Gather)
        about, first = comment(self.about(node.node.title, node.node.origin)), made[0]
        self.statements += [f"{about}\n{first}", *made[1:]]

    def _look_into_records(self, index: int, node: IntNode) -> None:
        """A table of a figure of every unit over its records, or the log once more with a column added."""
        assert isinstance(node.node, (Gather, Precede))
        table = f"{type(node.node).__name__.lower()} {index}"
        over = node.node.log if isinstance(node.node, Precede) else node.node.over.log  # type: ignore[union-attr]
        source, layers = self._of_each_record(self._logs[over], table, node.definitions)
        if isinstance(node.node, Precede):
            sql = records.precede(self.relations, node, self._logs[over], source, layers)
            self._logs[over] = table
        else:
            self.relations.hold(table, [node.node.column])
            if node.node.rounding is not None:
                self._average(node, means.means(self.relations, node, table, source, layers))
                return
            sql = records.gather(self.relations, node, source, layers)
        create = self.dialect.create.format(self.names(table))
        self.statements.append(f"{comment(self.about(node.node.title, node.node.origin))}\n{create}\n{sql}")

    def _of_each_record(self, log: str, table: str, definitions: Sequence[Definition]) -> tuple[str, list[str]]:
        """A table of the records with what no SQL works out of them, and the layers of all else that is computed of them."""
        waiting: list[Definition] = []
        for number, definition in enumerate(definitions, start=1):
            if not isinstance(definition.expr, IntWorked):
                waiting.append(definition)
                continue
            if waiting:
                made = f"{table} records {number}"
                stacked = records.stacked(self.relations, log, [self._layer(layer) for layer in _layers(waiting)])
                self.statements.append(f"{self.dialect.create.format(self.names(made))}\n{stacked}")
                log, waiting = made, []
            made = f"{table} function {number}"
            self._say(definition, made, *worked.filled_records(self.relations, made, definition, self.names(log)))
            log = made
        return log, [self._layer(layer) for layer in _layers(waiting)]

    def _say(self, definition: Definition, table: str, filling: Filling, every: str) -> None:
        about = comment(self.about(definition.title, definition.origin))
        self.statements += [filling, f"{about}\n{self.dialect.create.format(self.names(table))}\n{every}"]

    def _plain(self, part: Int | TruthCol | TextColumn, output: IntCol | TruthCol | None) -> str:
        """What becomes the column ``output`` of another unit; names become one without bounds."""
        if isinstance(part, (TextColumn, TruthCol, IntCol)):
            return self.names(part.key)
        assert output is not None
        return self.relations.emitter.stored(output, part)


def _layers(definitions: Sequence[Definition]) -> list[list[Definition]]:
    """Definitions by how many others of them they rest on, so that none is computed twice."""
    depth: dict[str, int] = {}
    layers: list[list[Definition]] = []
    for definition in definitions:
        own = max((depth[key] for key in columns_of(definition.expr) if key in depth), default=-1) + 1
        depth[definition.column.key] = own
        if own == len(layers):
            layers.append([])
        layers[own].append(definition)
    return layers


def summary(emit: Emit) -> set[str]:
    """The columns of the plan that the sheet of totals reads."""
    keys = {
        emit.total,
        emit.composite,
        *(key for _, key in (*emit.steps, *emit.pays, *emit.unpaid)),
        *(flag for _, flag in (*emit.vetoes, *emit.exclusions)),
    }
    for scale in emit.grades:
        keys |= {scale.grade, scale.shown, scale.place, scale.base}
    return keys - {""}


def published(integers: Integers, written: bool) -> set[str]:
    """The columns of the plan that sheets, reports and explanations read; the leaves' where they are ``written``."""
    plan = integers.plan
    keys = summary(plan.emit)
    for leaf in plan.emit.leaves if written else ():
        keys |= {leaf.mark, leaf.state, leaf.points}
    if written:
        keys |= {*plan.emit.kept, *(flag for _, flag in plan.emit.reached)}
    for node in plan.nodes:
        match node:
            case Report(_, _, show):
                keys.update(show)
            case Linked(column) | Reach(column) | Gather(column):
                keys.add(column)
            case Rank():
                keys |= {node.place, node.places, node.base, node.spent}
            case _:
                pass
    return keys - {""}
