"""Participants a study needs, and what it finds with them."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.planning import (
    sample_size_mean_ci,
    sample_size_paired_rates,
    sample_size_rate_ci,
    sample_size_two_means,
    sample_size_two_rates,
)
from recorder.metrics.power import power_two_rates
from tests.metrics.doors.plain import Door, Result


def _rate(inputs: Mapping[str, Any]) -> Result:
    made = sample_size_rate_ci(inputs["p"], inputs["margin"], inputs.get("confidence", 0.95))
    return _needed("n", made, "adjusted_wald")


def _two_rates(inputs: Mapping[str, Any]) -> Result:
    made = sample_size_two_rates(inputs["p1"], inputs["p2"], **_aims(inputs))
    return _needed("n_per_group", made, "n_minus_1")


def _paired_rates(inputs: Mapping[str, Any]) -> Result:
    made = sample_size_paired_rates(inputs["p12"], inputs["p21"], **_aims(inputs))
    return _needed("n", made, "adjusted_wald")


def _mean(inputs: Mapping[str, Any]) -> Result:
    made = sample_size_mean_ci(inputs["sd"], inputs["margin"], inputs.get("confidence", 0.95))
    return _needed("n", made, "t_mean")


def _two_means(inputs: Mapping[str, Any]) -> Result:
    made = sample_size_two_means(inputs["sd"], inputs["difference"], **_aims(inputs))
    return _needed("n_per_group", made, "noncentral_t")


def _power(inputs: Mapping[str, Any]) -> Result:
    test = inputs.get("test", "n_minus_1")
    power = power_two_rates(
        inputs["p1"],
        inputs["n1"],
        inputs["p2"],
        inputs["n2"],
        confidence=inputs.get("confidence", 0.95),
        test=test,
    )
    return {"power": power, "method": test, "n": inputs["n1"] + inputs["n2"], "reason": None}


def _needed(name: str, n: int | None, method: str) -> Result:
    return {name: n, "method": method, "reason": "unreachable" if n is None else None}


def _aims(inputs: Mapping[str, Any]) -> dict[str, float]:
    return {"confidence": inputs.get("confidence", 0.95), "power": inputs.get("power", 0.8)}


DOORS: dict[str, Door] = {
    "sample_size_rate_ci": _rate,
    "sample_size_two_rates": _two_rates,
    "sample_size_paired_rates": _paired_rates,
    "sample_size_mean_ci": _mean,
    "sample_size_two_means": _two_means,
    "power_two_rates": _power,
}
