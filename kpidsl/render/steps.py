"""Where a number comes from, as a table.

Takes the steps of a trace and the texts of the policy; gives a table of stage, name, value, how, clause and line.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from kpidsl.render.table import text_table
from kpidsl.results.trace import Step
from kpidsl.source import Source

_HEADS: dict[str, tuple[str, ...]] = {
    "zh": ("环节", "名称", "数值", "怎么来的", "条款", "办法"),
    "en": ("stage", "name", "value", "how", "clause", "policy"),
}
_PROVISIONAL = {"zh": "暂定：", "en": "provisional: "}


def steps_table(steps: Iterable[Step], sources: Mapping[str, Source], lang: str) -> str:
    """One step a line; ``sources`` are the files of the policy by name."""
    rows = []
    for step in steps:
        place = step.origin.place
        where = f"{PurePath(place.file).name}:{sources[place.file].line_column(place.start)[0]}" if place else ""
        how = step.how
        if step.origin.provisional:
            how += ("　" if lang == "zh" else "  ") * bool(how) + _PROVISIONAL[lang] + step.origin.provisional
        rows.append((str(step.stage), step.name, step.value, how, step.origin.clause, where))
    return text_table(_HEADS[lang], rows)
