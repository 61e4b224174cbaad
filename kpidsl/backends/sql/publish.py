"""Published sheets, reports and the figures of a unit, as queries on a finished program.

Takes a program and a sheet; gives the text of a query. Fields are written as ``results.sheets`` says, to the byte.
"""

from collections.abc import Callable, Collection, Iterable

from kpidsl.backends.sql.dialect import Names, literal, name
from kpidsl.backends.sql.emit import leaves_64_bits
from kpidsl.backends.sql.program import Program, report_key
from kpidsl.plan.integers.expr import Int, TruthCol, interval, may_be_absent
from kpidsl.plan.integers.quotient import Quotient, at_digits, is_absent
from kpidsl.plan.nodes import CLASS, ORDER, UNIT
from kpidsl.results.sheets import ByClass, Content, DayOf, LevelOf, NamesOf, NumberOf, Sheet, TextOf, csv_field
from kpidsl.values import define, field

BOM = "\ufeff"
_FEW = 24
"""Classes that are told apart one by one; more are joined."""


@define
class _Fields:
    """The texts of the fields of a sheet, and what they read."""

    program: Program
    read: set[str] = field(factory=set)
    tables: list[str] = field(factory=list)

    def text(self, content: Content, quoted: bool) -> str:
        """One field; ``quoted`` as it stands in a csv file."""
        match content:
            case TextOf(key):
                self._read_all(key)
                text = self.program.names(key)
                return self._quoted(text) if quoted and not self._is_bare(key) else text
            case ByClass(texts):
                return self._by_class(texts, quoted)
            case NumberOf():
                return self._number(content, quoted)
            case DayOf():
                return self._day(content, quoted)
            case LevelOf(key, scale, state, words):
                chosen = self._chosen(key, list(enumerate(scale)), quoted)
                why = self._chosen(state, list(words), quoted) if state else ""
                return f"COALESCE(NULLIF({chosen}, ''), {why})" if why else chosen
            case NamesOf(flags, joiner):
                return self._names(flags, joiner, quoted)

    def _is_bare(self, key: str) -> bool:
        """Whether no text of the column must be quoted."""
        if key == UNIT:
            return self.program.bare_names
        return key == CLASS and all(map(_is_bare, self.program.integers.plan.scan.classes))

    def _read_all(self, key: str) -> None:
        self.read |= self.program.parts_of(key)

    def _by_class(self, texts: tuple[tuple[str, str], ...], quoted: bool) -> str:
        if not texts:
            return "''"
        self.read.add(CLASS)
        if len(texts) <= _FEW:
            arms = " ".join(
                f"WHEN {literal(group)} THEN {_static(text, quoted)}" for group, text in dict(texts).items()
            )
            return f"CASE {self.program.names(CLASS)} {arms} ELSE '' END"
        relation = f'"#texts{len(self.tables) + 1}"'
        rows = ", ".join(f"({literal(group)}, {_static(text, quoted)})" for group, text in dict(texts).items())
        own = self.program.names(CLASS)
        self.tables.append(
            f'LEFT JOIN (VALUES {rows}) AS {relation} ("#class", "#text") ON {relation}."#class" = {own}'
        )
        return f"COALESCE({relation}.\"#text\", '')"

    def _number(self, content: NumberOf, quoted: bool) -> str:
        return self._figure(
            content, content.digits - content.power, lambda number: self._decimal(number, content.digits), quoted
        )

    def _day(self, content: DayOf, quoted: bool) -> str:
        emitter, day = self.program.relations.emitter, self.program.dialect.day
        return self._figure(content, 0, lambda number: day.format(emitter.number(number)), quoted)

    def _figure(self, content: NumberOf | DayOf, digits: int, text: Callable[[Int], str], quoted: bool) -> str:
        """The text of a figure brought to ``digits``; where there is none, why, in a word."""
        stored = self.program.integers.columns[content.key]
        assert isinstance(stored, Quotient), f"{content.key} is no number"
        words = self._chosen(content.state, list(content.words), quoted) if content.state else "''"
        if is_absent(stored):
            return words
        self._read_all(content.key)
        number = at_digits(stored, digits).num
        return f"COALESCE({text(number)}, {words})" if may_be_absent(number) else text(number)

    def _decimal(self, number: Int, digits: int) -> str:
        dialect, bounds = self.program.dialect, interval(number)
        mantissa = f"({self.program.relations.emitter.number(number)})"
        if not digits:
            return f"CAST({mantissa} AS {dialect.text})"
        width = len(str(max(-bounds.lo, bounds.hi)))
        if width + digits <= dialect.exact_digits:
            # A product of decimals has the decimals of both: the mantissa times the unit of the last place, exactly.
            unit = f"CAST({literal('0.' + '0' * (digits - 1) + '1')} AS DECIMAL({digits}, {digits}))"
            return f"CAST(CAST({mantissa} AS DECIMAL({width}, 0)) * {unit} AS {dialect.text})"
        size = mantissa if bounds.lo >= 0 else f"ABS({mantissa})"
        whole = self.program.relations.emitter.divided(size, str(10**digits), leaves_64_bits(number))
        rest = dialect.rest.format(size, 10**digits)
        padded = dialect.pad_left.format(f"CAST({rest} AS {dialect.text})", digits)
        text = f"CAST({whole} AS {dialect.text}) || '.' || {padded}"
        return text if bounds.lo >= 0 else f"CASE WHEN {mantissa} < 0 THEN '-' ELSE '' END || {text}"

    def _chosen(self, key: str, texts: list[tuple[int, str]], quoted: bool) -> str:
        """The text that belongs to the whole number in ``key``; empty where there is none."""
        stored = self.program.integers.columns[key]
        assert isinstance(stored, Quotient), f"{key} is no number"
        if is_absent(stored) or not texts:
            return "''"
        self._read_all(key)
        number = self.program.relations.emitter.number(at_digits(stored, 0).num)
        arms = " ".join(f"WHEN {code} THEN {_static(text, quoted)}" for code, text in texts)
        return f"CASE {number} {arms} ELSE '' END"

    def _names(self, flags: tuple[tuple[str, str], ...], joiner: str, quoted: bool) -> str:
        parts = []
        for flag, key in flags:
            stored = self.program.integers.columns[key]
            assert isinstance(stored, TruthCol), f"{key} is no yes/no column"
            self._read_all(key)
            parts.append(f"CASE WHEN {self.program.names(stored.key)} THEN {literal(flag)} END")
        if not parts:
            return "''"
        most = self.program.dialect.arguments - 1
        while 0 < most < len(parts):
            groups = [parts[start : start + most] for start in range(0, len(parts), most)]
            parts = [f"NULLIF(CONCAT_WS({literal(joiner)}, {', '.join(group)}), '')" for group in groups]
        text = f"CONCAT_WS({literal(joiner)}, {', '.join(parts)})"
        names = [name for name, _ in flags]
        bare = all(map(_is_bare, names)) and (len(names) == 1 or _is_bare(joiner.strip()))
        return self._quoted(text) if quoted and not bare else text

    def _quoted(self, text: str) -> str:
        needs_quotes = self.program.dialect.needs_quotes.format(text)
        doubled = f"""'"' || REPLACE({text}, '"', '""') || '"'"""
        return f"CASE WHEN {needs_quotes} THEN {doubled} ELSE {text} END"


