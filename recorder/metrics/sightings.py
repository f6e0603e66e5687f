"""Which problems how many participants met: what every estimate of unseen problems rests on."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recorder.metrics.estimates import Reason
from recorder.metrics.tallies import is_count


@dataclass(frozen=True, slots=True)
class Sightings:
    """How often the problems of one study were met.

    Attributes:
        n: Participants who could have met them.
        frequency: How many problems were met by 1, 2 ... n participants; problems that
            nobody met are not in it, for nobody knows them.
    """

    n: int
    frequency: Mapping[int, int]

    def __post_init__(self) -> None:
        met_by_too_many = any(not 1 <= met_by <= self.n for met_by in self.frequency)
        counted = (self.n, *self.frequency, *self.frequency.values())
        if met_by_too_many or not all(is_count(count) for count in counted):
            raise ValueError(f"invalid_counts: {dict(self.frequency)} with {self.n} participants")

    @property
    def problems(self) -> int:
        """Problems met by anybody."""
        return sum(self.frequency.values())

    @property
    def meetings(self) -> int:
        """Pairs of a participant and a problem met."""
        return sum(met_by * problems for met_by, problems in self.frequency.items())

    def met_by(self, participants: int) -> int:
        """Count the problems met by exactly so many participants."""
        return self.frequency.get(participants, 0)


def tally_sightings(matrix: Sequence[Sequence[int]]) -> Sightings:
    """Count sightings from a table of who met what.

    Args:
        matrix: Shape (participants, problems); 1 where the participant met the problem, 0
            elsewhere. Meeting a problem twice is meeting it; problems of nobody drop out.

    Raises:
        ValueError: The rows differ in length, or a value is neither 0 nor 1.
    """
    widths = {len(row) for row in matrix}
    if len(widths) > 1 or any(value not in {0, 1} for row in matrix for value in row):
        raise ValueError("invalid_counts: the table holds 0 or 1 for each participant and problem")
    met_by = Counter(int(sum(column)) for column in zip(*matrix, strict=True))
    del met_by[0]
    return Sightings(len(matrix), dict(met_by))


def reason_without_problems(sightings: Sightings) -> Reason | None:
    """Answer why there is nothing to estimate from; None when there is something."""
    if sightings.n == 0:
        return Reason.NO_DATA
    return None if sightings.problems else Reason.NO_PROBLEMS
