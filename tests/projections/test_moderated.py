"""What becomes of tasks that a moderator gives, with a page and without one."""

from collections.abc import Sequence
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.model.attempts import Attempt
from recorder.model.criteria import PageReached
from recorder.model.events import (
    ActUndone,
    AssistGiven,
    Event,
    NoteAdded,
    SessionClosed,
    SessionExcluded,
    TaskAssigned,
    TaskBegun,
    TaskFinished,
    TaskRecut,
    VerdictAgreed,
)
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.sessions import Epoch, SessionMode, SessionState
from recorder.model.studies import Task
from recorder.projections.attempts import project_attempts
from recorder.projections.completeness import project_completeness
from recorder.projections.progress import project_progress
from recorder.projections.story import tell_story
from tests.projections.helpers import (
    ABANDON_MS,
    BUY,
    START_MS,
    a_study,
    a_task,
    began,
    clicked,
    hid,
    judged,
    load,
    rated,
    read,
    record,
    said,
    server,
    viewed,
)
from tests.projections.helpers import (
    Claim as Said,
)

BY_HAND, MODERATED = SessionMode.BY_HAND, SessionMode.MODERATED
SELL = a_task(id="sell")


def gave(at_s: float, task: str = "buy", *, title: str = "", act: str = "") -> TaskAssigned:
    return TaskAssigned(at_ms=at_s * 1_000, task=task, person="ada", title=title, act=act)


def set_off(at_s: float, task: str = "buy") -> TaskBegun:
    return TaskBegun(at_ms=at_s * 1_000, task=task, person="ada")


def ended(
    at_s: float, claim: Said | None = "done", task: str = "buy", *, act: str = ""
) -> TaskFinished:
    return TaskFinished(at_ms=at_s * 1_000, task=task, person="ada", claim=claim, act=act)


def recut(started_s: float | None, ended_s: float | None, *, person: str = "bo") -> TaskRecut:
    return TaskRecut(
        at_ms=90_000,
        task="buy",
        person=person,
        started_ms=None if started_s is None else started_s * 1_000,
        ended_ms=None if ended_s is None else ended_s * 1_000,
    )


def project(
    *epochs: Epoch,
    mode: SessionMode = BY_HAND,
    task: Task | None = None,
    now_s: float = 0.0,
    state: SessionState = SessionState.OPEN,
) -> list[Attempt]:
    return project_attempts(
        a_study(task or a_task(), SELL),
        record(*epochs, tasks=("buy", "sell"), mode=mode, state=state),
        now_ms=START_MS + now_s * 1_000,
        abandon_after_ms=ABANDON_MS,
    )


def by_hand(*acts: Event, task: Task | None = None) -> Attempt:
    return project(server(*acts), task=task)[0]


def test_a_session_by_hand_has_times_claims_and_outcomes_without_any_page() -> None:
    attempt = by_hand(gave(1), set_off(2), ended(62.5))

    assert (attempt.started_ms, attempt.ended_ms, attempt.raw_ms) == (2_000, 62_500, 60_500)
    assert (attempt.active_ms, attempt.hidden_ms) == (60_500, 0)
    assert (attempt.claim, attempt.outcome, attempt.score) == (Claim.DONE, Outcome.COMPLETED, 1)


def test_no_page_means_no_path_no_clicks_and_nobody_leaving_it() -> None:
    task = a_task(best_paths=(("/a", "/b"),))
    acts = (gave(1), set_off(2), ended(62.5))

    attempt = by_hand(*acts, task=task)
    story = tell_story(record(server(*acts), mode=BY_HAND))

    assert not attempt.has_page
    assert (attempt.direct, attempt.pages, attempt.target_clicks) == (None, (), None)
    assert "away" not in {moment.kind for moment in story}


def test_no_criterion_looks_where_no_page_is() -> None:
    attempt = by_hand(gave(1), set_off(2), ended(9), task=a_task(PageReached(path="/x")))

    assert (attempt.criterion, attempt.outcome) == (Finding.NONE, Outcome.COMPLETED)


def test_a_verdict_counts_before_the_claim() -> None:
    attempt = by_hand(gave(1), set_off(2), ended(9), judged(10, "partial", score=0.5))

    assert (attempt.outcome, attempt.score, attempt.judged_by) == (Outcome.PARTIAL, 0.5, "ana")


def test_what_people_agreed_on_counts_before_any_verdict_before_or_after() -> None:
    agreed = VerdictAgreed(
        at_ms=12_000, task="buy", person="bo", outcome="failed", between=("ana", "bo")
    )

    attempt = by_hand(
        gave(1), set_off(2), ended(9), judged(10, "partial"), agreed, judged(13, "completed")
    )

    assert (attempt.outcome, attempt.verdict, attempt.judged_by) == (
        Outcome.FAILED,
        Outcome.FAILED,
        "bo",
    )


