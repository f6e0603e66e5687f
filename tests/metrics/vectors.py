"""The doors of our measures under the names that the golden vectors use."""

from collections.abc import Callable, Mapping
from typing import Any

from recorder.metrics.completion import adjusted_wald, laplace
from recorder.metrics.estimates import Estimate
from recorder.metrics.means import rating_mean, standard_deviation
from recorder.metrics.questionnaires import (
    adjusted_net_promoter_score,
    net_promoter_score,
    sus_score,
    top_two_box,
)
from recorder.metrics.rates import poisson_rate
from recorder.metrics.times import typical_time

Result = dict[str, object]

NOT_YET = frozenset(
    {
        "any_two_agreement",
        "benjamini_hochberg",
        "beta_binomial_posterior",
        "bootstrap_ci/BCa",
        "bootstrap_ci/percentile",
        "boschloo",
        "chao2",
        "clustered_proportion/adjusted_wald_effective_n",
        "cohens_kappa",
        "completion_point_estimate/lewis_sauro_2006",
        "completion_point_estimate/wilson_midpoint",
        "confidence_sequence_bernoulli",
        "confidence_sequence_mean",
        "diff_proportions_ci/adjusted_wald",
        "diff_proportions_ci/agresti_caffo",
        "diff_proportions_ci/newcombe",
        "discovery_probability",
        "discovery_sample_size",
        "fisher",
        "fleiss_kappa",
        "graded_success_ci/bounded_wilson",
        "holm",
        "kaplan_meier",
        "krippendorff_alpha",
        "lostness",
        "mann_whitney_exact",
        "mcnemar",
        "paired_diff_ci/adjusted_wald",
        "paired_diff_ci/bonett_price",
        "paired_log_ratio",
        "paired_t",
        "power_two_rates",
        "prob_b_beats_a",
        "problem_discovery",
        "proportion_ci/adjusted_wald_one_sided_extremes",
        "proportion_ci/clopper_pearson",
        "proportion_ci/jeffreys",
        "proportion_ci/mid_p",
        "proportion_ci/wald",
        "proportion_ci/wilson",
        "proportion_ci/wilson_cc",
        "rate_vs_benchmark",
        "restricted_mean_time",
        "sample_size_mean_ci",
        "sample_size_paired_rates",
        "sample_size_rate_ci/adjusted_wald",
        "sample_size_two_means",
        "sample_size_two_rates",
        "success_by_time",
        "sum_score",
        "sus_adjective",
        "sus_grade",
        "sus_percentile",
        "time_median_ci/book",
        "time_median_ci/exact",
        "time_to_success_median",
        "time_vs_benchmark",
        "two_proportions_n_minus_1",
        "umux_lite_score",
        "umux_score",
        "welch_difference",
        "welch_log_ratio",
        "wilcoxon_signed_rank_exact",
        "zero_truncated_beta_binomial",
    }
)


def name_of(case: Mapping[str, Any]) -> str:
    """Answer the name of a case's measure, with the method where it has several."""
    method = case["inputs"].get("method")
    return f"{case['metric']}/{method}" if method else str(case["metric"])


def evaluate(name: str, inputs: Mapping[str, Any]) -> Result:
    """Compute one measure from a golden vector's inputs.

    Raises:
        KeyError: The measure is not implemented.
        ValueError: The inputs are refused, as some vectors expect.
    """
    return IMPLEMENTED[name](inputs)


def _plain(made: Estimate, name: str) -> Result:
    low, high = (made.interval.low, made.interval.high) if made.interval else (None, None)
    reason = str(made.reason) if made.reason else None
    return {
        name: made.estimate,
        "low": low,
        "high": high,
        "n": made.n,
        "n_missing": made.n_missing,
        "reason": reason,
    }


def _proportion(inputs: Mapping[str, Any]) -> Result:
    confidence = inputs.get("confidence", 0.95)
    return _plain(adjusted_wald(inputs["x"], inputs["n"], confidence), "estimate")


def _laplace(inputs: Mapping[str, Any]) -> Result:
    return _plain(laplace(inputs["x"], inputs["n"]), "estimate")


def _time(inputs: Mapping[str, Any]) -> Result:
    return _plain(typical_time(inputs["times"], inputs.get("completed")), "geometric_mean")


def _rate(inputs: Mapping[str, Any]) -> Result:
    return _plain(poisson_rate(inputs["x"], inputs["exposure"]), "rate")


def _rating(inputs: Mapping[str, Any]) -> Result:
    low, high = inputs["scale_min"], inputs["scale_max"]
    made = rating_mean(inputs["ratings"], scale_min=low, scale_max=high)
    return _plain(made, "mean") | {"sd": standard_deviation(inputs["ratings"])}


def _sus_score(inputs: Mapping[str, Any]) -> Result:
    score = sus_score(inputs["items"])
    return {"score": score, "reason": "missing_items" if score is None else None}


def _sus_summary(inputs: Mapping[str, Any]) -> Result:
    made = rating_mean(inputs["scores"], scale_min=0, scale_max=100)
    return _plain(made, "mean") | {"sd": standard_deviation(inputs["scores"])}


def _nps(inputs: Mapping[str, Any]) -> Result:
    ratings = inputs.get("ratings")
    if ratings is None:
        detractors, passives, promoters = inputs["counts"]
        ratings = [0] * detractors + [7] * passives + [10] * promoters
    adjusted = adjusted_net_promoter_score(ratings)
    return _plain(net_promoter_score(ratings), "nps") | {"adjusted": adjusted}


def _csat(inputs: Mapping[str, Any]) -> Result:
    made = top_two_box(inputs["ratings"], scale_max=inputs["scale_max"])
    x = 0 if made.estimate is None else round(made.estimate * made.n)
    return _plain(made, "proportion") | {"x": x}


IMPLEMENTED: dict[str, Callable[[Mapping[str, Any]], Result]] = {
    "proportion_ci/adjusted_wald": _proportion,
    "completion_point_estimate/laplace": _laplace,
    "time_geometric": _time,
    "poisson_rate_ci": _rate,
    "rating_mean_ci": _rating,
    "sus_score": _sus_score,
    "sus_summary": _sus_summary,
    "nps": _nps,
    "csat_top_two_box": _csat,
}
