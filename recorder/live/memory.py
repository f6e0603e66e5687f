"""What is remembered of a session that is live: enough to say how it stands, and no more.

The whole log may be large; what a moderator is told needs little of it. It is read once,
and what comes is added to it.
"""

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from recorder.ingest.audience import Stored
from recorder.model.events import (
    Act,
    AnyEvent,
    ClockJumped,
    ConsentGiven,
    ConsentWithdrawn,
    NoteAdded,
    PageViewed,
    PersonEvent,
    SessionEnded,
    SessionStarted,
    TaskEnded,
    TaskPaused,
    TaskResumed,
    TaskShown,
    TaskStarted,
)
from recorder.model.ids import SERVER_EPOCH, EpochId
from recorder.model.sessions import ClockSample, Epoch, Session, SessionRecord, SessionState
from recorder.model.studies import Study
from recorder.projections.act_checks import check_act
from recorder.projections.clocks import Place, place_epochs
from recorder.projections.control import Control, project_control
from recorder.projections.timeline import Entry, build_timeline

TURNS = (
    Act,
    ConsentGiven,
    ConsentWithdrawn,
    SessionEnded,
    SessionStarted,
    TaskEnded,
    TaskPaused,
    TaskResumed,
    TaskShown,
    TaskStarted,
)
"""Events that may change how a session stands."""
KEPT = (*TURNS, ClockJumped, PageViewed)
MINUTE_MS = 60_000


