"""Attempts: where they begin and end, what counts towards them, and what is told apart."""

import pytest

from recorder.model.events import (
    AssistGiven,
    ProblemReported,
    RequestFailed,
    ScriptFailed,
    SlipNoted,
    TaskRestarted,
    VerdictWithdrawn,
)
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.sessions import SessionState
from recorder.model.studies import Clicked, PageReached
from recorder.projections.attempts import project_attempts
from tests.projections.helpers import (
    ABANDON_MS,
    START_MS,
    a_study,
    a_task,
    began,
    clicked,
    judged,
    load,
    project,
    rated,
    read,
    record,
    said,
    server,
    viewed,
)

THANKS = PageReached(path="/thanks.html")
START = [viewed(0), read(1), began(2)]
BUY_AT_10 = viewed(10, "/thanks.html")
LATER = 100_000.0


def test_who_leaves_and_never_comes_back_has_abandoned() -> None:
    """There is no moment of the end, so times go up to the last event."""
    log = load("a", *START, clicked(12, "#x"))

    before = project(a_task(THANKS), log, now_s=12 + ABANDON_MS / 1_000 - 1)
    after = project(a_task(THANKS), log, now_s=12 + ABANDON_MS / 1_000)

    assert before.outcome is None
    assert after.outcome is Outcome.ABANDONED
    assert (after.ended_ms, after.raw_ms) == (None, 10_000)


def test_who_reached_the_goal_and_left_has_completed() -> None:
    attempt = project(a_task(THANKS), load("a", *START, BUY_AT_10), now_s=LATER)

    assert (attempt.outcome, attempt.ended_ms) == (Outcome.COMPLETED, None)


def test_a_verdict_is_no_sign_of_life() -> None:
    """A reviewer who works late does not bring the participant back."""
    log = load("a", *START)
    review = server(
        judged(LATER, "failed"), VerdictWithdrawn(at_ms=LATER * 1e3, task="buy", person="ana")
    )

    attempt = project(a_task(), log, review, now_s=LATER + 1)

    assert (attempt.outcome, attempt.raw_ms) == (Outcome.ABANDONED, 0)


def test_a_session_closed_without_an_end_is_over() -> None:
    attempt = project(a_task(THANKS), load("a", *START), state=SessionState.FINISHED)

    assert attempt.outcome is Outcome.ABANDONED


def test_a_withdrawn_session_is_void_even_if_the_log_does_not_say_so() -> None:
    attempt = project(a_task(), load("a", *START, said(9)), state=SessionState.WITHDRAWN)

    assert (attempt.outcome, attempt.reason) == (Outcome.VOID, "the participant withdrew")


def test_an_attempt_that_nobody_ended_is_over_when_the_next_task_begins() -> None:
    log = load("a", *START, read(20, "pay"), began(22, "pay"), viewed(25, "/thanks.html"))

    first, second = project_attempts(
        a_study(a_task(THANKS), a_task(id="pay")),
        record(log, tasks=("buy", "pay")),
        now_ms=START_MS + 30_000,
        abandon_after_ms=ABANDON_MS,
    )

    assert (first.outcome, first.ended_ms, first.criterion) == (
        Outcome.ABANDONED, 20_000, Finding.NOT_MET,
    )  # fmt: skip
    assert second.outcome is None


def test_a_task_that_was_shown_and_skipped_is_an_attempt_without_times() -> None:
    """It may not be met by the page where the task before it ended."""
    log = load("a", viewed(0, "/thanks.html"), read(1), said(5, "skipped"))

    attempt = project(a_task(THANKS), log)

    assert (attempt.outcome, attempt.claim) == (Outcome.GAVE_UP, Claim.SKIPPED)
    assert (attempt.started_ms, attempt.raw_ms, attempt.criterion) == (None, None, Finding.NOT_MET)


def test_a_start_that_was_never_delivered_does_not_fail_who_was_done() -> None:
    log = load("a", viewed(0), read(1), viewed(4, "/thanks.html"), said(5))

    attempt = project(a_task(THANKS), log)

    assert (attempt.outcome, attempt.raw_ms) == (Outcome.COMPLETED, None)


def test_a_task_that_never_came_up_is_no_attempt() -> None:
    study = a_study(a_task(), a_task(id="pay"))

    attempts = project_attempts(
        study,
        record(load("a", *START, said(9)), tasks=("pay", "buy")),
        now_ms=START_MS,
        abandon_after_ms=ABANDON_MS,
    )

    assert [(attempt.task, attempt.position) for attempt in attempts] == [("buy", 2)]


def test_after_a_restart_only_the_last_go_counts() -> None:
    """What was met, said, judged and helped with before it belongs to the go that was dropped."""
    people = server(
        AssistGiven(at_ms=11_000, task="buy", person="ana"),
        SlipNoted(at_ms=11_000, task="buy", person="ana"),
        judged(15, "failed"),
        TaskRestarted(at_ms=20_000, task="buy", person="ana"),
        AssistGiven(at_ms=35_000, task="buy", person="ana"),
    )
    log = load(
        "a", *START, BUY_AT_10, rated(11, "no", "4711"), said(12), viewed(25), began(30), said(40)
    )

    attempt = project(a_task(THANKS), log, people)

    assert (attempt.outcome, attempt.verdict, attempt.answers) == (Outcome.FAILED, None, {})
    assert (attempt.shown_ms, attempt.started_ms, attempt.raw_ms) == (20_000, 30_000, 10_000)
    assert (attempt.assists, attempt.slips) == (1, 0)


