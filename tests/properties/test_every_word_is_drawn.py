"""Policies at random are made of the whole language: every word of the grammar comes up, but for those named here.

Drawn without Hypothesis, by numbers alone, so that hundreds of policies take a moment; as many as it takes.
"""

import random

from kpidsl.diagnostics import Problems
from kpidsl.source import Source
from kpidsl.syntax import machine, parser
from kpidsl.syntax.keywords import load_keywords, solid
from kpidsl.syntax.parse_table import parse_table
from kpidsl.testing.policies import written
from kpidsl.testing.writer import Writer

PLAIN = 60
"""So many policies are read anyway; the others where one of the words still to come may stand in them."""
MOST = 2000
"""How many policies are looked at before a word counts as never drawn."""

FACTS = """ALTOGETHER APPROVAL ARROW ARTICLE ARTICLES ASSESSEE ASSESSOR BEARER BY_DAY BY_THEN CHAPTER CHAPTERS CLAUSE COLLECTOR
COUNTS DATA_SOURCE EACH_MONTH EVIDENCE FORMS GRADED_ON LEVELS NEXT_BY NEXT_MONTH NOTE OTHERWISE_BY PROSE PROVISIONAL
ROLES SINCE SUBJECTS TAG TIME_LIMITS
AHEAD ALL_STAFF ANSWER APPEAL ATTACHED CONTENT DISCLOSURE DOCUMENT_NUMBER EACH_YEAR FILED_WITHIN FIRST_STEP HEARD_BY
NATURE NEXT_YEAR OF_MONTH QUALITATIVE QUANTITATIVE SUBMITTED"""
"""Declared, never evaluated."""
EXAMPLES = "APPRAISED_PERIOD EARLIER_PERIODS EXAMPLE EXPECT GIVEN OTHERS OTHER_UNITS PENDING PERIOD_NAME RECORD"
"""Figures of a month, which months at random are themselves."""
FILES = "AMEND BASE_FILE BASE_VERSION EXPIRES IMPORT"
"""What makes one policy of several files."""
OTHERS = "$END BLANK LINKED_UNIT LOST UNROUNDED"
"""The end, what is refused always, and 不取舍, which few rules allow."""


class Numbers(Writer):
    """A writer that draws plain numbers."""

    def number(self, low: int, high: int) -> int:
        """A whole number within the range."""
        return int(self.draw.randint(low, high))

    def cuts(self, count: int, low: int, high: int) -> list[int]:
        """So many different whole numbers within the range, in order."""
        return sorted(self.draw.sample(range(low, high + 1), count))


def test_every_word_is_drawn(monkeypatch):
    missing = {name for actions in parse_table().actions for name in actions}
    missing -= {*FACTS.split(), *EXAMPLES.split(), *FILES.split(), *OTHERS.split()}
    plain = machine.run

    def noting(start, next_token):
        def taken(wanted):
            token = next_token(wanted)
            missing.discard(token.type if token else machine.END)
            return token

        return plain(start, taken)

    monkeypatch.setattr(parser.machine, "run", noting)
    for number in range(MOST):
        if not missing:
            break
        text = written(Numbers(random.Random(number)), yearly=number % 4 == 0)
        if number < PLAIN or any(map(solid(text).__contains__, spelled(missing))):
            assert parser.parse(Source("policy.kpi", text), Problems())
    assert not missing


def spelled(words):
    """How the words may be spelled, of those that are words."""
    of_word = load_keywords().of_word
    return [spelling.solid for word in words for spelling in of_word.get(word, ())]
