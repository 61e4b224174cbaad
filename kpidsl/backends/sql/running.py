"""A program carried out.

Takes a database in which the opening tables of a program stand; makes all its other tables. Never reads a result.
"""

from collections.abc import Callable
from typing import Literal

from kpidsl.backends.sql.database import Database
from kpidsl.backends.sql.program import Program

Stage = Literal["reading", "evaluating", "writing"]
Progress = Callable[[Stage, int, int], None]
"""Told how many of how many are done: percent of a file that is read or written, or steps of what is computed from it."""


def carry_out(database: Database, program: Program, progress: Progress | None = None) -> None:
    """Computes everything that the program stores; raises ``worked.TooManyArguments`` where no SQL works a function out."""
    for done, statement in enumerate(program.statements, start=1):
        if isinstance(statement, str):
            database.execute(statement)
        else:
            statement.run(database)
        if progress:
            progress("evaluating", done, len(program.statements))
