"""A backup: consistent, checked, usable as it is, and never over another one."""

import sqlite3
import threading
from pathlib import Path

import pytest

from recorder.errors import ConflictError, InvalidSettingError, NotFoundError
from recorder.ingest.pages import Ingest
from recorder.storage.backup import back_up
from recorder.storage.database import Database, open_database
from recorder.storage.log import read_record
from recorder.storage.sessions import StartedSession
from recorder.storage.verification import verify_log
from tests.cli.shell import type_in
from tests.storage.helpers import (
    START_MS,
    clicks,
    make_body,
    make_version,
    open_new,
    start,
    stored_selectors,
)


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StartedSession:
    """A data folder with a session that has a log, and a study with a prototype."""
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("RECORDER_STUDIES", str(tmp_path / "studies"))
    (tmp_path / "data").mkdir()
    prototype = tmp_path / "studies" / "tea-shop" / "prototype"
    prototype.mkdir(parents=True)
    (prototype / "index.html").write_text("<p>Tea</p>", "utf-8")
    (prototype.parent / "study.yaml").write_text(make_version().text, "utf-8")
    (tmp_path / "studies" / "no-study").mkdir()
    db = open_new(tmp_path / "data")
    started = start(db)
    assert Ingest(db, lambda: START_MS + 1_000).append(make_body(started.token)).status == 200
    db.close()
    return started


def test_a_backup_holds_the_log_and_the_studies(started: StartedSession, tmp_path: Path) -> None:
    folder = tmp_path / "backups" / "today"

    result = type_in("backup", str(folder))

    assert result.exit_code == 0
    assert "complete" in result.output
    assert f"recorder serve --data {folder}" in result.output
    assert sorted(path.name for path in folder.iterdir()) == ["recorder.sqlite", "studies"]
    assert (folder / "studies/tea-shop/prototype/index.html").read_text("utf-8") == "<p>Tea</p>"
    assert not (folder / "studies/no-study").exists()
    copy = open_database(f"sqlite:///{folder / 'recorder.sqlite'}")
    assert stored_selectors(copy, started.session.id) == ["#buy"]
    assert verify_log(copy) == []
    copy.close()


@pytest.mark.usefixtures("started")
def test_a_backup_is_read_by_its_owner_only_and_leaves_nothing_beside(tmp_path: Path) -> None:
    folder = tmp_path / "backups" / "today"

    type_in("backup", str(folder))

    assert folder.stat().st_mode & 0o077 == 0
    assert [path.name for path in folder.parent.iterdir()] == ["today"]


@pytest.mark.usefixtures("started")
def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """Yesterday's backup may be the only good one."""
    folder = tmp_path / "today"
    type_in("backup", str(folder))
    before = (folder / "recorder.sqlite").read_bytes()

    with pytest.raises(ConflictError, match="nothing was overwritten"):
        type_in("backup", str(folder))

    assert (folder / "recorder.sqlite").read_bytes() == before
    with pytest.raises(ConflictError):
        type_in("backup", str(folder / "recorder.sqlite"))


@pytest.mark.usefixtures("started")
def test_an_empty_folder_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert type_in("backup", str(tmp_path / "empty")).exit_code == 0

    assert (tmp_path / "empty" / "recorder.sqlite").exists()


def test_a_damaged_log_is_named_and_ends_with_three(
    started: StartedSession, tmp_path: Path
) -> None:
    """A script that deletes old backups must know that the new one is not sound."""
    with sqlite3.connect(tmp_path / "data" / "recorder.sqlite") as connection:
        connection.execute("update epochs set ack = 9 where epoch not like 'server%'")
    connection.close()

    result = type_in("backup", str(tmp_path / "today"))

    assert result.exit_code == 3
    assert started.session.id in result.output
    assert "complete" not in result.output


def test_a_backup_made_while_a_page_sends_is_one_moment(
    started: StartedSession, tmp_path: Path
) -> None:
    """Whole batches up to a moment, and none of the batches after it."""
    db = open_database(f"sqlite:///{tmp_path / 'data' / 'recorder.sqlite'}")
    ingest, stop = Ingest(db, lambda: START_MS + 2_000), threading.Event()
    sent = threading.Event()

    def send() -> None:
        for seq in range(1, 2_000):
            if stop.is_set():
                return
            body = make_body(started.token, seq=seq, events=clicks(1))
            ingest.append(body)
            if seq == 5:
                sent.set()

    sender = threading.Thread(target=send)
    sender.start()
    assert sent.wait(10)
    backup = back_up(db, studies=tmp_path / "studies", folder=tmp_path / "live")
    stop.set()
    sender.join(10)

    assert backup.findings == ()
    assert count_events(tmp_path / "live", started) >= 6
    db.close()


def count_events(folder: Path, started: StartedSession) -> int:
    """Count the clicks of a copy."""
    copy = open_database(f"sqlite:///{folder / 'recorder.sqlite'}")
    events = [
        each for epoch in read_record(copy, started.session.id).epochs for each in epoch.events
    ]
    copy.close()
    return len(events) - 1


def test_without_a_database_there_is_nothing_to_back_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "nothing"))

    with pytest.raises(NotFoundError, match="no database"):
        type_in("backup", str(tmp_path / "today"))

    assert not (tmp_path / "today").exists()


def test_another_kind_of_database_has_its_own_tool(started: StartedSession, tmp_path: Path) -> None:
    class Elsewhere(Database):
        """A database that is no file."""

        path = None

    db = open_database(f"sqlite:///{tmp_path / 'data' / 'recorder.sqlite'}")
    elsewhere = Elsewhere(db.url, db.engine, db.writer)

    with pytest.raises(InvalidSettingError, match="pg_dump"):
        back_up(elsewhere, studies=tmp_path, folder=tmp_path / "today")
    db.close()
    del started
