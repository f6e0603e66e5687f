"""One participant's answers to a questionnaire: which are there, and the score they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recorder.metrics.estimates import Reason, present


@dataclass(frozen=True, slots=True)
class ScoredAnswers:
    """What one participant's answers come to.

    Attributes:
        score: In the unit of the questionnaire; None when too much is missing.
        n_missing: Items without an answer.
        reason: Why there is no score; None when there is one.
        flags: Cautions for the reader: `prorated` when a missing item was made up for,
            `straight_lined` when all answers are the same.
    """

    score: float | None
    n_missing: int = 0
    reason: Reason | None = None
    flags: tuple[str, ...] = ()


def on_scale(
    values: Iterable[float | None], low: float, high: float, fault: str
) -> tuple[list[float], int]:
    """Split answers into those that are there and the number that is missing.

    Args:
        values: The answers; None or NaN where one is missing.
        low: Lowest value of the scale.
        high: Highest value of the scale.
        fault: What the message starts with, such as `item_out_of_range`.

    Raises:
        ValueError: An answer lies outside the scale. A missing answer coded as 0 is
            caught here too, for no scale of agreement starts at 0.
    """
    there, n_missing = present(values)
    for value in there:
        if not low <= value <= high:
            raise ValueError(f"{fault}: {value} is not on the scale {low} to {high}")
    return there, n_missing


def check_item_count(items: Sequence[float | None], wanted: int, name: str) -> None:
    """Refuse answers that cannot be those of the questionnaire.

    Raises:
        ValueError: There are more or fewer than it has items.
    """
    if len(items) != wanted:
        raise ValueError(f"wrong_item_count: the {name} has {wanted} items, not {len(items)}")
