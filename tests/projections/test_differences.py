"""What a corrected criterion or a new reading changes, said line by line."""

from dataclasses import replace

import pytest

from recorder.model.attempts import Attempt
from recorder.model.ids import SessionId, TaskId
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.studies import PageReached
from recorder.projections.differences import format_difference, list_differences
from tests.projections.helpers import a_task, began, load, project, said, viewed

LOG = load("a", viewed(0), began(1), viewed(2, "/thanks"), said(3))
WRONG, RIGHT = PageReached(path="/thank-you"), PageReached(path="/thanks")
FAILED = project(a_task(WRONG), LOG)


def lines(before: list[Attempt], after: list[Attempt]) -> list[str]:
    return [format_difference(one) for one in list_differences(before, after)]


def test_a_corrected_criterion_shows_whose_outcome_changed() -> None:
    completed = project(a_task(RIGHT), LOG)

    assert lines([FAILED], [completed]) == [
        "s1 buy: failed -> completed (the criterion was not met and is now met)"
    ]


def test_what_did_not_change_is_not_listed() -> None:
    """Another claim or time with the same outcome and score is no difference."""
    assert lines([FAILED], [replace(FAILED, clicks=9)]) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcome": Outcome.VOID, "score": None, "reason": "down"}, "failed -> void (down)"),
        (
            {"outcome": Outcome.COMPLETED, "score": 1.0, "verdict": Outcome.COMPLETED},
            "failed -> completed (the verdict is now completed)",
        ),
        (
            {"outcome": Outcome.GAVE_UP, "claim": Claim.GAVE_UP},
            "failed -> gave_up (the participant's claim is now gave_up)",
        ),
        (
            {"outcome": Outcome.PARTIAL, "score": 0.5, "criterion": Finding.PARTLY_MET},
            "failed -> partial (the criterion was not met and is now partly met)",
        ),
        ({"score": 0.5}, "failed -> failed (the score was 0.0 and is now 0.5)"),
        (
            {"outcome": Outcome.TIMED_OUT},
            "failed -> timed_out (the time limit or the end is read otherwise)",
        ),
    ],
)
def test_every_difference_says_why(change: dict[str, object], words: str) -> None:
    after = replace(FAILED, **change)  # type: ignore[arg-type]

    assert lines([FAILED], [after]) == [f"s1 buy: {words}"]


def test_attempts_that_appear_vanish_or_end_are_differences() -> None:
    running = replace(FAILED, outcome=None, score=None)

    assert lines([], [FAILED]) == ["s1 buy: none -> failed (there was no attempt before)"]
    assert lines([FAILED], []) == ["s1 buy: failed -> none (there is no attempt any more)"]
    assert lines([running], [FAILED]) == [
        "s1 buy: none -> failed (the attempt ran before and is over now)"
    ]


def test_differences_come_session_by_session_in_the_order_of_tasks() -> None:
    many = [
        replace(FAILED, session=SessionId(session), task=TaskId(task))
        for session, task in [("s2", "b"), ("s1", "b"), ("s1", "a")]
    ]

    found = list_differences([], many)

    assert [(one.session, one.task) for one in found] == [("s1", "b"), ("s1", "a"), ("s2", "b")]
