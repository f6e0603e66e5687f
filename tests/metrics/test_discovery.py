import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.discovery import (
    ProblemDiscovery,
    discovery_probability,
    discovery_sample_size,
    problem_discovery,
    problem_share,
)
from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.richness import ProblemRichness, chao2
from recorder.metrics.sightings import Sightings, tally_sightings
from recorder.metrics.visibility import BetaBinomialFit, zero_truncated_beta_binomial
from tests.metrics.near import near

SCHMETTOW = {1: 8, 2: 4, 3: 3, 4: 6, 5: 1, 6: 1, 7: 2, 8: 2}
MACERR = {1: 76, 2: 21, 3: 18, 4: 12, 5: 3, 6: 2, 7: 7, 8: 2, 10: 2, 11: 2}
MATRICES = st.tuples(st.integers(1, 8), st.integers(1, 8)).flatmap(
    lambda size: st.lists(
        st.lists(st.integers(0, 1), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


@pytest.mark.parametrize(
    ("p", "found_by_5", "n_for_85"),
    [
        (0.05, 0.2262191, 37),
        (0.1, 0.40951, 19),
        (0.15, 0.5562947, 12),
        (0.25, 0.7626953, 7),
        (0.31, 0.8435969, 6),
        (0.5, 0.96875, 3),
    ],
)
def test_five_participants_find_what_is_visible(p: float, found_by_5: float, n_for_85: int) -> None:
    """Published tables of 1 - (1 - p)^n: five are enough for some problems only."""
    assert discovery_probability(p, 5) == pytest.approx(found_by_5, abs=1e-7)
    assert discovery_sample_size(p, 0.85) == n_for_85


@pytest.mark.parametrize(("p", "n", "probability"), [(0.3, 0, 0.0), (0, 9, 0.0), (1, 1, 1.0)])
def test_nobody_finds_nothing_and_everybody_finds_what_all_meet(
    p: float, n: int, probability: float
) -> None:
    assert discovery_probability(p, n) == probability


@pytest.mark.parametrize("p", [-0.01, 1.01, math.nan])
def test_a_share_beside_0_to_1_is_no_probability(p: float) -> None:
    with pytest.raises(ValueError, match=rf"^invalid_probability: {p}$"):
        discovery_probability(p, 5)


@pytest.mark.parametrize("n", [-1, 2.5])
def test_participants_come_whole(n: float) -> None:
    with pytest.raises(ValueError, match=rf"^invalid_counts: {n} participants$"):
        discovery_probability(0.5, n)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("p", "goal", "n"),
    [
        (0.9, 0.99, 2),
        (0.5, 0.5, 1),
        (0.5, 0.500001, 2),
        (1, 0.99, 1),
        (0.3, 0, 0),
        (1, 0, 0),
        (0, 0.8, None),
        (-0.1, 0.8, None),
        (0.3, 1, None),
        (0.3, 1.1, None),
    ],
)
def test_rounding_asks_for_nobody_more_and_some_goals_are_out_of_reach(
    p: float, goal: float, n: int | None
) -> None:
    assert discovery_sample_size(p, goal) == n


@pytest.mark.parametrize(("p", "goal"), [(1.01, 0.5), (0.5, -0.01), (math.nan, 0.5)])
def test_a_sample_size_needs_a_share_and_a_goal(p: float, goal: float) -> None:
    with pytest.raises(ValueError, match=rf"^invalid_probability: share {p}, goal {goal}$"):
        discovery_sample_size(p, goal)


@given(st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_the_sample_size_is_the_smallest_that_reaches_the_goal(p: float, goal: float) -> None:
    n = discovery_sample_size(p, goal) or 0

    assert discovery_probability(p, n) >= goal - 1e-8
    assert discovery_probability(p, n - 1) < goal


def test_a_problem_that_some_met_has_the_interval_of_a_share() -> None:
    assert problem_share(2, 5, 0.9) == adjusted_wald(2, 5, 0.9)
    assert problem_share(5, 5) == adjusted_wald(5, 5)


def test_a_problem_that_nobody_met_may_still_trouble_45_percent() -> None:
    made = problem_share(0, 5)

    assert made.interval is not None
    assert made == Estimate(
        0.0, made.interval, 5, "unmet_upper_limit", 0, 0.95, None, ("one_sided",)
    )
    assert made.interval.low == 0
    assert made.interval.high == pytest.approx(0.4507197)


def test_the_limit_of_an_unmet_problem_honours_the_confidence() -> None:
    made = problem_share(0, 10, 0.9)

    assert made.confidence == 0.9
    assert made.interval is not None
    assert made.interval.high == pytest.approx(1 - 0.1**0.1)


def test_nobody_says_nothing_about_a_problem() -> None:
    assert problem_share(0, 0) == adjusted_wald(0, 0)
    with pytest.raises(ValueError, match="confidence lies between"):
        problem_share(0, 5, 1)
    with pytest.raises(ValueError, match=r"^invalid_counts: 6 of 5$"):
        problem_share(6, 5)


def test_sightings_are_counted_by_how_many_met_each_problem() -> None:
    made = tally_sightings([[1, 1, 0, 0], [1, 0, 0, 1], [1, 0, 0, 0]])

    assert made == Sightings(3, {3: 1, 1: 2})
    assert (made.problems, made.meetings) == (3, 5)
    assert [made.met_by(times) for times in (1, 2, 3)] == [2, 0, 1]


@pytest.mark.parametrize("matrix", [[[1, 0], [1]], [[2]], [[-1]], [[0.5]], [[None]]], ids=str)
def test_a_table_of_anything_but_0_and_1_is_refused(matrix: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: the table holds 0 or 1 for each"):
        tally_sightings(matrix)


@pytest.mark.parametrize(
    ("n", "frequency"),
    [(3, {4: 1}), (3, {0: 1}), (3, {1: -1}), (3, {1: 1.5}), (3, {1.5: 1}), (-1, {}), (2.5, {1: 1})],
)
def test_nobody_meets_a_problem_more_often_than_there_are_participants(
    n: int, frequency: dict[int, int]
) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: \{.*\} with .* participants$"):
        Sightings(n, frequency)


def test_a_problem_may_be_met_by_everybody() -> None:
    assert Sightings(3, {1: 0, 3: 2}).problems == 2


def test_discovery_is_estimated_step_by_step() -> None:
    """Two participants, two problems, one met by both: each step by hand."""
    made = problem_discovery(Sightings(2, {1: 1, 2: 1}))

    assert made == ProblemDiscovery(
        n=2,
        problems=2,
        singletons=1,
        p_observed=0.75,
        p_good_turing=0.5,
        p_deflated=0.125,
        p_adjusted=0.3125,
        discovered=near(1 - 0.6875**2),
        total=near(2 / (1 - 0.6875**2)),
        undiscovered=near(2 / (1 - 0.6875**2) - 2),
        reason=None,
    )


@pytest.mark.parametrize(
    ("matrix", "n", "reason"),
    [([], 0, Reason.NO_DATA), ([[], []], 2, Reason.NO_PROBLEMS), ([[0]], 1, Reason.NO_PROBLEMS)],
)
def test_without_problems_nothing_is_estimated(
    matrix: list[list[int]], n: int, reason: Reason
) -> None:
    sightings = tally_sightings(matrix)

    nothing = Estimate(None, None, n, "chao2", 0, 0.95, reason)
    assert problem_discovery(sightings) == ProblemDiscovery(n, 0, 0, reason=reason)
    assert chao2(sightings) == ProblemRichness(nothing, None, None)
    assert zero_truncated_beta_binomial(sightings).total.reason is reason


@given(MATRICES)
def test_there_are_never_fewer_problems_than_were_met(matrix: list[list[int]]) -> None:
    sightings = tally_sightings(matrix)
    if not sightings.problems:
        return

    made = problem_discovery(sightings)

    assert 0 < (made.p_adjusted or 0) <= 1
    assert (made.total or 0) >= sightings.problems
    rich = chao2(sightings)
    if rich.total.interval:
        assert sightings.problems <= rich.total.interval.low <= (rich.total.estimate or 0)
        assert (rich.total.estimate or 0) <= rich.total.interval.high


@given(MATRICES)
def test_the_order_of_participants_and_problems_does_not_matter(matrix: list[list[int]]) -> None:
    turned = [row[::-1] for row in matrix[::-1]]

    assert chao2(tally_sightings(turned)) == chao2(tally_sightings(matrix))


def test_problems_met_twice_tell_of_those_met_never() -> None:
    """Ten participants, ten problems, four met once and two twice: k is 0.9, r is 2."""
    made = chao2(Sightings(10, {1: 4, 2: 2, 5: 4}))

    assert made.total.interval is not None
    assert made.total == Estimate(near(13.6), made.total.interval, 10, "chao2")
    assert made.total.interval.low == pytest.approx(10.4965, abs=1e-4)
    assert made.total.interval.high == pytest.approx(36.1018, abs=1e-3)
    assert made.undiscovered == pytest.approx(3.6)
    assert made.se == pytest.approx(4.8)


def test_without_problems_met_twice_the_corrected_form_counts() -> None:
    """Five participants, five problems, three met once: k is 0.8."""
    made = chao2(Sightings(5, {1: 3, 3: 2}), 0.8)

    assert made.total.interval is not None
    assert made.total.confidence == 0.8
    assert made.total.estimate == pytest.approx(7.4)
    assert made.se == pytest.approx(math.sqrt(2.4 + 12 - 0.64 * 81 / (4 * 7.4)))
    factor = math.exp(1.281552 * math.sqrt(math.log(1 + 12.648649 / 2.4**2)))
    assert made.total.interval.low == pytest.approx(5 + 2.4 / factor, abs=1e-5)
    assert made.total.interval.high == pytest.approx(5 + 2.4 * factor, abs=1e-4)


@pytest.mark.parametrize("frequency", [{3: 4}, {2: 4}, {1: 1, 5: 3}])
def test_where_nothing_speaks_for_unseen_problems_the_total_is_what_was_met(
    frequency: dict[int, int],
) -> None:
    made = chao2(Sightings(8, frequency))

    assert made.total == Estimate(4, Interval(4, 4), 8, "chao2", 0, 0.95, Reason.NO_SINGLETONS)
    assert made.undiscovered == 0


def test_one_participant_says_nothing_about_problems_of_others() -> None:
    made = chao2(Sightings(1, {1: 3}))

    assert made == ProblemRichness(
        Estimate(None, None, 1, "chao2", 0, 0.95, Reason.N_TOO_SMALL), None, None
    )


def test_the_published_data_leave_at_least_128_problems_undiscovered() -> None:
    """Lewis' 145 problems of 15 participants: adjusted p says 39, Chao's bound 128."""
    sightings = Sightings(15, MACERR)

    assert problem_discovery(sightings).undiscovered == pytest.approx(39.02, abs=0.01)
    assert chao2(sightings).undiscovered == pytest.approx(128.36, abs=0.01)


def test_visibility_is_fitted_to_the_problems_that_were_met() -> None:
    made = zero_truncated_beta_binomial(Sightings(15, SCHMETTOW))

    assert made.total == Estimate(
        near(34.6333, tolerance=1e-3), None, 15, "zero_truncated_beta_binomial"
    )
    assert made.alpha == pytest.approx(1.17795, rel=1e-4)
    assert made.beta == pytest.approx(5.66072, rel=1e-4)
    assert made.log_likelihood == pytest.approx(-54.099826, abs=1e-6)


def test_even_visibility_is_fitted_as_well_as_uneven() -> None:
    """Thirty problems that half of 15 meet: of them nearly none is unseen."""
    made = zero_truncated_beta_binomial(Sightings(15, {7: 15, 8: 15}))

    assert made.total.estimate == pytest.approx(30.001, abs=0.001)


@pytest.mark.parametrize(("n", "frequency"), [(15, MACERR), (8, {1: 30})])
def test_where_the_sample_does_not_tell_there_is_no_number(
    n: int, frequency: dict[int, int]
) -> None:
    """A few problems nobody sees and thousands explain these data equally well."""
    made = zero_truncated_beta_binomial(Sightings(n, frequency))

    why = Reason.NOT_IDENTIFIABLE
    nothing = Estimate(None, None, n, "zero_truncated_beta_binomial", reason=why)
    assert made == BetaBinomialFit(nothing, None, None, None)


@pytest.mark.parametrize(
    ("n", "problems", "reason"),
    [(7, 20, Reason.N_TOO_SMALL), (8, 19, Reason.N_TOO_SMALL), (8, 20, None)],
)
def test_visibility_takes_8_participants_and_20_problems(
    n: int, problems: int, reason: Reason | None
) -> None:
    made = zero_truncated_beta_binomial(Sightings(n, {3: problems - 10, 4: 10}))

    assert made.total.reason is reason
    assert made.total.n == n
