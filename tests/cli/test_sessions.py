"""`recorder sessions` and `recorder show`: who took part, and how it went."""

import json
from pathlib import Path

import pytest

from recorder.errors import NotFoundError
from recorder.ingest.pages import Ingest
from recorder.storage.sessions import StartedSession
from tests.cli.shell import type_in
from tests.storage.helpers import START_MS, make_body, open_new, start

LOG: list[dict[str, object]] = [
    {"type": "task.shown", "at_ms": 0.0, "task": "buy"},
    {"type": "task.started", "at_ms": 1_000.0, "task": "buy"},
    {"type": "task.ended", "at_ms": 9_000.0, "task": "buy", "claim": "done"},
    {"type": "task.shown", "at_ms": 9_100.0, "task": "find"},
    {"type": "task.started", "at_ms": 10_000.0, "task": "find"},
    {"type": "task.ended", "at_ms": 12_000.0, "task": "find", "claim": "gave_up"},
    {"type": "session.ended", "at_ms": 12_100.0, "why": "stopped"},
    {"type": "epoch.ended", "at_ms": 12_200.0, "last_seq": 7},
]


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StartedSession:
    """A study in which one participant bought, gave up finding and stopped."""
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path))
    db = open_new(tmp_path)
    started = start(db)
    ingest = Ingest(db, lambda: START_MS + 13_000)
    clock = {"origin_ms": START_MS, "now_ms": 12_300.0, "wall_ms": START_MS + 12_300}
    assert ingest.append(make_body(started.token, events=LOG, clock=clock)).status == 200
    db.close()
    return started


def test_a_list_names_participant_state_and_outcomes(started: StartedSession) -> None:
    first, second = type_in("sessions", "tea-shop").output.splitlines()

    assert first.startswith(f"p01  {started.session.id}  stopped: buy completed, find gave_up")
    assert second.startswith("     ")
    assert second.strip()


def test_programs_get_the_same_as_json(started: StartedSession) -> None:
    (row,) = json.loads(type_in("sessions", "tea-shop", "--json").output)

    assert row["session"] == started.session.id
    assert (row["participant"], row["state"], row["is_test"]) == ("p01", "stopped", False)
    assert (row["outcomes"]["buy"], row["outcomes"]["find"]) == ("completed", "gave_up")
    assert row["is_complete"] is True


def test_a_session_shows_what_was_said_and_how_long_it_took(started: StartedSession) -> None:
    lines = type_in("show", started.session.id).output.splitlines()

    assert lines[0].startswith("p01, stopped. ")
    assert lines[1] == "  1. buy: completed (said done, criterion none), 8.0 s active"
    assert lines[2] == "  2. find: gave_up (said gave_up, criterion none), 2.0 s active"


def test_a_session_for_programs_has_every_attempt(started: StartedSession) -> None:
    whole = json.loads(type_in("show", started.session.id, "--json").output)

    assert [attempt["task"] for attempt in whole["attempts"]][:2] == ["buy", "find"]
    assert whole["attempts"][0]["active_ms"] == 8_000
    assert whole["participant"] == "p01"


@pytest.mark.usefixtures("started")
def test_no_secret_is_shown() -> None:
    """Neither the token nor the withdrawal code is stored, so neither can be listed."""
    output = type_in("sessions", "tea-shop", "--json").output

    assert "ses_" not in output


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("words", [("sessions", "no-such-study"), ("show", "no-such-session")])
def test_what_is_not_there_is_not_found(words: tuple[str, str]) -> None:
    with pytest.raises(NotFoundError):
        type_in(*words)
