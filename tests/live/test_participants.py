"""What a participant's page hears: that something of its own changed, and not one byte more."""

import json
from typing import Any

import pytest
import websocket

from recorder.model.people import Role
from recorder.model.sessions import SessionMode, SessionState
from recorder.storage.sessions import StartedSession, set_session_state
from tests.live.helpers import Place, Watcher, open_raw

CHANGED = '42/participant,["changed"]'


def test_a_participant_hears_nothing_of_who_watches(place: Place) -> None:
    """Observers join, talk, note, take over, take back and leave; the wire stays silent."""
    started = place.start()
    session = started.session.id
    page = enter(place, started)
    gone = {"task": "buy", "claim": "gave_up"}
    place.send(
        started,
        [
            {"type": "task.started", "at_ms": 1.0, "task": "buy"},
            {"type": "task.ended", "at_ms": 2.0, **gone},
        ],
        seq=0,
    )
    first, second = (place.sign_in(role).connect() for role in (Role.RESEARCHER, Role.OBSERVER))
    for watcher in (first, second):
        watcher.ask("join", session=session)
    for act in (
        {"type": "moderation.handed", "to": "researcher"},
        {"type": "remark.made", "text": "Look at that."},
        {"type": "note.added", "note": "n1", "text": "Hm", "act": "noted"},
        {"type": "slip.noted", "task": "buy"},
        {"type": "assist.given", "task": "buy"},
        {"type": "verdict.given", "task": "buy", "outcome": "failed"},
        {"type": "act.undone", "undone": "noted"},
    ):
        assert first.act(session, **act)["ok"], act
    assert second.act(session, type="remark.made", text="Ha!")["ok"]
    second.ask("leave")
    second.close()
    place.send(started, [{"type": "page.shown", "at_ms": 990.0}], seq=2)

    # The next thing it hears is of its own, so all of the above was silent.
    assert first.act(session, type="message.sent", text="Go on.", act="said")["ok"]
    assert heard(page) == CHANGED
    assert first.act(session, type="act.undone", undone="said", act="back")["ok"]
    assert heard(page) == CHANGED
    assert first.act(session, type="act.undone", undone="back")["ok"]
    assert heard(page) == CHANGED
    first.close()
    page.close()


@pytest.mark.parametrize(
    "kind", ["task.assigned", "task.begun", "task.finished", "task.restarted", "session.closed"]
)
def test_a_participant_hears_of_what_concerns_the_task(place: Place, kind: str) -> None:
    started = place.start()
    page = enter(place, started)
    moderator = lead(place, started)

    if kind in ("task.begun", "task.finished", "task.restarted"):
        assert moderator.act(started.session.id, type="task.assigned", task="buy")["ok"]
        assert heard(page) == CHANGED
    fields = {} if kind == "session.closed" else {"task": "buy"}
    assert moderator.act(started.session.id, type=kind, **fields)["ok"]

    assert heard(page) == CHANGED
    moderator.close()
    page.close()


def test_only_the_session_whose_token_it_is_is_heard_of(place: Place) -> None:
    mine, other = place.start(), place.start()
    page = enter(place, mine)
    stranger, moderator = lead(place, other), lead(place, mine)

    assert stranger.act(other.session.id, type="task.assigned", task="buy")["ok"]
    assert moderator.act(mine.session.id, type="task.assigned", task="buy")["ok"]

    assert heard(page) == CHANGED
    page.settimeout(0.3)
    with pytest.raises(websocket.WebSocketTimeoutException):
        page.recv()
    for one in (stranger, moderator, page):
        one.close()


@pytest.mark.parametrize("auth", ["", "{}", '{"token":7}', '{"token":"ses_no"}', '{"token":null}'])
def test_a_page_without_a_good_token_is_refused(place: Place, auth: str) -> None:
    page = open_raw(place, "/v1/live", origin="https://shop.example")
    page.recv()

    page.send(f"40/participant,{auth}")

    assert page.recv().startswith("44/participant,")
    page.close()


def test_who_is_alone_or_has_withdrawn_holds_no_line(place: Place) -> None:
    alone, gone = place.start(SessionMode.UNMODERATED), place.start()
    set_session_state(place.site.db, gone.session.id, SessionState.WITHDRAWN)

    for started in (alone, gone):
        page = open_raw(place, "/v1/live", origin="https://shop.example")
        page.recv()
        page.send("40/participant," + json.dumps({"token": started.token}))

        assert page.recv().startswith("44/participant,")
        page.close()


def test_those_who_watch_are_told_whether_the_participant_is_there(place: Place) -> None:
    started = place.start()
    moderator = lead(place, started)
    states = []
    page = enter(place, started)
    states.append(wait_for_change(moderator, "never"))
    page.close()
    states.append(wait_for_change(moderator, "live"))
    place.send(started, [{"type": "page.shown", "at_ms": 990.0}], seq=0)
    moderator.wait_for("events")
    place.live.look()
    states.append(wait_for_change(moderator, "never"))

    assert states == ["live", "never", "live"]
    moderator.close()


def enter(place: Place, started: StartedSession) -> Any:
    """Connect as the page of a prototype elsewhere does."""
    page = open_raw(place, "/v1/live", origin="https://shop.example")
    assert page.recv().startswith("0{")
    page.send("40/participant," + json.dumps({"token": started.token}))
    assert page.recv().startswith("40/participant,{")
    return page


def heard(page: Any) -> str:
    """Wait for the next thing that the page is sent, whatever it is."""
    frame: str = page.recv()
    return frame


def lead(place: Place, started: StartedSession) -> Watcher:
    watcher = place.sign_in(Role.RESEARCHER).connect()
    watcher.ask("join", session=started.session.id)
    watcher.act(started.session.id, type="moderation.handed", to="researcher")
    return watcher


def wait_for_change(watcher: Watcher, before: str) -> str:
    while True:
        state: str = watcher.wait_for("presence")["participant"]["state"]
        if state != before:
            return state
