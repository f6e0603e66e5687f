"""Retention: what the consent text promises happens, and nothing else is touched."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.cli import retention
from recorder.cli.daily import start_daily_retention
from recorder.ingest.pages import Ingest
from recorder.model.sessions import SessionState
from recorder.model.study_text import parse_study
from recorder.storage.database import Database
from recorder.storage.erasure import list_erasures
from recorder.storage.retention import DAY_MS, erase_expired, list_expired
from recorder.storage.sessions import StartedSession, get_session, list_sessions
from tests.cli.shell import type_in
from tests.storage.helpers import START_MS, clicks, make_body, make_version, open_new, start

YEAR_MS = 366 * DAY_MS


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A data folder that the commands find."""
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path))
    db = open_new(tmp_path)
    yield db
    db.close()


def start_recorded(db: Database, *, at_ms: float = START_MS) -> StartedSession:
    """Start a session of a study that keeps data for 12 months, with something in its log."""
    started = start(db, now_ms=at_ms)
    clock = {"origin_ms": at_ms, "now_ms": 12.0, "wall_ms": at_ms + 12}
    body = make_body(started.token, events=clicks(1), clock=clock)
    assert Ingest(db, lambda: at_ms + 1_000).append(body).status == 200
    return started


def set_today(monkeypatch: pytest.MonkeyPatch, now_ms: float) -> None:
    """Have the command read this day from the clock."""
    monkeypatch.setattr(retention, "wall_clock_ms", lambda: now_ms)


def test_a_session_goes_when_its_time_is_over_and_not_a_day_before(db: Database) -> None:
    kept_ms = 12 * 30.44 * DAY_MS
    started = start_recorded(db)

    before = list_expired(db, now_ms=START_MS + kept_ms - 1)
    after = list_expired(db, now_ms=START_MS + kept_ms)

    assert before == []
    assert [each.session for each in after] == [started.session.id]
    assert after[0].retention == "12 months"


def test_only_what_is_too_old_is_erased(
    db: Database, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What was erased must not lie on in SQLite's write-ahead log either."""
    old = start_recorded(db)
    new = start_recorded(db, at_ms=START_MS + 100 * DAY_MS)
    set_today(monkeypatch, START_MS + YEAR_MS)
    ahead = tmp_path / "recorder.sqlite-wal"
    assert ahead.read_bytes()

    result = type_in("retention")

    assert result.output.splitlines() == ["erased p01 of tea-shop", "1 session erased"]
    assert get_session(db, old.session.id).state is SessionState.WITHDRAWN
    assert get_session(db, new.session.id).state is SessionState.OPEN
    assert ahead.read_bytes() == b""


def test_a_dry_run_lists_and_changes_nothing(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    started = start_recorded(db)
    set_today(monkeypatch, START_MS + YEAR_MS)

    lines = type_in("retention", "--dry-run").output.splitlines()

    assert lines == [
        f"would erase p01 of tea-shop, session {started.session.id}: kept for 12 months",
        "1 session would be erased; nothing was changed",
    ]
    assert list_erasures(db) == []
    assert get_session(db, started.session.id).state is SessionState.OPEN


def test_each_session_is_held_against_the_study_it_agreed_to(db: Database) -> None:
    """A longer retention in a newer file is no new consent of those who came before."""
    short = start_recorded(db)
    text = make_version().text.replace("12 months", "5 years")
    long = start(db, parse_study(text, name="studies/tea-shop/study.yaml"))

    found = list_expired(db, now_ms=START_MS + YEAR_MS)

    assert [each.session for each in found] == [short.session.id]
    assert long.session.id not in [each.session for each in found]


def test_erasing_what_is_old_again_does_nothing(db: Database) -> None:
    start_recorded(db)
    now_ms = START_MS + YEAR_MS

    first, second = list(erase_expired(db, now_ms=now_ms)), list(erase_expired(db, now_ms=now_ms))

    assert (len(first), len(second)) == (1, 0)


def test_a_running_server_erases_at_its_start_and_again_later(db: Database) -> None:
    """The clock is moved while the thread runs; the second session expires in between."""
    start_recorded(db)
    start_recorded(db, at_ms=START_MS + 100 * DAY_MS)
    now_ms, seen, stop = [START_MS + YEAR_MS], threading.Event(), threading.Event()

    def clock() -> float:
        if list_erasures(db):
            seen.set()
            now_ms[0] += 200 * DAY_MS
        return now_ms[0]

    thread = start_daily_retention(db, clock, stop=stop, every_s=0.01)
    assert seen.wait(10)
    while len(list_erasures(db)) < 2 and thread.is_alive():
        seen.wait(0.01)
    stop.set()
    thread.join(10)

    assert not thread.is_alive()
    assert {each.state for each in list_sessions(db, make_version().study.id)} == {
        SessionState.WITHDRAWN
    }


def test_a_database_that_does_not_answer_stops_neither_the_thread_nor_the_server(
    db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    start_recorded(db)
    db.writer.close()
    stop = threading.Event()
    stop.set()

    start_daily_retention(db, lambda: START_MS + YEAR_MS, stop=stop).join(10)

    assert "retention: the recorder is shutting down" in capsys.readouterr().err
