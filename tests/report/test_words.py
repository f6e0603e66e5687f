import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import Interval
from recorder.metrics.means import rating_mean
from recorder.metrics.net_promoter import net_promoter_score
from recorder.metrics.rates import poisson_rate
from recorder.metrics.times import typical_time
from recorder.report.words import (
    format_count,
    format_list,
    format_moment,
    format_percent,
    format_time,
    format_times,
    keep_together,
    shorten,
    tell_mean,
    tell_net_score,
    tell_rate,
    tell_share,
    tell_typical_time,
)


@pytest.mark.parametrize(
    ("hits", "n", "words"),
    [
        (4, 5, "4 of 5 (80 %, 95 % interval 36-98 %)"),
        (5, 5, "5 of 5 (100 %, 95 % interval 51-100 %)"),
        (0, 5, "0 of 5 (0 %, 95 % interval 0-49 %)"),
        (3, 4, "3 of 4 (95 % interval 29-97 %)"),
        (1, 1, "1 of 1 (95 % interval 17-100 %)"),
        (0, 0, "no data yet"),
    ],
)
def test_a_share_is_told_with_its_counts_and_its_interval(hits: int, n: int, words: str) -> None:
    """Below five participants a percentage would say no more than the counts do."""
    assert tell_share(adjusted_wald(hits, n), hits).text == words


@given(st.integers(1, 2_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_percentage_never_stands_without_its_n(counts: tuple[int, int]) -> None:
    hits, n = counts

    words = tell_share(adjusted_wald(hits, n), hits).text

    assert words.startswith(f"{hits} of {n} (")
    assert ("100 %, " in words) == (hits == n and n >= 5)


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.0, "0 %"), (0.001, "<1 %"), (0.125, "13 %"), (0.9999, ">99 %"), (1.0, "100 %")],
)
def test_a_percentage_is_not_rounded_to_nobody_or_everybody(share: float, words: str) -> None:
    assert format_percent(share) == words


@pytest.mark.parametrize(
    ("time_s", "words"),
    [
        (0.4, "0.4 s"),
        (7, "7.0 s"),
        (9.94, "9.9 s"),
        (9.95, "0:10"),
        (59.6, "1:00"),
        (68.24, "1:08"),
        (3_723, "1:02:03"),
    ],
)
def test_a_time_is_told_to_the_second_and_a_short_one_to_the_tenth(
    time_s: float, words: str
) -> None:
    """A quick task would otherwise have taken no time at all."""
    assert format_time(time_s) == words


@pytest.mark.parametrize(
    ("times_s", "words"),
    [
        ([55.0, 65, 75, 62, 45, 135], "1:08 (95 % interval 0:46-1:41, n = 6)"),
        ([41.2], "0:41 (n = 1, no interval: one value has no spread)"),
        ([12.0, 12, 12], "0:12 (n = 3, no interval: all values are equal)"),
        ([], "no data yet"),
    ],
)
def test_a_typical_time_says_why_it_has_no_interval(times_s: list[float], words: str) -> None:
    assert tell_typical_time(typical_time(times_s)).text == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.4, 8.2, "0.4-8.2 s"), (8.2, 12, "8.2 s to 0:12"), (46, 101, "0:46-1:41")],
)
def test_two_times_share_their_unit_where_they_can(low: float, high: float, words: str) -> None:
    assert format_times(Interval(low, high)) == words


def test_a_number_is_never_torn_from_what_it_counts() -> None:
    told = keep_together("4 of 5 (80 %, 95 % interval 36-98 %, n = 5) in 8.2 s since 2 days")

    assert told.replace("\N{NO-BREAK SPACE}", "_") == (
        "4_of_5 (80_%, 95_%_interval 36-98_%, n_=_5) in 8.2_s since 2 days"
    )


def test_a_time_without_success_says_so() -> None:
    assert tell_typical_time(typical_time([9.0], [False])).text == "nobody has succeeded yet"


@pytest.mark.parametrize(
    ("ratings", "words"),
    [
        ([5, 6, 7, 4, 6], "5.6 (95 % interval 4.2-7.0, n = 5)"),
        ([6], "6.0 (n = 1, no interval: one value has no spread)"),
        ([], "no data yet"),
    ],
)
def test_a_mean_is_told_with_its_n(ratings: list[float], words: str) -> None:
    assert tell_mean(rating_mean(ratings, scale_min=1, scale_max=7)).text == words


def test_an_interval_below_zero_does_not_show_two_hyphens() -> None:
    made = rating_mean([-10, 10, 4], scale_min=-50, scale_max=50)

    assert tell_mean(made).text == "1.3 (95 % interval -24.2 to 26.8, n = 3)"


def test_a_net_score_has_its_sign() -> None:
    made = net_promoter_score([9, 10, 7, 6, 8, 10, 3, 9, 9, 5])

    assert tell_net_score(made).text == "+20 (95 % interval -30 to +61, n = 10)"
    assert tell_net_score(net_promoter_score([])).text == "no data yet"


def test_a_rate_is_told_for_each_attempt() -> None:
    assert tell_rate(poisson_rate(0, 8)).text == "0.0 an attempt (95 % interval 0.0-0.5, n = 8)"


def test_counts_lists_and_moments_read_as_in_a_sentence() -> None:
    assert format_count(1, "session", "sessions") == "1 session"
    assert format_count(0, "session", "sessions") == "0 sessions"
    assert format_list(["a", "b", "c"]) == "a, b and c"
    assert format_list([]) == ""
    assert format_moment(1_795_300_000_000) == "21 November 2026, 22:26 UTC"


@given(st.text(max_size=90), st.integers(5, 60))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length
