"""Takes what pages send: one request's body in, one answer out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from recorder.clock import Clock, monotonic_s, wall_clock_ms
from recorder.config import LIMITS, Limits
from recorder.errors import (
    ConsentRequiredError,
    GoneError,
    InvalidEventError,
    NotFoundError,
    RecorderError,
    TooLargeError,
    UnavailableError,
)
from recorder.ingest.audience import NOBODY, Audience, Stored
from recorder.model.batches import Batch, parse_batch
from recorder.model.rates import Buckets
from recorder.storage.database import Database
from recorder.storage.log import append_batch
from recorder.storage.packing import pack
from recorder.storage.places import Ack
from recorder.storage.secret_words import hash_secret


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered.

    Attributes:
        status: HTTP status.
        body: JSON object; it never repeats what was sent.
        retry_after_s: Seconds to wait before the same again; None when that would not help.
    """

    status: int
    body: Mapping[str, object] = field(default_factory=dict)
    retry_after_s: int | None = None


class Ingest:
    """Takes batches for one database."""

    def __init__(
        self,
        db: Database,
        clock: Clock = wall_clock_ms,
        limits: Limits = LIMITS,
        audience: Audience = NOBODY,
    ) -> None:
        self._db, self._clock, self._audience = db, clock, audience
        self._rates = Buckets(per_s=limits.requests_per_s, burst=limits.requests_burst)

    def append(self, body: bytes, content_encoding: str = "") -> Answer:
        """Append one batch; every way it can end is an answer, and nothing is raised.

        Args:
            body: JSON in UTF-8, not longer than `LIMITS.body_bytes`.
            content_encoding: The request's header; anything but identity is refused.
        """
        received_ms = self._clock()
        if content_encoding.strip().lower() not in ("", "identity"):
            return Answer(415, {"error": "unsupported_encoding", "accepted": "identity"})
        try:
            ack = self._append(parse_batch(body), received_ms)
        except RecorderError as error:
            return answer_error(error)
        if ack.is_gap:
            return Answer(409, {"ack": ack.ack})
        told: dict[str, object] = {"ack": ack.ack, "server_ms": [received_ms, self._clock()]}
        # Said only while it is so: then the page sends more often.
        is_watched = self._audience.is_watching(ack.session)
        return Answer(200, {**told, "watched": True} if is_watched else told)

    def _append(self, batch: Batch, received_ms: float) -> Ack:
        token_hash = hash_secret(batch.token)
        wait_s = self._rates.take(token_hash, monotonic_s())
        if wait_s:
            raise UnavailableError("rate_limited", status=429, retry_after_s=wait_s)
        packed = pack(batch.events)

        def append(connection: Connection) -> Ack:
            return append_batch(
                connection, batch, packed, token_hash=token_hash, received_ms=received_ms
            )

        ack = self._db.write(append)
        if ack.stored:
            self._audience.show(_stored(batch, ack, received_ms))
        return ack


def _stored(batch: Batch, ack: Ack, received_ms: float) -> Stored:
    fresh = batch.events[len(batch.events) - ack.stored :]
    from_seq = ack.ack - ack.stored + 1
    return Stored(ack.session, batch.epoch, from_seq, batch.clock, received_ms, fresh, batch.prev)


def answer_error(error: RecorderError) -> Answer:
    """Say in the protocol's words why a batch was not taken."""
    match error:
        case InvalidEventError(index=None):
            body = {"error": "invalid_batch", "field": error.field, "why": error.why}
            return Answer(400, body)
        case InvalidEventError():
            where = {"index": error.index, "field": error.field}
            return Answer(422, {"error": "invalid_event", **where, "why": error.why})
        case TooLargeError():
            in_bytes = error.allowed if error.limit == "event_bytes" else LIMITS.body_bytes
            limits = {"limit": error.limit, "allowed": error.allowed, "limit_bytes": in_bytes}
            return Answer(413, {"error": "too_large", **limits})
        case NotFoundError():
            return Answer(401, {"error": "unknown_token"})
        case ConsentRequiredError():
            return Answer(403, {"error": "consent_required"})
        case GoneError():
            return Answer(410, {"error": error.why})
        case UnavailableError(status=429):
            wait_s = error.retry_after_s
            rate = {"requests_per_s": LIMITS.requests_per_s, "burst": LIMITS.requests_burst}
            return Answer(429, {"error": "rate_limited", **rate}, wait_s)
        case UnavailableError(status=507):
            return Answer(507, {"error": "disk_full"}, error.retry_after_s)
        case _:
            return Answer(503, {"error": "unavailable"}, getattr(error, "retry_after_s", 1))
