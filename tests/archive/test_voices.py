"""Voices and their transcripts in archives: exactly as they were, or left out by wish."""

from pathlib import Path

import pytest

from recorder.archive.restore import restore_archive
from recorder.archive.write import write_archive
from recorder.errors import InvalidArchiveError
from recorder.storage.database import Database
from recorder.storage.erasure import erase_session
from recorder.storage.sound import list_takes, read_sound
from recorder.storage.transcripts import list_transcripts
from recorder.storage.verification import verify_log
from tests.archive.helpers import TEA, archive, ask, tamper
from tests.storage.helpers import START_MS
from tests.storage.voices import TAKE, speak


def test_voices_and_transcripts_come_back_byte_for_byte(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    session = speak(db, b"I look for the basket").session.id
    made = archive(db, tmp_path / "study.sqlite")

    restore_archive(elsewhere, made)

    assert read_sound(elsewhere, session, TAKE) == read_sound(db, session, TAKE)
    assert list_takes(elsewhere, session) == list_takes(db, session)
    assert list_transcripts(elsewhere, session) == list_transcripts(db, session)
    assert verify_log(elsewhere) == []
    again = archive(elsewhere, tmp_path / "again.sqlite")
    assert again.read_bytes() == made.read_bytes()


def test_an_archive_without_sound_restores_all_the_rest(
    db: Database, elsewhere: Database, tmp_path: Path
) -> None:
    session = speak(db, b"I look for the basket").session.id

    write_archive(db, TEA, tmp_path / "silent.sqlite", has_sound=False)
    restore_archive(elsewhere, tmp_path / "silent.sqlite")

    assert b"basket-1-" not in (tmp_path / "silent.sqlite").read_bytes()
    assert list_takes(elsewhere, session) == ()
    assert len(list_transcripts(elsewhere, session)) == 1


def test_of_who_withdrew_no_voice_is_archived(db: Database, tmp_path: Path) -> None:
    session = speak(db, b"I look for the basket").session
    erase_session(db, session.id, now_ms=START_MS + 60_000)

    made = archive(db, tmp_path / "study.sqlite")

    assert ask(made, "select count(*) from kept_sound_parts") == [(0,)]
    assert ask(made, "select count(*) from kept_transcripts") == [(0,)]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("update kept_sound_parts set body = x'00' where number = 1", "was not acknowledged so"),
        ("update kept_sound_parts set bytes = 1 where number = 1", "was not acknowledged so"),
        ("delete from kept_sound_parts where number = 1", "not what its own hash says"),
        ("update kept_sound_parts set kind = 'text/html'", "kind is not of its kind"),
        ("update kept_sound_parts set take = '../../etc/passwd'", "take is not of its kind"),
        ("update kept_sound_parts set session = 'bbbbbbbbbbbbbbbb'", "is not there"),
        ("update kept_transcripts set text = 'WEBVTT'", "cannot be read"),
        ("update kept_transcripts set session = 'bbbbbbbbbbbbbbbb'", "belongs to no session"),
    ],
)
def test_a_voice_that_was_tampered_with_is_refused(
    db: Database, elsewhere: Database, tmp_path: Path, statement: str, words: str
) -> None:
    speak(db, b"I look for the basket")
    made = tamper(archive(db, tmp_path / "study.sqlite"), statement)

    with pytest.raises(InvalidArchiveError, match=words):
        restore_archive(elsewhere, made)