def test_what_a_moderator_ended_and_nobody_judged_waits_for_a_verdict() -> None:
    attempt = by_hand(gave(1), set_off(2), ended(9, None))

    assert (attempt.outcome, attempt.ended_ms) == (None, 9_000)


def test_what_a_moderator_ended_before_its_criterion_was_met_failed() -> None:
    (attempt,) = project(
        load("a", viewed(1.5), began(2)),
        server(gave(1), ended(9, None)),
        mode=MODERATED,
        task=a_task(PageReached(path="/thanks")),
    )

    assert (attempt.criterion, attempt.outcome) == (Finding.NOT_MET, Outcome.FAILED)


def test_the_participants_word_is_kept_where_the_moderator_ended_first() -> None:
    (attempt,) = project(
        load("a", began(2), said(9.4, "gave_up")), server(gave(1), ended(9, None)), mode=MODERATED
    )

    assert (attempt.ended_ms, attempt.claim) == (9_000, Claim.GAVE_UP)


def test_nobody_is_called_gone_while_a_session_by_hand_is_open() -> None:
    (running,) = project(server(gave(1), set_off(2)), now_s=7_200)

    assert running.outcome is None


def test_a_moderator_who_acts_is_with_the_participant_however_silent_the_page() -> None:
    page, acts = load("a", began(2)), (gave(1), AssistGiven(at_ms=900_000, task="buy", person="a"))

    (with_help,) = project(page, server(*acts), mode=MODERATED, now_s=1_000)
    (silent,) = project(page, server(gave(1)), mode=MODERATED, now_s=1_000)

    assert (with_help.outcome, silent.outcome) == (None, Outcome.ABANDONED)


def test_a_note_written_days_later_keeps_nobody_there() -> None:
    note = NoteAdded(at_ms=900_000, person="ada", note="n", text="Hm.")

    (attempt,) = project(load("a", began(2)), server(note), mode=MODERATED, now_s=1_000)

    assert attempt.outcome is Outcome.ABANDONED


def test_closing_the_session_ends_what_runs() -> None:
    closed = SessionClosed(at_ms=20_000, person="ada")

    attempt = by_hand(gave(1), set_off(2), closed)

    assert (attempt.ended_ms, attempt.outcome) == (20_000, None)


def test_what_was_given_and_taken_away_before_it_began_is_no_attempt() -> None:
    attempts = project(server(gave(1), gave(2, "sell"), set_off(3, "sell")))

    assert [(each.task, each.position) for each in attempts] == [("sell", 1)]


def test_tasks_stand_in_the_order_in_which_they_were_given() -> None:
    acts = (gave(1, "sell"), set_off(2, "sell"), ended(3, "done", "sell"), gave(4), set_off(5))

    attempts = project(server(*acts))

    assert [(each.task, each.position) for each in attempts] == [("sell", 1), ("buy", 2)]


def test_an_unplanned_task_is_an_attempt_with_a_title_of_its_own() -> None:
    attempts = project(
        server(gave(1, "x", title="Find the way out"), set_off(2, "x"), ended(5, "done", "x")),
        server(),
    )

    (attempt,) = attempts
    assert (attempt.title, attempt.is_planned, attempt.raw_ms) == ("Find the way out", False, 3_000)
    assert attempt.outcome is Outcome.COMPLETED


def test_an_excluded_session_counts_again_when_that_was_taken_back() -> None:
    excluded = SessionExcluded(at_ms=20_000, person="ada", reason="a colleague", act="e")
    taken_back = ActUndone(at_ms=21_000, person="ada", undone="e", act="u")
    acts = (gave(1), set_off(2), ended(9), excluded)

    assert by_hand(*acts).outcome is Outcome.VOID
    assert by_hand(*acts, taken_back).outcome is Outcome.COMPLETED


PAGE = load(
    "a",
    viewed(1, "/home"),
    began(2),
    clicked(3),
    viewed(4, "/teas"),
    clicked(5),
    viewed(6, "/thanks"),
    said(8),
)


def test_a_corrected_window_moves_every_measure() -> None:
    task = a_task(PageReached(path="/thanks"))

    (whole,) = project(PAGE, server(gave(1)), mode=MODERATED, task=task)
    (cut,) = project(PAGE, server(gave(1), recut(3.5, 5.5)), mode=MODERATED, task=task)

    assert (whole.raw_ms, whole.clicks, whole.pages) == (6_000, 2, ("/home", "/teas", "/thanks"))
    assert (cut.started_ms, cut.ended_ms, cut.raw_ms) == (3_500, 5_500, 2_000)
    assert (cut.clicks, cut.pages, cut.recut_by) == (1, ("/home", "/teas"), "bo")
    assert (whole.criterion, cut.criterion) == (Finding.MET, Finding.NOT_MET)


