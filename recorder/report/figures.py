"""Counts and ratings as figures: the estimate and its words together."""

from collections.abc import Iterable

from recorder.metrics.completion import adjusted_wald, laplace
from recorder.metrics.estimates import Estimate, present
from recorder.metrics.means import rating_mean, standard_deviation
from recorder.report.tree import Figure, Share
from recorder.report.words import FEW, Told, tell_mean, tell_share

MANY = 20
"""From so many participants on the observed share is the best estimate too."""


def share_of(hits: int, n: int) -> Share:
    """Describe x of n: the observed share, its interval and the best estimate."""
    made = adjusted_wald(hits, n)
    wants_best = n >= FEW and (n < MANY or hits in (0, n))
    best = laplace(hits, n).estimate if wants_best else None
    told = tell_share(made, hits)
    return Share(hits, n, made, best, told.head, told.detail, told.text)


def mean_of(values: Iterable[float | None], *, low: float, high: float) -> Figure:
    """Describe the mean of ratings on a scale from low to high; all lie on it."""
    listed, _ = present(values)
    made = rating_mean(listed, scale_min=low, scale_max=high)
    return figure_of(made, tell_mean(made), standard_deviation(listed))


def figure_of(made: Estimate, told: Told, spread: float | None = None) -> Figure:
    """Put an estimate and its words together."""
    return Figure(made, told.head, told.detail, told.text, spread)
