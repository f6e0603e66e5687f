"""The table of outcomes: how an attempt ended, and what the report says about it."""

from collections.abc import Sequence
from typing import Any

import pytest

from recorder.model.events import (
    ConsentWithdrawn,
    Event,
    SessionExcluded,
    SessionIncluded,
    VerdictWithdrawn,
)
from recorder.model.outcomes import Outcome
from recorder.model.studies import Answered, PageReached
from tests.projections.helpers import (
    a_task,
    began,
    closed,
    judged,
    load,
    paused,
    project,
    rated,
    read,
    resumed,
    said,
    server,
    viewed,
)

THANKS, BASKET = PageReached(path="/thanks.html"), PageReached(path="/basket.html")
RIGHT = Answered(question="no", equals="4711")
START = [viewed(0), read(1), began(2)]
BUY_AT_10, BUY_AT_90 = viewed(10, "/thanks.html"), viewed(90, "/thanks.html")
BASKET_AT_5 = viewed(5, "/basket.html")
WITHDRAWN = ConsentWithdrawn(at_ms=30_000)
EXCLUDED = SessionExcluded(at_ms=50_000, person="ana", reason="the server was down")
INCLUDED = SessionIncluded(at_ms=60_000, person="ana")
VERDICT_BACK = VerdictWithdrawn(at_ms=70_000, task="buy", person="ana")
NOW_S = 100.0

Case = tuple[dict[str, Any], Sequence[Event], Sequence[Event], Outcome | None, float | None]

