"""How comparisons are told: what the data favour, by how much, and what they leave open."""

from collections.abc import Callable
from dataclasses import dataclass
from math import floor
from typing import Literal

from recorder.metrics.estimates import Estimate, Interval, Reason
from recorder.report.words import REASON_WORDS, Told

Favours = Literal["a", "b", ""]

LEVEL = 0.05
"""A p above this is no evidence."""

MANY_TIMES = 2.0
"""From here on a longer time is told as `2.5 times the time`, not as `150 % more`."""

BEYOND = 1000.0
"""Ratios beyond this are told as that much: nobody needs them to the digit."""


def _whole(size: float) -> str:
    return "<1" if 0 < size < 0.5 else str(floor(size + 0.5))


def _points(share: float) -> str:
    return _whole(100 * share)


def _tenths(size: float) -> str:
    return "<0.1" if 0 < size < 0.05 else f"{floor(10 * size + 0.5) / 10:.1f}"


@dataclass(frozen=True, slots=True)
class Tongue:
    """How one measure is told.

    Attributes:
        lead: What is so on the side that the data favour, as `More people completed it`.
        about: What is compared, as `completion`.
        size: Writes how large a difference is.
        unit: What follows the size: `points`; "" for nothing.
        more: Said of a higher second side.
        less: Said of a lower second side.
        is_ratio: The effect is second divided by first, and less is better.
        is_chance: The effect is a chance of 0 to 1, and one half favours nobody.
    """

    lead: str
    about: str
    size: Callable[[float], str] = _tenths
    unit: str = "points"
    more: str = "more"
    less: str = "fewer"
    is_ratio: bool = False
    is_chance: bool = False

    def span(self, low: float, high: float) -> str:
        """Tell from how much to how much the favoured side is ahead."""
        if self.is_chance:
            return f"for {_percent(low)} to {_percent(high)} of people"
        if self.is_ratio:
            return f"{_percent(low)} to {_percent(high)} less time"
        if self.more == "higher":
            return f"by {self.size(low)} to {self.size(high)} {self.unit}"
        return f"{self.size(low)} to {self.size(high)}{_unit(self)} {self.more}"


COMPLETION = Tongue("More people completed it", "completion", _points)
SATISFIED = Tongue("More people were satisfied", "satisfaction", _points)
TIME = Tongue("Those who completed it were faster", "typical time", is_ratio=True)
EVERYBODY = Tongue(
    "With failures counted as slowest, people were faster", "the times of everybody", is_chance=True
)
EASE = Tongue("The task was rated easier", "ease", less="less")


def score_tongue(title: str) -> Tongue:
    """Tell a questionnaire's score."""
    return Tongue(f"{title} higher", title, more="higher", less="lower")


@dataclass(frozen=True, slots=True)
class Places:
    """What the two sides are called in a sentence: `with “Short”`, `in “Round 2”`."""

    a: str
    b: str

    def of(self, side: Favours) -> str:
        """Answer what the side is called; "" for none."""
        return {"a": self.a, "b": self.b, "": ""}[side]


def find_favoured(tongue: Tongue, effect: Estimate) -> Favours:
    """Tell which side the whole interval favours; "" where it holds both, or is missing."""
    ends, none = effect.interval, _none(tongue)
    if ends is None:
        return ""
    if ends.low > none:
        return "a" if tongue.is_ratio else "b"
    if ends.high < none:
        return "b" if tongue.is_ratio else "a"
    return ""


def tell_lead(tongue: Tongue, effect: Estimate, favoured: Favours, places: Places) -> str:
    """Tell which side is ahead and by how much, as the interval has it; without a full stop."""
    where = places.of(favoured)
    ends = effect.interval
    if ends is None:
        chance = max(effect.estimate or 0, 1 - (effect.estimate or 0))
        other = places.of("a" if favoured == "b" else "b")
        return f"{tongue.lead} {where}: with a chance of {chance:.2f} than {other}"
    low, high = _ahead(tongue, ends)
    return f"{tongue.lead} {where}: plausibly {tongue.span(low, high)}"


