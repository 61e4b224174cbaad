"""The program of a plan as a script: what the database runs, to be read and to be run by hand.

Takes a plan; gives SQL for a database: the table that a month is loaded into, column by column, then the statements of the program
as they run, then queries for the published sheets and the findings. Never runs anything.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kpidsl.backends.sql.checked import FAULTS, checked_names, checking, told_query
from kpidsl.backends.sql.dialect import DUCKDB, Dialect, comment, literal, name
from kpidsl.backends.sql.layout import laid_out
from kpidsl.backends.sql.layout import words as parts
from kpidsl.backends.sql.means import MeansFilling
from kpidsl.backends.sql.opening import log_columns, scan_columns
from kpidsl.backends.sql.program import Program, Working, report_key
from kpidsl.backends.sql.publish import rows_query
from kpidsl.backends.sql.records import NUMBER
from kpidsl.backends.sql.relations import SCAN
from kpidsl.backends.sql.unfilled import UNFILLED, condition, counting
from kpidsl.core.irrational import GEOMETRIC_MEAN
from kpidsl.core.types import Ordinal
from kpidsl.core.wording import keyword
from kpidsl.diagnostics import Lang, catalogue
from kpidsl.diagnostics.wording import severity_word
from kpidsl.plan.integers.expr import IntCol, IntLit
from kpidsl.plan.integers.program import Integers
from kpidsl.plan.integers.quotient import Quotient
from kpidsl.plan.nodes import CLASS, ORDER, UNIT, Input, Log, LogColumn, Origin, PastColumn, Plan, Report, State, Title
from kpidsl.plan.print_expr import STATES, amount
from kpidsl.plan.print_names import column_names
from kpidsl.results.figures import name_text
from kpidsl.results.sheets import pay_sheet, scores_sheet, totals_sheet
from kpidsl.syntax.units import DATE

_BROUGHT = (State.VALUE, State.NOT_APPLICABLE, State.UNREPORTED, State.NOT_APPRAISED)
_WORDS = {
    "zh": {
        "title": "《{policy}》（版本 {version}）的核算，{database} 的 SQL",
        "use": (
            "先把一个月的数据装入表 scan，再运行本文件；末尾的查询依次给出单项得分、总分和等次、提醒和错误。\n"
            "先查装入的表；有一行不对，就只在最后说出哪里不对，别的什么都不公布。\n"
            "数一律存成整数，每列写明 1 个填报单位存成多少；有一条“错误”，这个月的结果就不能用。"
        ),
        "use_postgres": (
            "用 psql -v ON_ERROR_STOP=1 -f 运行，有一步不成就停。各步是临时表，连接一断就没有了；\n"
            "名称超过 63 个字节的，中间写成“…”，全名见注释。"
        ),
        "use_spark": (
            "用 spark-sql -f 运行。各步是临时视图，每读一次就算一次：数据多时，把下面被读几次的视图留住，注释里有这一句。"
        ),
        "kept": "下面有 {count} 处读它：{statement};",
        "scan": "填报数据，一个单位一行；情况不是 0 的，数为 NULL", UNIT: "被考核单位", CLASS: "单位分类：{classes}",
        ORDER: "名单次序，从 0 起连续", "link": "{link}：对应单位的名称，没有的为 NULL", "value": "{name}，{one} 存成 {stored}",
        "levels": "{name}：{levels}", "level": "{place} {level}", "comma": "，", "joiner": "、", "log": "台账 {log}，一条记录一行",
        "record_unit": "单位的名单次序", "record_number": "记录的序号，从 0 起",
        "date": "{name}，公元 1 年 1 月 1 日存成 0，以后每天加 1",
        "to_fill": "在此装入表 {table}：下面查询的每一行，再加一列 {function}，保留 {digits} 位，{mode}，乘以 10^{digits} 存成整数",
        "means": (
            "在此装入表 {table}：下面查询的每一组（第一列）一行，第二列 NULL，第三列是各数 ÷ 10^{scale} 的几何平均，"
            "保留 {digits} 位，{mode}，乘以 10^{digits} 存成整数；查询的第三列是各数出现几次"
        ),
        "means_without": (
            "在此装入表 {table}：下面查询的每一组（第一列）一行，第二列 NULL，第三列是各数 ÷ 10^{scale} 的几何平均，"
            "保留 {digits} 位，{mode}，乘以 10^{digits} 存成整数；"
            "再按组里的每个数各一行，第二列是这个数，第三列是少了它一次的几何平均，组里只有它的为 NULL；查询的第三列是各数出现几次"
        ),
        "sheet_scores": "单项得分", "sheet_totals": "总分、名次、等次", "sheet_pay": "兑现", "findings": "提醒和错误",
        "said": "{severity}[{code}] {title}", "clause": "条款 {clause}", "columns": "代码 程度 说明 指标 被考核单位 单位分类",
    },
    "en": {
        "title": "{policy} (version {version}) computed in SQL for {database}",
        "use": (
            "Load a month into the table scan, then run this file; the queries at its end give points, totals and grades, findings.\n"
            "The tables are checked first: where one row is wrong the findings say so, and nothing else is published.\n"
            "Every number is stored as a whole number: each column says as what it stores 1 of its unit. With one “error” among the\n"
            "findings the results of the month are void."
        ),
        "use_postgres": (
            "Run it with psql -v ON_ERROR_STOP=1 -f, so that it stops where a step fails. The steps are temporary tables, gone with\n"
            "the connection; a name of more than 63 bytes has “…” in its middle, and its comment tells it whole."
        ),
        "use_spark": (
            "Run it with spark-sql -f. Its steps are temporary views, computed each time they are read: with many rows keep those\n"
            "that are read several times, as their comments say."
        ),
        "kept": "Read {count} times below: {statement};",
        "scan": "The data, a row a unit; where the state is not 0 the number is NULL", UNIT: "unit", CLASS: "class: {classes}",
        ORDER: "place in the roster, from 0 without a gap", "link": "{link}: name of the linked unit, NULL without one",
        "value": "{name}, {one} is stored as {stored}", "levels": "{name}: {levels}", "level": "{place} {level}",
        "comma": ", ", "joiner": ", ", "log": "Log {log}, a row a record", "record_unit": "place of its unit in the roster",
        "record_number": "number of the record, from 0",
        "date": "{name}, 0001-01-01 is stored as 0, each day after as one more",
        "to_fill": (
            "Load {table} here: each row of this query, then {function} brought to {digits} places, {mode}, times 10^{digits}"
        ),
        "means": (
            "Load {table} here: a row for each group (first column) of this query, NULL, the geometric mean of its values ÷ 10^{scale}"
            " brought to {digits} places, {mode}, times 10^{digits}; the third column says how often a value occurs"
        ),
        "means_without": (
            "Load {table} here: a row for each group (first column) of this query, NULL, the geometric mean of its values ÷ 10^{scale}"
            " brought to {digits} places, {mode}, times 10^{digits}; and one for each of its values, that value, the mean without"
            " one of it, NULL where there is no other; the third column says how often a value occurs"
        ),
        "sheet_scores": "points", "sheet_totals": "totals, places, grades", "sheet_pay": "pay",
        "findings": "findings", "said": "{severity}[{code}] {title}", "clause": "clause {clause}",
        "columns": "code severity finding indicator unit class",
    },
}  # fmt: skip


class TooManyColumns(Exception):  # noqa: N818 - a verdict about a policy, not an error of ours
    """A table or query of the script has ``count`` columns, of which the database takes ``most``."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(f"{count} > {most}")
        self.count, self.most = count, most


