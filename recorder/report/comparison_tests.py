"""Which estimate and which test fit two sides: by what was measured, by whom, by the profile."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, inf, log

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.equivalence import EQUIVALENCE_CONFIDENCE
from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, Reason, Significance, present
from recorder.metrics.many_ranks import FEWEST, mann_whitney_large
from recorder.metrics.mean_differences import (
    Comparison,
    complete_pairs,
    paired_log_ratio,
    paired_t,
    welch_difference,
    welch_log_ratio,
)
from recorder.metrics.net_promoter import net_promoter_difference
from recorder.metrics.paired_rates import Pairs, bonett_price, mcnemar
from recorder.metrics.proportion_intervals import clopper_pearson
from recorder.metrics.ranks import mann_whitney, wilcoxon_signed_rank
from recorder.metrics.rate_differences import adjusted_wald_difference, newcombe_difference
from recorder.metrics.rate_tests import boschloo, fisher, n_minus_1
from recorder.metrics.sequences import live_mean_difference, live_share_difference
from recorder.metrics.tallies import Tally
from recorder.report.rules import Rules

Values = Sequence[float | None]

MOST_EXACT = 200
"""People in all up to which Boschloo's test answers within a second."""

MOST_COUNTED = 100
"""People in all up to which every way to part them is counted within a tenth of a second."""

LONGEST_LOG = 700.0
"""Above this, exp is no number any more; an interval that wide says nothing."""

TEST_TITLES = {
    "n_minus_1": "N-1 two-proportion test",
    "fisher_mid_p": "Fisher's test with mid-P",
    "fisher_exact": "Fisher's exact test",
    "boschloo": "Boschloo's exact test",
    "mcnemar_mid_p": "McNemar's test with mid-P",
    "mcnemar_exact": "exact McNemar test",
    "welch": "Welch's t test",
    "welch_log": "Welch's t test of the logarithms",
    "paired_t": "paired t test",
    "paired_log": "paired t test of the logarithms",
    "mann_whitney_exact": "exact Mann-Whitney test",
    "mann_whitney_sampled": "Mann-Whitney test by permutation",
    "mann_whitney_normal": "Mann-Whitney test",
    "wilcoxon_exact": "exact Wilcoxon signed-rank test",
    "overall_n_minus_1": "N-1 chi-square test",
    "cochran_q": "Cochran's Q test",
    "welch_anova": "Welch's analysis of variance",
    "kruskal_permutation": "Kruskal-Wallis test by permutation",
}
"""What a test is called beside its p."""

METHOD_TITLES = {
    "adjusted_wald_difference": "adjusted-Wald interval",
    "newcombe": "Newcombe interval",
    "bonett_price": "Bonett-Price interval",
    "welch": "Welch's t interval",
    "welch_log": "Welch's t interval of the logarithms",
    "paired_t": "paired t interval",
    "paired_log": "paired t interval of the logarithms",
    "nps_difference": "adjusted-Wald interval of the adjusted scores",
    "adjusted_wald": "adjusted-Wald interval",
    "clopper_pearson": "Clopper-Pearson interval",
}
"""What an interval is called beside it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What sets two sides apart in one measure: always the second against the first.

    Attributes:
        test: None where the measure has none.
        live: The effect with an interval that holds at every look; None where there is none.
        narrow: The effect with a 90 % interval, to ask for equivalence; None where nobody does.
    """

    effect: Estimate
    test: Significance | None
    live: Estimate | None = None
    narrow: Estimate | None = None


def compare_shares(
    first: Sequence[bool], second: Sequence[bool], *, is_paired: bool, rules: Rules
) -> Found:
    """Compare how many did something.

    Args:
        first: Whether each person of the first side did it.
        second: The same of the second side; for the same people in the same order.
        is_paired: The same people are on both sides.
        rules: Strict ones ask for guaranteed tests.
    """
    one, other = Tally(sum(first), len(first)), Tally(sum(second), len(second))
    live = live_share_difference(other, one) if one.n and other.n else None
    if is_paired:
        pairs = _pairs(first, second)
        test = mcnemar(pairs.only_a, pairs.only_b)
        chosen = test.exact if rules.profile == "strict" else test.mid_p
        narrow = bonett_price(pairs, EQUIVALENCE_CONFIDENCE)
        return Found(bonett_price(pairs), chosen if pairs.n else None, live, narrow)
    estimate = newcombe_difference if rules.profile == "strict" else adjusted_wald_difference
    narrow = estimate(other, one, EQUIVALENCE_CONFIDENCE)
    return Found(estimate(other, one), _test_shares(one, other, rules), live, narrow)


