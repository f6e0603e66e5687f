"""How many managed it: over all tasks, of everybody, in part, and against a goal."""

from dataclasses import replace

import pytest

from recorder.model.ids import SessionId
from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.readings import SessionReading
from recorder.report.tree import Report, TaskReport
from tests.report.helpers import BUY, FIND, make_attempt, make_reading, make_study, six_sessions

DONE, FAILED = Outcome.COMPLETED, Outcome.FAILED


@pytest.fixture
def report() -> Report:
    return build_report(make_study(), six_sessions())


def task_of(report: Report, number: int) -> TaskReport:
    return next(task for task in report.tasks if task.number == number)


def buying(*outcomes: Outcome, **more: object) -> list[SessionReading]:
    """Make one session for each outcome of buying, each in 20 s."""
    return [
        make_reading(who, make_attempt(who, BUY, outcome, 20 + who, **more), tasks=(BUY,))
        for who, outcome in enumerate(outcomes, 1)
    ]


def test_the_share_over_all_tasks_counts_participants_not_attempts() -> None:
    """Four people did both tasks alike: 2 of 2, 2 of 2, 0 of 2 and 0 of 2.

    Their spread is 4/3 * 4 * 1 / 64 = 1/12; 1/4 divided by it is 3, and t(7) / t(3) squared
    is (2.3646 / 3.1824)² = 0.5521: eight attempts are worth 1.656.
    """
    readings = [
        make_reading(who, make_attempt(who, BUY, outcome, 20), make_attempt(who, FIND, outcome, 20))
        for who, outcome in enumerate([DONE, DONE, FAILED, FAILED])
    ]

    overall = build_report(make_study(), readings).overall

    assert overall is not None
    assert overall.effective_n == pytest.approx(1.656, abs=0.001)
    assert overall.completion.head == "4 of 8"
    assert overall.completion.detail.endswith("4 participants")
    assert "%," not in overall.completion.detail.split("95 % interval")[0]
    assert overall.words.startswith("Over 2 tasks, 4 of 8 attempts were completed")


def test_one_participant_alone_has_no_interval_over_all_tasks() -> None:
    readings = [make_reading(1, make_attempt(1, BUY, DONE, 20), make_attempt(1, FIND, FAILED, 20))]

    overall = build_report(make_study(), readings).overall

    assert overall is not None
    assert (overall.completion.estimate.interval, overall.effective_n) == (None, None)
    assert overall.completion.text == "1 of 2 (1 participant, no interval: too few values)"


def test_two_sessions_of_one_participant_are_one_participant() -> None:
    """Who comes back is no second person."""
    again = make_attempt(1, BUY, DONE, 20)
    readings = [
        make_reading(1, again, tasks=(BUY,)),
        make_reading(2, replace(again, session=SessionId("session000000002")), tasks=(BUY,)),
    ]

    overall = build_report(make_study(), readings).overall

    assert overall is not None
    assert overall.completion.text.endswith("(1 participant, no interval: too few values)")


def test_everybody_who_was_given_a_task_is_counted_beside_those_who_ended_it(
    report: Report,
) -> None:
    """Of finding: one runs and two were not reached. Of buying only a void one is missing."""
    buy, find = task_of(report, 1), task_of(report, 2)

    assert buy.intention is None
    assert find.intention is not None
    assert find.intention.head == "1 of 6"
    assert report.denominators is not None
    assert report.denominators.intention_to_treat.endswith(
        "“Find the opening hours” 1 of 6 instead of 1 of 3."
    )


def test_nobody_vanishes_between_who_began_and_who_is_counted(report: Report) -> None:
    assert report.denominators is not None
    steps = dict(report.denominators.steps)
    assert list(report.denominators.steps) == [
        ("sessions began", 9),
        ("withdrawn by the participant", 1),
        ("test sessions of the study's own people", 1),
        ("excluded by a person", 1),
        ("sessions are counted", 6),
        ("tasks were given to them", 12),
        ("not reached", 2),
        ("still running", 1),
        ("void", 1),
        ("attempts ended: shares count these", 8),
    ]
    assert steps["attempts ended: shares count these"] == sum(t.ended for t in report.tasks)


