"""Time on task, errors and ways through the pages."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.means import standard_deviation
from recorder.metrics.medians import median_time
from recorder.metrics.rates import event_rate, poisson_rate
from recorder.metrics.resampling import Statistic, bootstrap
from recorder.metrics.survival import Ending, TimedAttempt, kaplan_meier
from recorder.metrics.times import time_vs_benchmark, typical_time
from recorder.metrics.times_of_all import (
    restricted_mean_time,
    restricted_times,
    success_by_time,
    time_to_success_median,
)
from tests.metrics.doors.plain import Door, Result, plain, plain_test


def _confidence(inputs: Mapping[str, Any]) -> float:
    return float(inputs.get("confidence", 0.95))


def _completed(inputs: Mapping[str, Any]) -> list[bool]:
    return list(inputs.get("completed") or [True] * len(inputs["times"]))


def _geometric(inputs: Mapping[str, Any]) -> Result:
    made = typical_time(inputs["times"], inputs.get("completed"), _confidence(inputs))
    return plain(made, "geometric_mean")


def _median(inputs: Mapping[str, Any]) -> Result:
    made = median_time(
        inputs["times"],
        inputs.get("completed"),
        _confidence(inputs),
        form=inputs.get("method", "exact"),
    )
    return {**plain(made.value, "median"), "coverage": made.coverage}


def _benchmark(inputs: Mapping[str, Any]) -> Result:
    made = time_vs_benchmark(
        inputs["times"],
        inputs["benchmark"],
        inputs.get("completed"),
        alternative=inputs.get("alternative", "less"),
    )
    return plain_test(made, "t")


def _by_time(inputs: Mapping[str, Any]) -> Result:
    made = success_by_time(inputs["times"], _completed(inputs), inputs["t"], _confidence(inputs))
    return {**plain(made.share, "estimate"), "x": made.successes}


def _to_success(inputs: Mapping[str, Any]) -> Result:
    made = time_to_success_median(inputs["times"], _completed(inputs), _confidence(inputs))
    ends = {"median": made.median_s, "low": made.low_s, "high": made.high_s}
    return {
        **ends,
        **{f"{name}_reached": end is not None for name, end in ends.items()},
        "n": made.n,
        "n_missing": made.n_missing,
        "method": made.method,
        "confidence": made.confidence,
        "coverage": made.coverage,
        "reason": str(made.reason) if made.reason else None,
        "flags": [],
    }


def _restricted(inputs: Mapping[str, Any]) -> Result:
    completed, tau = _completed(inputs), inputs["tau"]
    made = restricted_mean_time(inputs["times"], completed, tau, _confidence(inputs))
    taken, _ = restricted_times(inputs["times"], completed, tau)
    return {**plain(made, "mean"), "sd": standard_deviation(taken)}


def _survival(inputs: Mapping[str, Any]) -> Result:
    endings = {1: Ending.SUCCEEDED, 0: Ending.CUT_OFF}
    attempts = [
        TimedAttempt(time_s, endings[event])
        for time_s, event in zip(inputs["times"], inputs["events"], strict=True)
    ]
    made = kaplan_meier(attempts, inputs.get("tau"), _confidence(inputs))
    ends = {"median": made.median_s, "low": made.low_s, "high": made.high_s}
    return {
        **ends,
        **{f"{name}_reached": end is not None for name, end in ends.items()},
        "rmst": made.restricted_mean_s,
        "n": made.n,
        "n_missing": made.n_missing,
        "method": made.method,
        "confidence": made.confidence,
        "reason": str(made.reason) if made.reason else None,
        "flags": [],
    }


def _bootstrap(inputs: Mapping[str, Any]) -> Result:
    made = bootstrap(
        inputs["values"],
        Statistic(inputs.get("statistic", "geometric_mean")),
        seed=int(inputs.get("seed", 20_250_101)),
        form=inputs.get("method", "BCa"),
        confidence=_confidence(inputs),
    )
    return plain(made, "estimate")


def _rate(inputs: Mapping[str, Any]) -> Result:
    if "counts" in inputs:
        return plain(event_rate(inputs["counts"], _confidence(inputs)), "rate")
    return plain(poisson_rate(inputs["x"], inputs["exposure"], _confidence(inputs)), "rate")


DOORS: dict[str, Door] = {
    "time_geometric": _geometric,
    "time_median_ci": _median,
    "time_vs_benchmark": _benchmark,
    "success_by_time": _by_time,
    "time_to_success_median": _to_success,
    "restricted_mean_time": _restricted,
    "kaplan_meier": _survival,
    "bootstrap_ci": _bootstrap,
    "poisson_rate_ci": _rate,
}
