"""What differs between databases, as one table of texts.

Takes nothing; gives a ``Dialect`` for each database. Everything not listed here is written the same for all.
"""

from collections.abc import Callable

from kpidsl.backends.sql.spelling import in_backticks
from kpidsl.values import define, field, frozen


def as_written(sql: str) -> str:
    """The quotes that are written for all: ``"name"``, ``'text'``."""
    return sql


@frozen
class Dialect:
    """One database. Templates take their operands, in brackets where needed, as ``{0}``, ``{1}``."""

    name: str
    title: str
    """What the database is called."""
    longest: int
    """Bytes of the longest name; 0 where any name will do."""
    narrow: str
    """The 64-bit integer type; its overflow must raise."""
    wide: str
    """A type of whole numbers of at least 38 digits; its overflow must raise."""
    small: tuple[tuple[str, int], ...]
    """Integer types worth storing in, each with its bits beside the sign, the smallest first; never computed in."""
    text: str
    divide: str
    """Division of narrow numbers that cuts towards zero."""
    divide_wide: str
    """The same where one of them may be wide."""
    rest: str
    """The rest of either division, with the sign of the dividend."""
    create: str
    """Opens a table that lives as long as the run; ``{0}`` is its name."""
    at_once: str
    """The same for one that is computed where it stands, wherever it is read."""
    temporary: str
    """Opens an empty table that lives as long as the run, before its columns; ``{0}`` is its name."""
    view: str
    """Opens a view that lives as long as the run; ``{0}`` is its name."""
    materialized: str
    """The words after ``AS`` that keep a common table expression from being computed twice."""
    layered: str
    """The same for a query whose columns are read by another and by nothing else; empty where they are computed once anyway."""
    among: str
    """A query in FROM, ``{0}``, to whose columns nothing but their own names is needed."""
    needs_quotes: str
    """Whether the text ``{0}`` must be quoted in csv: ``results.sheets.csv_field`` in SQL."""
    exact_digits: int
    """Digits of a decimal in 64 bits whose text has all its decimals; 0 where the database writes decimals otherwise."""
    day: str
    """The day ``{0}`` days after 0001-01-01, as ISO text."""
    pad_left: str
    """The text ``{0}`` brought to ``{1}`` characters by zeros on its left."""
    listed: str = "VALUES {0}"
    """A query of the rows of literals ``{0}``."""
    columns: int = 0
    """Columns of the widest table; 0 where any number will do."""
    arguments: int = 0
    """Arguments of the longest call of a function; 0 where any number will do."""
    quotient_digits: int = 0
    """Digits of the largest quotient that ``divide_wide`` gives; 0 where it gives any."""
    sums_wide: bool = True
    """Whether a sum of narrow numbers is wide; where it is not, they are made wide if the sum may be."""
    keeps_common: bool = True
    """Whether a common table expression that is read twice is computed once, so that counting steps beats sorting all rows."""
    leaves_out_own: bool = True
    """Whether the frame of a window can leave out the row itself."""
    any_table: bool = True
    """Whether a table, which a view is not, may be called anything; where not, ASCII letters, digits and ``_`` will do."""
    decided: tuple[str, ...] = ()
    """Statements that find out, once, whether the table ``{0}`` has a row; none where ``without`` costs nothing wherever it is read."""
    without: str = "NOT EXISTS (SELECT 1 FROM {0})"
    """Whether the table ``{0}`` has no row."""
    keeping: str = ""
    """Keeps what the view ``{0}`` gives, where ``create`` makes a view that is computed at each reading."""
    settings: tuple[tuple[str, str], ...] = ()
    """What statements rely on, or are far slower without, that a session may have set otherwise."""
    spelled: Callable[[str], str] = as_written
    """Brings a finished statement into the quotes of the database."""


def name(text: str) -> str:
    """A quoted name."""
    return '"' + text.replace('"', '""') + '"'


@define
class Names:
    """Quoted names for keys, none longer than ``longest`` bytes where that is not 0.

    Keys that differ in case only get different names, which databases do not grant.
    """

    longest: int = 0
    _given: dict[str, str] = field(factory=dict)
    _taken: set[str] = field(factory=set)

    def __call__(self, key: str) -> str:
        """The quoted name of ``key``, always the same."""
        if key not in self._given:
            spelling, count = _shortened(key, self.longest), 1
            while spelling.lower() in self._taken:
                count += 1
                again = f"~{count}"
                spelling = _shortened(key, self.longest and self.longest - len(again)) + again
            self._taken.add(spelling.lower())
            self._given[key] = name(spelling)
        return self._given[key]

    def respell(self, key: str, spelling: str) -> None:
        """Gives ``key`` from now on the name that a key of that spelling would get."""
        self._given[key] = self(spelling)


def _shortened(text: str, longest: int) -> str:
    """The beginning and the end of a text that is longer than ``longest`` bytes: keys of one kind begin alike."""
    written = text.encode()
    if not longest or len(written) <= longest:
        return text
    left = longest - len("…".encode())
    return f"{written[: left // 2].decode(errors='ignore')}…{written[-(left - left // 2) :].decode(errors='ignore')}"


def literal(text: str) -> str:
    """A text literal."""
    return "'" + text.replace("'", "''") + "'"


def comment(text: str) -> str:
    """A comment of one line."""
    return "-- " + " ".join(text.split())


