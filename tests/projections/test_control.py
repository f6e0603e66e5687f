"""Where a session stands for those who lead it."""

from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.model.events import (
    ActUndone,
    AssistGiven,
    Event,
    MessageSent,
    ModerationHanded,
    NoteAdded,
    PersonEvent,
    RemarkMade,
    SessionClosed,
    TaskAssigned,
    TaskBegun,
    TaskFinished,
    TaskRecut,
    TaskRestarted,
    VerdictAgreed,
    VerdictGiven,
    VerdictWithdrawn,
)
from recorder.model.sessions import Epoch, SessionMode, SessionState
from recorder.projections.act_checks import check_act
from recorder.projections.control import Control, project_control
from recorder.projections.timeline import build_timeline
from tests.projections.helpers import (
    a_study,
    a_task,
    began,
    closed,
    load,
    paused,
    read,
    record,
    resumed,
    said,
    server,
)

STUDY = a_study(a_task(), a_task(id="sell"))


def assigned(at_s: float, task: str = "buy", *, act: str = "", title: str = "") -> TaskAssigned:
    return TaskAssigned(at_ms=at_s * 1_000, task=task, person="ada", act=act, title=title)


def begun(at_s: float, task: str = "buy", *, act: str = "") -> TaskBegun:
    return TaskBegun(at_ms=at_s * 1_000, task=task, person="ada", act=act)


def finished(at_s: float, task: str = "buy", *, act: str = "") -> TaskFinished:
    return TaskFinished(at_ms=at_s * 1_000, task=task, person="ada", claim="done", act=act)


def restarted(at_s: float, task: str = "buy", *, act: str = "") -> TaskRestarted:
    return TaskRestarted(at_ms=at_s * 1_000, task=task, person="ada", act=act)


def undone(at_s: float, what: str, *, act: str = "", person: str = "ada") -> ActUndone:
    return ActUndone(at_ms=at_s * 1_000, person=person, undone=what, act=act)


def assisted(at_s: float, *, act: str = "") -> AssistGiven:
    return AssistGiven(at_ms=at_s * 1_000, task="buy", person="ada", act=act)


def control(*epochs: Epoch, mode: SessionMode = SessionMode.MODERATED) -> Control:
    whole = record(*epochs, tasks=("buy", "sell"), mode=mode)
    return project_control(STUDY, whole.session, build_timeline(whole))


def by_hand(*acts: Event) -> Control:
    return control(server(*acts), mode=SessionMode.BY_HAND)


def test_nothing_has_been_given_at_first() -> None:
    state = by_hand()

    assert (state.task, state.phase, state.moderator) == (None, "waiting", None)
    assert [(task.id, task.title, task.phase) for task in state.tasks] == [
        ("buy", "Buy green tea", "new"),
        ("sell", "Buy green tea", "new"),
    ]


def test_a_task_is_given_begun_and_ended_by_the_moderator() -> None:
    acts = [assigned(1, act="g1"), begun(2), finished(9)]

    states = [by_hand(*acts[:count]) for count in (1, 2, 3)]

    assert [state.phase for state in states] == ["given", "running", "ended"]
    assert [state.since_ms for state in states] == [None, 2_000, 2_000]
    assert {(state.task, state.go) for state in states} == {("buy", "g1")}
    assert (states[2].tasks[0].claim, states[2].tasks[0].ended_ms) == ("done", 9_000)


def test_the_clock_of_a_page_starts_where_the_page_says() -> None:
    state = control(load("a", read(1.2), began(2.3)), server(assigned(1), begun(2)))

    assert (state.phase, state.since_ms) == ("running", 2_300)


def test_an_end_counts_from_whoever_set_it_first() -> None:
    by_page = control(load("a", began(2), said(8)), server(assigned(1), finished(9)))
    by_person = control(load("a", began(2), said(8.3)), server(assigned(1), finished(8)))

    assert (by_page.tasks[0].ended_ms, by_person.tasks[0].ended_ms) == (8_000, 8_000)


