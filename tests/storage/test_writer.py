import os
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from recorder.errors import ConflictError, UnavailableError
from recorder.storage.database import Database, open_database
from recorder.storage.sqlite import PRAGMAS
from tests.storage.helpers import add, list_names, open_new


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
