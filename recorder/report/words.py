"""Numbers as sentences read them: with their unit, their n and their interval."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from math import floor

from recorder.metrics.estimates import Estimate, Interval, Reason

FEW = 5
"""Below so many participants a share is told in counts, without a percentage."""

UNDER_TEN_S = 9.95
"""Times that are written with tenths: from here on they would be written as ten seconds."""

_TORN_APART = re.compile(r"\d (?:% interval\b|%|s\b)|\bn = \d|\d of \d")

OUTCOME_WORDS = {
    "completed": "completed",
    "partial": "partial",
    "failed": "failed",
    "gave_up": "gave up",
    "timed_out": "timed out",
    "abandoned": "abandoned",
    "void": "void",
    "running": "still running",
    "unjudged": "waiting for a verdict",
    "not_reached": "not reached",
}

REASON_WORDS = {
    Reason.NO_DATA: "no data yet",
    Reason.NO_SUCCESSFUL_ATTEMPTS: "nobody has succeeded yet",
    Reason.N_TOO_SMALL: "too few values",
    Reason.ZERO_VARIANCE: "all values are equal",
    Reason.MISSING_ITEMS: "items are missing",
    Reason.NO_VARIATION: "all did the same",
    Reason.NO_DISCORDANT_PAIRS: "nobody did one and not the other",
    Reason.NO_PAIRABLE_VALUES: "nobody was judged twice",
    Reason.NO_PROBLEMS: "no problems were found",
    Reason.NO_SINGLETONS: "no problem was met by one participant only",
    Reason.UNDEFINED_EXPECTED_AGREEMENT: "all were judged alike",
    Reason.FEWER_PAGES_THAN_MINIMUM: "every way was shorter than the best path",
    Reason.NOT_IDENTIFIABLE: "the data do not tell",
    Reason.UNBOUNDED: "too few values so far",
    Reason.UNREACHABLE: "out of reach",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in words: what a reader looks at first, and what stands behind it."""

    head: str
    detail: str = ""

    @property
    def text(self) -> str:
        """Both in one line: `4 of 5 (80 %, 95 % interval 36-98 %)`."""
        return f"{self.head} ({self.detail})" if self.detail else self.head


def format_percent(share: float) -> str:
    """Write a share of 0 to 1 without decimals; neither 0 % nor 100 % by rounding alone."""
    if 0 < share < 0.005:
        return "<1 %"
    if 0.995 <= share < 1:
        return ">99 %"
    return f"{_rounded(100 * share)} %"


def tell_share(share: Estimate, hits: int) -> Told:
    """Tell x of n with the interval: `4 of 5`, `80 %, 95 % interval 36-98 %`.

    Args:
        share: An estimate of 0 to 1.
        hits: How many of its n did it.
    """
    if share.estimate is None or share.interval is None:
        return Told("no data yet")
    interval = f"{_confidence(share)} interval {_percent_ends(share.interval)}"
    percent = "" if share.n < FEW else f"{format_percent(share.estimate)}, "
    return Told(f"{hits} of {share.n}", percent + interval)


def format_time(time_s: float) -> str:
    """Write seconds as m:ss, from an hour on as h:mm:ss, and below ten seconds as `8.2 s`."""
    if time_s < UNDER_TEN_S:
        return f"{_decimal(time_s)} s"
    whole = _rounded(time_s)
    hours, minutes, seconds = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_times(ends: Interval) -> str:
    """Write the two ends of an interval of times: `0:46-1:41`, `4.1-8.2 s`, `8.2 s to 0:12`."""
    low, high = format_time(ends.low), format_time(ends.high)
    if low.endswith(" s") and high.endswith(" s"):
        return f"{low.removesuffix(' s')}-{high}"
    return f"{low} to {high}" if low.endswith(" s") else f"{low}-{high}"


def tell_typical_time(time: Estimate) -> Told:
    """Tell a typical time with its interval: `1:08`, `95 % interval 0:46-1:41, n = 6`."""
    if time.estimate is None:
        return Told(REASON_WORDS[time.reason or Reason.NO_DATA])
    if time.interval is None:
        return Told(format_time(time.estimate), _without_interval(time))
    return Told(format_time(time.estimate), _with_interval(time, format_times(time.interval)))


def tell_mean(mean: Estimate, digits: int = 1) -> Told:
    """Tell a mean with its interval: `5.6`, `95 % interval 4.2-7.0, n = 5`."""
    if mean.estimate is None:
        return Told(REASON_WORDS[mean.reason or Reason.NO_DATA])
    if mean.interval is None:
        return Told(_decimal(mean.estimate, digits), _without_interval(mean))
    low, high = mean.interval.low, mean.interval.high
    # A hyphen before a minus sign would read as two of them.
    joint = " to " if low < 0 else "-"
    ends = f"{_decimal(low, digits)}{joint}{_decimal(high, digits)}"
    return Told(_decimal(mean.estimate, digits), _with_interval(mean, ends))


