"""How likely a study is to find a difference, counted over every result it can have."""

from collections.abc import Callable, Mapping
from typing import Literal

from recorder.metrics.estimates import CONFIDENCE, check_confidence
from recorder.metrics.rate_tests import boschloo, fisher, n_minus_1
from recorder.metrics.tallies import Tally

MOST_PARTICIPANTS = 200

TestName = Literal["n_minus_1", "fisher", "fisher_mid_p", "boschloo"]

TESTS: Mapping[TestName, Callable[[Tally, Tally], float | None]] = {
    "n_minus_1": lambda first, second: n_minus_1(first, second).p,
    "fisher": lambda first, second: fisher(first, second).exact.p,
    "fisher_mid_p": lambda first, second: fisher(first, second).mid_p.p,
    "boschloo": lambda first, second: boschloo(first, second).p,
}


def power_two_rates(
    p1: float,
    n1: int,
    p2: float,
    n2: int,
    *,
    confidence: float = CONFIDENCE,
    test: TestName = "n_minus_1",
) -> float:
    """Answer how often two groups of these sizes show that their rates differ.

    With equal rates it is how often the test errs. Boschloo's test takes a tenth of a second
    for every pair of results, so it is for small groups.

    Args:
        p1: True rate of one group, 0 to 1.
        n1: Its participants, 1 to 200.
        p2: True rate of the other group, 0 to 1.
        n2: Its participants, 1 to 200.
        confidence: The difference counts as shown when p is at most 1 less this.
        test: Which test of `rate_tests` decides.

    Returns:
        A probability, 0 to 1.

    Raises:
        ValueError: A rate is outside 0 to 1, or a group outside 1 to 200.

    Source:
        Enumeration of both binomial distributions.
    """
    check_confidence(confidence)
    first, second = _likelihoods(p1, n1), _likelihoods(p2, n2)
    return sum(
        likely_1 * likely_2
        for x1, likely_1 in enumerate(first)
        for x2, likely_2 in enumerate(second)
        if _is_shown(Tally(x1, n1), Tally(x2, n2), test, confidence)
    )


def _is_shown(first: Tally, second: Tally, test: TestName, confidence: float) -> bool:
    p = TESTS[test](first, second)
    return p is not None and p <= 1 - confidence


def _likelihoods(rate: float, n: int) -> list[float]:
    from scipy.stats import binom

    if not 0 <= rate <= 1:
        raise ValueError(f"a rate lies between 0 and 1, not {rate}")
    if not 1 <= n <= MOST_PARTICIPANTS:
        raise ValueError(f"invalid_counts: a group has 1 to {MOST_PARTICIPANTS} members, not {n}")
    return [float(one) for one in binom.pmf(range(n + 1), n, rate)]