def test_the_first_start_counts_and_a_second_tab_that_shows_the_task_ends_nothing() -> None:
    log = load("a", *START, read(4), began(5), said(12))

    attempt = project(a_task(), log)
    running = project(a_task(), load("a", viewed(0), began(2), read(4)))

    assert (attempt.shown_ms, attempt.started_ms, attempt.raw_ms) == (1_000, 2_000, 10_000)
    assert running.outcome is None


def test_problems_in_the_participants_words_are_kept_for_the_go_that_counts() -> None:
    """Those that name no task belong to the one that ran."""
    people = server(TaskRestarted(at_ms=20_000, task="buy", person="ana"))
    problems = [
        ProblemReported(at_ms=at_s * 1_000, text=text, task=task)
        for at_s, text, task in [
            (11, "before", "buy"),
            (31, "named", "buy"),
            (32, "unnamed", None),
            (33, "another task's", "pay"),
            (45, "afterwards", None),
            (46, "named afterwards", "buy"),
        ]
    ]
    log = load(
        "a", *START, problems[0], said(12), began(30), *problems[1:4], said(40), *problems[4:]
    )

    attempt = project(a_task(), log, people)

    assert attempt.problems == ("named", "unnamed", "named afterwards")


def test_faults_of_the_page_are_counted_while_the_task_ran() -> None:
    faults = [
        ScriptFailed(at_ms=1_500, message="before"),
        ScriptFailed(at_ms=3_000, message="x is undefined"),
        RequestFailed(at_ms=4_000, address="/api", status=500),
        RequestFailed(at_ms=5_000, address="/api"),
    ]
    log = load("a", *START[:2], faults[0], START[2], *faults[1:], said(9), clicked(10))

    attempt = project(a_task(), log)

    assert (attempt.script_errors, attempt.request_errors, attempt.clicks) == (1, 2, 0)


def test_events_of_two_tabs_count_alike() -> None:
    """The task began in one tab, the goal was reached and the end said in another."""
    mine = load("a", *START, clicked(4, "#x"))
    other = load("b", viewed(0, "/thanks.html"), clicked(1, "#y"), said(6), at_s=5)

    attempt = project(a_task(THANKS), mine, other)

    assert (attempt.outcome, attempt.clicks) == (Outcome.COMPLETED, 2)
    assert (attempt.ended_ms, attempt.met_ms) == (11_000, 5_000)


def test_where_the_task_ends_on_success_it_ends_when_the_criterion_was_met() -> None:
    """The panel hears of it later; what is clicked meanwhile is not part of the task."""
    log = load(
        "a", *START, clicked(9, "#order"), clicked(10, "#x"), said(11, None, why="criterion")
    )

    attempt = project(a_task(Clicked(selector="#order"), ends="on_success"), log)

    assert (attempt.ended_ms, attempt.raw_ms, attempt.clicks) == (9_000, 7_000, 1)


def test_claim_criterion_and_verdict_stand_side_by_side() -> None:
    attempt = project(
        a_task(THANKS),
        load("a", *START, BUY_AT_10, said(12, "gave_up")),
        server(judged(40, "partial", score=0.5, reason="bought the wrong tea")),
    )

    assert attempt.claim is Claim.GAVE_UP
    assert attempt.criterion is Finding.MET
    assert attempt.verdict is Outcome.PARTIAL
    assert (attempt.outcome, attempt.reason) == (Outcome.PARTIAL, "bought the wrong tea")


PATH = ("/index.html", "/teas.html", "/thanks.html")


@pytest.mark.parametrize(
    ("seen", "best_paths", "direct"),
    [
        (["/teas.html", "/thanks.html"], (PATH,), True),
        (["/teas.html?sort=price", "/teas.html?sort=name", "/thanks.html"], (PATH,), True),
        (["/teas.html", "/teas.html", "/thanks.html"], (PATH,), True),
        (["/teas.html", "/about.html", "/thanks.html"], (PATH,), False),
        (["/thanks.html"], (PATH,), False),
        (["/thanks.html"], (PATH, ("/", "/thanks.html")), True),
        (["/teas.html", "/about.html", "/thanks.html"], (), True),
        (["/teas.html", "/teas.html", "/thanks.html"], (), True),
        (["/teas.html", "/", "/thanks.html"], (), False),
        (["/teas.html"], (PATH,), None),
    ],
)
def test_an_attempt_is_direct_when_it_took_no_detour(
    seen: list[str], best_paths: tuple[tuple[str, ...], ...], direct: bool | None
) -> None:
    """Reloads and query parameters are no detour; what was not completed is neither."""
    views = [viewed(3 + place, address) for place, address in enumerate(seen)]

    attempt = project(a_task(THANKS, best_paths=best_paths), load("a", *START, *views, said(20)))

    assert attempt.direct is direct
