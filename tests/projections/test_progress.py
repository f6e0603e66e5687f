"""Where a participant stands after a reload."""

from recorder.model.events import ConsentWithdrawn, Event, TaskRestarted
from recorder.model.ids import QuestionId, TaskId
from recorder.model.sessions import SessionState
from recorder.model.studies import PageReached, Question
from recorder.projections.answers import project_answers
from recorder.projections.progress import Phase, Progress, project_progress
from tests.projections.helpers import (
    a_study,
    a_task,
    began,
    closed,
    load,
    rated,
    read,
    record,
    said,
    server,
    viewed,
)

SEQ = Question.model_validate({"id": "seq", "ask": "How easy?", "kind": "scale"})
WHY = Question.model_validate({"id": "why", "ask": "Why?", "kind": "text"})
STUDY = a_study(
    a_task(PageReached(path="/thanks.html"), questions=(SEQ, WHY)),
    a_task(id="pay"),
    after_study=(WHY,),
)
ONE_TASK = a_study(a_task())
FIRST = [read(1), began(2), said(9), rated(10, "seq", 5.0), rated(11, "why", "easy")]


def at(
    task: str | None, phase: Phase, *, met: bool = False, answered: tuple[str, ...] = ()
) -> Progress:
    return Progress(TaskId(task) if task else None, phase, met, tuple(map(QuestionId, answered)))


def after(*events: Event, order: tuple[str, ...] = ("buy", "pay")) -> Progress:
    return project_progress(STUDY, record(load("a", viewed(0), *events), tasks=order))


def test_at_the_beginning_the_first_task_of_this_participant_is_read() -> None:
    assert after() == at("buy", "scenario")
    assert after(order=("pay", "buy")) == at("pay", "scenario")


def test_a_task_that_was_shown_still_waits_for_its_start() -> None:
    assert after(read(1)) == at("buy", "scenario")


def test_a_started_task_runs() -> None:
    assert after(read(1), began(2)) == at("buy", "running")


def test_a_running_task_tells_that_its_criterion_is_met() -> None:
    progress = after(read(1), began(2), viewed(3, "/thanks.html"))

    assert progress == at("buy", "running", met=True)


def test_an_ended_task_has_its_questions_asked() -> None:
    assert after(*FIRST[:3]) == at("buy", "questions")
    assert after(*FIRST[:4]) == at("buy", "questions", answered=("seq",))


def test_an_answer_taken_back_is_asked_again() -> None:
    progress = after(*FIRST, rated(12, "why", None))

    assert progress == at("buy", "questions", answered=("seq",))


def test_after_the_last_answer_the_next_task_is_read() -> None:
    assert after(*FIRST) == at("pay", "scenario")


def test_a_later_task_passes_over_questions_that_were_left_open() -> None:
    assert after(*FIRST[:3], read(12, "pay")) == at("pay", "scenario")


def test_after_the_last_task_come_the_questions_at_the_end() -> None:
    done = [*FIRST, began(20, "pay"), said(22, task="pay")]

    assert after(*done) == at(None, "after_study")
    assert after(*done, rated(30, "why", "ok", task=None)) == at(
        None, "after_study", answered=("why",)
    )


def test_a_study_without_questions_at_the_end_is_over_after_the_last_task() -> None:
    log = record(load("a", began(2), said(9)))

    assert project_progress(ONE_TASK, log) == at(None, "over")


def test_a_session_that_ended_is_over() -> None:
    assert after(read(1), closed(3)).phase == "over"
    assert after(read(1), ConsentWithdrawn(at_ms=3_000)).phase == "over"
    closed_by_server = record(load("a", began(2)), state=SessionState.STOPPED)
    assert project_progress(STUDY, closed_by_server).phase == "over"


def test_a_restarted_task_is_read_again() -> None:
    log = load("a", viewed(0), *FIRST)
    people = server(TaskRestarted(at_ms=20_000, task="buy", person="ana"))

    progress = project_progress(STUDY, record(log, people, tasks=("buy", "pay")))

    assert progress == at("buy", "scenario")


def test_answers_after_the_study_are_the_last_that_stand() -> None:
    log = load(
        "a",
        rated(1, "sus.1", 3.0, task=None),
        rated(2, "sus.1", 4.0, task=None),
        rated(3, "sus.2", 1.0, task=None),
        rated(4, "sus.2", None, task=None),
        rated(5, "seq", 7.0, task="buy"),
        rated(6, "why", ["a", "b"], task=None),
    )

    assert project_answers(record(log)) == {"sus.1": 4.0, "why": ["a", "b"]}
