"""Whether a study's rows are what was acknowledged, and the one hash that names all of them."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

import msgspec
from msgspec.structs import replace

from recorder.config import LIMITS
from recorder.errors import InvalidArchiveError
from recorder.model.batches import PageClock
from recorder.model.events import AnyEvent
from recorder.model.kept import Kept, KeptBatch, KeptEpoch, KeptSound, KeptStudy
from recorder.model.sessions import SessionState
from recorder.storage.chain import GENESIS, seal

LARGEST_BATCH_BYTES = 8 * LIMITS.body_bytes
"""JSON of one batch; one that was taken in a request is smaller by far."""

LARGEST_SESSION_BYTES = 2 * LIMITS.session_bytes
"""JSON of one session, with all that people added to it."""

_decoder = msgspec.json.Decoder(list[AnyEvent])


class Contents:
    """Hashes a study's rows; the same study has the same hash in every database.

    A batch counts with its own hash, which covers its body.
    """

    def __init__(self, kept: KeptStudy) -> None:
        self._hash = sha256()
        for rows in (kept.versions, kept.invitations, kept.sessions, kept.consents, kept.epochs):
            for row in rows:
                self._add(row)
        for transcript in kept.transcripts:
            self._add(transcript)
        self._hash.update(json.dumps([kept.id, kept.closed_ms]).encode())

    def follow(self, sent: Iterable[KeptBatch]) -> Iterator[KeptBatch]:
        """Pass batches on, each hashed on its way."""
        for batch in sent:
            self._add(replace(batch, body=b""))
            yield batch

    def follow_sound(self, parts: Iterable[KeptSound]) -> Iterator[KeptSound]:
        """Pass parts of recorded voices on; each has a hash of its own bytes."""
        for part in parts:
            self._add(replace(part, body=b""))
            yield part

    def digest(self) -> str:
        """Answer the hash of all that has passed, in hex."""
        return self._hash.hexdigest()

    def _add(self, row: Kept) -> None:
        self._hash.update(type(row).__name__.encode() + msgspec.json.encode(row) + b"\n")


def hash_contents(
    kept: KeptStudy, sent: Iterable[KeptBatch], sound: Iterable[KeptSound] = ()
) -> str:
    """Hash a study's rows, all its batches and all its sound, in hex."""
    contents = Contents(kept)
    for _ in contents.follow(sent):
        pass
    for _ in contents.follow_sound(sound):
        pass
    return contents.digest()


def check_sound(kept: KeptStudy, parts: Iterable[KeptSound]) -> Iterator[KeptSound]:
    """Pass parts of recorded voices on, each checked on its way.

    Raises:
        InvalidArchiveError: A part is not what was acknowledged, or belongs to no session.
    """
    known = {one.id for one in kept.sessions if one.state is not SessionState.WITHDRAWN}
    used = dict.fromkeys(known, 0)
    for part in parts:
        if part.session not in known:
            raise _damaged(part.session, "has sound and is not there")
        used[part.session] += len(part.body)
        if sha256(part.body).hexdigest() != part.sha256 or len(part.body) != part.bytes:
            words = (
                f"has a part {part.number} of the sound {part.take} that was not acknowledged so"
            )
            raise _damaged(part.session, words)
        if used[part.session] > 2 * LIMITS.sound_session_bytes:
            raise _damaged(part.session, "has more sound than any that is taken")
        yield part


@dataclass(slots=True)
class _End:
    """Where one page load stands while its batches pass."""

    head: bytes = GENESIS
    following: int = 0


@dataclass(slots=True)
class _Passed:
    ends: dict[tuple[str, str], _End]
    bytes_: dict[str, int] = field(default_factory=dict)


def check_batches(kept: KeptStudy, sent: Iterable[KeptBatch]) -> Iterator[KeptBatch]:
    """Pass batches on, each checked on its way, and at the end what all of them make up.

    Raises:
        InvalidArchiveError: A hash chain is broken, something is missing, too large or
            cannot be read; the message names the session.
    """
    passed = _Passed({(epoch.session, epoch.epoch): _End() for epoch in kept.epochs})
    for batch in sent:
        end = passed.ends.get((batch.session, batch.epoch))
        if end is None:
            raise _damaged(batch.session, "has a batch of a page load that is missing")
        _check_chain(batch, end)
        passed.bytes_[batch.session] = passed.bytes_.get(batch.session, 0) + _check_body(batch)
        if passed.bytes_[batch.session] > LARGEST_SESSION_BYTES:
            raise _damaged(batch.session, f"has more than {LARGEST_SESSION_BYTES:,} bytes")
        end.head, end.following = batch.hash, batch.through_seq + 1
        yield batch
    for epoch in kept.epochs:
        _check_end(epoch, passed.ends[epoch.session, epoch.epoch])
    _check_counts(kept)


def _check_chain(batch: KeptBatch, end: _End) -> None:
    clock = PageClock(batch.origin_ms, batch.now_ms, batch.wall_ms, batch.rtt_ms)
    sealed = seal(
        end.head,
        session=batch.session,
        epoch=batch.epoch,
        from_seq=batch.from_seq,
        through_seq=batch.through_seq,
        received_ms=batch.received_ms,
        clock=clock,
        body=batch.body,
    )
    is_next = batch.from_seq == end.following <= batch.through_seq
    if not is_next or sealed != batch.hash:
        words = f"has events {batch.from_seq} to {batch.through_seq} that were not acknowledged so"
        raise _damaged(batch.session, words)


def _check_body(batch: KeptBatch) -> int:
    """Read a batch's events, without letting a small body grow beyond its limit."""
    opener = zlib.decompressobj()
    try:
        text = opener.decompress(batch.body, LARGEST_BATCH_BYTES)
        count = len(_decoder.decode(text))
        depth = _depth(msgspec.json.decode(text))
    except (zlib.error, msgspec.DecodeError, RecursionError):
        raise _damaged(batch.session, "has a batch that cannot be read") from None
    is_whole = opener.eof and not opener.unused_data and not opener.unconsumed_tail
    if not is_whole or depth > LIMITS.depth:
        raise _damaged(batch.session, "has a batch that is larger than any that is taken")
    if count != batch.through_seq - batch.from_seq + 1:
        raise _damaged(batch.session, "has a batch with more or fewer events than it counts")
    return len(text)


def _depth(value: object) -> int:
    match value:
        case dict():
            return 1 + max(map(_depth, value.values()), default=0)
        case list():
            return 1 + max(map(_depth, value), default=0)
        case _:
            return 0


def _check_end(epoch: KeptEpoch, end: _End) -> None:
    if (end.following - 1, end.head) != (epoch.ack, epoch.head):
        words = f"has events up to {end.following - 1}, and {epoch.ack} was acknowledged"
        raise _damaged(epoch.session, words)


def _check_counts(kept: KeptStudy) -> None:
    counted = {session.id: 0 for session in kept.sessions}
    for epoch in kept.epochs:
        counted[epoch.session] += epoch.ack + 1
    for session in kept.sessions:
        if counted[session.id] != session.events:
            words = f"counted {session.events} events and has {counted[session.id]}"
            raise _damaged(session.id, words)


def _damaged(session: str, words: str) -> InvalidArchiveError:
    return InvalidArchiveError(f"the log is damaged: session {session} {words}")
