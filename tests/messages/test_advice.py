"""What a help tells the author to write can be read: no advice leads into the next error.

Every quotation of a help that is a whole field (“排名：保留名次”) or declaration is parsed where it could stand. Quotations
with an ellipsis or a name to be filled in are patterns, not text, and are left alone.
"""

import re
from collections.abc import Iterator

import pytest

from kpidsl.diagnostics import Lang, Problems, catalogue
from kpidsl.source import Source
from kpidsl.syntax import parse

QUOTED = re.compile('“([^“”]*(?:“[^”]*”[^“”]*)*)”|"([^"]*)"')
FIELD = re.compile(r"[^\W\d][\w ]*[：:] ?\S.*")
PLACES = (
    "指标 甲 {{ {} }}", "通则 {{ {} }}", "一票否决 甲 {{ {} }}", "等次 甲 {{ {} }}",
    "等次 甲，按分数 {{ {} }}", "考核办法 甲 {{ {} }}", "考核办法 甲 {{ 保留小数 {{ {} }} }}", "示例 甲 {{ {} }}", "示例 甲 {{ 数据：{} }}",
    "指标 甲 {{ 计分办法：分档 率 {{ {} }} }}", "指标 甲 {{ 计分办法：插值 率 {{ 80%：0 分；100%：100 分 }}，{} }}",
    "指标 甲 {{ 计分办法：插值 率 {{ {} }} }}", "指标 甲 {{ 计算公式：率 = a ÷ b，{} }}",
    "综合得分（甲）= 总分 {{ {} }}", "{}",
)  # fmt: skip
ENTRIES = {
    re.compile("(综合得分上限|composite cap|月度等次|等次名称)[：:].*"): "一票否决 甲 {{ 处理 {{ {} }} }}",
    re.compile("政工科室[：:].*"): "指标 甲 {{ 考评部门 {{ {} }} }}",
}
"""Entries of a block in which any name may stand before the colon, and where they stand."""
PATTERN = ("…", "某", "X", "{", "甲类", "class:", ": …")
OF_A_POLICY = ("K1", "K2", "K3")


def advised() -> Iterator[tuple[str, Lang, str]]:
    for code in catalogue.codes():
        page = catalogue.page(code)
        assert page
        for lang in catalogue.LANGS:
            tables = [page.texts[lang], *(table for table in page.texts[lang].values() if isinstance(table, dict))]
            for text in {str(table["help"]) for table in tables if code.startswith(OF_A_POLICY) and "help" in table}:
                for match in QUOTED.finditer(text):
                    quoted = match[1] or match[2]
                    if FIELD.fullmatch(quoted) and not any(sign in quoted for sign in PATTERN):
                        yield code, lang, quoted


ADVISED = sorted(set(advised()))


def reads(text: str) -> bool:
    problems = Problems()
    return parse(Source("例.kpi", text), problems) is not None and not problems.has_errors


@pytest.mark.parametrize(("code", "lang", "quoted"), ADVISED)
def test_what_a_help_quotes_can_be_written(code: str, lang: Lang, quoted: str) -> None:
    places = tuple(place for entry, place in ENTRIES.items() if entry.fullmatch(quoted)) or PLACES
    assert any(reads(place.format(quoted)) for place in places), (code, lang)


def test_there_is_advice_to_read() -> None:
    assert len(ADVISED) > 50