def tell_open(tongue: Tongue, effect: Estimate, places: Places) -> str:
    """Tell that nothing is shown, and what the data leave plausible."""
    start = f"No evidence of a difference in {tongue.about}"
    ends = effect.interval
    if ends is None and tongue.is_chance:
        chance = f"{effect.estimate or 0:.2f}"
        return f"{start}: {places.b} somebody is faster with a chance of {chance}, no interval."
    if ends is None:
        return f"{start}, and no interval: {REASON_WORDS[effect.reason or Reason.NO_DATA]}."
    if tongue.is_chance:
        low, high = _percent(ends.low), f"{_percent(ends.high)} of people faster"
    elif tongue.is_ratio:
        low, high = _slower(ends.low), _slower(ends.high)
    else:
        low, high = _moved(tongue, ends.low), _moved(tongue, ends.high)
    return f"{start}: {places.b}, anything from {low} to {high} is plausible."


def tell_nothing(tongue: Tongue, effect: Estimate, places: Places, ns: tuple[int, int]) -> str:
    """Tell why nothing can be compared."""
    empty = [place for place, n in zip((places.a, places.b), ns, strict=True) if n == 0]
    if empty:
        return f"Nothing to compare in {tongue.about}: no data {' and '.join(empty)}."
    why = REASON_WORDS[effect.reason or Reason.NO_DATA]
    return f"Cannot tell yet about {tongue.about}: {why}."


def tell_effect(tongue: Tongue, effect: Estimate, *, people: str, counts: str = "") -> Told:
    """Tell the effect in numbers: `+53 points`, `95 % interval +13 to +78 points, n = 13 and 12`.

    Args:
        tongue: How the measure is told.
        effect: Second side against first.
        people: How many people it rests on, in words.
        counts: What stands in place of a percentage where there are too few people; "" for
            enough of them.
    """
    if effect.estimate is None:
        return Told(REASON_WORDS[effect.reason or Reason.NO_DATA], people)
    unit = " times the time" if tongue.is_ratio else "" if tongue.is_chance else _unit(tongue)
    head = counts or f"{_write(tongue, effect.estimate)}{unit}"
    if effect.interval is None:
        why = f", no interval: {REASON_WORDS[effect.reason]}" if effect.reason else ""
        return Told(head, people + why)
    level = f"{floor(100 * effect.confidence + 0.5)} %"
    return Told(head, f"{level} interval {_ends(tongue, effect.interval)}, {people}")


def _ends(tongue: Tongue, ends: Interval) -> str:
    unit = " times" if tongue.is_ratio else "" if tongue.is_chance else _unit(tongue)
    return f"{_write(tongue, ends.low)} to {_write(tongue, ends.high)}{unit}"


def _none(tongue: Tongue) -> float:
    if tongue.is_ratio:
        return 1.0
    return 0.5 if tongue.is_chance else 0.0


def _ahead(tongue: Tongue, ends: Interval) -> tuple[float, float]:
    """Answer how far the favoured side is ahead, least and most."""
    if tongue.is_ratio:
        low, high = (ends.low, ends.high) if ends.high < 1 else (1 / ends.high, 1 / ends.low)
        return 1 - high, 1 - low
    if tongue.is_chance:
        return (ends.low, ends.high) if ends.low > 0.5 else (1 - ends.high, 1 - ends.low)
    return (ends.low, ends.high) if ends.low > 0 else (-ends.high, -ends.low)


def _moved(tongue: Tongue, end: float) -> str:
    if end == 0:
        return "no change"
    word = tongue.more if end > 0 else tongue.less
    return f"{tongue.size(abs(end))}{_unit(tongue)} {word}"


def _slower(ratio: float) -> str:
    if ratio == 1:
        return "the same time"
    if ratio < 1:
        return f"{_percent(1 - ratio)} less time"
    if ratio < MANY_TIMES:
        return f"{_percent(ratio - 1)} more time"
    return f"{_times(ratio)} times the time"


def _times(ratio: float) -> str:
    if ratio > BEYOND:
        return f">{BEYOND:.0f}"
    if ratio < 1 / BEYOND:
        return f"<{1 / BEYOND}"
    return f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"


def _percent(share: float) -> str:
    return ">99 %" if 0.995 <= share < 1 else f"{_points(share)} %"


def _write(tongue: Tongue, value: float) -> str:
    if tongue.is_ratio:
        return _times(value)
    if tongue.is_chance:
        return f"{value:.2f}"
    size = tongue.size(abs(value))
    sign = "+" if value > 0 else "-"
    return "0" if value == 0 else f"{sign}{size}"


def _unit(tongue: Tongue) -> str:
    return f" {tongue.unit}" if tongue.unit else ""
