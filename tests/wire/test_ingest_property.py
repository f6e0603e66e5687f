from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.ingest.pages import Ingest
from recorder.storage.database import Database
from recorder.storage.verification import verify_log
from tests.storage.helpers import START_MS, clicks, make_body, open_new, start, stored_selectors


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    db = open_new(tmp_path)
    yield db
    db.close()


Attempt = tuple[int, int, bool, bool]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 12), st.booleans(), st.booleans()),
        max_size=25,
    )
)
def test_what_is_acknowledged_is_stored_once_and_in_order(
    db: Database, attempts: list[Attempt]
) -> None:
    """Requests are lost, answers are lost, batches come again, from anywhere and any size."""
    started = start(db)
    ingest = Ingest(db, lambda: START_MS + 1_000)
    events = clicks(50)
    acked = -1

    for seq, count, is_request_lost, is_answer_lost in attempts:
        if is_request_lost:
            continue
        chosen = seq if is_answer_lost else min(seq, acked + 1)
        sent = events[chosen : chosen + count]
        answer = ingest.append(make_body(started.token, seq=chosen, events=sent))
        ack = answer.body["ack"]
        assert answer.status in (200, 409)
        assert isinstance(ack, int)
        assert ack >= acked, "the ack went back"
        stored = stored_selectors(db, started.session.id)
        assert stored == [event["selector"] for event in events[: ack + 1]]
        if not is_answer_lost:
            acked = ack

    assert [found for found in verify_log(db) if found.session == started.session.id] == []
