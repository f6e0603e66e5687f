"""Questionnaires with published scoring rules: SUS, UMUX-Lite, NPS, top-two-box."""

from collections.abc import Iterable, Sequence
from math import sqrt

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    normal_quantile,
    present,
)

SUS_ITEMS = 10
UMUX_LITE_ITEMS = 2


def sus_score(items: Sequence[float | None]) -> float | None:
    """Score one participant's System Usability Scale, 0 to 100.

    Args:
        items: The ten answers in order, 1 to 5; None where one is missing.

    Returns:
        The score; None when an item is missing, for a guessed answer is not an answer.

    Raises:
        ValueError: There are not ten items, or one is outside 1 to 5.

    Source:
        Brooke (1996), SUS: a "quick and dirty" usability scale.
    """
    if len(items) != SUS_ITEMS:
        raise ValueError(f"wrong_item_count: the SUS has ten items, not {len(items)}")
    there, n_missing = _on_scale(items, 1, 5, "item_out_of_range")
    if n_missing:
        return None
    odd, even = there[0::2], there[1::2]
    return 2.5 * (sum(value - 1 for value in odd) + sum(5 - value for value in even))


def umux_lite_score(items: Sequence[float | None]) -> float | None:
    """Score one participant's UMUX-Lite, 0 to 100; None when an item is missing.

    The regression to SUS scores is left out on purpose: its own authors advise against it.

    Raises:
        ValueError: There are not two items, or one is outside 1 to 7.

    Source:
        Lewis, Utesch & Maher (2013), UMUX-LITE: when there's no time for the SUS.
        Proc. CHI '13, 2099-2102.
    """
    if len(items) != UMUX_LITE_ITEMS:
        raise ValueError(f"wrong_item_count: the UMUX-Lite has two items, not {len(items)}")
    there, n_missing = _on_scale(items, 1, 7, "item_out_of_range")
    return None if n_missing else (sum(there) - 2) * 100 / 12


def net_promoter_score(ratings: Iterable[float | None], confidence: float = CONFIDENCE) -> Estimate:
    """Estimate promoters (9-10) less detractors (0-6), -100 to 100.

    Raises:
        ValueError: A rating is outside 0 to 10.

    Source:
        Rocks (2016), Interval estimation for the "Net Promoter Score". The American
        Statistician 70, 365-372.
    """
    z = normal_quantile(confidence)
    there, n_missing = _on_scale(ratings, 0, 10, "rating_out_of_range")
    n = len(there)
    if n == 0:
        return Estimate(None, None, 0, "nps", n_missing, confidence, Reason.NO_DATA)
    promoters, detractors = _promoters(there), _detractors(there)
    p, d = (promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)
    margin = z * sqrt((p + d - (p - d) ** 2) / (n + 3))
    interval = Interval(100 * (p - d - margin), 100 * (p - d + margin)).clipped(-100, 100)
    score = 100 * (promoters - detractors) / n
    return Estimate(score, interval, n, "nps", n_missing, confidence)


def adjusted_net_promoter_score(ratings: Iterable[float | None]) -> float | None:
    """Answer the middle of the Net Promoter Score's interval; None without ratings."""
    there, _ = _on_scale(ratings, 0, 10, "rating_out_of_range")
    if not there:
        return None
    return 100 * (_promoters(there) - _detractors(there)) / (len(there) + 3)


def top_two_box(
    ratings: Iterable[float | None],
    *,
    scale_max: int,
    scale_min: int = 1,
    confidence: float = CONFIDENCE,
) -> Estimate:
    """Estimate the share of participants who chose one of the two best answers.

    Raises:
        ValueError: A rating is outside the scale.

    Source:
        The interval is that of `completion.adjusted_wald`.
    """
    there, _ = _on_scale(ratings, scale_min, scale_max, "rating_out_of_range")
    return adjusted_wald(sum(value >= scale_max - 1 for value in there), len(there), confidence)


def _promoters(ratings: list[float]) -> int:
    return sum(rating >= 9 for rating in ratings)


def _detractors(ratings: list[float]) -> int:
    return sum(rating <= 6 for rating in ratings)


def _on_scale(
    values: Iterable[float | None], low: int, high: int, fault: str
) -> tuple[list[float], int]:
    there, n_missing = present(values)
    for value in there:
        if not low <= value <= high:
            raise ValueError(f"{fault}: {value} is not on the scale {low} to {high}")
    return there, n_missing
