"""Where a session's sound lies on the session's clock, and whether all of it has arrived."""

from collections.abc import Sequence
from dataclasses import dataclass

from recorder.model.events import ClockJumped, SoundStarted, SoundStopped
from recorder.model.sessions import SessionRecord
from recorder.model.sound import Take
from recorder.projections.clocks import place_epochs


@dataclass(frozen=True, slots=True)
class PlacedTake:
    """One recording on the session's clock.

    Attributes:
        begins_ms: When it begins on the session's clock.
        clock_error_ms: Bound of the error of `begins_ms`; None when the page load that
            recorded it is not known, and it lies where its first part came.
        missing: Parts that are known not to have arrived.
        is_ended: The page said that it ended, and with how many parts.
    """

    take: Take
    begins_ms: float
    clock_error_ms: float | None
    missing: int
    is_ended: bool


@dataclass(frozen=True, slots=True)
class Sound:
    """All sound of a session.

    Attributes:
        takes: In the order of the session's clock.
        is_complete: Everything that the pages recorded has arrived.
        words: What is missing, in sentences for people; empty where nothing is.
    """

    takes: tuple[PlacedTake, ...]
    is_complete: bool
    words: tuple[str, ...]

    @property
    def length_ms(self) -> float:
        """Answer how much there is of it."""
        return sum(one.take.length_ms for one in self.takes)


def project_sound(record: SessionRecord, takes: Sequence[Take]) -> Sound:
    """Place a session's takes on its clock and count what is missing of them.

    A page says how many parts a take had when it ends it, or at the next page load.
    """
    events = [event for epoch in record.epochs for event in epoch.events]
    made = {event.take: event.parts for event in events if isinstance(event, SoundStopped)}
    begun = {event.take for event in events if isinstance(event, SoundStarted)}
    placed = sorted(
        (_place(record, take, made.get(take.take)) for take in takes),
        key=lambda one: (one.begins_ms, one.take.take),
    )
    arrived = {take.take for take in takes}
    lost = sum(parts for take, parts in made.items() if take not in arrived)
    words = _describe(placed, lost, len(begun - arrived - made.keys()))
    return Sound(tuple(placed), not words and all(one.is_ended for one in placed), words)


def _place(record: SessionRecord, take: Take, made: int | None) -> PlacedTake:
    first, last = take.parts[0], take.parts[-1]
    begins_ms = first.received_ms - first.length_ms - record.session.started_ms
    error_ms = None
    epoch = next((one for one in record.epochs if one.id == take.epoch and one.clock), None)
    if epoch is not None:
        place = place_epochs(record)[epoch.id]
        jumps = {
            seq: event.at_ms
            for seq, event in enumerate(epoch.events)
            if isinstance(event, ClockJumped)
        }
        slept_ms = sum(one.by_ms for one in place.sleeps if jumps[one.seq] <= first.at_ms)
        begins_ms, error_ms = place.origin_ms + slept_ms + first.at_ms, place.error_ms
    known = max(made or 0, last.number + 1)
    missing = known - len(take.parts)
    return PlacedTake(take, round(begins_ms, 3), error_ms, missing, made is not None)


def _describe(placed: Sequence[PlacedTake], lost: int, unheard: int) -> tuple[str, ...]:
    missing = lost + sum(one.missing for one in placed)
    words = []
    if missing:
        noun = "part" if missing == 1 else "parts"
        words.append(f"{missing} {noun} of the voice, about a second each, have not arrived.")
    if unheard:
        noun = "recording" if unheard == 1 else "recordings"
        words.append(f"Nothing has arrived yet of {unheard} {noun} of the voice.")
    return tuple(words)
