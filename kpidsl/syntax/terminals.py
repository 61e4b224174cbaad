"""The terminals by what stands in the text: which a sign can be, and which words are words only in some positions.

Never looks at a text.
"""

SIGNS = {
    ",": ("_COMMA",), ":": ("_COLON",), "{": ("LBRACE",), "}": ("RBRACE",), "(": ("LPAR",), ")": ("RPAR",),
    "[": ("LSQ",), "]": ("RSQ",), "|": ("_BAR",), "=": ("EQ",), ">": ("GT",), "<": ("LT",), "≥": ("GE",), "≤": ("LE",),
    "≠": ("NE",), "+": ("PLUS",), "-": ("MINUS", "TO"), "—": ("TO", "MINUS"), "～": ("TO",), ".": ("_DOT",),
    "·": ("_DOT",), "*": ("STAR",), "×": ("STAR",), "/": ("SLASH",), "÷": ("SLASH",), "?": ("BLANK",),
    ">=": ("GE",), "<=": ("LE",), "!=": ("NE",), "<>": ("NE",), "==": ("EQ",),
    "=>": ("GE",), "=<": ("LE",), "≥=": ("GE",), "≤=": ("LE",), "..": ("TO",), "——": ("TO",),
    "??": ("BLANK",), "→": ("ARROW",), "->": ("ARROW",),
}  # fmt: skip
"""The terminals a sign can be, the first acceptable one is taken."""

BEFORE_NAME = frozenset({"NOT", "NEXT_BY"})
"""Words that are no part of the name that follows them."""
BEFORE_NUMBER = frozenset({"UNDER", "PRECISE_TO", "TOP", "BOTTOM", "PAST", "DEFAULT_IS", "CONSECUTIVE", "BEST"})
"""Keywords known by the number after them even where a name could stand (``不足 5 个单位``)."""

CLOSERS = {
    "SUBSTITUTED_BY": "APPRAISES",
    "PROPORTIONAL": "SCORED",
    "GRADES": "BY_SCORE",
    "SINCE": "ONWARDS",
    "AHEAD": "BY_THEN",
}
"""Keywords that let a name stand before a closing keyword without punctuation (``按完成率计分``)."""

AMOUNT, NO_AMOUNT = frozenset({"NAME", "NUMBER", "LPAR"}), frozenset({"BLANK", "OTHERWISE"})
"""Where a rule takes a number or what gives one, what begins with a digit is the number, however the author goes on."""

EDGES = frozenset({"AND_ABOVE", "STRICTLY_ABOVE", "AND_BELOW", "STRICTLY_BELOW"})
"""What a range may say after its number, where a name could stand as well."""

FUNCTIONS = frozenset({
    "SUM_OF", "MEAN", "WEIGHTED_MEAN", "GEOMETRIC_MEAN", "MEDIAN", "LARGEST", "SMALLEST", "COUNT", "PERCENTILE", "CLAMP", "ROUND_TO",
    "POWER", "LOGARITHM", "ABSOLUTE", "DAYS", "GRADE_POSITION", "RANK_GROUP", "UNITS_UNDER", "YEAR_ON_YEAR",
    "PERIOD_ON_PERIOD", "LAST_VALUE",
})  # fmt: skip
"""Words that in an expression are names, unless a bracket opens behind them."""

MARK = frozenset({"PROVISIONAL"})
"""A word only with its reason in brackets behind it."""

NUMBERED = frozenset({"ARTICLES", "CHAPTERS"})
"""Words that a number follows."""

REFERENCE = "EFFECTIVE_WEIGHT"
"""Acceptable exactly where part of a reference can stand."""
