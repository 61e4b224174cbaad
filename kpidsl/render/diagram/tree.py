"""The structure of a policy on one page: who is appraised, what on and by whom, and what is struck through.

Takes a checked policy; gives one picture of three blocks under one another, each read from left to right.
"""

from kpidsl.check.checked import CheckedPolicy
from kpidsl.diagnostics import Lang
from kpidsl.render.diagram.cells import Sheet
from kpidsl.render.diagram.dot import Picture
from kpidsl.render.diagram.paper import GAP, Paper
from kpidsl.render.diagram.tree_classes import draw_classes
from kpidsl.render.diagram.tree_indicators import draw_indicators
from kpidsl.render.diagram.tree_vetoes import draw_vetoes
from kpidsl.render.phrases import Phrases

_WORDS = {
    "zh": {"title": "考评结构图", "classes": "一、考评对象", "indicators": "二、考评指标与考评部门", "vetoes": "三、一票否决",
        "excluded": "三、一票否决、不定等次与不参加考核",
    },
    "en": {
        "title": "Structure of the appraisal", "classes": "1. Who is appraised",
        "indicators": "2. What on, and by whom", "vetoes": "3. Vetoes",
        "excluded": "3. Vetoes, and who is not graded or assessed",
    },
}  # fmt: skip
_LINE = 860
"""Points of a line over or under the blocks."""


def tree(checked: CheckedPolicy, lang: Lang) -> Picture:
    """The picture, with labels in ``lang``."""
    words, policy = _WORDS[lang], checked.policy
    paper = Paper(Sheet(words["title"]), Phrases(lang))
    y = paper.heading(policy, words["title"], _LINE)
    y = draw_classes(paper, checked, paper.caption(y, _LINE, words["classes"]))
    if policy.weights:
        y = draw_indicators(paper, checked, paper.caption(y + GAP, _LINE, words["indicators"]))
    if policy.vetoes:
        y = draw_vetoes(
            paper, checked, paper.caption(y + GAP, _LINE, words["excluded" if policy.exclusions else "vetoes"])
        )
    if policy.completions:
        paper.key(y + 8, _LINE)
    return paper.sheet.picture("structure")
