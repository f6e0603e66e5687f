"""The scripted sessions of `helpers.six_sessions`, worked out by hand."""

import pytest

from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.tree import Report, TaskReport
from tests.report.helpers import (
    BUY,
    FIND,
    GOOD_SUS,
    after_study,
    make_attempt,
    make_reading,
    make_study,
    rated,
    six_sessions,
    wide_readings,
    wide_study,
)


@pytest.fixture
def report() -> Report:
    return build_report(make_study(), six_sessions())


def task_of(report: Report, number: int) -> TaskReport:
    return next(task for task in report.tasks if task.number == number)


def counts_of(task: TaskReport) -> dict[str, int]:
    return {one.outcome: one.count for one in task.outcomes if one.count}


def test_every_assigned_attempt_has_one_outcome(report: Report) -> None:
    """Nothing is merged and nothing is lost: the counts sum up to what was assigned."""
    buy, find = task_of(report, 1), task_of(report, 2)

    assert counts_of(buy) == {"completed": 4, "gave_up": 1, "void": 1}
    assert counts_of(find) == {
        "completed": 1,
        "failed": 1,
        "timed_out": 1,
        "running": 1,
        "not_reached": 2,
    }
    for task in (buy, find):
        assert sum(one.count for one in task.outcomes) == task.assigned == 6


def test_shares_count_attempts_that_ended_and_are_not_void(report: Report) -> None:
    buy, find = task_of(report, 1), task_of(report, 2)

    assert buy.completion.text == "4 of 5 (80 %, 95 % interval 36-98 %)"
    assert buy.completion.best == pytest.approx(5 / 7)
    assert find.completion.text == "1 of 3 (95 % interval 6-80 %)"
    assert find.others == "Not completed: 1 failed, 1 timed out, 1 still running and 2 not reached."


def test_a_running_attempt_is_in_no_share() -> None:
    running = make_reading(1, make_attempt(1, BUY, None))

    task = task_of(build_report(make_study(), [running]), 1)

    assert counts_of(task) == {"running": 1}
    assert (task.ended, task.completion.text) == (0, "no data yet")


def test_help_is_told_apart_from_completion_alone(report: Report) -> None:
    find = task_of(report, 2)

    assert (find.unassisted.hits, find.unassisted.n, find.assisted) == (0, 3, 1)


def test_the_typical_time_is_that_of_the_successes(report: Report) -> None:
    """The mean of ln 55, ln 65, ln 75 and ln 62 is 4.1566, their deviation 0.1283.

    Half the interval is 3.1824 * 0.1283 / 2 = 0.2041, so it is exp of 3.9525 to 4.3607.
    """
    time = task_of(report, 1).time

    assert time.figure.estimate.estimate == pytest.approx(63.849, abs=0.01)
    assert time.figure.text == "1:04 (95 % interval 0:52-1:18, n = 4)"
    assert time.who == "successful attempts: 4 of 5"
    assert [point.time_s for point in time.points if not point.is_success] == [90]


def test_goals_are_judged_by_the_interval(report: Report) -> None:
    """30 % lies below 36-98 %; 60 s lies inside 0:52-1:18."""
    goals = task_of(report, 1).benchmarks

    assert [(goal.measure, goal.verdict) for goal in goals] == [
        ("completion", "met"),
        ("time_s", "cannot_tell_yet"),
    ]
    assert goals[0].sentence == (
        "Goal, at least 30 % complete it: met; the whole interval, 36-98 %, is on the good "
        "side of it."
    )


def test_a_goal_that_the_whole_interval_misses_is_not_met() -> None:
    study = make_study()
    readings = [
        make_reading(who, make_attempt(who, BUY, Outcome.GAVE_UP, 100)) for who in range(1, 21)
    ]

    goals = task_of(build_report(study, readings), 1).benchmarks

    assert [goal.verdict for goal in goals] == ["not_met", "cannot_tell_yet"]
    assert "there is no interval yet" in goals[1].sentence


def test_trouble_is_told_as_attempts_hit_and_as_a_rate(report: Report) -> None:
    scripts, requests, slips = task_of(report, 1).troubles

    assert (scripts.total, scripts.hit.head) == (2, "1 of 5")
    assert scripts.rate.estimate.estimate == pytest.approx(0.4)
    assert (requests.total, requests.hit.head) == (1, "1 of 5")
    assert (slips.total, slips.hit.head) == (0, "0 of 5")


