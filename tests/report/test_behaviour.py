"""Careless sessions are told, and counted until a person leaves them out."""

from collections.abc import Sequence

from recorder.model.attempts import Answer, Attempt
from recorder.model.ids import QuestionId
from recorder.model.outcomes import Claim, Outcome
from recorder.report.build import build_report
from recorder.report.readings import SessionReading
from tests.report.helpers import (
    BUY,
    FIND,
    GOOD_SUS,
    after_study,
    make_attempt,
    make_reading,
    make_study,
    rated,
)

DONE = Outcome.COMPLETED
LONG = "I could not find the basket at first."


def buying(who: int, time_s: float = 60, **more: object) -> Attempt:
    return make_attempt(who, BUY, DONE, time_s, **({"claim": Claim.DONE, "clicks": 3} | more))


def behaviour(readings: Sequence[SessionReading]) -> list[str]:
    report = build_report(make_study(), readings)
    assert report.header.sessions == len(readings)
    return [one.sentence for one in report.remarks if one.kind == "behaviour"]


def test_who_says_done_in_less_than_a_third_of_the_usual_time_is_told() -> None:
    """19 of 60 s is 32 %; 21 of 60 s is 35 %."""
    others = [make_reading(who, buying(who)) for who in (1, 2, 3)]

    fast = behaviour([*others, make_reading(4, buying(4, 19))])
    quick = behaviour([*others, make_reading(4, buying(4, 21))])

    (sentence,) = fast
    assert sentence.startswith("p04 said done in 32 % of the time that the others took")
    assert quick == []


def test_giving_up_soon_is_not_called_too_fast() -> None:
    others = [make_reading(who, buying(who)) for who in (1, 2, 3)]
    quit_ = make_attempt(4, BUY, Outcome.GAVE_UP, 5, claim=Claim.GAVE_UP)

    assert behaviour([*others, make_reading(4, quit_)]) == []


def test_two_others_do_not_make_a_usual_time() -> None:
    readings = [make_reading(who, buying(who, time_s)) for who, time_s in enumerate([60, 60, 5])]

    assert behaviour(readings) == []


def test_who_says_done_without_doing_anything_is_told() -> None:
    others = [make_reading(who, buying(who)) for who in (1, 2)]
    idle = buying(3, clicks=0, pages=("/",))

    assert behaviour([*others, make_reading(3, idle)]) == [
        "p03 said done without a click and without another page (buy-green-tea), unlike most."
    ]


def test_where_most_need_no_click_having_made_none_says_nothing() -> None:
    readings = [make_reading(who, buying(who, clicks=0)) for who in (1, 2, 3)]

    assert behaviour(readings) == []


def test_ten_equal_answers_to_the_sus_are_told() -> None:
    """Half of the statements praise and half complain: nobody agrees with both."""
    readings = [
        make_reading(1, answers=after_study((3,) * 10)),
        make_reading(2, answers=after_study(GOOD_SUS)),
        make_reading(3, answers=after_study((3,) * 9)),
    ]

    assert behaviour(readings) == [
        "p01 gave all ten items of the SUS the same answer (3), praise and complaint alike."
    ]
    sus = build_report(make_study(), readings).questionnaires[0]
    assert sus.note == "1 participant gave all ten items the same answer; they are counted."
    assert [score for _, score in sus.scores] == [50, 82.5]


def test_the_same_number_everywhere_is_told_unless_it_is_the_best() -> None:
    tasks = [
        {"id": f"task-{n}", "title": "T", "scenario": "Do.", "questions": ["after-scenario"]}
        for n in (1, 2)
    ]
    items = [QuestionId(f"asq.{n}") for n in (1, 2, 3)]

    def told(rating: float) -> list[str]:
        given: dict[QuestionId, Answer] = dict.fromkeys(items, rating)
        attempts = [
            make_attempt(1, task, DONE, 60, answers=given)  # type: ignore[arg-type]
            for task in ("task-1", "task-2")
        ]
        study = make_study(tasks=tasks)
        reading = make_reading(1, *attempts, tasks=("task-1", "task-2"))
        remarks = build_report(study, [reading]).remarks
        return [one.sentence for one in remarks if one.kind == "behaviour"]

    assert told(4) == ["p01 gave all 6 ratings the same number (4)."]
    assert told(7) == []


def test_the_same_long_answer_of_two_participants_is_told() -> None:
    """People do not word a sentence alike; capitals and spaces may differ."""
    readings = [
        make_reading(1, answers=after_study(why=LONG)),
        make_reading(2, answers=after_study(why=f" {LONG.upper().replace(' ', '  ')}")),
        make_reading(3, answers=after_study(why="Nothing.")),
        make_reading(4, answers=after_study(why="Nothing.")),
    ]

    assert behaviour(readings) == ["p01 and p02 wrote the same answer to why, word for word."]


def test_the_same_answer_after_a_task_names_the_task() -> None:
    readings = [
        make_reading(who, buying(who, answers=rated(5 + who, order_number=LONG))) for who in (1, 2)
    ]

    assert behaviour(readings) == [
        "p01 and p02 wrote the same answer to order-number after buy-green-tea, word for word."
    ]


def test_a_careful_session_is_not_suspected() -> None:
    readings = [
        make_reading(
            who,
            buying(who, 50 + who, answers=rated(5 + who % 2, order_number="4711")),
            make_attempt(who, FIND, DONE, 30 + who, claim=Claim.DONE, clicks=1),
            answers=after_study(GOOD_SUS, 8, f"It was hard to find tea number {who}."),
        )
        for who in range(5)
    ]

    assert behaviour(readings) == []
