"""All events of a session, from all its page loads, on one clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from recorder.model.events import AnyEvent
from recorder.model.ids import SERVER_EPOCH, EpochId
from recorder.model.sessions import Epoch, SessionRecord
from recorder.model.undoing import find_undone
from recorder.projections.clocks import Place, place_epochs


@dataclass(frozen=True, slots=True)
class Entry:
    """One event on the session's clock.

    Attributes:
        at_ms: Milliseconds since the session started, on the server's clock.
        clock_error_ms: Bound of the error of `at_ms` against other epochs' entries. The
            difference of two entries of one epoch has no such error.
        slept_ms: For the event that tells of a sleep, how long the page clock stood still
            before it; else 0.
        is_undone: A person took this act back; every reading leaves it out.
    """

    at_ms: float
    epoch: EpochId
    seq: int
    event: AnyEvent
    clock_error_ms: float
    slept_ms: float = 0.0
    is_undone: bool = False


def build_timeline(record: SessionRecord) -> tuple[Entry, ...]:
    """Put all events of all epochs on one clock, oldest first.

    Inside an epoch the difference of two entries is the exact difference of the page
    clock, plus a sleep in between that the page clock did not count (`clocks.py` says how
    it is told from a clock that was set). Events of one epoch are never reordered: where
    one is stamped earlier than the event before it, it keeps its stamp and its place.
    """
    places = place_epochs(record)
    keyed: list[tuple[float, int, int, Entry]] = []
    for index, epoch in enumerate(record.epochs):
        latest_ms: dict[str, float] = {}
        for entry in _entries(epoch, places[epoch.id]):
            person = getattr(entry.event, "person", "")
            latest_ms[person] = max(latest_ms.get(person, entry.at_ms), entry.at_ms)
            keyed.append((latest_ms[person], index, entry.seq, entry))
    keyed.sort(key=lambda one: one[:3])
    return tuple(entry for *_, entry in keyed)


def _entries(epoch: Epoch, place: Place) -> Iterator[Entry]:
    asleep = {sleep.seq: sleep.by_ms for sleep in place.sleeps}
    undone = find_undone(epoch.events) if epoch.id == SERVER_EPOCH else frozenset()
    slept_ms = 0.0
    for seq, event in enumerate(epoch.events):
        slept_ms += asleep.get(seq, 0.0)
        yield Entry(
            at_ms=place.origin_ms + slept_ms + event.at_ms,
            epoch=epoch.id,
            seq=seq,
            event=event,
            clock_error_ms=place.error_ms,
            slept_ms=asleep.get(seq, 0.0),
            is_undone=seq in undone,
        )
