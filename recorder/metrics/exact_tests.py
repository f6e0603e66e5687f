"""Tests of counts whose p is known exactly, and the milder mid-P beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from recorder.metrics.estimates import Reason, Significance

# Samples that are equally likely may differ by rounding; they are still as extreme.
SLACK = 1e-7


@dataclass(frozen=True, slots=True)
class ExactTest:
    """One test of counts in its two forms.

    Attributes:
        exact: Never errs more often than it says, and with few participants far less often.
        mid_p: Counts the observed sample by half only, so that it errs about as often as it
            says. It is the default; where a guarantee is asked for, `exact` is.
    """

    exact: Significance
    mid_p: Significance


def exact_test(
    name: str,
    n: int,
    *,
    p_exact: float | None,
    p_mid: float | None,
    reason: Reason | None = None,
) -> ExactTest:
    """Put both forms of one test together, each p cut off at 1."""
    exact = None if p_exact is None else min(1.0, float(p_exact))
    mid = None if p_mid is None else min(1.0, float(p_mid))
    return ExactTest(
        Significance(exact, f"{name}_exact", n, reason=reason),
        Significance(mid, f"{name}_mid_p", n, reason=reason),
    )


def two_sided(probabilities: Sequence[float], observed: int) -> tuple[float, float]:
    """Add up the samples that are at most as likely as the one observed.

    Args:
        probabilities: Of every possible sample, adding up to 1.
        observed: Which of them was observed.

    Returns:
        The exact p and the mid-P, which counts those that are as likely by half only.
    """
    likely = probabilities[observed] * (1 + SLACK)
    unlikely = probabilities[observed] * (1 - SLACK)
    p_exact = sum(one for one in probabilities if one <= likely)
    as_likely = sum(one for one in probabilities if unlikely <= one <= likely)
    return p_exact, p_exact - as_likely / 2
