"""Our measures under the names that the golden vectors use."""

from collections.abc import Mapping
from typing import Any

from tests.metrics.doors import discovery, planning, questionnaires, sequences, shares, times
from tests.metrics.doors.plain import Door, Result

NOT_YET = frozenset(
    {
        "any_two_agreement",
        "benjamini_hochberg",
        "bootstrap_ci",
        "cohens_kappa",
        "fleiss_kappa",
        "holm",
        "kaplan_meier",
        "krippendorff_alpha",
        "lostness",
        "mann_whitney_exact",
        "paired_log_ratio",
        "paired_t",
        "restricted_mean_time",
        "success_by_time",
        "time_median_ci",
        "time_to_success_median",
        "time_vs_benchmark",
        "welch_difference",
        "welch_log_ratio",
        "wilcoxon_signed_rank_exact",
    }
)

IMPLEMENTED: dict[str, Door] = {
    **shares.DOORS,
    **sequences.DOORS,
    **planning.DOORS,
    **times.DOORS,
    **questionnaires.DOORS,
    **discovery.DOORS,
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
