"""Ratings and questionnaires."""

from collections.abc import Mapping
from typing import Any

from recorder.metrics.means import rating_mean, standard_deviation
from recorder.metrics.questionnaires import (
    adjusted_net_promoter_score,
    net_promoter_score,
    sus_score,
    top_two_box,
)
from tests.metrics.doors.plain import Door, Result, plain


def _rating(inputs: Mapping[str, Any]) -> Result:
    low, high = inputs["scale_min"], inputs["scale_max"]
    made = rating_mean(inputs["ratings"], scale_min=low, scale_max=high)
    return plain(made, "mean") | {"sd": standard_deviation(inputs["ratings"])}


def _sus_score(inputs: Mapping[str, Any]) -> Result:
    score = sus_score(inputs["items"])
    return {"score": score, "reason": "missing_items" if score is None else None}


def _sus_summary(inputs: Mapping[str, Any]) -> Result:
    made = rating_mean(inputs["scores"], scale_min=0, scale_max=100)
    return plain(made, "mean") | {"sd": standard_deviation(inputs["scores"])}


def _nps(inputs: Mapping[str, Any]) -> Result:
    ratings = inputs.get("ratings")
    if ratings is None:
        detractors, passives, promoters = inputs["counts"]
        ratings = [0] * detractors + [7] * passives + [10] * promoters
    adjusted = adjusted_net_promoter_score(ratings)
    return plain(net_promoter_score(ratings), "nps") | {"adjusted": adjusted}


def _csat(inputs: Mapping[str, Any]) -> Result:
    made = top_two_box(inputs["ratings"], scale_max=inputs["scale_max"])
    x = 0 if made.estimate is None else round(made.estimate * made.n)
    return plain(made, "proportion") | {"x": x}


DOORS: dict[str, Door] = {
    "rating_mean_ci": _rating,
    "sus_score": _sus_score,
    "sus_summary": _sus_summary,
    "nps": _nps,
    "csat_top_two_box": _csat,
}
