"""Every questionnaire with a published score, after the study and after a task."""

import pytest

from recorder.model.attempts import Answer
from recorder.model.ids import QuestionId
from recorder.model.outcomes import Outcome
from recorder.report.build import build_report
from recorder.report.tree import QuestionResult, ScoredQuestionnaire
from tests.report.helpers import BUY, GOOD_SUS, after_study, make_attempt, make_reading, make_study

TASK = {"id": "buy-green-tea", "title": "Buy", "scenario": "Buy."}


def filled(stem: str, *ratings: float | None) -> dict[QuestionId, Answer]:
    return {
        QuestionId(f"{stem}.{number}"): rating
        for number, rating in enumerate(ratings, 1)
        if rating is not None
    }


def after_the_study(name: str, *sheets: dict[QuestionId, Answer]) -> ScoredQuestionnaire:
    study = make_study(after_study=[name])
    readings = [make_reading(who, answers=answers) for who, answers in enumerate(sheets)]
    return build_report(study, readings).questionnaires[0]


def after_a_task(name: str, *sheets: dict[QuestionId, Answer]) -> ScoredQuestionnaire:
    study = make_study(tasks=[TASK | {"questions": [name]}])
    readings = [
        make_reading(who, make_attempt(who, BUY, Outcome.COMPLETED, 9, answers=answers))
        for who, answers in enumerate(sheets)
    ]
    task = build_report(study, readings).tasks[0]
    assert task.questions == ()
    return task.questionnaires[0]


def test_workload_is_the_plain_mean_of_six_scales_of_0_to_100() -> None:
    """(20 + 10 + 0 + 10 + 20 + 0) / 6 steps of 5 points are 50; who left one out has none."""
    tlx = after_a_task(
        "nasa-tlx",
        filled("nasa-tlx", 20, 10, 0, 10, 20, 0),
        filled("nasa-tlx", 0, 0, 0, 0, 0, 0),
        filled("nasa-tlx", 20, 20, 20, 20, 20, None),
    )

    assert [score for _, score in tlx.scores] == [50, 0]
    assert (tlx.incomplete, tlx.asked, tlx.high) == (1, 3, 100)
    assert tlx.standing is None
    assert [(name, figure.head) for name, figure in tlx.parts][:2] == [
        ("Mental demand", "50.0"),
        ("Physical demand", "25.0"),
    ]
    assert [figure.estimate.n for _, figure in tlx.parts] == [2] * 6


def test_the_after_scenario_questionnaire_averages_what_applies() -> None:
    """6, 5 and 7 make 6; support did not apply to the second, whose mean is 4."""
    asq = after_a_task("after-scenario", filled("asq", 6, 5, 7), filled("asq", 3, 5, None), {})

    assert [score for _, score in asq.scores] == [6, 4]
    assert (asq.figure.head, asq.low, asq.high, asq.incomplete) == ("5.0", 1, 7, 0)
    assert asq.note.startswith("1 participant left an item out")
    assert [(name, figure.estimate.n) for name, figure in asq.parts] == [
        ("Ease", 2),
        ("Time", 2),
        ("Support", 1),
    ]


def test_umux_lite_is_held_against_the_norms_of_the_sus_unconverted() -> None:
    """(7 + 6 - 2) * 100 / 12 = 91.7 and (4 + 4 - 2) * 100 / 12 = 50."""
    umux = after_the_study("umux-lite", filled("umux-lite", 7, 6), filled("umux-lite", 4, 4))

    assert [score for _, score in umux.scores] == [pytest.approx(91.667, abs=0.001), 50]
    assert umux.standing is not None
    assert umux.standing.words.startswith("Held against the norms of the SUS: grade C")
    assert [figure.head for _, figure in umux.parts] == ["5.5", "5.0"]