def test_a_paused_page_is_paused_for_the_moderator_too() -> None:
    page = [began(2), paused(3), resumed(5)]

    states = [control(load("a", *page[:count]), server(assigned(1))) for count in (2, 3)]

    assert [state.phase for state in states] == ["paused", "running"]


def test_an_unplanned_task_stands_after_the_planned_ones() -> None:
    state = by_hand(assigned(1, "more", title="Find the way out"))

    assert [(task.id, task.is_planned) for task in state.tasks] == [
        ("buy", True),
        ("sell", True),
        ("more", False),
    ]
    assert state.tasks[2].title == "Find the way out"


def test_a_task_given_by_mistake_leaves_nothing_behind() -> None:
    page = load("a", read(1.2), began(2), read(5.1))

    state = control(page, server(assigned(1, act="g"), assisted(3), undone(5, "g")))

    assert (state.task, state.phase) == (None, "waiting")
    assert (state.tasks[0].phase, state.tasks[0].assists) == ("new", 0)


def test_a_restart_taken_back_leaves_the_go_before_it() -> None:
    page = load("a", began(2), began(6), said(9))

    state = control(page, server(assigned(1, act="g"), restarted(5, act="r"), undone(7, "r")))

    task = state.tasks[0]
    assert (task.go, task.started_ms, task.ended_ms, task.goes) == ("g", 2_000, 9_000, 1)


def test_an_end_taken_back_lets_the_task_run_on_although_the_page_heard_of_it() -> None:
    page = load("a", began(2), said(6.2, None, why="moderator"))

    state = control(page, server(assigned(1), finished(6, act="f"), undone(7, "f")))

    assert state.phase == "running"


def test_a_start_taken_back_takes_the_start_of_the_page_that_followed_it() -> None:
    page = [read(1.2), began(2.3)]
    acts = [assigned(1), begun(2, act="b"), undone(4, "b", act="u")]

    back = control(load("a", *page), server(*acts))
    again = control(load("a", *page, began(6)), server(*acts))
    redone = control(load("a", *page), server(*acts, undone(5, "u")))

    assert (back.phase, back.tasks[0].started_ms) == ("given", None)
    assert (again.phase, again.since_ms) == ("running", 6_000)
    assert (redone.phase, redone.since_ms) == ("running", 2_300)
    twice = control(load("a", *page, began(6)), server(*acts, begun(5, act="c"), undone(7, "c")))
    assert twice.phase == "given"


def test_what_a_participant_started_or_ended_alone_stays_when_a_start_is_taken_back() -> None:
    acts = [assigned(1), begun(2, act="b"), undone(4, "b")]

    alone = control(load("a", read(1.2), began(1.5)), server(*acts))
    ended = control(load("a", read(1.2), began(2.3), said(3)), server(*acts))
    before = control(
        load("a", began(1.5), read(1.8), began(2.3)), server(assigned(1), restarted(1.7), *acts[1:])
    )

    assert (alone.phase, alone.since_ms) == ("running", 1_500)
    assert (ended.phase, ended.tasks[0].started_ms) == ("ended", 2_300)
    assert before.phase == "given"


def test_what_was_taken_back_can_be_done_again() -> None:
    state = by_hand(assigned(1, act="g"), begun(2, act="b"), undone(3, "b", act="u"))

    again = by_hand(
        assigned(1, act="g"), begun(2, act="b"), undone(3, "b", act="u"), undone(4, "u", act="w")
    )

    assert (state.phase, again.phase) == ("given", "running")
    assert [one.act for one in state.undoable] == ["g"]
    assert [(one.act, one.words) for one in state.redoable] == [
        ("u", "started the clock of “Buy green tea”")
    ]
    assert [one.act for one in again.undoable] == ["b", "g"]
    assert again.redoable == ()


def test_an_act_that_borrows_a_name_takes_nothing_with_it() -> None:
    """Names are drawn by clients: an observer must not undo what the moderator did."""
    note = NoteAdded(at_ms=3_000, person="eve", note="n", text="x", act="g")

    state = by_hand(assigned(1, act="g"), note)
    refused = check_act(
        STUDY,
        record(mode=SessionMode.BY_HAND).session,
        state,
        undone(4, "g", person="eve"),
    )

    assert refused == "Only ada or who moderates can take that back."


