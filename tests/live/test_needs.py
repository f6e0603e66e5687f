"""The role table of live rooms: every message and every act, each for every role."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from recorder.ingest.audience import NOBODY
from recorder.ingest.people import record_act
from recorder.live.moderators import take_act
from recorder.live.needs import ACTS, EVENTS
from recorder.live.observers import Observers
from recorder.live.rooms import Room
from recorder.model.acts import ModerationHanded, NoteAdded
from recorder.model.events import PersonEvent
from recorder.model.people import Person, Role
from recorder.model.sessions import SessionMode
from recorder.storage.log import read_record
from recorder.storage.sessions import NewSession, start_session
from recorder.storage.study_folders import read_study
from recorder.web.logs import find_live
from tests.live.helpers import Place
from tests.web.helpers import NOW_MS, Site, open_site

ALL_ACTS: dict[str, dict[str, object]] = {
    "act.undone": {"undone": "own"},
    "assist.given": {"task": "buy"},
    "message.sent": {"text": "Take your time."},
    "moderation.handed": {"to": "me"},
    "note.added": {"note": "n2", "text": "Hm."},
    "note.changed": {"note": "n1", "text": "Aha."},
    "note.retracted": {"note": "n1"},
    "remark.made": {"text": "Look!"},
    "session.closed": {},
    "session.excluded": {"reason": "noise"},
    "session.included": {},
    "slip.noted": {"task": "buy"},
    "task.assigned": {"task": "buy"},
    "task.begun": {"task": "buy"},
    "task.finished": {"task": "buy"},
    "task.recut": {"task": "buy", "started_ms": 5.0},
    "task.restarted": {"task": "buy"},
    "verdict.agreed": {"task": "buy", "outcome": "failed"},
    "verdict.given": {"task": "buy", "outcome": "failed"},
    "verdict.withdrawn": {"task": "buy"},
}
"""One of each, that nothing but the role stands against."""

OF_REVIEWERS = {"act.undone", "note.added", "note.changed", "note.retracted"}
OF_OBSERVERS = OF_REVIEWERS | {"remark.made", "slip.noted"}
MESSAGES = {"act", "clock", "join", "leave", "read"}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with open_site(tmp_path) as made:
        yield made


def test_every_act_and_every_message_has_a_row() -> None:
    """What somebody adds is refused until somebody decides who may do it."""
    tags = {kind.__struct_config__.tag for kind in get_args(PersonEvent)}
    handlers = {name[3:] for name in dir(Observers) if name.startswith("on_")}

    assert set(ACTS) == tags == set(ALL_ACTS)
    assert set(EVENTS) == handlers - {"disconnect"} == {*MESSAGES, "connect"}


@pytest.mark.parametrize("role", list(Role))
def test_each_act_is_taken_from_those_roles_that_may_do_it(site: Site, role: Role) -> None:
    """By the words of the vocabulary: who runs sessions does all, who observes only speaks."""
    answers = {kind: ask(site, kind, role) for kind in ALL_ACTS}

    allowed = {Role.OBSERVER: OF_OBSERVERS, Role.REVIEWER: OF_REVIEWERS}.get(role, set(ALL_ACTS))
    # An act that makes no sense in a session just begun was not refused for its role.
    heard = {kind for kind, answer in answers.items() if answer.get("error") != "not_allowed"}
    assert heard == allowed
    refused = [answer for answer in answers.values() if not answer["ok"]]
    assert {answer["error"] for answer in refused} <= {"not_allowed", "makes_no_sense"}


def ask(site: Site, kind: str, role: Role) -> dict[str, object]:
    """Ask for an act in a session that the person leads, and in which nothing else hinders it."""
    version = read_study(site.settings.studies / "shop")
    new = NewSession(version, 2, now_ms=NOW_MS, mode=SessionMode.MODERATED)
    session = start_session(site.db, new).session.id
    own = NoteAdded(at_ms=1.0, act="own", note="n1", person="me", text="Hm?")
    lead = ModerationHanded(at_ms=2.0, act="lead", person="me", to="me")
    for act in (own, lead):
        record_act(site.db, session, act, now_ms=NOW_MS)
    answer = take_act(
        site.db,
        Room(session),
        find_live(site.app).load(session),
        Person("me", "Me", role, 0.0),
        {"type": kind, "act": "new", **ALL_ACTS[kind]},
        now_ms=NOW_MS,
        audience=NOBODY,
    )
    acts = [getattr(each, "act", "") for each in read_record(site.db, session).epochs[0].events]
    assert ("new" in acts) is answer["ok"]
    return answer


@pytest.mark.parametrize("role", list(Role))
def test_a_live_room_opens_for_those_roles_that_may_watch(place: Place, role: Role) -> None:
    session = place.start().session.id
    watcher = place.sign_in(role).connect()

    answers: dict[str, Any] = {
        "join": watcher.ask("join", session=session),
        "clock": watcher.ask("clock"),
        "act": watcher.act(session, type="note.added", act="a", note="n", text="Look!"),
        "leave": watcher.ask("leave"),
        "read": watcher.ask("read", session=session),
    }

    assert set(answers) == MESSAGES
    refused = {name for name, answer in answers.items() if not answer.get("ok", True)}
    assert refused == ({"join", "act", "read"} if role is Role.REVIEWER else set()), answers
    assert place.acts(session) == ([] if role is Role.REVIEWER else ["a"])
    watcher.close()


@pytest.mark.parametrize("role", list(Role))
def test_an_ended_session_is_read_and_noted_by_every_role(place: Place, role: Role) -> None:
    started = place.start()
    session = started.session.id
    place.send(started, [{"type": "session.ended", "at_ms": 1.0, "why": "finished"}], seq=0)
    reader = place.sign_in(role).connect()

    read = reader.ask("read", session=session)
    noted = reader.act(session, type="note.added", act="a", note="n", text="Look!")

    assert read["you"]["role"] == role
    assert not {"state", "presence"} & read.keys(), "what others judged would be in it"
    assert noted["ok"]
    assert place.acts(session) == ["a"]
    reader.wait_for("missed")
    reader.close()


def test_who_reads_hears_that_there_is_more_and_not_what(place: Place) -> None:
    started = place.start()
    session = started.session.id
    leader = place.sign_in(Role.RESEARCHER).connect()
    reader = place.sign_in(Role.OWNER).connect()
    leader.ask("join", session=session)
    reader.ask("read", session=session)

    assert leader.act(session, type="remark.made", act="r", text="Look!")["ok"]
    reader.wait_for("missed")
    place.send(started, [{"type": "page.shown", "at_ms": 990.0}], seq=0)
    reader.wait_for("missed")

    assert reader.told.empty()
    people = leader.wait_for("presence")["people"]
    assert [each["login"] for each in people] == ["researcher"], "a reader is in no room"
    for watcher in (leader, reader):
        watcher.close()


def test_a_role_that_is_taken_away_ends_what_it_opened(place: Place) -> None:
    browser = place.sign_in(Role.OBSERVER)
    watcher = browser.connect()

    place.change_role("observer", Role.REVIEWER)
    place.live.look()

    watcher.wait_for("disconnect")


def test_an_unknown_session_cannot_be_watched(place: Place) -> None:
    watcher = place.sign_in(Role.OWNER).connect()

    assert watcher.ask("join", session="nope")["error"] == "not_found"
    assert watcher.act(place.start().session.id, type="remark.made", text="Hm")["error"] == (
        "not_joined"
    )
    watcher.close()