def test_a_sus_says_its_place_with_both_ends_of_its_interval() -> None:
    """82.5, 70, 75, 80, 67.5 and 77.5: mean 75.4, and t(5) = 2.5706 gives 69.3 to 81.5."""
    sheets = [
        GOOD_SUS,
        (4, 2, 4, 2, 4, 2, 4, 3, 3, 2),
        (4, 2, 4, 2, 4, 2, 4, 2, 4, 2),
        (5, 2, 4, 2, 5, 2, 4, 2, 4, 2),
        (4, 2, 4, 3, 4, 2, 3, 3, 4, 2),
        (5, 2, 4, 2, 4, 2, 4, 2, 4, 2),
    ]

    sus = after_the_study("sus", *(after_study(one) for one in sheets))

    assert sus.figure.text == "75.4 (95 % interval 69.3-81.5, n = 6)"
    assert sus.standing is not None
    assert (sus.standing.grade, sus.standing.grade_low, sus.standing.grade_high) == ("B", "C", "A")
    assert (sus.standing.adjective, sus.standing.acceptability) == ("Good", "acceptable")
    assert sus.standing.percentile.head == "75th"
    assert sus.standing.words == (
        "grade B (plausible C to A), 75th percentile (54th to 92nd); nearest adjective “Good”, "
        "acceptable."
    )


def test_one_sus_has_no_place_with_ends() -> None:
    sus = after_the_study("sus", after_study(GOOD_SUS))

    assert sus.standing is not None
    assert (sus.standing.grade, sus.standing.grade_low) == ("A", "")
    assert sus.standing.words.endswith("without an interval this says little.")


def test_without_scores_there_is_no_place() -> None:
    assert after_the_study("sus", {}).standing is None


def test_the_net_promoter_score_shows_its_adjusted_form_too() -> None:
    """9, 10 and 3: 33 as observed, and 100 * (2 - 1) / (3 + 3) = 17 in the middle."""
    nps = after_the_study("nps", *(after_study(nps=one) for one in (9, 10, 3)))

    assert nps.figure.head == "+33"
    assert [(name.split(",")[0], figure.head) for name, figure in nps.parts] == [
        ("Adjusted score", "+17")
    ]
    assert nps.parts[0][1].estimate.interval == nps.figure.estimate.interval


def test_a_questionnaire_asked_in_both_places_is_scored_in_both() -> None:
    study = make_study(tasks=[TASK | {"questions": ["umux-lite"]}], after_study=["umux-lite"])
    attempt = make_attempt(1, BUY, Outcome.COMPLETED, 9, answers=filled("umux-lite", 7, 7))

    report = build_report(study, [make_reading(1, attempt, answers=filled("umux-lite", 1, 1))])

    assert report.questionnaires[0].scores[0][1] == 0
    assert report.tasks[0].questionnaires[0].scores[0][1] == 100


def ease_of(*ratings: int) -> QuestionResult:
    study = make_study(tasks=[TASK | {"questions": ["seq"]}])
    readings = [
        make_reading(
            who,
            make_attempt(
                who, BUY, Outcome.COMPLETED, 9, answers={QuestionId("seq"): float(rating)}
            ),
        )
        for who, rating in enumerate(ratings)
    ]
    ease = build_report(study, readings).tasks[0].ease
    assert ease is not None
    return ease


def test_ease_is_told_against_what_tasks_get_elsewhere() -> None:
    """A mean alone is not enough: its whole interval must lie on one side of 5.5."""
    assert ease_of(7, 7, 7, 7, 6).norm.startswith("The whole interval lies above 5.5")
    assert ease_of(2, 3, 2, 3, 2).norm.startswith("The whole interval lies below 5.5")
    assert ease_of(7, 6, 3, 7, 6).norm.startswith("We cannot tell whether it is above or below 5.5")
    assert ease_of(7).norm == ""


def test_the_two_best_answers_are_counted_as_a_share() -> None:
    top = ease_of(7, 6, 5, 2, 6).top

    assert top is not None
    assert top.text == "3 of 5 (60 %, 95 % interval 23-88 %)"


def test_satisfaction_is_told_by_its_top_two_answers() -> None:
    study = make_study(after_study=["csat"])
    readings = [
        make_reading(who, answers={QuestionId("csat"): float(rating)})
        for who, rating in enumerate([5, 4, 3, 1])
    ]

    report = build_report(study, readings)

    top = report.questions[0].top
    assert top is not None
    assert top.head == "2 of 4"
    assert "csat" in {one.name for one in report.methods}
