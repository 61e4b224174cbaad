"""What must hold in any case (任何情况下), tried out on months made up for it.

Takes a compiled policy; gives, for each statement, how often it was tried and the plainest month in which it fails, if one
was found. The same policy is always tried on the same months. A statement that never failed is not proven.
"""

from kpidsl.trials.statements import Trial, failing, trials

__all__ = ["Trial", "failing", "trials"]
