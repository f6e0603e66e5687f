import math
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recorder.metrics.agreement import Agreement, any_two_agreement
from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.metrics.kappas import Weights, cohens_kappa, fleiss_kappa
from recorder.metrics.krippendorff import Level, krippendorff_alpha
from tests.metrics.near import near

SEVERITIES = [[4, 1, 0, 0], [2, 6, 2, 0], [0, 1, 5, 1], [0, 0, 2, 8]]
FOUR_RATERS: list[list[float | None]] = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, math.nan],
]
LEVELS: list[Level] = ["nominal", "ordinal", "interval"]
RATINGS = st.lists(
    st.lists(st.one_of(st.none(), st.sampled_from([1.0, 2.0, 3.0, 4.0])), min_size=6, max_size=6),
    min_size=2,
    max_size=4,
)


def ends(made: Agreement) -> Interval:
    assert made.coefficient.interval is not None
    return made.coefficient.interval


@pytest.mark.parametrize(
    ("weights", "kappa", "se", "low", "high"),
    [
        ("unweighted", 0.621550591, 0.106047417, 0.413701474, 0.829399709),
        ("linear", 0.765472313, 0.070321330, 0.627645040, 0.903299586),
        ("quadratic", 0.878583474, 0.040205793, 0.799781568, 0.957385380),
    ],
)
def test_kappa_and_its_interval_are_those_of_another_program(
    weights: Weights, kappa: float, se: float, low: float, high: float
) -> None:
    """Computed with statsmodels 0.15."""
    made = cohens_kappa(SEVERITIES, weights)

    assert made.coefficient == Estimate(near(kappa), ends(made), 32, f"cohens_kappa_{weights}")
    assert made.se == pytest.approx(se)
    assert ends(made).low == pytest.approx(low)
    assert ends(made).high == pytest.approx(high)
    assert made.observed == 23 / 32


def test_kappa_is_unweighted_unless_told_and_honours_the_confidence() -> None:
    made = cohens_kappa([[20, 5], [10, 15]], confidence=0.8)

    assert made.coefficient.method == "cohens_kappa_unweighted"
    assert made.coefficient.confidence == 0.8
    assert made.coefficient.estimate == pytest.approx(0.4)
    assert made.observed == pytest.approx(0.7)
    assert ends(made).low == pytest.approx(0.4 - 1.281552 * 0.126996063, abs=1e-6)
    assert ends(made).high == pytest.approx(0.4 + 1.281552 * 0.126996063, abs=1e-6)


def test_the_interval_of_kappa_is_cut_off_at_both_ends() -> None:
    assert ends(cohens_kappa([[5, 1], [0, 5]])).high == 1.0
    assert ends(cohens_kappa([[0, 5], [5, 1]])).low == -1.0


@pytest.mark.parametrize(("table", "kappa"), [([[5, 0], [0, 3]], 1.0), ([[0, 5], [5, 0]], -1.0)])
def test_who_always_agree_or_never_have_no_interval(table: list[list[int]], kappa: float) -> None:
    """A width of zero would claim what nobody knows."""
    made = cohens_kappa(table)

    assert made.coefficient.estimate == pytest.approx(kappa)
    assert made.coefficient.interval is None
    assert made.coefficient.reason is Reason.ZERO_VARIANCE
    assert made.se == 0


@pytest.mark.parametrize("weights", ["unweighted", "linear", "quadratic"])
@pytest.mark.parametrize("table", [[[9, 0], [0, 0]], [[9]]])
def test_where_chance_would_always_agree_kappa_is_undefined(
    table: list[list[int]], weights: Weights
) -> None:
    made = cohens_kappa(table, weights, 0.9)

    why = Reason.UNDEFINED_EXPECTED_AGREEMENT
    nothing = Estimate(None, None, 9, f"cohens_kappa_{weights}", 0, 0.9, why)
    assert made == Agreement(nothing, 1.0, None)


@pytest.mark.parametrize("table", [[], [[0, 0], [0, 0]]])
def test_without_units_there_is_no_kappa(table: list[list[int]]) -> None:
    nothing = Estimate(None, None, 0, "cohens_kappa_unweighted", 0, 0.9, Reason.NO_DATA)

    assert cohens_kappa(table, confidence=0.9) == Agreement(nothing, None)


@pytest.mark.parametrize("table", [[[1, 2]], [[1, 2], [3]], [[1, -1], [1, 1]], [[1, 0.5], [1, 1]]])
def test_kappa_takes_a_square_table_of_counts(table: list[list[int]]) -> None:
    with pytest.raises(
        ValueError, match=r"^invalid_counts: \[.*\] is (not square|no table of counts)$"
    ):
        cohens_kappa(table)


def test_kappa_knows_three_ways_to_weigh() -> None:
    with pytest.raises(
        ValueError, match=r"^weights are unweighted, linear or quadratic, not cubic$"
    ):
        cohens_kappa(SEVERITIES, "cubic")  # type: ignore[arg-type]