def test_ease_is_a_mean_of_those_who_ended(report: Report) -> None:
    """6, 7, 4, 6 and 2: mean 5, standard deviation 2, t(4) = 2.7764; clipped at 7."""
    ease = task_of(report, 1).ease

    assert ease is not None
    assert ease.figure is not None
    assert ease.figure.text == "5.0 (95 % interval 2.5-7.0, n = 5)"
    assert ease.figure.spread == pytest.approx(2)
    assert [one.count for one in ease.counts] == [0, 1, 0, 1, 0, 2, 1]


def test_directness_is_of_those_who_completed(report: Report) -> None:
    assert task_of(report, 1).direct.head == "3 of 4"


def test_own_questions_are_counted_or_listed(report: Report) -> None:
    order, where = task_of(report, 1).questions[0], task_of(report, 2).questions[0]

    assert [one.text for one in order.words] == ["4711"]
    assert [(one.words, one.count) for one in where.counts] == [("menu", 1), ("footer", 1)]
    assert (where.answered, where.asked) == (2, 3)
    assert [one.text for one in report.questions[0].words] == ["The basket."]


def test_a_sus_with_a_missing_item_has_no_score() -> None:
    """A guessed answer is no answer; the participant is counted as incomplete."""
    readings = [
        make_reading(1, answers=after_study(GOOD_SUS)),
        make_reading(2, answers=after_study((3,) * 10)),
        make_reading(3, answers=after_study(GOOD_SUS[:9])),
        make_reading(4),
    ]

    sus = build_report(make_study(), readings).questionnaires[0]

    # Odd items 4 + 3 + 3 + 4 + 3, even items 3 + 4 + 3 + 3 + 3: 2.5 * 33 = 82.5.
    assert [score for _, score in sus.scores] == [82.5, 50]
    assert (sus.incomplete, sus.asked) == (1, 4)
    assert sus.figure.head == "66.3"


def test_the_net_promoter_score_carries_its_warning(report: Report) -> None:
    """9, 10 and 3: two promoters less one detractor of three."""
    nps = report.questionnaires[1]

    assert nps.figure.head == "+33"
    assert [one.count for one in nps.counts] == [2, 0, 1]
    assert "Below 30 answers" in nps.note


def test_nobody_is_left_out_silently(report: Report) -> None:
    assert [(one.participant, one.reason) for one in report.exclusions] == [
        ("p07", "test"),
        ("p08", "excluded"),
        ("p09", "withdrawn"),
    ]
    assert report.exclusions[1].sentence == "p08 was excluded by a person: works for the shop"
    assert (report.header.sessions, report.header.sessions_in_all) == (6, 9)
    assert report.summary[0] == "6 participants are counted (6 planned); 3 sessions are left out."


def test_test_sessions_count_when_the_study_says_so() -> None:
    study = make_study(exclude={"test_sessions": False})

    report = build_report(study, six_sessions())

    assert [one.participant for one in report.exclusions] == ["p08", "p09"]


def test_witnesses_who_disagree_are_listed(report: Report) -> None:
    """p02 said done without meeting the criterion; for p04 a person overruled it."""
    found = [(one.participant, one.task, one.outcome_words) for one in report.disagreements]

    assert ("p02", FIND, "failed") in found
    assert ("p04", BUY, "completed") in found
    assert all(who in {"p02", "p04"} for who, _, _ in found)


def test_the_worst_task_comes_first(report: Report) -> None:
    assert [task.id for task in report.tasks] == [FIND, BUY]
    assert report.summary[1].startswith("Hardest was “Find the opening hours”: 1 of 3")


def test_rows_link_to_the_moment_the_attempt_started(report: Report) -> None:
    row = task_of(report, 1).rows[0]

    assert (row.session, row.t_ms, row.time_words) == ("session000000001", 5_000, "0:55")
    assert task_of(report, 2).rows[-1].t_ms is None


def test_what_limits_the_data_is_said(report: Report) -> None:
    said = [one.sentence for one in report.remarks]

    assert "1 session is still open; the figures will change." in said
    assert "p06, buy-green-tea: void and in no share (network failed)." in said


def test_a_time_of_zero_is_listed_and_not_averaged() -> None:
    """A zero is a fault of a clock; the logarithm of it would be, too."""
    readings = [
        make_reading(1, make_attempt(1, BUY, Outcome.COMPLETED, 0)),
        make_reading(2, make_attempt(2, BUY, Outcome.COMPLETED, 30)),
    ]

    report = build_report(make_study(), readings)

    assert task_of(report, 1).time.figure.estimate.n == 1
    assert task_of(report, 1).completion.head == "2 of 2"
    assert any("completed without a valid time" in one.sentence for one in report.remarks)


