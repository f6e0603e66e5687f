"""Clients that speak the wire without knowing the study: what they leave out is worked out."""

from recorder.model.criteria import Answered, Clicked
from recorder.model.events import ElementClicked
from recorder.model.ids import QuestionId
from recorder.model.outcomes import Outcome
from recorder.model.questions import Question
from tests.projections.helpers import a_task, began, load, project, rated, read, said

NUMBER = Question(id=QuestionId("order-number"), ask="Which number did you get?", kind="text")


def test_an_answer_that_names_no_task_belongs_to_the_task_at_hand() -> None:
    task = a_task(Answered(question="order-number", equals="4711"), questions=(NUMBER,))
    log = load("a", read(1), began(2), said(9), rated(10, "order-number", "4711", task=None))

    attempt = project(task, log)

    assert attempt.outcome is Outcome.COMPLETED
    assert attempt.answers == {"order-number": "4711"}


def test_an_answer_to_a_question_of_the_study_is_no_answer_to_the_task() -> None:
    task = a_task(questions=(NUMBER,))
    log = load("a", read(1), began(2), said(9), rated(10, "nps", 9, task=None))

    attempt = project(task, log)

    assert attempt.answers == {}


def test_a_click_on_the_criterions_selector_counts_without_matches() -> None:
    click = ElementClicked(at_ms=5_000, selector="#place-order")

    attempt = project(a_task(Clicked(selector="#place-order")), load("a", began(2), click, said(9)))

    assert attempt.outcome is Outcome.COMPLETED
