"""How much likelier success is with one design than another that the same people used."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import chdtrc

from recorder.metrics.estimates import (
    CONFIDENCE,
    Estimate,
    Interval,
    Reason,
    Significance,
    check_confidence,
    normal_quantile,
    present,
)
from recorder.metrics.exact_tests import ExactTest, exact_test
from recorder.metrics.tallies import is_count, no_data


@dataclass(frozen=True, slots=True)
class Pairs:
    """How participants fared who tried both design A and design B.

    Attributes:
        both: Participants who succeeded with both.
        only_a: Participants who succeeded with A alone.
        only_b: Participants who succeeded with B alone.
        neither: Participants who succeeded with none.
    """

    both: int
    only_a: int
    only_b: int
    neither: int

    def __post_init__(self) -> None:
        counts = (self.both, self.only_a, self.only_b, self.neither)
        if not all(is_count(one) for one in counts):
            raise ValueError(f"invalid_counts: {counts} are not all whole numbers of 0 or more")

    @property
    def n(self) -> int:
        """All participants."""
        return self.both + self.only_a + self.only_b + self.neither


def bonett_price(pairs: Pairs, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate how much higher A's share is than B's: the default.

    Args:
        pairs: How the participants fared.
        confidence: Coverage aimed at.

    Returns:
        The observed difference A less B and its interval, -1 to 1; nothing but a reason
        without participants.

    Source:
        Bonett & Price (2012), Adjusted Wald confidence interval for a difference of
        binomial proportions based on paired data. Journal of Educational and Behavioral
        Statistics 37, 479-488.
    """
    return _difference("bonett_price", lambda _: (1, 2), pairs, confidence)


def paired_adjusted_wald(pairs: Pairs, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate how much higher A's share is than B's, as the handbook of the field does.

    Half of z squared participants are added, spread evenly over the four ways to fare.

    Source:
        Agresti & Min (2005), Simple improved confidence intervals for comparing matched
        proportions. Statistics in Medicine 24, 729-740. Sauro & Lewis (2016), chapter 5.
    """
    return _difference("paired_adjusted_wald", lambda z: (z * z / 8, z * z / 2), pairs, confidence)


def mcnemar(only_a: int, only_b: int) -> ExactTest:
    """Test whether A and B do equally well, from those who succeeded with one of them alone.

    Args:
        only_a: Participants who succeeded with A alone.
        only_b: Participants who succeeded with B alone.

    Returns:
        The two-sided exact p and the mid-P, which is recommended; both 1 when everybody
        fared alike with A and B. n counts those who did not.

    Raises:
        ValueError: The counts are not whole numbers of 0 or more.

    Source:
        McNemar (1947), Psychometrika 12, 153-157. Fagerland, Lydersen & Laake (2013), The
        McNemar test for binary matched-pairs data: mid-p and asymptotic are better than
        exact conditional. BMC Medical Research Methodology 13, 91.
    """
    from scipy.stats import binom

    pairs = Pairs(0, only_a, only_b, 0)
    if pairs.n == 0:
        return exact_test("mcnemar", 0, p_exact=1, p_mid=1, reason=Reason.NO_DISCORDANT_PAIRS)
    fewer = min(only_a, only_b)
    at_most = float(binom.cdf(fewer, pairs.n, 0.5))
    as_many = float(binom.pmf(fewer, pairs.n, 0.5))
    return exact_test("mcnemar", pairs.n, p_exact=2 * at_most, p_mid=2 * at_most - as_many)


def cochran_q(rows: Sequence[Sequence[float | None]]) -> Significance:
    """Test whether any of several designs that the same people used does better or worse.

    Once it says so, pairs of designs are tested by `mcnemar` with Holm's correction.

    Args:
        rows: One for each participant: 1 or 0 for each design, in the same order; a
            participant with a missing value is left out.

    Returns:
        p, Q and its degrees of freedom; n counts participants without missing values. When
        nobody fared differently with any design, Q is 0 and p is 1.

    Raises:
        ValueError: A value is neither 0 nor 1, the rows differ in length, or there are
            fewer than two designs.

    Source:
        Cochran (1950), The comparison of percentages in matched samples. Biometrika 37,
        256-266.
    """
    complete = _complete(rows)
    if not complete:
        return Significance(None, "cochran_q", 0, reason=Reason.NO_DATA)
    n, k = len(complete), len(complete[0])
    by_participant = [sum(row) for row in complete]
    by_design = [sum(column) for column in zip(*complete, strict=True)]
    total = sum(by_design)
    mixed = k * total - sum(one * one for one in by_participant)
    if mixed == 0:
        reason = Reason.NO_DISCORDANT_PAIRS
        return Significance(1.0, "cochran_q", n, 0.0, k - 1, reason)
    q = (k - 1) * (k * sum(one * one for one in by_design) - total * total) / mixed
    return Significance(float(chdtrc(k - 1, q)), "cochran_q", n, q, k - 1)


def _difference(
    method: str,
    added: Callable[[float], tuple[float, float]],
    pairs: Pairs,
    confidence: float,
) -> Estimate:
    check_confidence(confidence)
    if pairs.n == 0:
        return no_data(method, confidence)
    z = normal_quantile(confidence)
    more, more_n = added(z)
    a, b = (pairs.only_a + more) / (pairs.n + more_n), (pairs.only_b + more) / (pairs.n + more_n)
    margin = z * sqrt((a + b - (a - b) ** 2) / (pairs.n + more_n))
    interval = Interval(a - b - margin, a - b + margin).clipped(-1, 1)
    difference = (pairs.only_a - pairs.only_b) / pairs.n
    return Estimate(difference, interval, pairs.n, method, confidence=confidence)


def _complete(rows: Sequence[Sequence[float | None]]) -> list[list[int]]:
    widths = {len(row) for row in rows}
    if len(widths) > 1 or widths & {0, 1}:
        raise ValueError(f"need rows of two or more designs each, not of {sorted(widths)}")
    known = [present(row)[0] for row in rows]
    values = {value for row in known for value in row}
    if values - {0, 1}:
        raise ValueError(f"invalid_counts: {sorted(values)} are not only 0 and 1")
    return [[int(value) for value in row] for row in known if {len(row)} == widths]
