"""Whether two designs are as good as the same, which no large p can show."""

from math import isclose

from recorder.metrics.estimates import Estimate, Interval

EQUIVALENCE_CONFIDENCE = 0.90


def is_equivalent(effect: Estimate, margin: Interval) -> bool | None:
    """Answer whether all that is plausible lies within what does not matter.

    A 90 % interval inside the margin is the same as two one-sided tests at 5 %. What does
    not matter is decided before the data are seen.

    Args:
        effect: A difference or ratio of two designs with its 90 % interval.
        margin: Effects that do not matter: -delta to delta for a difference, 1 / factor
            to factor for a ratio.

    Returns:
        True when equivalence is shown, False when it is not: then the designs may differ
        or the sample be too small; None without an interval.

    Raises:
        ValueError: The interval is not one of 90 %.

    Source:
        Schuirmann (1987), A comparison of the two one-sided tests procedure and the power
        approach. Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680.
    """
    if not isclose(effect.confidence, EQUIVALENCE_CONFIDENCE):
        raise ValueError(f"equivalence asks for a 90 % interval, not for {effect.confidence}")
    if effect.interval is None:
        return None
    return margin.low <= effect.interval.low and effect.interval.high <= margin.high
