"""The units file of a policy: read as the policy asks, checked against what it says.

Takes a compiled policy and the file; gives the ``Roster``, with everything found in ``problems``. Reads no month.
"""

from pathlib import Path

from kpidsl.check.roster import check_roster
from kpidsl.diagnostics import Problems
from kpidsl.pipeline import Compiled
from kpidsl.scores.roster import Roster, read_roster


def review_roster(compiled: Compiled, path: Path, problems: Problems) -> Roster | None:
    """The units file of a policy, with what policy and units say only together. Raises OSError."""
    roster = read_roster(path, compiled.plan.scan, problems)
    if roster is not None:
        units = [(unit.name, unit.unit_class, unit.links) for unit in roster.units]
        check_roster(compiled.checked.policy, units, problems)
    return roster