def sql_text(plan: Plan, lang: Lang, dialect: Dialect = DUCKDB) -> str:
    """The script, the last line ended; raises ``integers.Overflow`` where integers are not enough, TooManyColumns."""
    words = _WORDS[lang]

    program, loaded = script_program(plan, lang, dialect)
    title = words["title"].format(policy=plan.policy, version=plan.version, database=dialect.title)
    opening = "\n".join(filter(None, [title, words["use"], words.get(f"use_{dialect.name}")]))
    blocks = ["\n".join(map(comment, opening.split("\n")))]
    if dialect.settings:
        blocks.append("\n".join(f"SET {setting} = {value};" for setting, value in dialect.settings))
    blocks += [_scan_table(program, loaded[SCAN], lang)]
    blocks += [_log_table(program, log, loaded[f"log:{log.name}"], lang) for log in plan.scan.logs]
    columns = words["columns"].split()
    blocks += [laid_out(statement) + ";" for statement in checking(program, loaded, lang, columns)]
    blocks += [
        laid_out(statement) + ";" if isinstance(statement, str) else _to_fill(program, statement, lang)
        for statement in program.statements
    ]
    blocks += [laid_out(statement) + ";" for statement in counting(program, lang, columns)]
    sheets = [sheet for sheet in (scores_sheet(plan, lang), totals_sheet(plan, lang), pay_sheet(plan, lang)) if sheet]
    widest = max(program.widest, len(scan_columns(program)), *(len(sheet.columns) for sheet in sheets))
    if 0 < dialect.columns < widest:
        raise TooManyColumns(widest, dialect.columns)
    for sheet in sheets:
        query = rows_query(program, sheet, None, headed=True, provided=condition(program))
        blocks.append(f"{comment(words[f'sheet_{sheet.name}'])}\n{laid_out(query)};")
    tables = [FAULTS, UNFILLED] if condition(program) else [FAULTS]
    wrong = [told_query(program, table, columns) for table in tables]
    union = "\n  UNION ALL\n  ".join([*wrong, *_findings(program, lang)])
    told = dialect.among.format(f"\n  {union}\n")
    query = f'SELECT {", ".join(map(name, columns))} FROM {told}\nORDER BY "#report", "#at", "#place"'
    blocks.append(f"{comment(words['findings'])}\n{laid_out(query)};")
    return "\n\n".join(map(dialect.spelled, _with_keeping(blocks, program, lang))) + "\n"


