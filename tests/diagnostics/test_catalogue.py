"""Texts by code, language and variant; what is missing is our fault and says which."""

import pytest

from kpidsl.diagnostics import CatalogueError, catalogue

PAGE = """+++
code = "K399"
severity = "warning"
[zh]
title = "题"
message = "“{class}”合计 {sum}。"
help = "补上。"
[zh.short]
message = "{sum}"
[zh.labels]
first = "先在这里"
[en]
title = "T"
message = "{class}: {sum}"
[en.short]
message = "{sum}"
[en.labels]
first = "first here"
+++
# K399 题
```kpi bad
# K399 这是注释
```
# K399 T
Words.
"""


def test_a_page_has_texts_and_an_article_in_each_language() -> None:
    page = catalogue.read_page("K399", PAGE)
    assert page.severity == "warning"
    assert page.articles == {"zh": "# K399 题\n```kpi bad\n# K399 这是注释\n```", "en": "# K399 T\nWords."}
    assert catalogue.examples(page.articles["zh"]) == [("kpi bad", "# K399 这是注释\n")]


def test_a_variant_takes_from_the_page_what_it_does_not_say() -> None:
    assert catalogue.message("K590", "zh", "missing", [("path", "甲.csv")]) == "没有“甲.csv”这个文件。"
    whole = catalogue.help_text("K901", "en", "", [("version", "1"), ("python", "3"), ("system", "S")])
    assert "kpidsl 1, Python 3, S" in whole


def test_words_of_the_user_are_never_taken_for_placeholders() -> None:
    assert catalogue.message("K590", "en", "missing", [("path", "{folder}")]) == "There is no file {folder}."


@pytest.mark.parametrize(
    ("code", "variant", "args"),
    [("K590", "missing", []), ("K590", "nowhere", [("path", "a")]), ("K999", "", []), ("../K590", "", [])],
)
def test_what_the_catalogue_lacks_is_our_fault(code: str, variant: str, args: list[tuple[str, str]]) -> None:
    with pytest.raises(CatalogueError, match=code):
        catalogue.message(code, "zh", variant, args)


@pytest.mark.parametrize(
    ("old", "new"),
    [("+++\ncode", "code"), ('"K399"', '"K398"'), ('"warning"', '"grave"'), ("# K399 T", "T"), ("[en]", "[fr]")],
)
def test_a_page_out_of_form_is_refused(old: str, new: str) -> None:
    with pytest.raises(CatalogueError, match="K399"):
        catalogue.read_page("K399", PAGE.replace(old, new, 1))
