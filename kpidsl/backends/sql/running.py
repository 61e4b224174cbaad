"""A program carried out.

Takes a database in which the opening tables of a program stand; makes all its other tables. Never reads a result.
"""

from collections.abc import Callable

from kpidsl.backends.sql.database import Database
from kpidsl.backends.sql.program import Program

Progress = Callable[[int, int], None]
"""Told after each step how many of how many are done."""


def carry_out(database: Database, program: Program, progress: Progress | None = None) -> None:
    """Computes everything that the program stores; raises ``worked.TooManyArguments`` where no SQL works a function out."""
    for done, statement in enumerate(program.statements, start=1):
        if isinstance(statement, str):
            database.execute(statement)
        else:
            statement.run(database)
        if progress:
            progress(done, len(program.statements))
