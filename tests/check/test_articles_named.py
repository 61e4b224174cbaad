"""Messages call an article as the policy that holds it does, in whichever language they are read."""

from pathlib import Path

import pytest

from kpidsl.diagnostics import Lang, Problems
from kpidsl.diagnostics.texts import said
from kpidsl.pipeline import compile_text

CREWS = Path(__file__).parents[2] / "docs" / "first" / "en" / "crews.kpi"
ARTICLES = """
article 2 { Goals. }
Article  2 { Goals, as article 9 says (described in detail under “Bonus pay”). }
chapter 1 General
article 1 scope { Crews. }
article 4 { Pay. }
"""


def told(articles: str, clause: str, lang: Lang) -> list[str]:
    """The messages about articles."""
    head, rest = CREWS.read_text(encoding="utf-8").split("departments:")
    text = f"{head}{articles}departments:{rest}".replace(
        "appraiser: Safety\n", f"appraiser: Safety; clause: {clause}\n", 1
    )
    problems = Problems()
    compile_text(text, problems)
    return [said(one, lang).message for one in problems if one.code in ("K221", "K610", "K611", "K629")]


@pytest.mark.parametrize(
    ("lang", "messages"),
    [
        (
            "en",
            {
                "Article 2 is there twice.",
                "Article 1 stands after Article 2, out of order.",
                "Article 4 follows Article 1; a number is left out between them.",
                "“article 7” is cited; the articles run from Article 2 to Article 4 and hold none such.",
                "Article 2 says that “Bonus pay” treats it in detail; no chapter or article is called so.",
                "The text of Article 2 cites “article 9”; the articles end with Article 4.",
            },
        ),
        (
            "zh",
            {
                "“Article 2”写了两次。",
                "“Article 1”写在“Article 2”后面，次序颠倒。",
                "“Article 1”后面是“Article 4”，中间缺了号。",
                "引用了“article 7”，办法里的条文从“Article 2”到“Article 4”，没有这一条。",
                "“Article 2”说“Bonus pay”里另有详细的内容，办法里没有这个标题的章、条。",
                "“Article 2”的文字引用了“article 9”，办法里的条文到“Article 4”为止，没有这一条。",
            },
        ),
    ],
)
def test_articles_of_an_english_policy(lang: Lang, messages: set[str]) -> None:
    assert set(told(ARTICLES, "article 7", lang)) == messages


def test_a_number_is_shown_in_the_signs_it_is_written_in() -> None:
    assert told("第1条 { 甲 }\n第 1 条 { 乙 }\n第二条 { 丙 }\n", "第二条", "en") == ["第 1 条 is there twice."]