def compare_means(first: Values, second: Values, *, is_paired: bool) -> Found:
    """Compare ratings or scores by their means."""
    made = paired_t(second, first) if is_paired else welch_difference(second, first)
    return Found(made.effect, _there(made.test), live_mean_difference(second, first))


def compare_times(first: Values, second: Values, *, is_paired: bool, rules: Rules) -> Found:
    """Compare typical times of those who succeeded, as a ratio.

    The strict profile tests the ranks of the times, which needs no assumption about them.

    Args:
        first: Times in seconds, each above 0; None where one is missing.
        second: The same of the second side; for the same people in the same order.
        is_paired: The same people are on both sides.
        rules: The profile, and where drawing starts.
    """
    made = paired_log_ratio(second, first) if is_paired else welch_log_ratio(second, first)
    test = made.test
    if rules.profile == "strict" and test.p is not None:
        test = rank_times(first, second, is_paired=is_paired, rules=rules).test or test
    live = _as_ratio(live_mean_difference(_logs(second), _logs(first)))
    return Found(made.effect, _there(test), live)


def rank_times(first: Values, second: Values, *, is_paired: bool, rules: Rules) -> Found:
    """Compare times of everybody by their order; a failure is an infinite time.

    Returns:
        For different people the chance that somebody of the second side is faster than
        somebody of the first. For the same people the share that was faster on the second
        side, of those whose times differ.
    """
    if is_paired:
        pairs = complete_pairs(first, second)
        faster = sum(theirs < ours for ours, theirs in pairs)
        slower = sum(theirs > ours for ours, theirs in pairs)
        estimate = clopper_pearson if rules.profile == "strict" else adjusted_wald
        effect = estimate(faster, faster + slower)
        return Found(effect, _there(wilcoxon_signed_rank(second, first).test))
    made = _rank(first, second, rules)
    return Found(made.effect, _there(made.test))


def compare_net_promoters(first: Values, second: Values, *, is_paired: bool) -> Found:
    """Compare two Net Promoter Scores; of the same people as a mean of 100, 0 and -100."""
    if is_paired:
        made = paired_t([_promotes(one) for one in second], [_promotes(one) for one in first])
        return Found(made.effect, _there(made.test))
    return Found(net_promoter_difference(second, first), None)


def _test_shares(one: Tally, other: Tally, rules: Rules) -> Significance | None:
    if rules.profile != "strict":
        return _there(n_minus_1(other, one))
    if one.n + other.n > MOST_EXACT:
        return _there(fisher(other, one).exact)
    return _there(boschloo(other, one))


def _pairs(first: Sequence[bool], second: Sequence[bool]) -> Pairs:
    """Count the people; what Pairs calls A is our second side, whose share is counted up."""
    both = list(zip(second, first, strict=True))
    return Pairs(
        both=both.count((True, True)),
        only_a=both.count((True, False)),
        only_b=both.count((False, True)),
        neither=both.count((False, False)),
    )


def _rank(first: Values, second: Values, rules: Rules) -> Comparison:
    sizes = len(present(first)[0]), len(present(second)[0])
    if sum(sizes) > MOST_COUNTED and min(sizes) >= FEWEST:
        return mann_whitney_large(second, first)
    return mann_whitney(second, first, seed=rules.seed)


def _there(test: Significance) -> Significance | None:
    return None if test.p is None else test


def _logs(times_s: Values) -> list[float | None]:
    return [None if time_s is None or time_s == inf else log(time_s) for time_s in times_s]


def _as_ratio(made: Estimate) -> Estimate:
    middle, ends, why = made.estimate, made.interval, made.reason
    if ends is not None and max(-ends.low, ends.high) > LONGEST_LOG:
        ends, why = None, Reason.UNBOUNDED
    return replace(
        made,
        estimate=None if middle is None else exp(middle),
        interval=None if ends is None else Interval(exp(ends.low), exp(ends.high)),
        method="live_time_ratio",
        confidence=CONFIDENCE,
        reason=why,
    )


def _promotes(rating: float | None) -> float | None:
    if rating is None:
        return None
    return 100.0 * ((rating >= 9) - (rating <= 6))
