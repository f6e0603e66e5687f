"""Where each page load lies on the session's clock, and how sure that is.

The session's clock counts milliseconds since `session.started_ms` by the server's wall
clock. A page tells, with each batch, its time origin by the device's wall clock and its
page clock now; the server notes when the batch came. From these:

* *server origin* = the smallest of (received - page clock now) over an epoch's batches. It
  lies after the true origin by the delay of one delivery; half the round trip is taken
  off where the page knows one.
* *shift* = server origin - time origin by the device: how far the device's clock is off,
  plus what is left of that delay.

If the shifts of all epochs agree within 250 ms and their round trips, the device's clock
was not set in between: all epochs get the smallest shift, and times across page loads are
as exact as the device's wall clock. If they disagree, somebody set the clock, and each
epoch gets its own server origin.

An epoch whose every batch came only after a later page load of the device had begun was
delivered late (it was offline, and that page load sent its rest). Its server origin is
worth nothing; it gets the shift of the page load that gave it away.

A page clock may stand still while the machine sleeps. `clock.jumped` tells of it, and of a
clock that was set. The two are told apart by the server: after a sleep, batches come later
by the page clock than before. A sleep that is confirmed so moves everything after it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from recorder.model.events import DAY_MS, ClockJumped
from recorder.model.ids import SERVER_EPOCH, EpochId
from recorder.model.sessions import ClockSample, Epoch, SessionRecord

AGREEMENT_MS = 250.0
"""How far shifts may part, beyond the round trips, and still be one clock's."""

UNKNOWN_DELAY_MS = 250.0
"""Bound assumed for the delivery of a batch by a page that has seen no round trip."""

UNPLACED_ERROR_MS = float(DAY_MS)
"""Bound given to an epoch that never told its clock."""

MANY_LOADS = 2_000
"""Beyond so many page loads, late ones are not looked for: each is compared with each."""

SLEEP_MS = 1_000.0
"""A jump of the clock above this is looked at; below it is drift."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """A stretch that the page clock did not count: before event `seq`, `by_ms` long."""

    seq: int
    by_ms: float


@dataclass(frozen=True, slots=True)
class Place:
    """Where an epoch lies.

    Attributes:
        origin_ms: Its time origin on the session's clock.
        error_ms: Bound of the error of its times against those of other epochs.
        sleeps: What its page clock did not count, oldest first.
    """

    origin_ms: float
    error_ms: float
    sleeps: tuple[Sleep, ...] = ()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the batches of one epoch say about its clock."""

    epoch: Epoch
    server_origin_ms: float
    device_origin_ms: float
    first_received_ms: float
    rtt_ms: float | None

    @property
    def shift_ms(self) -> float:
        return self.server_origin_ms - self.device_origin_ms

    @property
    def error_ms(self) -> float:
        return UNKNOWN_DELAY_MS if self.rtt_ms is None else self.rtt_ms / 2


def place_epochs(record: SessionRecord) -> dict[EpochId, Place]:
    """Place every epoch of a session on the session's clock.

    What the server itself wrote counts from the session's start. An epoch that never told
    its clock is put at the session's start, with an error of a day.
    """
    readings = [_read_clock(epoch) for epoch in record.epochs if _tells_its_clock(epoch)]
    lines = {epoch.id: epoch.prev for epoch in record.epochs}
    placed = _place_on_server(readings, lines, started_ms=record.session.started_ms)
    for epoch in record.epochs:
        error_ms = 0.0 if epoch.id == SERVER_EPOCH else UNPLACED_ERROR_MS
        place = placed.get(epoch.id, Place(0.0, error_ms))
        placed[epoch.id] = replace(place, sleeps=_sleeps(epoch))
    return placed


def _tells_its_clock(epoch: Epoch) -> bool:
    return bool(epoch.clock) and epoch.id != SERVER_EPOCH


def _read_clock(epoch: Epoch) -> _Reading:
    trips = [sample.rtt_ms for sample in epoch.clock if sample.rtt_ms is not None]
    rtt_ms = min(trips) if trips else None
    lag_ms = min(map(_lag_ms, epoch.clock))
    return _Reading(
        epoch=epoch,
        server_origin_ms=lag_ms - (rtt_ms or 0.0) / 2,
        device_origin_ms=epoch.clock[0].origin_ms,
        first_received_ms=min(sample.received_ms for sample in epoch.clock),
        rtt_ms=rtt_ms,
    )


