"""How many problems a test finds, and how many it left undiscovered."""

from dataclasses import dataclass
from math import ceil, log1p

from recorder.metrics.completion import adjusted_wald
from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, Reason, check_confidence
from recorder.metrics.sightings import Sightings, reason_without_problems
from recorder.metrics.tallies import check_counts, is_count

VISIBILITIES = (0.05, 0.1, 0.15, 0.25, 0.31, 0.5)
"""Shares of people who meet a problem, for a table: 0.31 is one average of 1993, not a law."""


def discovery_probability(p: float, n: int) -> float:
    """Answer how likely one of n participants at least meets a problem.

    Args:
        p: Share of all people who meet the problem, 0 to 1.
        n: Participants, 0 or more.

    Raises:
        ValueError: The share is outside 0 to 1, or n no count.

    Source:
        Virzi (1992), Refining the test phase of usability evaluation: how many subjects is
        enough? Human Factors 34, 457-468.
    """
    if not 0 <= p <= 1:
        raise ValueError(f"invalid_probability: {p}")
    if not is_count(n):
        raise ValueError(f"invalid_counts: {n} participants")
    return float(1 - (1 - p) ** n)


def discovery_sample_size(p: float, goal: float) -> int | None:
    """Answer how many participants it takes to meet a problem with a given probability.

    Args:
        p: Share of all people who meet the problem, 0 to 1.
        goal: Probability aimed at that one participant at least meets it, 0 to 1.

    Returns:
        Participants; None when no number of them reaches the goal: nobody meets the
        problem, or it is to be met for certain.

    Raises:
        ValueError: The share is above 1, or the goal below 0.

    Source:
        Lewis (1994), Sample sizes for usability studies: additional considerations.
        Human Factors 36, 368-378.
    """
    if not p <= 1 or not goal >= 0:
        raise ValueError(f"invalid_probability: share {p}, goal {goal}")
    if p <= 0 or goal >= 1:
        return None
    if p == 1:
        return ceil(goal)
    # Rounding must not ask for one participant more: ln 0.01 / ln 0.1 is 2.
    return ceil(log1p(-goal) / log1p(-p) - 1e-9)


def problem_share(met_by: int, n: int, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate which share of all people meets one problem.

    A problem that nobody met may still be there: after five participants, one that meets
    up to 45 % of people. For it the interval is one-sided, and flagged so.

    Args:
        met_by: Participants who met the problem, 0 to n.
        n: Participants who could have.
        confidence: Coverage aimed at.

    Returns:
        The observed share and its interval, 0 to 1.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= met_by <= n.

    Source:
        As for `adjusted_wald`; unmet: Hanley & Lippman-Hand (1983), If nothing goes wrong,
        is everything all right? JAMA 249, 1743-1745.
    """
    check_confidence(confidence)
    check_counts(met_by, n)
    if met_by or not n:
        return adjusted_wald(met_by, n, confidence)
    interval = Interval(0.0, 1 - (1 - confidence) ** (1 / n))
    return Estimate(0.0, interval, n, "unmet_upper_limit", 0, confidence, flags=("one_sided",))


@dataclass(frozen=True, slots=True)
class ProblemDiscovery:
    """How much of what is there a test has found, if all problems were equally visible.

    Attributes:
        n: Participants.
        problems: Problems met by anybody.
        singletons: Problems met by one participant only.
        p_observed: Mean share of participants who met a problem: too high, since problems
            that nobody met are not in it.
        p_good_turing: The same, lowered by the share of singletons.
        p_deflated: The same, lowered for the small sample.
        p_adjusted: The mean of both corrections.
        discovered: Expected share of all problems that were met, 0 to 1.
        total: Expected number of all problems, not rounded.
        undiscovered: Expected number that nobody met, not rounded.
        reason: Why the numbers are None; None when they are not.
    """

    n: int
    problems: int
    singletons: int
    p_observed: float | None = None
    p_good_turing: float | None = None
    p_deflated: float | None = None
    p_adjusted: float | None = None
    discovered: float | None = None
    total: float | None = None
    undiscovered: float | None = None
    reason: Reason | None = None


def problem_discovery(sightings: Sightings) -> ProblemDiscovery:
    """Estimate how many problems a test left undiscovered, were all equally visible.

    They are not, and what is rarely met is then underestimated: show it beside
    `richness.chao2`, never the discovered share alone.

    Args:
        sightings: Problems by the number of participants who met them.

    Returns:
        The estimates, each step of them; nothing but a reason without problems.

    Source:
        Lewis (2001), Evaluation of procedures for adjusting problem-discovery rates
        estimated from small samples. International Journal of Human-Computer Interaction
        13, 445-479. Turner, Lewis & Nielsen (2006), Determining usability test sample size.
    """
    n, problems, singletons = sightings.n, sightings.problems, sightings.met_by(1)
    why = reason_without_problems(sightings)
    if why is not None:
        return ProblemDiscovery(n, 0, 0, reason=why)
    observed = sightings.meetings / (n * problems)
    good_turing = observed / (1 + singletons / problems)
    deflated = (observed - 1 / n) * (1 - 1 / n)
    # Above 0 always: of a problem in the list one participant at least tells.
    adjusted = (good_turing + deflated) / 2
    discovered = discovery_probability(adjusted, n)
    total = problems / discovered
    return ProblemDiscovery(
        n=n,
        problems=problems,
        singletons=singletons,
        p_observed=observed,
        p_good_turing=good_turing,
        p_deflated=deflated,
        p_adjusted=adjusted,
        discovered=discovered,
        total=total,
        undiscovered=total - problems,
    )
