"""How far raters agree."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.agreement import Agreement, any_two_agreement
from recorder.metrics.estimates import CONFIDENCE
from recorder.metrics.kappas import Weights, cohens_kappa, fleiss_kappa
from recorder.metrics.krippendorff import krippendorff_alpha
from tests.metrics.doors.plain import Door, Result, plain


def _confidence(inputs: Mapping[str, Any]) -> float:
    return float(inputs.get("confidence", CONFIDENCE))


def _agreement(made: Agreement, name: str) -> Result:
    return plain(made.coefficient, name) | {"se": made.se, "observed": made.observed}


def _cohen(inputs: Mapping[str, Any]) -> Result:
    weights: Weights = inputs.get("weights") or "unweighted"
    return _agreement(cohens_kappa(inputs["table"], weights, _confidence(inputs)), "kappa")


def _fleiss(inputs: Mapping[str, Any]) -> Result:
    return _agreement(fleiss_kappa(inputs["table"], confidence=_confidence(inputs)), "kappa")


def _alpha(inputs: Mapping[str, Any]) -> Result:
    level = inputs.get("level", "ordinal")
    made = krippendorff_alpha(inputs["ratings"], level, confidence=_confidence(inputs))
    return _agreement(made, "alpha")


def _any_two(inputs: Mapping[str, Any]) -> Result:
    return plain(any_two_agreement(inputs["sets"]), "any_two")


DOORS: dict[str, Door] = {
    "cohens_kappa": _cohen,
    "fleiss_kappa": _fleiss,
    "krippendorff_alpha": _alpha,
    "any_two_agreement": _any_two,
}
