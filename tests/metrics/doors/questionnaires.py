"""Ratings and questionnaires."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

from recorder.metrics.answers import ScoredAnswers
from recorder.metrics.estimates import CONFIDENCE, Reason
from recorder.metrics.means import rating_mean, standard_deviation
from recorder.metrics.net_promoter import (
    adjusted_net_promoter_score,
    net_promoter_difference,
    net_promoter_score,
)
from recorder.metrics.single_ratings import after_scenario_score, top_two_box
from recorder.metrics.sum_score import SumAttempt, SumSpec, sum_score
from recorder.metrics.sus import sus_answers, sus_summary
from recorder.metrics.sus_norms import (
    sus_acceptability,
    sus_adjective,
    sus_grade,
    sus_percentile,
)
from recorder.metrics.umux import legacy_sus_regression, umux_lite_score, umux_score
from recorder.metrics.workload import raw_tlx_score
from tests.metrics.doors.plain import Door, Result, plain


def _confidence(inputs: Mapping[str, Any]) -> float:
    return float(inputs.get("confidence", CONFIDENCE))


def _rating(inputs: Mapping[str, Any]) -> Result:
    low, high = inputs["scale_min"], inputs["scale_max"]
    confidence = _confidence(inputs)
    made = rating_mean(inputs["ratings"], scale_min=low, scale_max=high, confidence=confidence)
    return plain(made, "mean") | {"sd": standard_deviation(inputs["ratings"])}


def _answers(made: ScoredAnswers) -> Result:
    return {
        "score": made.score,
        "n_missing": made.n_missing,
        "reason": str(made.reason) if made.reason else None,
        "flags": list(made.flags),
        "prorated": "prorated" in made.flags,
        "straight_lined": "straight_lined" in made.flags,
    }


def _sus_score(inputs: Mapping[str, Any]) -> Result:
    missing = inputs.get("missing", "exclude")
    positive = bool(inputs.get("all_positive")) or "positive" in str(inputs.get("version"))
    return _answers(sus_answers(inputs["items"], missing=missing, all_positive=positive))


def _sus_summary(inputs: Mapping[str, Any]) -> Result:
    made = sus_summary(inputs["scores"], _confidence(inputs))
    placed = plain(made.percentile, "percentile")
    return plain(made.mean, "mean") | {
        "sd": made.sd,
        "percentile": placed["percentile"],
        "percentile_low": placed["low"],
        "percentile_high": placed["high"],
        "grade": made.grade,
        "grade_low": made.worst_grade,
        "grade_high": made.best_grade,
        "adjective": made.adjective,
        "acceptability": made.acceptability,
    }


def _sus_adjective(inputs: Mapping[str, Any]) -> Result:
    rules = {"nearest_mean": sus_adjective}
    return {"adjective": rules[inputs.get("rule", "nearest_mean")](inputs["score"])}


def _score(score: float | None) -> Result:
    return {"score": score, "reason": str(Reason.MISSING_ITEMS) if score is None else None}


def _umux_lite(inputs: Mapping[str, Any]) -> Result:
    score = umux_lite_score(inputs["items"])
    regression = None if score is None else legacy_sus_regression(score)
    return _score(score) | {"sus_regression": regression}


def _nps(inputs: Mapping[str, Any]) -> Result:
    ratings = inputs.get("ratings")
    if ratings is None:
        ratings = _spread(inputs["counts"])
    adjusted = adjusted_net_promoter_score(ratings)
    return plain(net_promoter_score(ratings, _confidence(inputs)), "nps") | {"adjusted": adjusted}


def _spread(counts: tuple[int, int, int]) -> list[float]:
    detractors, passives, promoters = counts
    return [0.0] * detractors + [7.0] * passives + [10.0] * promoters


def _nps_difference(inputs: Mapping[str, Any]) -> Result:
    made = net_promoter_difference(inputs["a"], inputs["b"], _confidence(inputs))
    return plain(made, "difference")


def _csat(inputs: Mapping[str, Any]) -> Result:
    made = top_two_box(
        inputs["ratings"],
        scale_max=inputs["scale_max"],
        scale_min=inputs.get("scale_min", 1),
        confidence=_confidence(inputs),
    )
    x = 0 if made.estimate is None else round(made.estimate * made.n)
    return plain(made, "proportion") | {"x": x}


def _sum(inputs: Mapping[str, Any]) -> Result:
    attempts = _attempts(inputs)
    spec = SumSpec(
        satisfaction=inputs.get("satisfaction_spec", 4.0),
        time_s=inputs.get("time_spec"),
        time_scale=inputs.get("time_scale", "log"),
        opportunities=inputs.get("opportunities", inputs.get("error_opportunities")),
    )
    made = sum_score(attempts, spec, confidence=_confidence(inputs))
    components = {
        "completion": made.completion,
        "satisfaction": made.satisfaction,
        "time": made.time,
        "errors": made.errors,
    }
    given = {name: part for name, part in components.items() if part is not None}
    return plain(made.total, "sum") | {"components": given, "time_spec": made.time_spec_s}


def _attempts(inputs: Mapping[str, Any]) -> list[SumAttempt]:
    """Without one row for each participant, whoever succeeded comes first."""
    x, n = inputs["completion_x"], inputs["completion_n"]
    completed = inputs.get("completed", [True] * x + [False] * (n - x))
    satisfaction, times_s = inputs.get("satisfaction", []), inputs.get("times", [])
    errors = inputs.get("errors", [])
    listed = errors if isinstance(errors, list) else _dealt(errors, n)
    columns = zip_longest(completed, satisfaction, times_s, listed)
    return [SumAttempt(*row) for row in columns]


def _dealt(errors: int, n: int) -> list[int]:
    """Deal a total out to n participants."""
    return [errors // n + (number < errors % n) for number in range(n)]


DOORS: dict[str, Door] = {
    "rating_mean_ci": _rating,
    "sus_score": _sus_score,
    "sus_summary": _sus_summary,
    "sus_percentile": lambda inputs: {"percentile": sus_percentile(inputs["score"])},
    "sus_grade": lambda inputs: {"grade": sus_grade(inputs["score"])},
    "sus_adjective": _sus_adjective,
    "sus_acceptability": lambda inputs: {"acceptability": sus_acceptability(inputs["score"])},
    "umux_score": lambda inputs: _score(umux_score(inputs["items"])),
    "umux_lite_score": _umux_lite,
    "nps": _nps,
    "nps_difference": _nps_difference,
    "csat_top_two_box": _csat,
    "sum_score": _sum,
    "after_scenario": lambda inputs: _answers(after_scenario_score(inputs["items"])),
    "raw_tlx": lambda inputs: _score(raw_tlx_score(inputs["items"])),
}
