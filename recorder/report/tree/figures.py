"""Estimates with the words that tell them."""

from dataclasses import dataclass

from recorder.metrics.estimates import Estimate, Significance


@dataclass(frozen=True, slots=True)
class Share:
    """How many of n did something.

    Attributes:
        hits: How many did.
        n: Out of how many.
        estimate: The share, 0 to 1, with its interval.
        best: LaPlace's best estimate, 0 to 1; None below five observations,
            and where the observed share serves as well.
        head: x of n in words.
        detail: The percentage and the interval in words; "" without data.
        text: Both in one line.
    """

    hits: int
    n: int
    estimate: Estimate
    best: float | None
    head: str
    detail: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate that is no share, with its words as in `Share`.

    Attributes:
        spread: Standard deviation in the estimate's unit; None where it has none.
    """

    estimate: Estimate
    head: str
    detail: str
    text: str
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class Tested:
    """A significance test with its words.

    Attributes:
        adjusted_p: `p` after the correction for several tests at once; None without one.
        words: `p=.03, mid-P McNemar test`, never without the method.
    """

    test: Significance
    words: str
    adjusted_p: float | None = None
