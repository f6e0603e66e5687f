"""The hash chain of an epoch: each batch seals itself and every batch before it."""

import struct
from hashlib import sha256

from recorder.model.batches import PageClock

GENESIS = bytes(32)
"""What the first batch of an epoch follows."""


def seal(
    head: bytes,
    *,
    session: str,
    epoch: str,
    from_seq: int,
    through_seq: int,
    received_ms: float,
    clock: PageClock,
    body: bytes,
) -> bytes:
    """Hash one batch together with the hash before it (32 bytes, SHA-256).

    SQLite's own check passes about half of the files in which bytes were changed; this
    covers every column of the log that is read.

    Args:
        head: Hash of the batch before, `GENESIS` for the first.
        session: The session's id.
        epoch: The epoch's id.
        from_seq: Seq of the batch's first event.
        through_seq: Seq of its last event.
        received_ms: When it came, ms since 1970 by the server's clock.
        clock: What the page's clocks said.
        body: The events as stored, compressed.
    """
    rtt_ms = -1.0 if clock.rtt_ms is None else clock.rtt_ms
    times = (received_ms, clock.origin_ms, clock.now_ms, clock.wall_ms, rtt_ms)
    numbers = struct.pack(">qq5d", from_seq, through_seq, *times)
    names = f"{session}\0{epoch}\0".encode()
    return sha256(b"".join((head, names, numbers, body))).digest()
