"""The database: opened, brought up to date, read from many threads, written from one."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from weakref import ref

from sqlalchemy import (
    Connection,
    Engine,
    PoolProxiedConnection,
    create_engine,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase

from recorder.storage.faults import storage_fault
from recorder.storage.sqlite import APPLICATION_ID, check_sqlite, prepare_sqlite
from recorder.storage.writer import Work, Writer

T = TypeVar("T")

NEWEST = "0002"
"""The newest migration; a database that has it needs no Alembic."""


@dataclass(frozen=True, slots=True)
class Database:
    """One database: `read` on any thread, `write` on its single writer thread.

    Attributes:
        url: SQLAlchemy URL.
        engine: Connections that read only (SQLite refuses writes on them).
        writer: The thread that writes.
    """

    url: str
    engine: Engine
    writer: Writer

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Open a connection that sees one moment of the database; keep it only briefly.

        Raises:
            UnavailableError: The database does not answer.
        """
        try:
            with self.engine.begin() as connection:
                yield connection
        except (DBAPIError, sqlite3.Error) as error:
            fault = storage_fault(error)
            if fault is None:
                raise
            raise fault from error

    def write(self, work: Work[T]) -> T:
        """Run `work(connection)` in a write transaction; return when it is on disk.

        Whatever it raises undoes what it did, and nothing else.
        """
        return self.writer.write(work)

    def change(self, statement: UpdateBase) -> int:
        """Execute one statement that writes; return how many rows it changed."""
        return self.write(lambda connection: connection.execute(statement).rowcount)

    def close(self) -> None:
        """Write what still waits and let go of the files."""
        self.writer.close()
        self.engine.dispose()

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database; None for every other."""
        database = self.engine.url.database
        is_file = self.engine.dialect.name == "sqlite" and database
        return Path(str(database)) if is_file else None


def open_database(url: str) -> Database:
    """Open a database by its SQLAlchemy URL without touching it; `migrate` makes its tables.

    Safe before a server forks: connections and the writer's thread are made when needed, and
    a child process forgets those of its parent.

    Raises:
        ValueError: SQLite in memory, which would be a database for each connection.
    """
    parsed = make_url(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    if is_sqlite and parsed.database in (None, "", ":memory:"):
        raise ValueError("the log needs a file: an SQLite database in memory is not possible")
    if is_sqlite:
        check_sqlite()
        Path(str(parsed.database)).parent.mkdir(parents=True, exist_ok=True)
    # As many readers as a server has threads, so that none waits for another's connection.
    engine = create_engine(parsed, pool_size=8, max_overflow=64)
    writing = create_engine(parsed)
    if is_sqlite:
        prepare_sqlite(engine, begin="begin", is_reader=True)
        prepare_sqlite(writing, begin="begin immediate", is_reader=False)
    db = Database(url, engine, Writer(writing))
    if hasattr(os, "register_at_fork"):
        forget = partial(_forget_parent, ref(engine), ref(writing), ref(db.writer))
        os.register_at_fork(after_in_child=forget)
    return db


def migrate(db: Database) -> bool:
    """Bring the tables up to this version; an existing SQLite file is copied beside first.

    Calling it again is harmless, and so is calling it in several processes at once.

    Returns:
        Whether anything had to be done.
    """
    if _version(db) == NEWEST:
        return False
    _back_up(db)
    db.writer.write(_upgrade)
    return True


def _version(db: Database) -> str | None:
    with db.read() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("select version_num from alembic_version"))
        return found


def _back_up(db: Database) -> None:
    before = _version(db)
    if db.path is None or before is None:
        return
    copy = db.path.with_name(f"{db.path.name}.before-{NEWEST}")
    copy.unlink(missing_ok=True)
    copy_database(db, copy)


def copy_database(db: Database, path: Path) -> None:
    """Copy an SQLite database as of one moment into a new file, while others go on."""
    db.writer.run_plain(lambda driver: driver.cursor().execute("vacuum into ?", (str(path),)))


def empty_wal(db: Database) -> bool:
    """Move everything from SQLite's write-ahead log into the file and cut it to 0 bytes.

    Returns:
        Whether it is empty now; a reader at work may keep it.
    """
    if db.path is None:
        return True

    def checkpoint(driver: PoolProxiedConnection) -> bool:
        cursor = driver.cursor()
        cursor.execute("pragma wal_checkpoint(truncate)")
        row = cursor.fetchone()
        return row is not None and row[0] == 0

    return db.writer.run_plain(checkpoint)


def _upgrade(connection: Connection) -> None:
    # Slow to import and needed once in a version's life.
    from alembic import command
    from alembic.config import Config

    config = Config()
    folder = files("recorder.storage") / "migrations"
    # Alembic reads a % as the beginning of a variable.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"pragma application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"pragma user_version = {int(NEWEST)}")


def _forget_parent(engine: "ref[Engine]", writing: "ref[Engine]", writer: "ref[Writer]") -> None:
    # The parent goes on using its connections: closing them here would break its locks.
    for each in (engine(), writing()):
        if each is not None:
            each.dispose(close=False)
    owner = writer()
    if owner is not None:
        owner.forget_thread()
