"""What is asked about numbers of participants, and the table and words that answer it."""

from dataclasses import dataclass

SD_SCORE = 20.0
SD_LOG_TIME = 0.5

NEVER = "no number does"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody who plans a study wants to know; the defaults suit most first studies.

    Attributes:
        margin: Half the width wanted of a completion rate's interval, 0.01 to 0.5.
        rate: Completion rate that is expected, 0 to 1; one half asks for most people.
        problem: Share of people whom a problem hits that must not be missed, above 0.
        goal: Probability, below 1, with which it is to be seen at least once.
        first: Completion rate of one of two designs, 0 to 1.
        second: Completion rate of the other; another one.
        is_paired: The same people try both designs.
        sd: Standard deviation of a score of 0 to 100, such as the SUS; above 0.
        power: Probability of showing a difference that is there, 0 to 1 exclusive.
        confidence: Coverage of the intervals, 0 to 1 exclusive.
        ns: Numbers of participants to look into, such as those so far and those planned.
    """

    margin: float = 0.2
    rate: float = 0.5
    problem: float = 0.25
    goal: float = 0.85
    first: float = 0.9
    second: float = 0.6
    is_paired: bool = False
    sd: float = SD_SCORE
    power: float = 0.8
    confidence: float = 0.95
    ns: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTable:
    """One question about numbers of participants, answered in a sentence and in a table.

    Attributes:
        answer: The answer to what was asked.
        columns: Heads of the columns; the first names the rows.
        rows: As many cells each as there are columns.
        assumes: What the answer takes for granted.
    """

    title: str
    answer: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    assumes: str


def format_people(n: int | None) -> str:
    """Write how many it takes: `1 participant`, `12 participants`, `no number does`."""
    if n is None:
        return NEVER
    return "1 participant" if n == 1 else f"{n} participants"


def format_number(n: int | None) -> str:
    """Write how many it takes, as the cell of a table whose head says of what."""
    return NEVER if n is None else str(n)


def format_share(share: float) -> str:
    """Write a share that somebody asked about, to the digit: `12.5 %`."""
    return f"{round(100 * share, 6):g} %"
