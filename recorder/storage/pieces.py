"""The log piece by piece, as it was stored: for those who fetch what they have not got yet."""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from recorder.errors import UnavailableError
from recorder.model.ids import SERVER_EPOCH, EpochId, SessionId
from recorder.model.sessions import Epoch
from recorder.storage.database import Database
from recorder.storage.packing import pack, unpack
from recorder.storage.tables import batches


@dataclass(frozen=True, slots=True)
class Piece:
    """Events stored at once; the event at index i has seq `from_seq + i`.

    Attributes:
        body: As `packing.pack` wrote them.
    """

    epoch: EpochId
    from_seq: int
    through_seq: int
    received_ms: float
    body: bytes

    @property
    def count(self) -> int:
        """How many events there are."""
        return self.through_seq - self.from_seq + 1

    def write(self) -> bytes:
        """Write the events as a JSON array.

        Raises:
            UnavailableError: They are damaged.
        """
        try:
            return zlib.decompress(self.body)
        except zlib.error as error:
            raise UnavailableError("the log is damaged: run `recorder verify`") from error

    def cut(self, from_seq: int, count: int) -> "Piece":
        """Take some of its events."""
        if (from_seq, count) == (self.from_seq, self.count):
            return self
        first = from_seq - self.from_seq
        some = pack(unpack(self.body)[first : first + count])
        return Piece(self.epoch, from_seq, from_seq + count - 1, self.received_ms, some.body)


def list_pieces(db: Database, session: SessionId, have: Mapping[EpochId, int]) -> list[Piece]:
    """List what was stored of a session, as of one moment, in the order it came.

    Args:
        db: The log.
        session: Whose.
        have: For each page load the highest seq that is known already, with all below it.
    """
    columns = (
        batches.c.epoch,
        batches.c.from_seq,
        batches.c.through_seq,
        batches.c.received_ms,
        batches.c.body,
    )
    fresh = [
        and_(batches.c.epoch == epoch, batches.c.through_seq > ack) for epoch, ack in have.items()
    ]
    wanted = or_(batches.c.epoch.not_in(list(have)), *fresh) if have else batches.c.id >= 0
    query = select(*columns).where(batches.c.session == session, wanted).order_by(batches.c.id)
    with db.read() as connection:
        found = [Piece(*row) for row in connection.execute(query)]
    return [_leave_known(piece, have.get(piece.epoch, -1)) for piece in found]


def read_server_epoch(db: Database, session: SessionId) -> Epoch:
    """Read what the server wrote for people, and nothing of what pages sent, which may be large.

    Raises:
        UnavailableError: It is damaged.
    """
    of_server = (batches.c.session == session, batches.c.epoch == SERVER_EPOCH)
    query = select(batches.c.body).where(*of_server).order_by(batches.c.from_seq)
    with db.read() as connection:
        bodies = connection.execute(query).scalars().all()
    events = tuple(event for body in bodies for event in unpack(body))
    return Epoch(SERVER_EPOCH, None, len(events) - 1, (), events)


def _leave_known(piece: Piece, ack: int) -> Piece:
    known = max(0, ack + 1 - piece.from_seq)
    return piece.cut(piece.from_seq + known, piece.count - known)