@dataclass(slots=True)
class _Heard:
    """What is remembered of one page load.

    Attributes:
        events: Those of `KEPT`, by seq.
        samples: Of each minute what its clock said best: soonest, and with the shortest trip;
            before and after a jump of the clock apart.
    """

    prev: EpochId | None
    first: ClockSample | None = None
    events: dict[int, AnyEvent] = field(default_factory=dict)
    jumps: list[ClockJumped] = field(default_factory=list)
    samples: dict[tuple[int, int, str], ClockSample] = field(default_factory=dict)

    def hear(self, sample: ClockSample) -> None:
        """Remember what its clock said, if that says more than what is known."""
        self.first = self.first or sample
        minute = int(sample.now_ms // MINUTE_MS)
        jumps = sum(each.at_ms <= sample.now_ms for each in self.jumps)
        for kind in ("lag", "rtt"):
            known = self.samples.get((minute, jumps, kind))
            if known is None or _worth(sample, kind) < _worth(known, kind):
                self.samples[minute, jumps, kind] = sample

    def keep(self, events: Iterable[tuple[int, AnyEvent]]) -> None:
        """Remember what matters of these events, each with its seq."""
        for seq, event in events:
            if isinstance(event, KEPT) and seq not in self.events:
                self.events[seq] = event
                if isinstance(event, ClockJumped):
                    self.jumps.append(event)

    def list_samples(self) -> tuple[ClockSample, ...]:
        """List what is known of its clock, the first sample first."""
        first = () if self.first is None else (self.first,)
        others = sorted(set(self.samples.values()) - set(first), key=lambda each: each.now_ms)
        return (*first, *others)


def _worth(sample: ClockSample, kind: str) -> float:
    if kind == "lag":
        return sample.received_ms - sample.now_ms
    return float("inf") if sample.rtt_ms is None else sample.rtt_ms


class Memory:
    """How one session stands, kept up to date by what is stored."""

    def __init__(self, study: Study, record: SessionRecord) -> None:
        self._study = study
        self._session = record.session
        self._lock = threading.RLock()
        self._epochs: dict[EpochId, _Heard] = {}
        for epoch in record.epochs:
            heard = self._epochs.setdefault(epoch.id, _Heard(epoch.prev))
            # Events first: where the clock jumped decides what is worth knowing of it.
            self._keep(heard, list(enumerate(epoch.events)))
            for sample in epoch.clock:
                heard.hear(sample)

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    def add(self, stored: Stored) -> None:
        """Add what is new; adding the same again is harmless, in whatever order it comes."""
        clock = stored.clock
        sample = ClockSample(
            clock.origin_ms, clock.now_ms, clock.wall_ms, stored.received_ms, clock.rtt_ms
        )
        with self._lock:
            heard = self._epochs.setdefault(stored.epoch, _Heard(stored.prev))
            self._keep(heard, list(enumerate(stored.events, stored.from_seq)))
            heard.hear(sample)

    def _keep(self, heard: _Heard, events: Sequence[tuple[int, AnyEvent]]) -> None:
        heard.keep(events)
        for _, event in events:
            if isinstance(event, SessionEnded) and self._session.state is SessionState.OPEN:
                self._session = replace(self._session, state=SessionState(event.why))
            elif isinstance(event, ConsentWithdrawn):
                self._session = replace(self._session, state=SessionState.WITHDRAWN)

    def list_entries(self) -> tuple[Entry, ...]:
        """List what is remembered on the session's clock, oldest first."""
        with self._lock:
            seqs = {epoch: sorted(heard.events) for epoch, heard in self._epochs.items()}
            timeline = build_timeline(self._record())
        return tuple(replace(entry, seq=seqs[entry.epoch][entry.seq]) for entry in timeline)

    def control(self) -> Control:
        """Say how the session stands."""
        return project_control(self._study, self._session, self.list_entries())

    def check(self, act: PersonEvent) -> str | None:
        """Say why an act makes no sense as the session stands; None when it does."""
        return check_act(self._study, self.session, self.control(), act)

    def places(self) -> dict[EpochId, Place]:
        """Say where each page load lies on the session's clock; its sleeps are named by seq."""
        with self._lock:
            seqs = {epoch: sorted(heard.events) for epoch, heard in self._epochs.items()}
            places = place_epochs(self._record())
        return {
            epoch: replace(
                place,
                sleeps=tuple(replace(each, seq=seqs[epoch][each.seq]) for each in place.sleeps),
            )
            for epoch, place in places.items()
        }

    def find_act(self, act: str, person: str | None = None) -> tuple[int, Act] | None:
        """Find an act and its seq by its name, and by who did it where that is given."""
        with self._lock:
            heard = self._epochs.get(SERVER_EPOCH)
            for seq, event in heard.events.items() if heard and act else ():
                is_it = isinstance(event, Act) and event.act == act
                if is_it and person in (None, getattr(event, "person", "")):
                    assert isinstance(event, Act)  # noqa: S101 - told apart above
                    return seq, event
        return None

    def find_author(self, note: str) -> str | None:
        """Find who wrote a note; None when nobody did."""
        with self._lock:
            heard = self._epochs.get(SERVER_EPOCH)
            for event in heard.events.values() if heard else ():
                if isinstance(event, NoteAdded) and event.note == note:
                    return event.person
        return None

    def _record(self) -> SessionRecord:
        epochs = (_write_epoch(epoch, heard) for epoch, heard in self._epochs.items())
        return SessionRecord(self._session, tuple(sorted(epochs, key=_first_received_ms)))


def _write_epoch(epoch: EpochId, heard: _Heard) -> Epoch:
    # Only what is kept, so the place of an event here is not its seq.
    events = tuple(heard.events[seq] for seq in sorted(heard.events))
    return Epoch(epoch, heard.prev, max(heard.events, default=-1), heard.list_samples(), events)


def _first_received_ms(epoch: Epoch) -> tuple[float, str]:
    return (epoch.clock[0].received_ms if epoch.clock else 0.0, epoch.id)


def origins(place: Place, from_seq: int, count: int) -> Iterator[tuple[int, int, float]]:
    """Part events of one page load wherever its clock stood still.

    Returns:
        For each part its first seq, how many it has, and what to add to an event's `at_ms`
        to have it on the session's clock.
    """
    cuts = [each.seq for each in place.sleeps if from_seq < each.seq < from_seq + count]
    for begin, end in zip([from_seq, *cuts], [*cuts, from_seq + count], strict=True):
        slept_ms = sum(each.by_ms for each in place.sleeps if each.seq <= begin)
        yield begin, end - begin, place.origin_ms + slept_ms
