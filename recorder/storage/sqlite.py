"""How every SQLite connection is set up: what is acknowledged stays, what is erased is gone."""

import sqlite3

from sqlalchemy import Engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from recorder.errors import UnavailableError

APPLICATION_ID = 0x75736572
"""Names the file as a recorder's for `file` and for whoever finds it later."""

PRAGMAS = {
    "busy_timeout": 5_000,
    "journal_mode": "wal",
    # NORMAL would lose acknowledged events when the power fails.
    "synchronous": 2,
    "foreign_keys": 1,
    # Without it an erased participant's words stay in the file.
    "secure_delete": 1,
    "trusted_schema": 0,
    "mmap_size": 0,
    "journal_size_limit": 67_108_864,
    "wal_autocheckpoint": 1_000,
    "temp_store": 2,
    "cell_size_check": 1,
}
"""Most of these hold for one connection only, so each connection sets them all."""


OLDEST = (3, 37, 0)
"""The first version with STRICT tables."""


def check_sqlite() -> None:
    """Refuse an SQLite library that is too old for the tables.

    Raises:
        UnavailableError: It is.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        needed = ".".join(str(part) for part in OLDEST)
        raise UnavailableError(f"SQLite {needed} or newer is needed, not {sqlite3.sqlite_version}")


def prepare_sqlite(engine: Engine, *, begin: str, is_reader: bool) -> None:
    """Have every connection of the engine set the pragmas and begin its own transactions.

    Args:
        engine: An engine that has no connection yet.
        begin: "begin" for readers; "begin immediate" for a writer, which then never finds
            out in the middle of a transaction that somebody else writes.
        is_reader: Refuse every write on these connections.
    """

    def set_up(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        # None: the driver begins no transaction behind our back.
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in PRAGMAS.items():
            cursor.execute(f"pragma {name} = {value}")
        if is_reader:
            cursor.execute("pragma query_only = 1")
        cursor.close()

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
