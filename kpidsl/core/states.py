"""What a reported figure or an indicator of a unit is, beside its value.

Values only.
"""

from enum import IntEnum


class State(IntEnum):
    """What a data cell or an indicator is, beside its value; stored in the column ``state:…``."""

    VALUE = 0
    NOT_APPLICABLE = 1
    UNREPORTED = 2
    NOT_APPRAISED = 3
    FULL = 4
    """Full mark by a rule of the policy (zero denominator, self-appraisal)."""
    ZERO = 5
    """Mark 0 by a rule of the policy."""
    STOP = 6
    """The policy demands that evaluation stops."""
    RECUSED = 7
    """Left out because the appraiser is the unit itself; its weight goes to the others, whatever 不涉及 means."""
