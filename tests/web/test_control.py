"""What the page of a moderated session is told, and what it is not."""

import json

import pytest

from recorder.ingest.people import record_act
from recorder.model.acts import (
    ActUndone,
    AssistGiven,
    MessageSent,
    ModerationHanded,
    NoteAdded,
    PersonEvent,
    RemarkMade,
    SessionClosed,
    TaskAssigned,
    TaskBegun,
    TaskFinished,
    TaskRestarted,
    VerdictGiven,
)
from recorder.model.ids import StudyId
from recorder.model.sessions import SessionMode
from recorder.storage.invitations import add_invitations
from recorder.storage.sessions import list_sessions
from tests.web.helpers import NOW_MS, Site, start

SHOP = StudyId("shop")
ANN = "ann-who-moderates"


class Led:
    """A moderated session by the wire, and whoever acts on it."""

    def __init__(self, site: Site) -> None:
        self.site, self.count = site, 0
        (made,) = add_invitations(site.db, SHOP, 1, now_ms=NOW_MS, mode=SessionMode.MODERATED)
        self.token = start(site.client(), invite=made.secret).get_json()["token"]
        (self.session,) = list_sessions(site.db, SHOP)

    def act(self, *acts: PersonEvent) -> "Led":
        """Record acts, one a second."""
        for act in acts:
            self.site.now_ms[0] += 1_000
            record_act(self.site.db, self.session.id, act, now_ms=self.site.now_ms[0])
        return self

    def ask(self) -> dict[str, object]:
        """Ask as the page does."""
        headers = {"Authorization": f"Bearer {self.token}"}
        answer = self.site.client().get("/v1/session", headers=headers).get_json()
        assert (answer["mode"], answer["state"]) == ("moderated", "open")
        return dict(answer["control"])


@pytest.fixture
def led(site: Site) -> Led:
    return Led(site)


def give(act: str = "a1", task: str = "buy", **more: str) -> TaskAssigned:
    return TaskAssigned(at_ms=1, act=act, person=ANN, task=task, **more)


BEGIN = TaskBegun(at_ms=2, act="a2", person=ANN, task="buy")
FINISH = TaskFinished(at_ms=3, act="a3", person=ANN, task="buy", claim="gave_up")
NOTHING = {
    "task": None,
    "go": "",
    "is_begun": False,
    "is_finished": False,
    "claim": None,
    "message": None,
    "is_closed": False,
}


def test_who_takes_part_alone_is_told_of_no_control(site: Site) -> None:
    token = start(site.client()).get_json()["token"]

    answer = site.client().get("/v1/session", headers={"Authorization": f"Bearer {token}"})

    assert answer.get_json()["mode"] == "unmoderated"
    assert "control" not in answer.get_json()


def test_before_the_first_task_there_is_nothing(led: Led) -> None:
    assert led.ask() == NOTHING


def test_a_given_task_is_written_as_the_panel_reads_tasks(led: Led) -> None:
    control = led.act(give()).ask()

    task = control["task"]
    assert isinstance(task, dict)
    assert (task["title"], task["step"]) == ("Buy a thing", "Task 1 of 1")
    assert [question["id"] for question in task["questions"]] == ["seq", "why"]
    assert "success" not in task
    assert (control["go"], control["is_begun"], control["is_finished"]) == ("a1", False, False)


def test_the_clock_and_the_end_are_told(led: Led) -> None:
    begun = led.act(give(), BEGIN).ask()
    finished = led.act(FINISH).ask()

    assert (begun["is_begun"], begun["is_finished"], begun["claim"]) == (True, False, None)
    assert (finished["is_begun"], finished["is_finished"]) == (True, True)
    assert finished["claim"] == "gave_up"


def test_a_restart_opens_another_go(led: Led) -> None:
    control = led.act(
        give(), BEGIN, FINISH, TaskRestarted(at_ms=4, act="a4", person=ANN, task="buy")
    ).ask()

    assert (control["go"], control["is_begun"], control["is_finished"]) == ("a4", False, False)


def test_an_undo_leads_back(led: Led) -> None:
    def undo(undone: str) -> ActUndone:
        return ActUndone(at_ms=5, act=f"u-{undone}", person=ANN, undone=undone)

    led.act(give(), BEGIN, FINISH)

    running = led.act(undo("a3")).ask()
    given = led.act(undo("a2")).ask()
    nothing = led.act(undo("a1")).ask()

    assert (running["is_begun"], running["is_finished"]) == (True, False)
    assert (given["go"], given["is_begun"]) == ("a1", False)
    assert nothing == NOTHING


def test_a_task_that_the_study_does_not_plan_has_the_same_shape(led: Led) -> None:
    planned = led.act(give()).ask()["task"]
    extra = led.act(give("a2", "extra-1", title="Ask them", scenario="Where is it?")).ask()["task"]

    assert isinstance(planned, dict)
    assert isinstance(extra, dict)
    assert set(planned) == set(extra)
    assert (extra["id"], extra["step"]) == ("extra-1", "Extra task")
    assert (extra["title"], extra["scenario"]) == ("Ask them", "Where is it?")


def test_a_message_stands_until_it_is_taken_away(led: Led) -> None:
    shown = led.act(MessageSent(at_ms=1, act="m1", person=ANN, text="Take your time")).ask()
    gone = led.act(MessageSent(at_ms=2, act="m2", person=ANN, text="")).ask()

    assert shown["message"] == {"id": "m1", "text": "Take your time"}
    assert gone["message"] is None


def test_the_end_of_the_session_is_told_and_the_page_may_still_ask(led: Led) -> None:
    """The questions after the study come then, so the session stays open for the page."""
    assert led.act(SessionClosed(at_ms=1, act="c", person=ANN)).ask()["is_closed"] is True


def test_not_one_byte_about_observers_reaches_the_participant(led: Led) -> None:
    secret = "said behind the glass"
    plain = json.dumps(led.ask())
    led.act(
        ModerationHanded(at_ms=1, person=ANN, to=ANN),
        RemarkMade(at_ms=2, person="bob", text=secret),
        NoteAdded(at_ms=3, person="bob", note="n", text=secret),
        VerdictGiven(at_ms=4, person="bob", task="buy", outcome="failed", reason=secret),
        AssistGiven(at_ms=5, person=ANN, task="buy"),
    )

    assert json.dumps(led.ask()) == plain
    led.act(give())
    assert secret not in json.dumps(led.ask())
    assert ANN not in json.dumps(led.ask())


def test_the_page_itself_ends_the_session_at_last(led: Led) -> None:
    led.act(SessionClosed(at_ms=1, act="c", person=ANN))
    closed = led.ask()

    led.site.append(led.token, [{"type": "session.ended", "at_ms": 1, "why": "finished"}])

    headers = {"Authorization": f"Bearer {led.token}"}
    answer = led.site.client().get("/v1/session", headers=headers).get_json()
    assert closed["is_closed"] is True
    assert answer["state"] == "finished"
