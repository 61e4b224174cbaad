"""Where the grammar's data files are: in the wheel under ``kpidsl/_grammar``, in a checkout under ``grammar/``.

Takes a path relative to the grammar folder; gives its text. Never parses it.
"""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def grammar_folder() -> Path:
    """The folder that holds ``kpi.lark``; raises FileNotFoundError when the installation lacks it."""
    for folder in (_PACKAGE / "_grammar", _PACKAGE.parent / "grammar"):
        if (folder / "kpi.lark").is_file():
            return folder
    raise FileNotFoundError(f"kpi.lark is neither in {_PACKAGE / '_grammar'} nor in {_PACKAGE.parent / 'grammar'}")


@cache
def grammar_text(name: str) -> str:
    """The text of ``name``, for example ``keywords/zh.toml``."""
    return (grammar_folder() / name).read_text(encoding="utf-8")
