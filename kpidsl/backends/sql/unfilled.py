"""What whoever runs a script works out beside it: whether it is all there, counted before anything is published of it.

Takes a program; gives, where some of its tables are filled by hand, the statement that makes ``unfilled``, a row for each of them
that has not exactly one row for all that it is asked for, and the condition under which anything is published. It is the rows that
count: a value may be absent. Never a part of ``evaluate``, which fills the tables itself.
"""

from collections.abc import Iterator, Sequence

from kpidsl.backends.sql.dialect import comment, literal, name
from kpidsl.backends.sql.program import Program, Working
from kpidsl.diagnostics import Lang, catalogue
from kpidsl.diagnostics.wording import severity_word

UNFILLED = "unfilled"
CODE = "K574"
_WORDS = {
    "zh": {
        "unfilled": "上面要装入的表，装得不缺不重，这里就一行也没有；有一行，就什么都不公布",
        "table": "{about}：表 {table} 缺 ", "missing": " 行，重 ", "twice": " 行",
    },
    "en": {
        "unfilled": "The tables to be loaded above that lack a row or have one twice; with one of them nothing is published",
        "table": "{about}: table {table} lacks ", "missing": " rows and has ", "twice": " more than once",
    },
}  # fmt: skip


def counting(program: Program, lang: Lang, columns: Sequence[str]) -> Iterator[str]:
    """The statement, where there is anything to count; ``columns`` are those of the findings: code, severity and so on."""
    fillings = _fillings(program)
    if not fillings:
        return
    counts = "\n  UNION ALL\n  ".join(
        _counted(program, filling, number, lang) for number, filling in enumerate(fillings, start=1)
    )
    words, text = _WORDS[lang], program.dialect.text
    severity, title = severity_word(catalogue.severity(CODE), lang), catalogue.title(CODE, lang)
    numbers = (f'CAST("#{count}" AS {text}) || {literal(words[count])}' for count in ("missing", "twice"))
    texts = (literal(CODE), literal(severity), literal(title), " || ".join(['"#name"', *numbers]), "''", "''")
    shown = ", ".join(f"{cell} AS {name(column)}" for cell, column in zip(texts, columns, strict=True))
    yield (
        f"{comment(words['unfilled'])}\n{program.dialect.at_once.format(program.names(UNFILLED))}\n"
        f'SELECT {shown}, 0 AS "#report", "#at", 0 AS "#place"\n'
        f'FROM (\n  {counts}\n) AS "#counted"\nWHERE "#missing" + "#twice" > 0'
    )


def condition(program: Program) -> str:
    """Whether all is there; empty where nothing is filled by hand."""
    return f"NOT EXISTS (SELECT 1 FROM {program.names(UNFILLED)})" if _fillings(program) else ""


def _fillings(program: Program) -> list[Working]:
    return [statement for statement in program.statements if not isinstance(statement, str)]


def _counted(program: Program, filling: Working, number: int, lang: Lang) -> str:
    """How many of the rows asked for are not there, and how many more than once; rows that nothing asks for do no harm."""
    keys = ", ".join(filling.keys)
    about = program.about(filling.title, filling.origin)
    said = _WORDS[lang]["table"].format(about=about, table=filling.table.strip('"'))
    asked = filling.asked.replace("\n", "\n        ")
    # By groups and not by a join, for a group takes two absent keys for the same.
    each = (
        f'SELECT {keys}, SUM("#asked") AS "#asked", SUM("#given") AS "#given"\n    FROM (\n'
        f'      SELECT {keys}, 1 AS "#asked", 0 AS "#given" FROM (\n        {asked}\n      ) AS "#query"\n'
        f'      UNION ALL\n      SELECT {keys}, 0, 1 FROM {filling.table}\n    ) AS "#rows"\n    GROUP BY {keys}'
    )
    return (
        f'SELECT {number} AS "#at", {literal(said)} AS "#name",\n'
        '    COUNT(CASE WHEN "#given" = 0 THEN 1 END) AS "#missing", COUNT(CASE WHEN "#given" > 1 THEN 1 END) AS "#twice"\n'
        f'  FROM (\n    {each}\n  ) AS "#each"\n  WHERE "#asked" = 1'
    )
