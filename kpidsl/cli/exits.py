"""Exit codes: one table for all commands."""

from enum import IntEnum


class Exit(IntEnum):
    """What the code of a finished command says.

    Warnings leave it OK, and so does a unit that a veto brought down: that is a result. A reader that closes the pipe
    early (``kpidsl … | head``) has what it wanted; that too is OK.
    """

    OK = 0
    ERRORS = 1
    """The policy has errors."""
    USAGE = 2
    """The command line is not understood."""
    DATA = 3
    """The data were rejected; nothing was written."""
    ENVIRONMENT = 4
    """A file cannot be opened or written, a program that is needed cannot be used."""
    FAULT = 70
    """The program failed."""
    INTERRUPTED = 130
    """Stopped by the user."""