def test_partial_success_is_told_as_a_share_and_as_a_mean_score() -> None:
    """1, 0.5, 0.5, 0 and 0: three got somewhere, and the mean score is 0.4."""
    outcomes = [DONE, Outcome.PARTIAL, Outcome.PARTIAL, FAILED, Outcome.GAVE_UP]
    readings = [
        make_reading(who, make_attempt(who, BUY, outcome, 20, score=score))
        for who, (outcome, score) in enumerate(zip(outcomes, [1, 0.5, 0.5, 0, 0], strict=True))
    ]

    partial = task_of(build_report(make_study(), readings), 1).partial

    assert partial is not None
    assert partial.at_least.text == "3 of 5 (60 %, 95 % interval 23-88 %)"
    assert partial.score.estimate.estimate == pytest.approx(0.4)
    assert partial.score.text == "0.40 (95 % interval 0.12-0.77, n = 5)"


def test_a_study_without_partial_credit_shows_none(report: Report) -> None:
    assert [task.partial for task in report.tasks] == [None, None]


def test_a_goal_comes_with_a_test_of_its_own() -> None:
    """8 of 9 against 70 %: the exact p is .196, and mid-P .118 (Sauro & Lewis, chapter 4)."""
    study = make_study(
        tasks=[
            {
                "id": "buy-green-tea",
                "title": "Buy",
                "scenario": "Buy.",
                "benchmark": {"completion": 0.7},
            }
        ]
    )
    readings = buying(*[DONE] * 8, FAILED)

    usual = build_report(study, readings).tasks[0].benchmarks[0]
    strict = build_report(study, readings, profile="strict").tasks[0].benchmarks[0]

    assert usual.tested is not None
    assert strict.tested is not None
    assert usual.tested.words == "p=.12, one-sided mid-P binomial test"
    assert usual.tested.test.p == pytest.approx(0.118, abs=0.0005)
    assert strict.tested.words == "p=.20, one-sided exact binomial test"
    assert usual.verdict == "cannot_tell_yet"


def test_a_goal_without_data_is_not_tested() -> None:
    goals = task_of(build_report(make_study(), []), 1).benchmarks

    assert [goal.tested for goal in goals] == [None, None]


def test_the_strict_profile_gives_intervals_that_keep_their_promise() -> None:
    """4 of 5: Clopper-Pearson goes from 28 to 99 %, adjusted Wald from 36 to 98 %."""
    study = make_study(report={"profile": "strict"})

    report = build_report(study, six_sessions())

    buy = task_of(report, 1)
    assert report.profile == "strict"
    assert buy.completion.text == "4 of 5 (80 %, 95 % interval 28-99 %)"
    assert report.overall is not None
    assert report.overall.completion.estimate.method == "clopper_pearson_effective_n"
    assert {"strict", "clopper_pearson", "binomial_exact"} <= {one.name for one in report.methods}


def test_a_profile_asked_for_overrules_the_study_file() -> None:
    study = make_study(report={"profile": "strict"})

    report = build_report(study, six_sessions(), profile="standard")

    assert report.profile == "standard"
    assert task_of(report, 1).completion.text == "4 of 5 (80 %, 95 % interval 36-98 %)"


def test_a_share_of_a_small_group_names_no_percentage() -> None:
    report = build_report(make_study(), buying(DONE, DONE, FAILED))

    assert task_of(report, 1).completion.text == "2 of 3 (95 % interval 20-94 %)"


def test_a_mixed_order_shows_how_a_task_fares_at_each_place() -> None:
    """Buying fails first and works second; finding works everywhere."""
    readings = [
        make_reading(
            who,
            make_attempt(who, BUY, DONE if who % 2 else FAILED, 30, position=1 + who % 2),
            make_attempt(who, FIND, DONE, 30, position=2 - who % 2),
        )
        for who in range(4)
    ]

    report = build_report(make_study(), readings)

    buy = task_of(report, 1)
    assert [(one.position, one.completion.head) for one in buy.positions] == [
        (1, "0 of 2"),
        (2, "2 of 2"),
    ]
    assert report.overall is not None
    assert [(one.position, one.completion.head) for one in report.overall.positions] == [
        (1, "2 of 4"),
        (2, "4 of 4"),
    ]
    assert buy.positions[0].time.head == "nobody has succeeded yet"
    assert not any("same order" in one.sentence for one in report.remarks)


def test_a_fixed_order_cannot_tell_a_task_from_its_place(report: Report) -> None:
    assert [task.positions for task in report.tasks] == [(), ()]
    assert report.overall is not None
    assert report.overall.positions == ()
    assert any("same order" in one.sentence for one in report.remarks)
