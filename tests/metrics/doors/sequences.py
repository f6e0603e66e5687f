"""Intervals of running studies, and beliefs after the data."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.bayes import Prior, beta_binomial_posterior, prob_b_beats_a
from recorder.metrics.sequences import confidence_sequence_bernoulli, confidence_sequence_mean
from recorder.metrics.tallies import Tally
from tests.metrics.doors.plain import Door, Result, plain


def _bernoulli(inputs: Mapping[str, Any]) -> Result:
    made = confidence_sequence_bernoulli(
        inputs["x"],
        inputs["n"],
        _confidence(inputs),
        prior_a=inputs.get("prior_a", 1),
        prior_b=inputs.get("prior_b", 1),
    )
    return plain(made, "estimate")


def _mean(inputs: Mapping[str, Any]) -> Result:
    scale = inputs.get("prior_scale", 1)
    made = confidence_sequence_mean(inputs["values"], _confidence(inputs), prior_scale=scale)
    return plain(made, "mean")


def _posterior(inputs: Mapping[str, Any]) -> Result:
    made = beta_binomial_posterior(
        Tally(inputs["x"], inputs["n"]),
        prior=_prior(inputs),
        benchmark=inputs.get("benchmark"),
        confidence=_confidence(inputs),
    )
    return plain(made.rate, "mean") | {"prob_above": made.prob_above}


def _beats(inputs: Mapping[str, Any]) -> Result:
    first, second = Tally(inputs["xa"], inputs["na"]), Tally(inputs["xb"], inputs["nb"])
    prob = prob_b_beats_a(first, second, _prior(inputs))
    return {"prob": prob, "n": first.n + second.n, "method": "prob_b_beats_a", "reason": None}


def _prior(inputs: Mapping[str, Any]) -> Prior:
    return Prior(inputs.get("prior_a", 1), inputs.get("prior_b", 1))


def _confidence(inputs: Mapping[str, Any]) -> float:
    if "alpha" in inputs:
        return 1 - float(inputs["alpha"])
    return float(inputs.get("confidence", 0.95))


DOORS: dict[str, Door] = {
    "confidence_sequence_bernoulli": _bernoulli,
    "confidence_sequence_mean": _mean,
    "beta_binomial_posterior": _posterior,
    "prob_b_beats_a": _beats,
}
