"""The System Usability Scale: one participant's score, and what a sample of scores says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from recorder.metrics.answers import ScoredAnswers, check_item_count, on_scale
from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, Reason, present
from recorder.metrics.means import rating_mean, standard_deviation
from recorder.metrics.sus_norms import (
    Acceptability,
    Adjective,
    Grade,
    sus_acceptability,
    sus_adjective,
    sus_grade,
    sus_percentile,
)

ITEMS = 10
MissingRule = Literal["exclude", "prorate"]


def sus_score(
    items: Sequence[float | None], *, missing: MissingRule = "exclude", all_positive: bool = False
) -> float | None:
    """Score one participant's System Usability Scale, 0 to 100.

    It is no percentage: half of all products score above 68.

    Args:
        items: As for `sus_answers`.
        missing: As for `sus_answers`.
        all_positive: As for `sus_answers`.

    Returns:
        The score; None when too many items are missing.

    Raises:
        ValueError: There are not ten items, or one is outside 1 to 5.

    Source:
        Brooke (1996), SUS: a "quick and dirty" usability scale.
    """
    return sus_answers(items, missing=missing, all_positive=all_positive).score


def sus_answers(
    items: Sequence[float | None], *, missing: MissingRule = "exclude", all_positive: bool = False
) -> ScoredAnswers:
    """Score one participant's SUS and say what to be careful about.

    Odd items praise and even ones complain, so that agreement counts up in the ones and
    down in the others. Ten equal answers are flagged, for whoever agrees with both has
    not read them; they are scored like any others.

    Args:
        items: The ten answers in order, 1 (disagree) to 5 (agree); None where one is missing.
        missing: `exclude` gives no score when an item is missing, for a guessed answer is
            no answer; `prorate` lets nine answers stand for ten and flags it.
        all_positive: Score the version whose ten items all praise.

    Returns:
        The score, 0 to 100, in steps of 2.5 unless prorated.

    Raises:
        ValueError: There are not ten items, or one is outside 1 to 5.

    Source:
        Brooke (1996), SUS: a "quick and dirty" usability scale. All positive: Sauro &
        Lewis (2011), When designing usability questionnaires, does it hurt to be
        positive? Proc. CHI '11, 2215-2224.
    """
    check_item_count(items, ITEMS, "SUS")
    there, n_missing = on_scale(items, 1, 5, "item_out_of_range")
    if n_missing > (1 if missing == "prorate" else 0):
        return ScoredAnswers(None, n_missing, Reason.MISSING_ITEMS)
    points = [
        value - 1 if all_positive or number % 2 else 5 - value
        for number, item in enumerate(items, 1)
        for value in present([item])[0]
    ]
    straight = ("straight_lined",) if len(set(there)) == 1 and not n_missing else ()
    prorated = ("prorated",) if n_missing else ()
    return ScoredAnswers(25 * sum(points) / len(points), n_missing, None, straight + prorated)


@dataclass(frozen=True, slots=True)
class SusSummary:
    """What a sample of SUS scores says about the product.

    Attributes:
        mean: The mean score with its t interval.
        sd: The sample's standard deviation; None below two scores.
        percentile: Share of products with a lower mean, 0 to 100, with the percentiles of
            the interval's two ends.
        grade: The mean's grade; None without scores.
        worst_grade: The grade of the interval's lower end; None without an interval.
        best_grade: The grade of its upper end; None without an interval.
        adjective: The word whose users' mean score lies nearest; None without scores.
        acceptability: Whether the mean is acceptable; None without scores.
    """

    mean: Estimate
    sd: float | None
    percentile: Estimate
    grade: Grade | None
    worst_grade: Grade | None
    best_grade: Grade | None
    adjective: Adjective | None
    acceptability: Acceptability | None


def sus_summary(scores: Sequence[float | None], confidence: float = CONFIDENCE) -> SusSummary:
    """Estimate the mean SUS score and place it among other products.

    A grade without the grades of both limits says too much: with five participants it
    can be three grades off.

    Args:
        scores: One for each participant, 0 to 100; None where there is none.
        confidence: Coverage aimed at.

    Raises:
        ValueError: A score lies outside 0 to 100.

    Source:
        As for `rating_mean` and each of `sus_norms`.
    """
    on_scale(scores, 0, 100, "score_out_of_range")
    mean = rating_mean(scores, scale_min=0, scale_max=100, confidence=confidence)
    middle, ends = mean.estimate, mean.interval
    return SusSummary(
        mean=mean,
        sd=standard_deviation(scores),
        percentile=_percentile(mean),
        grade=None if middle is None else sus_grade(middle),
        worst_grade=None if ends is None else sus_grade(ends.low),
        best_grade=None if ends is None else sus_grade(ends.high),
        adjective=None if middle is None else sus_adjective(middle),
        acceptability=None if middle is None else sus_acceptability(middle),
    )


def _percentile(mean: Estimate) -> Estimate:
    middle, ends = mean.estimate, mean.interval
    return Estimate(
        None if middle is None else sus_percentile(middle),
        None if ends is None else Interval(sus_percentile(ends.low), sus_percentile(ends.high)),
        mean.n,
        "sus_percentile",
        mean.n_missing,
        mean.confidence,
        mean.reason,
    )
