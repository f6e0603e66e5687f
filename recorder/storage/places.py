"""Where a batch would go, whether it may, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from recorder.config import LIMITS
from recorder.errors import ConsentRequiredError, GoneError, NotFoundError
from recorder.model.batches import Batch
from recorder.model.ids import SessionId
from recorder.model.sessions import SessionState
from recorder.storage.chain import GENESIS
from recorder.storage.packing import Packed


@dataclass(frozen=True, slots=True)
class Ack:
    """What became of a batch.

    Attributes:
        ack: Highest seq of the epoch on disk without a hole below it; -1 for none.
        is_gap: Nothing was stored, because seqs between `ack` and the batch are missing.
        stored: Events that were new.
        duplicates: Events that were there already.
        conflicts: Duplicates whose content differs from what is kept.
    """

    session: SessionId
    ack: int
    is_gap: bool = False
    stored: int = 0
    duplicates: int = 0
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a batch would go: its session and the end of its epoch."""

    session: SessionId
    state: str
    started_ms: float
    events: int
    size_bytes: int
    ack: int
    head: bytes
    is_new: bool

    @staticmethod
    def read(row: Sequence[Any] | None) -> "Place":
        """Read the row of a token and an epoch.

        Raises:
            NotFoundError: There is none: no session has this token.
            ConsentRequiredError: The session has no consent.
        """
        if row is None:
            raise NotFoundError("no session has this token")
        session, state, started_ms, events, size_bytes, given_ms, ack, head = row
        if given_ms is None:
            raise ConsentRequiredError("this session has no consent")
        if head is None:
            return Place(session, state, started_ms, events, size_bytes, -1, GENESIS, is_new=True)
        return Place(session, state, started_ms, events, size_bytes, ack, head, is_new=False)

    def refuse(self, batch: Batch, received_ms: float) -> None:
        """Raise GoneError when nothing more may come."""
        if self.state == SessionState.WITHDRAWN:
            raise GoneError("withdrawn")
        age_ms = received_ms - self.started_ms
        if age_ms > LIMITS.session_ms + LIMITS.late_delivery_ms:
            raise GoneError("closed")
        # What was captured in time may come late; by the page's clock it lay so long.
        lay_ms = batch.clock.now_ms - batch.events[-1].at_ms if batch.events else 0.0
        if age_ms - lay_ms > LIMITS.session_ms:
            raise GoneError("closed")


def refuse_full(place: Place, ack: Ack, packed: Packed) -> None:
    """Raise GoneError when what is new goes beyond a session's limits."""
    if not ack.stored:
        return
    has_room = (
        place.events + ack.stored <= LIMITS.session_events
        and place.size_bytes + packed.size_bytes <= LIMITS.session_bytes
    )
    if not has_room:
        raise GoneError("full")
