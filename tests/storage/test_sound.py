"""Recorded voices on disk: verified, and gone from every byte after an erasure."""

from pathlib import Path

from recorder.storage.database import Database
from recorder.storage.erasure import erase_session
from recorder.storage.sound import list_takes, read_sound
from recorder.storage.tables import sound_parts
from recorder.storage.transcripts import list_transcripts
from recorder.storage.verification import verify_log
from tests.storage.helpers import START_MS
from tests.storage.test_erasure import count_on_disk
from tests.storage.voices import TAKE, speak

MARKER = b"Zwetschgenknoedel"


def test_an_erased_voice_is_in_no_byte_of_any_file(db: Database, tmp_path: Path) -> None:
    """Sound lies in pages of its own, in the write-ahead log too."""
    erased, other = speak(db, MARKER, parts=40), speak(db, b"Apfelstrudel")
    before = count_on_disk(tmp_path, MARKER.decode())

    erase_session(db, erased.session.id, now_ms=START_MS + 60_000)

    assert before > 40
    assert count_on_disk(tmp_path, MARKER.decode()) == 0
    assert list_takes(db, erased.session.id) == ()
    assert list_transcripts(db, erased.session.id) == ()
    assert len(list_takes(db, other.session.id)) == 1
    assert verify_log(db) == []


def test_a_changed_byte_of_a_voice_is_found(db: Database) -> None:
    session = speak(db, MARKER).session
    kind, body = read_sound(db, session.id, TAKE)
    assert (kind, verify_log(db)) == ("audio/webm;codecs=opus", [])

    db.change(sound_parts.update().where(sound_parts.c.number == 1).values(body=body[:-1] + b"x"))

    (finding,) = verify_log(db)
    assert finding.session == session.id
    assert "part 1 of the sound" in finding.words
