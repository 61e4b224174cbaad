"""A regulation as word processors and spreadsheets leave it means what it means typed cleanly."""

import re
from pathlib import Path

import pytest

from kpidsl.core.weighing import leaf_weights
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled, compile_text
from kpidsl.render.review import review

LICUN = (Path(__file__).parents[2] / "policies" / "licun" / "licun.kpi").read_text(encoding="utf-8")

WIDE = {code: code + 0xFEE0 for code in map(ord, "0123456789%{}|=>+")}
PASTED = {
    "tabs between cells": re.sub(r" +\|", "\t|", LICUN),
    "ideographic blanks": LICUN.replace("  ", "　　"),
    "blanks that do not break": LICUN.replace("  ", "\u00a0\u00a0"),
    "line ends of Windows": LICUN.replace("\n", "\r\n"),
    "a mark at the beginning": "\ufeff" + LICUN,
    "wide signs and digits": LICUN.translate(WIDE),
    "soft hyphens and marks of direction": LICUN.replace("考评部门：", "考评\u00ad部门\u200e："),
    "a ratio sign for a colon": LICUN.replace("考核周期：", "考核周期∶"),
    "dashes of a word processor in cells": LICUN.replace("| —  ", "| –  "),
    "double dashes in cells": LICUN.replace("| —  ", "| ——"),
    "hyphens in ranges": LICUN.replace("0～100%", "0-100%").replace("20%～50%", "20%-50%"),
    "short dashes in ranges": LICUN.replace("0～100%", "0–100%").replace("20%～50%", "20%–50%"),
    "long dashes in ranges": LICUN.replace("20%～50%", "20%——50%"),
    "tildes in ranges": LICUN.replace("～", "~"),
    "ranges in words": LICUN.replace("20%～50%", "20%至50%"),
    "comparisons in words": LICUN.replace("≥", "大于或等于"),
    "comparisons typed": LICUN.replace("≥", ">="),
    "comparisons typed the other way round": LICUN.replace("≥", "=>"),
    "a doubled comparison": LICUN.replace("≥", "≥="),
    "boxes for bars": LICUN.replace("|", "│"),
    "words of two languages": LICUN.replace("  考评部门：企管科\n", "  appraiser: 企管科\n").replace(
        "前 20%", "top 20%"
    ),
}


def compiled(text: str) -> Compiled:
    problems = Problems()
    found = compile_text(text, problems)
    assert found, [(one.code, one.args) for one in problems.errors]
    return found


@pytest.mark.parametrize("name", PASTED)
def test_the_policy_is_the_same(name: str) -> None:
    assert PASTED[name] != LICUN
    clean, pasted = compiled(LICUN).checked, compiled(PASTED[name]).checked
    assert review(pasted, "zh", {}) == review(clean, "zh", {})
    assert leaf_weights(pasted.policy) == leaf_weights(clean.policy)
    assert pasted.core.types == clean.core.types
    targets = [
        {family: [rule.met for rule in rules] for family, rules in one.core.targets.items()} for one in (pasted, clean)
    ]
    assert targets[0] == targets[1]