def test_verdicts_are_each_persons_last_and_what_they_agreed_on_stands_apart() -> None:
    def judged(at_s: float, person: str, outcome: str) -> VerdictGiven:
        return VerdictGiven(
            at_ms=at_s * 1_000,
            task="buy",
            person=person,
            outcome=outcome,  # type: ignore[arg-type]
        )

    agreed = VerdictAgreed(
        at_ms=30_000, task="buy", person="bo", outcome="partial", score=0.25, between=("ada", "bo")
    )

    state = by_hand(
        assigned(1),
        begun(2),
        finished(9),
        judged(10, "ada", "failed"),
        judged(11, "bo", "failed"),
        judged(12, "ada", "completed"),
        agreed,
    )

    task = state.tasks[0]
    assert [(one.person, one.outcome) for one in task.verdicts] == [
        ("ada", "completed"),
        ("bo", "failed"),
    ]
    assert task.agreed is not None
    assert (task.agreed.outcome, task.agreed.score) == ("partial", 0.25)


def test_moderator_message_and_close_are_the_last_that_stand() -> None:
    acts = [
        ModerationHanded(at_ms=0, person="ada", to="ada"),
        MessageSent(at_ms=1_000, person="ada", text="Please speak up.", act="m1"),
        MessageSent(at_ms=2_000, person="ada", text="Thank you!", act="m2"),
        undone(3, "m2"),
        ModerationHanded(at_ms=4_000, person="ada", to="bo"),
        SessionClosed(at_ms=5_000, person="bo", act="c"),
    ]

    state = control(server(*acts))
    reopened = control(server(*acts, undone(6, "c", person="bo")))

    assert (state.moderator, state.message, state.message_act) == ("bo", "Please speak up.", "m1")
    assert (state.phase, reopened.phase) == ("closed", "waiting")


def test_a_session_that_was_closed_opens_again_whatever_its_row_still_says() -> None:
    """A live room may have read the row before somebody took the end back."""
    acts = (SessionClosed(at_ms=5_000, person="ada", act="c"), undone(6, "c"))
    whole = record(server(*acts), mode=SessionMode.BY_HAND, state=SessionState.FINISHED)

    state = project_control(STUDY, whole.session, build_timeline(whole))

    assert state.phase == "waiting"


def test_who_watches_an_unmoderated_session_sees_the_task_at_hand() -> None:
    page = load("a", read(0), began(1), said(5), read(6, "sell"))

    states = [
        control(page, mode=SessionMode.UNMODERATED),
        control(load("a", began(1), closed(2)), mode=SessionMode.UNMODERATED),
    ]

    assert [(state.task, state.phase) for state in states] == [("sell", "given"), ("buy", "closed")]


NAMES = [f"a{index}" for index in range(12)]


def _move(kind: int, at_s: float, task: str, act: str) -> PersonEvent:
    moves: list[PersonEvent] = [
        assigned(at_s, task, act=act),
        begun(at_s, task, act=act),
        finished(at_s, task, act=act),
        restarted(at_s, task, act=act),
    ]
    return moves[kind]


@st.composite
def _acts(draw: st.DrawFn) -> list[PersonEvent]:
    acts: list[PersonEvent] = []
    for index, name in enumerate(NAMES[: draw(st.integers(0, len(NAMES)))]):
        task = draw(st.sampled_from(["buy", "sell", "more"]))
        kind = draw(st.integers(0, 4))
        earlier = draw(st.sampled_from(NAMES[: index + 1]))
        is_undo = kind == 4
        acts.append(undone(index, earlier, act=name) if is_undo else _move(kind, index, task, name))
    return acts


