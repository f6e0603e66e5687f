from typing import Any

import pytest

from recorder.model.people import Role
from recorder.model.sessions import SessionMode
from tests.live.helpers import Place, Watcher


def test_what_is_committed_is_shown_and_what_people_do_is_too(place: Place) -> None:
    started = place.start()
    session = started.session.id
    researcher = place.sign_in(Role.RESEARCHER).connect()
    observer = place.sign_in(Role.OBSERVER).connect()
    for watcher in (researcher, observer):
        assert watcher.ask("join", session=session)["ok"]

    place.send(started, [{"type": "page.shown", "at_ms": 990.0}], seq=0)
    shown = observer.wait_for("events")
    taken = researcher.act(session, type="moderation.handed", act="a1", to="researcher")
    given = researcher.act(session, type="task.assigned", act="a2", task="buy")

    assert shown["events"] == [{"type": "page.shown", "at_ms": 990.0}]
    assert (taken["ok"], given["ok"]) == (True, True)
    assert wait_for_state(observer, moderator="researcher")["task"] is None
    assert wait_for_state(observer, task="buy")["moderator"] == "researcher"
    assert place.acts(session) == ["a1", "a2"]
    researcher.close()
    observer.close()


def test_times_told_move_when_a_page_loads_clock_is_known_better(place: Place) -> None:
    started = place.start(SessionMode.UNMODERATED)
    session = started.session.id
    observer = place.sign_in(Role.OBSERVER).connect()
    assert observer.ask("join", session=session)["ok"]
    begun = {"type": "task.started", "task": "buy", "at_ms": 2_900.0}

    place.send(started, [begun], seq=0, page_ms=3_000.0)
    late_ms = wait_for_start(observer)
    place.send(started, [{"type": "page.shown", "at_ms": 3_800.0}], seq=1, page_ms=5_000.0)
    better_ms = wait_for_start(observer)

    assert late_ms - better_ms == pytest.approx(2_000.0, abs=1_000.0)
    observer.close()


def wait_for_state(watcher: Watcher, **wanted: object) -> dict[str, Any]:
    """Wait until a state has these values."""
    while True:
        state: dict[str, Any] = watcher.wait_for("state")["state"]
        if wanted.items() <= state.items():
            return state


def wait_for_start(watcher: Watcher) -> float:
    """Wait until a state tells when the first task was started."""
    while True:
        task = watcher.wait_for("state")["state"]["tasks"][0]
        if task["started_ms"] is not None:
            return float(task["started_ms"])
