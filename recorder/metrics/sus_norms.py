"""What a mean SUS score is worth among other products: percentile, grade, adjective.

All of them are for means of a product, never for one participant's score.
"""

from math import log
from typing import Literal

from scipy.special import ndtr

Grade = Literal["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D", "F"]
Adjective = Literal[
    "Worst imaginable", "Awful", "Poor", "OK", "Good", "Excellent", "Best imaginable"
]
Acceptability = Literal["not acceptable", "marginal", "acceptable"]

MEDIAN_SHORTFALL = 32
"""What half of all products lack to 100: their mean score is 68."""

SPREAD = 0.3981
"""Standard deviation of the logarithms of what products lack to 100."""

GRADES_FROM: tuple[tuple[float, Grade], ...] = (
    (84.1, "A+"),
    (80.8, "A"),
    (78.9, "A-"),
    (77.2, "B+"),
    (74.1, "B"),
    (72.6, "B-"),
    (71.1, "C+"),
    (65.0, "C"),
    (62.7, "C-"),
    (51.7, "D"),
)

ADJECTIVE_MEANS: tuple[tuple[float, Adjective], ...] = (
    (12.5, "Worst imaginable"),
    (20.3, "Awful"),
    (35.7, "Poor"),
    (50.9, "OK"),
    (71.4, "Good"),
    (85.5, "Excellent"),
    (90.9, "Best imaginable"),
)


def sus_percentile(score: float) -> float:
    """Answer which share of products has a lower mean SUS, 0 to 100.

    What products lack to 100 is spread log-normally around 32. That curve gives the
    published table back to within 0.06 and works between its entries too.

    Raises:
        ValueError: The score lies outside 0 to 100.

    Source:
        Sauro (2011), A practical guide to the System Usability Scale: its table of 500
        products, as a formula.
    """
    _check_score(score)
    if score == 100:
        return 100.0
    return float(100 * ndtr(log(MEDIAN_SHORTFALL / (100 - score)) / SPREAD))


def sus_grade(score: float) -> Grade:
    """Answer the grade of a mean SUS on the curved scale; the score is not rounded first.

    Raises:
        ValueError: The score lies outside 0 to 100.

    Source:
        Sauro & Lewis (2016), Quantifying the User Experience, 2nd ed., table 8.5.
    """
    _check_score(score)
    return next((grade for bound, grade in GRADES_FROM if score >= bound), "F")


def sus_adjective(score: float) -> Adjective:
    """Answer the adjective whose users gave the nearest mean SUS; between two, the lower.

    The numbers are the means of those who chose the word, not borders between words.

    Raises:
        ValueError: The score lies outside 0 to 100.

    Source:
        Bangor, Kortum & Miller (2009), Determining what individual SUS scores mean: adding
        an adjective rating scale. Journal of Usability Studies 4(3), 114-123.
    """
    _check_score(score)
    # Halfway between two means is a tie, which the last bit of a float must not decide.
    return min(ADJECTIVE_MEANS, key=lambda mean: round(abs(score - mean[0]), 9))[1]


def sus_acceptability(score: float) -> Acceptability:
    """Answer whether a mean SUS is acceptable: above 70; not below 50; between is marginal.

    Raises:
        ValueError: The score lies outside 0 to 100.

    Source:
        Bangor, Kortum & Miller (2008), An empirical evaluation of the System Usability
        Scale. International Journal of Human-Computer Interaction 24, 574-594.
    """
    _check_score(score)
    if score < 50:
        return "not acceptable"
    return "acceptable" if score > 70 else "marginal"


def _check_score(score: float) -> None:
    if not 0 <= score <= 100:
        raise ValueError(f"score_out_of_range: {score} is not on the scale 0 to 100")
