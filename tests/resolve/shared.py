"""A policy, what it imports and its amendments, for tests of files that lean on others."""

from kpidsl.diagnostics import Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.resolve.library import library_of
from kpidsl.source import Source

HEAD = """考核办法 《示例办法》 {
  版本：1；考核周期：月度；满分：100 分；施行日期：2024年1月1日
  保留小数 { 单项得分、总分、综合得分：2 位，四舍五入 }
}
通则 { 计分办法：打分 0～100 分；缺报：停算催报；不涉及：按比例折算 }
"""
PLACES = "部门：安监处、调度室\n单位分类：采煤队、掘进队\n统称 { 队组：采煤队、掘进队 }\n"
REST = """指标 安全 { 考评部门：安监处；填报数据：事故（起，0～20）；目标值：事故 = 0；计分办法：达标得 100 分，每超 1 起扣 5 分，扣完为止 }
指标表 {
  | 指标 | 考评部门 |
  | 产量 | 调度室   |
  | 出勤 | 调度室   |
}
权重表 {
  | 指标 | 采煤队 | 掘进队 |
  | 安全 | 40%    | 30%    |
  | 产量 | 50%    | 60%    |
  | 出勤 | 10%    | 10%    |
}
任何情况下：若 安全·事故 > 3 起，则 总分 < 100 分
"""
WHOLE = HEAD + PLACES + REST
AMEND = "修订 《示例办法》 { 原版本：1；版本：2；施行日期：2025年1月1日 }\n"


def compiled(text: str, name: str = "新.kpi", **files: str) -> tuple[Compiled | None, Problems]:
    """What comes of a text among files, ``__`` in a name of which stands for a dot and ``_`` for a folder."""
    texts = {key.replace("__", ".").replace("_", "/"): body for key, body in files.items()} | {name: text}
    problems = Problems()
    found = compile_text(text, problems, name, library_of(texts))
    sources = {key: Source(key, body) for key, body in texts.items()}
    for lang in catalogue.LANGS:
        render_text(problems, sources, lang)  # every finding has all its words
    return found, problems


def amended(changes: str, older: str = WHOLE, head: str = AMEND, **files: str) -> tuple[Compiled | None, Problems]:
    """What comes of changes to a policy."""
    return compiled(head + changes, 旧__kpi=older, **files)


def found(problems: Problems) -> list[tuple[str, str]]:
    """Code and variant of everything found."""
    return [(one.code, one.variant) for one in problems]
