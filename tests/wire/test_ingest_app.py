import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from recorder.config import LIMITS
from recorder.ingest.pages import Ingest
from recorder.storage.database import Database
from recorder.web.ingest_app import IngestApp
from tests.storage.helpers import START_MS, clicks, make_body, open_new, start
from tests.wire.client import send


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_new(tmp_path)
    yield db
    db.close()


@pytest.fixture
def app(db: Database) -> IngestApp:
    return IngestApp(Ingest(db, lambda: START_MS + 1_000))


class Tap(io.RawIOBase):
    """A body that never ends and counts what is read of it."""

    taken = 0

    def read(self, size: int = -1, /) -> bytes:
        """Give as many spaces as are asked for."""
        assert size > 0, "an unbounded read of an unbounded body"
        self.taken += size
        return b" " * size


def test_any_page_may_send_and_no_cookie_ever_counts(app: IngestApp, db: Database) -> None:
    got = send(app, make_body(start(db).token), headers={"Origin": "https://shop.example"})

    assert got.status == 200
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in got.headers
    assert "Set-Cookie" not in got.headers
    assert got.headers["Cache-Control"] == "no-store"


def test_a_preflight_is_answered_and_may_be_remembered(app: IngestApp) -> None:
    got = send(app, method="OPTIONS", headers={"Origin": "https://shop.example"})

    assert got.status == 204
    assert got.headers["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    assert int(got.headers["Access-Control-Max-Age"]) >= 600
    assert "Access-Control-Allow-Credentials" not in got.headers


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "", "image/png"])
def test_the_body_is_json_whatever_its_type_says(app: IngestApp, db: Database, kind: str) -> None:
    """A page that closes can only send text/plain without asking first."""
    got = send(app, make_body(start(db).token), headers={"Content-Type": kind})

    assert got.json["ack"] == 0


@pytest.mark.parametrize("encoding", ["gzip", "br", "gzip, identity"])
def test_compressed_bodies_are_refused(app: IngestApp, db: Database, encoding: str) -> None:
    body = make_body(start(db).token)

    got = send(app, body, headers={"Content-Encoding": encoding})

    assert (got.status, got.json["error"]) == (415, "unsupported_encoding")
    assert send(app, body, headers={"Content-Encoding": "identity"}).status == 200


def test_other_methods_are_told_which_one_works(app: IngestApp) -> None:
    got = send(app, method="GET")

    assert (got.status, got.headers["Allow"]) == (405, "POST, OPTIONS")


def test_a_body_at_the_limit_is_taken_and_one_byte_more_is_not(
    app: IngestApp, db: Database
) -> None:
    body = make_body(start(db).token).ljust(LIMITS.body_bytes)

    refused = send(app, body + b" ")

    assert refused.status == 413
    assert refused.json["limit_bytes"] == LIMITS.body_bytes
    assert send(app, body).status == 200


def test_an_enormous_body_is_refused_without_being_read(app: IngestApp) -> None:
    tap = Tap()

    got = send(app, tap, length=str(10 * 1024**3))

    assert (got.status, tap.taken) == (413, 0)


def test_a_body_without_a_length_is_read_up_to_the_limit_only(app: IngestApp, db: Database) -> None:
    chunked = {"Transfer-Encoding": "chunked"}
    tap = Tap()

    refused = send(app, tap, headers=chunked, length="")
    taken = send(app, make_body(start(db).token), headers=chunked, length="")

    assert (refused.status, taken.status) == (413, 200)
    assert tap.taken <= LIMITS.body_bytes + 1 + LIMITS.drained_bytes
    assert send(app, b"", length="").status == 411


@pytest.mark.parametrize("length", ["-1", "1e3", "\u0663", "12abc"])
def test_a_length_that_is_no_number_is_refused(app: IngestApp, length: str) -> None:
    assert send(app, b"{}", length=length).status == 400


def test_a_body_that_ends_early_is_not_taken_for_a_whole_one(app: IngestApp, db: Database) -> None:
    body = make_body(start(db).token)

    assert send(app, body, length=str(len(body) + 9)).json["error"] == "incomplete"


def test_a_page_that_sends_too_often_is_told_how_long_to_wait(db: Database) -> None:
    few = replace(LIMITS, requests_burst=3, requests_per_s=1)
    app = IngestApp(Ingest(db, lambda: START_MS + 1_000, few))
    body = make_body(start(db).token)

    answers = [send(app, body) for _ in range(6)]

    assert [each.status for each in answers[:4]] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "1"
    assert "Retry-After" in answers[3].headers["Access-Control-Expose-Headers"]
    assert send(app, make_body(start(db).token)).status == 200, "others are not held up"


def test_more_events_than_the_limit_are_refused_whole(app: IngestApp, db: Database) -> None:
    got = send(app, make_body(start(db).token, events=clicks(LIMITS.batch_events + 1)))

    assert got.status == 413
    assert (got.json["limit"], got.json["allowed"]) == ("batch_events", 500)


def test_an_event_larger_than_the_limit_is_refused(app: IngestApp, db: Database) -> None:
    data = [["x" * 60_000] for _ in range(5)]
    events = [{"type": "dom.recorded", "at_ms": 1, "data": data}]

    got = send(app, make_body(start(db).token, events=events))

    assert (got.status, got.json["limit_bytes"]) == (413, LIMITS.event_bytes)
