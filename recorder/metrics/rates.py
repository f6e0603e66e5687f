"""How often something happened for each attempt: errors, slips."""

from scipy.special import gammaincinv

from recorder.metrics.estimates import CONFIDENCE, Estimate, Interval, Reason, check_confidence


def poisson_rate(events: int, exposure: float, confidence: float = CONFIDENCE) -> Estimate:
    """Estimate how often something happens for each unit of exposure.

    Args:
        events: How often it happened.
        exposure: Attempts, participants or minutes in which it could have.
        confidence: Coverage aimed at; the interval never covers less.

    Returns:
        Events for each unit and the exact interval; nothing but a reason without exposure.

    Raises:
        ValueError: The counts are negative, or the events not a whole number.

    Source:
        Garwood (1936), Fiducial limits for the Poisson distribution. Biometrika 28, 437-442.
    """
    check_confidence(confidence)
    if events < 0 or exposure < 0 or not float(events).is_integer():
        raise ValueError(f"invalid_counts: {events} in {exposure}")
    if exposure == 0:
        return Estimate(None, None, 0, "garwood", 0, confidence, Reason.NO_DATA)
    tail = (1 - confidence) / 2
    low = float(gammaincinv(events, tail)) / exposure if events else 0.0
    high = float(gammaincinv(events + 1, 1 - tail)) / exposure
    rate = events / exposure
    return Estimate(rate, Interval(low, high), round(exposure), "garwood", 0, confidence)
