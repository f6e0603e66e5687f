import pytest
from scipy.stats import beta

from recorder.metrics.clusters import ClusteredShare, Form, clustered_proportion
from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.proportion_intervals import clopper_pearson

STRICT: Form = "clopper_pearson_effective_n"
NAN = float("nan")


def ends(made: ClusteredShare) -> Interval:
    assert made.share.interval is not None
    return made.share.interval


def test_one_attempt_each_is_nearly_what_independent_attempts_are() -> None:
    """With bunches of one, only the K/(K - 1) of a sample's variance is left."""
    made = clustered_proportion([1, 1, 1, 0], [1, 1, 1, 1])

    assert made.n_effective == pytest.approx(3)
    assert made.participants == 4


def test_participants_who_differ_wholly_count_for_little() -> None:
    """One always succeeds and one never: two people say next to nothing."""
    made = clustered_proportion([5, 0], [5, 5])

    t_few, t_many = 12.706204736, 2.262157163
    assert made.n_effective == pytest.approx((t_many / t_few) ** 2)
    assert ends(made).low < 0.01
    assert ends(made).high > 0.99


def test_participants_who_do_alike_count_as_all_their_attempts() -> None:
    made = clustered_proportion([2, 2, 2], [4, 4, 4], confidence=0.9)

    assert made.n_effective == 12
    assert ends(made) == adjusted_wald(6, 12, 0.9).interval
    assert made.share.confidence == 0.9


@pytest.mark.parametrize("done", [0, 5])
def test_when_all_fare_alike_to_the_end_only_participants_count(done: int) -> None:
    made = clustered_proportion([done] * 3, [5] * 3)
    strict = clustered_proportion([done] * 3, [5] * 3, method=STRICT)

    assert made.n_effective == strict.n_effective == 3
    assert ends(made) == adjusted_wald(3 * done // 5, 3).interval
    assert ends(strict) == clopper_pearson(3 * done // 5, 3).interval


def test_the_strict_form_is_clopper_pearson_at_the_effective_n() -> None:
    """Three of four in bunches of one are 2.25 of 3 independent ones."""
    made = clustered_proportion([1, 1, 1, 0], [1, 1, 1, 1], method=STRICT)

    assert made.share.method == STRICT
    assert ends(made).low == pytest.approx(beta.ppf(0.025, 2.25, 1.75))
    assert ends(made).high == pytest.approx(beta.ppf(0.975, 3.25, 0.75))


def test_the_strict_form_is_wider_on_both_sides() -> None:
    usual = clustered_proportion([3, 4, 5, 2, 5], [5] * 5)
    strict = clustered_proportion([3, 4, 5, 2, 5], [5] * 5, method=STRICT)

    assert ends(strict).low < ends(usual).low
    assert ends(strict).high > ends(usual).high


def test_confidence_changes_the_effective_n_as_well() -> None:
    """The correction for few participants is a ratio of t quantiles."""
    made = clustered_proportion([3, 4, 5, 2, 5], [5] * 5, confidence=0.8)

    assert made.n_effective == pytest.approx(9.908489, abs=1e-6)


def test_missing_participants_are_counted_and_those_without_occasion_are_not() -> None:
    made = clustered_proportion([3, None, 1, NAN, 0, 2], [5, 5, None, 5, 0, 5])

    assert (made.participants, made.share.n, made.share.n_missing) == (2, 10, 3)
    assert made.share.estimate == 0.5
    assert made.share.reason is None
    assert made.share.method == "adjusted_wald_effective_n"


def test_a_single_participant_has_a_share_and_no_interval() -> None:
    made = clustered_proportion([3], [5], confidence=0.9)

    reason = Reason.N_TOO_SMALL
    share = Estimate(0.6, None, 5, "adjusted_wald_effective_n", 0, 0.9, reason)
    assert made == ClusteredShare(share, 1, None)


@pytest.mark.parametrize(
    ("done", "tried", "missing"), [([], [], 0), ([0], [0], 0), ([None], [3], 1)]
)
def test_without_events_there_is_nothing_but_a_reason(
    done: list[float | None], tried: list[float | None], missing: int
) -> None:
    made = clustered_proportion(done, tried, method=STRICT)

    share = Estimate(None, None, 0, STRICT, missing, 0.95, Reason.NO_DATA)
    assert made == ClusteredShare(share, 0, None)


@pytest.mark.parametrize(
    ("done", "tried"),
    [([6], [5]), ([-1], [5]), ([0.5], [5]), ([1], [1.5]), ([1, 1], [1]), ([1], [float("inf")])],
)
def test_impossible_counts_are_refused(done: list[float], tried: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: "):
        clustered_proportion(done, tried)


def test_a_confidence_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="confidence lies between"):
        clustered_proportion([], [], confidence=1)
