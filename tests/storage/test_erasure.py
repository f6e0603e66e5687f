from pathlib import Path

import pytest
from sqlalchemy import select

from recorder.errors import GoneError, NotFoundError
from recorder.ingest.pages import Ingest
from recorder.model.events import NoteAdded
from recorder.model.ids import SessionId
from recorder.model.sessions import SessionState
from recorder.storage.database import Database
from recorder.storage.erasure import erase_session, list_erasures
from recorder.storage.log import append_events, read_record
from recorder.storage.readings import Reading, find_reading, replace_readings
from recorder.storage.sessions import StartedSession, find_session_by_token, get_session
from recorder.storage.tables import consents
from recorder.storage.verification import verify_log
from tests.storage.helpers import START_MS, make_body, start

MARKER = "Zwetschgenknoedel"
LATER_MS = START_MS + 60_000


def fill(db: Database, marker: str) -> StartedSession:
    """Have a participant say the marker wherever participants say something."""
    started = start(db, screener={"eats": marker}, choices={"quotes": True})
    ingest = Ingest(db, lambda: START_MS + 1_000)
    for place in range(60):
        # Texts that do not compress into each other, so that the marker itself is on disk.
        event = {"type": "problem.reported", "at_ms": 1, "text": f"{place}{marker}"}
        body = make_body(started.token, seq=place, events=[event])
        assert ingest.append(body).status in (200, 429)
    replace_readings(db, [Reading(started.session.id, "attempts", 1, 1, marker.encode())])
    return started


def count_on_disk(folder: Path, marker: str) -> int:
    """Count a text in the bytes of the database and of what SQLite keeps beside it."""
    return sum(path.read_bytes().count(marker.encode()) for path in folder.glob("recorder.*"))


def test_an_erased_participants_words_are_in_no_byte_of_any_file(
    db: Database, tmp_path: Path
) -> None:
    """Deleting alone leaves the words in free pages and in the write-ahead log."""
    started, other = fill(db, MARKER), fill(db, "Apfelstrudel")
    before = count_on_disk(tmp_path, MARKER)

    erase_session(db, started.session.id, now_ms=LATER_MS)

    assert before > 60
    assert count_on_disk(tmp_path, MARKER) == 0
    assert count_on_disk(tmp_path, "Apfelstrudel") > 0
    assert len(read_record(db, other.session.id).epochs) == 2
    assert verify_log(db) == []


def test_the_proof_of_consent_stays_without_what_was_chosen(db: Database) -> None:
    started = fill(db, MARKER)

    erase_session(db, started.session.id, now_ms=LATER_MS)

    with db.read() as connection:
        (proof,) = connection.execute(select(consents)).all()
    assert proof.text_hash == started.session.consent_version
    assert (proof.given_ms, proof.withdrawn_ms, proof.choices) == (START_MS, LATER_MS, "{}")
    session = get_session(db, started.session.id)
    assert (session.state, session.participant) == (SessionState.WITHDRAWN, "p01")
    assert (session.screener, session.choices, session.tasks) == ({}, {}, ())
    assert read_record(db, session.id).epochs == ()


def test_a_page_that_still_sends_is_told_to_empty_its_storage(db: Database) -> None:
    started = fill(db, MARKER)
    erase_session(db, started.session.id, now_ms=LATER_MS)

    answer = Ingest(db, lambda: LATER_MS).append(make_body(started.token))

    assert (answer.status, answer.body) == (410, {"error": "withdrawn"})
    assert find_session_by_token(db, started.token) == get_session(db, started.session.id)


def test_nobody_adds_to_an_erased_session(db: Database) -> None:
    started = fill(db, MARKER)
    erase_session(db, started.session.id, now_ms=LATER_MS)
    session = get_session(db, started.session.id)
    note = NoteAdded(at_ms=1, note="n", person="m", text="x")

    with pytest.raises(GoneError):
        db.write(lambda connection: append_events(connection, session, [note], now_ms=LATER_MS))


def test_a_reading_made_before_does_not_bring_back_what_was_erased(db: Database) -> None:
    """A report may be computed while its participant withdraws."""
    session = fill(db, MARKER).session
    made = Reading(session.id, "attempts", 1, 0, MARKER.encode())
    erase_session(db, session.id, now_ms=LATER_MS)

    replace_readings(db, [made])

    assert find_reading(db, session.id, "attempts") is None


def test_erasing_again_is_harmless_and_keeps_the_first_time(db: Database) -> None:
    session = fill(db, MARKER).session

    first = erase_session(db, session.id, now_ms=LATER_MS)
    again = erase_session(db, session.id, now_ms=LATER_MS + 1)

    assert again == first
    assert list_erasures(db) == [first]


def test_what_is_not_there_cannot_be_erased(db: Database) -> None:
    with pytest.raises(NotFoundError):
        erase_session(db, SessionId("unknown"), now_ms=LATER_MS)
