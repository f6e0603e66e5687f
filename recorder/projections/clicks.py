"""The clicks of one attempt, counted as a person made them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recorder.model.events import ElementClicked
from recorder.projections.timeline import Entry

DOUBLE_MS = 500.0
"""How soon after the first the second half of a double click comes: the systems' default."""

DOUBLE_PX = 4.0
"""How far from the first it may lie: the rectangle that Windows allows."""


@dataclass(frozen=True, slots=True)
class Aim:
    """How well the clicks of one attempt were aimed.

    Attributes:
        clicks: All of them.
        on_target: Those that met a target; None where the task names none.
        first_hit: Whether the first one did; None without a click or a target.
    """

    clicks: int
    on_target: int | None
    first_hit: bool | None


def read_aim(entries: Iterable[Entry], targets: Sequence[str]) -> Aim:
    """Count an attempt's clicks, a double click once, and those that met a target."""
    clicks = single_clicks(entries)
    if not targets:
        return Aim(len(clicks), None, None)
    hits = [not set(targets).isdisjoint(click.matches) for click in clicks]
    return Aim(len(clicks), sum(hits), hits[0] if hits else None)


def single_clicks(entries: Iterable[Entry]) -> list[ElementClicked]:
    """List the clicks, leaving out the second half of each double click."""
    kept: list[ElementClicked] = []
    before: tuple[Entry, ElementClicked] | None = None
    for entry in entries:
        if not isinstance(entry.event, ElementClicked):
            continue
        if before is not None and _is_second(entry, entry.event, *before):
            # A third quick click begins anew: three are a double click and one more.
            before = None
            continue
        kept.append(entry.event)
        before = entry, entry.event
    return kept


def _is_second(entry: Entry, click: ElementClicked, before: Entry, first: ElementClicked) -> bool:
    far_px = max(abs(click.page_x_px - first.page_x_px), abs(click.page_y_px - first.page_y_px))
    return (
        entry.epoch == before.epoch
        and 0 <= entry.at_ms - before.at_ms <= DOUBLE_MS
        and (click.selector, click.button) == (first.selector, first.button)
        and far_px <= DOUBLE_PX
    )
