"""How straight participants went through the pages."""

from collections.abc import Iterable
from enum import StrEnum
from math import hypot

from recorder.metrics.estimates import CONFIDENCE, Estimate, Reason
from recorder.metrics.medians import Median, sample_median
from recorder.metrics.partial_credit import bounded_wilson
from recorder.metrics.resampling import Statistic, bootstrap

NOT_LOST_BELOW = 0.4
LOST_ABOVE = 0.5


class Orientation(StrEnum):
    """What a lostness says of one participant."""

    NOT_LOST = "not_lost"
    UNCLEAR = "unclear"
    LOST = "lost"


def lostness(unique_pages: int, total_pages: int, minimum_pages: int) -> Estimate:
    """Measure how far one participant's way was from the shortest one.

    It grows with pages seen again and with different pages that were not needed. A way
    shorter than the shortest belongs to somebody who quit early or found a short cut: the
    formula would call both lost, so they get no value.

    Args:
        unique_pages: Different pages that were seen, the start page included.
        total_pages: Pages that were seen, each as often as it was.
        minimum_pages: Pages on the shortest way from the participant's own start page.

    Returns:
        0 for the shortest way, above 0 and up to the square root of 2 for others; None
        with a reason where there is none. One participant has no interval.

    Raises:
        ValueError: The counts are not whole numbers with
            0 <= unique_pages <= total_pages and minimum_pages >= 1.

    Source:
        Smith (1996), Towards a practical measure of hypertext usability. Interacting with
        Computers 8(4), 365-381.
    """
    _check_pages(unique_pages, total_pages, minimum_pages)
    if total_pages == 0:
        return Estimate(None, None, 0, "lostness", reason=Reason.NO_DATA)
    if unique_pages < minimum_pages:
        return Estimate(None, None, 1, "lostness", reason=Reason.FEWER_PAGES_THAN_MINIMUM)
    distance = hypot(unique_pages / total_pages - 1, minimum_pages / unique_pages - 1)
    return Estimate(distance, None, 1, "lostness")


def orientation(lostness_value: float) -> Orientation:
    """Say in a word what a lostness means: below .4 not lost, above .5 lost.

    Source:
        Smith (1996), as `lostness`: the participants watched there behaved so.
    """
    if lostness_value < NOT_LOST_BELOW:
        return Orientation.NOT_LOST
    return Orientation.LOST if lostness_value > LOST_ABOVE else Orientation.UNCLEAR


def typical_lostness(values: Iterable[float | None], confidence: float = CONFIDENCE) -> Median:
    """Estimate the middle lostness of those who succeeded.

    Whoever gave up is left out by the caller: quitting early looks like a straight way.

    Args:
        values: One lostness for each successful participant; None where there is none.
        confidence: Coverage aimed at.
    """
    return sample_median(values, confidence)


def mean_lostness(
    values: Iterable[float | None], *, seed: int, confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate the mean lostness of those who succeeded, with a bootstrap interval.

    Args:
        values: As in `typical_lostness`.
        seed: As in `bootstrap`.
        confidence: Coverage aimed at.
    """
    return bootstrap(values, Statistic.MEAN, seed=seed, confidence=confidence)


def path_efficiency(total_pages: int, minimum_pages: int) -> float | None:
    """Divide the length of the shortest way by the length of one participant's way.

    Returns:
        Above 0 and up to 1; None without pages, and for a way shorter than the shortest,
        as in `lostness`.

    Raises:
        ValueError: The counts are not whole numbers with total_pages >= 0 and
            minimum_pages >= 1.
    """
    _check_pages(0, total_pages, minimum_pages)
    return minimum_pages / total_pages if total_pages >= minimum_pages else None


def mean_path_efficiency(
    efficiencies: Iterable[float | None], confidence: float = CONFIDENCE
) -> Estimate:
    """Estimate the mean path efficiency, by the interval for scores between 0 and 1.

    Args:
        efficiencies: One for each participant, 0 to 1; None where there is none.
        confidence: Coverage aimed at; the interval covers no less.
    """
    return bounded_wilson(efficiencies, confidence)


def _check_pages(unique: int, total: int, minimum: int) -> None:
    whole = all(float(count).is_integer() for count in (unique, total, minimum))
    if not whole or not 0 <= unique <= total or minimum < 1:
        raise ValueError(f"invalid_counts: {unique} unique of {total} pages, at least {minimum}")
