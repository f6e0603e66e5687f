"""Our measures under the names that the golden vectors use."""

from collections.abc import Mapping
from typing import Any

from tests.metrics.doors import questionnaires, shares, times
from tests.metrics.doors.plain import Door, Result

NOT_YET = frozenset(
    {
        "any_two_agreement",
        "benjamini_hochberg",
        "beta_binomial_posterior",
        "bootstrap_ci",
        "boschloo",
        "chao2",
        "clustered_proportion",
        "cohens_kappa",
        "completion_point_estimate",
        "confidence_sequence_bernoulli",
        "confidence_sequence_mean",
        "diff_proportions_ci",
        "discovery_probability",
        "discovery_sample_size",
        "fisher",
        "fleiss_kappa",
        "graded_success_ci",
        "holm",
        "kaplan_meier",
        "krippendorff_alpha",
        "lostness",
        "mann_whitney_exact",
        "mcnemar",
        "paired_diff_ci",
        "paired_log_ratio",
        "paired_t",
        "power_two_rates",
        "prob_b_beats_a",
        "problem_discovery",
        "proportion_ci",
        "rate_vs_benchmark",
        "restricted_mean_time",
        "sample_size_mean_ci",
        "sample_size_paired_rates",
        "sample_size_rate_ci",
        "sample_size_two_means",
        "sample_size_two_rates",
        "success_by_time",
        "time_median_ci",
        "time_to_success_median",
        "time_vs_benchmark",
        "two_proportions_n_minus_1",
        "welch_difference",
        "welch_log_ratio",
        "wilcoxon_signed_rank_exact",
        "zero_truncated_beta_binomial",
    }
)

IMPLEMENTED: dict[str, Door] = {
    **shares.DOORS,
    **times.DOORS,
    **questionnaires.DOORS,
}


def evaluate(metric: str, inputs: Mapping[str, Any]) -> Result:
    """Compute one measure from a golden vector's inputs.

    Args:
        metric: Its name in the golden file, such as `proportion_ci`.
        inputs: As in the golden file; `method` chooses where a measure has several.

    Returns:
        The estimate under the measure's own name (`mean`, `difference`, `p` ...), and
        `low`, `high`, `n`, `n_missing`, `method`, `confidence`, `reason` and `flags`
        where the measure has them.

    Raises:
        KeyError: The measure or the method is not one of ours.
        ValueError: The inputs are refused, as some vectors expect.
    """
    return IMPLEMENTED[metric](inputs)
