"""Whatever a log holds, it can be read, and the numbers add up."""

from collections import Counter
from dataclasses import replace
from math import inf

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.model.events import (
    AnyEvent,
    AssistGiven,
    ConsentWithdrawn,
    EpochEnded,
    Event,
    ProblemReported,
    SessionExcluded,
    SessionIncluded,
    TaskRestarted,
    VerdictWithdrawn,
)
from recorder.model.ids import EpochId
from recorder.model.sessions import ClockSample, Epoch, SessionRecord, SessionState
from recorder.model.studies import All, Answered, Clicked, PageReached, PagesVisited, Question
from recorder.projections.answers import project_answers
from recorder.projections.attempts import project_attempts
from recorder.projections.completeness import project_completeness
from recorder.projections.disagreements import disagreements
from recorder.projections.progress import project_progress
from recorder.projections.story import tell_story
from recorder.projections.timeline import build_timeline
from tests.projections.helpers import (
    START_MS,
    a_study,
    a_task,
    began,
    came_back,
    clicked,
    closed,
    hid,
    judged,
    jumped,
    load,
    paused,
    rated,
    read,
    record,
    reported,
    resumed,
    said,
    server,
    unloaded,
    viewed,
)

TASKS = ("buy", "pay", "search")
THANKS = PageReached(path="/c")
STUDY = a_study(
    a_task(All(of=(THANKS, Clicked(selector="#x"))), partial=THANKS, limit_s=60),
    a_task(THANKS, id="pay", ends="on_success", best_paths=(("/a", "/c"),)),
    a_task(
        Answered(question="q", equals="x"),
        id="search",
        partial=PagesVisited(visit=("/a", "/b"), order="exact"),
        questions=(Question.model_validate({"id": "q", "ask": "Which?", "kind": "text"}),),
    ),
    after_study=(Question.model_validate({"id": "q", "ask": "Why?", "kind": "text"}),),
)

seconds = st.floats(0, 200).map(lambda value: round(value, 3))
tasks = st.sampled_from([*TASKS, "unknown"])
addresses = st.sampled_from(["/a", "/b", "/c", "/c?x=1#y", "%zz", ""])
claims = st.sampled_from(["done", "gave_up", "skipped", None])
whys = st.sampled_from(["participant", "time_limit", "criterion", "stopped"])
outcomes = st.sampled_from(["completed", "partial", "failed", "timed_out", "void"])
page_events: st.SearchStrategy[Event] = st.one_of(
    st.builds(viewed, seconds, addresses),
    st.builds(read, seconds, tasks),
    st.builds(began, seconds, tasks),
    st.builds(said, seconds, claims, tasks, whys),
    st.builds(paused, seconds, tasks),
    st.builds(resumed, seconds, tasks),
    st.builds(rated, seconds, st.just("q"), st.sampled_from(["x", 1.0, ["x"], None]), tasks),
    st.builds(hid, seconds),
    st.builds(came_back, seconds),
    st.builds(unloaded, seconds),
    st.builds(jumped, seconds, st.floats(-9e4, 9e4)),
    st.builds(clicked, seconds, st.sampled_from(["#x", "#y"])),
    st.builds(reported, seconds, st.just("r"), st.sampled_from([None, {"a": 1}])),
    st.builds(lambda at_s: ProblemReported(at_ms=at_s * 1_000, text="x"), seconds),
    st.builds(closed, seconds),
    st.builds(lambda at_s: ConsentWithdrawn(at_ms=at_s * 1_000), seconds),
)
people_events: st.SearchStrategy[Event] = st.one_of(
    st.builds(judged, seconds, outcomes, score=st.none() | st.floats(0, 1)),
    st.builds(lambda s, t: TaskRestarted(at_ms=s * 1_000, task=t, person="ana"), seconds, tasks),
    st.builds(lambda s, t: AssistGiven(at_ms=s * 1_000, task=t, person="ana"), seconds, tasks),
    st.builds(lambda s, t: VerdictWithdrawn(at_ms=s * 1e3, task=t, person="ana"), seconds, tasks),
    st.builds(lambda s: SessionExcluded(at_ms=s * 1_000, person="ana", reason="x"), seconds),
    st.builds(lambda s: SessionIncluded(at_ms=s * 1_000, person="ana"), seconds),
)
samples = st.builds(
    ClockSample,
    origin_ms=st.sampled_from([0.0, START_MS, START_MS + 9e7]) | st.floats(0, 4e12),
    now_ms=st.floats(0, 3e9),
    wall_ms=st.floats(0, 4e12),
    received_ms=st.floats(START_MS - 1e9, START_MS + 1e9),
    rtt_ms=st.none() | st.floats(0, 1e5),
)


