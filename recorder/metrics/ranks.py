"""Comparisons that look at the order of observations only, so that failures take part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recorder.metrics.estimates import Estimate, Reason, Significance, present
from recorder.metrics.mean_differences import Comparison, complete_pairs

RESAMPLES = 99_999
# Samples held in memory at once.
BATCH = 1_000
# Beyond, counting every possible sample takes longer than a report may.
MOST_COUNTED = 200
# Differences of decimal numbers that are equal on paper differ by less than this.
DECIMALS = 9


@dataclass(frozen=True, slots=True)
class SignedRanks:
    """How the ranks of differences share out between the signs.

    Attributes:
        w_plus: Sum of the ranks of positive differences; None without pairs.
        n_zero: Pairs without a difference, which take no part.
        n_missing: Pairs left out because a value is missing.
        test: Two-sided; its `n` counts the complete pairs.
    """

    w_plus: float | None
    n_zero: int
    n_missing: int
    test: Significance


def mann_whitney(a: Iterable[float | None], b: Iterable[float | None], *, seed: int) -> Comparison:
    """Compare the times of two groups of people with all who failed.

    A failure is an infinite time: it ranks behind every success and ties with every other
    failure. What is estimated is easily said: the chance that somebody of the first group
    is faster than somebody of the second, ties counted half.

    Args:
        a: Times of the first group; `inf` for a failure, None where one is missing.
        b: Times of the second group, likewise.
        seed: Where the drawing starts for more than 200 people; below, every way to part
            them into the two groups is counted.

    Returns:
        The chance, 0 to 1, without an interval, and the two-sided test: its statistic is
        U of the first group, the pairs in which that one was slower. p = 1 where all tie;
        nothing but a reason for an empty group.

    Source:
        Mann & Whitney (1947), On a test of whether one of two random variables is
        stochastically larger than the other. Annals of Mathematical Statistics 18, 50-60.
        Counting with ties: Streitberg & Roehmel (1986), Exact distributions for
        permutation and rank tests. Statistical Software Newsletter 12, 10-17.
    """
    (ours, missing_a), (theirs, missing_b) = present(a), present(b)
    n, n_missing = len(ours) + len(theirs), missing_a + missing_b
    method = "mann_whitney_exact" if n <= MOST_COUNTED else "mann_whitney_sampled"
    if not ours or not theirs:
        nothing = Estimate(None, None, n, method, n_missing, reason=Reason.NO_DATA)
        return Comparison(nothing, Significance(None, method, n, reason=Reason.NO_DATA))
    ranks = _doubled_ranks(ours + theirs)
    groups = [ranks[: len(ours)], ranks[len(ours) :]]
    u = sum(groups[0]) / 2 - len(ours) * (len(ours) + 1) / 2
    superiority = 1 - u / (len(ours) * len(theirs))
    p = _counted_p(ranks, len(ours)) if n <= MOST_COUNTED else _sampled_p(groups, seed)
    why = Reason.NO_VARIATION if len(set(ranks)) == 1 else None
    return Comparison(
        Estimate(superiority, None, n, method, n_missing),
        Significance(p, method, n, u, reason=why),
    )


def wilcoxon_signed_rank(a: Sequence[float | None], b: Sequence[float | None]) -> SignedRanks:
    """Compare two values of the same people by the ranks of their differences.

    Args:
        a: One value for each person; None where one is missing, `inf` for a failure.
        b: The same person's value for the other design, in the same order.

    Returns:
        The sum of the ranks at which a is higher, and the two-sided p by counting every
        way in which the signs could have fallen: p = 1 where nobody differs; nothing but
        a reason without complete pairs.

    Raises:
        ValueError: The groups are of different lengths.

    Source:
        Wilcoxon (1945), Individual comparisons by ranking methods. Biometrics Bulletin 1,
        80-83. Counting as in `mann_whitney`.
    """
    pairs, method = complete_pairs(a, b), "wilcoxon_exact"
    n, n_missing = len(pairs), len(a) - len(pairs)
    if not pairs:
        return SignedRanks(None, 0, n_missing, Significance(None, method, 0, reason=Reason.NO_DATA))
    # Two failures are equal, though infinity minus itself is no number.
    differences = [round(x - y, DECIMALS) for x, y in pairs if x != y]
    moved = [difference for difference in differences if difference]
    n_zero = n - len(moved)
    if not moved:
        nobody = Significance(1.0, method, n, 0.0, reason=Reason.NO_VARIATION)
        return SignedRanks(0.0, n_zero, n_missing, nobody)
    ranks = _doubled_ranks([abs(difference) for difference in moved])
    positive = sum(rank for rank, change in zip(ranks, moved, strict=True) if change > 0)
    p = _signs_p(ranks, positive)
    return SignedRanks(positive / 2, n_zero, n_missing, Significance(p, method, n, positive / 2))


def kruskal_permutation(groups: Sequence[Iterable[float | None]], *, seed: int) -> Significance:
    """Test whether any of several groups of people tends to be faster than another.

    Args:
        groups: Two or more groups of times; `inf` for a failure, None where one is missing.
        seed: Where the drawing starts; up to eight people are parted in every possible way.

    Returns:
        p and H, corrected for ties; p = 1 where all tie; nothing but a reason where a
        group is empty.

    Raises:
        ValueError: There are fewer than two groups.

    Source:
        Kruskal & Wallis (1952), Use of ranks in one-criterion variance analysis. JASA 47,
        583-621.
    """
    from scipy.stats import kruskal

    there = [present(group)[0] for group in groups]
    if len(there) < 2:
        raise ValueError(f"a comparison asks for two or more groups, not {len(there)}")
    n, method = sum(map(len, there)), "kruskal_permutation"
    if not all(there):
        return Significance(None, method, n, reason=Reason.NO_DATA)
    ranks = _doubled_ranks([value for group in there for value in group])
    if len(set(ranks)) == 1:
        return Significance(1.0, method, n, 0.0, reason=Reason.NO_VARIATION)
    rest = iter(ranks)
    ranked = [[next(rest) for _ in group] for group in there]
    h = float(kruskal(*ranked).statistic)
    return Significance(_sampled_p(ranked, seed), method, n, h)


def _doubled_ranks(values: list[float]) -> list[int]:
    """Rank the values and double the ranks, so that those of ties are whole numbers."""
    from scipy.stats import rankdata

    return [int(rank) for rank in 2 * rankdata(values)]


def _counted_p(ranks: list[int], size: int) -> float:
    """Answer how many samples of that size have a rank sum as far from the middle."""
    import numpy

    # ways[k, s]: samples of k people whose doubled ranks add up to s.
    ways = numpy.zeros((size + 1, sum(ranks) + 1))
    ways[0, 0] = 1
    for rank in ranks:
        ways[1:, rank:] += ways[:-1, :-rank]
    sums = numpy.arange(ways.shape[1])
    middle = size * (len(ranks) + 1)
    as_far = abs(sums - middle) >= abs(sum(ranks[:size]) - middle)
    return float(ways[size, as_far].sum() / ways[size].sum())


def _signs_p(ranks: list[int], positive: int) -> float:
    """Answer how many ways to place the signs have a rank sum as far from the middle."""
    import numpy

    chances = numpy.zeros(sum(ranks) + 1)
    chances[0] = 1
    for rank in ranks:
        chances[rank:] += chances[:-rank].copy()
        chances /= 2
    balance = 2 * numpy.arange(len(chances)) - sum(ranks)
    return float(chances[abs(balance) >= abs(2 * positive - sum(ranks))].sum())


def _sampled_p(groups: list[list[int]], seed: int) -> float:
    """Answer how often people dealt out at random differ as much as they did."""
    import numpy
    from scipy.stats import permutation_test

    edges = numpy.cumsum([len(group) for group in groups])[:-1]

    def spread(ranks: "numpy.ndarray", axis: int) -> "numpy.ndarray":
        dealt = numpy.split(ranks, edges, axis=axis)
        total: numpy.ndarray = sum(hand.sum(axis=axis) ** 2 / hand.shape[axis] for hand in dealt)
        return total

    made = permutation_test(
        ([rank for group in groups for rank in group],),
        spread,
        permutation_type="pairings",
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=BATCH,
        alternative="greater",
        rng=numpy.random.default_rng(seed),
    )
    return float(made.pvalue)
