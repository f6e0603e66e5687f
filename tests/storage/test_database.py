import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from recorder.errors import UnavailableError
from recorder.storage.database import Database, empty_wal, migrate, open_database
from recorder.storage.sqlite import APPLICATION_ID
from recorder.storage.tables import closed_studies, metadata
from tests.storage.helpers import add, open_new

# Written out, so that a change of the recorder's own list does not go unseen here.
EXPECTED = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "mmap_size": 0,
    "busy_timeout": 5_000,
    "journal_size_limit": 67_108_864,
    "wal_autocheckpoint": 1_000,
    "temp_store": 2,
    "cell_size_check": 1,
}


def read_pragmas(connection: Connection) -> dict[str, object]:
    names = [*EXPECTED, "query_only"]
    return {name: connection.exec_driver_sql(f"pragma {name}").scalar() for name in names}


def test_every_connection_keeps_what_is_acknowledged_and_forgets_what_is_erased(
    db: Database,
) -> None:
    """Most pragmas hold for one connection: a pool that forgets one loses data one day."""
    with db.read() as first, db.read() as second:
        reading = [read_pragmas(first), read_pragmas(second)]
    writing = db.write(read_pragmas)

    assert reading == [{**EXPECTED, "query_only": 1}] * 2
    assert writing == {**EXPECTED, "query_only": 0}


def test_sixty_threads_read_at_once(db: Database) -> None:
    """A server has that many, and one that waits for a connection fails after a while."""
    with ExitStack() as stack:
        readers = [stack.enter_context(db.read()) for _ in range(60)]
        counts = [reader.scalar(text("select count(*) from sessions")) for reader in readers]

    assert counts == [0] * 60


def test_a_reading_connection_cannot_write(db: Database) -> None:
    with pytest.raises(UnavailableError), db.read() as connection:
        connection.execute(closed_studies.insert().values(study="a", closed_ms=1.0))


def test_tables_are_strict_and_named_as_the_migrations_made_them(db: Database) -> None:
    """What queries believe and what migrations made may not part."""
    with db.read() as connection:
        made = connection.exec_driver_sql("pragma table_list").all()
        columns = {
            table.name: {
                (row.name, row.type, bool(row.notnull), bool(row.pk))
                for row in connection.exec_driver_sql(f"pragma table_info({table.name})")
            }
            for table in metadata.sorted_tables
        }

    strict = {row.name for row in made if row.strict}
    assert strict == {table.name for table in metadata.sorted_tables}
    for table in metadata.sorted_tables:
        assert columns[table.name] == {
            (
                column.name,
                column.type.dialect_impl(db.engine.dialect).compile(db.engine.dialect),
                not column.nullable,
                column.primary_key,
            )
            for column in table.c
        }


def test_migrating_again_does_nothing_and_marks_the_file(db: Database) -> None:
    again = migrate(db)

    assert again is False
    with db.read() as connection:
        assert connection.exec_driver_sql("pragma application_id").scalar() == APPLICATION_ID


def test_a_database_of_an_earlier_version_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    db = open_new(tmp_path)
    db.write(add("kept"))
    db.write(
        lambda connection: connection.execute(
            text("update alembic_version set version_num = '0000'")
        )
    )
    with pytest.raises(Exception, match="0000"):
        migrate(db)
    db.close()

    with sqlite3.connect(tmp_path / "recorder.sqlite.before-0002") as copy:
        kept = copy.execute("select study from closed_studies").fetchall()
    copy.close()
    assert kept == [("kept",)]


def test_a_database_in_memory_is_refused() -> None:
    with pytest.raises(ValueError, match="file"):
        open_database("sqlite://")


def test_an_sqlite_that_is_too_old_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recorder.storage.sqlite.OLDEST", (99, 0, 0))

    with pytest.raises(UnavailableError, match=r"99\.0\.0 or newer"):
        open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")


def test_the_write_ahead_log_can_be_emptied(db: Database, tmp_path: Path) -> None:
    db.write(add("one"))

    assert empty_wal(db)

    assert (tmp_path / "recorder.sqlite-wal").stat().st_size == 0