DUCKDB = Dialect(
    name="duckdb",
    title="DuckDB",
    longest=0,
    narrow="BIGINT",
    wide="HUGEINT",
    small=(("TINYINT", 7), ("SMALLINT", 15), ("INTEGER", 31)),
    text="VARCHAR",
    divide="{0} // {1}",
    divide_wide="{0} // {1}",
    rest="{0} % {1}",
    create="CREATE TEMP TABLE {0} AS",
    at_once="CREATE TEMP TABLE {0} AS",
    temporary="CREATE TEMP TABLE {0}",
    view="CREATE TEMP VIEW {0} AS",
    materialized="MATERIALIZED ",
    layered="",
    among="({0})",
    # A search for each character costs less than one for all of them; few texts hold any.
    needs_quotes="CASE WHEN contains({0}, ',') OR contains({0}, '\"') OR contains({0}, ' ') OR contains({0}, chr(9))"
    " OR contains({0}, chr(10)) OR contains({0}, chr(13))"
    " THEN regexp_matches({0}, '[,\"\\r\\n]|^[ \\t]|[ \\t]$') ELSE FALSE END",
    exact_digits=18,
    day="CAST(DATE '0001-01-01' + CAST({0} AS INTEGER) AS VARCHAR)",
    pad_left="lpad({0}, {1}, '0')",
)

POSTGRES = Dialect(
    name="postgres",
    title="PostgreSQL",
    longest=63,
    narrow="BIGINT",
    wide="NUMERIC",
    small=(),
    text="TEXT",
    divide="{0} / {1}",
    divide_wide="div({0}, {1})",
    rest="{0} % {1}",
    create="CREATE TEMP TABLE {0} AS",
    at_once="CREATE TEMP TABLE {0} AS",
    temporary="CREATE TEMP TABLE {0}",
    view="CREATE TEMP VIEW {0} AS",
    materialized="MATERIALIZED ",
    # Without it each reading of a column is its expression once more: layers multiply.
    layered="MATERIALIZED ",
    among='({0}) AS "#rows"',
    needs_quotes="{0} ~ '[,\"\\r\\n]|^[ \\t]|[ \\t]$'",
    exact_digits=1000,
    day="to_char(DATE '0001-01-01' + CAST({0} AS INTEGER), 'YYYY-MM-DD')",
    pad_left="lpad({0}, {1}, '0')",
    columns=1600,
    arguments=100,
    # Compiling the expressions of a stage takes seconds, running them over a thousand units hundredths of one.
    settings=(("jit", "off"),),
)

SPARK = Dialect(
    name="spark",
    title="Spark",
    longest=0,
    narrow="BIGINT",
    wide="DECIMAL(38, 0)",
    small=(),
    text="STRING",
    # Of narrow numbers only: the quotient of wide ones is a BIGINT too, which wraps.
    divide="{0} DIV {1}",
    # A quotient of decimals has six decimals of its own and is rounded; that of a multiple of the divisor is whole.
    divide_wide="CAST(({0} - {0} % {1}) / {1} AS DECIMAL(38, 0))",
    rest="{0} % {1}",
    create="CREATE TEMPORARY VIEW {0} AS",
    at_once="CACHE TABLE {0} AS",
    temporary="CREATE TABLE {0}",
    view="CREATE TEMPORARY VIEW {0} AS",
    materialized="",
    layered="",
    among="({0})",
    # The end of a text, where $ would also stand before a last line break.
    needs_quotes="{0} RLIKE '[,\"\\r\\n]|^[ \\t]|[ \\t]\\z'",
    exact_digits=37,
    day="CAST(date_add(DATE '0001-01-01', CAST({0} AS INT)) AS STRING)",
    pad_left="lpad({0}, {1}, '0')",
    # Told to lie in one place, it is joined where it is to rows that do, without a job of its own.
    listed="SELECT /*+ COALESCE(1) */ * FROM VALUES {0}",
    quotient_digits=32,
    sums_wide=False,
    keeps_common=False,
    leaves_out_own=False,
    any_table=False,
    # A view is planned again wherever it is read, with all that it reads: what is known of it is no more than a word.
    decided=('DECLARE OR REPLACE VARIABLE "#faulty" BOOLEAN', 'SET VAR "#faulty" = (SELECT COUNT(*) > 0 FROM {0})'),
    without='NOT "#faulty"',
    keeping="CACHE LAZY TABLE {0}",
    settings=(
        # Overflow raises, and so does what cannot be cast; without it numbers wrap or vanish.
        ("spark.sql.ansi.enabled", "true"),
        # A product of two decimals of 38 digits has 38 digits or raises, instead of being absent.
        ("spark.sql.decimalOperations.allowPrecisionLoss", "true"),
        # The names of two figures may differ in case only.
        ("spark.sql.caseSensitive", "true"),
        # A name that holds ${…} is a name.
        ("spark.sql.variable.substitute", "false"),
        ("spark.sql.parser.escapedStringLiterals", "false"),
        ("spark.sql.ansi.doubleQuotedIdentifiers", "false"),
        ("spark.sql.ansi.enforceReservedKeywords", "false"),
        ("spark.sql.session.timeZone", "UTC"),
        # Java compiles no longer method, and to interpret one takes twice the time of running its expressions one by one.
        ("spark.sql.codegen.hugeMethodLimit", "8000"),
    ),
    spelled=in_backticks,
)

DIALECTS = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES, SPARK)}