def test_an_answer_that_the_question_does_not_allow_is_not_counted() -> None:
    readings = [
        make_reading(1, make_attempt(1, BUY, Outcome.COMPLETED, 9, answers=rated(8))),
        make_reading(2, make_attempt(2, BUY, Outcome.COMPLETED, 8, answers=rated(7))),
    ]

    report = build_report(make_study(), readings)

    ease = task_of(report, 1).ease
    assert ease is not None
    assert (ease.answered, ease.asked) == (1, 2)
    assert any("the question allows" in one.sentence for one in report.remarks)


def test_a_study_without_sessions_has_a_report() -> None:
    report = build_report(make_study(), [])

    assert report.summary == ("Nobody has taken part yet.",)
    assert [task.assigned for task in report.tasks] == [0, 0]
    assert report.header.as_of_words == ""


def test_one_participant_gives_counts_without_a_percentage() -> None:
    report = build_report(
        make_study(),
        [make_reading(1, make_attempt(1, BUY, Outcome.COMPLETED, 41.2))],
    )

    task = task_of(report, 1)
    assert task.completion.text == "1 of 1 (95 % interval 17-100 %)"
    assert task.time.figure.text == "0:41 (n = 1, no interval: one value has no spread)"


def test_when_nobody_succeeds_there_is_no_time_on_task() -> None:
    readings = [make_reading(who, make_attempt(who, BUY, Outcome.FAILED, 50)) for who in (1, 2)]

    report = build_report(make_study(), readings)

    task = task_of(report, 1)
    assert task.time.text == "Nobody completed it in 2 attempts, so there is no time on task."
    assert report.summary[1] == "Nobody completed any task (0 of 2)."


def test_when_everybody_succeeds_the_interval_still_is_no_certainty() -> None:
    readings = [
        make_reading(who, make_attempt(who, BUY, Outcome.COMPLETED, 30 + who)) for who in range(5)
    ]

    report = build_report(make_study(), readings)

    assert task_of(report, 1).completion.text == "5 of 5 (100 %, 95 % interval 51-100 %)"
    assert report.summary[1] == "Everybody completed every task that was tried (5 of 5)."


def test_a_restarted_task_counts_once_with_its_last_attempt() -> None:
    first = make_attempt(1, BUY, Outcome.ABANDONED, 10)
    second = make_attempt(1, BUY, Outcome.COMPLETED, 20)

    report = build_report(make_study(), [make_reading(1, first, second)])

    assert counts_of(task_of(report, 1)) == {"completed": 1}


def test_variants_stand_side_by_side() -> None:
    """Who asks whether the short checkout does better must see both, each with its n."""
    readings = [
        make_reading(
            who,
            make_attempt(who, BUY, outcome, 20, variant=variant),
            variant=variant,
        )
        for who, (variant, outcome) in enumerate(
            [
                ("current", Outcome.FAILED),
                ("short", Outcome.COMPLETED),
                ("current", Outcome.COMPLETED),
                ("short", Outcome.COMPLETED),
            ]
        )
    ]

    report = build_report(make_study(), readings)

    found = [(one.variant, one.completion.head) for one in task_of(report, 1).variants]
    assert found == [("current", "1 of 2"), ("short", "2 of 2")]
    assert task_of(report, 1).completion.head == "3 of 4"
    assert report.header.variants == (("current", 2), ("short", 2))
    assert any("pool the variants" in one.sentence for one in report.remarks)


def test_a_variant_without_success_says_so_where_its_time_would_stand() -> None:
    """Two attempts that failed are data: "no data yet" would be wrong."""
    readings = [
        make_reading(who, make_attempt(who, BUY, outcome, 20, variant=variant), variant=variant)
        for who, (variant, outcome) in enumerate(
            [("current", Outcome.FAILED), ("current", Outcome.FAILED), ("short", Outcome.COMPLETED)]
        )
    ]

    current, _ = task_of(build_report(make_study(), readings), 1).variants

    assert current.completion.head == "0 of 2"
    assert current.time.head == "nobody has succeeded yet"


def test_the_order_of_the_sessions_does_not_change_the_report() -> None:
    readings = wide_readings()

    assert build_report(wide_study(), readings[::-1]) == build_report(wide_study(), readings)


def test_every_figure_has_a_method_that_is_explained(report: Report) -> None:
    explained = {method.name for method in report.methods}

    used = {task.completion.estimate.method for task in report.tasks}
    used |= {task.time.figure.estimate.method for task in report.tasks}
    used |= {one.figure.estimate.method for one in report.questionnaires}
    used |= {one.rate.estimate.method for task in report.tasks for one in task.troubles}
    assert used <= explained
    assert "umux_lite" not in explained