@settings(deadline=None)
@given(_acts())
def test_to_undo_an_undo_is_to_have_done_nothing(acts: list[PersonEvent]) -> None:
    before = by_hand(*acts)

    for act in acts:
        after = by_hand(*acts, undone(50, act.act, act="u"), undone(51, "u", act="v"))

        assert (after.tasks, after.task, after.phase) == (before.tasks, before.task, before.phase)


GIVEN = (assigned(1, act="g"),)
RUNNING = (*GIVEN, begun(2, act="b"))
ENDED = (*RUNNING, finished(9, act="f"))
CLOSED = (*ENDED, SessionClosed(at_ms=10_000, person="ada", act="c"))


def _verdict(
    outcome: Literal["failed", "partial"] = "failed", *, score: float | None = None
) -> VerdictGiven:
    return VerdictGiven(at_ms=0, task="buy", person="ada", outcome=outcome, score=score)


@pytest.mark.parametrize(
    ("before", "act", "words"),
    [
        ((), assigned(1), None),
        ((), assigned(1, "more", title="More"), None),
        ((), assigned(1, "more"), "There is no task “more”"),
        ((), begun(1), "has not been given"),
        ((), finished(1), "has not been given"),
        ((), restarted(1), "has not been given"),
        ((), begun(1, "more"), "There is no task “more”"),
        (GIVEN, begun(2), None),
        (GIVEN, finished(2), None),
        (GIVEN, assigned(2, "sell"), None),
        (GIVEN, TaskRecut(at_ms=0, task="buy", person="ada", ended_ms=5), "never begun"),
        (RUNNING, begun(3), "runs already"),
        (RUNNING, assigned(3, "sell"), "still running: end it first"),
        (RUNNING, assigned(3), "begin it again instead"),
        (RUNNING, restarted(3), None),
        (RUNNING, TaskRecut(at_ms=0, task="buy", person="ada", ended_ms=5e3), "end it first"),
        (ENDED, finished(10), "has ended already"),
        (ENDED, begun(10), "has ended"),
        (ENDED, TaskRecut(at_ms=0, task="buy", person="ada", started_ms=4e3), None),
        (ENDED, TaskRecut(at_ms=0, task="buy", person="ada", started_ms=9e3), "after the start"),
        (ENDED, TaskRecut(at_ms=0, task="buy", person="ada", ended_ms=1e3), "after the start"),
        (ENDED, _verdict(), None),
        (ENDED, _verdict(score=0.5), "Only a partial outcome"),
        (ENDED, _verdict("partial", score=0.5), None),
        (GIVEN, _verdict(), "nothing to judge"),
        (ENDED, VerdictWithdrawn(at_ms=0, task="buy", person="ada"), "has not judged"),
        (CLOSED, assigned(11), "The session has ended"),
        (CLOSED, SessionClosed(at_ms=11e3, person="ada"), "The session has ended"),
        (CLOSED, _verdict(), None),
        (CLOSED, undone(11, "c"), None),
        ((), undone(1, "nothing"), "not among the last acts"),
        ((), assisted(1), "never given"),
        (GIVEN, assisted(1), None),
        (GIVEN, MessageSent(at_ms=0, person="ada", text="x"), "no page to show words on"),
        ((), NoteAdded(at_ms=0, person="ada", note="n", text=" "), "needs words or a marker"),
        ((), NoteAdded(at_ms=0, person="a", note="n", text="", marker="quote"), None),
        ((), NoteAdded(at_ms=0, person="a", note="n", text="", marker="x"), "no marker “x”"),
        ((), RemarkMade(at_ms=0, person="ada", text=""), "no words to say"),
    ],
)
def test_an_act_that_makes_no_sense_is_refused_in_words(
    before: tuple[PersonEvent, ...], act: PersonEvent, words: str | None
) -> None:
    session = record(mode=SessionMode.BY_HAND).session

    refused = check_act(STUDY, session, by_hand(*before), act)

    assert refused is None if words is None else words in (refused or "")


def test_nobody_leads_an_unmoderated_session() -> None:
    refused = check_act(STUDY, record().session, by_hand(), assigned(1))

    assert refused == "Nobody moderates this session: the participant is alone with it."