# fmt: off
# the task | what the page logged | what people logged | outcome | score
TABLE: dict[str, Case] = {
    # -- the criterion and the claim
    "done and met": ({"success": THANKS}, [BUY_AT_10, said(12)], [], Outcome.COMPLETED, 1),
    "done, not met": ({"success": THANKS}, [said(12)], [], Outcome.FAILED, 0),
    "done, nothing declared": ({}, [said(12)], [], Outcome.COMPLETED, 1),
    "gave up": ({"success": THANKS}, [said(12, "gave_up")], [], Outcome.GAVE_UP, 0),
    "gave up, though met": (
        {"success": THANKS}, [BUY_AT_10, said(12, "gave_up")], [], Outcome.COMPLETED, 1,
    ),
    "gave up, nothing declared": ({}, [said(12, "gave_up")], [], Outcome.GAVE_UP, 0),
    "skipped": ({"success": THANKS}, [said(12, "skipped")], [], Outcome.GAVE_UP, 0),
    "right answer after the end": (
        {"success": RIGHT}, [said(12), rated(20, "no", "4711")], [], Outcome.COMPLETED, 1,
    ),
    "wrong answer after the end": (
        {"success": RIGHT}, [said(12), rated(20, "no", "1")], [], Outcome.FAILED, 0,
    ),
    "the first end wins": (
        {"success": THANKS}, [said(12, "gave_up"), BUY_AT_90, said(95)], [], Outcome.GAVE_UP, 0,
    ),
    # -- in part
    "done, met in part": (
        {"success": THANKS, "partial": BASKET}, [BASKET_AT_5, said(12)], [], Outcome.PARTIAL, 0.25,
    ),
    "gave up, met in part": (
        {"success": THANKS, "partial": BASKET}, [BASKET_AT_5, said(12, "gave_up")], [],
        Outcome.PARTIAL, 0.25,
    ),
    "met, and in part too": (
        {"success": THANKS, "partial": BASKET}, [BASKET_AT_5, BUY_AT_10, said(12)], [],
        Outcome.COMPLETED, 1,
    ),
    # -- the time limit
    "met within the limit": (
        {"success": THANKS, "limit_s": 60}, [BUY_AT_10, said(12)], [], Outcome.COMPLETED, 1,
    ),
    "met within it, said done after it": (
        {"success": THANKS, "limit_s": 60}, [BUY_AT_10, said(80)], [], Outcome.COMPLETED, 1,
    ),
    "met only after it": (
        {"success": THANKS, "limit_s": 60}, [BUY_AT_90, said(95)], [], Outcome.TIMED_OUT, 0,
    ),
    "met at 88 s, of which 40 were paused": (
        {"success": THANKS, "limit_s": 60}, [paused(20), resumed(60), BUY_AT_90, said(95)], [],
        Outcome.COMPLETED, 1,
    ),
    "ended by the limit": (
        {"success": THANKS, "limit_s": 60}, [said(62, None, why="time_limit")], [],
        Outcome.TIMED_OUT, 0,
    ),
    "ended by the limit, met before": (
        {"success": THANKS, "limit_s": 60}, [BUY_AT_10, said(62, None, why="time_limit")], [],
        Outcome.COMPLETED, 1,
    ),
    "ended by the limit, met in part before": (
        {"success": THANKS, "partial": BASKET, "limit_s": 60},
        [BASKET_AT_5, said(62, None, why="time_limit")], [], Outcome.PARTIAL, 0.25,
    ),
    "met in part in time, in full too late": (
        {"success": THANKS, "partial": BASKET, "limit_s": 60}, [BASKET_AT_5, BUY_AT_90, said(95)],
        [], Outcome.PARTIAL, 0.25,
    ),
    "done after the limit, nothing declared": (
        {"limit_s": 60}, [said(95)], [], Outcome.TIMED_OUT, 0,
    ),
    "gave up after the limit": (
        {"success": THANKS, "limit_s": 60}, [said(95, "gave_up")], [], Outcome.GAVE_UP, 0,
    ),
    "answered after the limit, ended before it": (
        {"success": RIGHT, "limit_s": 60}, [said(50), rated(90, "no", "4711")], [],
        Outcome.COMPLETED, 1,
    ),
    # -- stopped
    "session stopped": ({"success": THANKS}, [closed(30)], [], Outcome.ABANDONED, 0),
    "session stopped, nothing declared": ({}, [closed(30)], [], Outcome.ABANDONED, 0),
    "session stopped, met before": (
        {"success": THANKS}, [BUY_AT_10, closed(30)], [], Outcome.COMPLETED, 1,
    ),
    "task ended by the stop": ({}, [said(30, None, why="stopped")], [], Outcome.ABANDONED, 0),
    "session stopped after the limit": (
        {"success": THANKS, "limit_s": 60}, [closed(90)], [], Outcome.TIMED_OUT, 0,
    ),
    # -- ends on success
    "ended by its criterion": (
        {"success": THANKS, "ends": "on_success"},
        [BUY_AT_10, said(11, None, why="criterion")], [], Outcome.COMPLETED, 1,
    ),
    "met, the end never came": (
        {"success": THANKS, "ends": "on_success"}, [BUY_AT_10], [], Outcome.COMPLETED, 1,
    ),
    "ended by a criterion that is not met any more": (
        {"success": THANKS, "ends": "on_success"}, [said(11, None, why="criterion")], [],
        Outcome.FAILED, 0,
    ),
    # -- still running
    "running": ({"success": THANKS}, [], [], None, None),
    "running, met, said nothing yet": ({"success": THANKS}, [BUY_AT_10], [], None, None),
    # -- what a person says
    "judged completed": (
        {"success": THANKS}, [said(12)], [judged(40, "completed")], Outcome.COMPLETED, 1,
    ),
    "judged failed": (
        {"success": THANKS}, [BUY_AT_10, said(12)], [judged(40, "failed")], Outcome.FAILED, 0,
    ),
    "judged partial with a score": (
        {"success": THANKS}, [said(12)], [judged(40, "partial", score=0.7)], Outcome.PARTIAL, 0.7,
    ),
    "judged partial, the study's score": (
        {"success": THANKS, "partial": BASKET}, [said(12)], [judged(40, "partial")],
        Outcome.PARTIAL, 0.25,
    ),
    "judged partial, nobody's score": (
        {}, [said(12)], [judged(40, "partial")], Outcome.PARTIAL, 0.5,
    ),
    "judged while it runs": ({}, [], [judged(40, "gave_up")], Outcome.GAVE_UP, 0),
    "judged void": ({}, [said(12)], [judged(40, "void")], Outcome.VOID, None),
    "the last verdict": (
        {}, [said(12)], [judged(40, "failed"), judged(41, "partial", person="bo")],
        Outcome.PARTIAL, 0.5,
    ),
    "a verdict taken back": (
        {}, [said(12)], [judged(40, "failed"), VERDICT_BACK], Outcome.COMPLETED, 1,
    ),
    "one verdict taken back, the other stands": (
        {}, [said(12)], [judged(40, "partial", person="bo"), judged(41, "failed"), VERDICT_BACK],
        Outcome.PARTIAL, 0.5,
    ),
    # -- void
    "withdrawn": ({}, [said(12), WITHDRAWN], [], Outcome.VOID, None),
    "withdrawn while it ran": ({}, [WITHDRAWN], [], Outcome.VOID, None),
    "excluded": ({}, [said(12)], [EXCLUDED], Outcome.VOID, None),
    "excluded, though judged": (
        {}, [said(12)], [judged(40, "failed"), EXCLUDED], Outcome.VOID, None,
    ),
    "excluded and included again": ({}, [said(12)], [EXCLUDED, INCLUDED], Outcome.COMPLETED, 1),
}
# fmt: on


@pytest.mark.parametrize(
    ("task", "done", "people", "outcome", "score"), TABLE.values(), ids=TABLE.keys()
)
def test_an_attempt_ends_as_the_table_says(
    task: dict[str, Any],
    done: Sequence[Event],
    people: Sequence[Event],
    outcome: Outcome | None,
    score: float | None,
) -> None:
    attempt = project(a_task(**task), load("a", *START, *done), server(*people), now_s=NOW_S)

    assert (attempt.outcome, attempt.score) == (outcome, score)


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(TABLE) >= 20
