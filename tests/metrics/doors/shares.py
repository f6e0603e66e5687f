"""Shares of participants, and their comparison."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.clusters import clustered_proportion
from recorder.metrics.completion import (
    jeffreys_mean,
    laplace,
    lewis_sauro,
    observed_share,
    wilson_midpoint,
)
from recorder.metrics.exact_tests import ExactTest
from recorder.metrics.paired_rates import Pairs, bonett_price, mcnemar, paired_adjusted_wald
from recorder.metrics.partial_credit import graded_success
from recorder.metrics.proportion_intervals import INTERVALS, wald
from recorder.metrics.rate_benchmarks import rate_vs_benchmark
from recorder.metrics.rate_differences import (
    adjusted_wald_difference,
    agresti_caffo_difference,
    newcombe_difference,
)
from recorder.metrics.rate_tests import boschloo, fisher, n_minus_1
from recorder.metrics.tallies import Tally
from tests.metrics.doors.plain import Door, Result, plain


def _proportion(inputs: Mapping[str, Any]) -> Result:
    intervals = {**INTERVALS, "wald": wald}
    method = intervals[inputs.get("method", "adjusted_wald")]
    return plain(method(inputs["x"], inputs["n"], _confidence(inputs)), "estimate")


def _point(inputs: Mapping[str, Any]) -> Result:
    x, n, method, confidence = inputs["x"], inputs["n"], inputs["method"], _confidence(inputs)
    plain_points = {"mle": observed_share, "laplace": laplace, "jeffreys": jeffreys_mean}
    points = {"wilson_midpoint": wilson_midpoint, "lewis_sauro_2006": lewis_sauro}
    made = points[method](x, n, confidence) if method in points else plain_points[method](x, n)
    return plain(made, "estimate") | {"method": method, "method_used": made.method}


def _benchmark(inputs: Mapping[str, Any]) -> Result:
    alternative = inputs.get("alternative", "greater")
    return _exact(
        rate_vs_benchmark(
            inputs["x"], inputs["n"], benchmark=inputs["benchmark"], alternative=alternative
        )
    )


def _graded(inputs: Mapping[str, Any]) -> Result:
    made = graded_success(inputs["scores"], _confidence(inputs))
    return plain(made.mean, "mean") | {
        "full": plain(made.full, "estimate"),
        "full_or_partial": plain(made.full_or_partial, "estimate"),
    }


def _clustered(inputs: Mapping[str, Any]) -> Result:
    method = inputs.get("method", "adjusted_wald_effective_n")
    if method in ("korn_graubard", "clopper_pearson"):
        method = "clopper_pearson_effective_n"
    made = clustered_proportion(
        inputs["successes"], inputs["attempts"], confidence=_confidence(inputs), method=method
    )
    return plain(made.share, "estimate") | {
        "n_effective": made.n_effective,
        "participants": made.participants,
    }


def _difference(inputs: Mapping[str, Any]) -> Result:
    methods = {
        "adjusted_wald": adjusted_wald_difference,
        "agresti_caffo": agresti_caffo_difference,
        "newcombe": newcombe_difference,
    }
    name = inputs.get("method", "adjusted_wald")
    made = methods[name](*_groups(inputs), _confidence(inputs))
    return plain(made, "difference") | {"method": name}


def _n_minus_1(inputs: Mapping[str, Any]) -> Result:
    made = n_minus_1(*_groups(inputs))
    return {
        "z": made.statistic,
        "p": made.p,
        "n": made.n,
        "method": made.method,
        "reason": made.reason,
    }


def _fisher(inputs: Mapping[str, Any]) -> Result:
    return _exact(fisher(*_groups(inputs)))


def _boschloo(inputs: Mapping[str, Any]) -> Result:
    (x1, x2), (missed_1, missed_2) = inputs["table"]
    alternative = inputs.get("alternative", "two-sided")
    made = boschloo(Tally(x1, x1 + missed_1), Tally(x2, x2 + missed_2), alternative)
    return {
        "p": made.p,
        "statistic": made.statistic,
        "n": made.n,
        "method": made.method,
        "reason": made.reason,
    }


def _paired(inputs: Mapping[str, Any]) -> Result:
    methods = {"bonett_price": bonett_price, "adjusted_wald": paired_adjusted_wald}
    name = inputs.get("method", "bonett_price")
    pairs = Pairs(inputs["a"], inputs["b"], inputs["c"], inputs["d"])
    return plain(methods[name](pairs, _confidence(inputs)), "difference") | {"method": name}


def _mcnemar(inputs: Mapping[str, Any]) -> Result:
    return _exact(mcnemar(inputs["b"], inputs["c"]))


def _exact(made: ExactTest) -> Result:
    return {
        "p_exact": made.exact.p,
        "p_mid": made.mid_p.p,
        "n": made.exact.n,
        "method": made.mid_p.method,
        "reason": made.exact.reason,
    }


def _groups(inputs: Mapping[str, Any]) -> tuple[Tally, Tally]:
    return Tally(inputs["x1"], inputs["n1"]), Tally(inputs["x2"], inputs["n2"])


def _confidence(inputs: Mapping[str, Any]) -> float:
    return float(inputs.get("confidence", 0.95))


DOORS: dict[str, Door] = {
    "proportion_ci": _proportion,
    "completion_point_estimate": _point,
    "rate_vs_benchmark": _benchmark,
    "graded_success_ci": _graded,
    "clustered_proportion": _clustered,
    "diff_proportions_ci": _difference,
    "two_proportions_n_minus_1": _n_minus_1,
    "fisher": _fisher,
    "boschloo": _boschloo,
    "paired_diff_ci": _paired,
    "mcnemar": _mcnemar,
}
