from recorder.model.people import Role
from tests.live.helpers import Place


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
    assert observer.wait_for("state")["state"]["moderator"] == "researcher"
    assert observer.wait_for("state")["state"]["task"] == "buy"
    assert place.acts(session) == ["a1", "a2"]
    researcher.close()
    observer.close()
