"""Counts and ratings as figures: the estimate and its words together."""

from collections.abc import Iterable

from recorder.metrics.clusters import ClusteredShare
from recorder.metrics.completion import adjusted_wald, laplace
from recorder.metrics.estimates import Estimate, Significance, present
from recorder.metrics.means import rating_mean, standard_deviation
from recorder.metrics.proportion_intervals import clopper_pearson
from recorder.report.tree import Figure, Profile, Share, Tested
from recorder.report.words import FEW, Told, format_p, tell_bunches, tell_mean, tell_share

MANY = 20
"""From so many participants on the observed share is the best estimate too."""


def share_of(hits: int, n: int, profile: Profile = "standard") -> Share:
    """Describe x of n: the observed share, its interval and the best estimate."""
    measure = clopper_pearson if profile == "strict" else adjusted_wald
    return share_from(measure(hits, n), hits)


def share_from(made: Estimate, hits: int) -> Share:
    """Put an estimated share and its words together."""
    n = made.n
    wants_best = n >= FEW and (n < MANY or hits in (0, n))
    best = laplace(hits, n).estimate if wants_best else None
    told = tell_share(made, hits)
    return Share(hits, n, made, best, told.head, told.detail, told.text)


def bunches_of(made: ClusteredShare, hits: int) -> Figure:
    """Describe a share of events of which every participant may have several."""
    return figure_of(made.share, tell_bunches(made.share, hits, made.participants))


def mean_of(values: Iterable[float | None], *, low: float, high: float) -> Figure:
    """Describe the mean of ratings on a scale from low to high; all lie on it."""
    listed, _ = present(values)
    made = rating_mean(listed, scale_min=low, scale_max=high)
    return figure_of(made, tell_mean(made), standard_deviation(listed))


def figure_of(made: Estimate, told: Told, spread: float | None = None) -> Figure:
    """Put an estimate and its words together."""
    return Figure(made, told.head, told.detail, told.text, spread)


def tested_by(test: Significance, title: str) -> Tested | None:
    """Put a test and its words together, such as `p=.03, exact binomial test`."""
    if test.p is None:
        return None
    return Tested(test, f"{format_p(test.p)}, {title}")
