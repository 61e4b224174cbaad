"""What a new policy leaves to its organisation: questions, their possible readings, and what each reading makes of a number.

Takes a language and a way to answer; gives the words that the answers put into the policy. Never writes a policy.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template

from kpidsl.diagnostics import Lang
from kpidsl.values import frozen

STARTER = Path(__file__).with_name("starter")
_REASON: dict[Lang, str] = {"zh": "{case}：{effect}；$pending", "en": "{case}: {effect}; $pending"}
_PENDING: dict[Lang, str] = {"zh": "待考核领导小组审定", "en": "to be settled by the appraisal committee"}


@frozen
class Reading:
    """A way to settle a question: in ``words``, its ``effect`` on the number of the case, and what it puts into the policy."""

    words: str
    effect: str
    put: Mapping[str, str]


@frozen
class Question:
    """What is asked, the case in which the readings differ, and the readings, the usual one first."""

    key: str
    ask: str
    case: str
    readings: tuple[Reading, ...]


@frozen
class Answer:
    """A question as it was asked, and which of its readings holds, from 0."""

    question: Question
    pick: int

    @property
    def reading(self) -> Reading:
        """The reading that holds."""
        return self.question.readings[self.pick]


def load_questions(lang: Lang) -> tuple[Question, ...]:
    """The questions in the order they are asked; their texts may have places for words of earlier answers."""
    import tomllib

    table = tomllib.loads((STARTER / lang / "questions.toml").read_text(encoding="utf-8"))
    return tuple(
        Question(one["key"], one["ask"], one["case"], tuple(Reading(**reading) for reading in one["readings"]))
        for one in table["question"]
    )


def settle(lang: Lang, pick: Callable[[Question], int]) -> tuple[list[Answer], dict[str, str]]:
    """Every question answered by ``pick``, which gives the number of a reading, from 0; and the words of the answers."""
    words = {"pending": _PENDING[lang]}
    answers = []
    for open_question in load_questions(lang):
        question = _filled(open_question, words)
        answer = Answer(question, pick(question))
        reason = _REASON[lang].format(case=question.case, effect=answer.reading.effect)
        words |= answer.reading.put
        words[f"because_{question.key}"] = Template(reason).substitute(words)
        answers.append(answer)
    return answers, words


def _filled(question: Question, words: Mapping[str, str]) -> Question:
    def fill(text: str) -> str:
        return Template(text).substitute(words)

    readings = (
        Reading(fill(one.words), fill(one.effect), {key: fill(text) for key, text in one.put.items()})
        for one in question.readings
    )
    return Question(question.key, fill(question.ask), fill(question.case), tuple(readings))
