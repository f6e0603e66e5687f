from collections.abc import Iterator
from pathlib import Path

import pytest

from recorder.config import LIMITS
from recorder.ingest.pages import Ingest
from recorder.storage.database import Database
from recorder.storage.log import read_record
from recorder.storage.sessions import StartedSession
from recorder.storage.verification import verify_log
from recorder.web.ingest_app import IngestApp
from tests.storage.helpers import EPOCH, START_MS, open_new, start
from tests.wire.client import send
from tests.wire.hostile import BASE, Hostile, list_hostile

HOSTILE = list(list_hostile(LIMITS.body_bytes))


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    db = open_new(Path(tmp_path_factory.mktemp("hostile")))
    yield db
    assert verify_log(db) == []
    db.close()


def count_stored(db: Database, started: StartedSession) -> int:
    epochs = read_record(db, started.session.id).epochs
    return sum(len(epoch.events) for epoch in epochs if epoch.id == EPOCH)


@pytest.mark.parametrize("case", HOSTILE, ids=[case.id for case in HOSTILE])
def test_a_hostile_request_is_refused_in_words_or_stored_as_it_is(
    db: Database, case: Hostile
) -> None:
    """Never a 5xx, never a part of a batch, never an echo of what was sent."""
    started = start(db)
    app = IngestApp(Ingest(db, lambda: START_MS + 1_000))
    body = case.body.replace(BASE["token"].encode(), started.token.encode())

    got = send(app, body, headers=case.headers)

    assert got.status in case.statuses
    stored = count_stored(db, started)
    assert stored == (case.stored if case.stored is not None else stored)
    assert (stored > 0) <= (got.status == 200)
    for sent in ("window.__pwned", "evil.test", "no_such_type", "polluted", started.token):
        assert sent not in got.text
    assert not {"Traceback", "sqlite", "SELECT"} & set(got.text.split())


def test_the_hostile_requests_are_all_there() -> None:
    assert len(HOSTILE) > 200
    assert {"A-surr", "A-nul", "A-deep-arr", "A-gzip-bomb", "B-seq-float0"} <= {
        case.id for case in HOSTILE
    }


@pytest.mark.parametrize("text", ["\\ud800", "a\\u0000b"])
def test_text_that_is_no_text_makes_one_event_wrong_and_is_named(db: Database, text: str) -> None:
    """The page can replace that event and deliver the rest, so the batch must not be lost."""
    started = start(db)
    app = IngestApp(Ingest(db, lambda: START_MS + 1_000))
    event = '{"type":"problem.reported","at_ms":1,"text":"%s"}'
    events = ",".join([event % "fine", event % "\\\\u0000 fine", event % text])
    clock = f'{{"origin_ms":{START_MS},"now_ms":2,"wall_ms":{START_MS}}}'
    body = (
        f'{{"v":1,"token":"{started.token}","epoch":"{EPOCH}","from":0,'
        f'"clock":{clock},"events":[{events}]}}'
    )

    got = send(app, body.encode())

    assert (got.status, got.json["error"], got.json["index"]) == (422, "invalid_event", 2)
