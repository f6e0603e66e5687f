"""How many of how many: counts that a share is made of, and what makes them impossible."""

from dataclasses import dataclass

from recorder.metrics.estimates import CONFIDENCE, Estimate, Reason


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of a group did it.

    Attributes:
        successes: Members who did it, 0 to n.
        n: Members who could have.
    """

    successes: int
    n: int

    def __post_init__(self) -> None:
        check_counts(self.successes, self.n)

    @property
    def share(self) -> float:
        """The observed share, 0 to 1; asking for it when nobody could have is an error."""
        return self.successes / self.n

    @property
    def failures(self) -> int:
        """Members who could have and did not."""
        return self.n - self.successes


def check_counts(successes: int, n: int) -> None:
    """Refuse what cannot have been counted.

    Raises:
        ValueError: The counts are not whole numbers with 0 <= successes <= n.
    """
    if not is_count(successes) or not is_count(n) or successes > n:
        raise ValueError(f"invalid_counts: {successes} of {n}")


def is_count(value: float) -> bool:
    """Tell whether this is a whole number of 0 or more; True and False count as 1 and 0."""
    return float(value).is_integer() and value >= 0


def no_data(method: str, confidence: float = CONFIDENCE, n_missing: int = 0) -> Estimate:
    """Answer what is known when nobody was observed: neither 0 % nor 0 to 100 %, but nothing."""
    return Estimate(None, None, 0, method, n_missing, confidence, Reason.NO_DATA)
