"""Two groups of numbers, and several tests at once."""

from collections.abc import Mapping
from math import inf
from typing import Any

from recorder.metrics.mean_differences import (
    Comparison,
    paired_log_ratio,
    paired_t,
    welch_difference,
    welch_log_ratio,
)
from recorder.metrics.multiplicity import benjamini_hochberg, holm
from recorder.metrics.ranks import mann_whitney, wilcoxon_signed_rank
from tests.metrics.doors.plain import Door, Result, plain, plain_test

COMPARISONS = {
    "welch_difference": (welch_difference, "difference"),
    "welch_log_ratio": (welch_log_ratio, "ratio"),
    "paired_t": (paired_t, "difference"),
    "paired_log_ratio": (paired_log_ratio, "ratio"),
}


def _together(made: Comparison, effect: str, statistic: str) -> Result:
    return {**plain_test(made.test, statistic), **plain(made.effect, effect)}


def _compared(metric: str) -> Door:
    compare, effect = COMPARISONS[metric]

    def open_door(inputs: Mapping[str, Any]) -> Result:
        made = compare(inputs["a"], inputs["b"], inputs.get("confidence", 0.95))
        return _together(made, effect, "t")

    return open_door


def _mann_whitney(inputs: Mapping[str, Any]) -> Result:
    a, b = ([inf if x is None else x for x in inputs[group]] for group in "ab")
    made = mann_whitney(a, b, seed=inputs.get("seed", 1))
    result = _together(made, "prob_superiority", "u")
    return {**result, "reason": str(made.test.reason) if made.test.reason else None}


def _wilcoxon(inputs: Mapping[str, Any]) -> Result:
    made = wilcoxon_signed_rank(inputs["a"], inputs["b"])
    return {
        **plain_test(made.test, "w_plus"),
        "n_zero": made.n_zero,
        "n_missing": made.n_missing,
    }


DOORS: dict[str, Door] = {
    **{metric: _compared(metric) for metric in COMPARISONS},
    "mann_whitney_exact": _mann_whitney,
    "wilcoxon_signed_rank_exact": _wilcoxon,
    "holm": lambda inputs: {"adjusted": holm(inputs["p"])},
    "benjamini_hochberg": lambda inputs: {"adjusted": benjamini_hochberg(inputs["p"])},
}
