"""What is done to the log from the shell: verify, erase, invite, migrate."""

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recorder.cli import erase, invite, migrate, verify
from recorder.errors import NotFoundError
from recorder.ingest.pages import Ingest
from recorder.model.sessions import SessionMode, SessionState
from recorder.storage.database import open_database
from recorder.storage.invitations import check_invitation, list_invitations
from recorder.storage.sessions import StartedSession, get_session
from tests.storage.helpers import START_MS, clicks, make_body, make_version, open_new, start

STUDY = make_version().study.id


@pytest.fixture
def started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StartedSession:
    """A data folder with one session that has a log."""
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path))
    monkeypatch.setenv("RECORDER_BASE_URL", "https://tests.example")
    db = open_new(tmp_path)
    started = start(db)
    body = make_body(started.token, events=clicks(5))
    assert Ingest(db, lambda: START_MS + 1_000).append(body).status == 200
    db.close()
    return started


def run(command: object, *arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(command.command, arguments, input=typed)  # type: ignore[attr-defined]
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


@pytest.mark.usefixtures("started")
def test_a_sound_log_is_said_to_be_complete() -> None:
    result = run(verify)

    assert result.exit_code == 0
    assert result.output.startswith("complete")
    assert json.loads(run(verify, "--json").output) == []


def test_damage_is_named_and_ends_with_three(started: StartedSession, tmp_path: Path) -> None:
    """A script that makes backups can stop before it overwrites the last good one."""
    with sqlite3.connect(tmp_path / "recorder.sqlite") as connection:
        connection.execute("update epochs set ack = 9 where epoch != 'server----------'")
    connection.close()

    result = run(verify)

    assert result.exit_code == 3
    assert started.session.id in result.output
    assert "up to 9 were acknowledged" in result.output
    (first, *_) = json.loads(run(verify, "--json").output)
    assert first["session"] == started.session.id


def test_a_folder_without_a_database_is_not_called_complete(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "elsewhere"))

    with pytest.raises(NotFoundError, match="no database"):
        run(verify)


def test_erasing_asks_first_and_then_erases(started: StartedSession, tmp_path: Path) -> None:
    db = open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")

    refused = run(erase, started.session.id, typed="n\n")
    assert refused.exit_code == 1
    assert get_session(db, started.session.id).state is SessionState.OPEN

    done = run(erase, started.session.id, typed="y\n")
    assert "erased p01 of tea-shop" in done.output
    assert get_session(db, started.session.id).state is SessionState.WITHDRAWN
    db.close()


@pytest.mark.usefixtures("started")
def test_an_unknown_session_cannot_be_erased() -> None:
    with pytest.raises(NotFoundError):
        run(erase, "nobody", "--yes")


@pytest.mark.usefixtures("started")
def test_invitations_for_programs_hold_the_secret_and_the_link(tmp_path: Path) -> None:
    rows = json.loads(run(invite, STUDY, "--count", "3", "--format", "json").output)

    assert [set(row) for row in rows] == [{"invite", "url"}] * 3
    db = open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")
    for row in rows:
        assert row["url"] == f"https://tests.example/join/tea-shop#{row['invite']}"
        assert check_invitation(db, STUDY, row["invite"]) is SessionMode.UNMODERATED
    db.close()


@pytest.mark.usefixtures("started")
def test_moderated_invitations_start_sessions_that_wait(tmp_path: Path) -> None:
    (row,) = json.loads(run(invite, STUDY, "--moderated", "--format", "json").output)

    db = open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")
    assert check_invitation(db, STUDY, row["invite"]) is SessionMode.MODERATED
    db.close()


@pytest.mark.usefixtures("started")
def test_invitations_for_people_are_links_or_a_table(tmp_path: Path) -> None:
    file = tmp_path / "invitations.csv"

    links = run(invite, STUDY, "--count", "2").output.split()
    run(invite, STUDY, "--count", "4", "--uses", "5", "--label", "pilot", "--csv", str(file))

    assert [link.split("#")[0] for link in links] == ["https://tests.example/join/tea-shop"] * 2
    with file.open(encoding="utf-8", newline="") as opened:
        assert len(list(csv.DictReader(opened))) == 4
    db = open_database(f"sqlite:///{tmp_path / 'recorder.sqlite'}")
    assert {each.uses for each in list_invitations(db, STUDY) if each.label == "pilot"} == {5}
    db.close()


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("study", ["no-such-study", "../tea-shop", "/etc"])
def test_nobody_is_invited_to_a_study_that_is_not_there(study: str) -> None:
    with pytest.raises(NotFoundError):
        run(invite, study)


def test_migrating_makes_the_tables_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path / "new"))

    first, second = run(migrate).output, run(migrate).output

    assert (first.strip(), second.strip()) == (
        "the database is up to date, and was not before",
        "the database is up to date",
    )
    assert run(verify).exit_code == 0
