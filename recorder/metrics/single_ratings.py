"""Ratings that stand for themselves: ease, satisfaction, and the three after a scenario."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import fmean
from typing import Literal

from recorder.metrics.answers import ScoredAnswers, check_item_count, on_scale
from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import CONFIDENCE, Estimate, Reason

SEQ_NORM = 5.5
"""Mean of the Single Ease Question over some 400 tasks (5.3 to 5.6); there are no percentiles."""

AFTER_SCENARIO_ITEMS = 3

AgainstNorm = Literal["above", "below", "cannot_tell"]


def top_two_box(
    ratings: Iterable[float | None],
    *,
    scale_max: int,
    scale_min: int = 1,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """Estimate the share of participants who chose one of the two best answers.

    Args:
        ratings: One for each participant; None where one is missing.
        scale_max: The best answer.
        scale_min: The worst answer.
        confidence: Coverage aimed at.

    Raises:
        ValueError: A rating is outside the scale.

    Source:
        The interval is that of `completion.adjusted_wald`.
    """
    there, n_missing = on_scale(ratings, scale_min, scale_max, "rating_out_of_range")
    made = adjusted_wald(sum(value >= scale_max - 1 for value in there), len(there), confidence)
    return replace(made, n_missing=n_missing)


def against_norm(mean: Estimate, norm: float = SEQ_NORM) -> AgainstNorm:
    """Tell whether a mean rating's whole interval lies on one side of a norm.

    A mean of 5.9 from five participants is not yet above average; its interval says so.

    Args:
        mean: As `means.rating_mean` makes it.
        norm: On the scale of the rating; by default that of the Single Ease Question.

    Returns:
        `cannot_tell` also where there is no interval.

    Source:
        The norm of the SEQ: Sauro (2012), 10 things to know about the Single Ease Question.
    """
    if mean.interval is None or mean.interval.low <= norm <= mean.interval.high:
        return "cannot_tell"
    return "above" if mean.interval.low > norm else "below"


def after_scenario_score(items: Sequence[float | None]) -> ScoredAnswers:
    """Score one participant's After-Scenario Questionnaire, 1 to 7.

    It is the mean of ease, time and support. Support often does not apply; the rule of the
    questionnaire is then to average what is there.

    Args:
        items: The three answers in order, 1 to 7; None where one is missing or does not apply.

    Returns:
        The mean of the answers given, flagged `prorated` when one or two are missing.

    Raises:
        ValueError: There are not three items, or one is outside 1 to 7.

    Source:
        Lewis (1995), IBM computer usability satisfaction questionnaires: psychometric
        evaluation and instructions for use. International Journal of Human-Computer
        Interaction 7, 57-78.
    """
    check_item_count(items, AFTER_SCENARIO_ITEMS, "After-Scenario Questionnaire")
    there, n_missing = on_scale(items, 1, 7, "item_out_of_range")
    if not there:
        return ScoredAnswers(None, n_missing, Reason.MISSING_ITEMS)
    return ScoredAnswers(fmean(there), n_missing, None, ("prorated",) if n_missing else ())