def _is_bare(text: str) -> bool:
    """Whether a csv field is the text itself."""
    return csv_field(text) == text


def _static(text: str, quoted: bool) -> str:
    return literal(csv_field(text) if quoted else text)


def rows_query(program: Program, sheet: Sheet, limit: int | None, *, headed: bool = False, provided: str = "") -> str:
    """The first rows of a sheet, a text column per field, which is ``headed`` by its heading where asked for.

    There are none but where the condition ``provided`` holds, if there is one.
    """
    fields, headings = _Fields(program), Names(program.dialect.longest)
    headings(ORDER)  # rows are sorted by it, and a heading of that name would come before it
    texts = [
        fields.text(column.content, quoted=False) + (f" AS {headings(column.heading)}" if headed else "")
        for column in sheet.columns
    ]
    order = program.names(ORDER)
    first = "" if limit is None else f"{order} < {limit}"  # units are counted from 0, without a gap
    where = " AND ".join(filter(None, (first, provided)))
    where = f"\nWHERE {where}" if where else ""
    return f"SELECT {', '.join(texts)}\nFROM {_source(fields)}{where}\nORDER BY {order}"


def lines_query(program: Program, sheet: Sheet, ordered: Collection[str] = ()) -> str:
    """The lines of the csv file, in one column whose name is the first line.

    ``ordered`` are tables whose rows stand in roster order: lines made of one of them alone are not sorted again.
    """
    fields = _Fields(program)
    texts = [fields.text(column.content, quoted=True) for column in sheet.columns]
    between = f", {literal(',')},\n    "
    line = f"CONCAT({between.join(texts)})"
    order = program.names(ORDER)
    lines = f'SELECT {order} AS "#at",\n    {line} AS "#line"\n  FROM {_source(fields)}'
    tables = program.relations.tables(fields.read)
    sorting = "" if not fields.tables and len(tables) == 1 and tables[0] in ordered else '\nORDER BY "#at"'
    return f'SELECT "#line" AS {name(heading(sheet))} FROM (\n  {lines}\n) AS "#lines"{sorting}'


def heading(sheet: Sheet) -> str:
    """The first line of the csv file."""
    return BOM + ",".join(csv_field(column.heading) for column in sheet.columns)


def _source(fields: _Fields) -> str:
    return " ".join([fields.program.relations.joined(fields.read), *fields.tables])


def reports_query(program: Program, table: str, places: Iterable[int]) -> str:
    """For how many units each of the reports in a table holds, in one row."""
    counts = (f"COUNT(CASE WHEN {program.names(report_key(place))} THEN 1 END)" for place in places)
    return f"SELECT {', '.join(counts)}\nFROM {program.names(table)}"


def report_query(program: Program, index: int, show: tuple[str, ...]) -> str:
    """Unit, class and the stored columns of ``show`` for each unit the report names."""
    read = set().union({UNIT, CLASS, report_key(index)}, *map(program.parts_of, show))
    columns = [program.names(key) for key in (UNIT, CLASS, *stored_parts(program, show))]
    return (
        f"SELECT {', '.join(columns)}\nFROM {program.relations.joined(read)}\nWHERE {program.names(report_key(index))}\n"
        f"ORDER BY {program.names(ORDER)}"
    )


def unit_query(program: Program, keys: tuple[str, ...]) -> str:
    """The stored columns of ``keys`` for the unit given as the parameter of the query."""
    columns = [program.names(key) for key in stored_parts(program, keys)]
    read = {UNIT}.union(*map(program.parts_of, keys))
    return f"SELECT {', '.join(columns)}\nFROM {program.relations.joined(read)}\nWHERE {program.names(UNIT)} = ?"


def stored_parts(program: Program, keys: tuple[str, ...]) -> list[str]:
    """The stored columns that make up the columns ``keys`` of the plan, each once."""
    found: dict[str, None] = {}
    for key in keys:
        found.update(dict.fromkeys(sorted(program.parts_of(key))))
    return list(found)
