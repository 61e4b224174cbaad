"""``kpidsl test``: the examples of one policy or of all in a folder, worked out and compared."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from kpidsl.cli import streams
from kpidsl.cli.commands import Command, FileName, Option, text
from kpidsl.cli.compiling import is_chinese
from kpidsl.cli.disk import Disk
from kpidsl.cli.exits import Exit
from kpidsl.cli.find_policy import policies_named
from kpidsl.cli.session import Session
from kpidsl.cli.settled import report_refused
from kpidsl.cli.whole_files import put_whole
from kpidsl.diagnostics import Diagnostic, Lang, Problems, catalogue
from kpidsl.examples import Outcome, Result, findings, trace_of, verify
from kpidsl.pipeline import Compiled, compile_policy
from kpidsl.render.junit import Case, Suite, junit

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "policy": "{path}：", "bad": "{path}：有错误，示例没有验算。", "none": "{path}：没有示例。",
        "holds": "  相符　{name}", "fails": "  不符　{name}", "why": "    {message}", "steps": "    推算过程：",
        "tried": "  任何情况下：{count} 条，在 {months} 个试算的月份里都成立（试算不是证明）。",
        "idle": "  任何情况下：第 {line} 行的条件在试算里一次也没有出现。",
        "all": "{count} 个示例，全部相符。", "some": "{count} 个示例，{failed} 个不符。",
    },
    "en": {
        "policy": "{path}:", "bad": "{path}: has errors, no example was worked out.", "none": "{path}: no examples.",
        "holds": "  ok      {name}", "fails": "  FAILED  {name}", "why": "    {message}", "steps": "    How it comes about:",
        "tried": "  always: {count} statements hold in {months} months made up to try them (no proof).",
        "idle": "  always: the condition on line {line} never came about in the trials.",
        "all": "examples: {count}, all ok.", "some": "examples: {count}, failed: {failed}.",
    },
}  # fmt: skip


def _test(session: Session, paths: tuple[str, ...], coverage: bool, junit_file: str | None, strict: bool) -> Exit:
    suites, worst, count, failed = [], Exit.OK, 0, 0
    for path in policies_named(paths, whole=True):
        problems, disk = Problems(), Disk()
        source = disk.policy(path, problems)
        if source is not None:
            session.settle_language(policy_is_chinese=is_chinese(source.text))
        compiled = compile_policy([source], problems, disk.library) if source else None
        if source is None or compiled is None:
            streams.write(_WORDS[session.lang]["bad"].format(path=path) + "\n")
            told = report_refused(session, Path(path), problems, disk.sources)
            suites.append(Suite(path, (), _plain(told.found, disk, session.lang)))
            worst = Exit.ERRORS
            continue
        found = Problems()
        results = verify(compiled, found)
        _write(session, compiled, disk, results)
        _try_out(session, compiled, disk, found)
        if coverage:
            _write_coverage(session, compiled, disk)
        session.report(found, disk.sources)
        suites.append(Suite(path, tuple(_cases(compiled, disk, results, session.lang))))
        count, failed = count + len(results), failed + sum(not result.holds for result in results)
        if found.has_errors or (strict and len(found)):
            worst = Exit.ERRORS
    summary = _WORDS[session.lang]["some" if failed else "all"]
    if count:
        streams.write(summary.format(count=count, failed=failed) + "\n")
    if junit_file:
        put_whole(Path(junit_file), junit(suites))
    return worst


def _write(session: Session, compiled: Compiled, disk: Disk, results: list[Result]) -> None:
    """A line for each example; where one fails, what differs and how the number comes about."""
    words = _WORDS[session.lang]
    streams.write(words["policy" if results else "none"].format(path=compiled.sources[0].name) + "\n")
    for result in results:
        streams.write(words["holds" if result.holds else "fails"].format(name=result.case.example.name) + "\n")
        for found in findings(compiled.plan, result):
            streams.write(words["why"].format(message=_message(found, session.lang)) + "\n")
        for outcome in result.outcomes:
            if not outcome.holds and outcome.got is not None:
                streams.write(words["steps"] + "\n" + _steps(compiled, disk, result, outcome, session.lang))


def _try_out(session: Session, compiled: Compiled, disk: Disk, found: Problems) -> None:
    """What must hold in any case, tried on months made up for it."""
    if not compiled.checked.policy.always:
        return
    from kpidsl.trials import failing, trials

    tried, words = trials(compiled), _WORDS[session.lang]
    broken = [finding for one in tried if (finding := failing(compiled, one))]
    found.extend(broken)
    if not broken:
        streams.write(words["tried"].format(count=len(tried), months=tried[0].months) + "\n")
    for one in tried:
        if not one.met and one.statement.origin.place:
            place = one.statement.origin.place
            line = disk.sources[place.file].line_column(place.start)[0]
            streams.write(words["idle"].format(line=line) + "\n")


def _steps(compiled: Compiled, disk: Disk, result: Result, outcome: Outcome, lang: Lang) -> str:
    from kpidsl.render.steps import steps_table

    table = steps_table(trace_of(compiled, result, outcome, lang), disk.sources, lang)
    return "".join(f"      {line}\n" for line in table.splitlines())


def _write_coverage(session: Session, compiled: Compiled, disk: Disk) -> None:
    from kpidsl.examples.coverage import Reached, coverage, demands
    from kpidsl.examples.unreached import unreached
    from kpidsl.render.coverage import Line, coverage_text
    from kpidsl.resolve.files import whole
    from kpidsl.syntax.tree import File

    def lines(found: list[Reached]) -> list[Line]:
        told = ((one.rule, bool(one.example)) for one in found)
        return [Line(rule.kind, rule.subject, rule.aspect, rule.place, reached) for rule, reached in told]

    found = whole(compiled.sources[:1], disk.library, Problems())
    trees = found.files if found else ()
    declared = tuple(declaration for tree in trees for declaration in tree.declarations)
    never = [one.why for one in unreached(File(declared, compiled.checked.policy.place), compiled.checked.policy)]
    text = coverage_text(lines(coverage(compiled)), lines(demands(compiled)), never, disk.sources, session.lang)
    streams.write("\n" + text)


def _cases(compiled: Compiled, disk: Disk, results: list[Result], lang: Lang) -> Iterator[Case]:
    for result in results:
        found = findings(compiled.plan, result)
        yield Case(result.case.example.name, tuple((_message(one, lang), _plain([one], disk, lang)) for one in found))


def _message(found: Diagnostic, lang: Lang) -> str:
    return catalogue.message(found.code, lang, found.variant, found.args)


def _plain(found: Iterable[Diagnostic], disk: Disk, lang: Lang) -> str:
    """Findings as text without colour, as people see them."""
    from kpidsl.diagnostics.render_text import render_text

    return render_text(found, disk.sources, lang)


command = Command(
    "test",
    callback=click.pass_obj(_test),
    params=[
        click.Argument(["paths"], nargs=-1, metavar="[POLICY.KPI…]"),
        Option(
            ["--coverage"], is_flag=True,
            words=text("列出示例核对到了哪些规定，哪些还没有核对到", "which rules the examples reach, and which they do not"),
        ),
        Option(
            ["--junit", "junit_file"], metavar="FILE.XML", type=FileName(),
            words=text("另写一份 JUnit 格式的结果，供自动构建使用", "also write the results as JUnit XML"),
        ),
        Option(["--strict"], is_flag=True, words=text("没有示例也算不通过", "no examples count as an error")),
    ],
    words=text(
        "按办法推算每个示例，与示例里写的结果核对。不写文件时，验算本文件夹下的全部办法。“-”表示从标准输入读。",
        "Work out every example and compare; without a file, all policies of this folder. “-” reads standard input.",
    ),
)  # fmt: skip
