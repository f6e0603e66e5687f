"""How long it took: those who succeeded, and everybody."""

import pytest

from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.readings import SessionReading
from recorder.report.tree import TimeOnTask
from tests.report.helpers import BUY, make_attempt, make_reading, make_study, six_sessions

DONE, FAILED = Outcome.COMPLETED, Outcome.FAILED
TASK = {"id": "buy-green-tea", "title": "Buy", "scenario": "Buy."}


def timed(*times_s: float, failures: int = 0) -> list[SessionReading]:
    done = [(DONE, time_s) for time_s in times_s]
    return [
        make_reading(who, make_attempt(who, BUY, outcome, time_s), tasks=(BUY,))
        for who, (outcome, time_s) in enumerate([*done, *[(FAILED, 100.0)] * failures])
    ]


def time_of(readings: list[SessionReading], **task: object) -> TimeOnTask:
    study = make_study(tasks=[TASK | task], participants={})
    return build_report(study, readings).tasks[0].time


def test_the_headline_changes_to_the_median_at_twenty_five_successes() -> None:
    """Below, the geometric mean is steadier; both always stand there."""
    few, many = time_of(timed(*range(10, 34))), time_of(timed(*range(10, 35)))

    assert few.geometric is not None
    assert many.median is not None
    assert few.figure == few.geometric
    assert many.figure == many.median
    assert (few.figure.estimate.method, many.figure.estimate.method) == ("log_t", "median_exact")
    assert many.figure.estimate.estimate == 22


def test_a_median_of_few_times_has_no_interval() -> None:
    time = time_of(timed(10, 20, 30, 40, 50))

    assert time.median is not None
    assert time.median.text == "0:30 (n = 5, no interval: too few values)"


def test_half_of_everybody_is_later_than_half_of_those_who_succeed() -> None:
    """10, 20, 30, 40, 50 s and three failures: the fourth and fifth of eight are 40 and 50.

    The exact interval of eight runs from the first to the eighth, which is never.
    """
    time = time_of(timed(10, 20, 30, 40, 50, failures=3))

    assert time.everybody is not None
    everybody = time.everybody
    assert everybody.median.text == "0:45 (95 % interval 0:10 to not reached, n = 8)"
    assert [(p.time_s, p.share.head) for p in everybody.curve] == [
        (10, "1 of 8"),
        (20, "2 of 8"),
        (30, "3 of 8"),
        (40, "4 of 8"),
        (50, "5 of 8"),
    ]
    assert everybody.curve[-1].share.detail == "63 %, 95 % interval 30-87 %"
    assert everybody.words == (
        "Half of everybody had succeeded by 0:45; 5 of 8 had succeeded by 0:50."
    )


def test_failures_take_the_whole_limit() -> None:
    """(10 + 20 + 2 * 60) / 4 with a limit of a minute; without one the longest time is 100 s."""
    limited = time_of(timed(10, 20, failures=2), time_limit="60s").everybody
    free = time_of(timed(10, 20, failures=2)).everybody

    assert limited is not None
    assert free is not None
    assert (limited.limit_s, limited.restricted.estimate.estimate) == (60, 37.5)
    assert (free.limit_s, free.restricted.estimate.estimate) == (100, 57.5)


def test_when_fewer_than_half_succeed_their_middle_is_not_reached() -> None:
    time = time_of(timed(10, failures=2))

    assert time.everybody is not None
    assert time.everybody.median.head == "not reached"
    assert time.everybody.median.estimate.estimate is None
    assert "not enough to say" in time.everybody.words


def test_when_nobody_succeeds_there_is_no_curve() -> None:
    time = time_of(timed(failures=3))

    assert time.everybody is not None
    assert time.everybody.curve == ()
    assert time.everybody.words == ""
    assert time.everybody.median.head == "nobody has succeeded yet"
    assert (time.geometric, time.median) == (None, None)


def test_without_attempts_there_is_no_time_of_everybody() -> None:
    assert time_of([]).everybody is None


def test_older_figures_are_there_without_an_interval() -> None:
    """(1/10 + 1/20 + 0) / 3 tasks a second is 3 a minute; 30 of 130 s were well spent."""
    legacy = dict(time_of(timed(10, 20, failures=1)).legacy)

    assert legacy["time-based efficiency, tasks a minute"] == pytest.approx(3)
    assert legacy["relative efficiency, 0 to 1"] == pytest.approx(30 / 130)


def test_a_running_study_has_figures_that_may_be_looked_at_any_time() -> None:
    """5 of 5 reaches from .05 / 6 to the fifth root: 38 %; at the planned number it ends."""
    plan = {"participants": {"planned": 6}, "tasks": [TASK | {"benchmark": {"completion": 0.3}}]}
    readings = timed(10, 20, 30, 40, 50)

    running = build_report(make_study(**plan), readings)
    done = build_report(make_study(**(plan | {"participants": {"planned": 5}})), readings)

    live = running.tasks[0].live
    assert live is not None
    assert running.is_running
    assert live.completion.text == "5 of 5 (100 %, 95 % interval 38-100 %)"
    assert live.settled == "The goal of 30 % is met already."
    assert live.time.estimate.method == "confidence_sequence_log_time"
    assert live.time.estimate.estimate == pytest.approx(26.05, abs=0.01)
    assert running.summary[0].startswith("5 of 6 planned participants have taken part so far")
    assert (done.is_running, done.tasks[0].live) == (False, None)


def test_a_study_that_plans_no_number_is_never_called_running() -> None:
    report = build_report(make_study(participants={}), six_sessions())

    assert not report.is_running


def test_a_running_study_without_success_says_so() -> None:
    study = make_study(tasks=[TASK])

    tried = build_report(study, timed(failures=2)).tasks[0].live
    untried = build_report(study, []).tasks[0].live

    assert tried is not None
    assert untried is not None
    assert (tried.time.head, untried.time.head) == ("nobody has succeeded yet", "no data yet")
    assert untried.completion.text == "no data yet"


def test_a_time_of_more_than_a_year_is_no_time() -> None:
    """A clock that was set makes such times; one would drown all others."""
    assert time_of(timed(10, 20, 400 * 86_400)).figure.estimate.n == 2


def test_four_times_settle_nothing_while_a_study_runs() -> None:
    study = make_study(tasks=[TASK | {"benchmark": {"time": "1s"}}])

    live = build_report(study, timed(10, 20, 30, 40)).tasks[0].live

    assert live is not None
    assert live.settled == ""
    assert live.time.text.endswith("no interval: too few values so far)")
