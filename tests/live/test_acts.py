"""What a live room takes of what people do, and when."""

from pathlib import Path
from typing import Any

import pytest

from recorder.model.events import DAY_MS
from recorder.model.people import Role
from recorder.model.sessions import SessionMode, SessionState
from recorder.storage.log import read_record
from recorder.storage.sessions import set_session_state
from tests.live.helpers import Place, Watcher, serve


@pytest.fixture
def session(place: Place) -> str:
    return place.start().session.id


def enter(place: Place, session: str, login: str, role: Role = Role.RESEARCHER) -> Watcher:
    watcher = place.sign_in(role, login).connect()
    assert watcher.ask("join", session=session)["ok"]
    return watcher


def take_over(watcher: Watcher, session: Any, login: str) -> None:
    assert watcher.act(session, type="moderation.handed", to=login)["ok"]


def test_one_person_moderates_at_a_time_and_anyone_with_the_role_may_take_over(
    place: Place, session: Any
) -> None:
    ann, bob = enter(place, session, "ann"), enter(place, session, "bob")
    give = {"type": "task.assigned", "task": "buy"}
    nobody = ann.act(session, **give)
    take_over(ann, session, "ann")
    hers, not_his = ann.act(session, **give), bob.act(session, **give)
    take_over(bob, session, "bob")
    not_hers, his = ann.act(session, **give), bob.act(session, **give)

    assert [each["ok"] for each in (nobody, hers, not_his, not_hers, his)] == [
        False,
        True,
        False,
        False,
        True,
    ]
    assert not_hers["error"] == "not_moderator"
    ann.close()
    bob.close()


def test_a_moderator_hands_over_to_somebody_who_is_there_and_may(
    place: Place, session: Any
) -> None:
    ann, bob = enter(place, session, "ann"), enter(place, session, "bob")
    watching = enter(place, session, "eve", Role.OBSERVER)
    take_over(ann, session, "ann")

    wrong = [ann.act(session, type="moderation.handed", to=to) for to in ("eve", "nobody")]
    not_his = bob.act(session, type="moderation.handed", to="eve")
    right = ann.act(session, type="moderation.handed", to="bob")

    assert [each["error"] for each in (*wrong, not_his)] == [
        "not_there",
        "not_there",
        "not_moderator",
    ]
    assert right["ok"]
    assert bob.act(session, type="message.sent", text="Go on.")["ok"]
    for watcher in (ann, bob, watching):
        watcher.close()


def test_a_session_keeps_its_moderator_who_has_gone(place: Place, session: Any) -> None:
    ann, bob = enter(place, session, "ann"), enter(place, session, "bob")
    take_over(ann, session, "ann")
    ann.close()
    told = bob.wait_for("presence")
    while len(told["people"]) > 1:
        told = bob.wait_for("presence")

    again = bob.ask("join", session=session)
    assert again["state"]["moderator"] == "ann"
    assert [each["is_moderator"] for each in told["people"]] == [False]
    assert bob.act(session, type="task.assigned", task="buy")["error"] == "not_moderator"
    take_over(bob, session, "bob")
    assert bob.act(session, type="task.assigned", task="buy")["ok"]
    bob.close()


def test_an_act_asked_for_again_is_recorded_once_and_answered_alike(
    place: Place, session: Any
) -> None:
    """Also when the session has another moderator by then: what is done is done."""
    ann, bob = enter(place, session, "ann"), enter(place, session, "bob")
    take_over(ann, session, "ann")
    give = {"type": "task.assigned", "task": "buy", "act": "given"}
    first = ann.act(session, **give)
    take_over(bob, session, "bob")

    assert ann.act(session, **give) == first
    assert place.acts(session).count("given") == 1
    # The same name from somebody else is another act.
    assert bob.act(session, **give)["seq"] > first["seq"]
    ann.close()
    bob.close()


def test_an_act_says_when_within_the_last_day(place: Place, session: Any) -> None:
    """What was done while the server was away keeps its time; what is made up gets ours."""
    ann = enter(place, session, "ann")
    started_ms = read_record(place.site.db, session).session.started_ms
    now_ms = place.clock() - started_ms

    times = {
        at_ms: ann.act(session, type="remark.made", text="Hm", at_ms=at_ms)["at_ms"]
        for at_ms in (0.5, now_ms + 60_000, -1, "soon", None, True, 1e300)
    }

    assert times.pop(0.5) == 0.5
    assert all(now_ms <= taken <= place.clock() - started_ms for taken in times.values())
    ann.close()