def tell_bunches(share: Estimate, hits: int, participants: int) -> Told:
    """Tell a share of events of which participants have several: `9 of 14`, then whose."""
    if share.estimate is None:
        return Told("no data yet")
    people = format_count(participants, "participant", "participants")
    percent = "" if participants < FEW else f"{format_percent(share.estimate)}, "
    if share.interval is None:
        return Told(f"{hits} of {share.n}", f"{percent}{people}, no interval: {_why_not(share)}")
    interval = f"{_confidence(share)} interval {_percent_ends(share.interval)}"
    return Told(f"{hits} of {share.n}", f"{percent}{interval}, {people}")


def tell_median_of_all(time: Estimate, low_s: float | None, high_s: float | None) -> Told:
    """Tell the time by which half of everybody succeeded; limits may lie beyond all times.

    Args:
        time: The median, or None where fewer than half succeeded.
        low_s: Lower limit in seconds; None where there is none.
        high_s: Upper limit in seconds; None where it is not reached or there is none.
    """
    if time.estimate is None and time.reason in (Reason.NO_DATA, Reason.NO_SUCCESSFUL_ATTEMPTS):
        return Told(REASON_WORDS[time.reason])
    head = "not reached" if time.estimate is None else format_time(time.estimate)
    if time.reason is not None:
        return Told(head, _without_interval(time))
    if low_s is None:
        ends = "not reached"
    elif high_s is None:
        ends = f"{format_time(low_s)} to not reached"
    else:
        ends = format_times(Interval(low_s, high_s))
    return Told(head, _with_interval(time, ends))


def tell_rate(rate: Estimate) -> Told:
    """Tell how often something happened: `0.5 an attempt`, `95 % interval 0.1-1.2, n = 10`."""
    if rate.estimate is None or rate.interval is None:
        return Told(REASON_WORDS[rate.reason or Reason.NO_DATA])
    ends = f"{_decimal(rate.interval.low)}-{_decimal(rate.interval.high)}"
    return Told(f"{_decimal(rate.estimate)} an attempt", _with_interval(rate, ends))


def tell_net_score(score: Estimate) -> Told:
    """Tell a score that may be negative: `+20`, `95 % interval -30 to +61, n = 10`."""
    if score.estimate is None or score.interval is None:
        return Told(REASON_WORDS[score.reason or Reason.NO_DATA])
    ends = f"{_signed(score.interval.low)} to {_signed(score.interval.high)}"
    return Told(_signed(score.estimate), _with_interval(score, ends))


def format_p(p: float) -> str:
    """Write a p value as sentences have it: `p=.03`, `p=.004`, `p<.001`; never `p=.000`."""
    if p < 0.001:
        return "p<.001"
    if p > 0.995:
        return "p>.99"
    digits = 3 if p < 0.01 else 2
    return f"p={_decimal(p, digits).removeprefix('0')}"


def format_interval(interval: Interval | None) -> str:
    """Write the two ends of a share in percent: `36-98 %`; nothing for no interval."""
    return "" if interval is None else _percent_ends(interval)


def format_count(count: int, one: str, many: str) -> str:
    """Write a number with its noun: `1 session`, `3 sessions`."""
    return f"{count} {one if count == 1 else many}"


def format_list(parts: list[str]) -> str:
    """Join words as a sentence does: `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def format_ordinal(value: float) -> str:
    """Write a place: `1st`, `52nd`, `73rd`, `11th`; neither 0th nor 100th by rounding alone."""
    whole = min(max(_rounded(value), 1), 99) if 0 < value < 100 else _rounded(value)
    teens = whole % 100 in (11, 12, 13)
    end = "th" if teens else {1: "st", 2: "nd", 3: "rd"}.get(whole % 10, "th")
    return f"{whole}{end}"


def format_moment(at_ms: float) -> str:
    """Write a wall-clock time: `22 November 2026, 02:13 UTC`."""
    moment = datetime.fromtimestamp(at_ms / 1000, tz=UTC)
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def keep_together(text: str) -> str:
    """Keep a number with what follows it in one line: `80 %`, `95 % interval`, `8.2 s`, `n = 11`.

    Only what is shown needs it; data and programs get plain spaces.
    """
    return _TORN_APART.sub(lambda found: found.group().replace(" ", "\N{NO-BREAK SPACE}"), text)


def shorten(text: str, length: int) -> str:
    """Cut a text between words so that it fits, with an ellipsis where it was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(",;:. ") + "…"


def _percent_ends(interval: Interval) -> str:
    return f"{_rounded(100 * interval.low)}-{_rounded(100 * interval.high)} %"


def _confidence(made: Estimate) -> str:
    return f"{_rounded(100 * made.confidence)} %"


def _why_not(made: Estimate) -> str:
    why = "one value has no spread" if made.n == 1 else ""
    return why or REASON_WORDS[made.reason or Reason.NO_DATA]


def _with_interval(made: Estimate, ends: str) -> str:
    return f"{_confidence(made)} interval {ends}, n = {made.n}"


def _without_interval(made: Estimate) -> str:
    return f"n = {made.n}, no interval: {_why_not(made)}"


def _signed(score: float) -> str:
    whole = _rounded(score)
    return f"{whole:+d}" if whole else "0"


def _decimal(value: float, digits: int = 1) -> str:
    return f"{_rounded(value * 10**digits) / 10**digits:.{digits}f}"


def _rounded(value: float) -> int:
    # Halves go up, as readers expect; round() would take them to the even neighbour.
    return floor(value + 0.5)