def test_one_disagreement_in_a_million_leaves_kappa_defined() -> None:
    assert cohens_kappa([[999_998, 1], [0, 1]]).coefficient.estimate == pytest.approx(
        2 / 3, abs=1e-5
    )


def test_fleiss_kappa_comes_with_an_interval_from_units_drawn_anew() -> None:
    """Four units of five raters; the kappa computed with statsmodels 0.15."""
    table = [[4, 1, 0], [0, 5, 0], [2, 2, 1], [1, 0, 4]]

    made = fleiss_kappa(table)

    assert made.coefficient == Estimate(near(0.389312977), ends(made), 4, "fleiss_kappa")
    assert made.observed == pytest.approx((6 + 10 + 2 + 6) / 40)
    assert made.se is None
    assert -1 <= ends(made).low < 0.389 < ends(made).high <= 1


def test_the_same_seed_gives_the_same_interval() -> None:
    """Two reports of the same study are the same to the last digit."""
    table = [[4, 1, 0], [0, 5, 0], [2, 2, 1], [1, 0, 4], [3, 1, 1]]

    assert fleiss_kappa(table) == fleiss_kappa(table)
    assert fleiss_kappa(table, seed=1) != fleiss_kappa(table)
    assert krippendorff_alpha(FOUR_RATERS) == krippendorff_alpha(FOUR_RATERS)
    assert krippendorff_alpha(FOUR_RATERS, seed=1) != krippendorff_alpha(FOUR_RATERS)


def test_less_confidence_narrows_intervals_from_draws() -> None:
    table = [[4, 1, 0], [0, 5, 0], [2, 2, 1], [1, 0, 4], [3, 1, 1]]

    for wide, narrow in (
        (fleiss_kappa(table), fleiss_kappa(table, confidence=0.5)),
        (krippendorff_alpha(FOUR_RATERS), krippendorff_alpha(FOUR_RATERS, confidence=0.5)),
    ):
        assert narrow.coefficient.confidence == 0.5
        assert ends(wide).low < ends(narrow).low < ends(narrow).high < ends(wide).high


@pytest.mark.parametrize(
    ("table", "n", "observed", "reason"),
    [
        ([], 0, None, Reason.NO_DATA),
        ([[0, 0]], 1, None, Reason.NO_DATA),
        ([[1, 0], [0, 1]], 2, None, Reason.NO_PAIRABLE_VALUES),
        ([[2, 0], [2, 0]], 2, 1.0, Reason.UNDEFINED_EXPECTED_AGREEMENT),
    ],
)
def test_fleiss_kappa_says_why_it_is_missing(
    table: list[list[int]], n: int, observed: float | None, reason: Reason
) -> None:
    nothing = Estimate(None, None, n, "fleiss_kappa", 0, 0.9, reason)

    assert fleiss_kappa(table, confidence=0.9) == Agreement(nothing, observed)


def test_two_raters_are_enough_for_fleiss_kappa_and_one_unit_for_no_interval() -> None:
    """One unit split evenly: chance gives a half, they agree on nothing."""
    made = fleiss_kappa([[1, 1]])

    assert made.coefficient == Estimate(-1.0, None, 1, "fleiss_kappa", 0, 0.95, Reason.N_TOO_SMALL)
    assert made.observed == 0


@pytest.mark.parametrize("table", [[[2, 0], [2, 1]], [[1, 2], [3]], [[-1, 3]], [[0.5, 1.5]]])
def test_fleiss_kappa_takes_equally_many_raters_for_each_unit(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match=r"^invalid_counts: "):
        fleiss_kappa(table)


