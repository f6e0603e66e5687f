"""Whether a task fares better early or late in the order."""

from collections.abc import Iterable, Mapping, Sequence

from recorder.model.attempts import Attempt
from recorder.model.ids import TaskId
from recorder.report.assigned import count_completed
from recorder.report.figures import share_of
from recorder.report.rules import Rules
from recorder.report.times import headline_time
from recorder.report.tree import PositionResult


def build_positions(ended: Iterable[Attempt], rules: Rules) -> tuple[PositionResult, ...]:
    """Measure attempts by their place in the order; empty when all had the same place.

    Each participant has one attempt at each place, so the attempts at a place are
    independent of each other.
    """
    by_place: dict[int, list[Attempt]] = {}
    for attempt in ended:
        if attempt.position > 0:
            by_place.setdefault(attempt.position, []).append(attempt)
    if len(by_place) < 2:
        return ()
    return tuple(
        PositionResult(
            place, share_of(count_completed(at), len(at), rules.profile), headline_time(at)
        )
        for place, at in sorted(by_place.items())
    )


def has_mixed_order(ended: Mapping[TaskId, Sequence[Attempt]]) -> bool:
    """Tell whether any task came at more than one place of the order."""
    return any(len({one.position for one in attempts}) > 1 for attempts in ended.values())
