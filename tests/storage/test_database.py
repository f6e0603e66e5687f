import os
import sqlite3
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from recorder.errors import ConflictError, UnavailableError
from recorder.storage.database import Database, empty_wal, migrate, open_database
from recorder.storage.sqlite import APPLICATION_ID, PRAGMAS
from recorder.storage.tables import closed_studies, metadata
from tests.storage.helpers import open_new


def add(name: str) -> Callable[[Connection], int]:
    return lambda connection: (
        connection.execute(closed_studies.insert().values(study=name, closed_ms=1.0)).rowcount
    )


def list_names(db: Database) -> list[str]:
    with db.read() as connection:
        return sorted(connection.scalars(text("select study from closed_studies")))


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


def test_nobody_is_answered_before_the_commit(db: Database) -> None:
    """An answer before it would promise what a power cut takes back."""
    may_commit, is_asked = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        is_asked.set()
        may_commit.wait(10)

    event.listen(db.writer._engine, "commit", hold)
    answered = threading.Event()

    def write() -> None:
        db.write(add("one"))
        answered.set()

    thread = threading.Thread(target=write)
    thread.start()
    assert is_asked.wait(10)

    assert not answered.wait(0.2)

    may_commit.set()
    thread.join()
    assert list_names(db) == ["one"]


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

    with sqlite3.connect(tmp_path / "recorder.sqlite.before-0001") as copy:
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


def test_a_write_that_fails_undoes_itself_and_nobody_elses(db: Database) -> None:
    """Many writes share one transaction, and one that is refused must not cost the others."""
    gate, started = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        started.set()
        gate.wait(10)

    def add_and_fail(connection: Connection) -> None:
        add("wrong")(connection)
        raise ConflictError("no")

    results: list[object] = []

    def write(work: Callable[[Connection], object]) -> None:
        try:
            results.append(db.write(work))
        except ConflictError as error:
            results.append(error)

    works: list[Callable[[Connection], object]] = [hold, add("one"), add_and_fail, add("two")]
    threads = [threading.Thread(target=write, args=(work,)) for work in works]
    threads[0].start()
    started.wait(10)
    for thread in threads[1:]:
        thread.start()
    while db.writer._jobs.qsize() < 3:
        pass
    gate.set()
    for thread in threads:
        thread.join()

    assert list_names(db) == ["one", "two"]
    assert sum(isinstance(result, ConflictError) for result in results) == 1


def test_what_waits_when_the_recorder_ends_is_written_first(tmp_path: Path) -> None:
    db = open_new(tmp_path)
    threads = [threading.Thread(target=db.write, args=(add(f"s{place}"),)) for place in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.close()

    with pytest.raises(UnavailableError, match="shutting down"):
        db.write(add("late"))
    again = open_database(db.url)
    assert len(list_names(again)) == 20
    again.close()


def test_too_many_waiting_writes_are_refused_at_once(tmp_path: Path) -> None:
    db = open_new(tmp_path)
    gate, started = threading.Event(), threading.Event()

    def hold(_: Connection) -> None:
        started.set()
        gate.wait(10)

    holder = threading.Thread(target=db.write, args=(hold,))
    holder.start()
    started.wait(10)
    db.writer._jobs.maxsize = 1
    waiting = threading.Thread(target=db.write, args=(add("waits"),))
    waiting.start()
    while not db.writer._jobs.full():
        pass

    with pytest.raises(UnavailableError) as refused:
        db.write(add("refused"))

    gate.set()
    holder.join()
    waiting.join()
    assert refused.value.status == 503
    assert list_names(db) == ["waits"]
    db.close()


def test_a_database_that_another_process_holds_is_busy_and_works_again_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 50)
    db = open_new(tmp_path)
    other = sqlite3.connect(tmp_path / "recorder.sqlite", isolation_level=None)
    other.execute("begin immediate")

    with pytest.raises(UnavailableError, match="busy") as refused:
        db.write(add("refused"))

    other.execute("rollback")
    other.close()
    assert refused.value.status == 503
    assert db.write(add("taken")) == 1
    db.close()


def test_a_full_disk_is_told_apart_and_nothing_half_done_stays(db: Database) -> None:
    """SQLite undoes the whole transaction then: nobody in the group may be told it is stored."""

    def fill(connection: Connection) -> None:
        pages = connection.exec_driver_sql("pragma page_count").scalar()
        connection.exec_driver_sql(f"pragma max_page_count = {pages}")
        for place in range(5_000):
            add(f"{place:0900}")(connection)

    with pytest.raises(UnavailableError) as refused:
        db.write(fill)

    assert refused.value.status == 507
    assert list_names(db) == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="servers fork on POSIX systems only")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_forked_server_writes_with_a_thread_of_its_own(tmp_path: Path) -> None:
    """The parent's writer thread does not exist in the child; its connections may not be used."""
    db = open_new(tmp_path)
    db.write(add("parent"))

    child = os.fork()
    if child == 0:
        db.write(add("child"))
        db.close()
        os._exit(0)
    _, status = os.waitpid(child, 0)

    db.write(add("parent again"))
    assert status == 0
    assert list_names(db) == ["child", "parent", "parent again"]
    db.close()


def test_the_write_ahead_log_can_be_emptied(db: Database, tmp_path: Path) -> None:
    db.write(add("one"))

    assert empty_wal(db)

    assert (tmp_path / "recorder.sqlite-wal").stat().st_size == 0
