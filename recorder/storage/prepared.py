"""Statements of the busiest path: written in Core, compiled once, run on the driver."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import ClauseElement, Connection, Dialect
from sqlalchemy.engine.interfaces import DBAPICursor


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One statement whose bound parameters all have names.

    Core looks every statement up, and wraps every row, at each execution: for one batch
    that costs more than SQLite itself does.
    """

    statement: ClauseElement

    def run(self, connection: Connection, values: Mapping[str, object]) -> DBAPICursor:
        """Execute it inside the connection's transaction, with these values by name."""
        text, names = _compile(self.statement, connection.dialect)
        cursor = connection.connection.cursor()
        cursor.execute(text, [values[name] for name in names] if names else values)
        return cursor


@lru_cache(64)
def _compile(statement: ClauseElement, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """Write a statement as the driver takes it; no names where it takes them by name."""
    compiled = statement.compile(dialect=dialect)
    order = getattr(compiled, "positiontup", None)
    return str(compiled), tuple(order or ())