@pytest.mark.parametrize(
    ("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_alpha_is_that_of_krippendorffs_own_example(level: Level, alpha: float) -> None:
    """Four raters, twelve units, some ratings missing (Krippendorff 2011, section E)."""
    made = krippendorff_alpha(FOUR_RATERS, level)

    assert made.coefficient == Estimate(
        near(alpha, tolerance=0.0005), ends(made), 11, f"krippendorff_alpha_{level}", 7
    )
    assert made.observed == 43 / 55
    assert made.se is None
    assert ends(made).low < alpha < ends(made).high <= 1


def test_the_interval_of_alpha_is_that_of_counting_pair_by_pair() -> None:
    """The same draws of units, each computed from its pairs of ratings one after the other."""
    made = ends(krippendorff_alpha(FOUR_RATERS))

    assert made.low == pytest.approx(0.44844329)
    assert made.high == 1.0


def test_two_units_are_enough_for_an_interval() -> None:
    """Drawn twice, either unit alone gives one end: full agreement or none."""
    made = krippendorff_alpha([[1, 1, 2], [1, 2, None]])

    assert made.coefficient.n == 2
    assert made.coefficient.interval is not None


def test_alpha_by_hand() -> None:
    """Two raters, four units, one disagreement: 1 - 7 * 2 / (2 * 5 * 3)."""
    made = krippendorff_alpha([[1, 1, 2, 2], [1, 1, 2, 1]], "nominal")

    assert made.coefficient.estimate == pytest.approx(1 - 14 / 30)
    assert made.observed == 0.75


def test_alpha_is_ordinal_unless_told() -> None:
    assert krippendorff_alpha(FOUR_RATERS) == krippendorff_alpha(FOUR_RATERS, "ordinal")


@pytest.mark.parametrize(
    ("ratings", "n", "n_missing", "observed", "reason"),
    [
        ([], 0, 0, None, Reason.NO_DATA),
        ([[None, None], [None, None]], 0, 4, None, Reason.NO_DATA),
        ([[1, None, 2], [None, 3, None]], 0, 3, None, Reason.NO_PAIRABLE_VALUES),
        ([[1, 1, 1], [1, 1, 1]], 3, 0, 1.0, Reason.UNDEFINED_EXPECTED_AGREEMENT),
    ],
)
def test_alpha_says_why_it_is_missing(
    ratings: Sequence[Sequence[float | None]],
    n: int,
    n_missing: int,
    observed: float | None,
    reason: Reason,
) -> None:
    made = krippendorff_alpha(ratings, "nominal", confidence=0.9)

    nothing = Estimate(None, None, n, "krippendorff_alpha_nominal", n_missing, 0.9, reason)
    assert made == Agreement(nothing, observed)


def test_who_always_agree_have_an_alpha_without_an_interval() -> None:
    made = krippendorff_alpha([[1, 2, 3], [1, 2, 3]])

    assert (made.coefficient.estimate, made.coefficient.interval) == (1.0, None)
    assert made.coefficient.reason is Reason.ZERO_VARIANCE


def test_one_unit_has_an_alpha_without_an_interval() -> None:
    made = krippendorff_alpha([[1], [2]], confidence=0.9)

    assert made.coefficient == Estimate(
        0.0, None, 1, "krippendorff_alpha_ordinal", 0, 0.9, Reason.N_TOO_SMALL
    )


def test_alpha_knows_three_levels_and_raters_of_the_same_units() -> None:
    with pytest.raises(ValueError, match=r"^a level is nominal, ordinal or interval, not ratio$"):
        krippendorff_alpha(FOUR_RATERS, "ratio")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="shorter"):
        krippendorff_alpha([[1, 2], [1]])


@pytest.mark.parametrize("confidence", [0, 1])
def test_agreement_takes_a_confidence_between_0_and_1(confidence: float) -> None:
    for measure in (cohens_kappa, fleiss_kappa, krippendorff_alpha):
        with pytest.raises(ValueError, match="confidence lies between"):
            measure([], confidence=confidence)


@given(RATINGS, st.permutations([1, 2, 3, 4]))
def test_new_names_for_nominal_categories_change_nothing(
    ratings: list[list[float | None]], names: list[int]
) -> None:
    renamed: list[list[float | None]] = [
        [None if one is None else names[int(one) - 1] for one in row] for row in ratings
    ]

    before, after = krippendorff_alpha(ratings, "nominal"), krippendorff_alpha(renamed, "nominal")

    assert after.coefficient.estimate == pytest.approx(before.coefficient.estimate)
    assert after.observed == before.observed


@given(RATINGS, st.sampled_from(LEVELS))
def test_the_order_of_raters_and_units_does_not_matter(
    ratings: list[list[float | None]], level: Level
) -> None:
    turned: list[list[float | None]] = [list(row)[::-1] for row in ratings[::-1]]

    before, after = krippendorff_alpha(ratings, level), krippendorff_alpha(turned, level)

    assert after.coefficient.estimate == pytest.approx(before.coefficient.estimate)


@given(RATINGS)
def test_ordinal_alpha_sees_the_order_of_ratings_only(ratings: list[list[float | None]]) -> None:
    stretched: list[list[float | None]] = [
        [None if one is None else one**3 for one in row] for row in ratings
    ]

    before, after = krippendorff_alpha(ratings), krippendorff_alpha(stretched)

    assert after.coefficient.estimate == pytest.approx(before.coefficient.estimate)


def test_any_two_agreement_is_the_mean_over_pairs_of_evaluators() -> None:
    """2 of 4, 1 of 4 and 1 of 4 problems shared."""
    made = any_two_agreement([["a", "b", "c", "c"], ["b", "c", "d"], ["c", "e"]])

    assert made == Estimate(near(1 / 3), None, 3, "any_two_agreement")


@pytest.mark.parametrize(
    ("lists", "estimate", "reason"),
    [
        ([], None, Reason.NO_DATA),
        ([["a"]], None, Reason.N_TOO_SMALL),
        ([[], []], None, Reason.NO_PROBLEMS),
        ([[], ["a"]], 0.0, None),
        ([[], [], ["a"], ["a"]], 1 / 5, None),
    ],
)
def test_evaluators_who_found_nothing_together_are_left_out(
    lists: list[list[str]], estimate: float | None, reason: Reason | None
) -> None:
    assert any_two_agreement(lists) == Estimate(
        estimate, None, len(lists), "any_two_agreement", reason=reason
    )
