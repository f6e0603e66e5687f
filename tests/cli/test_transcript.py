"""`recorder transcript`: what a participant said, brought in from the command line."""

from pathlib import Path

import pytest

from recorder.errors import InvalidTranscriptError, NotFoundError
from recorder.model.ids import SessionId
from recorder.model.transcripts import Transcript
from recorder.storage.database import open_database
from recorder.storage.transcripts import list_transcripts
from tests.cli.shell import type_in
from tests.storage.helpers import open_new
from tests.storage.voices import TAKE, speak

FILE = "WEBVTT\n\n00:01.000 --> 00:02.000\nWhere is the basket?\n"


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SessionId:
    """A session with a voice, and one transcript of it."""
    monkeypatch.setenv("RECORDER_DATA", str(tmp_path))
    (tmp_path / "p01.vtt").write_text(FILE, "utf-8")
    db = open_new(tmp_path)
    started = speak(db, b"Hello")
    db.close()
    return started.session.id


def read(folder: Path, session: SessionId) -> list[Transcript]:
    """Read what the session has, besides what it had."""
    db = open_database(f"sqlite:///{folder / 'recorder.sqlite'}")
    found = [one for one in list_transcripts(db, session) if one.name != "said.vtt"]
    db.close()
    return found


def test_a_file_begins_where_it_is_said(session: SessionId, tmp_path: Path) -> None:
    done = type_in("transcript", session, str(tmp_path / "p01.vtt"), "--begins", "1:05")

    (made,) = read(tmp_path, session)
    assert done.stdout == "1 line added to p01 of tea-shop\n"
    assert (made.name, made.begins_ms, made.added_by) == ("p01.vtt", 65_000, "")


def test_a_file_may_begin_with_a_recording(session: SessionId, tmp_path: Path) -> None:
    """Its page load told no clock, so the recording lies where its first part came."""
    type_in("transcript", session, str(tmp_path / "p01.vtt"), "--take", TAKE, "--name", "Ada")

    (made,) = read(tmp_path, session)
    assert (made.name, made.begins_ms) == ("Ada", 1_000)


def test_what_is_wrong_is_said_with_file_and_line(session: SessionId, tmp_path: Path) -> None:
    (tmp_path / "p01.vtt").write_text("WEBVTT\n\n00:01 --> 00:02\nx", "utf-8")

    with pytest.raises(InvalidTranscriptError, match=r"p01\.vtt:3: "):
        type_in("transcript", session, str(tmp_path / "p01.vtt"))
    assert read(tmp_path, session) == []


def test_what_is_not_there_is_said(session: SessionId, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="cannot be read"):
        type_in("transcript", session, str(tmp_path / "none.vtt"))
    with pytest.raises(NotFoundError, match="no recording"):
        type_in("transcript", session, str(tmp_path / "p01.vtt"), "--take", "other")
    wrong = type_in("transcript", session, str(tmp_path / "p01.vtt"), "--begins", "soon")

    assert wrong.exit_code == 2
