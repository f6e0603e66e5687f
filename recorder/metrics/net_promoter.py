"""The Net Promoter Score: promoters less detractors, and how little few answers say."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from recorder.metrics.answers import on_scale
from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, Reason, normal_quantile

FEW = 30
"""Below so many answers the interval is tens of points wide (about 48 each way for 8)."""


def net_promoter_score(ratings: Iterable[float | None], confidence: float = CONFIDENCE) -> Estimate:
    """Estimate promoters (9-10) less detractors (0-6), -100 to 100.

    Three quarters of a promoter and of a detractor, and one and a half others, are added
    before the interval is computed: without them all-promoters would have no width. The
    interval's middle is therefore `adjusted_net_promoter_score`, and for one or two
    answers it need not reach the observed score.

    Args:
        ratings: How likely each would recommend, 0 to 10; None where one is missing.
        confidence: Coverage aimed at.

    Returns:
        The observed score; with the flag `few_ratings` below 30 of them.

    Raises:
        ValueError: A rating is outside 0 to 10.

    Source:
        Rocks (2016), Interval estimation for the "Net Promoter Score". The American
        Statistician 70, 365-372.
    """
    z = normal_quantile(confidence)
    tally = _tally(ratings)
    if tally.n == 0:
        return Estimate(None, None, 0, "nps", tally.n_missing, confidence, Reason.NO_DATA)
    margin = z * sqrt(tally.variance)
    interval = Interval(tally.adjusted - margin, tally.adjusted + margin).clipped(-100, 100)
    score = 100 * (tally.promoters - tally.detractors) / tally.n
    flags = _caution(tally.n)
    return Estimate(score, interval, tally.n, "nps", tally.n_missing, confidence, None, flags)


def adjusted_net_promoter_score(ratings: Iterable[float | None]) -> float | None:
    """Answer the middle of the Net Promoter Score's interval; None without ratings.

    Raises:
        ValueError: A rating is outside 0 to 10.

    Source:
        Rocks (2016), as for `net_promoter_score`.
    """
    tally = _tally(ratings)
    return tally.adjusted if tally.n else None


def net_promoter_difference(
    ours: Iterable[float | None],
    theirs: Iterable[float | None],
    confidence: float = CONFIDENCE,
) -> Estimate:
    """Estimate by how much one Net Promoter Score exceeds another, -200 to 200.

    Args:
        ours: Ratings of one group of people, 0 to 10.
        theirs: Ratings of another group, of other people.
        confidence: Coverage aimed at.

    Returns:
        The difference of the adjusted scores; nothing but a reason when one group is empty.

    Raises:
        ValueError: A rating is outside 0 to 10.

    Source:
        Rocks (2016), as for `net_promoter_score`.
    """
    z = normal_quantile(confidence)
    one, other = _tally(ours), _tally(theirs)
    n, n_missing = one.n + other.n, one.n_missing + other.n_missing
    if 0 in (one.n, other.n):
        return Estimate(None, None, n, "nps_difference", n_missing, confidence, Reason.NO_DATA)
    difference = one.adjusted - other.adjusted
    margin = z * sqrt(one.variance + other.variance)
    interval = Interval(difference - margin, difference + margin).clipped(-200, 200)
    flags = _caution(min(one.n, other.n))
    return Estimate(difference, interval, n, "nps_difference", n_missing, confidence, flags=flags)


@dataclass(frozen=True, slots=True)
class _Tally:
    n: int
    n_missing: int
    promoters: int
    detractors: int

    @property
    def adjusted(self) -> float:
        return 100 * (self.promoters - self.detractors) / (self.n + 3)

    @property
    def variance(self) -> float:
        n = self.n + 3
        p, d = (self.promoters + 0.75) / n, (self.detractors + 0.75) / n
        return 100**2 * (p + d - (p - d) ** 2) / n


def _tally(ratings: Iterable[float | None]) -> _Tally:
    there, n_missing = on_scale(ratings, 0, 10, "rating_out_of_range")
    promoters = sum(rating >= 9 for rating in there)
    return _Tally(len(there), n_missing, promoters, sum(rating <= 6 for rating in there))


def _caution(n: int) -> tuple[str, ...]:
    return ("few_ratings",) if n < FEW else ()
