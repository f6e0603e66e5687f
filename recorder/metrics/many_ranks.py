"""The comparison of ranks for groups so large that counting every way takes too long."""

from collections.abc import Iterable

from recorder.metrics.estimates import Estimate, Reason, Significance, present
from recorder.metrics.mean_differences import Comparison

FEWEST = 20
"""People of the smaller group from which on the normal curve serves."""


def mann_whitney_large(a: Iterable[float | None], b: Iterable[float | None]) -> Comparison:
    """Compare the times of two large groups of people with all who failed.

    It answers what `ranks.mann_whitney` answers, with p from the normal curve instead of
    from counting; below 20 people in a group that p is wrong.

    Args:
        a: Times of the first group; `inf` for a failure, None where one is missing.
        b: Times of the second group, likewise.

    Returns:
        The chance that somebody of the first group is faster, ties counted half, and the
        two-sided test, corrected for ties. p = 1 where all tie; nothing but a reason for
        an empty group.

    Source:
        Mann & Whitney (1947), On a test of whether one of two random variables is
        stochastically larger than the other. Annals of Mathematical Statistics 18, 50-60.
    """
    from scipy.stats import mannwhitneyu

    (ours, missing_a), (theirs, missing_b) = present(a), present(b)
    n, n_missing, method = len(ours) + len(theirs), missing_a + missing_b, "mann_whitney_normal"
    if not ours or not theirs:
        nothing = Estimate(None, None, n, method, n_missing, reason=Reason.NO_DATA)
        return Comparison(nothing, Significance(None, method, n, reason=Reason.NO_DATA))
    if len(set(ours + theirs)) == 1:
        tied = Significance(1.0, method, n, len(ours) * len(theirs) / 2, reason=Reason.NO_VARIATION)
        return Comparison(Estimate(0.5, None, n, method, n_missing), tied)
    made = mannwhitneyu(ours, theirs, use_continuity=False, method="asymptotic")
    superiority = 1 - float(made.statistic) / (len(ours) * len(theirs))
    return Comparison(
        Estimate(superiority, None, n, method, n_missing),
        Significance(float(made.pvalue), method, n, float(made.statistic)),
    )
