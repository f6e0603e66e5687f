import pytest

from recorder.model.ids import ParticipantId, SessionId, StudyHash, StudyId
from recorder.model.sessions import Session, SessionState
from recorder.storage.sessions import get_session
from recorder.web.standing import Standing, read_standing
from tests.web.helpers import Site, start

CHIP = "</svg>\n{}</span>"


def a_session(state: SessionState, last_received_ms: float | None) -> Session:
    return Session(
        SessionId("s"), StudyId("shop"), StudyHash("h"), ParticipantId("p01"), None, (),
        state, 1_000.0, last_received_ms, "c",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("state", "heard_ms", "expected"),
    [
        (SessionState.OPEN, 9_001.0, Standing.RUNNING),
        (SessionState.OPEN, 9_000.0, Standing.SILENT),
        (SessionState.OPEN, None, Standing.SILENT),
        (SessionState.FINISHED, 1_000.0, Standing.FINISHED),
        (SessionState.STOPPED, 1_000.0, Standing.STOPPED),
        (SessionState.WITHDRAWN, None, Standing.WITHDRAWN),
    ],
)
def test_only_an_open_session_falls_silent(
    state: SessionState, heard_ms: float | None, expected: Standing
) -> None:
    session = a_session(state, heard_ms)

    assert read_standing(session, now_ms=10_000, silent_after_ms=1_000) is expected


def test_the_pages_call_a_session_silent_that_nothing_was_heard_of_for_long(site: Site) -> None:
    """`in progress` two days after the last event would send a researcher waiting."""
    body = start(site.client()).get_json()
    client = site.owner()
    pages = ("/studies/shop/sessions", f"/sessions/{body['session']}")
    assert all(CHIP.format("in progress") in client.get(page).text for page in pages)

    site.now_ms[0] += 31 * 60_000

    for page in pages:
        text = client.get(page).text
        assert CHIP.format("silent") in text
        assert CHIP.format("in progress") not in text
    assert get_session(site.db, SessionId(body["session"])).state is SessionState.OPEN
