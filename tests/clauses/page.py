"""The page of the clauses: what each says, beside the policy that says the same.

``python -m tests.clauses.page`` writes ``docs/clauses.md``; a test fails where it is not that of the fragments.
"""

from pathlib import Path

from tests.clauses.fragments import Fragment, clauses, fragments, unwritten

PAGE = Path("docs/clauses.md")
HEAD = """# Clauses of real regulations 真实条款

{count} clauses from public appraisal regulations, in short, each beside the policy that says the same. The comments above the
examples work the numbers out by hand; the examples run on both evaluators (`tests/clauses`). What every policy has (head,
defaults, departments, classes, a single weight) is left out here. Clauses are numbered as in the survey they come from.

条款取自公开的考核办法，文字有删节；每条下面是照它写出来的办法。示例上方的注是手算过程，示例在两个核算引擎上都验算过。
各办法都有的部分（名称、通则、部门、单位分类、只有一项时的权重）这里不重复。
"""


def page() -> str:
    """The page."""
    written = fragments()
    parts = [HEAD.format(count=f"{len(written)} of {len(clauses())}"), *map(_section, written)]
    left = [f"| {number} | {clauses()[number].replace('|', '｜')} | {why} |" for number, why in unwritten().items()]
    if left:
        parts.append(
            "## Not written down 没有写成的\n\n| | clause 条款 | why 原因 |\n|---|---|---|\n" + "\n".join(left) + "\n"
        )
    return "\n".join(parts)


def _section(fragment: Fragment) -> str:
    text = fragment.text.partition("\n")[2].strip()
    section = f"## {fragment.clause}\n\n> {fragment.says}\n\n```text\n{text}\n```\n"
    printed, months = fragment.printed, fragment.path.with_suffix(".md")
    if printed:
        section += f"\n```text\n{printed.text.strip()}\n```\n"
    if months.exists():
        section += f"\n{months.read_text(encoding='utf-8').partition(chr(10))[2].strip()}\n"
    return section


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
