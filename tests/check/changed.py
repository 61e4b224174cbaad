"""What the tests of the rules share: one sound policy, changed in a word or two, and what is then found."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kpidsl.backends.reference.evaluate import evaluate
from kpidsl.diagnostics import Diagnostic, Problems, catalogue
from kpidsl.diagnostics.render_text import render_text
from kpidsl.pipeline import compile_policy
from kpidsl.scores.month import Month, RosterUnit
from kpidsl.source import Source

BASE = (Path(__file__).parent / "base.kpi").read_text(encoding="utf-8")

Change = tuple[str, str]
Expected = tuple[str, str, dict[str, str]]
"""Code, variant, and some of the words that fill the message."""
Faults = dict[str, tuple[list[Change], list[Expected]]]
NearMisses = dict[str, list[Change]]


def changed(*changes: Change, text: str = BASE) -> str:
    """The policy with each first text replaced by the second; each must be there exactly once."""
    for old, new in changes:
        assert text.count(old) == 1, (old, text.count(old))
        text = text.replace(old, new)
    return text


def found(text: str) -> list[Diagnostic]:
    """All findings on a policy; each must have its words in both languages, or rendering fails."""
    problems, source = Problems(), Source("办法.kpi", text)
    compile_policy([source], problems)
    for lang in catalogue.LANGS:
        render_text(problems, {source.name: source}, lang)
    return list(problems)


def said(text: str) -> list[str]:
    """Code and variant of every finding, sorted."""
    return sorted(f"{finding.code} {finding.variant}".strip() for finding in found(text))


def assert_silent(text: str) -> None:
    """Nothing is found, and the plan runs."""
    assert said(text) == []
    stands(text)


def assert_found(text: str, *expected: Expected) -> None:
    """Exactly these findings, with at least these words."""
    findings = found(text)
    assert sorted((f.code, f.variant) for f in findings) == sorted((code, variant) for code, variant, _ in expected)
    for code, variant, words in expected:
        same = [dict(f.args) for f in findings if (f.code, f.variant) == (code, variant)]
        assert any(words.items() <= args.items() for args in same), (code, words, same)


def found_in(faults: Faults) -> Callable[[str], None]:
    """The test that each change of the sound policy is found, with its numbers, and nothing else is."""

    @pytest.mark.parametrize("name", faults)
    def test(name: str) -> None:
        changes, expected = faults[name]
        assert_found(changed(*changes), *expected)

    return test


def silent_in(near_misses: NearMisses) -> Callable[[str], None]:
    """The test that no change of the sound policy is found fault with."""

    @pytest.mark.parametrize("name", near_misses)
    def test(name: str) -> None:
        assert_silent(changed(*near_misses[name]))

    return test


def stands(text: str) -> None:
    """Compiles or has an error; every finding can be worded; a plan runs over a month in which nothing was reported."""
    problems, source = Problems(), Source("办法.kpi", text)
    compiled = compile_policy([source], problems)
    assert (compiled is None) == problems.has_errors
    for lang in catalogue.LANGS:
        render_text(problems, {source.name: source}, lang)
    if compiled:
        units = tuple(RosterUnit(f"{name}一", name, {}) for name in compiled.checked.policy.class_names)
        evaluate(compiled.plan, Month("2025-01", units, {}))


def written_at(text: str, finding: Diagnostic) -> str:
    """The piece of the policy that a finding points at."""
    place: Any = finding.place
    return text[place.start : place.end]