def test_the_last_correction_counts_and_what_it_leaves_open_is_as_recorded() -> None:
    (attempt,) = project(
        PAGE, server(gave(1), recut(3.5, 5.5), recut(None, 7, person="cy")), mode=MODERATED
    )

    assert (attempt.started_ms, attempt.ended_ms, attempt.recut_by) == (2_000, 7_000, "cy")


def test_a_correction_of_an_unmoderated_attempt_that_was_left_says_when_it_ended() -> None:
    (attempt,) = project(
        load("a", began(2), clicked(3), clicked(30)),
        server(recut(None, 10)),
        mode=SessionMode.UNMODERATED,
        now_s=1_000,
    )

    assert (attempt.outcome, attempt.ended_ms, attempt.clicks) == (Outcome.ABANDONED, 10_000, 1)


def test_a_correction_by_hand_counts_from_the_servers_clock() -> None:
    attempt = by_hand(gave(1), set_off(2), ended(62), recut(1.5, 31.5))

    assert (attempt.raw_ms, attempt.active_ms, attempt.outcome) == (
        30_000,
        30_000,
        Outcome.COMPLETED,
    )


def test_a_session_by_hand_is_complete_and_says_so() -> None:
    completeness = project_completeness(record(server(gave(1)), mode=BY_HAND), START_MS)

    assert completeness.is_complete
    assert completeness.words == ("Recorded by hand: no page sends anything.",)


claims = st.sampled_from(["done", "gave_up", "skipped"])


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["done", "gave_up", "skipped"]), st.integers(1, 500)), max_size=2
    ),
    st.sampled_from(["completed", "partial", "failed", "void", None]),
)
def test_by_hand_and_with_a_page_the_same_milestones_have_the_same_outcomes(
    goes: list[tuple[Literal["done", "gave_up", "skipped"], int]],
    verdict: Literal["completed", "partial", "failed", "void"] | None,
) -> None:
    given_acts: list[Event] = []
    clock_acts: list[Event] = []
    page: list[Event] = []
    at_s = 0.0
    for task, (claim, lasts_s) in zip(("buy", "sell"), goes, strict=False):
        given_acts.append(gave(at_s, task))
        clock_acts += [gave(at_s, task), set_off(at_s + 1, task)]
        clock_acts.append(ended(at_s + 1 + lasts_s, claim, task))
        page += [began(at_s + 1, task), said(at_s + 1 + lasts_s, claim, task)]
        at_s += lasts_s + 2
    judgements = [judged(at_s, verdict)] if verdict and goes else []

    paper = project(server(*clock_acts, *judgements))
    browser = project(load("a", *page), server(*given_acts, *judgements), mode=MODERATED)

    assert [_told(each) for each in paper] == [_told(each) for each in browser]


def _told(attempt: Attempt) -> tuple[object, ...]:
    return (
        attempt.task,
        attempt.position,
        attempt.outcome,
        attempt.score,
        attempt.claim,
        attempt.verdict,
        attempt.started_ms,
        attempt.ended_ms,
        attempt.raw_ms,
    )


MORE = (gave(1, "x", title="More"), set_off(2, "x"), ended(3, "done", "x"))
TAKEN_BACK = ActUndone(at_ms=2_000, person="ada", undone="g")


@pytest.mark.parametrize(
    ("acts", "page", "progress"),
    [
        ([], [], (None, "waiting")),
        ([gave(1)], [], (BUY, "scenario")),
        ([gave(1), set_off(2)], [], (BUY, "running")),
        ([gave(1)], [read(1.1), began(2)], (BUY, "running")),
        ([gave(1), set_off(2), ended(9)], [], (None, "waiting")),
        ([gave(1, act="g"), TAKEN_BACK], [], (None, "waiting")),
        (MORE[:1], [], ("x", "scenario")),
        (MORE[:2], [], ("x", "running")),
        (MORE, [], (None, "waiting")),
        ([gave(1), SessionClosed(at_ms=5_000, person="ada")], [], (None, "over")),
    ],
)
def test_the_task_at_hand_is_the_moderators(
    acts: Sequence[Event], page: Sequence[Event], progress: tuple[str | None, str]
) -> None:
    whole = record(load("a", *page), server(*acts), tasks=("buy", "sell"), mode=MODERATED)

    told = project_progress(a_study(a_task(), SELL), whole)

    assert (told.task, told.phase) == progress


def test_hidden_pages_count_in_a_moderated_session_as_in_any() -> None:
    (attempt,) = project(load("a", began(2), hid(4), said(10)), server(gave(1)), mode=MODERATED)

    assert (attempt.raw_ms, attempt.hidden_ms) == (8_000, 6_000)


def test_answers_belong_to_the_go_that_counts() -> None:
    (attempt,) = project(
        load("a", began(2), said(5), rated(6, "seq", 3), began(9), said(12), rated(13, "seq", 6)),
        server(gave(1), gave(8)),
        mode=MODERATED,
    )

    assert attempt.answers == {"seq": 6}
