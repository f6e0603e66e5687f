"""Comparisons of two sides, with figures worked out on paper or taken from the golden file."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from recorder.model.attempts import Attempt
from recorder.model.ids import QuestionId, VariantId
from recorder.model.outcomes import Outcome
from recorder.model.studies import Study
from recorder.report.build import build_report
from recorder.report.comparisons import Round, compare_rounds, compare_variants
from recorder.report.readings import SessionReading
from recorder.report.rules import STANDARD, Rules
from recorder.report.tree import Comparison, Contrast
from recorder.web.report_file import render_report_file
from tests.report.helpers import (
    BUY,
    after_study,
    make_attempt,
    make_reading,
    make_study,
    rated,
)

LONG, SHORT = VariantId("long"), VariantId("short")
STRICT = Rules(profile="strict")


def make_variants(**changes: object) -> Study:
    """Make a study of one task without goals and two variants, the long one first."""
    plan: dict[str, object] = {
        "variants": [
            {"id": "long", "title": "Long checkout"},
            {"id": "short", "title": "Short checkout"},
        ],
        "participants": {},
        "tasks": [
            {"id": "buy-green-tea", "title": "Buy tea", "scenario": "Buy it.", "questions": ["seq"]}
        ],
        "after_study": ["sus", "umux-lite", "nps", "csat"],
    }
    return make_study(**(plan | changes))


def use(
    variant: VariantId | None,
    times_s: Sequence[float | None],
    *,
    first: int = 1,
    ratings: Sequence[int] = (),
) -> list[SessionReading]:
    """Make one session for each time, None for a failure, numbered from `first`."""
    return [
        make_reading(
            who,
            _attempt(who, variant, time_s, ratings[place] if ratings else None),
            variant=variant,
            tasks=(BUY,),
        )
        for place, (who, time_s) in enumerate(enumerate(times_s, first))
    ]


def _attempt(
    who: int, variant: VariantId | None, time_s: float | None, rating: int | None
) -> Attempt:
    outcome = Outcome.FAILED if time_s is None else Outcome.COMPLETED
    answers = {} if rating is None else rated(rating)
    return make_attempt(who, BUY, outcome, time_s or 99.0, variant=variant, answers=answers)


def passed(hits: int, n: int) -> list[float | None]:
    """Make times of n attempts of which so many completed the task."""
    return [60.0 + place if place < hits else None for place in range(n)]


def compare(
    long: Sequence[float | None], short: Sequence[float | None], rules: Rules = STANDARD
) -> Comparison:
    """Compare two variants that different people used."""
    readings = [*use(LONG, long), *use(SHORT, short, first=50)]
    (made,) = compare_variants(make_variants(), readings, rules)
    return made


def compare_same(
    long: Sequence[float | None], short: Sequence[float | None], rules: Rules = STANDARD
) -> Comparison:
    """Compare two variants that the same people used."""
    readings = [*use(LONG, long), *use(SHORT, short)]
    study = make_variants(assignment="within")
    (made,) = compare_variants(study, readings, rules)
    return made


def find(comparison: Comparison, measure: str) -> Contrast:
    """Find one measure among those of the only task and those after the study."""
    of_tasks = [one for task in comparison.tasks for one in task.contrasts]
    return next(one for one in (*of_tasks, *comparison.scores) if one.measure == measure)


def numbers(contrast: Contrast) -> tuple[float | None, float | None, float | None, float | None]:
    """Answer effect, both ends of its interval, and p."""
    made, tested = contrast.effect.estimate, contrast.tested
    ends = made.interval
    p = tested.test.p if tested else None
    return made.estimate, ends.low if ends else None, ends.high if ends else None, p


def test_completion_of_different_people_is_compared_by_adjusted_wald_and_n_minus_1() -> None:
    """10 of 12 against 4 of 13: DC-003 and N1-001 of the golden file."""
    made = find(compare(passed(4, 13), passed(10, 12)), "completion")

    assert numbers(made) == pytest.approx((0.525641, 0.133427, 0.776360, 0.009548), abs=1e-6)
    assert made.effect.text == "+53 points (95 % interval +13 to +78 points, n = 13 and 12)"
    assert made.tested is not None
    assert made.tested.words == "p=.010, N-1 two-proportion test"
    assert made.method == "adjusted-Wald interval"
    assert made.sentence == (
        "More people completed it with “Short checkout”: plausibly 13 to 78 points more."
    )
    assert made.favours == "b"


def test_an_expected_count_below_one_calls_for_fishers_mid_p() -> None:
    """5 of 5 against 6 of 7: by hand, of 12 people 11 succeeded; only 1 - 5/12 can fall out so."""
    made = find(compare(passed(6, 7), passed(5, 5)), "completion")

    assert made.tested is not None
    assert made.tested.test.method == "fisher_mid_p"
    assert made.tested.test.p == pytest.approx(1 - (7 / 12) / 2)


def test_the_strict_profile_compares_by_newcombe_and_boschloo() -> None:
    """9 of 10 against 3 of 10: DC-005 of the golden file."""
    made = find(compare(passed(3, 10), passed(9, 10), STRICT), "completion")

    assert numbers(made)[:3] == pytest.approx((0.6, 0.170523, 0.809018), abs=1e-6)
    assert made.tested is not None
    assert made.tested.test.method == "boschloo"
    assert made.method == "Newcombe interval"


def test_completion_of_the_same_people_is_compared_by_bonett_price_and_mcnemar() -> None:
    """1 both, 1 and 7 with one alone, 12 neither: PD-002 and MC-002 of the golden file."""
    long = [60.0, 60.0] + [None] * 19
    short = [60.0, None] + [60.0] * 7 + [None] * 12

    made, strict = (
        find(compare_same(long, short, rules), "completion") for rules in (STANDARD, STRICT)
    )

    assert numbers(made) == pytest.approx((0.285714, 0.013380, 0.508359, 0.0390625), abs=1e-6)
    assert numbers(strict)[3] == pytest.approx(0.0703125)
    assert made.effect.detail.endswith("n = 21 who did both")


def test_times_of_different_people_are_compared_as_a_ratio() -> None:
    """WL-001 of the golden file."""
    short = [55.0, 65, 75, 62, 45, 135]
    long = [60.0, 53, 70, 42, 62, 43, 81]

    made = find(compare(long, short), "time")

    assert numbers(made) == pytest.approx((1.191713, 0.791425, 1.794458, 0.354037), abs=1e-6)
    assert made.effect.head == "1.19 times the time"
    assert made.sentence == (
        "No evidence of a difference in typical time: with “Short checkout”, anything from "
        "21 % less time to 79 % more time is plausible."
    )


def test_times_of_the_same_people_are_compared_by_their_pairs() -> None:
    """PL-001 of the golden file; who completed one of the two only has no pair."""
    short = [40.0, 52, 33, 75, 61, None, 30]
    long = [31.0, 45, 30, 50, 48, 70, None]

    made = find(compare_same(long, short), "time")

    assert numbers(made) == pytest.approx((1.256066, 1.083145, 1.456593, 0.012913), abs=1e-6)
    assert made.sentence == (
        "Those who completed it were faster with “Long checkout”: plausibly 8 % to 31 % less time."
    )
    assert made.favours == "a"


def test_times_of_everybody_rank_failures_last() -> None:
    """MW-002 of the golden file, seen from the side without a failure."""
    made = find(compare([32.0, 41, 45, 60, None], [20.0, 25, 30, 33, 38]), "time_of_all")

    assert numbers(made) == pytest.approx((0.92, None, None, 0.031746), abs=1e-6)
    assert made.sentence == (
        "With failures counted as slowest, people were faster with “Short checkout”: with a "
        "chance of 0.92 than with “Long checkout”."
    )


def test_the_strict_profile_tests_times_by_their_order() -> None:
    """MW-001 of the golden file."""
    made = find(compare([20.0, 11, 17, 12], [19.0, 22, 16, 29, 24], STRICT), "time")

    assert made.tested is not None
    assert made.tested.words == "p=.11, exact Mann-Whitney test"


def test_times_of_everybody_of_the_same_people_are_tested_by_signed_ranks() -> None:
    """Five people were faster, none slower, one tied: 2 of 32 ways to place the signs."""
    made = find(
        compare_same([50.0, 60, 70, 80, None, 30], [40.0, 45, 50, 55, 90, 30]), "time_of_all"
    )

    assert made.effect.estimate.estimate == 1
    assert made.effect.estimate.n == 5
    assert made.tested is not None
    assert made.tested.test.p == pytest.approx(2 / 32)


def test_ease_is_compared_by_the_difference_of_means() -> None:
    """WD-001 of the golden file."""
    readings = [
        *use(LONG, [60.0] * 7, ratings=[5, 2, 1, 2, 1, 3, 2]),
        *use(SHORT, [60.0] * 7, ratings=[4, 2, 5, 3, 6, 2, 5], first=50),
    ]
    (made,) = compare_variants(make_variants(), readings)

    ease = find(made, "ease")

    assert numbers(ease) == pytest.approx((1.571429, -0.155504, 3.298361, 0.070719), abs=1e-6)
    assert ease.effect.head == "+1.6 points"


def test_questionnaires_are_compared_each_in_its_own_way() -> None:
    """SUS 100, 75, 50 against 50, 25, 0 differ by 50; all promoters against all detractors."""
    best = (5, 1) * 5
    good, middle, poor, worst = (4, 2) * 5, (3,) * 10, (2, 4) * 5, (1, 5) * 5
    readings = []
    for who, sus, nps, csat in (
        (1, middle, 2, 1.0),
        (2, poor, 3, 2.0),
        (3, worst, 4, 3.0),
    ):
        readings += _answering(who, LONG, sus, nps, csat)
    for who, sus, nps, csat in ((51, best, 9, 5.0), (52, good, 10, 4.0), (53, middle, 9, 3.0)):
        readings += _answering(who, SHORT, sus, nps, csat)

    (made,) = compare_variants(make_variants(), readings)

    assert find(made, "sus").effect.estimate.estimate == 50
    # (0 + 3) / 6 against (0 - 3) / 6: the adjusted scores of Rocks.
    assert find(made, "nps").effect.estimate.estimate == pytest.approx(100)
    assert find(made, "nps").tested is None
    assert find(made, "csat").effect.estimate.estimate == pytest.approx(2 / 3)
    assert find(made, "csat").effect.head == "2 of 3 against 0 of 3"
    assert find(made, "umux-lite").sentence == (
        "Nothing to compare in UMUX-Lite: no data with “Long checkout” and with “Short checkout”."
    )


def _answering(
    who: int, variant: VariantId, sus: Sequence[int], nps: int, csat: float
) -> list[SessionReading]:
    answers = {**after_study(sus, nps), QuestionId("csat"): csat}
    made = make_reading(who, answers=answers, variant=variant, tasks=(BUY,))
    return [made]


def test_who_worked_with_both_answered_the_last_questions_about_neither() -> None:
    """One sitting with a task on each variant: its SUS cannot be given to one of them."""
    both = make_reading(
        1,
        _attempt(1, LONG, 60.0, None),
        _attempt(1, SHORT, 50.0, None),
        answers=after_study((5, 1) * 5),
        tasks=(BUY,),
    )

    (made,) = compare_variants(make_variants(assignment="within"), [both])

    assert made.design == "paired"
    assert find(made, "sus").effect.estimate.n == 0
    assert find(made, "completion").effect.estimate.n == 1


def two_tasks(**changes: object) -> Study:
    """Make the study with a second task."""
    tasks = [
        {"id": "buy-green-tea", "title": "Buy tea", "scenario": "Buy it.", **changes},
        {"id": "find-hours", "title": "Find hours", "scenario": "Find them."},
    ]
    return make_variants(tasks=tasks, after_study=[])


def both_tasks() -> list[SessionReading]:
    """Let 12 and 13 people do two tasks: one with a difference, one without."""
    readings = [*use(LONG, passed(4, 13)), *use(SHORT, passed(10, 12), first=50)]
    return [
        replace(
            one,
            session=replace(one.session, tasks=(BUY, "find-hours")),  # type: ignore[arg-type]
            attempts=(
                *one.attempts,
                replace(
                    one.attempts[0],
                    task="find-hours",  # type: ignore[arg-type]
                    outcome=Outcome.COMPLETED,
                ),
            ),
        )
        for one in readings
    ]


def test_several_tasks_are_corrected_by_benjamini_and_hochberg_without_goals() -> None:
    """P of .0095 and 1: the smaller is doubled, the larger stays."""
    (made,) = compare_variants(two_tasks(), both_tasks())

    tested = made.tasks[0].contrasts[0].tested

    assert made.correction == "benjamini_hochberg"
    assert tested is not None
    assert tested.adjusted_p == pytest.approx(2 * 0.009548299536)
    assert tested.words == (
        "p=.010, N-1 two-proportion test; p=.02 corrected for 2 tests (Benjamini-Hochberg)"
    )
    assert "2 tests of completion" in made.corrected
    assert "no goals were declared" in made.corrected


def test_declared_goals_and_the_strict_profile_ask_for_holm() -> None:
    with_goal = two_tasks(benchmark={"completion": 0.8})

    (declared,) = compare_variants(with_goal, both_tasks())
    (strict,) = compare_variants(two_tasks(), both_tasks(), STRICT)

    assert (declared.correction, strict.correction) == ("holm", "holm")
    assert "even one false alarm" in declared.corrected


def test_what_does_not_survive_the_correction_is_told_as_a_hint() -> None:
    """9 of 10 against 5 of 11 is p=.03 alone; among two tests it is above .05."""
    readings = [
        replace(one, session=replace(one.session, tasks=(BUY, "find-hours")))  # type: ignore[arg-type]
        for one in (*use(LONG, passed(5, 11)), *use(SHORT, passed(9, 10), first=50))
    ]
    second = [
        replace(
            one,
            attempts=(
                *one.attempts,
                replace(one.attempts[0], task="find-hours", outcome=Outcome.COMPLETED),  # type: ignore[arg-type]
            ),
        )
        for one in readings
    ]

    (made,) = compare_variants(two_tasks(), second)
    contrast = made.tasks[0].contrasts[0]

    assert contrast.tested is not None
    assert (contrast.tested.test.p or 1) < 0.05 < (contrast.tested.adjusted_p or 0)
    assert "; but among 2 tests at once this may be chance (p=.0" in contrast.sentence
    assert contrast.favours == ""
    assert "No evidence of a difference in anything" in made.summary[1]


def test_three_variants_are_tested_at_once_and_then_in_pairs_by_holm() -> None:
    study = make_variants(
        variants=[{"id": name, "title": name.title()} for name in ("long", "short", "quick")]
    )
    quick = VariantId("quick")
    readings = [
        *use(LONG, passed(1, 10)),
        *use(SHORT, passed(9, 10), first=20),
        *use(quick, passed(10, 10), first=40),
    ]

    made = compare_variants(study, readings)

    assert [(one.a.words, one.b.words) for one in made] == [
        ("Long", "Short"),
        ("Long", "Quick"),
        ("Short", "Quick"),
    ]
    assert made[0].correction == "holm"
    assert made[0].overall[0].startswith("“Buy tea”, completion, all variants at once: at least")
    assert "3 tests of completion" in made[0].corrected
    assert made[0].overall_tests[0].test.method == "overall_n_minus_1"
    first = find(made[0], "completion").tested
    assert first is not None
    assert first.adjusted_p == pytest.approx(2 * (first.test.p or 0))


def test_three_variants_of_the_same_people_are_tested_by_cochrans_q() -> None:
    names = ("long", "short", "quick")
    study = make_variants(
        variants=[{"id": name, "title": name} for name in names], assignment="within"
    )
    readings = [
        one
        for name, hits in zip(names, (1, 8, 9), strict=True)
        for one in use(VariantId(name), passed(hits, 10))
    ]

    made = compare_variants(study, readings)

    assert {one.design for one in made} == {"paired"}
    assert made[0].overall_tests[0].test.method == "cochran_q"
    assert (made[0].overall_tests[0].test.p or 1) < 0.001


def test_a_mixture_of_same_and_different_people_is_refused_with_a_sentence() -> None:
    readings = [*use(LONG, passed(5, 8)), *use(SHORT, passed(5, 8), first=5)]

    (made,) = compare_variants(make_variants(), readings)

    assert made.refused.startswith("Of 12 people, 4 people worked with both and 8 with one")
    assert (made.tasks, made.scores) == ((), ())
    assert made.summary[1] == made.refused


def test_one_person_among_many_on_both_sides_is_named_and_the_rest_compared() -> None:
    readings = [*use(LONG, passed(5, 11)), *use(SHORT, passed(5, 11), first=11)]

    (made,) = compare_variants(make_variants(), readings)

    assert made.design == "independent"
    assert made.notes == (
        "p11 worked with both and is counted on each side, as if they were others.",
    )


def test_who_met_one_of_two_variants_only_is_left_out_of_pairs_and_said_so() -> None:
    readings = [*use(LONG, passed(3, 6)), *use(SHORT, passed(4, 5))]

    (made,) = compare_variants(make_variants(assignment="within"), readings)

    assert find(made, "completion").effect.estimate.n == 5
    assert made.notes == (
        "1 person has worked with one of the two only and can be compared with nobody.",
    )


def test_a_study_that_runs_calls_nothing_settled_that_may_turn() -> None:
    """Alone 13 to 78 points; at every look the interval still holds both signs."""
    running = Rules(is_running=True)

    made = find(compare(passed(4, 13), passed(10, 12), running), "completion")

    assert made.live is not None
    assert made.live.estimate.method == "live_share_difference"
    assert made.favours == ""
    assert made.sentence.endswith("; but the study still runs and this is not settled yet.")
    assert find(compare(passed(4, 13), passed(10, 12)), "completion").live is None


def test_a_margin_is_met_only_by_the_whole_90_percent_interval() -> None:
    readings = [*use(LONG, passed(60, 60)), *use(SHORT, passed(60, 60), first=80)]

    (wide,) = compare_variants(make_variants(), readings, margin=0.1)
    (narrow,) = compare_variants(make_variants(), readings, margin=0.01)

    assert find(wide, "completion").equivalence.startswith("As good as the same")
    assert find(narrow, "completion").equivalence.startswith("Not shown to be within 1 points")


def test_below_five_people_counts_stand_in_place_of_points() -> None:
    made = find(compare(passed(1, 4), passed(4, 4)), "completion")

    assert made.effect.head == "4 of 4 against 1 of 4"


def test_a_side_without_data_is_told_and_nothing_made_of_it() -> None:
    study = make_variants(after_study=[])
    readings = [*use(LONG, passed(2, 2)), make_reading(50, variant=SHORT, tasks=(BUY,))]

    (made,) = compare_variants(study, readings)

    assert [one.sentence for one in made.tasks[0].contrasts] == [
        "Nothing to compare in completion: no data with “Short checkout”.",
        "Nothing to compare in typical time: no data with “Short checkout”.",
        "Nothing to compare in the times of everybody: no data with “Short checkout”.",
        "Nothing to compare in ease: no data with “Long checkout” and with “Short checkout”.",
    ]


def test_the_report_holds_its_variants_against_each_other_with_their_methods() -> None:
    readings = [*use(LONG, passed(4, 13)), *use(SHORT, passed(10, 12), first=50)]

    report = build_report(make_variants(), readings)

    assert len(report.comparisons) == 1
    assert {"adjusted_wald_difference", "n_minus_1", "welch_log"} <= {
        method.name for method in report.methods
    }
    assert build_report(make_variants(), readings[:13]).comparisons == ()


def test_people_of_two_studies_are_taken_for_different_people() -> None:
    """Both studies number their participants from p01."""
    study = make_variants(variants=[])
    other = make_variants(variants=[], id="round-1")
    a = Round("round-1", "Round 1", other, tuple(use(None, passed(4, 13))))
    b = Round("tea-shop", "Round 2", study, tuple(use(None, passed(10, 12))))

    made = compare_rounds(a, b)

    assert (made.kind, made.design, made.refused) == ("studies", "independent", "")
    assert find(made, "completion").sentence == (
        "More people completed it in “Round 2”: plausibly 13 to 78 points more."
    )


def test_versions_of_one_study_recognise_their_people() -> None:
    study = make_variants(variants=[])
    a = Round("a" * 64, "version 1", study, tuple(use(None, passed(4, 10))))
    b = Round("b" * 64, "version 2", study, tuple(use(None, passed(9, 10))))

    assert compare_rounds(a, b, kind="versions").design == "paired"


def test_tasks_that_only_one_round_has_are_named() -> None:
    one = make_variants(variants=[])
    two = two_tasks().model_copy(update={"id": "two", "variants": ()})

    made = compare_rounds(
        Round("one", "One", one, tuple(use(None, passed(2, 5)))),
        Round("two", "Two", two, tuple(use(None, passed(2, 5)))),
    )

    assert made.notes == ("Only “Two” has “Find hours”: not compared.",)
    assert [task.title for task in made.tasks] == ["Buy tea"]


def test_a_round_that_is_not_complete_makes_the_comparison_run() -> None:
    study = make_variants(variants=[], participants={"planned": 40})
    done = make_variants(variants=[], id="done")
    rounds = (
        Round("done", "Done", done, tuple(use(None, passed(4, 13)))),
        Round("tea-shop", "Now", study, tuple(use(None, passed(10, 12)))),
    )

    made = compare_rounds(*rounds)

    assert find(made, "completion").live is not None
    assert any(line.startswith("Fewer people than planned") for line in made.summary)


def three_variants(each: int) -> tuple[Comparison, ...]:
    """Compare three variants in the strict profile, each with so many people who completed it."""
    names = ("long", "short", "quick")
    study = make_variants(variants=[{"id": name, "title": name} for name in names])
    readings = [
        one
        for place, name in enumerate(names)
        for one in use(VariantId(name), passed(each, each), first=1 + place * each)
    ]
    return compare_variants(study, readings, STRICT)


@pytest.mark.parametrize(("each", "method"), [(5, "kruskal_permutation"), (34, "welch_anova")])
def test_the_strict_profile_deals_out_times_of_as_many_as_it_can(each: int, method: str) -> None:
    tests = three_variants(each)[0].overall_tests

    assert method in {tested.test.method for tested in tests}


def test_the_page_and_the_file_show_the_variants_compared() -> None:
    readings = [*use(LONG, passed(4, 13)), *use(SHORT, passed(10, 12), first=50)]

    page = render_report_file(build_report(make_variants(), readings))

    plain = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "What differs between the variants" in plain
    assert "“Buy tea”: More people completed it with “Short checkout”: plausibly 13" in plain
    assert "p=.010, N-1 two-proportion test" in plain