def script_program(plan: Plan, lang: Lang, dialect: Dialect) -> tuple[Program, Mapping[str, str]]:
    """The program of the script, whose steps read the opening tables once they are checked; and the quoted names of these, by key."""
    words = _WORDS[lang]

    def about(title: Title, origin: Origin) -> str:
        known = catalogue.page(title.subject) if not title.word else None
        called = _finding(title.subject, lang) if known else name_text(title, lang)
        clause = words["clause"].format(clause=origin.clause) if origin.clause else ""
        return " ".join(part for part in (called, clause) if part)

    names, loaded = checked_names(plan, dialect)
    return Program.of(Integers.of(plan), dialect, about=about, names=names), loaded


def _with_keeping(blocks: list[str], program: Program, lang: Lang) -> Iterator[str]:
    """The blocks; after a view that later ones read more than once, as a comment, what keeps it."""
    dialect = program.dialect
    tables = [program.names(table) for table in program.relations.held if table != SCAN]
    for place, block in enumerate(blocks):
        yield block
        for table in tables if dialect.keeping else ():
            count = sum(parts(later).count(table) for later in blocks[place + 1 :])
            if count > 1 and f"{dialect.create.format(table)}\n" in block:
                statement = dialect.spelled(dialect.keeping.format(table))
                yield comment(_WORDS[lang]["kept"].format(count=count, statement=statement))


def _to_fill(program: Program, filling: Working, lang: Lang) -> str:
    """What is worked out beside the script: its table, and as a comment the query of the arguments and the function of them."""
    columns = ", ".join(f"{key} {kind}" for key, kind in filling.typed)
    create = laid_out(f"{program.dialect.temporary.format(filling.table)} ({columns})")
    return f"{create};\n\n{_said_to_fill(filling, lang)}"


def _said_to_fill(filling: Working, lang: Lang) -> str:
    if isinstance(filling, MeansFilling):
        assert filling.node.rounding is not None
        digits, rounding = filling.node.rounding
        said = _WORDS[lang]["means_without" if filling.others else "means"]
        said = said.format(table=filling.table, scale=filling.scale, digits=digits, mode=keyword(rounding.value, lang))
        return "\n".join(map(comment, [said, *laid_out(filling.query).split("\n")]))
    function = filling.function
    args = [
        str(Fraction(arg.value, 10**scale)) if isinstance(arg, IntLit) else f"{name(arg.key)} ÷ 10^{scale}"
        for arg, scale in zip(function.args, function.scales, strict=True)
        if isinstance(arg, (IntLit, IntCol))
    ]
    args += [str(function.by)] if function.by and function.word != GEOMETRIC_MEAN else []
    called = f"{keyword(function.word, lang)}({', '.join(args)})"
    mode = keyword(function.mode.value, lang)
    said = _WORDS[lang]["to_fill"].format(table=filling.table, function=called, digits=function.digits, mode=mode)
    return "\n".join(map(comment, [said, *laid_out(filling.query).split("\n")]))


def _finding(code: str, lang: Lang) -> str:
    severity = severity_word(catalogue.severity(code), lang)
    return _WORDS[lang]["said"].format(severity=severity, code=code, title=catalogue.title(code, lang))


def _scan_table(program: Program, loaded: str, lang: Lang) -> str:
    described = dict(_described(program, lang))
    columns = scan_columns(program)
    lines = []
    for place, (key, kind) in enumerate(columns):
        between = "," if place < len(columns) - 1 else ""
        lines.append(f"  {program.names(key)} {kind}{between} {comment(described[key])}")
    head = f"{comment(_WORDS[lang]['scan'])}\nCREATE TABLE IF NOT EXISTS {loaded} ("
    return "\n".join([head, *lines, ");"])


