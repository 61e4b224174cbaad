"""The opening tables of a script looked through before anything is computed of them.

Takes a program whose steps read the opening tables by ``checked_names``; gives its first statements: the odd rows of each table
as it was loaded, with the code of what is wrong in a column for each column; ``faults``, a row for each; and what the steps read,
which has no row while there is a fault. The codes are those that ``scores`` gives files. Never a part of ``evaluate``, which reads
files itself.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kpidsl.backends.sql.checks import Table, table_of_log, table_of_scan
from kpidsl.backends.sql.dialect import Dialect, Names, comment, literal, name
from kpidsl.backends.sql.program import Program
from kpidsl.backends.sql.relations import SCAN
from kpidsl.diagnostics import Lang, catalogue
from kpidsl.diagnostics.wording import severity_word
from kpidsl.plan.nodes import Plan

FAULTS = "faults"
_WORDS = {
    "zh": {
        "odd": "先查 {table}：有问题的行，一列一个代码；都对，就一行也没有",
        "owed": "owed 各列是各类单位欠不欠这一组数：0 不考评，1 要报，2 可以缺报",
        "faults": "查出的问题，一处一行；有一处，就什么都不公布",
        "guard": "以下各步从这里读 {table}；有一处问题，就一行也没有",
        "record": "，记录 ",
    },
    "en": {
        "odd": "{table} is looked through first: the rows with something wrong, a code in the column where it is; usually none",
        "owed": "The columns of owed say what a class owes: 0 is not appraised, 1 has to report, 2 may leave it unreported",
        "faults": "What is wrong, a row each; with one of them nothing is published",
        "guard": "{table} as the steps below read it: no row while anything is wrong",
        "record": ", record ",
    },
}


def checked_names(plan: Plan, dialect: Dialect) -> tuple[Names, Mapping[str, str]]:
    """Names by which a program reads the opening tables once they are checked, and the quoted names they are loaded under, by key."""
    names = Names(dialect.longest)
    keys = [SCAN, *(f"log:{log.name}" for log in plan.scan.logs)]
    loaded = {
        key: names(key if dialect.any_table or not number else f"log_{number}") for number, key in enumerate(keys)
    }
    for key in keys:
        names.respell(key, f"checked {key}")
    return names, loaded


def checking(program: Program, loaded: Mapping[str, str], lang: Lang, columns: Sequence[str]) -> Iterator[str]:
    """The statements; ``columns`` are those of the findings: code, severity, finding, indicator, unit, class."""
    names, words = program.names, _WORDS[lang]
    tables = [table_of_scan(program, loaded[SCAN], lang)]
    tables += [
        table_of_log(program, log, loaded[f"log:{log.name}"], loaded[SCAN], lang)
        for log in program.integers.plan.scan.logs
    ]
    for table in tables:
        program.widest = max(program.widest, table.width)
        said = [words["odd"].format(table=table.key), *([words["owed"]] if table.key == SCAN else [])]
        yield "\n".join([*map(comment, said), _odd(program, table)])
    create = program.dialect.create.format(names(FAULTS))
    yield f"{comment(words['faults'])}\n{create}\n{_faults(program, tables, lang, columns)}"
    yield from (statement.format(names(FAULTS)) for statement in program.dialect.decided)
    for table in tables:
        view = program.dialect.view.format(names(table.key))
        rows = f"SELECT * FROM {table.loaded}\nWHERE {program.dialect.without.format(names(FAULTS))}"
        yield f"{comment(words['guard'].format(table=table.key))}\n{view}\n{rows}"


def told_query(program: Program, table: str, columns: Sequence[str]) -> str:
    """The rows of a table of what is wrong as findings, before those that the plan reports."""
    listed = ", ".join([*map(name, columns), '"#report"', '"#at"', '"#place"'])
    return f"SELECT {listed} FROM {program.names(table)}"


def _odd(program: Program, table: Table) -> str:
    names = program.names
    relations = "".join(f"{relation}, " for relation in table.relations)
    lines = []
    for place, check in enumerate(table.checks):
        lines.append(f"    {comment(check.about)}")
        lines.append(f"    {check.sql} AS {names(check.key)}{',' if place < len(table.checks) - 1 else ''}")
    checks = "\n".join(lines)
    opening = ", ".join(f'{text} AS "#{what}"' for what, text in table.row.items())
    codes = ", ".join(names(check.key) for check in table.checks)
    return (
        f"{program.dialect.at_once.format(names(_odd_key(table)))}\n"
        f'WITH {relations}"checks" AS (\n  SELECT {opening},\n{checks}\n  FROM {table.source}\n)\n'
        f'SELECT * FROM "checks"\nWHERE COALESCE({codes}) IS NOT NULL'
    )


def _odd_key(table: Table) -> str:
    return f"odd {table.key}"


def _faults(program: Program, tables: Sequence[Table], lang: Lang, columns: Sequence[str]) -> str:
    """A row for each code in the odd rows, in the words of the language."""
    relations, found = [], []
    for number, table in enumerate(tables):
        relations.append(
            _listed(f"columns {number + 1}", ("#place", "#name"), enumerate(check.about for check in table.checks))
        )
        found.append(_codes(program, table, number, lang))
    codes = sorted({code for table in tables for check in table.checks for code in check.codes})
    meanings = [(code, severity_word(catalogue.severity(code), lang), catalogue.title(code, lang)) for code in codes]
    relations.append(_listed("codes", ("#code", "#severity", "#finding"), meanings))
    relations.append('"found" AS (\n  ' + "\n  UNION ALL\n  ".join(found) + "\n)")
    texts = ('"#code"', '"#severity"', '"#finding"', '"#name"', "COALESCE(\"#unit\", '')", "COALESCE(\"#class\", '')")
    shown = ", ".join(f"{text} AS {name(column)}" for text, column in zip(texts, columns, strict=True))
    # The plan itself reports nothing at place 0 or before it.
    return (
        f'WITH {", ".join(relations)}\nSELECT {shown}, "#table" - {len(tables)} AS "#report", "#at", "#place"\n'
        f'FROM "found" JOIN "codes" USING ("#code")'
    )


def _codes(program: Program, table: Table, number: int, lang: Lang) -> str:
    arms = " ".join(f"WHEN {place} THEN {program.names(check.key)}" for place, check in enumerate(table.checks))
    about = '"#name"'
    if "record" in table.row:
        text = program.dialect.text
        about = f'"#name" || {literal(_WORDS[lang]["record"])} || COALESCE(CAST("#record" AS {text}), \'?\')'
    return (
        f'SELECT "#unit", "#class", {number} AS "#table", COALESCE("#at", -1) AS "#at", "#place", {about},\n'
        f'    CASE "#place" {arms} END AS "#code"\n'
        f'  FROM {program.names(_odd_key(table))} CROSS JOIN "columns {number + 1}"'
    )


def _listed(relation: str, columns: Sequence[str], rows: Iterable[tuple[int | str, ...]]) -> str:
    """Literals as a relation."""
    texts = [f"({', '.join(str(cell) if isinstance(cell, int) else literal(cell) for cell in row)})" for row in rows]
    return f'"{relation}" ({", ".join(map(name, columns))}) AS (\n  VALUES {f",{chr(10)}    ".join(texts)}\n)'
