"""Where an axis of times gets its labels: at round times that do not run into each other."""

from math import log

ROUND_S = (
    *(60, 10, 600, 1, 3600, 30, 300, 5, 1800, 120, 20, 2, 1200, 7200, 900, 90, 15),
    *(14400, 180, 45, 3, 2700, 5400, 240, 7, 420, 10800, 0.5, 0.2, 0.1),
)
"""Times that people round to, in seconds; the roundest first."""


def choose_ticks(low_s: float, high_s: float, *, room: float) -> list[float]:
    """Choose the times to label on a log axis.

    Args:
        low_s: The left end of the axis, in seconds, above 0.
        high_s: The right end.
        room: What one label takes, as a share of the axis.

    Returns:
        Times in rising order, one at least, each at least `room` apart from the next.
    """
    chosen = _spread([float(tick) for tick in ROUND_S], low_s, high_s, room)
    if len(chosen) >= 2:
        return chosen
    middle_s = (low_s * high_s) ** 0.5
    # As times are written: in whole seconds, and with tenths below ten of them.
    digits = 0 if middle_s >= 10 else 1
    own = [round(one, digits) for one in (middle_s, low_s, high_s)]
    return _spread([*chosen, *own], low_s, high_s, room) or [middle_s]


def _spread(wanted: list[float], low_s: float, high_s: float, room: float) -> list[float]:
    width = log(high_s / low_s)
    chosen: list[float] = []
    for tick in wanted:
        if low_s <= tick <= high_s and all(
            abs(log(tick / other)) >= room * width for other in chosen
        ):
            chosen.append(tick)
    return sorted(chosen)


RATIOS = (
    (0.01, "1/100"), (0.1, "1/10"), (0.2, "1/5"), (0.5, "half"), (1.0, "equal"), (2.0, "twice"),
    (5.0, "5x"), (10.0, "10x"), (100.0, "100x"),
)  # fmt: skip
CROWDED_FROM = 20.0


def choose_ratios(far: float) -> list[tuple[float, str]]:
    """Choose the ratios to label on a log axis from 1 / far to far, where far is 2 at least."""
    inside = [(ratio, words) for ratio, words in RATIOS if 1 / far <= ratio <= far]
    if far < CROWDED_FROM:
        return inside
    return [one for one in inside if one[0] not in (0.2, 0.5, 2.0, 5.0)]