def _log_table(program: Program, log: Log, loaded: str, lang: Lang) -> str:
    """The table that the records of a log are loaded into."""
    words, names = _WORDS[lang], column_names(program.integers.plan, lang)
    described = {ORDER: words["record_unit"], NUMBER: words["record_number"]}
    for column in log.columns:
        if column.kind == "text":
            described[column.key] = column.name
        else:
            described[column.key] = _number(program, column, column.name, lang)
    described |= {key: names[key] for key in log.ages}
    columns = log_columns(program, log)
    lines = [
        f"  {program.names(key)} {kind}{',' if place < len(columns) - 1 else ''} {comment(described[key])}"
        for place, (key, kind) in enumerate(columns)
    ]
    head = comment(words["log"].format(log=log.name))
    return "\n".join([head, f"CREATE TABLE IF NOT EXISTS {loaded} (", *lines, ");"])


def _described(program: Program, lang: Lang) -> Iterator[tuple[str, str]]:
    """What a row of the opening table holds, by column."""
    words, plan = _WORDS[lang], program.integers.plan
    names = column_names(plan, lang)
    joiner = words["joiner"]
    yield UNIT, words[UNIT]
    yield CLASS, words[CLASS].format(classes=joiner.join(plan.scan.classes))
    yield ORDER, words[ORDER]
    for link in plan.scan.links:
        yield "link:" + link, words["link"].format(link=link)
    for key in plan.scan.calendar:
        yield key, names[key]
    states = [words["level"].format(place=int(state), level=STATES[lang][state]) for state in _BROUGHT]
    for source in plan.scan.inputs:
        yield source.key, _number(program, source, names[source.key], lang)
        yield source.state, words["levels"].format(name=names[source.state], levels=words["comma"].join(states))
    for earlier in plan.scan.past:
        yield earlier.key, _earlier(program, earlier, names[earlier.key], lang)


def _earlier(program: Program, earlier: PastColumn, called: str, lang: Lang) -> str:
    """A figure of an earlier period; numbers are told in base units."""
    words, stored = _WORDS[lang], program.integers.columns[earlier.key]
    if isinstance(earlier.type, Ordinal):
        levels = [words["level"].format(place=place, level=level) for place, level in enumerate(earlier.type.scale)]
        return words["levels"].format(name=called, levels=words["comma"].join(levels))
    if earlier.title.unit == DATE.key:
        return words["date"].format(name=called)
    assert isinstance(stored, Quotient), f"{earlier.key} is no number"
    return words["value"].format(name=called, one="1", stored=10**stored.digits)


def _number(program: Program, source: Input | LogColumn, called: str, lang: Lang) -> str:
    words = _WORDS[lang]
    if source.levels:
        levels = [words["level"].format(place=place, level=level) for place, level in enumerate(source.levels)]
        return words["levels"].format(name=called, levels=words["comma"].join(levels))
    if source.unit == DATE.key:
        return words["date"].format(name=called)
    stored = program.integers.columns[source.key]
    assert isinstance(stored, Quotient), f"{source.key} is no number"
    one = amount(source.scale, source.unit, lang)
    return words["value"].format(name=called, one=one, stored=source.scale * 10**stored.digits)


def _findings(program: Program, lang: Lang) -> Iterator[str]:
    """A query for each report of the plan: code, severity, title, what it is about, unit, class."""
    columns = _WORDS[lang]["columns"].split()
    for index, node in enumerate(program.integers.plan.nodes):
        if isinstance(node, Report):
            key = report_key(index)
            severity = severity_word(catalogue.severity(node.code), lang)
            subject = next((word for _, word in node.words), "")
            said = [literal(text) for text in (node.code, severity, catalogue.title(node.code, lang), subject)]
            texts = [f"{text} AS {name(column)}" for text, column in zip(said, columns, strict=False)]
            texts += [
                f"{program.names(own)} AS {name(column)}"
                for own, column in zip((UNIT, CLASS), columns[-2:], strict=True)
            ]
            texts += [
                f"{index} AS {name('#report')}",
                f"{program.names(ORDER)} AS {name('#at')}",
                f"0 AS {name('#place')}",
            ]
            source = program.relations.joined({UNIT, CLASS, key})
            where = " AND ".join(filter(None, (program.names(key), condition(program))))
            yield f"SELECT {', '.join(texts)} FROM {source} WHERE {where}"