def _lag_ms(sample: ClockSample) -> float:
    return sample.received_ms - sample.now_ms


def _place_on_server(
    readings: Sequence[_Reading], lines: Mapping[EpochId, EpochId | None], *, started_ms: float
) -> dict[EpochId, Place]:
    witnesses = {one.epoch.id: _witness(one, readings, lines) for one in readings}
    timely = [one for one in readings if witnesses[one.epoch.id] is None]
    shifts = [one.shift_ms for one in timely]
    spread_ms = max(shifts, default=0.0) - min(shifts, default=0.0)
    trips_ms = max((one.rtt_ms or 0.0 for one in timely), default=0.0)
    agree = len(timely) > 1 and spread_ms <= AGREEMENT_MS + trips_ms
    placed: dict[EpochId, Place] = {}
    for one in readings:
        witness = witnesses[one.epoch.id]
        shift_ms, error_ms = one.shift_ms, one.error_ms
        if witness is not None:
            shift_ms = min(shifts) if agree else witness.shift_ms
            error_ms = AGREEMENT_MS + witness.error_ms
        elif agree:
            shift_ms, error_ms = min(shifts), spread_ms / 2 + one.error_ms
        origin_ms = round(one.server_origin_ms - (one.shift_ms - shift_ms) - started_ms, 3)
        placed[one.epoch.id] = Place(origin_ms, round(error_ms, 3))
    return placed


def _witness(
    late: _Reading, readings: Sequence[_Reading], lines: Mapping[EpochId, EpochId | None]
) -> _Reading | None:
    """Find the page load that shows that this epoch was delivered late.

    It began, by the server's clock, before the first batch of this epoch came; and after
    this epoch, by the device's clock and by what is known of their order in one tab.
    """
    if len(readings) > MANY_LOADS:
        return None
    shown_by = [
        other
        for other in readings
        if late.device_origin_ms < other.device_origin_ms
        and other.server_origin_ms < late.first_received_ms
        and other.shift_ms < late.shift_ms
        and not _descends(late.epoch.id, other.epoch.id, lines)
    ]
    return min(shown_by, key=lambda other: (other.shift_ms, other.epoch.id), default=None)


def _descends(young: EpochId, old: EpochId, lines: Mapping[EpochId, EpochId | None]) -> bool:
    seen = {young}
    at = lines.get(young)
    while at is not None and at not in seen:
        if at == old:
            return True
        seen.add(at)
        at = lines.get(at)
    return False


def _sleeps(epoch: Epoch) -> tuple[Sleep, ...]:
    jumps = [
        (seq, event)
        for seq, event in enumerate(epoch.events)
        if isinstance(event, ClockJumped) and event.by_ms > SLEEP_MS
    ]
    lags = _Lags(epoch.clock) if jumps else None
    return tuple(
        Sleep(seq, event.by_ms) for seq, event in jumps if lags is not None and lags.confirm(event)
    )


class _Lags:
    """How far an epoch's batches came behind its page clock, before and after a moment."""

    def __init__(self, samples: Sequence[ClockSample]) -> None:
        ordered = sorted(samples, key=lambda sample: sample.now_ms)
        lags = [_lag_ms(sample) for sample in ordered]
        self._nows_ms = [sample.now_ms for sample in ordered]
        self._lags_ms = lags
        self._least_until_ms = list(accumulate(lags, min))
        self._least_from_ms = list(accumulate(reversed(lags), min))[::-1]
        self._slack_ms = AGREEMENT_MS + max((one.rtt_ms or 0.0 for one in samples), default=0.0)

    def confirm(self, jump: ClockJumped) -> bool:
        """Ask the server's clock whether the page clock stood still for that long."""
        before = bisect_left(self._nows_ms, jump.at_ms)
        after = bisect_right(self._nows_ms, jump.at_ms)
        if before == 0 or before == len(self._nows_ms):
            return False
        # Of batches that left in the very millisecond, the last one left after the sleep.
        least_after_ms = (
            self._least_from_ms[after] if after < len(self._nows_ms) else self._lags_ms[-1]
        )
        return least_after_ms - self._least_until_ms[before - 1] >= jump.by_ms - self._slack_ms