def test_an_act_from_long_ago_gets_the_time_of_now(place: Place, tmp_path: Path) -> None:
    clock_ms = [place.clock() - 2 * DAY_MS]
    with serve(tmp_path / "later", lambda: clock_ms[0]) as later:
        session = later.start().session.id
        clock_ms[0] += 2 * DAY_MS
        ann = enter(later, session, "ann")

        early = ann.act(session, type="remark.made", text="Hm", at_ms=5.0)["at_ms"]
        late = ann.act(session, type="remark.made", text="Hm", at_ms=1.5 * DAY_MS)["at_ms"]

        assert (early, late) == (2 * DAY_MS, 1.5 * DAY_MS)
        ann.close()


def test_who_did_it_is_what_the_sign_in_says(place: Place, session: Any) -> None:
    ann = enter(place, session, "ann")

    assert ann.act(session, type="remark.made", text="Hm", person="owner", act="mine")["ok"]

    events = [
        event for epoch in read_record(place.site.db, session).epochs for event in epoch.events
    ]
    assert [getattr(event, "person", "") for event in events if getattr(event, "act", "")] == [
        "ann"
    ]
    ann.close()


@pytest.mark.parametrize(
    "act",
    [
        None,
        "remark.made",
        {},
        {"type": "page.shown", "at_ms": 1},
        {"type": "consent.given", "version": "2"},
        {"type": 7},
        {"type": "remark.made"},
        {"type": "remark.made", "text": 7},
        {"type": "remark.made", "text": "Hm", "more": 1},
        {"type": "remark.made", "text": "x" * 65_537},
        {"type": "remark.made", "text": "a\0b"},
        {"type": "assist.given", "task": "buy", "level": 4},
    ],
    ids=str,
)
def test_what_is_no_act_is_answered_and_not_recorded(
    place: Place, session: Any, act: object
) -> None:
    ann = enter(place, session, "ann")
    take_over(ann, session, "ann")
    before = place.acts(session)

    answer = ann.ask("act", session=session, act=act)

    assert (answer["ok"], answer["error"]) == (False, "invalid_act")
    assert place.acts(session) == before
    ann.close()


def test_only_who_did_something_takes_it_back_or_changes_it(place: Place, session: Any) -> None:
    ann, eve = enter(place, session, "ann"), enter(place, session, "eve", Role.OBSERVER)
    take_over(ann, session, "ann")
    ann.act(session, type="note.added", note="n1", text="Hm", act="noted")

    refused = [
        eve.act(session, type="act.undone", undone="noted"),
        eve.act(session, type="note.changed", note="n1", text="No"),
        eve.act(session, type="note.retracted", note="n1"),
        eve.act(session, type="note.added", note="n1", text="No"),
    ]
    unknown = [
        eve.act(session, type="act.undone", undone="nothing"),
        eve.act(session, type="note.changed", note="n9", text="No"),
    ]

    assert {each["error"] for each in refused} == {"not_yours"}
    assert {each["error"] for each in unknown} == {"not_found"}
    assert ann.act(session, type="act.undone", undone="noted")["ok"]
    ann.close()
    eve.close()


def test_a_moderator_takes_back_what_the_one_before_did(place: Place, session: Any) -> None:
    ann, bob = enter(place, session, "ann"), enter(place, session, "bob")
    take_over(ann, session, "ann")
    ann.act(session, type="task.assigned", task="buy", act="given")
    early = bob.act(session, type="act.undone", undone="given")
    take_over(bob, session, "bob")

    assert early["error"] == "not_yours"
    assert bob.act(session, type="act.undone", undone="given")["ok"]
    ann.close()
    bob.close()


def test_nobody_leads_a_session_that_is_done_alone(place: Place) -> None:
    session: Any = place.start(SessionMode.UNMODERATED).session.id
    ann = enter(place, session, "ann")

    answers = [
        ann.act(session, type="moderation.handed", to="ann"),
        ann.act(session, type="task.assigned", task="buy"),
    ]

    assert {answer["error"] for answer in answers} == {"not_moderated"}
    assert ann.act(session, type="note.added", note="n1", text="Hm")["ok"]
    ann.close()


def test_nothing_is_recorded_of_a_participant_who_has_withdrawn(place: Place, session: Any) -> None:
    ann = enter(place, session, "ann")
    set_session_state(place.site.db, session, SessionState.WITHDRAWN)

    assert ann.act(session, type="remark.made", text="Hm")["error"] == "gone"
    ann.close()


def test_too_much_at_once_is_refused_and_nothing_of_it_is_recorded(
    place: Place, session: Any
) -> None:
    ann = enter(place, session, "ann")

    answers = [ann.ask("clock") for _ in range(150)]
    refused = [answer for answer in answers if answer.get("error")]

    assert refused
    assert {answer["error"] for answer in refused} == {"rate_limited"}
    ann.close()