@st.composite
def page_loads(draw: st.DrawFn, name: str) -> Epoch:
    """Draw one page load: a likely one, or one with clocks that say anything at all."""
    events = draw(st.lists(page_events, max_size=14))
    if draw(st.booleans()):
        events.sort(key=lambda event: event.at_ms)
    prev = draw(st.sampled_from([None, "a", "b", "c", "gone"]))
    epoch = load(
        name,
        *events,
        at_s=draw(seconds),
        prev=prev,
        off_s=draw(st.sampled_from([0, 0, 3_600, -9e8])),
        arrives_s=draw(st.sampled_from([0, 0, 0, 900])),
        sleeps=draw(st.booleans()),
    )
    if draw(st.integers(0, 3)) == 0:
        return replace(epoch, clock=tuple(draw(st.lists(samples, max_size=3))))
    return epoch


@st.composite
def records(draw: st.DrawFn) -> SessionRecord:
    names = draw(st.sampled_from(["", "a", "ab", "abc", "cab"]))
    epochs = [draw(page_loads(name)) for name in names]
    people = draw(st.lists(people_events, max_size=5))
    state = draw(st.sampled_from(list(SessionState)))
    return record(*epochs, server(*people), tasks=TASKS, state=state)


nows = st.sampled_from([0.0, 100.0, 1e6]).map(lambda now_s: START_MS + now_s * 1_000)
thorough = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(records(), nows)
def test_every_log_can_be_read_and_its_times_add_up(log: SessionRecord, now_ms: float) -> None:
    attempts = project_attempts(STUDY, log, now_ms=now_ms, abandon_after_ms=600_000)

    for attempt in attempts:
        assert (attempt.outcome is None) == (attempt.score is None) or attempt.outcome == "void"
        assert attempt.met_ms is None or attempt.criterion == "met"
        disagreements(attempt)
        if attempt.raw_ms is None or attempt.active_ms is None:
            continue
        parts_ms = [attempt.hidden_ms, attempt.paused_ms, attempt.suspended_ms]
        assert min(attempt.raw_ms, attempt.active_ms, attempt.clock_error_ms, *parts_ms) >= 0
        assert attempt.active_ms + sum(parts_ms) == pytest.approx(attempt.raw_ms, abs=0.01)


@thorough
@given(records(), nows)
def test_every_attempt_has_one_outcome_or_still_runs(log: SessionRecord, now_ms: float) -> None:
    """A session that is over leaves nothing running."""
    attempts = project_attempts(STUDY, log, now_ms=now_ms, abandon_after_ms=600_000)

    found = Counter(attempt.outcome for attempt in attempts)
    assert sum(found.values()) == len({attempt.task for attempt in attempts}) <= len(TASKS)
    if log.session.state is not SessionState.OPEN:
        assert found[None] == 0


@thorough
@given(records(), nows)
def test_reading_twice_gives_the_same(log: SessionRecord, now_ms: float) -> None:
    once, twice = (
        project_attempts(STUDY, log, now_ms=now_ms, abandon_after_ms=600_000) for _ in range(2)
    )

    assert once == twice


@thorough
@given(records())
def test_the_timeline_holds_every_event_once_and_in_the_order_of_its_page(
    log: SessionRecord,
) -> None:
    timeline = build_timeline(log)

    for epoch in log.epochs:
        own = [entry for entry in timeline if entry.epoch == epoch.id]
        assert [entry.seq for entry in own] == list(range(len(epoch.events)))
        assert tuple(entry.event for entry in own) == epoch.events


@thorough
@given(records(), nows)
def test_every_other_reading_is_total_too(log: SessionRecord, now_ms: float) -> None:
    moments = tell_story(log)
    progress = project_progress(STUDY, log)
    project_answers(log)
    project_completeness(log, now_ms)

    assert [moment.at_ms for moment in moments] == sorted(moment.at_ms for moment in moments)
    assert (progress.task is None) == (progress.phase in ("after_study", "over"))


@given(st.lists(page_events, max_size=10))
def test_one_page_load_is_read_by_its_own_clock_however_it_arrives(events: list[Event]) -> None:
    """Delay and the device's clock change nothing inside one page load."""
    calm = [event for event in events if not isinstance(event, EpochEnded)]
    here, late = load("a", *calm), load("a", *calm, off_s=-9e6, delay_ms=5_000, rtt_ms=100)

    spent = [
        [
            (attempt.task, attempt.outcome, round(attempt.active_ms or 0, 2))
            for attempt in project_attempts(
                STUDY,
                record(epoch, tasks=TASKS),
                now_ms=START_MS,
                abandon_after_ms=inf,
            )
        ]
        for epoch in (here, late)
    ]

    assert spent[0] == spent[1]


def test_a_loop_of_page_loads_that_name_each_other_ends() -> None:
    """`prev` comes from the page, which may say anything."""
    one, two = load("a", viewed(0), prev="b"), load("b", viewed(1), prev="a", arrives_s=900)
    events: tuple[AnyEvent, ...] = tuple(
        entry.event for entry in build_timeline(record(one, two, replace(one, id=EpochId("c"))))
    )

    assert len(events) == 3
