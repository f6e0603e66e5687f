"""The opening: what somebody with half a minute takes away must be true."""

from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.readings import SessionReading
from tests.report.helpers import (
    BUY,
    FIND,
    make_attempt,
    make_reading,
    make_study,
    six_sessions,
    wide_readings,
    wide_study,
)

DONE, FAILED = Outcome.COMPLETED, Outcome.FAILED
TASK = {"id": "buy-green-tea", "title": "Buy green tea", "scenario": "Buy."}


def buying(completed: int, n: int, **more: object) -> list[SessionReading]:
    return [
        make_reading(
            who, make_attempt(who, BUY, DONE if who < completed else FAILED, 30 + who, **more)
        )
        for who in range(n)
    ]


def summary_of(readings: list[SessionReading], goal: float | None = None) -> tuple[str, ...]:
    task = TASK | ({"benchmark": {"completion": goal}} if goal else {})
    study = make_study(tasks=[task], participants={}, after_study=[])
    return build_report(study, readings).summary


def test_a_goal_inside_the_interval_is_neither_met_nor_missed() -> None:
    who, task, *_ = summary_of(buying(9, 12), 0.8)

    assert who == "12 participants are counted; none is left out."
    assert task == (
        "“Buy green tea”: 9 of 12 finished it (75 %, 95 % interval 46-92 %); we cannot tell yet "
        "whether that meets the goal of 80 %."
    )


def test_a_goal_beside_the_interval_is_met_or_missed() -> None:
    assert summary_of(buying(9, 12), 0.4)[1].endswith("; that meets the goal of 40 %.")
    assert summary_of(buying(9, 12), 0.95)[1].endswith("; that misses the goal of 95 %.")


def test_help_is_not_hidden_in_the_number_who_finished() -> None:
    assert "9 of 12 finished it, with help (" in summary_of(buying(9, 12, assists=1))[1]


def test_the_time_is_that_of_those_who_finished() -> None:
    assert summary_of(buying(2, 3))[2].startswith("Those who finished it typically took 0:3")


def test_the_worst_task_is_told_first_and_its_failure_in_words() -> None:
    readings = [
        make_reading(who, make_attempt(who, BUY, DONE, 20), make_attempt(who, FIND, FAILED, 20))
        for who in range(5)
    ]

    summary = build_report(make_study(), readings).summary

    assert summary[1] == (
        "Hardest was “Find the opening hours”: nobody finished it, 0 of 5 (0 %, 95 % interval "
        "0-49 %)."
    )
    assert summary[2].startswith("Easiest was “Buy green tea”: 5 of 5 finished it (100 %,")


def test_what_to_check_before_relying_on_it_is_said_last() -> None:
    """p02 and p04 are contradicted; p02 gave ten equal answers."""
    assert build_report(make_study(), six_sessions()).summary[-1] == (
        "Before you rely on this, look at 2 attempts whose witnesses disagree and 1 sign of "
        "careless answers, listed below."
    )


def test_a_large_study_is_told_in_eight_sentences_with_the_worst_task_among_them() -> None:
    report = build_report(wide_study(), wide_readings(30))

    assert len(report.summary) == 8
    assert report.summary[1].startswith(f"Hardest was “{report.tasks[0].title}”")
    assert any(one.startswith("System Usability Scale") for one in report.summary)
    assert all(one.endswith(".") for one in report.summary)


def test_the_grade_of_a_sus_is_never_told_without_its_ends() -> None:
    sus = next(one for one in build_report(wide_study(), wide_readings()).summary if "SUS" in one)

    assert "a grade B, plausibly C to A-" in sus
