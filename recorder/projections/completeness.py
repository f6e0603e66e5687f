"""Whether everything a session's pages recorded has arrived, and what is missing."""

from dataclasses import dataclass

from recorder.model.events import EpochEnded, EventDropped
from recorder.model.ids import SERVER_EPOCH, EpochId
from recorder.model.sessions import Epoch, SessionMode, SessionRecord

_SECOND_MS, _MINUTE_MS, _HOUR_MS, _DAY_MS = 1_000, 60_000, 3_600_000, 86_400_000

BY_HAND = "Recorded by hand: no page sends anything."


@dataclass(frozen=True, slots=True)
class EpochState:
    """What arrived of one page load.

    Attributes:
        ack: Highest seq on disk without a hole below it; -1 when nothing came.
        ended_seq: What the page said was its last seq; None while it has not said so.
        missing: Events that are known not to have arrived; None when that is not known.
        since_ms: Server's wall clock when the page was last heard; None when never.
        dropped: Events that the page could not send and said so.
        conflicts: Events that came again with other content.
    """

    id: EpochId
    ack: int
    ended_seq: int | None
    missing: int | None
    since_ms: float | None
    dropped: int
    conflicts: int

    @property
    def is_complete(self) -> bool:
        """Answer whether the page ended and all of it arrived."""
        return self.ended_seq == self.ack


@dataclass(frozen=True, slots=True)
class Completeness:
    """Whether all of a session arrived.

    Attributes:
        words: Sentences for people: what is missing and since when.
    """

    is_complete: bool
    epochs: tuple[EpochState, ...]
    words: tuple[str, ...]


def project_completeness(record: SessionRecord, now_ms: float) -> Completeness:
    """Read from the log whether everything has arrived.

    A session is complete when every page load ended and everything up to its end is on
    disk. A session from which nothing has come is not complete. What the server itself
    wrote is left out: it cannot be missing. Nor can anything be where no page records.

    Args:
        record: The session and its whole log.
        now_ms: The time now by the server's wall clock, ms since 1970.
    """
    epochs = tuple(_read_state(epoch) for epoch in record.epochs if epoch.id != SERVER_EPOCH)
    if record.session.mode is SessionMode.BY_HAND and not epochs:
        return Completeness(is_complete=True, epochs=(), words=(BY_HAND,))
    words = [
        sentence
        for number, state in enumerate(epochs, start=1)
        for sentence in _describe(state, number, now_ms)
    ]
    is_complete = bool(epochs) and all(state.is_complete for state in epochs)
    if is_complete:
        words.insert(0, "Everything that was recorded has arrived.")
    return Completeness(is_complete, epochs, tuple(words) or ("Nothing has arrived yet.",))


def _read_state(epoch: Epoch) -> EpochState:
    ends = [event.last_seq for event in epoch.events if isinstance(event, EpochEnded)]
    ended_seq = ends[-1] if ends else None
    heard = [sample.received_ms for sample in epoch.clock]
    return EpochState(
        id=epoch.id,
        ack=epoch.ack,
        ended_seq=ended_seq,
        missing=None if ended_seq is None else max(0, ended_seq - epoch.ack),
        since_ms=max(heard) if heard else None,
        dropped=sum(isinstance(event, EventDropped) for event in epoch.events),
        conflicts=epoch.conflicts,
    )


def _describe(state: EpochState, number: int, now_ms: float) -> list[str]:
    heard = "" if state.since_ms is None else f", last heard {_ago(now_ms - state.since_ms)}"
    found = []
    if state.missing:
        noun = "event is" if state.missing == 1 else "events are"
        found.append(f"Page load {number}: {state.missing} {noun} missing{heard}.")
    elif not state.is_complete:
        found.append(f"Page load {number} has not ended{heard}; more may come.")
    if state.dropped:
        noun = "event" if state.dropped == 1 else "events"
        found.append(f"Page load {number} could not send {state.dropped} {noun}.")
    if state.conflicts:
        found.append(
            f"Page load {number} sent {state.conflicts} events again with other content; "
            "the first were kept."
        )
    return found


def _ago(past_ms: float) -> str:
    for unit_ms, name in ((_DAY_MS, "d"), (_HOUR_MS, "h"), (_MINUTE_MS, "min")):
        if past_ms >= unit_ms:
            return f"{past_ms / unit_ms:.0f} {name} ago"
    return f"{max(0.0, past_ms) / _SECOND_MS:.0f} s ago"
