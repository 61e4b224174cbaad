"""SQL in the quotes of another database.

Takes statements as they are written for all: names in double quotes, texts in single ones, nothing escaped but the quotes
themselves, comments to the end of the line. Gives the same statement spelled otherwise.
"""

import re

_TOKEN = re.compile(r"""(?P<comment>--[^\n]*)|"(?P<name>(?:[^"]|"")*)"|'(?P<text>(?:[^']|'')*)'""")


def in_backticks(sql: str) -> str:
    """Names in back-ticks; a backslash in a text is one, and none at the end of a comment brings the next line into it."""
    return _TOKEN.sub(_respelled, sql)


def _respelled(token: re.Match[str]) -> str:
    if token["comment"] is not None:
        return token["comment"] + " " if token["comment"].endswith("\\") else token["comment"]
    if token["name"] is not None:
        return "`" + token["name"].replace('""', '"').replace("`", "``") + "`"
    return "'" + token["text"].replace("\\", "\\\\").replace("''", "\\'") + "'"
