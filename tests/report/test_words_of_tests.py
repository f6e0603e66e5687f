"""Words for p values, places, bunches and limits that are never reached."""

import pytest

from recorder.metrics.clusters import clustered_proportion
from recorder.metrics.estimates import Estimate, Reason
from recorder.report.words import (
    REASON_WORDS,
    format_ordinal,
    format_p,
    tell_bunches,
    tell_median_of_all,
)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "p<.001"),
        (0.00099, "p<.001"),
        (0.001, "p=.001"),
        (0.0044, "p=.004"),
        (0.03, "p=.03"),
        (0.118, "p=.12"),
        (0.5, "p=.50"),
        (0.9949, "p=.99"),
        (0.996, "p>.99"),
        (1.0, "p>.99"),
    ],
)
def test_a_p_value_is_never_nought_and_never_certain(p: float, words: str) -> None:
    assert format_p(p) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12.6, "13th"), (52, "52nd"),
     (0.2, "1st"), (99.8, "99th"), (100, "100th"), (0, "0th")],
)  # fmt: skip
def test_a_place_is_an_ordinal_and_its_ends_are_not_reached_by_rounding(
    value: float, words: str
) -> None:
    assert format_ordinal(value) == words


def test_every_reason_has_words() -> None:
    """A reason without words would break the report of whoever meets it first."""
    assert set(REASON_WORDS) == set(Reason)


def test_a_share_of_bunches_says_whose_they_are() -> None:
    few = clustered_proportion([1, 2], [2, 2])
    many = clustered_proportion([1, 2, 1, 2, 1], [2] * 5)

    assert tell_bunches(few.share, 3, 2).text.endswith("2 participants)")
    assert tell_bunches(many.share, 7, 5).text.startswith("7 of 10 (70 %, 95 % interval ")
    assert tell_bunches(clustered_proportion([], []).share, 0, 0).text == "no data yet"


@pytest.mark.parametrize(
    ("middle", "low", "high", "words"),
    [
        (60.0, 30.0, 90.0, "1:00 (95 % interval 0:30-1:30, n = 9)"),
        (60.0, 30.0, None, "1:00 (95 % interval 0:30 to not reached, n = 9)"),
        (None, 30.0, None, "not reached (95 % interval 0:30 to not reached, n = 9)"),
        (None, None, None, "not reached (95 % interval not reached, n = 9)"),
    ],
)
def test_what_is_not_reached_is_said_and_not_made_up(
    middle: float | None, low: float | None, high: float | None, words: str
) -> None:
    made = Estimate(middle, None, 9, "time_to_success")

    assert tell_median_of_all(made, low, high).text == words
