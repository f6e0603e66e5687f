"""How many problems a test finds and leaves."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.discovery import (
    discovery_probability,
    discovery_sample_size,
    problem_discovery,
    problem_share,
)
from recorder.metrics.estimates import CONFIDENCE
from recorder.metrics.richness import chao2
from recorder.metrics.sightings import Sightings, tally_sightings
from recorder.metrics.visibility import zero_truncated_beta_binomial
from tests.metrics.doors.plain import Door, Result, plain


def _sightings(inputs: Mapping[str, Any]) -> Sightings:
    if "matrix" in inputs:
        return tally_sightings(inputs["matrix"])
    frequency = {int(met_by): problems for met_by, problems in inputs["frequency"].items()}
    return Sightings(inputs["n"], frequency)


def _sample_size(inputs: Mapping[str, Any]) -> Result:
    n = discovery_sample_size(inputs["p"], inputs["goal"])
    return {"n": n, "reason": "unreachable" if n is None else None}


def _discovery(inputs: Mapping[str, Any]) -> Result:
    made = problem_discovery(_sightings(inputs))
    return {
        "n": made.n,
        "problems": made.problems,
        "singletons": made.singletons,
        "p_observed": made.p_observed,
        "p_good_turing": made.p_good_turing,
        "p_deflated": made.p_deflated,
        "p_adjusted": made.p_adjusted,
        "discovered": made.discovered,
        "total_estimate": made.total,
        "undiscovered": made.undiscovered,
        "reason": str(made.reason) if made.reason else None,
    }


def _chao2(inputs: Mapping[str, Any]) -> Result:
    sightings = _sightings(inputs)
    made = chao2(sightings, float(inputs.get("confidence", CONFIDENCE)))
    return plain(made.total, "total_estimate") | {
        "undiscovered": made.undiscovered,
        "se": made.se,
        "problems": sightings.problems,
        "observed": sightings.problems,
    }


def _beta_binomial(inputs: Mapping[str, Any]) -> Result:
    made = zero_truncated_beta_binomial(_sightings(inputs))
    shapes = {"alpha": made.alpha, "beta": made.beta, "loglik": made.log_likelihood}
    return plain(made.total, "total_estimate") | shapes


def _share(inputs: Mapping[str, Any]) -> Result:
    confidence = float(inputs.get("confidence", CONFIDENCE))
    return plain(problem_share(inputs["x"], inputs["n"], confidence), "estimate")


DOORS: dict[str, Door] = {
    "discovery_probability": lambda inputs: {
        "probability": discovery_probability(inputs["p"], inputs["n"])
    },
    "discovery_sample_size": _sample_size,
    "problem_discovery": _discovery,
    "problem_share": _share,
    "chao2": _chao2,
    "zero_truncated_beta_binomial": _beta_binomial,
}
