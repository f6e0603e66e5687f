"""One hash names the state of a study's data, so that a report can be made again."""

from hashlib import sha256

from recorder.ingest.pages import Ingest
from recorder.model.ids import StudyId
from recorder.storage.database import Database
from recorder.storage.erasure import erase_session
from recorder.storage.log import read_data_hash
from recorder.storage.sessions import StartedSession
from tests.storage.helpers import START_MS, make_body, start

TEA_SHOP = StudyId("tea-shop")


def tell(db: Database, started: StartedSession, seq: int, text: str) -> None:
    event = {"type": "problem.reported", "at_ms": 1, "text": text}
    body = make_body(started.token, seq=seq, events=[event])
    assert Ingest(db, lambda: START_MS + 1_000).append(body).status == 200


def test_a_study_without_data_has_the_hash_of_nothing(db: Database) -> None:
    assert read_data_hash(db, TEA_SHOP) == sha256().hexdigest()


def test_every_event_changes_the_hash_and_reading_does_not(db: Database) -> None:
    started = start(db)
    hashes = [read_data_hash(db, TEA_SHOP)]

    for seq in range(2):
        tell(db, started, seq, "It hangs.")
        hashes += [read_data_hash(db, TEA_SHOP), read_data_hash(db, TEA_SHOP)]

    assert len(set(hashes)) == 3
    assert all(len(one) == 64 for one in hashes)


def test_another_study_has_a_hash_of_its_own(db: Database) -> None:
    tell(db, start(db), 0, "It hangs.")

    assert read_data_hash(db, StudyId("other")) == sha256().hexdigest()


def test_an_erased_session_is_in_no_hash(db: Database) -> None:
    """What is gone must not be needed to make the report again."""
    tell(db, start(db), 0, "It hangs.")
    before = read_data_hash(db, TEA_SHOP)
    gone = start(db)
    tell(db, gone, 0, "It is slow.")
    between = read_data_hash(db, TEA_SHOP)

    erase_session(db, gone.session.id, now_ms=START_MS + 5_000)

    assert between != before
    assert read_data_hash(db, TEA_SHOP) == before
