"""Numbers of participants, as the golden file and the books have them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recorder.report.plan_reach import FIGURES
from recorder.report.plan_tables import PlanTable, Wishes
from recorder.report.planning import build_plan

USUAL = Wishes()


def find(wishes: Wishes, word: str) -> PlanTable:
    """Find the table whose title has this word."""
    return next(table for table in build_plan(wishes) if word in table.title)


def cell(table: PlanTable, row: str, column: str) -> str:
    """Look one cell up by the names of its row and column."""
    at = table.columns.index(column)
    return next(each[at] for each in table.rows if each[0] == row)


def test_a_margin_of_20_points_takes_21_people_and_of_10_points_93() -> None:
    """SZ-001 and SZ-002 of the golden file."""
    table = find(USUAL, "completion rate?")

    assert table.answer.startswith("21 participants narrow the 95 % interval")
    assert cell(table, "20 points", "rate around 50 %") == "21"
    assert cell(table, "10 points", "rate around 50 %") == "93"


def test_a_problem_that_hits_15_percent_takes_12_people_for_85_percent_certainty() -> None:
    """DN-002 of the golden file; rare problems stand in the same table as plain ones."""
    table = find(replace(USUAL, problem=0.15), "problem")

    assert table.answer == (
        "A problem that hits 15 % of people is seen at least once with 85 % certainty among "
        "12 participants."
    )
    assert [row[0].split()[0] for row in table.rows] == ["5", "10", "15", "25", "31", "50"]
    assert cell(table, "5 % of people", "85 % certain") == "37"


def test_rates_of_90_and_60_percent_take_34_people_for_each_design() -> None:
    """SZ-004 of the golden file."""
    table = find(USUAL, "two completion rates")

    assert "90 % against 60 %" in table.answer
    assert table.answer.endswith("34 participants for each design.")


def test_the_same_people_are_planned_from_those_who_manage_one_of_the_two() -> None:
    """.9 and .6 independent leave .36 and .06 who manage one alone."""
    table = find(replace(USUAL, is_paired=True), "two completion rates")

    assert table.answer.endswith("37 participants who try both designs.")
    assert "says nothing about the other" in table.assumes


def test_equal_rates_are_never_shown_to_differ() -> None:
    table = find(replace(USUAL, first=0.6), "two completion rates")

    assert table.answer == "Two equal rates differ in no study, however large."


def test_scores_take_18_people_for_10_points_and_29_for_a_difference_of_15() -> None:
    """SZ-006 and SZ-009 of the golden file."""
    table = find(USUAL, "score")

    assert table.answer.startswith("18 participants")
    assert cell(table, "15 points", table.columns[2]) == "29"
    assert "standard deviation of 20 points" in table.assumes


def test_the_present_number_tells_its_widths_and_its_power() -> None:
    """20 people: 10 on each side; PW-001 of the golden file has 47 % power for .9 and .5."""
    table = find(replace(USUAL, second=0.5, ns=(20, 8, 8)), "these participants")

    assert table.columns == ("", "8 participants", "20 participants")
    figures = {row[0]: row[2] for row in table.rows}
    assert figures["Interval of the expected completion rate"] == "30-70 % (10 of 20)"
    assert figures["Mean score such as the SUS"] == "± 9 points"
    assert figures["Power to tell the two rates apart, other people for each design"] == "47 %"
    assert list(figures) == list(FIGURES)


def test_one_person_leaves_what_needs_two_untold() -> None:
    table = find(replace(USUAL, ns=(1,)), "these participants")

    assert [row[1] for row in table.rows[1:3]] == ["no interval", "no interval"]
    assert table.rows[-1][1] == "none"


def test_groups_beyond_what_is_counted_say_so() -> None:
    table = find(replace(USUAL, ns=(900,)), "these participants")

    assert table.rows[-1][1] == "not computed above 400"


@settings(max_examples=40, deadline=None)
@given(
    st.builds(
        Wishes,
        margin=st.floats(0.01, 0.5),
        rate=st.floats(0.01, 0.99),
        problem=st.floats(0.01, 0.99),
        goal=st.floats(0.5, 0.99),
        first=st.floats(0.01, 0.99),
        second=st.floats(0.01, 0.99),
        is_paired=st.booleans(),
        sd=st.floats(1, 50),
        power=st.floats(0.5, 0.99),
        confidence=st.floats(0.8, 0.99),
        ns=st.lists(st.integers(1, 40), max_size=3).map(tuple),
    )
)
def test_every_wish_is_answered_in_whole_tables(wishes: Wishes) -> None:
    for table in build_plan(wishes):
        assert table.answer.endswith(".")
        assert table.assumes
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert all(cell and "nan" not in cell for row in table.rows for cell in row)


@pytest.mark.parametrize("goal", [0.8, 0.9])
def test_more_certainty_never_takes_fewer_people(goal: float) -> None:
    table = find(replace(USUAL, goal=goal), "problem")

    for row in table.rows:
        assert sorted(map(int, row[1:])) == list(map(int, row[1:]))
