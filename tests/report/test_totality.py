"""Whatever was recorded, a report can be made of it, and it says nothing impossible."""

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from math import isfinite

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recorder.metrics.estimates import Estimate
from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import QuestionId, TaskId
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.sessions import SessionState
from recorder.report.build import build_report
from recorder.report.json_text import write_json
from recorder.report.readings import SessionReading
from recorder.report.tables import list_tables, write_csv
from recorder.report.tree import Profile, Share
from tests.report.helpers import BUY, FIND, make_attempt, make_reading, make_study

GONE = TaskId("gone")
STUDY = make_study(
    participants={"planned": 3},
    variants=[{"id": name, "title": name, "start": "https://shop.example/"} for name in ("a", "b")],
    tasks=[
        {
            "id": "buy-green-tea",
            "title": "Buy green tea",
            "scenario": "Buy tea.",
            "time_limit": "3m",
            "success": [{"page": {"path": "/thanks"}}],
            "partial": {"score": 0.5, "success": [{"page": {"path": "/basket"}}]},
            "best_path": ["/", "/basket", "/thanks"],
            "targets": ["#buy"],
            "benchmark": {"completion": 0.8, "time": "60s"},
            "questions": ["seq", "after-scenario", "nasa-tlx"],
        },
        {
            "id": "find-hours",
            "title": "Find the hours",
            "scenario": "When does it open?",
            "questions": ["seq", {"id": "note", "ask": "What hindered you?", "kind": "text"}],
        },
    ],
    after_study=["sus", "umux-lite", "nps", "csat"],
)
SCALES = [
    *(f"sus.{item}" for item in range(1, 11)),
    *(f"asq.{item}" for item in range(1, 4)),
    *(f"nasa-tlx.{item}" for item in range(1, 7)),
    *("umux-lite.1", "umux-lite.2", "nps", "csat", "seq"),
]
QUESTIONS = st.sampled_from([*SCALES, "note"]).map(QuestionId)
values: st.SearchStrategy[Answer] = st.one_of(
    st.integers(-1, 21).map(float),
    st.floats(),
    st.sampled_from(["", "x", "The button did nothing at all."]),
    st.lists(st.sampled_from(["a", "b"]), max_size=2),
)
full_answers = st.builds(
    lambda rating, own: {QuestionId(name): float(rating) for name in SCALES} | own,
    st.integers(1, 5),
    st.dictionaries(QUESTIONS, values, max_size=3),
)
answers = st.dictionaries(QUESTIONS, values, max_size=6) | full_answers
pages = st.lists(st.sampled_from(["/", "/basket", "/thanks", "/x"]), max_size=5).map(tuple)
times_ms = st.none() | st.floats(allow_nan=False) | st.sampled_from([1.0, 5e3, 6e4, 6e4, 9e5])


@st.composite
def attempts(draw: st.DrawFn, who: int, task: TaskId) -> Attempt:
    """Draw an attempt that a projection could have made, or nearly."""
    clicks = draw(st.integers(0, 9))
    return make_attempt(
        who,
        task,
        draw(st.none() | st.sampled_from(list(Outcome))),
        active_ms=draw(times_ms),
        position=draw(st.integers(0, 3)),
        started_ms=draw(st.none() | st.floats(0, 1e9)),
        score=draw(st.none() | st.floats(0, 1)),
        claim=draw(st.none() | st.sampled_from(list(Claim))),
        criterion=draw(st.sampled_from(list(Finding))),
        assists=draw(st.integers(0, 2)),
        slips=draw(st.sampled_from([0, 0, 1, 50])),
        script_errors=draw(st.integers(0, 3)),
        direct=draw(st.sampled_from([None, True, False])),
        clicks=clicks,
        target_clicks=draw(st.none() | st.integers(0, clicks)),
        first_click_hit=draw(st.sampled_from([None, True, False])),
        pages=draw(pages),
        fewest_pages=draw(st.none() | st.integers(1, 4)),
        answers=draw(answers),
        variant=draw(st.sampled_from([None, "a", "b"])),
    )


@st.composite
def sessions(draw: st.DrawFn, who: int) -> SessionReading:
    tasks = draw(st.lists(st.sampled_from([BUY, FIND, GONE]), max_size=3))
    return make_reading(
        who,
        *(draw(attempts(who, task)) for task in tasks),
        answers=draw(answers),
        excluded_because=draw(st.sampled_from([None, None, None, "", "too tired"])),
        state=draw(st.sampled_from(list(SessionState))),
        is_test=draw(st.sampled_from([False, False, True])),
        tasks=tuple(draw(st.permutations([BUY, FIND]))),
        variant=draw(st.sampled_from([None, "a", "b"])),
    )


@st.composite
def studies(draw: st.DrawFn) -> list[SessionReading]:
    return [draw(sessions(who)) for who in range(draw(st.integers(0, 6)))]


def walk(value: object) -> Iterator[object]:
    """List every value of a report, however deep it lies."""
    yield value
    if isinstance(value, tuple | list):
        for one in value:
            yield from walk(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from walk(getattr(value, field.name))


profiles: st.SearchStrategy[Profile] = st.sampled_from(["standard", "strict"])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(studies(), profiles)
def test_every_study_has_a_report(readings: list[SessionReading], profile: Profile) -> None:
    report = build_report(STUDY, readings, profile=profile)

    # Answers are listed as they were given, whatever that was.
    said = list(walk(replace(report, answers=())))
    assert all(isfinite(one) for one in said if isinstance(one, float))
    for one in said:
        if isinstance(one, Share) and one.n:
            ends = one.estimate.interval
            assert ends is not None
            assert 0 <= ends.low <= one.hits / one.n <= ends.high <= 1
        if isinstance(one, Estimate) and one.estimate is not None and one.interval is None:
            assert one.reason is not None or one.flags or one.method == "time_to_success"
    for task in report.tasks:
        assert sum(count.count for count in task.outcomes) == task.assigned
        assert task.completion.n == task.ended
    assert len(report.summary) <= 8
    json.loads(write_json(report))
    assert all(write_csv(table) for table in list_tables(report))


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(studies())
def test_the_same_readings_make_the_same_report_in_any_order(
    readings: list[SessionReading],
) -> None:
    assert write_json(build_report(STUDY, readings)) == write_json(
        build_report(STUDY, readings[::-1])
    )
