"""Lengths of time as a researcher writes them: `90s`, `3m`, `1h 30m`."""

import re

SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0}
"""Units in the order in which they may follow each other."""

DURATION_PATTERN = r"^(?=[0-9])([0-9]+(\.[0-9]+)?h)?( ?[0-9]+(\.[0-9]+)?m)?( ?[0-9]+(\.[0-9]+)?s)?$"
"""What a duration looks like, for Python and for the JSON Schema alike."""

DURATION_EXAMPLES = ("90s", "3m", "1h 30m")


def parse_duration(text: str) -> float:
    """Read a duration, in seconds.

    Args:
        text: Hours, minutes and seconds in this order, each once, such as `1h 30m`.

    Raises:
        ValueError: It is written in another way; the message is a sentence.
    """
    if len(text) > 40 or not re.fullmatch(DURATION_PATTERN, text):
        raise ValueError(f'"{text[:40]}" is not a duration; write it like 90s, 3m or 1h 30m')
    parts = re.findall(r"([0-9.]+)([hms])", text)
    return sum(float(number) * SECONDS[unit] for number, unit in parts)


def format_duration(seconds: float) -> str:
    """Write a duration as a researcher would, such as `1h 30m`; `0s` when there is none."""
    parts = []
    rest = seconds
    for unit, size in SECONDS.items():
        count = rest / size if unit == "s" else rest // size
        rest -= count * size
        if count:
            parts.append(f"{count:g}{unit}")
    return " ".join(parts) or "0s"
