import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from sqlalchemy import Connection

from recorder.model.audits import AuditAct, AuditEntry
from recorder.storage.audit import (
    add_audit,
    append_audit,
    find_broken,
    has_line,
    list_audit,
    read_audit_head,
)
from recorder.storage.database import Database
from recorder.storage.verification import verify_log
from tests.storage.helpers import open_new


def write_lines(folder: Path, count: int = 4) -> Database:
    """Open a database with some lines in its audit log."""
    db = open_new(folder)
    for number in range(count):
        add_audit(
            db, AuditEntry(1_000.0 + number, "ada", "owner", AuditAct.DOWNLOADED, f"s{number}")
        )
    return db


def tamper(db: Database, *statements: str) -> None:
    """Change the file as somebody does who has it, past the triggers."""
    assert db.path is not None
    with sqlite3.connect(db.path) as file:
        file.execute("drop trigger audit_is_never_updated")
        file.execute("drop trigger audit_is_never_deleted")
        for statement in statements:
            file.execute(statement)
    file.close()


def test_lines_are_kept_as_they_were_written(tmp_path: Path) -> None:
    db = write_lines(tmp_path)

    assert [line.object for _, line in list_audit(db)] == ["s3", "s2", "s1", "s0"]
    assert [number for number, _ in list_audit(db, before=3)] == [2, 1]
    assert list_audit(db, person="bob") == []
    assert verify_log(db) == []
    db.close()


@pytest.mark.parametrize("statement", ["update audit set person = 'bob'", "delete from audit"])
def test_the_database_itself_refuses_changes(tmp_path: Path, statement: str) -> None:
    db = write_lines(tmp_path)
    assert db.path is not None

    with (
        sqlite3.connect(db.path) as file,
        pytest.raises(sqlite3.IntegrityError, match="the audit log is never changed"),
    ):
        file.execute(statement)
    file.close()
    db.close()


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("update audit set person = 'bob' where id = 2", 2),
        ("update audit set at_ms = at_ms + 1 where id = 3", 3),
        ("update audit set detail = 'more' where id = 4", 4),
        ("delete from audit where id = 2", 3),
        ("delete from audit where id = 1", 2),
    ],
)
def test_a_changed_line_and_a_missing_one_are_found(
    tmp_path: Path, statement: str, line: int
) -> None:
    db = write_lines(tmp_path)

    tamper(db, statement)

    assert [one.words for one in verify_log(db)] == [
        f"line {line} of the audit log is not what was written"
    ]
    db.close()


def test_lines_cut_off_the_end_are_missed_by_who_kept_the_head(tmp_path: Path) -> None:
    """Nothing in the file can tell: that is what the head in a backup's words is for."""
    db = write_lines(tmp_path)
    head = read_audit_head(db)
    assert has_line(db, head)

    tamper(db, "delete from audit where id = 4")

    assert verify_log(db) == []
    assert not has_line(db, head)
    db.close()


def test_a_long_log_is_checked_without_being_held_in_memory(tmp_path: Path) -> None:
    """An installation may run for years; the check has to fit a small machine even so."""
    db = open_new(tmp_path)
    count, letters = 3_000, 500

    def write(connection: Connection) -> None:
        for number in range(count):
            entry = AuditEntry(number, "ada", "owner", AuditAct.DOWNLOADED, "s", "x" * letters)
            append_audit(connection, entry)

    db.write(write)
    tamper(db, "update audit set detail = 'y' where id = 2500")

    with db.read() as connection:
        tracemalloc.start()
        broken = list(find_broken(connection))
        _, most_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert broken == [2500]
    assert most_bytes < count * letters / 3
    db.close()
