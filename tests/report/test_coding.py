"""Whose word outcomes are, how far people agree, and how led sessions are labelled."""

from dataclasses import replace

import pytest

from recorder.model.attempts import Attempt
from recorder.model.outcomes import Claim, Finding, Outcome
from recorder.model.sessions import SessionMode
from recorder.projections.notes import Note
from recorder.projections.verdicts import Coding, Verdicts
from recorder.report.build import build_report
from recorder.report.coding import build_codings, list_units, measure_agreement
from recorder.report.readings import SessionReading
from recorder.report.tables import attempts_table, sessions_table
from tests.report.helpers import BUY, make_attempt, make_reading, make_study

FAILED, DONE, QUIT = Outcome.FAILED, Outcome.COMPLETED, Outcome.GAVE_UP


def word(person: str, outcome: Outcome) -> Coding:
    return Coding(person, outcome, None, "", 1_000, f"{person}-{outcome}")


def judged(who: int, **words: Outcome) -> SessionReading:
    attempt = make_attempt(who, BUY, DONE, 30, claim=Claim.DONE, criterion=Finding.MET)
    standing = tuple(word(person, outcome) for person, outcome in words.items())
    last = standing[-1] if standing else None
    if last:
        attempt = replace(
            attempt, verdict=last.outcome, outcome=last.outcome, judged_by=last.person
        )
    return replace(
        make_reading(who, attempt), verdicts={BUY: Verdicts(BUY, standing, history=standing)}
    )


def noted(who: int, *notes: tuple[str, str]) -> SessionReading:
    listed = tuple(
        Note(f"n{place}", person, f"#{tag}", 1_000, 1_000, task=BUY, tags=(tag,))
        for place, (person, tag) in enumerate(notes)
    )
    return replace(make_reading(who), notes=listed)


def test_where_nobody_judged_a_report_says_nothing_of_it() -> None:
    assert build_codings(make_study(), [judged(1)]) is None
    assert build_report(make_study(), [judged(1)]).codings is None


def test_two_people_are_held_against_each_other_beyond_chance() -> None:
    readings = [
        judged(1, ada=FAILED, bo=FAILED),
        judged(2, ada=FAILED, bo=FAILED),
        judged(3, ada=QUIT, bo=FAILED),
        judged(4, ada=DONE, bo=DONE),
        judged(5, ada=DONE),
    ]

    codings = build_codings(make_study(), readings)

    assert codings is not None
    assert (codings.outcomes, codings.decided, codings.coders, codings.shared) == (5, 5, 2, 4)
    assert codings.observed is not None
    assert (codings.observed.hits, codings.observed.n) == (3, 4)
    assert codings.coefficient is not None
    # (0.75 - 0.4375) / (1 - 0.4375)
    assert codings.coefficient.estimate.estimate == pytest.approx(5 / 9)
    assert codings.coefficient.estimate.n == 4
    assert "A person decided 5 of 5 outcomes." in codings.words
    assert "Cohen's kappa 0.56" in codings.words


def test_more_people_are_measured_by_what_they_judged() -> None:
    all_three = [[word(name, FAILED) for name in "abc"], [word(name, DONE) for name in "abc"]]
    some = [[word("a", FAILED), word("b", FAILED)], [word("b", DONE), word("c", DONE)]]

    methods = [measure_agreement(table) for table in (all_three, some)]

    assert [one.coefficient.method for one in methods if one] == [
        "fleiss_kappa",
        "krippendorff_alpha_nominal",
    ]
    assert measure_agreement([[word("a", FAILED)]]) is None


def test_notes_are_compared_where_two_people_took_some() -> None:
    readings = [
        noted(1, ("ada", "menu"), ("ada", "form"), ("bo", "menu")),
        noted(2, ("ada", "alone")),
    ]

    codings = build_codings(make_study(), readings)

    assert codings is not None
    assert codings.any_two is not None
    assert codings.any_two.estimate.estimate == pytest.approx(1 / 2)
    assert codings.any_two.text == "0.50 (2 people)"


def test_methods_name_what_stands_behind_agreement() -> None:
    report = build_report(
        make_study(), [judged(1, ada=DONE, bo=FAILED), judged(2, ada=DONE, bo=DONE)]
    )

    names = {method.name for method in report.methods}

    assert {"whose_word", "cohens_kappa_unweighted"} <= names


def test_led_sessions_are_labelled() -> None:
    readings = [
        make_reading(1, make_attempt(1, BUY, DONE, 30), mode=SessionMode.MODERATED),
        make_reading(2, make_attempt(2, BUY, DONE, 30), mode=SessionMode.BY_HAND),
        make_reading(3, make_attempt(3, BUY, DONE, 30, recut_by="ada")),
    ]

    report = build_report(make_study(), readings)

    said = " ".join(remark.sentence for remark in report.remarks)
    assert "1 session was moderated" in said
    assert "1 session was recorded by hand" in said
    assert "A person corrected when 1 attempt began or ended." in said
    modes = [row[-1] for row in sessions_table(report).rows]
    assert modes == ["moderated", "by_hand", "unmoderated"]
    table = attempts_table(report)
    place = [column.name for column in table.columns].index("mode")
    assert {row[place] for row in table.rows} == {"moderated", "by_hand", "unmoderated"}


def test_what_no_page_recorded_is_in_no_figure_of_pages() -> None:
    page = make_reading(1, make_attempt(1, BUY, DONE, 30, direct=True, script_errors=1))
    paper = make_reading(
        2, make_attempt(2, BUY, DONE, 30, has_page=False, slips=1), mode=SessionMode.BY_HAND
    )

    report = build_report(make_study(), [page, paper])

    task = next(task for task in report.tasks if task.id == BUY)
    counted = {one.kind: (one.hit.hits, one.hit.n) for one in task.troubles}
    assert counted == {"script_errors": (1, 1), "request_errors": (0, 1), "slips": (1, 2)}
    assert task.navigation is not None
    assert task.navigation.direct_success.text.startswith("1 of 1")


def unplanned(who: int) -> Attempt:
    return replace(make_attempt(who, BUY, FAILED, 900), title="Something else")


def test_unplanned_tasks_are_in_no_figure() -> None:
    planned = make_reading(1, make_attempt(1, BUY, DONE, 30))
    with_more = replace(planned, attempts=(*planned.attempts, unplanned(1)))

    before, after = (build_report(make_study(), [one]) for one in (planned, with_more))

    assert before.tasks == after.tasks
    assert before.overall == after.overall
    assert "is shown" not in str(before.remarks)
    assert "in no figure" in str(after.remarks)


def test_what_waits_for_a_verdict_is_counted_apart() -> None:
    waits = replace(make_attempt(1, BUY, None, 30), ended_ms=60_000.0, started_ms=1.0)

    report = build_report(make_study(), [make_reading(1, waits)])

    task = next(task for task in report.tasks if task.id == BUY)
    assert [(one.outcome, one.count) for one in task.outcomes if one.count] == [("unjudged", 1)]
    assert report.denominators is not None
    assert ("waiting for a verdict", 1) in report.denominators.steps
    assert task.ended == 0


def test_what_has_not_ended_is_not_there_to_be_judged() -> None:
    runs = make_reading(1, make_attempt(1, BUY, None, None))

    assert list_units(make_study(), [runs]) == []
    assert len(list_units(make_study(), [judged(2)])) == 1
