"""`recorder sessions` and `recorder show`: who took part, and how it went."""

import json
from pathlib import Path

import pytest

from recorder.errors import NotFoundError
from recorder.ingest.pages import Ingest
from recorder.ingest.people import record_act
from recorder.model.events import ActUndone, NoteAdded, PersonEvent, VerdictGiven
from recorder.storage.database import open_database
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


def test_notes_and_verdicts_are_shown_with_the_session(
    started: StartedSession, tmp_path: Path
) -> None:
    note = NoteAdded(at_ms=9_000, person="ada", note="n", text="Lost #menu", moment_ms=2_000)
    verdict = VerdictGiven(at_ms=9_100, task="buy", person="ada", outcome="failed", reason="Tea.")
    db = open_database(f"sqlite:///{tmp_path}/recorder.sqlite")
    for act in (note, verdict):
        record_act(db, started.session.id, act, now_ms=START_MS + 9_500)
    db.close()

    lines = type_in("show", started.session.id).output.splitlines()
    whole = json.loads(type_in("show", started.session.id, "--json").output)

    assert "  note at 2.0 s by ada: Lost #menu" in lines
    assert whole["notes"][0]["tags"] == ["menu"]
    assert whole["verdicts"]["buy"]["standing"][0]["outcome"] == "failed"
    assert whole["attempts"][0]["judged_by"] == "ada"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_people_said_and_did_is_exported(
    started: StartedSession, tmp_path: Path, form: str
) -> None:
    acts: list[PersonEvent] = [
        NoteAdded(at_ms=9_000, person="ada", note="n", text="=1+1 #menu !!", act="n"),
        NoteAdded(at_ms=9_050, person="ada", note="m", text="", act="m"),
        ActUndone(at_ms=9_060, person="ada", undone="m"),
        VerdictGiven(at_ms=9_100, task="buy", person="ada", outcome="failed", reason="Tea."),
    ]
    db = open_database(f"sqlite:///{tmp_path}/recorder.sqlite")
    for act in acts:
        record_act(db, started.session.id, act, now_ms=START_MS + 9_500)
    db.close()

    type_in("export", "tea-shop", "--format", form, "--out", str(tmp_path / "out"))

    texts = {
        name: (tmp_path / "out" / f"{name}.{form}").read_text("utf-8")
        for name in ("notes", "verdicts", "acts", "codebook")
    }
    assert texts["notes"].count("ada") == 1
    assert ("'=1+1" in texts["notes"]) == (form == "csv")
    assert "Tea." in texts["verdicts"]
    assert "took an act back" in texts["acts"]
    assert all(name in texts["codebook"] for name in ("moment_ms", "is_standing", "is_undone"))
